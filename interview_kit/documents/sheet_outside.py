"""What somebody wrote on a score sheet outside its tables, told from what is printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.errors import Finding, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document

_CUT: Final = "..."
"""What stands at the end of a name that was shortened, once it is normalised."""
_WORD: Final = re.compile(rf"\w[\w'-]*(?:{re.escape(_CUT)})?")
_LONGEST: Final = 80
"""Characters of what stands there that a finding shows."""


@dataclass(frozen=True, slots=True)
class PrintedOutside:
    """What is printed outside the tables of a score sheet; empty where it is not known."""

    texts: frozenset[str] = frozenset()
    """The paragraphs, normalised."""
    running: frozenset[str] = frozenset()
    """The words of header and footer but for those of candidate and member, in small letters."""


NOT_KNOWN: Final = PrintedOutside()


def printed_outside(empty: bytes) -> PrintedOutside:
    """Return what an empty sheet, made by the kit, has outside its tables."""
    content = read_document(empty, "an empty sheet")
    return PrintedOutside(frozenset(_paragraphs(content)), frozenset(_words(_running(content))))


def check_outside(content: WordContent, issued: Issued, printed: PrintedOutside) -> Iterator[Finding]:
    """Yield a warning for each text outside the tables, or in header or footer, that is not printed there.

    Where printed texts are missing the sheet was made by another template, or the whole of it stands in a table:
    then it cannot be told, and nothing is said.
    """
    yield from _beside_the_tables(content, printed.texts)
    yield from _in_the_margins(content, issued, printed)


def _beside_the_tables(content: WordContent, printed: AbstractSet[str]) -> Iterator[Finding]:
    found = _paragraphs(content)
    added = [words for words in found if words not in printed]
    if not printed or any(all(words not in text for text in added) for words in printed - set(found)):
        return
    for words in added:
        yield _finding(content.name, words, "outside the boxes")


def _in_the_margins(content: WordContent, issued: Issued, printed: PrintedOutside) -> Iterator[Finding]:
    """Yield a warning for words in header or footer that are neither printed there nor a name on the sheet.

    Figures are left out, because an editor counts the pages anew. A header may shorten the names, and leave the role
    out; where most of its words are missing, it is another template's.
    """
    running = _running(content)
    if 2 * len(printed.running & _words(running)) <= len(printed.running):
        return
    names = (*issued.candidate_names, *issued.member_names, issued.candidate, issued.member, issued.reference)
    known = printed.running | _words(normalise(" ".join(names)))
    for line in running.split("\n"):
        own = [
            found
            for found in _WORD.finditer(line)
            if not (found[0].isdigit() or _is_one_of(found[0].casefold(), known))
        ]
        if own:
            yield _finding(content.name, line[own[0].start() : own[-1].end()], "in its header or footer")


def _is_one_of(word: str, known: AbstractSet[str]) -> bool:
    """Return True for a known word, or for the beginning of one with the sign that it was cut."""
    return word in known or (
        word.endswith(_CUT) and any(w.startswith(word.removesuffix(_CUT)) for w in known)
    )


def _finding(name: str, words: str, where: str) -> Finding:
    return Finding(
        name,
        f"“{words[-_LONGEST:]}” stands {where} and is not read",
        "If it belongs to an answer, copy it into that box, save the sheet, and collect again.",
        Severity.WARNING,
        "text-outside",
    )


def _paragraphs(content: WordContent) -> list[str]:
    return [words for words in map(normalise, content.paragraphs) if words]


def _running(content: WordContent) -> str:
    """Return the lines of headers and footers, each once."""
    lines = [normalise(line) for text in (*content.headers, *content.footers) for line in text.split("\n")]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
