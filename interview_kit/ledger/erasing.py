"""The ledger without somebody: bodies and files erased, people taken out of what concerns others too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from interview_kit.domain.rulings import Who
from interview_kit.ledger.agreements import AGREED, FORM, FORM_READ, SHOWN
from interview_kit.ledger.chain import Entry, canonical, digest_of
from interview_kit.ledger.entries import body_of
from interview_kit.ledger.rulings import DECIDED, DROPPED, RENAMED, RESTORED, RULES, WITHDRAWN, RulingBook

ISSUED: Final = "issued"
RECEIVED: Final = "received"
ERASED: Final = "erased"
STATISTICS: Final = "statistics"
"""What is kept of people who were erased: scores and outcome, no name, no ref."""
DISCLOSED: Final = "disclosed"
"""Something on a candidate was put together for them: a copy of their data, the panel's notes."""
GONE: Final = "erased"
"""Stands in a decision for somebody who was erased."""
_FILES: Final = (RECEIVED, FORM_READ)
_PERSONAL: Final = (ISSUED, RECEIVED, AGREED, FORM, FORM_READ, SHOWN, RENAMED, WITHDRAWN, DISCLOSED)
_SHARED: Final = (DECIDED, DROPPED, RESTORED, RULES, AGREED, RENAMED, WITHDRAWN)
"""Entries that concern others too, whose reasons may name somebody."""
_FREE: Final = frozenset({"reason", "how", "forced"})


def unmasked(text: str) -> str:
    """Return a text as it is."""
    return text


class ErasingBook(RulingBook):
    """What is taken out of the ledger again, and the record that stays in its place."""

    def erase_candidate(self, candidate: str, *, at: dt.datetime) -> int:
        """Erase all that the ledger says of one candidate; returns how many entries lost their words."""
        return self.erase([candidate], at=at)

    def erase(
        self,
        candidates: Collection[str],
        *,
        at: dt.datetime,
        reason: str = "",
        mask: Callable[[str], str] = unmasked,
        kept: Mapping[str, object] | None = None,
        everybody: bool = False,
    ) -> int:
        """Erase all that the ledger says of some candidates; returns how many entries lost their words.

        The chain stays whole: the entries' hashes remain, and a new entry says which were erased. Files
        that were set aside have no known candidate; they are erased too. A decision and reasons that
        concern others stay, without them. What is already erased is not erased again: then nothing is noted.

        Args:
            candidates: refs.
            at: when.
            reason: why, noted through ``mask``.
            mask: takes their names and refs out of a text.
            kept: the anonymous record that stays in their place; ``None`` for none.
            everybody: nobody is left, so decisions and sheets of unknown candidates go as a whole.
        """
        with self._database.transaction():
            wanted = (*_PERSONAL, DECIDED) if everybody else _PERSONAL
            gone = [
                e
                for e in self._entries(*wanted)
                if e.kind == DECIDED or everybody or _concerns(e, candidates)
            ]
            numbers = [e.number for e in gone]
            files = {e.sha256 for e in self._entries(*_FILES) if e.number not in set(numbers)}
            shas = {e.sha256 for e in gone if e.kind in _FILES} - files
            masked = {
                e.number: said
                for e in self._entries(*_SHARED)
                if e.number not in set(numbers) and (said := _without(e, candidates, mask)) != e.body
            }
            if gone or masked:
                self._database.erase(numbers, sorted(shas))
                for number, said in masked.items():
                    self._database.replace_body(number, said)
                if kept:
                    self._append(at, STATISTICS, kept, about="")
                body: dict[str, Any] = {"entries": numbers, "reason": mask(reason)}
                if masked:
                    body["masked"] = {str(n): digest_of(said) for n, said in masked.items()}
                self._append(at, ERASED, body, about="")
        return len(gone)

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was erased is left in it."""
        self._database.compact()

    def statistics(self) -> tuple[Mapping[str, Any], ...]:
        """Return the anonymous records kept of people who were erased."""
        return tuple(body_of(e) for e in self._entries(STATISTICS))

    def was_erased(self) -> bool:
        """Return whether anybody's data were erased."""
        return bool(self._entries(ERASED))

    def disclose(self, candidate: str, what: str, reason: str, *, at: dt.datetime) -> None:
        """Note that something on a candidate was put together for them, and why."""
        with self._database.transaction():
            self._append(at, DISCLOSED, {"candidate": candidate, "what": what, "reason": reason}, about="")

    def _gone(self) -> tuple[frozenset[int], Mapping[int, str]]:
        """Return which entries were erased, and the digests of those from which somebody was taken out."""
        bodies = [body_of(e) for e in self._entries(ERASED)]
        masked = {int(n): digest for body in bodies for n, digest in body.get("masked", {}).items()}
        return frozenset(n for body in bodies for n in body["entries"]), masked


def _concerns(entry: Entry, candidates: Collection[str]) -> bool:
    """Return whether an entry is on one of some candidates, or on nobody known."""
    body = body_of(entry)
    if entry.kind == RENAMED:
        return bool(body["who"] == Who.CANDIDATE and body["ref"] in candidates)
    if entry.kind == WITHDRAWN:
        return bool(body["on"] in candidates or (body["who"] == Who.CANDIDATE and body["ref"] in candidates))
    if entry.kind == RECEIVED:
        return body["sheet"] is None or body["sheet"]["candidate"] in candidates
    return bool(body["candidate"] in candidates)


def _without(entry: Entry, candidates: Collection[str], mask: Callable[[str], str]) -> str:
    """Return what an entry says, with some candidates taken out."""
    body = body_of(entry)
    if entry.kind == DECIDED:
        body |= _others(body, candidates)
    return canonical(_masked(body, mask))


def _others(decision: Mapping[str, Any], candidates: Collection[str]) -> dict[str, object]:
    """Return a decision's lists without some candidates; that somebody was placed stays."""

    def placed(refs: Sequence[str]) -> list[str]:
        return [GONE if ref in candidates else ref for ref in refs]

    return {
        "appoint": placed(decision["appoint"]),
        "reserve": placed(decision["reserve"]),
        "results": [r for r in decision["results"] if r["candidate"] not in candidates],
        "passed_over": [
            {**p, "above": placed(p["above"])}
            for p in decision["passed_over"]
            if p["candidate"] not in candidates
        ],
    }


def _masked(value: Any, mask: Callable[[str], str], key: str = "") -> Any:  # noqa: ANN401 - JSON
    """Return JSON with the people named in its free texts masked."""
    if isinstance(value, dict):
        return {name: _masked(each, mask, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, mask, key) for each in value]
    return mask(value) if isinstance(value, str) and key in _FREE else value
