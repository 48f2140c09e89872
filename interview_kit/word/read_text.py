"""The text that a reader of a document sees: insertions counted, deletions not, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from interview_kit.word.read_kind import SEND_AGAIN, refuse
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import UNKNOWN_SYMBOL, symbol

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOL: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

MAX_WORK: Final = 1_500_000
"""Elements visited and characters taken from one document, nested ones each time; then it is refused."""

LOOKS: Final = (
    *(W + "rPr", W + "pPr", W + "sectPr", W + "sdtEndPr"),
    *(W + "tblPr", W + "tblPrEx", W + "tblGrid", W + "trPr", W + "tcPr"),
)
"""Properties: what is in them is never text."""
_SKIPPED: Final = frozenset(
    {
        *LOOKS,
        W + "sdtPr",
        *(W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "delInstrText", W + "rt"),
    }
)
_SPECIAL: Final = _SKIPPED | {W + "altChunk", W + "subDoc", _MC + "AlternateContent"}
_MAY_BE_GONE: Final = frozenset({W + "r", W + "tr"})
_OFF: Final = frozenset({"0", "false", "off"})
_KNOWN_NAMESPACES: Final = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_TEXTS: Final = frozenset({W + "t", _M + "t"})
_MARGIN_MARKS: Final = {
    W + "commentReference": "comments",
    W + "footnoteReference": "footnotes",
    W + "endnoteReference": "footnotes",
}
_SIGNS: Final = {W + "sym": W, _SYMBOL + "symEx": _SYMBOL}
"""Signs of a font, older and newer, with the namespace of what they say of it."""
_ONE: Final = {
    W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "\u2011",
}  # fmt: skip
_PARAGRAPH: Final = W + "p"
RUN: Final = W + "r"
_CELL: Final = W + "tc"
_ROW: Final = W + "tr"
RUN_PROPERTIES: Final = W + "rPr"
_ROW_PROPERTIES: Final = W + "trPr"
_PARAGRAPH_PROPERTIES: Final = W + "pPr"
VANISH: Final = W + "vanish"
STRIKES: Final = (W + "strike", W + "dstrike")
_STYLES: Final = ((RUN_PROPERTIES, W + "rStyle"), (_PARAGRAPH_PROPERTIES, W + "pStyle"))
"""Where the style of a run and of a paragraph is named."""
_DELETED: Final = W + "del"
_MOVED: Final = W + "moveFrom"
_LOOKS: Final = frozenset({RUN_PROPERTIES, _ROW_PROPERTIES, W + "tblPrEx"})
_PLAIN: Final = frozenset({RUN, _PARAGRAPH, _CELL, _ROW, W + "tbl", W + "sdt", W + "sdtContent"})
"""What says nothing itself."""
_PICTURES: Final = frozenset(
    {W + "drawing", W + "pict", W + "object", W + "contentPart", W14 + "contentPart"}
)
_DRAWS: Final = ("EQ", "SYMBOL", "FORMCHECKBOX", "FORMDROPDOWN", "MACROBUTTON", "LISTNUM", "AUTONUM")
"""Fields that show what their code or their state says: a fraction, a sign, a tick, a number."""
_OUTSIDE: Final = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT")


def is_on(element: Element | None) -> bool:
    """Return True for a switch that is there and not turned off, such as ``w:vanish``."""
    return element is not None and element.get(W + "val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document that decide what is read, by their ids."""

    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.hidden or self.struck)


class Text:
    """The text of one element while it is read, with the fields that begin in it and are still open."""

    __slots__ = ("fields", "is_open", "is_struck", "out", "pictures")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.fields: list[bool] = []
        """For each open field, whether its code is over."""
        self.is_open = True
        """True while no field's code is open, so that what comes is shown."""
        self.pictures = 0
        """Pictures and embedded objects met so far."""
        self.is_struck = False
        """True when something in it is struck through."""

    def follow_field(self, event: str) -> bool:
        """Keep track of complex fields: between begin and separate stands the code, which is not shown.

        Return True where a field ends that has a code and nothing that it shows.
        """
        fields, bare = self.fields, False
        if event == "begin":
            fields.append(False)
        elif event == "separate" and fields:
            fields[-1] = True
        elif event == "end" and fields:
            bare = not fields.pop()
        self.is_open = all(fields)
        return bare

    def begin_line(self) -> None:
        """End the line that is begun, if one is."""
        if self.out and not self.out[-1].endswith("\n"):
            self.out.append("\n")

    def end_with(self, end: str) -> None:
        """Append an end in place of the line or cell end before it."""
        if self.out and self.out[-1] in ("\n", "\t"):
            self.out.pop()
        self.out.append(end)

    def read(self) -> str:
        """Return the text, without line ends at its end."""
        return "".join(self.out).rstrip("\n")


