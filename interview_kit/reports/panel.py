"""The panel: own totals, who is strict or generous, what would change the order."""

from __future__ import annotations

import math
from fractions import Fraction

from interview_kit.domain.english import listed, number, upper_first
from interview_kit.domain.role import Combine
from interview_kit.reports.agreement_words import agreement_rows, panel_in_short
from interview_kit.reports.model import (
    ChangeRow,
    MemberRow,
    OwnTotalRow,
    PanelSection,
    SpreadFigure,
    SpreadLane,
)
from interview_kit.reports.panel_figures import (
    group_rows,
    groups_note,
    question_rows,
    questions_note,
    variance_note,
    variance_rows,
)
from interview_kit.reports.rounding import DASH, half_up, percent, position, show, show_float, signed
from interview_kit.reports.rulings import ORDER_NAMED
from interview_kit.reports.subject import Subject
from interview_kit.scoring.agreement import MemberProfile
from interview_kit.scoring.scenarios import Condition, Scenario

BOTH = 2


def panel_section(subject: Subject) -> PanelSection:
    """Return everything about the panel."""
    size = subject.panel_size
    return PanelSection(
        in_short=panel_in_short(subject),
        own_totals=tuple(_own(subject, ref) for ref in subject.order),
        panel_column={1: "Panel", BOTH: "Both"}.get(size, f"All {number(size)}")
        + (", before agreement" if _agreed(subject) else ""),
        spread=_spread(subject),
        members=tuple(_member(subject, p) for p in subject.comparison.members),
        members_note=_members_note(subject),
        changes=_changes(subject),
        changes_note=_changes_note(subject),
        agreement=agreement_rows(subject),
        questions=question_rows(subject),
        questions_note=questions_note(subject),
        variance=variance_rows(subject),
        variance_note=variance_note(subject),
        groups=group_rows(subject),
        groups_note=groups_note(subject),
        effective_weights=tuple(
            (subject.title_of[w.competency], percent(w.nominal), percent(w.effective))
            for w in subject.comparison.weights
        ),
    )


def _agreed(subject: Subject) -> bool:
    """Return whether the merit order rests on scores that took the place of individual ones."""
    return subject.agreed_basis and bool(subject.comparison.agreed)


def _own(subject: Subject, candidate: str) -> OwnTotalRow:
    own = [f.total for f in subject.comparison.own[candidate]]
    known = [t for t in own if t is not None]
    return OwnTotalRow(
        candidate=subject.person[candidate],
        members=tuple(show(t) for t in own),
        values=tuple(position(t) for t in own),
        panel=show(subject.comparison.individual[candidate].total),
        difference=show(max(known) - min(known)) if len(known) > 1 else DASH,
    )


def _spread(subject: Subject) -> SpreadFigure:
    lanes = []
    for ref in subject.order:
        own = [f.total for f in subject.comparison.own[ref]]
        known = [t for t in own if t is not None]
        extent = f"{show(min(known))}–{show(max(known))}" if known else DASH
        label = subject.person[ref].label
        texts = [f"{m.person.ref} {show(t)}" for m, t in zip(subject.members, own, strict=True)]
        total = subject.comparison.individual[ref].total
        spoken = f"{label}: panel {show(total)}; {listed(texts)}"
        lanes.append(
            SpreadLane(subject.person[ref], position(total), tuple(position(t) for t in own), extent, spoken)
        )
    scale = subject.plan.scale
    every = [v for lane in lanes for v in (*lane.members, lane.total) if v is not None]
    low = math.floor(min(every, default=scale.lowest))
    high = max(low + 1, math.ceil(max(every, default=scale.highest)))
    cut = "" if low == scale.lowest else f"The axis starts at {low}, not at {scale.lowest}."
    return SpreadFigure(_spread_said(subject), tuple(lanes), low, high, cut)


def _spread_said(subject: Subject) -> str:
    said = "Totals from each member’s scores alone."
    if _agreed(subject):
        said += " The panel’s, too, are from the scores before agreement; those of the merit order are from the agreed ones."
    deviations = _deviations(subject)
    if len(deviations) < BOTH:
        return said
    (most_generous, top), (_, second) = sorted(deviations.items(), key=lambda item: -item[1])[:BOTH]
    if top == second or half_up(top) == 0:
        return said
    more = {
        ref: own - panel
        for ref in subject.order
        if (own := subject.comparison.own_total(ref, most_generous)) is not None
        and (panel := subject.comparison.individual[ref].total) is not None
    }
    most = [ref for ref, value in more.items() if value == max(more.values())]
    to = f", most of all to {most[0]}" if len(most) == 1 and more[most[0]] > 0 else ""
    return f"{said} {most_generous} is the most generous{to}."


