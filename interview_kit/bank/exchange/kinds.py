"""What a line of a framework is, in the words that frameworks, tables and CASE files have for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from interview_kit.yaml_file import nearest


class Kind(StrEnum):
    """What a line of a framework is."""

    CLUSTER = "cluster"
    COMPETENCY = "competency"
    DEFINITION = "definition"
    STATEMENT = "statement"
    SKILL = "skill"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


LINES = (Kind.DEFINITION, Kind.STATEMENT, Kind.SKILL, Kind.EFFECTIVE, Kind.INEFFECTIVE)
"""The kinds of lines that a competency has."""
_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLUSTER: ("cluster", "competency cluster", "competency area", "area", "domain", "theme"),
    Kind.COMPETENCY: ("competency", "competence", "capability", "value"),
    Kind.DEFINITION: ("definition", "description", "meaning", "what it means"),
    Kind.STATEMENT: ("statement", "competency statement"),
    Kind.SKILL: ("skill", "attribute", "quality"),
    Kind.EFFECTIVE: (
        "effective", "effective behaviour", "effective behavior", "effective indicator", "positive", "positive indicator",
        "positive behaviour", "positive behavior", "behaviour positive", "behaviours positive",
        "indicator positive", "indicators positive", "indicator",
        "behavioural indicator", "behavioral indicator", "behaviour", "behavior", "do", "wanted",
        "wanted behaviour", "what good looks like", "+",
    ),
    Kind.INEFFECTIVE: (
        "ineffective", "ineffective behaviour", "ineffective behavior", "ineffective indicator", "negative",
        "negative indicator", "negative behaviour", "negative behavior", "behaviour negative",
        "behaviours negative", "indicator negative", "indicators negative",
        "contra indicator", "contraindicator", "unwanted", "unwanted behaviour", "do not", "dont", "red flag",
        "less effective",
        "less effective behaviour", "-", "\u2013", "\u2212",
    ),
}  # fmt: skip
_SPELT = {word: kind for kind, words in _WORDS.items() for word in words}
_KNOWN = _SPELT | {
    f"{word[:-1]}ies" if word.endswith("y") else f"{word}s": kind for word, kind in _SPELT.items()
}


def kind_of(called: str) -> Kind | None:
    """Return what a line is that is called so, in the singular or the plural; ``None`` when the words are not known.

    Brackets do not count, what stands in them does, and so does a sign that stands alone.

    >>> kind_of("Contra-indicators"), kind_of("Behaviour (negative)"), kind_of("Effective (less)")
    (<Kind.INEFFECTIVE: 'ineffective'>, <Kind.INEFFECTIVE: 'ineffective'>, None)
    """
    return _KNOWN.get(_plain(called))


def nearest_kind(called: str) -> str | None:
    """Return the word for a kind of line that is most like it, ``None`` when none is."""
    plain = _plain(called)
    if re.search(r"\b(?:not?|non|un|less|without)\b", plain):
        return None  # what is most like it may mean the opposite
    return nearest(plain, [word for word, kind in _SPELT.items() if kind in LINES])


def _plain(called: str) -> str:
    """Return words in small letters, without marks inside and between them; a sign that stands alone stays."""
    text = unicodedata.normalize("NFKC", called).casefold().replace("&", " and ")
    text = re.sub(r"['\u2019]", "", text)
    text = re.sub(r"(?<=\w)[-\u2010\u2011](?=\w)", " ", text)
    return " ".join(re.findall(r"\w+|[^\w\s()\[\].,:;]", text))
