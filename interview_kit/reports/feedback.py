"""A candidate's feedback letter: what it says, from that candidate's own ratings and nobody else's."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from interview_kit.domain.english import day
from interview_kit.domain.plan import PlannedCompetency
from interview_kit.domain.rating import Mark
from interview_kit.domain.typography import printed_plan
from interview_kit.reports import feedback_words as words
from interview_kit.reports.feedback_words import Outcome
from interview_kit.reports.subject import Subject, clean, clean_name
from interview_kit.reports.you_words import to_you

_STRENGTHS: Final = 3
_POINTS_HEARD: Final = 3
_TO_STRENGTHEN: Final = 3
_POINTS_MISSED: Final = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """What the panel heard from one candidate on one competency."""

    competency: PlannedCompetency
    figure: Fraction | None
    ticks: int
    heard: tuple[str, ...]
    """Effective behaviours that a member or more ticked, the most ticked first."""
    unheard: tuple[str, ...]
    """Effective behaviours that were asked for and nobody ticked; opposites of ineffective ones heard first."""
    against: tuple[str, ...]
    """Ineffective behaviours that were ticked, verbatim; for HR, never printed in a letter."""


@dataclass(frozen=True, slots=True)
class Block:
    """One competency in the letter: what is said of it, and the points."""

    title: str
    lead: str
    points: tuple[str, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What the panel wrote on one competency, without who wrote it."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter."""

    title: str
    name: str
    role: str
    organisation: str
    campaign: str
    opening: tuple[str, ...]
    strengths_head: str
    strengths: tuple[Block, ...]
    no_strengths: str
    """Said in their place when no behaviour was ticked; else empty."""
    next_head: str
    next: tuple[Block, ...]
    advice: str
    notes: tuple[Notes, ...]
    closing: str
    contact: str
    example: bool


def hear(subject: Subject, ref: str) -> tuple[Heard, ...]:
    """Return what the panel heard from a candidate, by competency in the plan's order.

    Questions left out for everyone, and those that this candidate was not asked, say nothing.
    """
    figures = {c.competency: c.value for c in subject.comparison.figures[ref].competencies}
    found = []
    for competency in subject.counted.competencies:
        ticked: Counter[str] = Counter()
        asked = []
        for question in subject.counted.questions_of(competency.id):
            ratings = [r for (c, q, _), r in subject.rating.items() if (c, q) == (ref, question.key)]
            ticked.update(i for r in ratings for i in r.heard)
            if any(r.mark not in {Mark.NOT_ASKED, Mark.BLANK} for r in ratings):
                asked.append(question)
        effective = {e.id: clean(e.text) for q in asked for e in q.effective}
        ineffective = {i.id: i for q in asked for i in q.ineffective}
        against = [i for key, i in ineffective.items() if ticked[key]]
        opposites = [i.opposite_of for i in against]
        heard = sorted((e for e in effective if ticked[e]), key=lambda e: -ticked[e])
        unheard = sorted((e for e in effective if not ticked[e]), key=lambda e: e not in opposites)
        if asked:
            found.append(
                Heard(
                    competency,
                    figures.get(competency.id),
                    sum(ticked[e] for e in heard),
                    tuple(effective[e] for e in heard),
                    tuple(effective[e] for e in unheard),
                    tuple(clean(i.text) for i in against),
                )
            )
    return tuple(found)


