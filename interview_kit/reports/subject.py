"""What a report is made from, with the names that every part of it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.english import listed
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, Mark, Rating, ScoreSheet
from interview_kit.domain.role import Basis, Combine
from interview_kit.domain.rulings import NO_RULINGS, Rulings
from interview_kit.reports.model import CompetencyHead, Member, Person, QuestionHead, Symbol
from interview_kit.reports.rounding import DASH, short, show
from interview_kit.scoring.comparison import Comparison, Everybody, compare_candidates
from interview_kit.scoring.grid import Cell

_SYMBOLS: tuple[Symbol, ...] = ("circle", "square", "triangle", "diamond", "cross", "plus")
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_name(name: str) -> str:
    """Return a name without the marks that would turn the text after it round."""
    return _TURNING.sub("", clean(name))


def clean(text: str) -> str:
    """Return text with what no document can hold (control characters, lone surrogates) made visible."""
    return _UNPRINTABLE.sub("�", text)


def score_text(cell: Cell) -> str:
    """Return what stands for a rating in a table: ``3``, ``–``, ``n/a`` or ``none``."""
    if cell.score is not None:
        return str(cell.score)
    return {Mark.NOT_ASKED: "n/a", Mark.NO_ANSWER: "none"}.get(cell.mark or Mark.BLANK, DASH)


@dataclass(frozen=True, slots=True)
class Absent:
    """Candidates and panel members who were withdrawn."""

    candidates: tuple[Candidate, ...] = ()
    members: tuple[PanelMember, ...] = ()
    everybody: Everybody | None = None
    """Who would be compared with them; ``None`` when no score was set aside."""


NOBODY_ABSENT = Absent()


@dataclass(frozen=True)
class Subject:
    """The campaign, its ratings, and what the scoring made of them."""

    plan: Plan
    campaign: Campaign
    candidates: tuple[Candidate, ...]
    sheets: tuple[ScoreSheet, ...]
    agreed: tuple[AgreedScore, ...]
    comparison: Comparison
    rulings: Rulings = NO_RULINGS
    masked: int | None = None
    """Texts in which a candidate’s name was masked; ``None`` where names are shown."""
    absent: Absent = NOBODY_ABSENT
    unread: frozenset[tuple[str, str, str]] = frozenset()
    """Candidate, question and member where something is written for a score that cannot be read as one."""

    @cached_property
    def counted(self) -> Plan:
        """The plan less the questions that were dropped for everyone."""
        return self.plan.without(self.rulings.reason_dropped)

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """Candidates by ref."""
        return {c.ref: Person(c.ref, clean_name(c.name)) for c in self.candidates}

    @cached_property
    def called(self) -> Mapping[str, str]:
        """How each candidate and panel member is called by ref, ``C03 Amara Osei``; those withdrawn too."""
        names = {c.ref: c.name for c in (*self.candidates, *self.absent.candidates)}
        names |= {m.ref: m.name for m in (*self.campaign.panel, *self.absent.members)}
        return {ref: f"{ref} {clean_name(name)}".rstrip() for ref, name in names.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Refs of all candidates in merit order."""
        return tuple(p.candidate for p in self.comparison.order.placings)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The panel."""
        return tuple(
            Member(Person(m.ref, clean_name(m.name)), m.chair, _SYMBOLS[at % len(_SYMBOLS)])
            for at, m in enumerate(self.campaign.panel)
        )

    @cached_property
    def competencies(self) -> tuple[CompetencyHead, ...]:
        """The competencies that have a question which counts."""
        heads = []
        for c in self.plan.competencies:
            if not self.counted.questions_of(c.id):
                continue
            least = "" if c.minimum is None else show(c.minimum)
            out = [q.key for q in self.plan.questions_of(c.id) if q.key in self.rulings.reason_dropped]
            note = f"weight {short(c.weight)}" + (f", min {least}" if least else "")
            note += f", without {listed(out)}" if out else ""
            heads.append(
                CompetencyHead(
                    c.id,
                    clean(c.title),
                    clean(c.framework_title),
                    short(c.weight),
                    least,
                    c.essential,
                    note,
                    c.weight,
                    c.minimum,
                )
            )
        return tuple(heads)

    @cached_property
    def title_of(self) -> Mapping[str, str]:
        """Titles of competencies by id, those without a question that counts too."""
        return {c.id: clean(c.title) for c in self.plan.competencies}

    @cached_property
    def questions(self) -> Mapping[str, QuestionHead]:
        """Questions by key, in the order asked; dropped ones too."""
        return {
            q.key: QuestionHead(
                q.key, self.title_of[q.competency], q.competency, clean(q.question.lead), int(q.key[1:])
            )
            for q in self.plan.questions
        }

    @cached_property
    def sheet(self) -> Mapping[tuple[str, str], ScoreSheet]:
        """Sheets by candidate and member."""
        return {(s.candidate, s.member): s for s in self.sheets}

    @cached_property
    def rating(self) -> Mapping[tuple[str, str, str], Rating]:
        """Ratings by candidate, question and member."""
        return {(s.candidate, r.question, s.member): r for s in self.sheets for r in s.ratings}

    @property
    def panel_size(self) -> int:
        """How many members score."""
        return len(self.campaign.panel)

    @property
    def average(self) -> str:
        """``mean`` or ``median``."""
        return "median" if self.plan.role.scoring.combine is Combine.MEDIAN else "mean"

    @property
    def agreed_basis(self) -> bool:
        """True when the merit order rests on agreed scores."""
        return self.plan.role.scoring.basis is Basis.AGREED

    def apart(self, candidate: str, question: str) -> bool:
        """Return whether two members' scores are two or more apart."""
        scores = [s for s in self.comparison.every.scores(candidate, question) if s is not None]
        return bool(scores) and max(scores) - min(scores) > 1

    def score_texts(self, candidate: str, question: str) -> tuple[str, ...]:
        """Return one answer's ratings by member, as tables show them."""
        return tuple(score_text(cell) for cell in self.comparison.every.cells[candidate, question])

    def why_unrated(self, candidate: str, questions: Sequence[str]) -> str:
        """Return why nobody scored: ``not asked``, ``no answer`` or ``not rated``."""
        marks = {cell.mark for q in questions for cell in self.comparison.every.cells[candidate, q]}
        if marks == {Mark.NOT_ASKED}:
            return "not asked"
        return "no answer" if marks == {Mark.NO_ANSWER} else "not rated"


