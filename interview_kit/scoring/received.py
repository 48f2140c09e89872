"""The standing ratings of one panel member on one candidate, from all versions of the sheet received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview_kit.domain.rating import Mark, Rating, ScoreSheet


@dataclass(frozen=True, slots=True)
class Change:
    """A rating that a later version of a sheet gives otherwise; it does not count."""

    question: str
    first: Rating
    later: Rating


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a member's sheets on a candidate."""

    sheet: ScoreSheet
    changes: tuple[Change, ...]


def standing_sheet(versions: Sequence[ScoreSheet]) -> Standing:
    """Return the sheet that counts, from its versions in the order in which they were received.

    The first version stands. A later one fills in what was blank: a mark, evidence that goes with it,
    the declaration, the date. A mark that differs from one already given is a :class:`Change`.

    Raises:
        ValueError: if there is no version, or if they are not all of one candidate and member.
    """
    if len({(v.candidate, v.member, v.plan) for v in versions}) != 1:
        msg = "needs one or more versions of one sheet"
        raise ValueError(msg)
    standing, *later = versions
    changes: list[Change] = []
    for version in later:
        ratings = []
        for rating in standing.ratings:
            new = version.by_question.get(rating.question, rating)
            if rating.mark is not Mark.BLANK and new.mark is not Mark.BLANK:
                if (new.mark, new.score) != (rating.mark, rating.score):
                    changes.append(Change(rating.question, rating, new))
                ratings.append(rating)
            else:
                ratings.append(_completed(rating, new))
        standing = standing.model_copy(
            update={
                "ratings": tuple(ratings),
                "interest": version.interest if standing.interest is None else standing.interest,
                "interest_details": standing.interest_details or version.interest_details,
                "notes": standing.notes or version.notes,
                "scored_alone": standing.scored_alone or version.scored_alone,
                "finished": standing.finished or version.finished,
                "keyed_by": _keyed_by(standing, version),
            }
        )
    return Standing(standing, tuple(changes))


def _keyed_by(standing: ScoreSheet, version: ScoreSheet) -> str:
    """Return who keyed any of it, each once."""
    names = (name.strip() for one in (standing, version) for name in one.keyed_by.split(","))
    return ", ".join(dict.fromkeys(filter(None, names)))


def _completed(rating: Rating, new: Rating) -> Rating:
    """Return the rating with what the newer one adds to it, where one of the two marks is blank."""
    marked = new if rating.mark is Mark.BLANK else rating
    return marked.model_copy(
        update={"evidence": rating.evidence or new.evidence, "heard": rating.heard or new.heard}
    )