def _member(subject: Subject, profile: MemberProfile) -> MemberRow:
    person = next(m.person for m in subject.members if m.person.ref == profile.member)
    used = DASH
    if profile.lowest is not None:
        used = (
            str(profile.lowest)
            if profile.lowest == profile.highest
            else f"{profile.lowest} to {profile.highest}"
        )
    return MemberRow(
        member=person,
        deviation=signed(profile.deviation),
        used=used,
        spread=show_float(math.sqrt(profile.variance)) if profile.variance is not None else DASH,
        ratings=f"{profile.ratings} of {profile.expected}",
        remark="Gave the same score throughout" if profile.flat else "",
    )


def _members_note(subject: Subject) -> str:
    deviations = _deviations(subject)
    if not deviations:
        return "With one member, or without an answer that all scored, there is nothing to compare."
    note = f"Shown, not corrected; over the {subject.comparison.members[0].common} answers that every member scored."
    member, far = max(deviations.items(), key=lambda item: abs(item[1]))
    if half_up(far):
        way = "more" if far > 0 else "less"
        note += f" {member} gave {show(abs(far))} of a level {way} than the panel’s mean."
    return note


def _deviations(subject: Subject) -> dict[str, Fraction]:
    """Return each member's deviation from the panel, where it can be worked out."""
    return {p.member: p.deviation for p in subject.comparison.members if p.deviation is not None}


def _changes(subject: Subject) -> tuple[ChangeRow, ...]:
    found = subject.comparison.scenarios
    return tuple(_change(subject, s) for s in found) if len(found) > 1 else ()


def _change(subject: Subject, scenario: Scenario) -> ChangeRow:
    first = scenario.order.first
    return ChangeRow(
        condition=condition_text(subject, scenario),
        first=listed(first) if first else "nobody",
        first_changes=scenario.first_changes,
        order_changes=scenario.order_changes,
        order="; ".join([part for part in (_order(scenario), _dropped(scenario)) if part]),
    )


def condition_text(subject: Subject, scenario: Scenario) -> str:
    """Return what is done differently: ``without P2``, ``median instead of mean``."""
    mean = subject.comparison.rules.combine is Combine.MEAN
    return {
        Condition.AS_IT_STANDS: "As it stands",
        Condition.WITHOUT_MEMBER: f"without {scenario.member}",
        Condition.OTHER_AVERAGE: "median instead of mean" if mean else "mean instead of median",
        Condition.EQUAL_WEIGHTS: "equal weights",
        Condition.OTHER_BASIS: "individual scores" if subject.agreed_basis else "agreed scores",
        Condition.NOTHING_DROPPED: f"{listed(list(subject.rulings.reason_dropped))} counted",
        Condition.FIRST_RULES: "the rules first declared",
        Condition.NOBODY_WITHDRAWN: "the withdrawn scores counted",
    }[scenario.condition]


def _order(scenario: Scenario) -> str:
    """Return the order with totals; of many candidates only the first :data:`ORDER_NAMED`."""
    parts: list[str] = []
    places: list[int | None] = []
    for placing in scenario.order.placed[:ORDER_NAMED]:
        ref = placing.candidate
        remark = " (minimum met)" if ref in scenario.now_meet else ""
        remark = " (then complete)" if ref in scenario.now_complete else remark
        text = f"{ref} {show(scenario.totals[ref])}{remark}"
        if places and places[-1] == placing.place:
            parts[-1] += f" = {text}"
        else:
            parts.append(text)
        places.append(placing.place)
    more = len(scenario.order.placed) - ORDER_NAMED
    return ", ".join(parts) + (f" and {more} more" if more > 0 else "") or "nobody is placed"


def _dropped(scenario: Scenario) -> str:
    below = sorted(scenario.now_below)
    if len(below) > ORDER_NAMED:
        return f"{len(below)} that are placed now are below a minimum"
    return f"{listed(below)} below a minimum" if below else ""


def _changes_note(subject: Subject) -> str:
    found = subject.comparison.scenarios
    if len(found) < BOTH:
        return ""
    turning = [s for s in found if s.first_changes]
    if not turning:
        return "None of this changes who is first."
    return " ".join(_sentence(subject, s) for s in turning)


def _sentence(subject: Subject, scenario: Scenario) -> str:
    condition = condition_text(subject, scenario)
    first = scenario.order.first
    who = (
        f"{listed(first)} {'is' if len(first) == 1 else 'are level at'} first"
        if first
        else "nobody is placed"
    )
    opening = condition if scenario.condition is Condition.WITHOUT_MEMBER else f"with {condition}"
    return f"{upper_first(opening)}, {who}."