def subject_of(
    plan: Plan,
    campaign: Campaign,
    candidates: Sequence[Candidate],
    sheets: Iterable[ScoreSheet],
    agreed: Iterable[AgreedScore] = (),
    *,
    rulings: Rulings = NO_RULINGS,
    first: Plan | None = None,
    absent: Absent = NOBODY_ABSENT,
) -> Subject:
    """Return a campaign with its comparison, from the sheets that count and the agreed scores that stand.

    Args:
        plan: under the rules in force.
        campaign: whose panel gave the sheets.
        candidates: in the order listed.
        sheets: one a candidate and member.
        agreed: the latest for each candidate and question.
        rulings: what people ruled on the way.
        first: the plan under the rules first declared, where those in force are others.
        absent: who was withdrawn.

    Raises:
        KitError: when a sheet or an agreed score does not belong to the plan, the panel or the candidates.
    """
    held, settled = tuple(sheets), tuple(agreed)
    comparison = compare_candidates(
        plan,
        [m.ref for m in campaign.panel],
        [c.ref for c in candidates],
        held,
        settled,
        dropped=rulings.reason_dropped,
        first=first,
        recused=rulings.recused,
        everybody=absent.everybody,
    )
    return Subject(plan, campaign, tuple(candidates), held, settled, comparison, rulings, absent=absent)
