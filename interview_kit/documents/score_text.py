"""What somebody wrote where a score belongs, read only when it is one of a closed list of spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interview_kit.documents.layout import NO_ANSWER, NOT_ASKED
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.rating import Mark
from interview_kit.domain.scale import Scale

_NUMBER_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_WORDS: Final = tuple(_NUMBER_WORDS.split())
_NOT_ASKED: Final = (NOT_ASKED.text, NOT_ASKED.value, "n/a", "na", "n.a", "not put", "not applicable")
_NO_ANSWER: Final = (NO_ANSWER.text, NO_ANSWER.value, "no", "not answered", "did not answer")
_LEADS: Final = ("", "score ", "score:", "level ", "level:", "rating ", "rating:", "mark ", "mark:")
_JOINTS: Final = (" ", "-", ":", ".", ",", ";", "=")
_AROUND_SIGNS: Final = re.compile(r" ?([-:=,;.()]) ?")
_ENDS: Final = " ;:,"
_LONGEST: Final = 300
"""Longer than any spelling; a longer line is no score."""


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """A score, a mark in its place, or the reason why it cannot be told."""

    mark: Mark
    score: int | None = None
    unclear: str = ""
    """Why a person must be asked; the mark is then *blank*."""


BLANK: Final = ScoreReading(Mark.BLANK)


def _unclear(why: str) -> ScoreReading:
    return ScoreReading(Mark.BLANK, unclear=why)


def read_score(text: str, scale: Scale) -> ScoreReading:
    """Return what a text says as a score on a scale; what is not on the list is asked about.

    The list: a level's number in figures or as a word, alone, after *score*, *level*, *rating* or *mark*, or
    *out of* the highest level; its label; number and label joined in either order; and the ways to write
    *not asked* and *no answer*. Small and capital letters, the kind of dash, and spaces round it do not
    matter. More than one line is read only when all say the same. ``3/4`` is not on it: it is written for
    "3 of 4" and for "3 or 4" (decision 0013).
    """
    if any(unicodedata.category(c) == "No" for c in text):
        return _unclear("it holds a fraction or a raised figure")
    lines = [line for line in map(_plain, text.splitlines()) if line]
    readings = {_read_line(line, scale) for line in lines}
    if len(readings) > 1:
        unclear = next((r for r in sorted(readings, key=lambda r: r.unclear) if r.unclear), None)
        return unclear or _unclear("it names more than one score")
    return readings.pop() if readings else BLANK


def _plain(line: str) -> str:
    """Return a line as the list has it: small letters, plain figures and dashes, no spaces round signs."""
    figures = "".join(str(unicodedata.decimal(c, c)) for c in normalise(line))
    plain = _AROUND_SIGNS.sub(r"\1", figures.casefold()).strip(_ENDS)
    return plain if plain.endswith("..") else plain.removesuffix(".").strip(_ENDS)


def _read_line(line: str, scale: Scale) -> ScoreReading:
    found = _spellings(scale.highest, tuple((level.level, level.label) for level in scale.levels)).get(line)
    if found is not None:
        return found
    if line.isdecimal() and len(line) < _LONGEST:
        return _unclear(f"the scale runs from {scale.lowest} to {scale.highest}")
    return _unclear("it is not the number or the name of one level")


@lru_cache
def _spellings(highest: int, levels: tuple[tuple[int, str], ...]) -> dict[str, ScoreReading]:
    """Return every spelling that is read, made plain, with its meaning; one that two levels share is left out."""
    meanings: dict[str, set[ScoreReading]] = {}
    for words, mark in ((_NOT_ASKED, Mark.NOT_ASKED), (_NO_ANSWER, Mark.NO_ANSWER)):
        for spelling in words:
            meanings.setdefault(_plain(spelling), set()).add(ScoreReading(mark))
    for level, label in levels:
        for spelling in _of_level(level, label, highest):
            meanings.setdefault(_plain(spelling), set()).add(ScoreReading(Mark.SCORED, level))
    return {spelling: readings.pop() for spelling, readings in meanings.items() if len(readings) == 1}


def _of_level(level: int, label: str, highest: int) -> Iterator[str]:
    """Yield the spellings of one level."""
    yield label
    yield f"({label})"
    for number in _ways(level):
        yield f"({number})"
        for lead in _LEADS:
            yield f"{lead}{number}"
            for joint in _JOINTS:
                yield f"{lead}{number}{joint}{label}"
            yield f"{lead}{number} ({label})"
        for joint in _JOINTS:
            yield f"{label}{joint}{number}"
        yield f"{label} ({number})"
        for top in _ways(highest):
            yield f"{number} of {top}"
            yield f"{number} out of {top}"


def _ways(number: int) -> tuple[str, ...]:
    """Return a whole number in figures, with a nought after the point, and as a word."""
    word = _WORDS[number : number + 1]
    return (str(number), f"{number}.0", *word)
