"""The ledger as the rest of the kit sees it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from interview_kit.domain.fingerprint import short_mark
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import ScoreSheet
from interview_kit.errors import Finding, Severity
from interview_kit.ledger.chain import START, Entry, check_chain
from interview_kit.ledger.database import Database
from interview_kit.ledger.entries import body_of, time_of
from interview_kit.ledger.erasing import ISSUED, RECEIVED
from interview_kit.ledger.trail import PLAN, TrailBook
from interview_kit.ledger.values import (
    Individual,
    PlanFrozen,
    Receipt,
    Received,
)


class Ledger(TrailBook):
    """A campaign's ledger: entries are added, never changed; :meth:`head` stands for all of them.

    Times are given by the caller, so that the same input gives the same ledger. A context manager.

    Args:
        path: the file; it is made, readable by its owner only, when it does not exist.
        key: the secret that references are signed with. Leave it out: a new ledger draws one, an old one
            keeps its own. Only examples that must come out the same every time give one.
        wait: seconds to wait while another run of the kit writes.

    Raises:
        KitError: from any method, when the file is in use, cannot be written, is damaged or no ledger.
    """

    def __init__(self, path: Path, *, key: bytes | None = None, wait: float = 10) -> None:
        self._database = Database(path, key=key, wait=wait)
        self._name = path.name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def key(self) -> bytes:
        """The campaign's secret, which references are signed with."""
        return self._database.key

    def head(self) -> str:
        """Return the short hash over all entries, ``5D1E-0B77``; ``0000-0000`` when there are none."""
        last = self._database.rows("SELECT hash FROM entry ORDER BY number DESC LIMIT 1")
        return short_mark(str(last[0][0]) if last else START)

    def verify(self) -> list[Finding]:
        """Return a finding for each entry or kept file that is not what was written; none is good."""
        findings = check_chain(self._database.entries(), *self._gone(), self._name)
        for sha256, data in self._database.each("SELECT sha256, data FROM original ORDER BY sha256"):
            if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
                findings.append(
                    Finding(
                        where=self._name,
                        problem=f"the kept file {str(sha256)[:8]} is not what was received",
                        remedy="Put back a copy of the campaign's folder made before the change.",
                        code="ledger-altered",
                    )
                )
        return findings

    def freeze_plan(
        self,
        fingerprint: str,
        *,
        at: dt.datetime,
        text: str = "",
        reason: str = "",
        used: Mapping[str, int] | None = None,
    ) -> None:
        """Note that a plan was frozen; the plan that is already in force is not noted again.

        ``text`` is the plan's file, so that it can be written back; ``reason`` says why it was planned
        again although score sheets were out; ``used`` how often questions had been used before.
        """
        with self._database.transaction():
            plans = self.plans()
            if not plans or plans[-1].fingerprint != fingerprint:
                body: dict[str, object] = {"fingerprint": fingerprint, "reason": reason, "text": text}
                if used:
                    body["used"] = dict(used)
                self._append(at, PLAN, body, about=fingerprint)

    def plans(self) -> tuple[PlanFrozen, ...]:
        """Return the plans frozen so far; the last is in force."""
        return tuple(PlanFrozen(time_of(e), **body_of(e)) for e in self._entries(PLAN))

    def issue(self, sheets: Iterable[Issued], *, at: dt.datetime) -> None:
        """Note sheets as issued; one that was noted before in the same words is not noted again.

        Raises:
            KitError: a reference was issued for somebody else before.
        """
        self._issue(ISSUED, sheets, at)

    def issued(self) -> dict[str, Issued]:
        """Return every sheet issued, older plans included, by its reference."""
        return self._issued(ISSUED)

    def every_issue(self) -> tuple[Issued, ...]:
        """Return every sheet each time it was issued in other words, in order."""
        return self._every_issue(ISSUED)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is entered in a ``with`` block, or, when it ends with an error, none of it."""
        with self._database.transaction():
            yield

    def receive(
        self,
        name: str,
        data: bytes,
        sheet: ScoreSheet | None,
        findings: Iterable[Finding],
        *,
        at: dt.datetime,
        claims: str = "",
    ) -> Receipt:
        """Keep a file and its reading; returns whether it is the first, a revision, or was here before.

        ``claims`` is the reference that a file without a sheet, which is set aside, says it has.
        """
        reading = None if sheet is None else _reading(sheet)
        about = "" if sheet is None else sheet.reference
        body = {"name": name, "sheet": reading, "findings": [asdict(f) for f in findings]}
        if sheet is None and claims:
            body["claims"] = claims
        with self._database.transaction():
            return self._receive(RECEIVED, body, "sheet", data, about=about, at=at)

    def received(self) -> tuple[Received, ...]:
        """Return all files received, in order, those set aside included."""
        return tuple(_received(e) for e in self._entries(RECEIVED))

    def claimed(self) -> frozenset[str]:
        """Return the references that files set aside say they have."""
        bodies = (body_of(e) for e in self._entries(RECEIVED))
        return frozenset(body["claims"] for body in bodies if "claims" in body)

    def individual(self) -> dict[str, Individual]:
        """Return what came in by sheet reference: the first reading, and all after it."""
        found: dict[str, list[Received]] = {}
        for one in self.received():
            if one.sheet is not None:
                found.setdefault(one.sheet.reference, []).append(one)
        return {reference: Individual(tuple(every)) for reference, every in found.items()}

    def original(self, sha256: str) -> bytes | None:
        """Return the bytes of a file that was received; ``None`` when they were erased or never here."""
        found = self._database.rows("SELECT data FROM original WHERE sha256 = ?", sha256)
        return bytes(found[0][0]) if found and isinstance(found[0][0], bytes) else None


def _reading(sheet: ScoreSheet) -> dict[str, object]:
    """Return what a sheet says; without who keyed it where nobody did, as entries had it from the first."""
    return sheet.model_dump(mode="json", exclude=None if sheet.keyed_by else {"keyed_by"})


def _received(entry: Entry) -> Received:
    body = body_of(entry)
    return Received(
        number=entry.number,
        at=time_of(entry),
        name=body["name"],
        sha256=entry.sha256,
        sheet=None if body["sheet"] is None else ScoreSheet.model_validate(body["sheet"]),
        findings=tuple(Finding(**{**f, "severity": Severity(f["severity"])}) for f in body["findings"]),
    )
