"""How it was done, what it rests on, and the boxes in which people decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from interview_kit.reports.agreement_words import agreement_text
from interview_kit.reports.merit_rows import certainty_note
from interview_kit.reports.model import DecisionField, DecisionSection, MissingSheet, RecordRow
from interview_kit.reports.rounding import counted, day, gap, listed, show
from interview_kit.reports.subject import Subject, clean, score_text
from interview_kit.reports.tie_rules import tie_rule_text


def missing_sheets(subject: Subject) -> tuple[MissingSheet, ...]:
    """Return the sheets that are not among those compared."""
    return tuple(
        MissingSheet(person, m.person, clean(subject.missing.get((ref, m.person.ref), "not received")))
        for ref, person in subject.person.items()
        for m in subject.members
        if (ref, m.person.ref) not in subject.sheet
    )


def decision_section(subject: Subject) -> DecisionSection:
    """Return the boxes for the panel's decision and reasons."""
    fields = [
        DecisionField("R.offer", "Offer to:", "one candidate, or nobody", tall=False),
        DecisionField(
            "R.reserve",
            "Reserve list, in order:",
            "candidates, and the date on which the list ends",
            tall=False,
        ),
        *_close(subject),
        DecisionField(
            "R.other",
            "Other reasons:",
            "minimums, missing ratings, references, anything the panel relied on",
            tall=True,
        ),
    ]
    return DecisionSection(
        lead="Scores support the decision; the panel makes it. Where two totals are equal or close, "
        "write down why one is placed above the other.",
        fields=tuple(fields),
        signatures=tuple((m.person, m.chair) for m in subject.members),
    )


def record_rows(subject: Subject, *, ledger_head: str, kit_version: str) -> tuple[RecordRow, ...]:
    """Return how it was done, line by line."""
    return tuple(
        RecordRow(what, how)
        for what, how in (
            ("Total", _total(subject)),
            ("Basis", _basis(subject)),
            ("Minimums", _minimums(subject)),
            ("Equal totals", _ties(subject)),
            (
                "Missing ratings",
                "A total with a missing rating is incomplete and is not placed. A blank is never a zero.",
            ),
            ("Agreement", agreement_text(subject)),
            ("Certainty", certainty_note(subject) or "Not worked out: it takes three members."),
            *_agreed(subject),
            ("Sheets", _sheets(subject)),
            ("Scored alone", _alone(subject)),
            ("Interests", _interests(subject)),
            ("Rules", _rules(subject)),
            ("Questions", _questions(subject)),
            ("Plan", f"{subject.plan.mark}; fingerprint {subject.plan.fingerprint}"),
            ("Ledger", f"head {ledger_head}"),
            (
                "Made with",
                f"interview-kit {kit_version}; the plan with interview-kit {subject.plan.kit_version}",
            ),
        )
    )


def _close(subject: Subject) -> Iterable[DecisionField]:
    placed = subject.comparison.order.placed
    if len(placed) < 2:  # noqa: PLR2004 - it takes two to be close
        return
    above, below = placed[0].candidate, placed[1].candidate
    figures = subject.comparison.figures
    mine, theirs = figures[above].total, figures[below].total
    distance = mine - theirs if mine is not None and theirs is not None else None
    how = "level" if distance == 0 else f"{gap(distance)} apart" if distance is not None else ""
    yield DecisionField(
        "R.close",
        f"Why {above} is placed above {below}, or {below} above {above} ({how}):",
        "evidence, not impressions",
        tall=True,
    )


def _total(subject: Subject) -> str:
    average = subject.average.capitalize()
    return (
        f"{average} over members, then mean over the questions of a competency, then over competencies by "
        "weight. Exact fractions, rounded half up on print."
    )


def _basis(subject: Subject) -> str:
    if subject.agreed_basis:
        return "Agreed scores where the panel agreed one, individual scores elsewhere; the individual scores are kept."
    return "Individual scores as first received."


def _minimums(subject: Subject) -> str:
    parts = [f"{c.minimum} in {c.title}" for c in subject.competencies if c.minimum]
    overall = subject.plan.role.scoring.overall_minimum
    if overall is not None:
        parts.append(f"{show(overall)} in total")
    return f"{listed(parts)}. Checked before the total." if parts else "None are set."


def _ties(subject: Subject) -> str:
    rules = [tie_rule_text(r) for r in subject.plan.role.scoring.tie_rules]
    text = (
        f"Parted, as declared, by {'; then '.join(rules)}."
        if rules
        else "Shown as equal; no rule parts them."
    )
    used = [
        f"{p.above} above {p.below} by {tie_rule_text(p.rule)} ({show(p.above_value)} against {show(p.below_value)})"
        for p in subject.comparison.order.parted
    ]
    return " ".join([text, *(f"{u}." for u in used)])


def _agreed(subject: Subject) -> Iterable[tuple[str, str]]:
    for item in subject.agreed:
        scores = ", ".join(
            score_text(c) for c in subject.comparison.grid.cells[item.candidate, item.question]
        )
        result = "referred without a score" if item.score is None else f"agreed {item.score}"
        yield (
            f"{item.candidate} {item.question}",
            f"{result}; individual scores {scores}. Reason: {clean(item.reason)}",
        )


def _sheets(subject: Subject) -> str:
    expected = len(subject.candidates) * subject.panel_size
    text = f"{len(subject.sheets)} of {counted(expected, 'sheet')} are in."
    lost = [f"{m.member.ref} on {m.candidate.ref} ({m.why})" for m in missing_sheets(subject)]
    return f"{text} Missing: {listed(lost)}." if lost else text


def _alone(subject: Subject) -> str:
    open_ = [f"{s.member} on {s.candidate}" for s in subject.sheets if not s.scored_alone]
    return f"Not confirmed by {listed(open_)}." if open_ else "Confirmed on every sheet that is in."


def _interests(subject: Subject) -> str:
    declared = [f"{s.member} in {s.candidate}" for s in subject.sheets if s.interest]
    unsaid = [f"{s.member} on {s.candidate}" for s in subject.sheets if s.interest is None]
    parts = [f"Declared by {listed(declared)}." if declared else "None declared."]
    if unsaid:
        parts.append(f"Not answered by {listed(unsaid)}.")
    return " ".join(parts)


def _rules(subject: Subject) -> str:
    sign_off = subject.plan.role.sign_off
    frozen = "The plan’s fingerprint covers them: a change since would show."
    if sign_off is None:
        return f"Frozen with the plan; nobody has signed them off. {frozen}"
    on = dt.date.fromisoformat(sign_off.on)
    before = ", before the interviews" if on < subject.campaign.dates.interviews_from else ""
    return f"Fixed in the role profile on {day(on)} by {clean(sign_off.by)}{before}. {frozen}"


def _questions(subject: Subject) -> str:
    return (
        "; ".join(f"{q.key} {q.question.id}, version {q.question.version}" for q in subject.plan.questions)
        + "."
    )
