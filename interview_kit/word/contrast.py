"""Whether every text stands out from what it stands on: at least 4.5 to 1, as WCAG 2 asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from interview_kit.word.xml import NAMESPACES

LEAST: Final = 4.5
_W: Final = f"{{{NAMESPACES['w']}}}"
_BLACK, _WHITE = "000000", "FFFFFF"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (six hexadecimal figures), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)  # noqa: PLR2004 - WCAG's own numbers
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_faults(trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield each pair of text and ground whose contrast is too low, once."""
    styles = _Styles(trees.get("word/styles.xml"))
    seen: set[tuple[str, str]] = set()
    for part, tree in trees.items():
        if part.startswith(("word/document", "word/header", "word/footer")):
            for run in tree.iter(f"{_W}r"):
                words = "".join(str(t) for t in run.itertext()).strip()
                pair = (styles.colour(run), styles.ground(run))
                if words and pair not in seen and contrast(*pair) < LEAST:
                    seen.add(pair)
                    yield (
                        f"the text {words[:30]!r} is hard to see ({pair[0]} on {pair[1]})",
                        "access-contrast",
                    )


class _Styles:
    """The colours that styles give, with what they are based on followed."""

    def __init__(self, part: etree._Element | None) -> None:
        every = part.findall(f"{_W}style") if part is not None else []
        self._by_id = {str(s.get(f"{_W}styleId")): s for s in every}
        normal = [
            k for k, s in self._by_id.items() if s.get(f"{_W}default") and s.get(f"{_W}type") == "paragraph"
        ]
        self._normal = normal[0] if normal else ""

    def colour(self, run: etree._Element) -> str:
        """Return the colour of a run's text."""
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        named = _value(run.find(f"{_W}rPr/{_W}rStyle"), "val")
        own = _value(run.find(f"{_W}rPr/{_W}color"), "val")
        of_paragraph = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"), "val") if paragraph is not None else ""
        chosen = (
            own
            or self._of_style(named, "rPr", "color", "val")
            or self._of_style(of_paragraph or self._normal, "rPr", "color", "val")
        )
        return chosen if chosen and chosen != "auto" else _BLACK

    def ground(self, run: etree._Element) -> str:
        """Return the colour that a run stands on: shading of run, paragraph, style, cell, or white."""
        grounds = [_value(run.find(f"{_W}rPr/{_W}shd"), "fill")]
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        if paragraph is not None:
            named = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"), "val")
            grounds.append(_value(paragraph.find(f"{_W}pPr/{_W}shd"), "fill"))
            grounds.append(self._of_style(named, "pPr", "shd", "fill"))
        grounds += [_value(cell.find(f"{_W}tcPr/{_W}shd"), "fill") for cell in run.iterancestors(f"{_W}tc")]
        return next((fill for fill in grounds if fill and fill != "auto"), _WHITE)

    def _of_style(self, style: str, block: str, what: str, attribute: str) -> str:
        """Return what a style or one it is based on says; empty if none says it."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            found = _value(self._by_id[style].find(f"{_W}{block}/{_W}{what}"), attribute)
            if found:
                return found
            style = _value(self._by_id[style].find(f"{_W}basedOn"), "val")
        return ""


def _value(element: etree._Element | None, attribute: str) -> str:
    return "" if element is None else str(element.get(f"{_W}{attribute}", ""))
