"""What people ruled on the way, in words: the lines on the first page, and the record's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from interview_kit.domain.english import day, first_few, listed, moment, number, place_word, upper_first
from interview_kit.domain.rulings import Decision, Effect, RulesChange, Who, Withdrawal
from interview_kit.reports.model import Said
from interview_kit.reports.rounding import show
from interview_kit.reports.rule_words import rule_differences
from interview_kit.reports.subject import Subject, clean
from interview_kit.scoring.figures import CandidateFigures
from interview_kit.scoring.merit import MeritOrder
from interview_kit.scoring.scenarios import Condition, Scenario

ORDER_NAMED = 12
"""Candidates named where the order under another condition is told; of the others, how many."""
SPELLED_OUT = 2
"""Up to so many rules changed are named on the first page."""


_IF_COUNTED = "if the withdrawn scores counted"


def decided(subject: Subject) -> tuple[Said, ...]:
    """Return the decision that stands, and whether the figures are still those it rests on."""
    decision = subject.rulings.decision
    if decision is None:
        return ()
    lines = [Said(f"The panel decided on {day(decision.at.date())}:", f"{_decision(subject, decision)}.")]
    moved = moved_since(
        decision, subject.comparison.order, subject.comparison.figures, subject.rulings.withdrawn_refs
    )
    if moved:
        lines.append(Said("The figures have changed since the decision:", f"{moved}."))
    return tuple(lines)


def ruled(subject: Subject) -> tuple[Said, ...]:
    """Return the lines on rules changed, questions left out, and sheets that came after scores were shown."""
    rulings = subject.rulings
    lines = []
    if rulings.changes:
        count = "" if len(rulings.changes) == 1 else f" {len(rulings.changes)} times"
        lines.append(
            Said(
                f"The scoring rules were changed{count} after sheets were out:",
                f"{_since(subject)}. {_compared(subject, Condition.FIRST_RULES, 'under the rules first declared')}",
            )
        )
    if rulings.dropped:
        left = listed([d.question for d in rulings.dropped])
        verb, they = ("counts", "it") if len(rulings.dropped) == 1 else ("count", "they")
        lines.append(
            Said(
                f"{left} {verb} for nobody:",
                f"left out for everyone, with a reason. {_compared(subject, Condition.NOTHING_DROPPED, f'if {they} counted')}",
            )
        )
    lines += _withdrawn_lines(subject)
    if rulings.late:
        lines.append(Said("Scored after scores were shown:", f"{_late_names(subject)}."))
    return tuple(lines)


def ruling_rows(subject: Subject) -> Iterable[tuple[str, str]]:
    """Yield what was ruled for the record, each with when and why."""
    for change in subject.rulings.changes:
        yield "Rules changed", _change(subject, change)
    if subject.rulings.changes:
        told = _compared(subject, Condition.FIRST_RULES, "under the rules first declared")
        yield "Under first rules", told
    for dropped in subject.rulings.dropped:
        head = subject.questions[dropped.question]
        yield (
            f"{head.key} left out",
            (
                f"For everyone, on {moment(dropped.at)}. Reason: {_ended(dropped.reason)} {_lost(subject, head.key)} "
                "Its scores and evidence are kept and printed; they count nowhere."
            ),
        )
    if subject.rulings.dropped:
        left = listed([d.question for d in subject.rulings.dropped])
        them = "it" if len(subject.rulings.dropped) == 1 else "them"
        yield (
            f"With {them} counted",
            _compared(subject, Condition.NOTHING_DROPPED, f"if {left} counted"),
        )
    for restored in subject.rulings.restored:
        yield (
            f"{restored.dropped.question} counts again",
            (
                f"Left out for everyone on {moment(restored.dropped.at)}. Reason: {_ended(restored.dropped.reason)} "
                f"Let in again on {moment(restored.at)}. Reason: {clean(restored.reason)}"
            ),
        )
    yield from _withdrawal_rows(subject)
    for renamed in subject.rulings.renamed:
        yield (
            f"Name of {renamed.ref}",
            (
                f"“{clean(renamed.after)}” is the same {renamed.who.value} as “{clean(renamed.before)}”, recorded on "
                f"{moment(renamed.at)}. Reason: {clean(renamed.reason)}"
            ),
        )
    for late in subject.rulings.late:
        yield (
            "Scores shown",
            (
                f"{late.member} scored {late.candidate}, or part of it, after the other members’ scores had been put "
                f"together ({late.where}, {moment(late.shown_at)})."
            ),
        )
    for decision in subject.rulings.decisions[:-1]:
        yield (
            "Earlier decision",
            f"{moment(decision.at)}: {_decision(subject, decision)}. {clean(decision.reason)}",
        )


def moved_since(
    decision: Decision,
    order: MeritOrder,
    figures: Mapping[str, CandidateFigures],
    withdrawn: Collection[str],
) -> str:
    """Return whose total as printed, place or outcome is another than when the panel decided; empty when nobody's is.

    ``order`` and ``figures``, by candidate, are those that hold now; ``withdrawn`` has refs.
    """
    then = {r.candidate: r for r in decision.results}
    placings = order.placings
    both = then.keys() & {p.candidate for p in placings}
    was = _standing({ref: then[ref].place for ref in both})
    stands = _standing({p.candidate: p.place for p in placings if p.candidate in both})
    moved = []
    for now in placings:
        ref, before = now.candidate, then.get(now.candidate)
        total = figures[ref].total
        if before is None:
            moved.append(f"{ref} is new")
            continue
        outcomes = (before.outcome, now.outcome.value)
        places = (_placed(was[ref]), _placed(stands[ref]))
        changes = ((show(before.total), show(total)), outcomes if outcomes[0] != outcomes[1] else places)
        seen = [f"{old} then, {new} now" for old, new in changes if old != new]
        if seen:
            moved.append(f"{ref} {', and '.join(seen)}")
    gone = [ref for ref in then if ref not in figures]
    left = [f"{ref} {'has withdrawn' if ref in withdrawn else 'is no longer a candidate'}" for ref in gone]
    return "; ".join([*moved, *left])


def _placed(place: int | None) -> str:
    return "not placed" if place is None else place_word(place)


def _standing(places: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return places among those named only: somebody who has gone moves nobody up."""
    taken = [place for place in places.values() if place is not None]
    return {
        ref: None if place is None else 1 + sum(other < place for other in taken)
        for ref, place in places.items()
    }


