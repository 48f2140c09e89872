"""What people ruled in the course of a campaign: rules changed, questions dropped, names mended, people withdrawn, the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from interview_kit.domain.base import Model, Text
from interview_kit.domain.campaign import CandidateRef, MemberRef
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.framework import CompetencyId
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, QuestionKey
from interview_kit.domain.rating import AgreedScore, ScoreSheet
from interview_kit.domain.role import Exact, RoleProfile, ScoringRules


class CompetencyTerms(Model):
    """What one competency counts for."""

    competency: CompetencyId
    weight: Exact
    essential: bool
    minimum: Exact | None


class Terms(Model):
    """Everything in a role profile that turns ratings into an order, and nothing that a sheet prints."""

    scoring: ScoringRules
    competencies: Annotated[tuple[CompetencyTerms, ...], Field(min_length=1)]


class DroppedQuestion(Model):
    """A question that counts for nobody."""

    at: dt.datetime
    question: QuestionKey
    reason: Text


class RestoredQuestion(Model):
    """A question that was dropped and counts again."""

    dropped: DroppedQuestion
    at: dt.datetime
    reason: Text


class RulesChange(Model):
    """Scoring rules put in the place of those before them, although score sheets were out."""

    at: dt.datetime
    reason: Text
    before: Terms
    after: Terms


class Who(StrEnum):
    """Whose name was mended."""

    CANDIDATE = "candidate"
    MEMBER = "panel member"


class Renamed(Model):
    """A name in another spelling, of the same person."""

    at: dt.datetime
    who: Who
    ref: Text
    before: Text
    after: Text
    reason: Text


def spellings(who: Who, ref: str, name: str, renamed: Iterable[Renamed]) -> tuple[str, ...]:
    """Return the other spellings recorded as the same person's name, in the order in which they were."""
    mended = [r for r in renamed if (r.who, r.ref) == (who, ref)]
    known, grown = {_plain(name)}, True
    while grown:
        joined = known.union(*({_plain(r.before), _plain(r.after)} for r in mended if _touches(r, known)))
        grown, known = joined != known, joined
    names = {_plain(n): n for r in mended if _touches(r, known) for n in (r.before, r.after)}
    return tuple(n for plain, n in names.items() if plain != _plain(name))


def same_person(who: Who, ref: str, names: tuple[str, str], renamed: Iterable[Renamed]) -> bool:
    """Return whether two names are one, or are recorded as one person's."""
    now, before = names
    return _plain(now) in {_plain(before), *map(_plain, spellings(who, ref, before, renamed))}


def in_any_spelling(papers: Mapping[str, Issued], renamed: Sequence[Renamed]) -> dict[str, Issued]:
    """Return papers issued, by reference, each with every spelling of its people's names on record."""
    return {
        reference: replace(
            paper,
            candidate_also=spellings(Who.CANDIDATE, paper.candidate, paper.candidate_name, renamed),
            member_also=spellings(Who.MEMBER, paper.member, paper.member_name, renamed),
        )
        for reference, paper in papers.items()
    }


def _plain(name: str) -> str:
    return normalise(name).casefold()


def _touches(renamed: Renamed, names: set[str]) -> bool:
    return bool({_plain(renamed.before), _plain(renamed.after)} & names)


class Effect(StrEnum):
    """What a ruling does to the scores of a panel member or on a candidate."""

    WITHDRAWN = "withdrawn"
    """The candidate is not placed; the member's scores do not count, and nothing is waited for."""
    STANDS = "stands"
    """The member's scores on one candidate count, whatever interest was declared on the sheet or by word of mouth."""
    RESTORED = "restored"
    """What was ruled before no longer holds."""


class Withdrawal(Model):
    """Whether a candidate, a panel member, or a member for one candidate only takes part."""

    at: dt.datetime
    who: Who
    ref: Text
    on: str = ""
    """The one candidate for whom it holds; empty when it holds altogether."""
    effect: Effect
    reason: Text


class Result(Model):
    """How one candidate stood when the panel decided."""

    candidate: CandidateRef
    place: int | None
    total: Exact | None
    outcome: Text


class PassedOver(Model):
    """A candidate placed below somebody whose total is near, equal or lower, with the panel's reason."""

    candidate: CandidateRef
    above: Annotated[tuple[CandidateRef, ...], Field(min_length=1)]
    """Who was placed above."""
    how: str = ""
    """How close they were when the panel decided, in words; empty when the scores alone carry it."""
    reason: Text


class Decision(Model):
    """What the panel decided, and why; people decide, the kit records."""

    at: dt.datetime
    appoint: tuple[CandidateRef, ...] = ()
    """Empty when nobody is appointed."""
    reserve: tuple[CandidateRef, ...] = ()
    """In the order in which they would be offered the post."""
    reserve_until: dt.date | None = None
    """The last day of the reserve list; ``None`` without one."""
    reason: Text
    passed_over: tuple[PassedOver, ...] = ()
    forced: str = ""
    """Why somebody was placed who is below a minimum or incomplete; empty when nobody is."""
    results: tuple[Result, ...] = ()
    """All candidates as they stood, in merit order."""

    @property
    def listed(self) -> tuple[str, ...]:
        """Those appointed, then the reserve list."""
        return (*self.appoint, *self.reserve)


