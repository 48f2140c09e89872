"""The text that a reader of a document sees: insertions counted, deletions not, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from interview_kit.word.read_kind import SEND_AGAIN, refuse
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import UNKNOWN_SYMBOL, symbol

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

MAX_WORK: Final = 1_500_000
"""Elements visited and characters taken from one document, nested ones each time; then it is refused."""

_SKIPPED: Final = frozenset(
    {
        *(W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "delInstrText", W + "rt"),
        *(W + "sdtPr", W + "sdtEndPr", W + "rPr", W + "pPr", W + "sectPr"),
        *(W + "tblPr", W + "tblPrEx", W + "tblGrid", W + "trPr", W + "tcPr"),
    }
)
_SPECIAL: Final = _SKIPPED | {W + "r", W + "tr", W + "altChunk", W + "subDoc", _MC + "AlternateContent"}
_OFF: Final = frozenset({"0", "false", "off"})
_KNOWN_NAMESPACES: Final = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_ONE: Final = {
    W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "\u2011",
}  # fmt: skip
_PICTURES: Final = frozenset({W + "drawing", W + "pict", W + "object"})
_OUTSIDE: Final = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT")


def is_on(element: Element | None) -> bool:
    """Return True for a switch that is there and not turned off, such as ``w:vanish``."""
    return element is not None and element.get(W + "val", "1").lower() not in _OFF


@dataclass
class Reading:
    """What is kept while one document is read: the work done so far, and what a person must be told."""

    name: str
    work: int = 0
    pictures: int = 0
    """Pictures and embedded objects met so far while texts were read."""
    is_comparing: bool = False
    """True while two alternatives are held against each other."""
    compared: set[Element] = field(default_factory=set)
    """Alternatives that were held against their fallback."""
    notes: dict[str, None] = field(default_factory=dict)
    """Codes of what was seen, in order: hidden-text, two-readings, unknown-symbol, outside-field, imported."""

    def spend(self, amount: int) -> None:
        """Count work; raise KitError when the document asks for more than any honest one does."""
        self.work += amount
        if self.work > MAX_WORK:
            raise refuse(self.name, "too-complex", "is far too long or nested far too deeply", SEND_AGAIN)

    def visible(self, parent: Element) -> Iterator[Element]:
        """Yield the children of an element that count, alternatives resolved."""
        self.spend(len(parent))
        for child in parent:
            tag = child.tag
            if tag not in _SPECIAL:
                yield child
            elif tag == W + "r" or tag == W + "tr":
                if not self._is_gone(child):
                    yield child
            elif tag == _MC + "AlternateContent":
                branch = self._branch(child)
                if branch is not None:
                    yield from self.visible(branch)
            elif tag in (W + "altChunk", W + "subDoc"):
                self.notes["imported"] = None
            elif tag == W + "instrText" and _fetches(child.text):
                self.notes["outside-field"] = None

    def _is_gone(self, element: Element) -> bool:
        """Return True for deleted rows, hidden rows and hidden runs."""
        first = element[0] if len(element) else None
        if first is None or first.tag not in (W + "rPr", W + "trPr", W + "tblPrEx"):
            return False
        if element.tag == W + "r":
            hidden = is_on(first.find(W + "vanish")) and element.find(W + "t") is not None
        elif element.find(f"{W}trPr/{W}del") is not None:
            return True
        else:
            hidden = is_on(element.find(f"{W}trPr/{W}hidden"))
        if hidden:
            self.notes["hidden-text"] = None
        return hidden

    def _branch(self, alternatives: Element) -> Element | None:
        """Return the alternative that current editors show."""
        fallback = alternatives.find(_MC + "Fallback")
        for choice in alternatives.iterchildren(_MC + "Choice"):
            spaces = [str(choice.nsmap.get(p, "")) for p in choice.get("Requires", "").split()]
            if spaces and all(space.startswith(_KNOWN_NAMESPACES) for space in spaces):
                if fallback is not None:
                    self._compare(choice, fallback)
                return choice
        return fallback

    def _compare(self, choice: Element, fallback: Element) -> None:
        """Note when two alternatives do not read alike; those inside them are compared in their turn."""
        if not self.is_comparing and choice not in self.compared:
            self.is_comparing = True
            self.compared.add(choice)
            if self.text(choice).split() != self.text(fallback).split():
                self.notes["two-readings"] = None
            self.is_comparing = False

    def text(self, element: Element) -> str:
        """Return the visible text inside an element; line breaks and paragraph ends are newlines."""
        out: list[str] = []
        self._collect(element, out, [])
        text = "".join(out)
        self.spend(len(text))
        return text.rstrip("\n")

    def _collect(self, parent: Element, out: list[str], fields: list[bool]) -> None:
        """Append the text of an element's children; ``fields`` says for each open field if its code is over."""
        for element in self.visible(parent):
            tag = element.tag
            if tag == W + "fldChar":
                _follow_field(element.get(W + "fldCharType", ""), fields)
            elif tag in (W + "t", _M + "t"):
                if all(fields):
                    out.append(_one_line("".join(map(str, element.itertext()))))
            elif tag in _ONE:
                out.append(_ONE[tag])
            elif tag == W + "sym":
                sign = symbol(element.get(W + "font", ""), element.get(W + "char", ""))
                out.append(sign)
                if sign == UNKNOWN_SYMBOL:
                    self.notes["unknown-symbol"] = None
            elif tag == W + "fldSimple" and _fetches(element.get(W + "instr")):
                self.notes["outside-field"] = None
                self._collect(element, out, fields)
            else:
                self._enter(element, out, fields)

    def _enter(self, element: Element, out: list[str], fields: list[bool]) -> None:
        """Append an element that holds others, with the line ends that it brings."""
        if element.tag in _PICTURES:
            self.pictures += 1
        if element.tag == W + "txbxContent" and out and not out[-1].endswith("\n"):
            out.append("\n")
        self._collect(element, out, fields)
        if element.tag == W + "p" and not _runs_on(element):
            out.append("\n")
        elif element.tag in (W + "tc", W + "tr"):
            if out and out[-1] in ("\n", "\t"):
                out.pop()
            out.append("\t" if element.tag == W + "tc" else "\n")


def _fetches(code: str | None) -> bool:
    """Return True for the code of a field that brings in what stands elsewhere."""
    return (code or "").strip().upper().startswith(_OUTSIDE)


def _one_line(text: str) -> str:
    """Return text with line ends and tabs as spaces: inside ``w:t`` no editor shows them."""
    return " ".join(re.split("[\t\n\r]", text)) if "\n" in text or "\t" in text or "\r" in text else text


def _runs_on(paragraph: Element) -> bool:
    """Return True when the paragraph's end is deleted, so that the next one follows on the same line."""
    marks = f"{W}pPr/{W}rPr/"
    return paragraph.find(f"{marks}{W}del") is not None or paragraph.find(f"{marks}{W}moveFrom") is not None


def _follow_field(event: str, fields: list[bool]) -> None:
    """Keep track of complex fields: between begin and separate stands the code, which is not shown."""
    if event == "begin":
        fields.append(False)
    elif event == "separate" and fields:
        fields[-1] = True
    elif event == "end" and fields:
        fields.pop()