def _decision(subject: Subject, decision: Decision) -> str:
    offer = listed([name_of(subject, ref) for ref in decision.appoint])
    parts = [f"offer to {offer}" if offer else "nobody is appointed"]
    if decision.reserve:
        until = f", until {day(decision.reserve_until)}" if decision.reserve_until else ""
        parts.append(f"reserve list {', '.join(decision.reserve)}{until}")
    return "; ".join(parts)


def name_of(subject: Subject, ref: str) -> str:
    """Return ``C03 Amara Osei``; the ref alone of somebody who is no longer on any list."""
    return subject.called.get(ref, ref)


def _withdrawn_lines(subject: Subject) -> Iterable[Said]:
    """Yield who was withdrawn, and what the order would be if the withdrawn scores counted."""
    withdrawn = subject.rulings.withdrawn
    if not withdrawn:
        return
    parts = [
        f"{name_of(subject, w.ref)}{f', on {w.on} only' if w.on else ''} ({clean(w.reason).rstrip(' .')})"
        for w in withdrawn
    ]
    told = "No scores were set aside."
    if subject.absent.everybody is not None:
        told = _compared(subject, Condition.NOBODY_WITHDRAWN, _IF_COUNTED)
    yield Said("Withdrawn:", f"{'; '.join(parts)}. {told}")