def build_letter(
    subject: Subject, ref: str, outcome: Outcome, *, notes: Sequence[Notes] = (), on: dt.date | None = None
) -> Letter:
    """Return a candidate's letter.

    ``notes`` is what the panel wrote, where that was released; ``on`` the day of the interview, if known.
    """
    subject = replace(subject, plan=printed_plan(subject.plan))
    heard = hear(subject, ref)
    strong = _strengths(heard)
    weak = _to_strengthen(heard, strong)
    campaign = subject.campaign
    role = clean(" ".join((campaign.title or subject.plan.role.title).split()))
    middle = Fraction(subject.plan.scale.lowest + subject.plan.scale.highest, 2)
    induction = outcome is Outcome.APPOINTED
    until = day(campaign.reserve_until)
    decision = subject.rulings.decision
    if decision is not None and decision.reserve_until is not None:
        until = day(decision.reserve_until)
    return Letter(
        title="Your strengths and your first months" if induction else "Feedback on your interview",
        name=clean_name(" ".join(next(c.name for c in subject.candidates if c.ref == ref).split())),
        role=role,
        organisation=clean(campaign.organisation),
        campaign=campaign.reference,
        opening=words.opening(outcome, role, on, until),
        strengths_head="What you bring" if induction else "What went well",
        strengths=tuple(
            _strength(at, h, firm=h.figure is not None and h.figure > middle) for at, h in enumerate(strong)
        ),
        no_strengths="" if strong else words.NOTHING_TICKED,
        next_head="What to build on in your first months"
        if induction
        else "What would make your next interview stronger",
        next=tuple(_next(at, h, outcome) for at, h in enumerate(weak)),
        advice=words.INDUCTION_ADVICE if induction else words.ADVICE,
        notes=tuple(notes),
        closing=words.closing(outcome),
        contact=_contact(subject),
        example=campaign.example,
    )


def _strengths(heard: Sequence[Heard]) -> list[Heard]:
    """Return the competencies with the highest figures of which a behaviour was heard; at most half of all."""
    told = [h for h in heard if h.heard]
    told.sort(key=lambda h: (-(h.figure or 0), -h.ticks))
    return told[: min(_STRENGTHS, (len(heard) + 1) // 2)]


def _to_strengthen(heard: Sequence[Heard], strong: Sequence[Heard]) -> list[Heard]:
    """Return the others with the lowest figures in which something was not heard; none that is a strength."""
    left = [h for h in heard if h not in strong and (h.unheard or h.against)]
    left.sort(key=lambda h: (h.figure if h.figure is not None else -1, not h.against))
    return left[:_TO_STRENGTHEN]


def _strength(at: int, heard: Heard, *, firm: bool) -> Block:
    lead, points = _told(words.heard_lead(at, firm=firm), heard.heard[:_POINTS_HEARD])
    return Block(clean(heard.competency.title), lead, points)


def _next(at: int, heard: Heard, outcome: Outcome) -> Block:
    after = words.against(outcome) if heard.against else ""
    if not heard.unheard:
        return Block(clean(heard.competency.title), after, ())
    lead, points = _told(words.next_lead(at, outcome), heard.unheard[:_POINTS_MISSED])
    return Block(clean(heard.competency.title), lead, points, after)


def _told(lead: str, behaviours: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a lead that ends in ``that you``, with its points; one point goes into the sentence itself."""
    said = [to_you(text) for text in behaviours]
    plain = [text for text in said if text is not None]
    if len(plain) < len(behaviours):
        quoted = tuple(f"“{text.rstrip('.')}”" for text in behaviours)
        return f"{words.as_quoted(lead)}:", quoted
    if len(plain) == 1:
        return f"{lead} {plain[0]}.", ()
    return f"{lead}:", tuple(plain)


def _contact(subject: Subject) -> str:
    contact = subject.campaign.contact
    phone = " ".join(contact.phone.split())
    return f"call {phone} or write to {contact.email}" if phone else f"write to {contact.email}"


def released_notes(subject: Subject, texts: Iterable[tuple[str, str]]) -> tuple[Notes, ...]:
    """Return notes by competency; ``texts`` has question keys with what was written, already masked.

    They are put in the order of the alphabet, so that their order does not tell who wrote which.
    """
    by: dict[str, list[str]] = {}
    for key, text in texts:
        title = subject.questions[key].title
        by.setdefault(title, []).append(" ".join(clean(text).split()))
    return tuple(Notes(title, tuple(sorted(lines))) for title, lines in by.items())
