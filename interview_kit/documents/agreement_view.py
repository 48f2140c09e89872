"""What the agreement form shows of each question: the members' scores, and whether they are to be discussed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import mean, median
from typing import Final

from interview_kit.documents import layout
from interview_kit.domain import english
from interview_kit.domain.campaign import PanelMember
from interview_kit.domain.framework import Effective, Indicator
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.rating import Mark, Rating
from interview_kit.domain.role import Combine
from interview_kit.scoring.open_points import WIDE, on_both_sides

DASH: Final = "–"
_NO_SHEET: Final = "no sheet"


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member's rating of one answer; ``rating`` is ``None`` while the member's sheet is not in."""

    member: PanelMember
    rating: Rating | None

    @property
    def score(self) -> int | None:
        """The score given; ``None`` where there is none."""
        return self.rating.score if self.rating else None

    @property
    def shown(self) -> str:
        """The score as it is printed, or what stands in its place."""
        if self.rating is None:
            return _NO_SHEET
        return self.rating.mark.value if self.rating.score is None else str(self.rating.score)


@dataclass(frozen=True, slots=True)
class HeardView:
    """One behaviour that a member ticked."""

    effective: bool
    text: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's row in a question's block."""

    ref: str
    name: str
    scored: bool
    shown: str
    evidence: str
    heard: tuple[HeardView, ...]
    score_tag: str
    note_tag: str


@dataclass(frozen=True, slots=True)
class Block:
    """A question that the panel discusses, or on the blank form may discuss."""

    key: str
    title: str
    why: str
    lead: str
    agreed: str
    reason: str
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A question that needs no discussion: the members' scores and the panel's figure."""

    key: str
    title: str
    scores: tuple[str, ...]
    all_scores: str
    figure: str


def blank_block(plan: Plan, question: PlannedQuestion, panel: Sequence[PanelMember]) -> Block:
    """Return a question's block with the members' scores still to be filled in."""
    minimum = plan.competency_by_id[question.competency].minimum
    why = "" if minimum is None else f"minimum {decimals(minimum)}"
    return _block(plan, question, why, tuple(_row(question, MemberView(m, None)) for m in panel))


def scored_block(plan: Plan, question: PlannedQuestion, views: Sequence[MemberView]) -> Block:
    """Return a question's block with the members' scores, evidence and ticks."""
    given = ", ".join(view.shown for view in views)
    why = f"{given}: {', and '.join(reasons(plan, question, views))}"
    return _block(plan, question, why, tuple(_row(question, view) for view in views))


def settled(plan: Plan, question: PlannedQuestion, views: Sequence[MemberView]) -> Settled:
    """Return a question's line among those that need no discussion."""
    return Settled(
        key=question.key,
        title=plan.competency_by_id[question.competency].title,
        scores=tuple(view.shown for view in views),
        all_scores=", ".join(f"{view.member.ref}\N{NO-BREAK SPACE}{view.shown}" for view in views),
        figure=_figure(plan, views),
    )


def reasons(plan: Plan, question: PlannedQuestion, views: Sequence[MemberView]) -> tuple[str, ...]:
    """Return why a question is to be discussed; empty when it is not.

    Scores two or more apart, scores on both sides of the competency's minimum, or of the lowest level where
    an essential competency must be above it, and a score that some members gave and others did not.
    """
    scores = [view.score for view in views if view.score is not None]
    if not scores:
        return ()
    apart = max(scores) - min(scores)
    competency = plan.competency_by_id[question.competency]
    minimum = competency.minimum
    found = []
    if apart >= WIDE:
        found.append(f"{english.number(apart)} apart")
    if minimum is not None and on_both_sides(scores, minimum):
        found.append(f"on both sides of the minimum of {decimals(minimum)}")
    above_lowest = competency.essential and plan.role.scoring.essential_above_lowest
    if above_lowest and on_both_sides(scores, plan.scale.lowest + 1):
        found.append(f"only some at the lowest level, {plan.scale.lowest}")
    if len(scores) < len(views):
        found.append("not every member gave a score")
    return tuple(found)


def decimals(value: Fraction, least: int = 0) -> str:
    """Return ``2``, ``2.5`` or ``3.33``, halves rounded up, with at least so many decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    whole, _, rest = str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)).partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    return f"{whole}.{rest}" if rest else whole


def _figure(plan: Plan, views: Sequence[MemberView]) -> str:
    """Return the members' scores combined as the role profile says, to two decimals."""
    scores = [Fraction(view.score) for view in views if view.score is not None]
    if not scores:
        return DASH
    combine = median if plan.role.scoring.combine is Combine.MEDIAN else mean
    return decimals(Fraction(combine(scores)), 2)


def _block(plan: Plan, question: PlannedQuestion, why: str, members: tuple[MemberRow, ...]) -> Block:
    return Block(
        key=question.key,
        title=plan.competency_by_id[question.competency].title,
        why=why,
        lead=question.question.lead,
        agreed=layout.agreed_key(question.key),
        reason=layout.reason_key(question.key),
        members=members,
    )


def _row(question: PlannedQuestion, view: MemberView) -> MemberRow:
    rating, ref = view.rating, view.member.ref
    ticked = rating.heard if rating else ()
    known: tuple[Indicator, ...] = (*question.effective, *question.ineffective)
    return MemberRow(
        ref=ref,
        name=english.one_line(view.member.name),
        scored=rating is not None and rating.mark is Mark.SCORED,
        shown=view.shown,
        evidence=(rating.evidence if rating else "").strip(),
        heard=tuple(HeardView(isinstance(i, Effective), i.text) for i in known if i.id in ticked),
        score_tag=f"{question.key}.{ref}.score",
        note_tag=f"{question.key}.{ref}.note",
    )