@dataclass
class Reading:
    """What is kept while one document is read: the work done so far, and what a person must be told."""

    name: str
    has_looks: bool = True
    """False when properties that could hide or delete text were looked for, and there are none."""
    work: int = 0
    styles: Looks = Looks()
    draws: bool = False
    """True once a field's code has been met that shows what it says."""
    is_comparing: bool = False
    """True while two alternatives are held against each other."""
    compared: set[Element] = field(default_factory=set)
    """Alternatives that were held against their fallback."""
    notes: dict[str, None] = field(default_factory=dict)
    """Codes of what was seen, in order: hidden-text, two-readings, unknown-symbol, outside-field, imported."""
    met: list[str] = field(default_factory=list)
    """The same each time that it was met, and marks of comments and footnotes, so that it can be told where."""

    def note(self, code: str) -> None:
        """Keep in mind what a person must be told."""
        self.notes[code] = None
        self.met.append(code)

    def spend(self, amount: int) -> None:
        """Count work; raise KitError when the document asks for more than any honest one does."""
        self.work += amount
        if self.work > MAX_WORK:
            raise refuse(self.name, "too-complex", "is far too long or nested far too deeply", SEND_AGAIN)

    def visible(self, parent: Element) -> Iterable[Element]:
        """Return the children of an element that count, alternatives resolved."""
        children: list[Element] = parent[:]  # type: ignore[index,assignment] # the stubs know no slices; list() is slower
        self.work += len(children)
        if self.work > MAX_WORK:
            self.spend(0)
        tags = [child.tag for child in children]
        if _SPECIAL.isdisjoint(tags) and (not self.has_looks or _MAY_BE_GONE.isdisjoint(tags)):
            return children
        return self._sifted(children)

    def _sifted(self, children: list[Element]) -> Iterator[Element]:
        """Yield those of some children that count."""
        for child in children:
            tag = child.tag
            if tag in _MAY_BE_GONE:
                if not self.has_looks or not self._is_gone(child):
                    yield child
            elif tag not in _SPECIAL:
                yield child
            elif tag == _MC + "AlternateContent":
                branch = self._branch(child)
                if branch is not None:
                    yield from self.visible(branch)
            elif tag in (W + "altChunk", W + "subDoc"):
                self.note("imported")
            elif tag == W + "instrText":
                self.draws = self.draws or (child.text or "").strip().upper().startswith(_DRAWS)
                if _fetches(child.text):
                    self.note("outside-field")

    def _is_gone(self, element: Element) -> bool:
        """Return True for deleted rows, hidden rows and hidden runs."""
        first = element[0] if len(element) else None
        has_own = first is not None and first.tag in _LOOKS
        if element.tag == RUN:
            may_hide = has_own or self.styles.hidden
            hidden = bool(may_hide) and self._hides(element) and element.find(W + "t") is not None
        elif not has_own:
            return False
        elif _has_mark(element, _ROW_PROPERTIES, _DELETED):
            return True
        else:
            hidden = is_on(element.find(f"{W}trPr/{W}hidden"))
        if hidden:
            self.note("hidden-text")
        return hidden

    def _hides(self, run: Element) -> bool:
        """Return True for a run that is hidden by itself, by its style, or by that of its paragraph."""
        own = run.find(f"{RUN_PROPERTIES}/{VANISH}")
        if own is not None or not self.styles.hidden:
            return is_on(own)
        return not self.styles.hidden.isdisjoint(_styles_of(run))

    def is_struck(self, run: Element) -> bool:
        """Return True for a run with words that are struck through."""
        if run.find(W + "t") is None:
            return False
        properties = run.find(RUN_PROPERTIES)
        own = [] if properties is None else [properties.find(strike) for strike in STRIKES]
        said = [is_on(strike) for strike in own if strike is not None]
        return any(said) if said else not self.styles.struck.isdisjoint(_styles_of(run))

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
                self.note("two-readings")
            self.is_comparing = False

    def text(self, element: Element) -> str:
        """Return the visible text inside an element; line breaks and paragraph ends are newlines."""
        text = Text()
        self._collect(element, (text,))
        return self.finish(text)

    def finish(self, text: Text) -> str:
        """Return what a text says, and count it as work."""
        said = text.read()
        self.spend(len(said))
        return said

    def _collect(self, parent: Element, texts: tuple[Text, ...]) -> None:
        """Append what an element's children say to texts."""
        for element in self.visible(parent):
            if not self.begin(element, texts):
                self._collect(element, texts)
                self.end(element, texts)

    def begin(self, element: Element, texts: tuple[Text, ...]) -> bool:
        """Append what an element says to all of the texts; False when its children have to be read too."""
        tag = element.tag
        if tag in _TEXTS:
            say("".join(map(str, element.itertext())) if len(element) else element.text, texts)
        elif tag in _PLAIN:
            return False
        elif tag in _ONE:
            for text in texts:
                text.out.append(_ONE[tag])
        elif tag == W + "fldChar":
            event = element.get(W + "fldCharType", "")
            bare = tuple(text for text in texts if text.follow_field(event))
            self._sign(UNKNOWN_SYMBOL, bare if self.draws else ())
        elif tag in _SIGNS:
            space = _SIGNS[tag]
            self._sign(symbol(element.get(space + "font", ""), element.get(space + "char", "")), texts)
        else:
            self._enter(element, texts)
            return False
        return True

    def _sign(self, sign: str, texts: tuple[Text, ...]) -> None:
        """Append a sign, and note when nobody knows what it shows."""
        for text in texts:
            text.out.append(sign)
        if texts and sign == UNKNOWN_SYMBOL:
            self.note("unknown-symbol")

    def _enter(self, element: Element, texts: tuple[Text, ...]) -> None:
        """Note what a rarer element brings with it before its children are read."""
        if element.tag in _PICTURES:
            for text in texts:
                text.pictures += 1
        elif element.tag in _MARGIN_MARKS:
            self.met.append(_MARGIN_MARKS[element.tag])
        elif element.tag == _M + "den":
            for text in texts:
                text.out.append("/")
        elif element.tag == W + "txbxContent":
            for text in texts:
                text.begin_line()
        elif element.tag == W + "fldSimple" and _fetches(element.get(W + "instr")):
            self.note("outside-field")

    def end(self, element: Element, texts: tuple[Text, ...]) -> None:
        """Append the line end that an element brings, once its children have been read."""
        tag = element.tag
        if tag == _PARAGRAPH:
            if texts and not (self.has_looks and _runs_on(element)):
                for text in texts:
                    text.out.append("\n")
        elif tag == _CELL:
            for text in texts:
                text.end_with("\t")
        elif tag == _ROW:
            for text in texts:
                text.end_with("\n")


