"""The panel in finer figures: each question, what totals' differences are made of, who can be compared."""

from __future__ import annotations

from interview_kit.domain.english import counted, listed, number
from interview_kit.reports.model import GroupRow, QuestionAgreementRow, VarianceRow
from interview_kit.reports.rounding import DASH, percent, show, show_float
from interview_kit.reports.subject import Subject
from interview_kit.scoring.connection import GroupOrder
from interview_kit.scoring.variance import (
    ENOUGH_CANDIDATES,
    ENOUGH_MEMBERS,
    Components,
    difference_in_doubt,
)

TOO_FEW = "Too few to judge: it takes three members and three candidates whom they scored in full."
ENOUGH_ANSWERS = 3
"""Answers to each question before one question is said to divide the panel."""


def question_rows(subject: Subject) -> tuple[QuestionAgreementRow, ...]:
    """Return a row a question, in the order asked; empty with one member."""
    if subject.panel_size == 1:
        return ()
    return tuple(
        QuestionAgreementRow(
            question=subject.questions[q.question],
            widest=DASH if q.widest is None else str(q.widest),
            mean_range=show(q.mean_range),
            exact=f"{q.exact:,} of {q.answers:,}" if q.answers else DASH,
            within_one=f"{q.within_one:,} of {q.answers:,}" if q.answers else DASH,
        )
        for q in subject.comparison.questions
    )


def questions_note(subject: Subject) -> str:
    """Return which question divides the panel most; what the columns mean when none does."""
    if subject.panel_size == 1:
        return ""
    said = "Range: highest less lowest score for one answer; answers that two or more members scored."
    ranges = {
        q.question: q.mean_range
        for q in subject.comparison.questions
        if q.mean_range is not None and q.answers >= ENOUGH_ANSWERS
    }
    most = [key for key, value in ranges.items() if value == max(ranges.values())]
    if len(most) != 1 or len(ranges) == 1 or ranges[most[0]] < 1:
        return said
    return f"{said} The members differ most on {most[0]}: read its benchmarks together before settling its scores."


def variance_rows(subject: Subject) -> tuple[VarianceRow, ...]:
    """Return candidates', members' and the rest's share; empty when there are too few to judge."""
    found = _components(subject)
    shares = found.shares if found else None
    if shares is None:
        return ()
    return tuple(
        VarianceRow(what, percent(share), meaning)
        for (what, meaning), share in zip(
            (
                ("Candidates", "What the interviews are for."),
                ("Members", "How strict or generous each is throughout. It moves every candidate alike."),
                ("The rest", "Members who see one candidate differently, and chance."),
            ),
            shares,
            strict=True,
        )
    )


def variance_note(subject: Subject) -> str:
    """Return the coefficients and the doubt in a difference of totals, or that there are too few."""
    found = _components(subject)
    if subject.comparison.groups:
        return "Not worked out: the groups of candidates cannot be compared."
    if found is None:
        return TOO_FEW if subject.panel_size > 1 else ""
    if found.relative is None or found.absolute is None:
        return "The members’ totals do not differ at all."
    sem, doubt = found.relative_sem, difference_in_doubt(found.relative_sem)
    note = (
        f"From {counted(found.rows, 'candidate')} and {counted(found.columns, 'member')}{_other_than_icc(subject, found)}. "
        f"For the mean of the panel Eρ² is {show(found.relative)} (the order) and Φ {show(found.absolute)} (the level). "
    )
    if not sem:
        return (
            f"{note}The error of the order is estimated as nought. So few members and candidates can give that by "
            "chance: it does not prove that the order is sure."
        )
    return (
        f"{note}A total’s standard error is {show_float(sem)}: two totals less than {show_float(doubt)} apart "
        "may differ by chance (1.96 × SED). That states a doubt; it makes nobody equal."
    )


def _other_than_icc(subject: Subject, found: Components) -> str:
    """Return on how many candidates the ICC rests, where that is not as many; else nothing."""
    icc = subject.comparison.icc
    if icc is None or icc.candidates == found.rows:
        return ""
    return f" (the ICC: from the {icc.candidates} whom every member scored in full)"


def group_rows(subject: Subject) -> tuple[GroupRow, ...]:
    """Return an order for each group of candidates that no member joins to another; else nothing."""
    return tuple(
        GroupRow(listed(g.group.members), listed(g.group.candidates), _order(g))
        for g in subject.comparison.groups
    )


def groups_note(subject: Subject) -> str:
    """Return why there is no joint order; empty when there is one."""
    count = len(subject.comparison.groups)
    if not count:
        return ""
    return (
        f"The scores of {number(count)} groups of candidates cannot be compared: no member has scored in more "
        "than one. There is no joint order; each group has its own, by the members who scored it."
    )


def _order(found: GroupOrder) -> str:
    placed = [f"{p.place}. {p.candidate} {show(found.totals[p.candidate])}" for p in found.order.placed]
    others = [p.candidate for p in found.order.placings if p.place is None]
    left = f"not placed: {listed(others)}" if others else ""
    return "; ".join(part for part in (", ".join(placed), left) if part)


def _components(subject: Subject) -> Components | None:
    found = subject.comparison.components
    if found is None or subject.comparison.groups:
        return None
    return found if found.columns >= ENOUGH_MEMBERS and found.rows >= ENOUGH_CANDIDATES else None
