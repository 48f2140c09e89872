"""What every part of the ledger's book is written with: entries and kept files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from interview_kit.domain.issued import Issued
from interview_kit.errors import Finding, KitError
from interview_kit.ledger.chain import Entry, canonical
from interview_kit.ledger.database import Database
from interview_kit.ledger.values import Receipt, Result


class EntryBook:
    """Entries added to a database in order; nothing here says what they are about."""

    _database: Database
    _name: str

    def _append(
        self, at: dt.datetime, kind: str, body: Mapping[str, object], *, about: str, sha256: str = ""
    ) -> int:
        return self._database.append(at.isoformat(), kind, canonical(body), about=about, sha256=sha256)

    def _entries(self, *kinds: str) -> list[Entry]:
        """Return the entries of some kinds that still say something."""
        return [e for e in self._database.entries(*kinds) if e.body is not None]

    def _issue(self, kind: str, papers: Iterable[Issued], at: dt.datetime) -> None:
        with self._database.transaction():
            for paper in papers:
                before = self._last_issued(kind, paper.reference)
                if before is not None and (before.candidate, before.member, before.plan) != (
                    paper.candidate,
                    paper.member,
                    paper.plan,
                ):
                    raise KitError([_taken(self._name, paper.reference)])
                if before != paper:
                    self._append(at, kind, _printed(paper), about=paper.reference)

    def _last_issued(self, kind: str, reference: str) -> Issued | None:
        """Return a paper as it was issued last."""
        found = [e for e in self._database.entries(kind, about=reference) if e.body is not None]
        return Issued(**body_of(found[-1])) if found else None

    def _every_issue(self, kind: str) -> tuple[Issued, ...]:
        return tuple(Issued(**body_of(e)) for e in self._entries(kind))

    def _issued(self, kind: str) -> dict[str, Issued]:
        return {issued.reference: issued for issued in self._every_issue(kind)}

    def _receive(
        self, kind: str, body: Mapping[str, object], reading: str, data: bytes, *, about: str, at: dt.datetime
    ) -> Receipt:
        """Keep a file inside a transaction; ``reading`` names the part of the body that says what it gave."""
        sha256 = hashlib.sha256(data).hexdigest()
        for entry in list(self._database.entries(kind, sha256=sha256)):
            if entry.body is not None and body_of(entry)[reading] == body[reading]:
                return Receipt(Result.DUPLICATE, entry.number)
        self._database.write("INSERT OR IGNORE INTO original VALUES (?, ?)", sha256, data)
        number = self._append(at, kind, body, about=about, sha256=sha256)
        if not about:
            return Receipt(Result.SET_ASIDE, number)
        earlier = self._database.knows(kind, about, number)
        return Receipt(Result.REVISION if earlier else Result.FIRST, number)


_PRINTED: Final = tuple(f.name for f in fields(Issued) if not f.name.endswith("_also"))


def _printed(paper: Issued) -> dict[str, object]:
    """Return what a paper shows; other spellings of the names are no part of it."""
    return {name: getattr(paper, name) for name in _PRINTED}


def body_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry says."""
    body: dict[str, Any] = json.loads(entry.body or "{}")
    return body


def time_of(entry: Entry) -> dt.datetime:
    """Return when an entry was made."""
    return dt.datetime.fromisoformat(entry.at)


def _taken(name: str, reference: str) -> Finding:
    return Finding(
        where=name,
        problem=f"sheet reference {reference} was issued for somebody else before",
        remedy="Give the candidate or panel member another ref, and make the pack again.",
        code="reference-taken",
    )