class ShownIn(StrEnum):
    """The document in which the members' scores on a candidate were put together."""

    AGREEMENT_FORM = "agreement form"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class LateSheet:
    """A member's scores that came in after the others' had been put together in a document."""

    candidate: CandidateRef
    member: MemberRef
    shown_at: dt.datetime
    where: ShownIn


@dataclass(frozen=True, slots=True)
class Rulings:
    """All that was ruled on one plan, each kind in the order of time."""

    dropped: tuple[DroppedQuestion, ...] = ()
    """Those that stand."""
    restored: tuple[RestoredQuestion, ...] = ()
    """Each time that a question was dropped and let in again, those that stand dropped since included."""
    changes: tuple[RulesChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """The last one stands."""
    late: tuple[LateSheet, ...] = ()
    replaced: tuple[AgreedScore, ...] = ()
    """Scores agreed or decided in whose place another one came, in order."""
    withdrawals: tuple[Withdrawal, ...] = ()
    """All of them; the last one on each ref, and on each member and candidate, stands."""

    @property
    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Those that stand and take somebody out, altogether or for one candidate."""
        return tuple(w for w in self._standing if w.effect is Effect.WITHDRAWN)

    @property
    def withdrawn_refs(self) -> frozenset[str]:
        """Refs of the candidates and members who are out altogether."""
        return frozenset(w.ref for w in self.withdrawn if not w.on)

    @property
    def recused(self) -> frozenset[tuple[str, str]]:
        """Candidate and member, where the member's scores on this candidate do not count."""
        return frozenset((w.on, w.ref) for w in self.withdrawn if w.on)

    def sets_aside(self, candidate: str, member: str) -> bool:
        """Return whether a member's sheet on a candidate does not count because of what was ruled."""
        return bool(self.withdrawn_refs & {candidate, member}) or (candidate, member) in self.recused

    @property
    def let_stand(self) -> frozenset[tuple[str, str]]:
        """Candidate and member, where it was ruled that the scores count."""
        return frozenset((w.on, w.ref) for w in self._standing if w.effect is Effect.STANDS)

    def open_interests(self, sheets: Iterable[ScoreSheet]) -> tuple[tuple[str, str], ...]:
        """Return candidate and member of the sheets among some that declare an interest on which nothing was ruled."""
        ruled = self.recused | self.let_stand
        declared = ((s.candidate, s.member) for s in sheets if s.interest)
        return tuple(pair for pair in declared if pair not in ruled)

    def effect_before(self, ruling: Withdrawal) -> Effect:
        """Return what held, until a ruling, for the same ref and candidate."""
        effect = Effect.RESTORED
        for one in self.withdrawals:
            if one == ruling:
                break
            if (one.ref, one.on) == (ruling.ref, ruling.on):
                effect = one.effect
        return effect

    @property
    def _standing(self) -> tuple[Withdrawal, ...]:
        return tuple({(w.ref, w.on): w for w in self.withdrawals}.values())

    @property
    def decision(self) -> Decision | None:
        """The decision that stands; ``None`` before there is one."""
        return self.decisions[-1] if self.decisions else None

    @property
    def reason_dropped(self) -> Mapping[str, str]:
        """Why each dropped question counts for nobody, by its key."""
        return {d.question: d.reason for d in self.dropped}


NO_RULINGS = Rulings()
"""Of a campaign in which everything went by its plan."""


def terms_of(role: RoleProfile) -> Terms:
    """Return a role profile's scoring rules, in the role profile's order of competencies."""
    return Terms(
        scoring=role.scoring,
        competencies=tuple(
            CompetencyTerms(
                competency=c.competency, weight=c.weight, essential=c.essential, minimum=c.minimum
            )
            for c in role.competencies
        ),
    )


def plan_under(plan: Plan, terms: Terms) -> Plan:
    """Return a plan with other scoring rules and everything else, its fingerprint too, as it was frozen.

    The fingerprint says which questions, words and sheets belong together; a change of rules leaves those
    alone. ``terms`` has one entry for each competency of the plan.
    """
    counts = {
        c.competency: {"weight": c.weight, "essential": c.essential, "minimum": c.minimum}
        for c in terms.competencies
    }
    role = plan.role.model_copy(
        update={
            "scoring": terms.scoring,
            "competencies": tuple(c.model_copy(update=counts[c.competency]) for c in plan.role.competencies),
        }
    )
    competencies = tuple(c.model_copy(update=counts[c.id]) for c in plan.competencies)
    return plan.model_copy(update={"role": role, "competencies": competencies})
