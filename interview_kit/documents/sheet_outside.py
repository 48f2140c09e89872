"""What somebody wrote on a score sheet outside its tables, told from what is printed there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from interview_kit.domain.fingerprint import normalise
from interview_kit.errors import Finding, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document


def printed_outside(empty: bytes) -> frozenset[str]:
    """Return the texts that an empty sheet, made by the kit, has outside its tables."""
    return frozenset(_paragraphs(read_document(empty, "an empty sheet")))


def _paragraphs(content: WordContent) -> list[str]:
    return [words for words in map(normalise, content.paragraphs) if words]


def check_outside(content: WordContent, printed: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each text outside the tables that is not printed there.

    Where printed texts are missing the sheet was made by another template, or the whole of it stands in a table:
    then it cannot be told, and nothing is said.
    """
    if not printed:
        return
    found = _paragraphs(content)
    added = [words for words in found if words not in printed]
    if any(all(words not in text for text in added) for words in set(printed) - set(found)):
        return
    for words in added:
        yield Finding(
            content.name,
            f"“{words[-80:]}” stands outside the boxes and is not read",
            "If it belongs to an answer, copy it into that box, save the sheet, and collect again.",
            Severity.WARNING,
            "text-outside",
        )
