"""How far the members agree, in figures and in plain words."""

from __future__ import annotations

from interview_kit.domain.english import number, upper_first
from interview_kit.reports.model import AgreementRow, Said
from interview_kit.reports.rounding import DASH, show_float
from interview_kit.reports.subject import Subject
from interview_kit.scoring.icc import Icc, IccForms

TOO_FEW = 2
"""Members who are too few to judge."""
SAME_ORDER, SIMILAR_ORDER = 0.75, 0.5
"""From these estimates on the members' orders are called much the same, and similar. Our own words:
Shrout and Fleiss give none."""
ALPHA = "Krippendorff’s α"
WIDE = 0.5
"""An interval at least this wide says little."""


def panel_in_short(subject: Subject) -> Said:
    """Return what can be said of the members' agreement, then the pairs of scores."""
    pairs = subject.comparison.pairs
    if not pairs.total:
        return Said(_strong(subject))
    apart = "two apart" if pairs.widest <= TOO_FEW else "two or more apart"
    rest = (
        f"Of {pairs.total:,} pairs of scores for the same answer, {pairs.equal:,} are equal, "
        f"{pairs.one_apart:,} are one apart and {pairs.two_or_more:,} are {apart}."
    )
    return Said(_strong(subject), rest)


def agreement_text(subject: Subject) -> str:
    """Return the line of the record on agreement."""
    forms = subject.comparison.icc
    if forms is None or forms.consistency_k.estimate is None:
        missing = (
            "Not worked out: it takes two members and two candidates with every rating, and differences."
        )
        alpha = subject.comparison.alpha
        if alpha is None:
            return missing
        return f"{missing} {ALPHA} of the {alpha.scores:,} single scores is {show_float(alpha.estimate)}."
    icc = forms.consistency_k
    text = f"ICC(C,{forms.members}) of the members’ totals {show_float(icc.estimate)}"
    if icc.low is not None:
        text += f", 95% interval {_interval(icc)}"
    return f"{text}: {_judged(subject, icc)}"


def agreement_rows(subject: Subject) -> tuple[AgreementRow, ...]:
    """Return all six forms and alpha with what each says; what cannot be worked out is left out."""
    forms = subject.comparison.icc
    return (*(_icc_rows(forms) if forms else ()), *_alpha_row(subject))


def _alpha_row(subject: Subject) -> tuple[AgreementRow, ...]:
    alpha = subject.comparison.alpha
    if alpha is None:
        return ()
    meaning = (
        f"Agreement on single scores ({alpha.scores:,}, for {alpha.answers:,} answers), also where some are "
        "missing: 1 is full, 0 is no better than by lot."
    )
    return (AgreementRow(ALPHA, show_float(alpha.estimate), DASH, meaning),)


def _icc_rows(forms: IccForms) -> tuple[AgreementRow, ...]:
    k = forms.members
    all_k = f"the mean of these {number(k)} members"
    rows = (
        (f"ICC(C,{k})", forms.consistency_k, f"How far {all_k} puts candidates in an order that would last."),
        (f"ICC(A,{k})", forms.agreement_k, f"How far the level of {all_k} would last, as a minimum needs."),
        (f"ICC(1,{k})", forms.one_way_k, "The same, had every candidate been seen by other members."),
        ("ICC(C,1)", forms.consistency, "How far one such member’s order would last."),
        ("ICC(A,1)", forms.agreement, "How far the level of one such member’s scores would last."),
        ("ICC(1,1)", forms.one_way, "The same, had every candidate been seen by another member."),
    )
    return tuple(AgreementRow(n, show_float(i.estimate), _interval(i), m) for n, i, m in rows)


def _interval(icc: Icc) -> str:
    return DASH if icc.low is None else f"{show_float(icc.low)} to {show_float(icc.high)}"


def _judged(subject: Subject, icc: Icc) -> str:
    forms = subject.comparison.icc
    many = (
        f"with {number(forms.candidates)} complete candidates and {number(forms.members)} members"
        if forms
        else ""
    )
    if icc.low is None or icc.high is None:
        return f"{many} no interval can be given."
    if icc.high - icc.low >= WIDE or subject.panel_size <= TOO_FEW:
        return f"{many} this says little."
    return f"{many} the order {'would mostly last' if icc.low >= SIMILAR_ORDER else 'is in doubt'}."


def _strong(subject: Subject) -> str:
    size = subject.panel_size
    if size == 1:
        return "One member scored: agreement cannot be judged."
    if size == TOO_FEW:
        return "Two members are too few to judge how well they agree."
    icc = subject.comparison.icc.consistency_k if subject.comparison.icc else None
    if icc is None or icc.estimate is None:
        return "Too few candidates have every rating to compare the members’ orders."
    order = (
        "much the same order"
        if icc.estimate >= SAME_ORDER
        else "a similar order"
        if icc.estimate >= SIMILAR_ORDER
        else "different orders"
    )
    verdict = f"The members put the candidates in {order}"
    unsure = icc.low is None or icc.low < SIMILAR_ORDER <= icc.estimate
    doubt = f", but {number(size)} members are too few to be sure" if unsure else ""
    return upper_first(f"{verdict}{doubt}.")
