"""Finding people in what others wrote: by name, by a part of the name, by ref; in any case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_SHORTEST: Final = 3
"""Letters that a part of a name needs to be looked for on its own."""
_WORDS: Final = frozenset(
    {
        *(
            "art",
            "bill",
            "bishop",
            "black",
            "brown",
            "carol",
            "chance",
            "cook",
            "dale",
            "dawn",
            "day",
            "dean",
        ),
        *(
            "dear",
            "drew",
            "faith",
            "fields",
            "fox",
            "frank",
            "gene",
            "grace",
            "grant",
            "green",
            "grey",
            "hall",
        ),
        *(
            "hill",
            "hope",
            "hunt",
            "jack",
            "joy",
            "kind",
            "king",
            "lane",
            "long",
            "mark",
            "may",
            "mike",
            "miles",
        ),
        *("new", "page", "park", "pat", "peace", "price", "rich", "rob", "rose", "ruby", "sharp", "short"),
        *("skip", "smart", "sue", "summer", "van", "ward", "way", "west", "white", "will", "win", "wise"),
        *("wood", "young", "the", "and", "best", "good", "case", "field", "moody", "care", "line", "law"),
    }
)
"""Names that are words too; they count as names only where they begin with a capital."""
_STRAIGHT: Final = str.maketrans("‘’‛ʼ´`", "''''''")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody who must not be recognised, and what stands in their place."""

    name: str
    ref: str
    shown_as: str


class Mentions:
    """Where some people are named in a text.

    Args:
        hidden: whom to look for.
        spared: names of which no part is taken for somebody hidden, such as the reader's own.
        parts: whether a single part of a name counts, ``Osei`` for Amara Osei, and a ref written another way,
            ``C 2`` for C02; without, whole names and refs as they are.
    """

    def __init__(self, hidden: Iterable[Hidden], *, spared: Iterable[str] = (), parts: bool = True) -> None:
        own = {word for name in spared for word in _words(name)}
        self._shown: dict[str, str] = {}
        patterns: list[str] = []
        for one in hidden:
            words = _words(one.name)
            ref = _ref_pattern(one.ref) if parts else re.escape(_folded(one.ref)[0])
            looked_for = [r"\W+".join(map(re.escape, words)), ref]
            if parts:
                looked_for += [re.escape(w) for w in words if len(w) >= _SHORTEST and w not in own]
            for pattern in filter(None, looked_for):
                if pattern not in self._shown:
                    patterns.append(pattern)
                    self._shown[pattern] = one.shown_as
        patterns.sort(key=len, reverse=True)
        self._order = patterns
        # an alternative's number says which it was, so that one pass does for all
        body = "|".join(f"({p})" for p in patterns)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])") if patterns else None

    def in_text(self, text: str) -> bool:
        """Return whether anybody hidden is named."""
        return next(iter(self._spans(text)), None) is not None

    def masked(self, text: str) -> str:
        """Return the text with a visible mark in the place of everybody hidden."""
        pieces: list[str] = []
        done = 0
        for start, end, shown_as in self._spans(text):
            between = text[done:start]
            if pieces and pieces[-1] == shown_as and not between.strip():  # ref and name, one person
                done = end
                continue
            pieces += [between, shown_as]
            done = end
        return "".join([*pieces, text[done:]])

    def _spans(self, text: str) -> Iterable[tuple[int, int, str]]:
        if self._pattern is None:
            return
        folded, places = _folded(text)
        for found in self._pattern.finditer(folded):
            start, end = places[found.start()], places[found.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if found[0] in _WORDS and not text[start].isupper():
                continue
            yield start, end, self._shown[self._order[(found.lastindex or 1) - 1]]


def _words(name: str) -> list[str]:
    """Return the parts of a name, folded: ``O'Neill`` is one, ``Smith-Jones`` two."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", _folded(name)[0])


def _ref_pattern(ref: str) -> str:
    """Return the pattern of a ref, which people also write ``C 2`` or ``c-02``."""
    folded = _folded(ref)[0]
    found = re.fullmatch(r"([a-z]+)0*([1-9][0-9]*)", folded)
    return rf"{found[1]}[\s-]?0*{found[2]}" if found else re.escape(folded)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without case, accents and invisible characters, and where each letter of it stood."""
    plain = text.translate(_STRAIGHT)
    if plain.isascii():
        return plain.lower(), list(range(len(plain)))
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(plain):
        for piece in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(piece) and unicodedata.category(piece) != "Cf":
                letters.append(piece)
                places.append(at)
    return "".join(letters), places
