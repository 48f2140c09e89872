"""The role profile: the job, what it asks for, and the rules its scores are put together by."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)
from pydantic_core import PydanticCustomError

from interview_kit.domain.base import Model, Slug, Text
from interview_kit.domain.framework import CompetencyId
from interview_kit.domain.question import QuestionId, QuestionType

_EXACT = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60}|/[0-9]{1,60})?")
"""No powers of ten: ``Fraction("1e999999999")`` would fill the memory."""
_FINEST = 10**9
"""The greatest denominator: nine decimals. Finer numbers are beyond the solver that chooses the questions."""


def _to_fraction(value: object) -> Fraction:
    """Return an exact fraction from a number or from a text such as ``2.5`` or ``5/2``."""
    return _exact(value, "2, 2.5 or 5/2")


def _to_share(value: object) -> Fraction:
    """Return an exact share of one from a number or from a text such as ``0.6`` or ``3/5``."""
    return _exact(value, "3/5 or 0.6")


def _exact(value: object, examples: str) -> Fraction:
    wrong = PydanticCustomError("exact_number", "must be a number such as {examples}", {"examples": examples})
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise wrong
    text = str(value).strip()
    if isinstance(value, str) and not _EXACT.fullmatch(text):
        raise wrong
    try:
        exact = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise wrong from None
    if exact.denominator > _FINEST:
        too_fine = PydanticCustomError("exact_too_fine", "must have 9 decimals or fewer")
        raise too_fine
    return exact


Exact = Annotated[
    Fraction,
    BeforeValidator(_to_fraction, json_schema_input_type=int | float | str),
    PlainSerializer(str, return_type=str),
]
"""An exact rational number; written ``2``, ``2.5`` or ``5/2``, kept as a fraction."""

Share = Annotated[
    Fraction,
    BeforeValidator(_to_share, json_schema_input_type=int | float | str),
    PlainSerializer(str, return_type=str),
    Field(gt=0, le=1),
]
"""An exact share of one; written ``0.6`` or ``3/5``."""


class Basis(StrEnum):
    """Which scores the merit order rests on."""

    INDIVIDUAL = "individual"
    AGREED = "agreed"


class Combine(StrEnum):
    """How the members' scores on one question become one figure."""

    MEAN = "mean"
    MEDIAN = "median"


class CountRange(Model):
    """How many questions a competency gets."""

    min: Annotated[int, Field(ge=0, le=12)] = 1
    max: Annotated[int, Field(ge=1, le=12)] = 2


class RoleCompetency(Model):
    """One competency of the role, with what it counts for."""

    competency: CompetencyId
    weight: Annotated[Exact, Field(gt=0, le=100)] = Fraction(1)
    essential: bool = False
    minimum: Exact | None = None
    """The least panel figure on this competency for a candidate to be appointable."""
    questions: CountRange = CountRange()


class TieRule(StrEnum):
    """How equal totals are parted, in the order declared; none is applied unless declared."""

    ESSENTIAL_MEAN = "essential-mean"
    """The higher weighted mean over the essential competencies."""
    HEAVIEST_COMPETENCY = "heaviest-competency"
    """The higher figure on the competency with the greatest weight, then the next."""


class ScoringRules(Model):
    """How scores become an order; fixed before the first interview."""

    basis: Basis = Basis.INDIVIDUAL
    combine: Combine = Combine.MEAN
    overall_minimum: Exact | None = None
    """The least total for a candidate to be appointable, on the scale's own numbers."""
    essential_share: Share | None = None
    """The least share of the essential marks for a candidate to be appointable, such as ``3/5``.

    The marks of an essential competency are its weight times the panel's figure on it. The share is the
    sum of a candidate's marks over all essential competencies that have a question, divided by what the
    sum would be if each figure were the top of the scale. On a scale of 1 to 4 it is 1/4 at least. With
    :attr:`essential_above_lowest` it is the rule that Citizens Advice publishes.
    """
    essential_above_lowest: bool = False
    """True when no essential competency's panel figure may be the lowest level of the scale."""
    near: Annotated[Exact, Field(gt=0)] | None = None
    """Totals closer than this are near: placing one above the other then takes a reason of its own."""
    tie_rules: tuple[TieRule, ...] = ()

    @model_serializer(mode="wrap")
    def _only_what_is_declared(self, plain: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Leave out rules that came later and are not declared, so that older plans keep their fingerprint."""
        data: dict[str, object] = plain(self)
        return {key: value for key, value in data.items() if key not in _LATER or value not in {None, False}}


_LATER = frozenset({"essential_share", "essential_above_lowest", "near"})
"""Rules that a plan frozen by an earlier version of the kit does not name."""


class Timetable(Model):
    """Minutes of one interview that are not questions."""

    welcome: Annotated[int, Field(ge=0, le=30)] = 5
    candidate_questions: Annotated[int, Field(ge=0, le=30)] = 8
    scoring: Annotated[int, Field(ge=0, le=60)] = 20
    """After the candidate has left; not part of the interview's minutes."""


class QuestionMix(Model):
    """Bounds on the questions of a plan as a whole."""

    type: QuestionType
    min: Annotated[int, Field(ge=0, le=30)] = 0
    max: Annotated[int, Field(ge=0, le=30)] = 30


class DemandRange(Model):
    """Bounds on the mean demand of a plan's questions, 1 everyday to 3 high stakes."""

    min: Annotated[Exact, Field(ge=1, le=3)] = Fraction(1)
    max: Annotated[Exact, Field(ge=1, le=3)] = Fraction(3)


class SignOff(Model):
    """Who settled the role profile, and when."""

    by: Text
    on: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class RoleProfile(Model):
    """The job: what it is called, what it asks for, and how its scores are put together."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Slug
    title: Text
    grade: str = ""
    organisation: Text
    summary: str = ""
    frameworks: Annotated[tuple[Slug, ...], Field(min_length=1)]
    mixed_frameworks_reason: str = ""
    """Why frameworks that do not belong together are mixed all the same; empty when they are not."""
    scale: Slug
    minutes: Annotated[int, Field(ge=15, le=180)]
    """Of the interview, from the welcome to the candidate's own questions."""
    timetable: Timetable = Timetable()
    competencies: Annotated[tuple[RoleCompetency, ...], Field(min_length=1)]
    mix: tuple[QuestionMix, ...] = ()
    demand: DemandRange = DemandRange()
    pinned: tuple[QuestionId, ...] = ()
    excluded: tuple[QuestionId, ...] = ()
    scoring: ScoringRules = ScoringRules()
    sign_off: SignOff | None = None
