"""The information for one candidate: where and when, what is asked about, and how the panel decides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from interview_kit.documents import candidate_words as words
from interview_kit.documents import edge_line, wording
from interview_kit.documents.candidate_pages import page_starts
from interview_kit.documents.template_files import template_file
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.word.compose import compose
from interview_kit.word.measure import text_width
from interview_kit.word.package import with_properties

TEMPLATE: Final = "candidate-information.docx"
_WIDTH: Final = 16.6
_TITLE: Final = "Your interview"


def compose_candidate_information(
    plan: Plan, campaign: Campaign, candidate: Candidate, templates: Mapping[str, Path]
) -> bytes:
    """Return what one candidate is sent before the interview, as a Word document.

    It names the competencies but no question, no weight, no minimum and no other candidate. The same
    input gives the same bytes. ``templates`` holds files by their name below ``templates/``.

    Raises:
        KitError: the template is missing or broken.
    """
    role = wording.one_line(campaign.title or plan.role.title)
    context = {
        "role": role,
        "organisation": campaign.organisation,
        "campaign": campaign.reference,
        "example": campaign.example,
        "name": wording.one_line(candidate.name),
        **_edges(campaign, role),
        **_first_part(plan, campaign, candidate),
        **_second_part(plan, campaign, candidate),
    }
    context["page_starts"] = page_starts(context)
    document = compose(template_file(templates, TEMPLATE), context)
    return with_properties(document, title=f"{_TITLE}: {role}", creator=campaign.organisation)


def _first_part(plan: Plan, campaign: Campaign, candidate: Candidate) -> dict[str, object]:
    """Return the facts, what will happen, and what is asked about."""
    where = [campaign.place.strip(), wording.one_line(candidate.room)]
    asked = [c for c in plan.competencies if plan.questions_of(c.id)]
    facts = {
        "Date and time": words.date_and_time(plan, campaign, candidate),
        "Place": "\n".join(filter(None, where)),
        "Panel": words.panel(campaign),
        "Please bring": campaign.bring.strip(),
    }
    return {
        "facts": [{"what": what, "details": details} for what, details in facts.items() if details],
        "questions_asked": words.questions_asked(plan),
        "competencies_from": words.competencies_from(plan),
        "competencies": [{"title": c.title, "definition": c.definition} for c in asked],
    }


def _second_part(plan: Plan, campaign: Campaign, candidate: Candidate) -> dict[str, object]:
    """Return how to prepare, what can be changed, how the panel decides, and what is kept."""
    return {
        "situational": words.asks_what_you_would_do(plan),
        "arranged": words.arranged(candidate),
        "adjustments_by": words.tell_us_by(campaign),
        "contact": words.contact(campaign),
        "how_we_decide": words.how_we_decide(plan),
        "levels": [
            {"level": lv.level, "label": lv.label, "meaning": words.meaning(lv.short)}
            for lv in plan.scale.levels
        ],
        "result_by": wording.weekday(campaign.dates.result_by),
        "what_we_keep": words.what_we_keep(campaign),
    }


def _edges(campaign: Campaign, role: str) -> dict[str, str]:
    """Return the changing parts of header and footer, so short that each stays on one line."""
    organisation = wording.one_line(campaign.organisation)
    room = _WIDTH - edge_line.ROOM - text_width(organisation, edge_line.SIZE)
    short = f"{_TITLE} · {campaign.reference}"
    named = f"{_TITLE} · {role} · {campaign.reference}"
    contact = words.contact(campaign)
    pages = edge_line.ROOM + text_width("Page 10 of 10", edge_line.SIZE)
    called = (f"Questions? {contact[0].upper()}{contact[1:]}", contact[0].upper() + contact[1:])
    by_mail = campaign.contact.email
    return {
        "header_right": edge_line.fullest((named, short), max(room, text_width(short, edge_line.SIZE))),
        "header_left": edge_line.fullest(
            (organisation,), _WIDTH - edge_line.ROOM - text_width(short, edge_line.SIZE)
        ),
        "footer_contact": edge_line.fullest((*called, by_mail), _WIDTH - pages),
    }
