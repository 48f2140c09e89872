"""What somebody wrote where a score belongs, read only when it can mean one thing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from interview_kit.documents.layout import NO_ANSWER, NOT_ASKED
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.rating import Mark
from interview_kit.domain.scale import Scale

_NUMBER_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_WORDS: Final = {word: number for number, word in enumerate(_NUMBER_WORDS.split())}
_NOT_ASKED: Final = frozenset(
    {NOT_ASKED.text.casefold(), NOT_ASKED.value, "n/a", "na", "n.a", "not put", "not applicable"}
)
_NO_ANSWER: Final = frozenset(
    {NO_ANSWER.text.casefold(), NO_ANSWER.value, "no", "not answered", "did not answer"}
)
_OUT_OF: Final = re.compile(r"(?<![\w./,+-])(\w+) ?(?:/|out of|of) ?(\w+)(?![\w./,+?-])")
_LEAD: Final = re.compile(r"^(?:score|level|rating|mark)\b ?[:=]? ?")
_WHOLE: Final = re.compile(r"\d+(?:\.0+)?")
_ENDS: Final = " .;:,"


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


def _number(word: str) -> int | None:
    if _WHOLE.fullmatch(word):
        return int(word.partition(".")[0][:9])
    return _WORDS.get(word)


def read_score(text: str, scale: Scale) -> ScoreReading:
    """Return what a text says as a score on a scale; what could mean two things is never guessed.

    ``3``, ``3 - Very good``, ``Very good``, ``three``, ``level 3`` and ``3/4`` on a scale up to 4 are
    scores; ``N/A`` and ``not asked``, ``NO`` and ``no answer`` are marks; ``2-3``, ``3?``, ``3.5``, ``3+``
    and two different scores are unclear.
    """
    plain = normalise(text).casefold().strip(_ENDS)
    exact = _exact(plain, scale)
    if exact is not None:
        return exact
    if any(unicodedata.category(c) == "No" for c in text):
        return _unclear("it holds a fraction or a raised figure")
    claims, rest = _labels(plain, scale)
    numbers = _numbers(rest, scale)
    if numbers is None:
        return _unclear("it can mean more than one thing")
    claims |= numbers
    if len(claims) > 1:
        return _unclear("it names more than one score")
    score = claims.pop()
    if score in scale.by_level:
        return ScoreReading(Mark.SCORED, score)
    return _unclear(f"the scale runs from {scale.lowest} to {scale.highest}")


def _exact(plain: str, scale: Scale) -> ScoreReading | None:
    """Return what a text means that is an entry of the list, or one of the ways to write a mark."""
    if not plain:
        return BLANK
    for level in scale.levels:
        if plain == normalise(level.display).casefold():
            return ScoreReading(Mark.SCORED, level.level)
    if plain in _NOT_ASKED:
        return ScoreReading(Mark.NOT_ASKED)
    return ScoreReading(Mark.NO_ANSWER) if plain in _NO_ANSWER else None


def _labels(text: str, scale: Scale) -> tuple[set[int], str]:
    """Return the levels whose label is in the text, and the text without them, the longest label first."""
    claims: set[int] = set()
    by_length = sorted(scale.levels, key=lambda level: -len(level.label))
    for level in by_length:
        label = re.escape(normalise(level.label).casefold())
        text, found = re.subn(rf"[\s\-:=(,;.]*(?<!\w){label}(?!\w)[\s\-:=),;.]*", " ", text)
        if found:
            claims.add(level.level)
    return claims, text.strip()


def _numbers(text: str, scale: Scale) -> set[int] | None:
    """Return the numbers in what is left of a text; None when anything else is left."""
    claims: set[int] = set()
    for top, whole in _OUT_OF.findall(text):
        score = _number(top)
        if score is None or _number(whole) != scale.highest:
            return None
        claims.add(score)
    rest = _LEAD.sub("", _OUT_OF.sub(" ", text).strip())
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    for word in rest.strip(_ENDS).split():
        number = _number(word)
        if number is None:
            return None
        claims.add(number)
    return claims
