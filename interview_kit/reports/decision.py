"""Decision and reasons: boxes in which people write, or what they decided once it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview_kit.domain.english import day, listed, number
from interview_kit.domain.rulings import Decision
from interview_kit.reports.model import DecisionField, DecisionSection
from interview_kit.reports.panel import condition_text
from interview_kit.reports.rounding import gap
from interview_kit.reports.rulings import name_of
from interview_kit.reports.subject import Subject, clean
from interview_kit.scoring.nearness import Close, Closeness


def decision_section(subject: Subject) -> DecisionSection:
    """Return the boxes for the panel's decision and reasons, with what is recorded in them."""
    decision = subject.rulings.decision
    fields = _recorded(subject, decision) if decision else _blank(subject)
    lead = (
        "Scores support the decision; the panel makes it. Where two totals are equal or close, "
        "write down why one is placed above the other."
    )
    if decision:
        lead = (
            f"As the panel decided and HR recorded it on {day(decision.at.date())}. Scores supported the "
            "decision; the panel made it."
        )
    return DecisionSection(
        lead=lead,
        recorded=decision is not None,
        fields=tuple(fields),
        signatures=tuple((m.person, m.chair) for m in subject.members),
    )


def closeness_text(subject: Subject, pair: Close) -> str:
    """Return how two candidates stand to each other, and what makes their order unsure."""
    distance = "" if pair.distance is None else gap(abs(pair.distance))
    doubts = "; ".join(_doubts(subject, pair))
    near = f"{distance} apart, which was declared to be near"
    return {
        Closeness.UNPLACED: f"{pair.below} is appointable, and {pair.above} is not",
        Closeness.HIGHER: f"{pair.below} is {distance} ahead",
        Closeness.LEVEL: "their totals are level",
        Closeness.WITHIN_GAP: f"{near}; {doubts}" if doubts else near,
        Closeness.IN_DOUBT: f"{distance} apart, and the order of the two is not sure: {doubts}",
    }[pair.closeness]


def _doubts(subject: Subject, pair: Close) -> Iterable[str]:
    doubts = pair.doubts
    if doubts.members:
        few = "one member is" if doubts.members == 1 else f"{number(doubts.members)} members are"
        yield f"{few} too few to judge"
    if doubts.turned_by:
        how = [condition_text(subject, s) for s in doubts.turned_by]
        yield f"{pair.below} comes level or ahead {_with(how)}"
    if doubts.redraws:
        yield f"{pair.below} stands as high in {doubts.redraws:,} of {doubts.draws:,} re-draws"
    if doubts.falls:
        yield f"{pair.above} stands lower in {doubts.falls:,} of {doubts.draws:,}"


def _with(conditions: Sequence[str]) -> str:
    """Return ``without P2 or with the median instead of the mean``."""
    return listed([c if c.startswith("without ") else f"with {c}" for c in conditions], "or")


def reserve_text(subject: Subject, decision: Decision) -> str:
    """Return the reserve list with its last day; ``None`` in words when it is empty."""
    if not decision.reserve:
        return "none"
    names = [f"{at}. {name_of(subject, ref)}" for at, ref in enumerate(decision.reserve, start=1)]
    until = f"; the list ends on {day(decision.reserve_until)}" if decision.reserve_until else ""
    return f"{', '.join(names)}{until}"


def _blank(subject: Subject) -> Iterable[DecisionField]:
    until = day(subject.campaign.reserve_until)
    yield DecisionField("R.offer", "Offer to:", "one candidate, or nobody", tall=False)
    yield DecisionField(
        "R.reserve",
        "Reserve list, in order:",
        f"candidates; the list ends on {until} at the latest",
        tall=False,
    )
    placed = subject.comparison.order.placed
    if len(placed) > 1:
        above, below = placed[0].candidate, placed[1].candidate
        yield DecisionField(
            "R.close",
            f"Why {above} is placed above {below}, or {below} above {above} ({_apart(subject, above, below)}):",
            "evidence, not impressions",
            tall=True,
        )
    yield DecisionField(
        "R.other",
        "Other reasons:",
        "minimums, missing ratings, references, anything the panel relied on",
        tall=True,
    )


def _recorded(subject: Subject, decision: Decision) -> Iterable[DecisionField]:
    offer = listed([name_of(subject, ref) for ref in decision.appoint]) or "nobody"
    yield DecisionField("R.offer", "Offer to:", "", tall=False, value=offer)
    yield DecisionField(
        "R.reserve", "Reserve list, in order:", "", tall=False, value=reserve_text(subject, decision)
    )
    yield DecisionField("R.reasons", "Reasons:", "", tall=False, value=clean(decision.reason))
    for at, passed in enumerate(decision.passed_over, start=1):
        above = listed([name_of(subject, ref) for ref in passed.above])
        stand = "stands" if len(passed.above) == 1 else "stand"
        yield DecisionField(
            f"R.close{at}",
            f"Why {above} {stand} above {name_of(subject, passed.candidate)}{f' ({passed.how})' if passed.how else ''}:",
            "",
            tall=False,
            value=clean(passed.reason),
        )
    if decision.forced:
        yield DecisionField(
            "R.forced",
            "Why somebody is placed who is below a minimum or incomplete:",
            "",
            tall=False,
            value=clean(decision.forced),
        )
    yield DecisionField("R.other", "Other reasons:", "anything to add before signing", tall=True)


def _apart(subject: Subject, above: str, below: str) -> str:
    figures = subject.comparison.figures
    mine, theirs = figures[above].total, figures[below].total
    if mine is None or theirs is None:
        return "not both rated"
    return "level" if mine == theirs else f"{gap(mine - theirs)} apart"
