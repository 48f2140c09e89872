"""What the comparison says: every number and sentence is decided; renderers only draw.

Figures are texts, rounded half up to two decimals, unless a field says otherwise. ``candidates``,
``members``, ``competencies`` and ``questions`` keep one order throughout; tuples that run "by member"
or "by competency" have one item for each, in that order.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

OutcomeKey = Literal["appointable", "below", "incomplete"]
Symbol = Literal["circle", "square", "triangle", "diamond", "cross", "plus"]

BLIND = "-blind"
"""What the names of files say when candidates are references only."""

BELOW = "▼"
APART = "≠"
GAP = "○"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or short paragraph: strong words first, then the rest; either may be empty.

    Both are already spaced and punctuated; a renderer puts one space between them.
    """

    strong: str = ""
    rest: str = ""

    @property
    def text(self) -> str:
        """Both parts as one plain text."""
        return " ".join(part for part in (self.strong, self.rest) if part)


def isolated(name: str) -> str:
    """Return a name so that it cannot turn round the figures and brackets beside it.

    Names with letters written from right to left stand between U+2068 and U+2069, which are not seen.
    """
    turns = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in name)
    return f"\u2068{name}\u2069" if turns else name


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate or a panel member, as every table names them: ref strong, then the name, unless it is hidden."""

    ref: str
    name: str

    @property
    def label(self) -> str:
        """``C03 Amara Osei``; a name written from right to left is set apart from what follows it.

        The reference alone where the name is not shown.
        """
        return f"{self.ref} {isolated(self.name)}" if self.name else self.ref


@dataclass(frozen=True, slots=True)
class Member:
    """A panel member, with the mark that stands for them in figures."""

    person: Person
    chair: bool
    symbol: Symbol
    """Shape in the spread figure; with more than six members shapes come again, so label them too."""


@dataclass(frozen=True, slots=True)
class CompetencyHead:
    """The head of a column of the heat map."""

    id: str
    title: str
    framework: str
    weight: str
    """``3``, ``2.5``: as short as it can be said."""
    minimum: str
    """``2.00``; empty when there is none."""
    essential: bool
    note: str
    """``weight 3, min 2.00``."""
    weight_value: Fraction
    minimum_value: Fraction | None


@dataclass(frozen=True, slots=True)
class QuestionHead:
    """A question as tables name it: ``Q4`` strong, then the competency's title."""

    key: str
    title: str
    competency: str
    """The competency's id."""
    lead: str
    number: int


@dataclass(frozen=True, slots=True)
class MeritRow:
    """One candidate in the merit order; placed candidates first, in order."""

    place: str
    """``1``; ``2=`` where places are shared; ``–`` where not placed."""
    candidate: Person
    total: str
    """``3.35``; ``–`` when there is no rating at all."""
    total_note: str
    """``14 of 18`` when ratings are missing, else empty."""
    minimums: Said
    """``All 3 met``, or strong ``▼ 1 missed:`` and the competencies."""
    certainty: Said
    """Strong ``Likely.``, then ``First in 19 of 27 re-draws``."""
    outcome: str
    """``Appointable``, ``Below a minimum``, ``Incomplete``."""
    key: OutcomeKey
    placed: bool
    """Totals of those not placed are not bold."""
    parts: bool
    """True on the first row that is not placed, when somebody is: a 1½ pt rule stands above it."""
    sort_place: int
    """Row number in merit order, from 1; what a sortable table sorts places by."""
    sort_total: float
    """For sorting only; -1 when there is none."""


