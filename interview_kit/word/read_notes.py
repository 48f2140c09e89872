"""What stands in a document and is not read: each a warning, so that nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from interview_kit.errors import Finding, Severity
from interview_kit.word.content import Row
from interview_kit.word.read_text import W
from interview_kit.word.read_xml import Element

_FEW: Final = 3
_SHORT: Final = 20
_LOOK: Final = "Look at the document in Word, and type what it shows there as ordinary text."
_NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "hidden-text": ("holds hidden text, which is not read", "In Word, show hidden text, and delete it or unhide it."),
    "two-readings": ("holds a part that older programs show in other words than newer ones", _LOOK),
    "unknown-symbol": ("holds a symbol that cannot be told; it is read as \N{REPLACEMENT CHARACTER}", _LOOK),
    "outside-field": ("holds a field that fetches text from elsewhere; nothing is fetched", _LOOK),
    "imported": ("holds another file inside its text, which is not read", _LOOK),
    "embedded-object": ("holds an embedded file or active part, which is neither read nor run", _LOOK),
    "comments": (
        "holds comments in its margin, which are not read",
        "Read them in Word. What belongs to an answer must stand in its box.",
    ),
    "footnotes": (
        "holds footnotes or endnotes, which are not read",
        "Read them in Word. What belongs to an answer must stand in its box.",
    ),
}  # fmt: skip
_MARGINS: Final = ((W + "comment", "comments"), (W + "footnote", "footnotes"), (W + "endnote", "footnotes"))


def note_findings(codes: Iterable[str], name: str, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the warning for each code of what was seen and not read, with the rows of a table that it stands in.

    ``name`` is the file's.
    """
    for code in codes:
        problem, remedy = _NOTES[code]
        keys = list(dict.fromkeys(row.key for row in rows if any(code in cell.notes for cell in row.cells)))
        where = ", ".join(key[:_SHORT] for key in filter(None, keys[:_FEW]))
        more = " and others" if len(keys) > _FEW else ""
        yield Finding(
            name, f"{problem}{f'; see {where}{more}' if where else ''}", remedy, Severity.WARNING, code
        )


def margin_notes(parts: Iterable[Element]) -> Iterator[str]:
    """Yield the codes of comments and notes that somebody wrote; Word's own separators are none."""
    for root in parts:
        for tag, code in _MARGINS:
            if any(note.get(W + "type", "normal") == "normal" for note in root.iterchildren(tag)):
                yield code