def say(words: str | None, texts: Iterable[Text]) -> None:
    """Append words to texts, on one line: inside ``w:t`` no editor shows line ends and tabs."""
    if words:
        if "\n" in words or "\t" in words or "\r" in words:
            words = " ".join(re.split("[\t\n\r]", words))
        for text in texts:
            if text.is_open:
                text.out.append(words)


def _styles_of(run: Element) -> Iterator[str]:
    """Yield the style of a run and that of its paragraph, where they are named."""
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    for element, (properties, name) in zip((run, paragraph), _STYLES, strict=True):
        named = None if element is None else element.find(f"{properties}/{name}")
        if named is not None:
            yield named.get(W + "val", "")


def _fetches(code: str | None) -> bool:
    """Return True for the code of a field that brings in what stands elsewhere."""
    return (code or "").strip().upper().startswith(_OUTSIDE)


def _runs_on(paragraph: Element) -> bool:
    """Return True when the paragraph's end is deleted, so that the next one follows on the same line."""
    return any(
        _has_mark(properties, RUN_PROPERTIES, _DELETED, _MOVED)
        for properties in paragraph.iterchildren(_PARAGRAPH_PROPERTIES)
    )


def _has_mark(element: Element, inside: str, *marks: str) -> bool:
    """Return True when an element has a child of a name with one of the marks as its own child."""
    return any(next(child.iterchildren(*marks), None) is not None for child in element.iterchildren(inside))