def _withdrawal_rows(subject: Subject) -> Iterable[tuple[str, str]]:
    for ruling in subject.rulings.withdrawals:
        yield _withdrawal(subject, ruling)
    if subject.absent.everybody is not None:
        yield "With their scores", _compared(subject, Condition.NOBODY_WITHDRAWN, _IF_COUNTED)


def _withdrawal(subject: Subject, ruling: Withdrawal) -> tuple[str, str]:
    """Return one ruling on who takes part, for the record."""
    name = name_of(subject, ruling.ref)
    whose = f"{name}’s scores on {ruling.on}" if ruling.on else name
    said = {
        (Effect.WITHDRAWN, False): "withdrawn",
        (Effect.WITHDRAWN, True): "do not count",
        (Effect.STANDS, True): "stand",
        (Effect.RESTORED, False): "takes part again",
        (Effect.RESTORED, True): "count again"
        if subject.rulings.effect_before(ruling) is Effect.WITHDRAWN
        else "count as before, the ruling that they stand being taken back",
    }[ruling.effect, bool(ruling.on)]
    kept = ""
    if ruling.effect is Effect.WITHDRAWN and not ruling.on:
        kept = (
            " Not placed; scores received are kept."
            if ruling.who is Who.CANDIDATE
            else " Scores received are kept; they do not count."
        )
    heading = f"{ruling.ref} on {ruling.on}" if ruling.on else ruling.ref
    return heading, f"{whose}: {said}, recorded on {moment(ruling.at)}. Reason: {_ended(ruling.reason)}{kept}"


def _since(subject: Subject) -> str:
    """Return what is another rule now than at first."""
    changes = subject.rulings.changes
    differences = rule_differences(changes[0].before, changes[-1].after, subject.title_of)
    if len(differences) > SPELLED_OUT:
        return f"{number(len(differences))} of them, each in the record"
    return "; ".join(differences) or "the rules in force are those first declared again"


def _change(subject: Subject, change: RulesChange) -> str:
    differences = "; ".join(rule_differences(change.before, change.after, subject.title_of))
    return f"{moment(change.at)}, after sheets were out: {differences}. Reason: {clean(change.reason)}"


def _compared(subject: Subject, condition: Condition, words: str) -> str:
    """Return what the order would be under a condition."""
    scenario = next((s for s in subject.comparison.scenarios if s.condition is condition), None)
    opening = upper_first(words)
    if scenario is None:
        return f"{opening}, the order would be the same."
    if not scenario.order_changes:
        return f"{opening}, everybody’s place would be the same: {_order(scenario)}."
    who = "" if scenario.first_changes else " First place would be the same."
    return f"{opening}, the order would be: {_order(scenario)}.{who}"


def _order(scenario: Scenario) -> str:
    placed = [f"{p.candidate} {show(scenario.totals[p.candidate])}" for p in scenario.order.placed]
    return first_few(placed, ORDER_NAMED) or "nobody is placed"


def _late_names(subject: Subject) -> str:
    named: dict[str, list[str]] = {}
    for late in subject.rulings.late:
        named.setdefault(late.member, []).append(late.candidate)
    return listed([f"{member} on {listed(refs)}" for member, refs in named.items()])


def _ended(text: str) -> str:
    """Return what a person wrote, with a full stop where another sentence follows."""
    said = clean(text).rstrip()
    return said if said.endswith((".", "!", "?", "”", '"')) else f"{said}."


def _lost(subject: Subject, key: str) -> str:
    """Return which effective behaviours no question draws out without this one."""
    left = {(q.competency, e.id) for q in subject.counted.questions for e in q.effective}
    question = subject.plan.question_by_key[key]
    lost = [clean(e.text).rstrip(".") for e in question.effective if (question.competency, e.id) not in left]
    if not lost:
        return "Every behaviour that it drew out is drawn out by another question."
    return f"No longer drawn out: {'; '.join(lost)}."
