"""A comparison in which candidates are references only: their names are taken out before anything is composed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeVar

from interview_kit.domain.base import Model
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.english import upper_first
from interview_kit.domain.rating import AgreedScore, ScoreSheet
from interview_kit.domain.rulings import Rulings, Who

MASK: Final = "[name]"
_KEPT: Final = {"candidate", "competency", "member", "on", "plan", "question", "ref", "reference"}
"""Fields that hold no words of people."""
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_TITLES: Final = {"dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof", "rev", "sir"}
_LEAST: Final = 2
"""Letters of a part of a name that is looked for; initials stay."""
_PIECES: Final = (re.compile(r"[^\W_]+(?:['’-][^\W_]+)+"), re.compile(r"[^\W_]+"))
_UNSEEN: Final = re.compile("(?<=[^\\W_])[\u00ad\u200b\u2060\ufeff](?=[^\\W_])")
"""What can stand unseen between two letters of a name."""
_ROW: Final = re.compile(rf"{re.escape(MASK)}(?:\s+{re.escape(MASK)})+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Blinded:
    """What a comparison is made from, without a candidate's name."""

    candidates: tuple[Candidate, ...]
    sheets: tuple[ScoreSheet, ...]
    agreed: tuple[AgreedScore, ...]
    rulings: Rulings
    masked: int
    """Texts in which a name was masked."""


@dataclass(frozen=True)
class NameMask:
    """Puts ``[name]`` in the place of candidates' names, given all names of each by reference.

    In a text about a candidate, that candidate's name and each part of it goes, however it is written; of the
    others, parts go where they are written as in the name or in capitals: "Mark" in any text, "mark" only
    in one about Mark. Words in small letters inside a name (*of*, *van*), titles and initials stay when they
    stand alone.
    """

    names: Mapping[str, tuple[str, ...]]

    def text(self, text: str, about: str = "") -> str:
        """Return a text without names; ``about`` is the reference of the candidate whom it is about."""
        shown = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
        own = self._own.get(about)
        if own:
            shown = own.sub(MASK, shown)
        if self._unspaced:
            shown = self._unspaced.sub(MASK, shown)
        for piece in _PIECES:
            shown = piece.sub(lambda found: MASK if found[0] in self._written else found[0], shown)
        return text if MASK not in shown or shown == text else _ROW.sub(MASK, shown)

    @cached_property
    def _own(self) -> Mapping[str, re.Pattern[str]]:
        """What is looked for in texts about each candidate, longest first."""
        return {
            ref: re.compile(
                "|".join(
                    f"{_BEFORE}{_pattern(form)}{_AFTER}"
                    for form in sorted(
                        {f for name in names for f in _forms(name)}, key=lambda f: (-len(f), f)
                    )
                ),
                re.IGNORECASE,
            )
            for ref, names in self.names.items()
            if any(True for name in names for _ in _forms(name))
        }

    @cached_property
    def _written(self) -> frozenset[str]:
        """Parts of all names as they are written, and in capitals."""
        forms = {form for names in self.names.values() for name in names for form in _forms(name)}
        return frozenset(form for f in forms for form in (f, f.replace("'", "’"), f.upper(), upper_first(f)))

    @cached_property
    def _unspaced(self) -> re.Pattern[str] | None:
        """Whole names in letters without capitals, which may stand in a text without spaces around them."""
        names = {"".join(name.split()) for every in self.names.values() for name in every}
        found = sorted(n for n in names if len(n) >= _LEAST and n.upper() == n.lower())
        return re.compile("|".join(re.escape(n) for n in found)) if found else None


def name_mask(candidates: Iterable[Candidate], rulings: Rulings) -> NameMask:
    """Return the mask for these candidates, under the names they have and those that were mended."""
    names: dict[str, list[str]] = {c.ref: [c.name] for c in candidates}
    for renamed in rulings.renamed:
        if renamed.who is Who.CANDIDATE:
            names.setdefault(renamed.ref, []).extend((renamed.before, renamed.after))
    return NameMask({ref: tuple(dict.fromkeys(every)) for ref, every in names.items()})


def hide_names(
    candidates: Sequence[Candidate],
    sheets: Iterable[ScoreSheet],
    agreed: Iterable[AgreedScore],
    rulings: Rulings,
) -> Blinded:
    """Return everything that a comparison is made from, with references only."""
    mask = name_mask(candidates, rulings)
    count = _Count(mask)
    return Blinded(
        candidates=tuple(c.model_copy(update={"name": ""}) for c in candidates),
        sheets=tuple(count.masked(sheet, sheet.candidate) for sheet in sheets),
        agreed=tuple(count.masked(score, score.candidate) for score in agreed),
        rulings=count.masked(rulings),
        masked=count.texts,
    )


class _Count:
    """Masks texts wherever they stand in a value, and counts those that changed."""

    def __init__(self, mask: NameMask) -> None:
        self._mask = mask
        self.texts = 0

    def masked(self, value: T, about: str = "") -> T:
        """Return the value with every text in it masked; references and fingerprints hold no name."""
        made: Any = self._masked(value, about)
        result: T = made
        return result

    def _masked(self, value: Any, about: str) -> Any:  # noqa: ANN401 - any value of the domain
        if type(value) is str:
            shown = self._mask.text(value, about)
            self.texts += shown != value
            return shown
        if isinstance(value, tuple):
            return tuple(self._masked(item, about) for item in value)
        if isinstance(value, Model):
            about = getattr(value, "candidate", getattr(value, "ref", about))
            texts = {name: self._masked(item, about) for name, item in value if name not in _KEPT}
            return value.model_copy(update=texts)
        if is_dataclass(value) and not isinstance(value, type):
            about = getattr(value, "candidate", about)
            kept = [f.name for f in fields(value) if f.name not in _KEPT]
            return replace(value, **{name: self._masked(getattr(value, name), about) for name in kept})
        return value


def _forms(name: str) -> Iterator[str]:
    """Yield a name and its parts, with and without accents."""
    whole = unicodedata.normalize("NFC", " ".join(name.split()))
    small = whole != whole.lower()
    for spaced in whole.split():
        for part in dict.fromkeys((spaced, *spaced.split("-"), *re.split("['’-]", spaced))):
            bare = part.strip(".,()'’\"")
            if (
                len(bare) >= _LEAST
                and bare.casefold() not in _TITLES
                and not (small and bare == bare.lower() != bare.upper())
            ):
                yield from dict.fromkeys((bare, _plain(bare)))
    if " " in whole:
        yield from dict.fromkeys((whole, _plain(whole)))


def _plain(text: str) -> str:
    """Return text without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _pattern(form: str) -> str:
    """Return a form of a name as a pattern: words joined by anything but letters, either apostrophe."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", form)]
    return r"[\W_]*".join(word.replace("'", "['’]").replace("’", "['’]") for word in words)
