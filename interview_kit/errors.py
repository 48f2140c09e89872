"""What a person must know or mend, and the one error that carries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person must know or mend.

    ``where`` names the file and, after a colon, the line, row or question
    (``roles/clerk.yaml:12``, ``returned/C03-P2.docx: question 4``). ``remedy`` says what to do
    next and is never empty. ``code`` is short and stable, so that a test or a script can rely on it.
    """

    where: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR
    code: str = ""

    @property
    def is_error(self) -> bool:
        """True when the finding stops the work."""
        return self.severity is Severity.ERROR


class KitError(Exception):
    """Raised when findings stop the work; carries all of them, never only the first.

    The message joins ``where: problem`` of each finding, so that it also reads well where nobody
    formats it.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.where}: {f.problem}" for f in self.findings))


def raise_errors(findings: Iterable[Finding]) -> None:
    """Raise :class:`KitError` with all findings when at least one of them is an error."""
    found = tuple(findings)
    if any(f.is_error for f in found):
        raise KitError(found)
