"""Signs: boxes that are ticked or not, and the symbol fonts that Word puts into typed text."""

from __future__ import annotations

import re
from typing import Final

_TICKED: Final = frozenset("☑☒✓✔✗✘⊠🗹🗵🗷🗸")
_CHECKS: Final = frozenset("☑✓✔🗹🗸")
_CROSSES: Final = _TICKED - _CHECKS
_NOT_TICKED: Final = frozenset("☐□▢⬜❏❑◻")
_TICKED_TYPED: Final = re.compile(r"\[\s*[xX✓✔]\s*\]")
_NOT_TICKED_TYPED: Final = re.compile(r"\[\s*\]")

_BLANKED: Final = str.maketrans(dict.fromkeys(_TICKED | _NOT_TICKED, " "))

UNKNOWN_SYMBOL: Final = "\N{REPLACEMENT CHARACTER}"
_PRIVATE: Final = 0xF000  # where Word puts the characters of symbol fonts
_FONTS: Final[dict[str, dict[int, str]]] = {
    "wingdings": {
        0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗",
        0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→",
        0xEF: "⇐", 0xF0: "⇒", 0xF3: "⇔", 0x6C: "●", 0x6E: "■", 0x9F: "•", 0xA7: "▪", 0xD8: "➢",
    },
    "wingdings 2": {0xA3: "☐", 0x30: "☐", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0x97: "●"},
    "symbol": {0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB7: "•", 0xDE: "⇒", 0xDC: "⇐", 0xA3: "≤", 0xB3: "≥"},
}  # fmt: skip


def ticks_in(text: str) -> frozenset[bool]:
    """Return which states the boxes in a text show: none, one, or both."""
    states = set()
    if _TICKED_TYPED.search(text) or not _TICKED.isdisjoint(text):
        states.add(True)
    if _NOT_TICKED_TYPED.search(text) or not _NOT_TICKED.isdisjoint(text):
        states.add(False)
    return frozenset(states)


def has_empty_box(text: str) -> bool:
    """Return True for a text with a box that is not ticked."""
    return False in ticks_in(text)


def is_checked(text: str) -> bool:
    """Return True for a text with a tick, as against a cross."""
    return not _CHECKS.isdisjoint(text)


def is_crossed(text: str) -> bool:
    """Return True for a text with a cross, be it a sign or the letter alone."""
    return not _CROSSES.isdisjoint(text) or "x" in text.casefold().split()


def without_boxes(text: str) -> str:
    """Return a text without the boxes in it."""
    plain = _NOT_TICKED_TYPED.sub(" ", _TICKED_TYPED.sub(" ", text)) if "[" in text else text
    return plain.translate(_BLANKED)


def symbol(font: str, code: str) -> str:
    """Return the character that ``w:sym`` shows, or U+FFFD where the font's sign has no known one."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    known = _FONTS.get(font.strip().casefold())
    if known is not None:
        return known.get(number & 0xFF if number >= _PRIVATE else number, UNKNOWN_SYMBOL)
    usable = 0x20 <= number < 0xD800 or 0x10000 <= number <= 0x10FFFF  # noqa: PLR2004 - Unicode's own bounds
    return chr(number) if usable else UNKNOWN_SYMBOL
