"""What somebody wrote on a score sheet where it asks for nothing, told from what is printed there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from interview_kit.documents.form_fields import Form
from interview_kit.documents.layout import Z_OWN
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.errors import Finding, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document

_CUT: Final = "..."
"""What stands at the end of a name that was shortened, once it is normalised."""
_WORD: Final = re.compile(rf"\w[\w'-]*(?:{re.escape(_CUT)})?")
_LABEL: Final = 40
"""Characters that a label has at most."""
_LONGEST: Final = 80
"""Characters of what stands there that a finding shows."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What a sheet has printed on it where nothing is asked for; empty where that is not known."""

    paragraphs: frozenset[str] = frozenset()
    """Those outside the tables, normalised like all of it."""
    cells: frozenset[str] = frozenset()
    """Those of headings, and of tables that are not filled in."""
    confirmation: str = ""
    """Beside the box for having scored alone."""
    running: frozenset[str] = frozenset()
    """The words of header and footer but for those of candidate and member, in small letters."""


NOT_KNOWN: Final = PrintedSheet()


def printed_sheet(blank: bytes, keys: Collection[str]) -> PrintedSheet:
    """Return what a blank sheet, made by the kit, has printed on it; ``keys`` are those of its rows."""
    content = read_document(blank, "a blank sheet")
    form = Form(content)
    return PrintedSheet(
        paragraphs=frozenset(_paragraphs(content)),
        cells=frozenset(form.printed_cells(keys)),
        confirmation="".join(form.beside_box(Z_OWN)),
        running=frozenset(_words(_running(content))),
    )


def check_outside(
    content: WordContent, form: Form, keys: Collection[str], issued: Issued, printed: PrintedSheet
) -> Iterator[Finding]:
    """Yield a warning for each text that stands where nothing is asked for, and is not printed there.

    Where most of what is printed is missing, the sheet was made by another template, or the whole of it stands in
    a table: then it cannot be told, and nothing is said.

    Args:
        content: the sheet.
        form: its fields.
        keys: of all rows that are filled in or hold a question.
        issued: whose sheet it is.
        printed: what is printed on a blank one.
    """
    paragraphs, cells, running = _paragraphs(content), list(form.printed_cells(keys)), _running(content)
    names = (*issued.candidate_names, *issued.member_names, issued.candidate, issued.member, issued.reference)
    own = _words(normalise(" ".join(names)))
    if _has_most(paragraphs, printed.paragraphs):
        for text in paragraphs:
            if text not in printed.paragraphs:
                yield _finding(content.name, text, "outside the boxes")
    if _has_most(cells, printed.cells):
        known = own.union(*(_words(cell) for cell in printed.cells if len(cell) < _LABEL))
        for text in cells:
            if text not in printed.cells and not _is_filled_in(text, own, known, printed.cells):
                yield _finding(content.name, text, "where the sheet asks for nothing")
    if _has_most(_words(running), printed.running):
        for line in running.split("\n"):
            if typed := _typed(line, own | printed.running):
                yield _finding(content.name, typed, "in its header or footer")


def _has_most(found: Iterable[str], printed: AbstractSet[str]) -> bool:
    """Return True when more than half of what is printed is there."""
    return 2 * len(printed & set(found)) > len(printed)


def _is_filled_in(text: str, own: AbstractSet[str], known: AbstractSet[str], printed: Iterable[str]) -> bool:
    """Return True for a cell that the kit itself has filled in: with names and references, or behind a label."""
    words = _words(text)
    if not own.isdisjoint(words):
        return words <= known
    return any(label.endswith(":") and text.startswith(label) for label in printed)


def _typed(line: str, known: AbstractSet[str]) -> str:
    """Return what stands in a line of a header or footer from its first word to its last that is not known.

    Figures do not count, because an editor counts the pages anew.
    """
    typed = [
        word
        for word in _WORD.finditer(line)
        if not (word[0].isdigit() or _is_one_of(word[0].casefold(), known))
    ]
    return line[typed[0].start() : typed[-1].end()] if typed else ""


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
