"""The interviewers' guide of a campaign: timetable, what to say, and a page for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from interview_kit.documents.guide_pages import page_starts
from interview_kit.documents.sheet_view import clauses_of, heard_at
from interview_kit.documents.template_files import template_file
from interview_kit.domain import english
from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.question import Clause, Seeks
from interview_kit.domain.scale import Level
from interview_kit.domain.typography import printed_plan
from interview_kit.word.compose import compose
from interview_kit.word.package import with_properties

TEMPLATE: Final = "guide.docx"
_PARTS: Final = {
    Seeks.SITUATION: "Situation",
    Seeks.ACTION: "Action",
    Seeks.REASONING: "Reasoning",
    Seeks.RESULT: "Result",
    Seeks.REFLECTION: "Reflection",
}
_NOTHING: Final = "–"
_UNASKED: Final = "to agree"
"""Stands for who asks, where that member is not on the panel now."""
_CHAIR: Final = "Chair. Welcomes, keeps time, closes. Leads the discussion afterwards."
_MEMBER: Final = "Member. Asks, writes, and scores alone."


def compose_guide(
    plan: Plan, campaign: Campaign, candidates: Sequence[Candidate], templates: Mapping[str, Path]
) -> bytes:
    """Return the interviewers' guide, as a Word document; it is not for candidates.

    Raises:
        KitError: the template is missing or broken.
    """
    plan = printed_plan(plan)
    scale = plan.scale
    role = campaign.title or plan.role.title
    context = {
        "role": role,
        "organisation": campaign.organisation,
        "campaign": campaign.reference,
        "example": campaign.example,
        "plan_mark": plan.mark,
        "minutes": plan.minutes,
        "scoring": plan.role.timetable.scoring,
        "levels_in_words": english.number(len(scale.levels)),
        "highest": scale.highest,
        "lowest": scale.lowest,
        "members": [_member(plan, member) for member in campaign.panel],
        "steps": _steps(plan, campaign),
        "days": _days(candidates),
        "candidates": [_candidate(candidate) for candidate in candidates],
        "opening": _opening(plan, campaign),
        "closing": _closing(campaign),
        "questions": [_question(plan, number, q) for number, q in enumerate(plan.questions, start=1)],
    }
    context["page_starts"] = page_starts(context)
    document = compose(template_file(templates, TEMPLATE), context)
    title = f"Interviewers’ guide: {role}, {campaign.reference}"
    return with_properties(document, title=title, creator=campaign.organisation)


def _member(plan: Plan, member: PanelMember) -> dict[str, str]:
    part = _CHAIR if member.chair else _MEMBER
    asked = [n for n, q in enumerate(plan.questions, start=1) if q.asked_by == member.ref]
    return {"name": f"{member.ref} {member.name}", "part": part, "asks": _asks(asked)}


def _asks(numbers: Sequence[int]) -> str:
    """Return ``Questions 1 to 3, 5 and 7``."""
    if not numbers:
        return "No question"
    runs: list[list[int]] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        runs += [members] if len(members) > 2 else [[n] for n in members]  # noqa: PLR2004 - two are no range
    named = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'Question' if len(numbers) == 1 else 'Questions'} {english.listed(named)}"


def _steps(plan: Plan, campaign: Campaign) -> list[dict[str, object]]:
    """Return the parts of one interview with the minute at which each starts; parts of no minutes are left out."""
    table, chair = plan.role.timetable, campaign.chair.ref
    panel = {member.ref for member in campaign.panel}
    titles = [plan.competency_by_id[q.competency].title for q in plan.questions]
    asked = [
        (q.question.minutes, f"Question {n}: {title}", q.asked_by if q.asked_by in panel else _UNASKED)
        for n, (q, title) in enumerate(zip(plan.questions, titles, strict=True), start=1)
    ]
    parts = [
        (table.welcome, "Welcome: read out the opening", chair),
        *asked,
        (table.candidate_questions, "The candidate’s questions; read out the closing", chair),
        (table.scoring, "Score alone, in silence. Nobody talks about the answers yet", "all"),
    ]
    steps: list[dict[str, object]] = []
    start = 0
    for minutes, what, who in parts:
        if minutes:
            steps.append({"start": start, "minutes": minutes, "what": what, "who": who})
        start += minutes
    return steps


def _days(candidates: Iterable[Candidate]) -> str:
    days = {c.slot.date() for c in candidates if c.slot}
    if not days:
        return "The candidates"
    return "The day" if len(days) == 1 else f"The {english.number(len(days))} days"


def _candidate(candidate: Candidate) -> dict[str, str]:
    when = (
        f"{english.weekday(candidate.slot.date(), year=False)}, {english.clock(candidate.slot)}"
        if candidate.slot
        else ""
    )
    place = ", ".join(part for part in (when, candidate.room) if part)
    return {
        "ref": candidate.ref,
        "name": candidate.name,
        "interview": place or "not fixed",
        "adjustments": candidate.adjustments or "None asked for",
    }


def _opening(plan: Plan, campaign: Campaign) -> list[str]:
    others = [member.name for member in campaign.panel if not member.chair]
    with_me = f" With me {'is' if len(others) == 1 else 'are'} {english.listed(others)}." if others else ""
    count = len(plan.questions)
    same = (
        "Every candidate gets the same one"
        if count == 1
        else "Every candidate gets the same ones, in the same order"
    )
    about = (
        f"We have {english.count_of(count, 'question')}. {same}. They are about things you have done or would do. "
        "Examples may come from work, voluntary work, study or home life."
    )
    writing = (
        "We will be writing while you talk, so please do not mind if we look down. You can ask us to repeat a "
        "question, and you can take time to think."
    )
    return [
        f"Hello, and thank you for coming. I am {campaign.chair.name}, and I chair the panel.{with_me}",
        about,
        writing,
        "At the end there is time for your questions. Is there anything you need before we start?",
    ]


def _closing(campaign: Campaign) -> list[str]:
    told = english.weekday(campaign.dates.result_by, year=False)
    return [
        "Is there anything you would like to add to an answer?",
        "What would you like to ask us?",
        f"Thank you. We will tell you the result by {told}, and everyone can have feedback.",
    ]


def _question(plan: Plan, number: int, planned: PlannedQuestion) -> dict[str, object]:
    question = planned.question
    competency = plan.competency_by_id[planned.competency]
    return {
        "number": number,
        "of": len(plan.questions),
        "title": competency.title,
        "minutes": question.minutes,
        "definition": competency.definition,
        "statements": [s.text for s in competency.statements if s.id in question.statements],
        "lead": question.lead,
        "alternative": question.alternative,
        "probes": [{"part": _PARTS[probe.seeks], "ask": probe.ask} for probe in question.probes],
        "effective": planned.effective,
        "ineffective": planned.ineffective,
        "levels": [_level(planned, level) for level in plan.scale.levels],
        "notes": question.notes,
    }


def _level(planned: PlannedQuestion, level: Level) -> dict[str, object]:
    return {
        "level": level.level,
        "label": level.label,
        "heard": heard_at(planned, level) or english.sentence(level.short),
        "behaviours": _behaviours(clauses_of(planned, level), level),
    }


def _behaviours(clauses: Iterable[Clause], level: Level) -> str:
    """Return the ids that a benchmark rests on; at the weak one an effective behaviour is heard to be absent."""
    ids = sorted({i for clause in clauses for i in clause.traced_to}, key=lambda i: (i[0], int(i[1:])))
    if level.benchmark != "weak":
        return ", ".join(ids) or _NOTHING
    heard = ", ".join(i for i in ids if i.startswith("i"))
    absent = ", ".join(i for i in ids if i.startswith("e"))
    return "; ".join(part for part in (heard, f"{absent} absent" if absent else "") if part)
