"""What a candidate is told about the interview, in sentences that depend on the plan and the campaign."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from interview_kit.domain import english
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import QuestionType
from interview_kit.domain.role import Basis

NO_TIME_YET: Final = "We will tell you the time"
_ALIKE: Final = 2
"""Questions whose minutes differ by no more than this are said to be about equally long."""
_ROUND: Final = 5
"""Minutes to which the length of the interview is rounded."""
_ASKED: Final = {
    QuestionType.PAST_BEHAVIOUR: "about something you have done",
    QuestionType.SITUATIONAL: "what you would do in a situation we describe",
    QuestionType.VALUES: "what matters to you",
    QuestionType.KNOWLEDGE: "what you know about the work",
}


def date_and_time(plan: Plan, campaign: Campaign, candidate: Candidate) -> str:
    """Return day, time and length of the interview; without a time, the days on which interviews are held."""
    longer = ", longer if extra time is arranged" if candidate.adjustments.strip() else ""
    length = f"about {_ROUND * round(plan.minutes / _ROUND)} minutes{longer}"
    slot = candidate.slot
    if slot is not None:
        return f"{english.weekday(slot.date())}, {english.clock(slot)}, {length}"
    first, last = campaign.dates.interviews_from, campaign.dates.interviews_to
    same_year = first.year == last.year
    held = (
        f"on {english.weekday(first)}"
        if first == last
        else f"from {english.weekday(first, year=not same_year)} to {english.weekday(last)}"
    )
    return f"{NO_TIME_YET}. Interviews are held {held} and take {length}."


def panel(campaign: Campaign) -> str:
    """Return the names of the panel, the chair first."""
    chair = f"{english.one_line(campaign.chair.name)} (chair)"
    others = [english.one_line(m.name) for m in campaign.panel if not m.chair]
    return ", ".join([chair, *others])


def questions_asked(plan: Plan) -> str:
    """Return how many questions are asked, how long each takes and of what kinds they are; none is named."""
    count = len(plan.questions)
    minutes = [q.question.minutes for q in plan.questions]
    mean = english.number(round(sum(minutes) / count))
    each = (
        f"about {mean} minutes"
        if max(minutes) - min(minutes) <= _ALIKE
        else f"{english.number(min(minutes))} to {english.number(max(minutes))} minutes"
    )
    if count == 1:
        kind = _ASKED[plan.questions[0].question.type]
        return f"We ask one question, {each}. Every candidate gets the same one. It asks {kind}."
    asked = f"We ask {english.count_of(count, 'question')}, {each} each. Every candidate gets the same ones."
    return f"{asked} {_kinds(plan)}."


def _kinds(plan: Plan) -> str:
    """Return ``Five ask about something you have done, and one what you would do``, the most frequent first."""
    (first, most), *others = Counter(q.question.type for q in plan.questions).most_common()
    if not others:
        return f"All ask {_ASKED[first]}"
    count = english.number(most)
    said = [f"{english.upper_first(count)} {'asks' if most == 1 else 'ask'} {_ASKED[first]}"]
    said += [f"{english.number(n)} {_ASKED[kind]}" for kind, n in others]
    return f"{', '.join(said[:-1])}, and {said[-1]}"


def asks_what_you_would_do(plan: Plan) -> bool:
    """Return True when a question describes a situation."""
    return any(q.question.type is QuestionType.SITUATIONAL for q in plan.questions)


def competencies_from(plan: Plan) -> str:
    """Return ``Five competencies from the Core Competency Framework:``, naming every framework."""
    asked = [c for c in plan.competencies if plan.questions_of(c.id)]
    titles = dict.fromkeys(c.framework_title for c in asked)
    named = [f"the {t}" if t.casefold().endswith("framework") else f"“{t}”" for t in titles]
    count = english.count_of(len(asked), "competency", "competencies")
    return f"{english.upper_first(count)} from {english.listed(named)}:"


def contact(campaign: Campaign) -> str:
    """Return ``call 01223 000 000 or write to recruitment@cambridge.example``."""
    write = f"write to {campaign.contact.email}"
    phone = english.one_line(campaign.contact.phone)
    return f"call {phone} or {write}" if phone else write


def arranged(candidate: Candidate) -> tuple[str, ...]:
    """Return what has been arranged for the candidate, one thing each; empty for nothing."""
    things = (english.one_line(piece) for piece in re.split(r"[;\r\n]", candidate.adjustments))
    return tuple(english.upper_first(thing) for thing in things if thing)


def tell_us_by(campaign: Campaign) -> str:
    """Return ``Monday 9 March``, the year only where it is not that of the interviews."""
    by = campaign.dates.adjustments_by
    return english.weekday(by, year=by.year != campaign.dates.interviews_from.year)


def how_we_decide(plan: Plan) -> str:
    """Return how scores are given and put together."""
    scale = plan.scale
    alone = f"Each panel member scores each answer alone, from {scale.lowest} to {scale.highest}."
    talk = (
        " Where their scores are far apart, they discuss what you said and agree on one."
        if plan.role.scoring.basis is Basis.AGREED
        else ""
    )
    rule = "The scores are put together by a rule that was fixed before the interviews."
    return f"{alone}{talk} {rule} People decide, not a computer."


def what_we_keep(campaign: Campaign) -> str:
    """Return how long notes and scores are kept, and who can see them."""
    months = campaign.retention_months
    kept = english.count_of(months, "month") if months == 1 else f"{months} months"
    return (
        f"We keep the panel’s notes and scores for {kept} after the result, then delete them. Only the "
        "panel and Human Resources can see them. You can ask for a copy."
    )


def meaning(short: str) -> str:
    """Return a level's short meaning as a sentence."""
    text = english.one_line(short)
    return english.upper_first(text) + ("" if text.endswith((".", "!", "?")) else ".")
