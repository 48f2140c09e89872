"""The few lines that say it all: who leads, what makes it unsafe, who cannot be placed and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from interview_kit.domain.english import counted, first_few, listed
from interview_kit.reports.merit_rows import certainty_text, minimum_text
from interview_kit.reports.model import Said
from interview_kit.reports.panel_figures import groups_note
from interview_kit.reports.rounding import gap, show
from interview_kit.reports.rulings import ORDER_NAMED, decided, ruled
from interview_kit.reports.subject import Subject
from interview_kit.reports.tie_rules import tie_rule_text
from interview_kit.scoring.certainty import Sureness
from interview_kit.scoring.merit import Missed, Outcome, Placing
from interview_kit.scoring.scenarios import Condition

ONE_BY_ONE = 3
"""Up to so many candidates get a line each; more are named in one line."""


def in_short(subject: Subject) -> tuple[Said, ...]:
    """Return the lines, most important first."""
    placings = subject.comparison.order.placings
    below = [p for p in placings if p.outcome is Outcome.BELOW_MINIMUM]
    incomplete = [p for p in placings if p.outcome is Outcome.INCOMPLETE]
    return (
        *decided(subject),
        _lead(subject),
        *_each(subject, below, _below, "are below a minimum."),
        *_each(subject, incomplete, _incomplete, "cannot be placed yet: ratings are missing."),
        *_basis(subject),
        *ruled(subject),
        *_panel(subject),
        *_interests(subject),
    )


def _lead(subject: Subject) -> Said:
    order, figures = subject.comparison.order, subject.comparison.figures
    placed = order.placed
    if not placed:
        return Said("Nobody can be placed.", groups_note(subject))
    first = placed[0]
    total = show(figures[first.candidate].total)
    names = [subject.person[c].label for c in order.first]
    if len(names) > 1:
        strong = f"The scores put {listed(names)} level at first ({total})."
        return Said(strong, "The scores do not part them: the panel decides, and records why.")
    strong = f"The scores put {names[0]} first ({total})"
    if len(placed) == 1:
        return _safe(subject, first, f"{strong}; nobody else is placed.")
    second = placed[1]
    behind = [p for p in placed if p.place == second.place]
    others = listed([subject.person[p.candidate].label for p in behind])
    mine, theirs = figures[first.candidate].total, figures[second.candidate].total
    parted = next((p for p in subject.comparison.order.parted if p.above == first.candidate), None)
    if parted:
        rule = tie_rule_text(parted.rule)
        values = f"{show(parted.above_value)} against {show(parted.below_value)}"
        return _safe(
            subject, first, f"{strong}, level with {others}; a declared rule parts them ({rule}: {values})."
        )
    ahead = gap(mine - theirs) if mine is not None and theirs is not None else ""
    return _safe(subject, first, f"{strong}, {ahead} ahead of {others} ({show(theirs)}).")


def _safe(subject: Subject, first: Placing, strong: str) -> Said:
    """Return the lead with what makes it unsafe, or how sure it is."""
    turning = [
        s
        for s in subject.comparison.scenarios
        if s.condition is Condition.WITHOUT_MEMBER and s.first_changes and s.member
    ]
    if turning:
        parts = [f"without {s.member}’s scores {_would_be(s.order.first, first.candidate)}" for s in turning]
        return Said(f"{strong} The lead is not safe:", f"{listed(parts)}.")
    said = certainty_text(subject, first, leading=True)
    word = subject.comparison.certainty.sureness(first.candidate, 1)
    if word is None:
        return Said(strong)
    adverb = {Sureness.FIRM: "The lead is firm:", Sureness.LIKELY: "The lead is likely to hold:"}
    return Said(strong, f"{adverb.get(word, 'The lead is open:')} {said.rest[:1].lower()}{said.rest[1:]}.")


def _would_be(first: Sequence[str], leader: str) -> str:
    if not first:
        return "nobody would be placed"
    if len(first) == 1:
        return f"{first[0]} would be first"
    others = [c for c in first if c != leader]
    return (
        f"{listed(others)} would be level with {leader}"
        if leader in first
        else f"{listed(first)} would be first"
    )


def _each(
    subject: Subject, placings: Sequence[Placing], one: Callable[[Subject, Placing], Said], many: str
) -> tuple[Said, ...]:
    if len(placings) <= ONE_BY_ONE:
        return tuple(one(subject, p) for p in placings)
    refs = [p.candidate for p in placings]
    if len(refs) > ORDER_NAMED:
        return (
            Said(
                f"{len(refs)} of {len(subject.order)} candidates {many}",
                "Which they are stands in the merit order.",
            ),
        )
    return (Said(f"{listed(refs)} {many}"),)


def _below(subject: Subject, placing: Placing) -> Said:
    reasons = "; ".join(minimum_text(subject, m) for m in placing.missed)
    what = "a minimum" if len(placing.missed) == 1 else "two or more minimums"
    rest = f"{reasons}."
    if _rests_on_a_disagreement(subject, placing.candidate, placing.missed):
        rest += " It rests on one question that the members saw differently."
    return Said(f"{subject.person[placing.candidate].label} is below {what}:", rest)


def _rests_on_a_disagreement(subject: Subject, candidate: str, missed: Sequence[Missed]) -> bool:
    competencies = {m.competency for m in missed}
    turning = [
        p
        for p in subject.comparison.open_points
        if p.candidate == candidate and p.question and p.turns.outcome
        if subject.questions[p.question].competency in competencies
    ]
    return len(turning) == 1


def _incomplete(subject: Subject, placing: Placing) -> Said:
    figures = subject.comparison.figures[placing.candidate]
    ratings = counted(figures.expected, "rating")
    verb = "is" if figures.received == 1 else "are"
    return Said(
        f"{subject.person[placing.candidate].label} cannot be placed yet:",
        f"{figures.received} of {ratings} {verb} in.",
    )


def _basis(subject: Subject) -> tuple[Said, ...]:
    other = next((s for s in subject.comparison.scenarios if s.condition is Condition.OTHER_BASIS), None)
    if other is None or not other.order_changes:
        return ()
    which = "individual" if subject.agreed_basis else "agreed"
    placed = [p.candidate for p in other.order.placed]
    order = first_few(placed, ORDER_NAMED) or "nobody is placed"
    return (Said(f"The {which} scores would give another order:", f"{order}."),)


def _panel(subject: Subject) -> tuple[Said, ...]:
    if subject.panel_size == 1:
        return (Said("", "One member scored: how sure the order is cannot be judged."),)
    if subject.panel_size == 2:  # noqa: PLR2004 - the glossary's "two are too few to judge"
        return (Said("", "Two members are too few to judge how sure the order is."),)
    return ()


def _interests(subject: Subject) -> tuple[Said, ...]:
    ruled = subject.rulings.let_stand
    declared = [
        f"{s.member} in {s.candidate}" + (" (ruled to count)" if (s.candidate, s.member) in ruled else "")
        for s in subject.sheets
        if s.interest
    ]
    return (Said("An interest was declared:", f"{listed(declared)}."),) if declared else ()
