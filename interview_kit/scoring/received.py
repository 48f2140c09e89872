"""The standing ratings of one panel member on one candidate, from all versions of the sheet received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interview_kit.domain.rating import Mark, Rating, ScoreSheet


class Part(StrEnum):
    """A part of a sheet that a later version can give otherwise."""

    SCORE = "score"
    EVIDENCE = "evidence"
    TICKS = "ticks"
    NOTES = "notes"
    INTEREST = "interest"
    """A declared interest that a later version denies."""
    DETAILS = "details"
    """Of an interest."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a later version of a sheet gives otherwise; it does not count."""

    part: Part
    first: str
    later: str
    version: int
    """Where the later version stands among all of them; the first is 0."""
    question: str = ""
    """The question's key; empty for what is said on the sheet as a whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a member's sheets on a candidate."""

    sheet: ScoreSheet
    changes: tuple[Change, ...]


def standing_sheet(versions: Sequence[ScoreSheet]) -> Standing:
    """Return the sheet that counts, from its versions in the order in which they were received.

    The first version stands. A later one fills in what was blank: a mark, its evidence and ticks, the
    notes, the declaration, the date. What it gives otherwise is a :class:`Change`; evidence and ticks that
    belong to another score go with that score. An interest stands once it is declared, in whichever version.

    Raises:
        ValueError: if there is no version, or if they are not all of one candidate and member.
    """
    if len({(v.candidate, v.member, v.plan) for v in versions}) != 1:
        msg = "needs one or more versions of one sheet"
        raise ValueError(msg)
    standing, *later = versions
    changes: list[Change] = []
    for number, version in enumerate(later, start=1):
        changes += _changes(standing, version, number)
        standing = _completed_sheet(standing, version)
    return Standing(standing, tuple(changes))


def _changes(standing: ScoreSheet, version: ScoreSheet, number: int) -> Iterator[Change]:
    """Yield what a version gives otherwise than the sheet as it stood before."""
    for rating in standing.ratings:
        new = version.by_question.get(rating.question, rating)
        if _contradict(rating, new):
            yield Change(Part.SCORE, _said(rating), _said(new), number, rating.question)
            continue
        if _differ(rating.evidence, new.evidence):
            yield Change(Part.EVIDENCE, rating.evidence, new.evidence, number, rating.question)
        if rating.heard and new.heard and set(rating.heard) != set(new.heard):
            yield Change(Part.TICKS, " ".join(rating.heard), " ".join(new.heard), number, rating.question)
    if _differ(standing.notes, version.notes):
        yield Change(Part.NOTES, standing.notes, version.notes, number)
    if standing.interest and version.interest is False:
        yield Change(Part.INTEREST, standing.interest_details, version.interest_details, number)
    elif not _is_declared_now(standing, version) and _differ(
        standing.interest_details, version.interest_details
    ):
        yield Change(Part.DETAILS, standing.interest_details, version.interest_details, number)


def _completed_sheet(standing: ScoreSheet, version: ScoreSheet) -> ScoreSheet:
    """Return the sheet as it stood with what a later version adds to it."""
    return standing.model_copy(
        update={
            "ratings": tuple(_completed(r, version.by_question.get(r.question, r)) for r in standing.ratings),
            "interest": standing.interest
            if version.interest is None
            else standing.interest or version.interest,
            "interest_details": _details(standing, version),
            "notes": standing.notes or version.notes,
            "scored_alone": standing.scored_alone or version.scored_alone,
            "finished": standing.finished or version.finished,
            "keyed_by": _keyed_by(standing, version),
        }
    )


def _completed(rating: Rating, new: Rating) -> Rating:
    """Return the rating with what the newer one adds to it; nothing, where that gives another score."""
    if _contradict(rating, new):
        return rating
    marked = new if rating.mark is Mark.BLANK else rating
    return marked.model_copy(
        update={"evidence": rating.evidence or new.evidence, "heard": rating.heard or new.heard}
    )


def _contradict(rating: Rating, new: Rating) -> bool:
    """Return whether both are marked, and not alike."""
    return Mark.BLANK not in {rating.mark, new.mark} and (rating.mark, rating.score) != (new.mark, new.score)


def _differ(first: str, later: str) -> bool:
    """Return whether two texts are both there and say something else; spaces and line breaks say nothing."""
    return bool(first.strip() and later.strip()) and first.split() != later.split()


def _is_declared_now(standing: ScoreSheet, version: ScoreSheet) -> bool:
    """Return whether a version declares an interest that none before it did."""
    return version.interest is True and not standing.interest


def _details(standing: ScoreSheet, version: ScoreSheet) -> str:
    """Return the details of an interest; a new declaration's own beside what was written before it."""
    if _is_declared_now(standing, version) and _differ(standing.interest_details, version.interest_details):
        return f"{standing.interest_details}; {version.interest_details}"
    if standing.interest and version.interest is False:
        return standing.interest_details
    return standing.interest_details or version.interest_details


def _keyed_by(standing: ScoreSheet, version: ScoreSheet) -> str:
    """Return who keyed any of it, each once."""
    names = (name.strip() for one in (standing, version) for name in one.keyed_by.split(","))
    return ", ".join(dict.fromkeys(filter(None, names)))


def _said(rating: Rating) -> str:
    """Return a rating's score or mark as a word."""
    return rating.mark.value if rating.score is None else str(rating.score)
