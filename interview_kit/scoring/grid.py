"""The ratings of a campaign as one grid: candidate, question, member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, Mark, ScoreSheet
from interview_kit.errors import Finding, raise_errors


@dataclass(frozen=True, slots=True)
class Cell:
    """One member's rating of one answer; ``mark`` is ``None`` where there is no sheet."""

    mark: Mark | None = None
    score: int | None = None


@dataclass(frozen=True)
class Grid:
    """All ratings, complete with those that are missing."""

    candidates: tuple[str, ...]
    questions: tuple[str, ...]
    """Question keys in the order asked."""
    members: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Cell, ...]]
    """By candidate and question: one cell a member, in the order of :attr:`members`."""
    recused: frozenset[tuple[str, str]] = frozenset()
    """Candidate and member, where the member's scores do not count and none is waited for."""

    @cached_property
    def recused_at(self) -> Mapping[str, frozenset[int]]:
        """By candidate who has any: where recused members stand in :attr:`members`."""
        found: dict[str, set[int]] = {}
        for candidate, member in self.recused:
            found.setdefault(candidate, set()).add(self.members.index(member))
        return {candidate: frozenset(at) for candidate, at in found.items()}

    def scores(self, candidate: str, question: str) -> tuple[int | None, ...]:
        """Return one answer's scores by member, ``None`` where there is none."""
        return tuple(cell.score for cell in self.cells[candidate, question])

    @cached_property
    def rows(self) -> Mapping[str, tuple[tuple[int | None, ...], ...]]:
        """By candidate: each answer's scores by member, in the order of the questions."""
        kept: dict[tuple[int | None, ...], tuple[int | None, ...]] = {}
        found = {}
        for candidate in self.candidates:
            row = (self.scores(candidate, q) for q in self.questions)
            found[candidate] = tuple(kept.setdefault(scores, scores) for scores in row)
        return found

    @cached_property
    def patterns(self) -> tuple[Mapping[tuple[int | None, ...], int], ...]:
        """By question: how many answers got each pattern of scores by member.

        A million ratings are a few hundred patterns; what treats equal patterns alike counts these.
        """
        rows = self.rows.values()
        return tuple(Counter(row[at] for row in rows) for at in range(len(self.questions)))

    @cached_property
    def all_patterns(self) -> Mapping[tuple[int | None, ...], int]:
        """How many answers to any question got each pattern."""
        every: Counter[tuple[int | None, ...]] = Counter()
        for patterns in self.patterns:
            every.update(patterns)
        return every

    def has_sheet(self, candidate: str, member: str) -> bool:
        """Return whether a member's sheet on a candidate is in."""
        at = self.members.index(member)
        return any(self.cells[candidate, q][at].mark is not None for q in self.questions)

    def without(self, questions: Collection[str]) -> Grid:
        """Return the ratings less those of some questions."""
        if not questions:
            return self
        return Grid(
            self.candidates,
            tuple(q for q in self.questions if q not in questions),
            self.members,
            {where: cells for where, cells in self.cells.items() if where[1] not in questions},
            self.recused,
        )


def build_grid(
    plan: Plan,
    members: Sequence[str],
    candidates: Sequence[str],
    sheets: Iterable[ScoreSheet],
    recused: Collection[tuple[str, str]] = (),
) -> Grid:
    """Return the grid of all ratings; ``recused`` has the candidates and members that stay without any.

    Raises:
        KitError: with every finding, when a sheet belongs to another plan, candidate or member, comes
            twice, rates a question the plan does not have, or holds a score the scale does not have.
    """
    sheets = tuple(sheets)
    known = set(candidates)
    raise_errors([f for sheet in sheets for f in _check_sheet(plan, members, known, sheet)])
    held: dict[tuple[str, str], ScoreSheet] = {}
    doubles = []
    for sheet in sheets:
        where = (sheet.candidate, sheet.member)
        if where in held:
            problem = f"{sheet.member} has more than one sheet on {sheet.candidate}"
            remedy = "compare with the one that counts; the ledger keeps the others"
            doubles.append(Finding(f"sheet {sheet.reference}", problem, remedy, code="sheet-twice"))
        held[where] = sheet
    raise_errors(doubles)
    same: dict[Cell, Cell] = {}

    def cell(candidate: str, member: str, question: str) -> Cell:
        found = _cell(held.get((candidate, member)), question)
        return same.setdefault(found, found)

    cells = {
        (c, q.key): tuple(cell(c, m, q.key) for m in members) for c in candidates for q in plan.questions
    }
    return Grid(
        tuple(candidates), tuple(q.key for q in plan.questions), tuple(members), cells, frozenset(recused)
    )


def settled_scores(
    plan: Plan, candidates: Collection[str], agreed: Iterable[AgreedScore]
) -> dict[tuple[str, str], int]:
    """Return agreed scores by candidate and question; a referred one (no score) is left out.

    Raises:
        KitError: when one is agreed twice, or names what the plan, the scale or the campaign lacks.
    """
    found: list[Finding] = []
    settled: dict[tuple[str, str], int] = {}
    candidates = set(candidates)
    seen: set[tuple[str, str]] = set()
    for item in agreed:
        where = f"agreed score: {item.candidate} {item.question}"
        remedy = "correct the agreement form and read it again"
        key = (item.candidate, item.question)
        if item.candidate not in candidates or item.question not in plan.question_by_key:
            problem = "no such candidate or question in this campaign"
            found.append(Finding(where, problem, remedy, code="agreed-unknown"))
        elif item.score is not None and item.score not in plan.scale.by_level:
            problem = f"{item.score} is not a level of the scale"
            found.append(Finding(where, problem, remedy, code="agreed-off-scale"))
        elif key in seen:
            found.append(Finding(where, "is agreed twice", remedy, code="agreed-twice"))
        elif item.score is not None:
            settled[key] = item.score
        seen.add(key)
    raise_errors(found)
    return settled


def _cell(sheet: ScoreSheet | None, question: str) -> Cell:
    if sheet is None:
        return Cell()
    rating = next((r for r in sheet.ratings if r.question == question), None)
    return Cell(Mark.BLANK) if rating is None else Cell(rating.mark, rating.score)


def _check_sheet(
    plan: Plan, members: Sequence[str], candidates: Collection[str], sheet: ScoreSheet
) -> Iterable[Finding]:
    where = f"sheet {sheet.reference}"
    if sheet.plan != plan.fingerprint:
        remedy = "compare only sheets made from the campaign's own plan"
        yield Finding(where, "was made from another plan", remedy, code="sheet-plan")
    if sheet.candidate not in candidates:
        problem = f"is about {sheet.candidate}, who is not a candidate"
        yield Finding(where, problem, "check the candidate's ref", code="sheet-candidate")
    if sheet.member not in members:
        problem = f"is by {sheet.member}, who is not on the panel"
        yield Finding(where, problem, "check the member's ref", code="sheet-member")
    seen: set[str] = set()
    for rating in sheet.ratings:
        key, score = rating.question, rating.score
        if key not in plan.question_by_key:
            problem = f"rates {key}, which the plan does not have"
            yield Finding(where, problem, "check the sheet", code="sheet-question")
        if key in seen:
            yield Finding(
                where, f"rates {key} twice", "keep the rating that counts", code="sheet-question-twice"
            )
        if score is not None and score not in plan.scale.by_level:
            problem = f"{key}: {score} is not a level of the scale"
            yield Finding(where, problem, "ask the member which level is meant", code="sheet-off-scale")
        seen.add(key)
