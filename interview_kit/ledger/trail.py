"""The ledger as an audit trail: every entry in words, erased ones by what they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from interview_kit.domain.english import counted
from interview_kit.domain.fingerprint import short_mark
from interview_kit.domain.rulings import Effect
from interview_kit.ledger.agreements import AGREED, FORM, FORM_READ, SHOWN
from interview_kit.ledger.chain import Entry
from interview_kit.ledger.entries import body_of, time_of
from interview_kit.ledger.erasing import DISCLOSED, ERASED, ISSUED, RECEIVED, STATISTICS, ErasingBook
from interview_kit.ledger.rulings import DECIDED, DROPPED, RENAMED, RESTORED, RULES, WITHDRAWN

PLAN: Final = "plan"
THE_PANEL: Final = "the panel"
"""Stands as who did it, where the panel did it together."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the ledger, in words."""

    number: int
    at: dt.datetime
    what: str
    candidates: tuple[str, ...]
    """Refs of whom it is about; empty for the campaign as a whole, or when it was erased."""
    by: str
    """A panel member's ref or a name; empty for whoever ran the kit."""
    sha256: str
    """Of the file received; empty for none."""
    hash: str
    """Over the entry and all before it."""
    erased: bool

    @property
    def mark(self) -> str:
        """The short printed form of the hash, ``5D1E-0B77``."""
        return short_mark(self.hash)


class TrailBook(ErasingBook):
    """All entries in order, in words."""

    def trail(self) -> Iterator[TrailLine]:
        """Yield every entry, the first one first."""
        for entry in self._database.entries():
            body = body_of(entry)
            erased = entry.body is None
            what = f"{_NAMED.get(entry.kind, entry.kind)}; erased" if erased else _said(entry, body)
            yield TrailLine(
                number=entry.number,
                at=time_of(entry),
                what=what,
                candidates=() if erased else _about(entry.kind, body),
                by="" if erased else _by(entry.kind, body),
                sha256=entry.sha256,
                hash=entry.hash,
                erased=erased,
            )


_NAMED: Final = {
    PLAN: "plan frozen",
    ISSUED: "score sheet issued",
    RECEIVED: "file received",
    FORM: "agreement form issued",
    FORM_READ: "agreement form received",
    SHOWN: "scores put together",
    AGREED: "score agreed",
    DROPPED: "question left out",
    RESTORED: "question counts again",
    RULES: "scoring rules changed",
    RENAMED: "name mended",
    WITHDRAWN: "somebody withdrawn, or back",
    DECIDED: "decision recorded",
    DISCLOSED: "something put together for a candidate",
    ERASED: "personal data erased",
    STATISTICS: "anonymous record kept",
}


def _plan(body: Mapping[str, Any]) -> str:
    why = f": {body['reason']}" if body.get("reason") else ""
    return f"plan {short_mark(body['fingerprint'])} frozen{' again' if why else ''}{why}"


def _received(body: Mapping[str, Any]) -> str:
    sheet = body["sheet"]
    if sheet is None:
        return f"file set aside: {body['name']}"
    keyed = f", keyed by {sheet['keyed_by']}" if sheet.get("keyed_by") else ""
    return f"score sheet {sheet['reference']} received{keyed}: {body['name']}"


def _agreed(body: Mapping[str, Any]) -> str:
    if body["score"] is None:
        return f"{body['question']} referred: {body['reason']}"
    verb = "decided" if body.get("by") else "agreed"
    return f"{body['question']} {verb} {body['score']}: {body['reason']}"


def _decided(body: Mapping[str, Any]) -> str:
    reserve = f"; reserve list {', '.join(body['reserve'])}" if body["reserve"] else ""
    return f"decision: offer to {', '.join(body['appoint']) or 'nobody'}{reserve}: {body['reason']}"


def _withdrawn(body: Mapping[str, Any]) -> str:
    whose = f"{body['ref']}’s scores on {body['on']}" if body["on"] else body["ref"]
    effect = "stand" if body["effect"] == Effect.STANDS else body["effect"]
    return f"{whose} {effect}: {body['reason']}"


def _shown(body: Mapping[str, Any]) -> str:
    missing = f" although {', '.join(body['missing'])}" if body.get("missing") else ""
    return f"scores put together in the {body.get('where', 'agreement form')}{missing}"


_SAID: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    PLAN: _plan,
    ISSUED: lambda b: f"score sheet {b['reference']} issued to {b['member']}",
    RECEIVED: _received,
    FORM: lambda b: f"agreement form {b['reference']} issued",
    FORM_READ: lambda b: f"agreement form received, {counted(len(b['scores']), 'score')}: {b['name']}",
    SHOWN: _shown,
    AGREED: _agreed,
    DROPPED: lambda b: f"{b['question']} left out for everyone: {b['reason']}",
    RESTORED: lambda b: f"{b['question']} counts again: {b['reason']}",
    RULES: lambda b: f"scoring rules changed: {b['reason']}",
    RENAMED: lambda b: f"name of {b['ref']} mended, {b['before']} to {b['after']}: {b['reason']}",
    WITHDRAWN: _withdrawn,
    DECIDED: _decided,
    DISCLOSED: lambda b: f"{b['what']}: {b['reason']}",
    ERASED: lambda b: (
        f"personal data erased, {counted(len(b['entries']), 'entry', 'entries')}"
        + (f": {b['reason']}" if b.get("reason") else "")
    ),
    STATISTICS: lambda b: f"anonymous record kept of {counted(len(b['records']), 'candidate')}",
}


def _said(entry: Entry, body: Mapping[str, Any]) -> str:
    say = _SAID.get(entry.kind)
    return entry.kind if say is None else say(body)


def _about(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the refs of the candidates whom an entry is about."""
    if kind == RECEIVED:
        return () if body["sheet"] is None else (body["sheet"]["candidate"],)
    if kind == RENAMED:
        return (body["ref"],) if body["who"] == "candidate" else ()
    if kind == WITHDRAWN:
        return (body["on"] or body["ref"],) if body["on"] or body["who"] == "candidate" else ()
    if kind == DECIDED:
        return tuple(r["candidate"] for r in body["results"])
    return (body["candidate"],) if "candidate" in body else ()


def _by(kind: str, body: Mapping[str, Any]) -> str:
    """Return who did it, where the ledger knows."""
    if kind == RECEIVED:
        return "" if body["sheet"] is None else str(body["sheet"]["member"])
    if kind == AGREED:
        return str(body.get("by", "")) or THE_PANEL
    return THE_PANEL if kind in {DECIDED, FORM_READ} else ""