@dataclass(frozen=True, slots=True)
class SettleRow:
    """One thing to settle before deciding; most consequential first."""

    candidate: Person
    question: QuestionHead | None
    """``None`` when it is about the whole sheet."""
    scores: tuple[str, ...]
    """By member: ``3``; ``–`` blank or no sheet; ``n/a`` not asked; ``none`` no answer; empty for sheets."""
    open: str
    todo: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One candidate on one competency."""

    value: str
    """``3.50``; empty when nobody rated it, and then :attr:`missing` says why."""
    members: tuple[str, ...]
    """By member, their own figures: ``3.5``, ``–``. Empty when :attr:`missing` is not."""
    flags: tuple[str, ...]
    """Of ``▼`` below the minimum, ``≠`` two or more apart on a question, ``○`` a rating is missing.
    ``▼`` and ``○`` stand behind the value, ``≠`` behind the members' figures."""
    shade: int | None
    """0 lightest to 5 darkest (``palette.HEAT``); ``None`` without a value."""
    missing: str
    """``not asked``, ``not rated``; else empty."""
    spoken: str
    """The cell in words, for a screen reader."""

    @property
    def below(self) -> bool:
        """True when a 2¼ pt frame stands round the cell."""
        return BELOW in self.flags

    @property
    def value_flags(self) -> str:
        """``▼`` and ``○`` where they apply, to stand behind the value."""
        return " ".join(f for f in self.flags if f != APART)

    @property
    def member_flags(self) -> str:
        """``≠`` where it applies, to stand behind the members' figures."""
        return APART if APART in self.flags else ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One candidate in the heat map."""

    candidate: Person
    cells: tuple[HeatCell, ...]
    """By competency."""
    total: str
    total_flag: str
    """``○`` when the total is incomplete, else empty."""
    placed: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Mean (or median) of the panel for each competency, candidates in merit order."""

    heading: str
    rows: tuple[HeatRow, ...]
    ramp: str
    """``1 to 4, in six steps``."""
    legend: tuple[str, ...]
    """``Small figures: P1, P2, P3``, ``▼ below the minimum`` …"""


@dataclass(frozen=True, slots=True)
class BarSegment:
    """How many re-draws give a candidate one place."""

    label: str
    """``1st``, ``2nd`` …; ``below a minimum``."""
    count: int
    shade: int | None
    """5 for 1st, getting lighter; ``None`` (hatched) for below a minimum."""


