"""What a line of a framework is, in the words that frameworks, tables and CASE files have for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from interview_kit.workbook import plain_header


class Kind(StrEnum):
    """What a line of a framework is."""

    CLUSTER = "cluster"
    COMPETENCY = "competency"
    DEFINITION = "definition"
    STATEMENT = "statement"
    SKILL = "skill"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLUSTER: ("cluster", "competency cluster", "competency area", "area", "domain", "theme"),
    Kind.COMPETENCY: ("competency", "competence", "capability", "value"),
    Kind.DEFINITION: ("definition", "description", "meaning", "what it means"),
    Kind.STATEMENT: ("statement", "competency statement"),
    Kind.SKILL: ("skill", "skills", "attribute", "quality"),
    Kind.EFFECTIVE: (
        "effective", "effective behaviour", "effective behavior", "effective indicator", "positive", "positive indicator",
        "positive behaviour", "positive behavior", "indicator", "behavioural indicator", "behavioral indicator",
        "behaviour", "behavior", "do", "wanted", "wanted behaviour",
    ),
    Kind.INEFFECTIVE: (
        "ineffective", "ineffective behaviour", "ineffective behavior", "ineffective indicator", "negative",
        "negative indicator", "negative behaviour", "negative behavior", "contra indicator", "contraindicator",
        "unwanted", "unwanted behaviour", "do not", "dont", "less effective", "less effective behaviour",
    ),
}  # fmt: skip
"""Words for each kind, without capitals and punctuation; the plural of each is known too."""

_KNOWN = {word: kind for kind, words in KIND_WORDS.items() for word in words}
_KNOWN |= {f"{word}s": kind for word, kind in _KNOWN.items() if not word.endswith("s")}
_KNOWN["competencies"] = Kind.COMPETENCY


def kind_of(words: str) -> Kind | None:
    """Return what a line is that is called so; ``None`` when the words are not known.

    >>> kind_of("Contra-indicator"), kind_of("Standard")
    (<Kind.INEFFECTIVE: 'ineffective'>, None)
    """
    return _KNOWN.get(plain_header(words))
