"""How wide text runs in Arial, so that rows can be given the height that is left on a page.

The widths are those of Arial and of the fonts made to its measure (Liberation Sans), in thousandths of
the size. Letters with accents are as wide as without; a script that is not listed counts by a generous
mean, East Asian characters as full squares.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

CM_PER_POINT: Final = 2.54 / 72
TWIPS_PER_CM: Final = 1440 / 2.54
"""Word counts lengths in twentieths of a point."""
LINE: Final = 1.149
"""Height of one line of Arial, as a factor of its size."""

_REGULAR: Final = {
    191: "'",
    222: "ijl‘’ł",
    260: "|",
    278: " !,./:;I[\\]ftı",
    333: "()-`r“”·",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–£€þð",
    584: "+<=>~",
    611: "FTZßø",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "Wœ",
    1000: "—…ÆŒ",
    1015: "@",
}
_BOLD: Final = {
    238: "'",
    278: " ,./I\\ijl‘’ıł",
    280: "|",
    333: "!()-:;[]`ft·",
    350: "•",
    389: "*r{}",
    474: '"',
    500: "z“”",
    556: "#$0123456789J_aceksvxy–£€",
    584: "+<=>^~",
    611: "?FLTZbdghnopqußøþð",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQwØ",
    833: "M",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "—…ÆŒ",
}
_OTHER: Final = 680
_SQUARE: Final = 1000
_HAIR: Final = 1e-6
_BREAK: Final = re.compile(r"(?<=[\s\-–—])")


class _Widths(dict[str, int]):
    """The width of each character; one that is not listed is asked for each time."""

    def __missing__(self, character: str) -> int:
        if unicodedata.east_asian_width(character) in "WF":
            return _SQUARE
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            return 0
        return self.get(unicodedata.normalize("NFD", character)[0], _OTHER)


_WIDTHS: Final = {
    bold: _Widths((character, width) for width, characters in table.items() for character in characters)
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line in cm, at a size in points."""
    return sum(map(_WIDTHS[bold].__getitem__, text)) / 1000 * size * CM_PER_POINT


@lru_cache(maxsize=4096)
def count_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column of a width in cm; an empty text takes one."""
    return sum(count_lines_of([(line, size, bold)], width) for line in text.split("\n"))


def count_lines_of(runs: Iterable[tuple[str, float, bool]], width: float) -> int:
    """Return how many lines runs of (text, size, bold) take together in a column of a width in cm."""
    lines, used = 1, 0.0
    for text, size, bold in runs:
        for word in _BREAK.split(text):
            full = text_width(word, size, bold=bold)
            bare = text_width(word.rstrip(), size, bold=bold)
            if used and bare and used + bare > width + _HAIR:
                lines, used = lines + 1, 0.0
            while bare and used + bare > width + _HAIR:  # one word longer than a line is cut
                lines, full, bare = lines + 1, full - width, bare - width
            used += full
    return lines


def fits(text: str, size: float, width: float, *, bold: bool = False) -> bool:
    """Return True when a text stays within a width in cm on one line."""
    return text_width(text, size, bold=bold) <= width


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text cut so that it stays within a width, with … where something was cut."""
    if fits(text, size, width, bold=bold):
        return text
    kept = text
    while kept and not fits(f"{kept}…", size, width, bold=bold):
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