@dataclass(frozen=True, slots=True)
class CertaintyBar:
    """One candidate's places over all re-draws; the counts add up to :attr:`CertaintyFigure.draws`."""

    candidate: Person
    segments: tuple[BarSegment, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class CertaintyFigure:
    """How sure the order is; no bars when there are fewer than three members or nobody is complete."""

    said: str
    draws: int
    bars: tuple[CertaintyBar, ...]
    axis: str
    """``re-draws of the panel, of 27``."""
    note: str
    """What a re-draw is, and what the words mean; stands under the merit order too."""


@dataclass(frozen=True, slots=True)
class SpreadLane:
    """One candidate's totals, the panel's and each member's."""

    candidate: Person
    total: float | None
    """Position on the axis; ``None`` when nothing is rated."""
    members: tuple[float | None, ...]
    """Positions, by member."""
    extent: str
    """``3.25–3.45``."""
    spoken: str


@dataclass(frozen=True, slots=True)
class SpreadFigure:
    """Where the members differ."""

    said: str
    lanes: tuple[SpreadLane, ...]
    axis_from: int
    axis_to: int
    axis_note: str
    """``The axis starts at 2.``"""


@dataclass(frozen=True, slots=True)
class OwnTotalRow:
    """A candidate's total from each member's scores alone."""

    candidate: Person
    members: tuple[str, ...]
    """By member; ``–`` where the member rated nothing."""
    values: tuple[float | None, ...]
    """The same as numbers rounded to two decimals, for a chart."""
    panel: str
    difference: str
    """Highest less lowest; ``–`` with fewer than two figures."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """How strict or generous a member was."""

    member: Person
    deviation: str
    """``+0.24`` against the panel's mean on the answers that all scored; ``–`` when there are none."""
    used: str
    """``1 to 4``."""
    spread: str
    """Standard deviation of the member's scores."""
    ratings: str
    """Scores given, ``29 of 30``."""
    remark: str
    """``Gave the same score throughout``; else empty."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One answer to "what would change the order"."""

    condition: str
    """``As it stands``, ``without P1``, ``median instead of mean`` …"""
    first: str
    first_changes: bool
    """Print :attr:`first` strong."""
    order_changes: bool
    order: str
    """``C03 3.40, C01 3.35, C02 3.18 (minimum met)``."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One figure of agreement, with its interval and what it means in plain words."""

    name: str
    """``ICC(C,3)``, ``ICC(1)`` …"""
    estimate: str
    interval: str
    """``0.13 to 0.99``; ``–`` where it cannot be worked out."""
    meaning: str


@dataclass(frozen=True, slots=True)
class QuestionAgreementRow:
    """How far the panel agrees on one question."""

    question: QuestionHead
    widest: str
    """Largest range of an answer's scores, ``2``; ``–`` when no answer has two scores."""
    mean_range: str
    """``0.80``."""
    exact: str
    """Answers that all gave the same score, ``2 of 5``."""
    within_one: str
    """Answers with scores one apart at most, ``4 of 5``."""


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """One part of the differences between totals."""

    what: str
    share: str
    """``71%``."""
    meaning: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Candidates who can be compared with each other and with nobody else."""

    members: str
    """``P1 and P2``."""
    candidates: str
    order: str
    """``1. C03 3.40, 2. C01 3.35; not placed: C02``."""


@dataclass(frozen=True, slots=True)
class PanelSection:
    """The panel: agreement, own totals, severity, what would change the order."""

    in_short: Said
    """The order they put candidates in, then the pairs of scores."""
    own_totals: tuple[OwnTotalRow, ...]
    panel_column: str
    """``All three``: head of the panel's column."""
    spread: SpreadFigure
    members: tuple[MemberRow, ...]
    members_note: str
    changes: tuple[ChangeRow, ...]
    """Empty with one member."""
    changes_note: str
    agreement: tuple[AgreementRow, ...]
    """All six forms, that of the record (C, k members) first, then Krippendorff's alpha, which also holds
    where ratings are missing; each only when it can be worked out."""
    questions: tuple[QuestionAgreementRow, ...]
    """In the order asked; empty with one member."""
    questions_note: str
    variance: tuple[VarianceRow, ...]
    """What the differences between totals are made of; empty when there are too few to judge."""
    variance_note: str
    """The coefficients and the doubt in a difference, or that there are too few; empty with one member."""
    groups: tuple[GroupRow, ...]
    """Empty when one order holds for everybody."""
    groups_note: str
    effective_weights: tuple[tuple[str, str, str], ...]
    """Competency, its share by weight, its share of the differences between totals; both in per cent."""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """What one member gave and wrote for one answer."""

    member: Person
    score: str
    """``3``, ``n/a``, ``none``, ``–``."""
    gave: str
    """``P1 gave 3.``, ``P3 left the score blank.``; only ``P3:`` where the member's scores do not count."""
    text: str
    """Evidence as written; may hold line breaks; may be empty. ``not counted (withdrawn).`` where the scores do not."""
    ticks: tuple[str, ...]
    """``+e1``, ``–i3``: the behaviours ticked."""


@dataclass(frozen=True, slots=True)
class HeardLine:
    """Behaviours that the same number of members heard."""

    count: str
    """``3 heard:``."""
    behaviours: tuple[str, ...]
    """Verbatim, led by ``+`` or ``–``; joined by ``; `` in print."""


@dataclass(frozen=True, slots=True)
class QuestionEvidence:
    """One candidate's answer to one question."""

    question: QuestionHead
    scores: tuple[str, ...]
    """By member."""
    apart: bool
    """``≠`` stands behind the scores."""
    figure: str
    """``mean 3.33``, ``median 3.00``, ``agreed 3``; ``not asked`` or ``not rated`` without one."""
    notes: tuple[EvidenceNote, ...]
    """By member."""
    heard: tuple[HeardLine, ...]
    agreed: Said
    """Strong ``Agreed 3.`` and the panel's reason; empty when nothing was agreed."""


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Everything about one candidate; in merit order."""

    candidate: Person
    place: str
    heat: HeatRow
    summary: tuple[Said, ...]
    """``Likely first:`` … ``All 3 minimums met.`` ``To discuss:`` …; print on one line, spaced."""
    evidence: tuple[QuestionEvidence, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """One candidate's answer in a table of all candidates' answers."""

    candidate: Person
    figure: str
    flags: tuple[str, ...]
    shade: int | None
    notes: tuple[EvidenceNote, ...]
    """By member."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One question with every candidate's evidence, in merit order."""

    question: QuestionHead
    heading: str
    """``Evidence side by side: question 4, Respecting diversity & equality``."""
    rows: tuple[SideRow, ...]
    heard: tuple[str, ...]
    """What each tick means: ``+e1 Respects people …``; only those that somebody ticked."""
    to_discuss: bool
    """True when a row of "Settle before you decide" is about this question: print these first or alone."""
    left_out: bool = False
    """True when the question was dropped for everyone."""


@dataclass(frozen=True, slots=True)
class DecisionField:
    """One box for the panel to write in."""

    key: str
    """``R.offer``."""
    label: str
    hint: str
    tall: bool
    """True where reasons are written at length (3.5 cm), else one line (0.8 cm)."""
    value: str = ""
    """What was recorded already; empty where people still write."""


@dataclass(frozen=True, slots=True)
class DecisionSection:
    """Decision and reasons, for people to fill in and sign; filled in once the decision is recorded."""

    lead: str
    recorded: bool
    """True when the panel's decision is in the ledger, and the boxes say it."""
    fields: tuple[DecisionField, ...]
    signatures: tuple[tuple[Person, bool], ...]
    """Each member, and whether they chair."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of how it was done."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A sheet that is not among those compared, and why."""

    candidate: Person
    member: Person
    why: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """The ratings of one answer as numbers, for the workbook."""

    candidate: Person
    question: QuestionHead
    scores: tuple[int | None, ...]
    marks: tuple[str, ...]
    """``scored``, ``not asked``, ``no answer``, ``blank``, ``no sheet``, ``not counted``."""
    agreed: int | None
    """The agreed score, whether or not the merit order rests on it."""
    value: Fraction | None
    competency: CompetencyHead


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One candidate's figures as exact numbers, for the workbook; in merit order."""

    candidate: Person
    competencies: tuple[Fraction | None, ...]
    total: Fraction | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The whole comparison."""

    title: str
    subtitle: str
    running_head: str
    """``Comparison · Housing Officer · HSG-2026-014``."""
    confidential: Said
    """Strong ``Confidential``, then what it is for."""
    running_foot: str
    """Plan, ledger, version, time; parts joined by `` · ``."""
    example: str
    """Said plainly at the top of every document when the ratings are invented; else empty."""
    blind: bool
    """True when candidates are references only."""
    in_short: tuple[Said, ...]
    candidates: tuple[Person, ...]
    """In merit order."""
    members: tuple[Member, ...]
    competencies: tuple[CompetencyHead, ...]
    questions: tuple[QuestionHead, ...]
    merit: tuple[MeritRow, ...]
    merit_note: str
    settle: tuple[SettleRow, ...]
    settle_note: str
    """Said in place of the table when nothing is open, else empty."""
    heat: HeatMap
    certainty: CertaintyFigure
    panel: PanelSection
    pages: tuple[CandidatePage, ...]
    side_by_side: tuple[SideBySide, ...]
    """Every question, in the order asked."""
    decision: DecisionSection
    record: tuple[RecordRow, ...]
    missing: tuple[MissingSheet, ...]
    combine: Literal["mean", "median"]
    agreed_basis: bool
    lowest: int
    highest: int
    """Ends of the rating scale."""
    overall_minimum: Fraction | None
    ratings: tuple[RatingRow, ...]
    figures: tuple[FigureRow, ...]
    made_at: str
    """``18 March 2026, 10.42``."""
    made_at_iso: str
    """``2026-03-18T10:42:00``, for document properties."""
