"""What a person is told of the data held about them: the overview of a subject access bundle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from interview_kit.domain.english import clock, counted, day, moment
from interview_kit.domain.mentions import Hidden, Mentions
from interview_kit.domain.rulings import NO_RULINGS, Decision, Effect, Rulings, Withdrawal
from interview_kit.errors import KitError
from interview_kit.kit.access_scores import Held, scores_section
from interview_kit.kit.deciding import compared
from interview_kit.kit.feedback import outcome_of
from interview_kit.ledger.trail import THE_PANEL
from interview_kit.reports.feedback_words import Outcome
from interview_kit.reports.paper import Paper, Section, Table
from interview_kit.reports.rounding import show

RULED = "What was ruled on the way"
EXAMPLE = "Example: the people and the ratings in this campaign are invented."


class _Mask:
    """Masks texts and counts how often that changed one."""

    def __init__(self, hidden: Mentions) -> None:
        self._hidden = hidden
        self.count = 0

    def __call__(self, text: str) -> str:
        masked = self._hidden.masked(text)
        self.count += masked != text
        return masked


def access_paper(held: Held, *, now: dt.datetime, kit_version: str) -> tuple[Paper, int]:
    """Return the overview, and how many texts had somebody in them who was masked."""
    mask = _Mask(held.hidden)
    campaign, plan = held.opened.campaign, held.planned.plan if held.planned else None
    sections = (
        Section("What we hold, and why", (), (_kinds(held),)),
        _entry(held, mask),
        scores_section(held, mask),
        *_figures(held),
        *_agreed(held, mask),
        _decision(held, mask),
        *_rulings(held, mask),
        _trail(held, mask),
        _files(held),
    )
    title = campaign.title or (plan.role.title if plan else campaign.reference)
    return (
        Paper(
            title="What we hold about you",
            subtitle=f"{held.candidate.name} · {title} · {campaign.organisation}",
            running_head=f"{campaign.reference} · {held.candidate.ref}",
            confidential="In confidence",
            in_short=(
                f"This is what {campaign.organisation} holds about you from the interviews for {title}.",
                (
                    "Where somebody else was named, [another candidate] or a role such as [Panel member 2] stands in their "
                    "place. Nothing that was written about you was changed or left out."
                ),
                (
                    f"We keep it until {day(campaign.kept_until)}, then erase it. For anything that is wrong or unclear, "
                    f"write to {campaign.contact.email}."
                ),
            ),
            sections=sections,
            foot=f"Plan {plan.mark if plan else 'none'} · ledger {held.ledger.head()} · interview-kit {kit_version} · {moment(now)}",
            example=EXAMPLE if campaign.example else "",
        ),
        mask.count,
    )


def _kinds(held: Held) -> Table:
    until = f"until {day(held.opened.campaign.kept_until)}"
    return Table(
        "What we hold, and why",
        ("What", "Why", "Who had it", "How long"),
        (
            (
                "Name, time and place of the interview, and adjustments",
                "to hold the interview",
                "HR and the panel",
                until,
            ),
            (
                "Scores, notes and behaviours ticked",
                "to compare all candidates by one rule",
                "HR and the panel",
                until,
            ),
            ("Agreed scores and figures", "to decide on merit", "HR and the panel", until),
            ("The decision and its reasons", "to be able to explain it", "HR and the panel", until),
            (
                "Record of what was issued and received, with times",
                "to prove that nothing was changed",
                "HR",
                f"{until}; after that without names",
            ),
        ),
        "wide",
    )


def _entry(held: Held, mask: Callable[[str], str]) -> Section:
    c = held.candidate
    rows = (
        ("Reference", c.ref),
        ("Name", c.name),
        ("Interview", f"{day(c.slot.date())}, {clock(c.slot)}" if c.slot else "no time set"),
        ("Room", mask(c.room) or "none"),
        ("Adjustments arranged", mask(c.adjustments) or "none"),
    )
    note = "Answers to equality questions, if you gave any, are kept apart from this and are not in it."
    return Section(
        "Your entry on the list of candidates", (note,), (Table("Your entry", ("What", "Says"), rows),)
    )


def _figures(held: Held) -> Iterator[Section]:
    planned = held.planned
    if planned is None:
        return
    try:
        subject = compared(planned, held.ledger)
    except KitError:
        return
    figures = subject.comparison.figures.get(held.candidate.ref)
    if figures is None:  # withdrawn
        return
    rows = [
        (subject.title_of[c.competency], show(c.value), f"{c.received} of {c.expected}")
        for c in figures.competencies
    ]
    rows.append(("Total", show(figures.total), f"{figures.received} of {figures.expected}"))
    lead = "Worked out from the scores above by the rule that was declared before the interviews."
    if planned.rulings.changes:
        lead = (
            "Worked out from the scores above by the scoring rules in force, last changed on "
            f"{day(planned.rulings.changes[-1].at.date())}: see “{RULED}”."
        )
    yield Section(
        "Your figures", (lead,), (Table("Your figures", ("Competency", "Figure", "Ratings"), tuple(rows)),)
    )


def _agreed(held: Held, mask: Callable[[str], str]) -> Iterator[Section]:
    rows = []
    for agreement in held.ledger.agreements():
        one = agreement.score
        if one.candidate == held.candidate.ref:
            verb = "decided after referral" if one.by else "agreed"
            score = "no agreement: referred" if one.score is None else f"{verb} {one.score}"
            rows.append((one.question, day(agreement.at.date()), score, mask(one.reason)))
    if rows:
        yield Section(
            "Scores settled in discussion",
            (),
            (Table("Settled", ("Question", "When", "Score", "Reason"), tuple(rows)),),
        )


def _decision(held: Held, mask: Callable[[str], str]) -> Section:
    ref, decision = held.candidate.ref, held.planned.rulings.decision if held.planned else None
    title = "The decision"
    if decision is None:
        return Section(title, ("No decision is recorded.",))
    said = {
        Outcome.APPOINTED: "The panel decided to offer you the post.",
        Outcome.RESERVE: "The panel placed you on the reserve list.",
        Outcome.NOT_APPOINTED: "The panel decided not to offer you the post.",
    }[outcome_of(decision, ref)]
    rows = [("When", day(decision.at.date())), ("Outcome", said)]
    if ref in decision.reserve:
        until = f", until {day(decision.reserve_until)}" if decision.reserve_until else ""
        rows.append(("Place on the reserve list", f"{decision.reserve.index(ref) + 1}{until}"))
    rows.append(("The panel’s reason", _reason(held, decision, mask)))
    rows += [
        ("Why somebody was placed above you", mask(passed.reason))
        for passed in decision.passed_over
        if passed.candidate == ref
    ]
    rows += [
        ("Your total when the panel decided", f"{show(r.total)}; {r.outcome}")
        for r in decision.results
        if r.candidate == ref
    ]
    return Section(title, (), (Table(title, ("What", "Says"), tuple(rows)),))


def _reason(held: Held, decision: Decision, mask: Callable[[str], str]) -> str:
    """Return the reason as far as it is about this candidate.

    It speaks of whoever is appointed, of everybody when nobody is, and of whoever it names; said of
    somebody else it is their personal data, also with the name masked.
    """
    own = Mentions([Hidden(held.candidate.name, held.candidate.ref, "")])
    if not decision.appoint or held.candidate.ref in decision.appoint or own.in_text(decision.reason):
        return mask(decision.reason)
    return "It is about whoever was offered the post and does not name you, so it is not given here."


def _rulings(held: Held, mask: Callable[[str], str]) -> Iterator[Section]:
    rulings = held.planned.rulings if held.planned else NO_RULINGS
    rows = [
        ("Question left out for everyone", day(d.at.date()), f"{d.question}: {mask(d.reason)}")
        for d in rulings.dropped
    ]
    rows += [("Scoring rules changed", day(c.at.date()), mask(c.reason)) for c in rulings.changes]
    rows += [
        ("Your name mended", day(r.at.date()), f"{r.before}, now {r.after}: {mask(r.reason)}")
        for r in rulings.renamed
        if r.ref == held.candidate.ref and r.who == "candidate"
    ]
    rows += [
        (_withdrawal(held, rulings, w), day(w.at.date()), mask(w.reason))
        for w in rulings.withdrawals
        if held.candidate.ref in {w.ref, w.on}
    ]
    if rows:
        yield Section(RULED, (), (Table("Ruled", ("What", "When", "Why"), tuple(rows)),))


def _withdrawal(held: Held, rulings: Rulings, ruling: Withdrawal) -> str:
    if not ruling.on:
        return {Effect.RESTORED: "Taking part again"}.get(ruling.effect, "Withdrawn")
    said = {
        Effect.WITHDRAWN: "do not count",
        Effect.STANDS: "stand: they count",
        Effect.RESTORED: "count again"
        if rulings.effect_before(ruling) is Effect.WITHDRAWN
        else "count as before; that ruling was taken back",
    }[ruling.effect]
    return f"Scores by {held.roles.get(ruling.ref, 'a former panel member')} {said}"


def _trail(held: Held, mask: Callable[[str], str]) -> Section:
    ref = held.candidate.ref
    rows = tuple(
        (
            str(line.number),
            f"{line.at:%Y-%m-%d %H:%M}",
            _shared(line.what, line.candidates) or mask(line.what),
            _by(held, line.by, mask),
            line.sha256,
            line.mark,
        )
        for line in held.ledger.trail()
        if ref in line.candidates
    )
    lead = f"{counted(len(rows), 'entry', 'entries')} of the campaign’s record {'is' if len(rows) == 1 else 'are'} about you."
    how = (
        "By: the panel member whose sheet it is, the panel, or whoever decided for it. Where nobody is named, it is "
        "whoever ran the kit."
    )
    heads = ("No.", "When", "What", "By", "File (SHA-256)", "Chain")
    table = Table("Entries", heads, rows, "trail own")
    return Section("The record’s entries about you", (lead, how), (table,))


def _by(held: Held, by: str, mask: Callable[[str], str]) -> str:
    """Return who did it; somebody who is neither the panel nor on it is named as its members are, or not."""
    if by in held.roles:
        return held.roles[by]
    if held.named or by in {"", THE_PANEL}:
        return mask(by)
    return "whoever it was referred to"


def _shared(what: str, candidates: tuple[str, ...]) -> str:
    """Return what stands for an entry that concerns others too; empty for one on this candidate alone."""
    return what.partition(":")[0].partition(" offer")[0] + " recorded" if len(candidates) > 1 else ""


def _files(held: Held) -> Section:
    rows = [(name, "goes with this overview") for name in held.copied]
    rows += [(name, f"not copied: {why}") for name, why in held.listed]
    return Section(
        "Files that name you", (), (Table("Files", ("File", "What became of it"), tuple(rows), "wide"),)
    )
