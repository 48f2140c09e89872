"""Headers and footers that stay on one line: the fullest wording that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from interview_kit.word.measure import shortened, text_width

SIZE: Final = 8.5
"""Points; the size of the styles Header and Footer."""
ROOM: Final = 0.6
"""Left free between the two sides, in cm."""


def fullest(wordings: Sequence[str], width: float) -> str:
    """Return the first wording that fits into a width in cm; of none, the last, cut."""
    for text in wordings:
        if text_width(text, SIZE) <= width:
            return text
    return shortened(wordings[-1], SIZE, width)


def cut_names(fixed: str, names: Sequence[str], width: float) -> tuple[str, ...]:
    """Return bold names that fit beside fixed words into a width in cm; the longest are cut if need be."""
    room = width - text_width(fixed, SIZE)
    cut: dict[str, str] = {}
    by_length = sorted(names, key=lambda name: text_width(name, SIZE, bold=True))
    for at, name in enumerate(by_length):
        cut[name] = shortened(name, SIZE, room / (len(names) - at), bold=True)
        room -= text_width(cut[name], SIZE, bold=True)
    return tuple(cut[name] for name in names)
