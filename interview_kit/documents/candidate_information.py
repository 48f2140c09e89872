"""The information for one candidate: where and when, what is asked about, and how the panel decides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from interview_kit.documents import candidate_words as words
from interview_kit.documents import edge_line
from interview_kit.documents.candidate_pages import page_starts
from interview_kit.documents.template_files import template_file
from interview_kit.domain import english
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.typography import printed_plan
from interview_kit.word.compose import compose
from interview_kit.word.measure import text_width
from interview_kit.word.package import with_properties
from interview_kit.word.sandbox import slot
from interview_kit.word.stamp import Stamp

TEMPLATE: Final = "candidate-information.docx"
_WIDTH: Final = 16.6
_TITLE: Final = "Your interview"


class InformationPress:
    """A campaign's candidate information: composed once for all whose interview is arranged alike.

    What is stamped in is the name and the time; the room, what was arranged and where pages start are composed.
    It names the competencies but no question, no weight, no minimum and no other candidate.

    Args:
        plan: the frozen plan.
        campaign: who invites.
        templates: files by their name below ``templates/``.
    """

    def __init__(self, plan: Plan, campaign: Campaign, templates: Mapping[str, Path]) -> None:
        self._plan = printed_plan(plan)
        self._campaign = campaign
        self._templates = templates
        self._stamps: dict[tuple[object, ...], Stamp] = {}

    def stamp(self, candidate: Candidate) -> bytes:
        """Return what one candidate is sent before the interview, as a Word document.

        The same input gives the same bytes.

        Raises:
            KitError: the template is missing or broken, or the name holds a character that Word cannot hold.
        """
        values = {
            "name": english.one_line(candidate.name),
            "when": words.date_and_time(self._plan, self._campaign, candidate),
        }
        context = self._context(candidate, values)
        starts = page_starts(context)
        alike = (english.one_line(candidate.room), words.arranged(candidate), starts)
        if alike not in self._stamps:
            slots = {name: slot(name) for name in values}
            self._stamps[alike] = self._compile({**self._context(candidate, slots), "page_starts": starts})
        return self._stamps[alike].stamp(values)

    def _context(self, candidate: Candidate, values: Mapping[str, str]) -> dict[str, object]:
        """Return what the template shows, with the values or the slots for them."""
        plan, campaign = self._plan, self._campaign
        role = english.one_line(campaign.title or plan.role.title)
        return {
            "role": role,
            "organisation": campaign.organisation,
            "campaign": campaign.reference,
            "example": campaign.example,
            "name": values["name"],
            **_edges(campaign, role),
            **_first_part(plan, campaign, candidate, values["when"]),
            **_second_part(plan, campaign, candidate),
        }

    def _compile(self, context: Mapping[str, object]) -> Stamp:
        document = compose(template_file(self._templates, TEMPLATE), context)
        title = f"{_TITLE}: {context['role']}"
        ready = with_properties(document, title=title, creator=self._campaign.organisation)
        return Stamp.compile(ready, ("name", "when"))


def compose_candidate_information(
    plan: Plan, campaign: Campaign, candidate: Candidate, templates: Mapping[str, Path]
) -> bytes:
    """Return what one candidate is sent before the interview; for many, use :class:`InformationPress`."""
    return InformationPress(plan, campaign, templates).stamp(candidate)


def _first_part(plan: Plan, campaign: Campaign, candidate: Candidate, when: str) -> dict[str, object]:
    """Return the facts, what will happen, and what is asked about."""
    where = [campaign.place.strip(), english.one_line(candidate.room)]
    asked = [c for c in plan.competencies if plan.questions_of(c.id)]
    facts = {
        "Date and time": when,
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
        "result_by": english.weekday(campaign.dates.result_by),
        "what_we_keep": words.what_we_keep(campaign),
    }


def _edges(campaign: Campaign, role: str) -> dict[str, str]:
    """Return the changing parts of header and footer, so short that each stays on one line."""
    organisation = english.one_line(campaign.organisation)
    room = _WIDTH - edge_line.ROOM - text_width(organisation, edge_line.SIZE)
    short = f"{_TITLE} · {campaign.reference}"
    named = f"{_TITLE} · {role} · {campaign.reference}"
    contact = words.contact(campaign)
    pages = edge_line.ROOM + text_width("Page 10 of 10", edge_line.SIZE)
    called = (f"Questions? {english.upper_first(contact)}", english.upper_first(contact))
    by_mail = campaign.contact.email
    return {
        "header_right": edge_line.fullest((named, short), max(room, text_width(short, edge_line.SIZE))),
        "header_left": edge_line.fullest(
            (organisation,), _WIDTH - edge_line.ROOM - text_width(short, edge_line.SIZE)
        ),
        "footer_contact": edge_line.fullest((*called, by_mail), _WIDTH - pages),
    }
