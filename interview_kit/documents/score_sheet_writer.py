"""The score sheets of a campaign: composed once from the template, stamped for each panel member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from interview_kit.documents import layout
from interview_kit.documents.header_line import HeaderLine
from interview_kit.documents.sheet_geometry import sheet_geometry
from interview_kit.documents.sheet_view import QuestionView, question_views
from interview_kit.documents.template_files import check_controls, template_file
from interview_kit.domain import english
from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.domain.typography import printed_plan
from interview_kit.word.compose import compose
from interview_kit.word.measure import TWIPS_PER_CM
from interview_kit.word.package import with_properties
from interview_kit.word.sandbox import slot
from interview_kit.word.stamp import Stamp

TEMPLATE: Final = "score-sheet.docx"
SLOTS: Final = (
    "candidate",
    "candidate_name",
    "member",
    "member_name",
    "day",
    "time_and_room",
    "reference",
    "header_role",
    "header_by",
    "header_candidate",
    "header_member",
)


@dataclass(frozen=True, slots=True)
class SheetPress:
    """A plan's score sheet with everything on it but who scores whom."""

    _stamp: Stamp
    _header: HeaderLine

    def stamp(self, candidate: Candidate, member: PanelMember, reference: str) -> bytes:
        """Return the score sheet of one panel member for one candidate, as a Word document.

        The same input gives the same bytes. What the panel has to do for a candidate is not on it.

        Raises:
            KitError: a name holds a character that Word cannot hold.
        """
        return self.stamp_values(self.values(candidate, member, reference))

    def blank(self) -> bytes:
        """Return the score sheet with all that is printed on it and nobody's name."""
        role, _, by, _ = self._header.shown("", "")
        return self.stamp_values(dict.fromkeys(SLOTS, "") | {"header_role": role, "header_by": by})

    def stamp_values(self, values: Mapping[str, str]) -> bytes:
        """Return the score sheet with these values, one for each of :data:`SLOTS`.

        Raises:
            KitError: a value holds a character that Word cannot hold.
        """
        return self._stamp.stamp(values)

    def values(self, candidate: Candidate, member: PanelMember, reference: str) -> dict[str, str]:
        """Return what stands on the score sheet of one panel member for one candidate, by slot."""
        candidate_name, member_name = english.one_line(candidate.name), _one_line(member.name)
        # equal moments may differ by the clock, so the zone must not be part of what is asked for
        start = candidate.slot and candidate.slot.replace(tzinfo=None)
        day, time_and_room = _when_and_where(start, candidate.room)
        role, headed_candidate, by, headed_member = self._header.shown(
            f"{candidate.ref} {candidate_name}", f"{member.ref} {member_name}"
        )
        return {
            "candidate": candidate.ref,
            "candidate_name": candidate_name,
            "member": member.ref,
            "member_name": member_name,
            "day": day,
            "time_and_room": time_and_room,
            "reference": reference,
            "header_role": role,
            "header_candidate": headed_candidate,
            "header_by": by,
            "header_member": headed_member,
        }


_one_line = lru_cache(maxsize=64)(english.one_line)


@lru_cache(maxsize=1024)
def _when_and_where(start: dt.datetime | None, room: str) -> tuple[str, str]:
    """Return day, and time and room, as the sheet has them; each member's sheets have the same."""
    place = english.one_line(room)
    if start is None:
        return "not fixed", place
    when = english.clock(start)
    return english.day(start.date()), f"{when}, {place}" if place else when


def compose_score_sheets(plan: Plan, campaign: Campaign, templates: Mapping[str, Path]) -> SheetPress:
    """Return the press that stamps a campaign's score sheets.

    ``templates`` holds files by their name below ``templates/``.

    Raises:
        KitError: the template is missing or broken, or it lost a control that the reader needs.
    """
    plan = printed_plan(plan)
    views = question_views(plan)
    geometry = sheet_geometry(views)
    role = campaign.title or plan.role.title
    context = {
        "sheet": {name: slot(name) for name in SLOTS},
        "role": role,
        "organisation": campaign.organisation,
        "campaign": campaign.reference,
        "example": campaign.example,
        "email": campaign.contact.email,
        "scale": plan.scale.levels,
        "scale_note": plan.scale.note or f"{plan.scale.title}, {plan.scale.organisation}.",
        "lowest": plan.scale.lowest,
        "score_items": layout.score_items(plan.scale),
        "questions": [
            _question(view, height, rows)
            for view, height, rows in zip(views, geometry.evidence, geometry.rows, strict=True)
        ],
    }
    document = compose(template_file(templates, TEMPLATE), context)
    check_controls(document, layout.score_sheet_tags(plan), TEMPLATE)
    named = {
        layout.PROPERTY_REFERENCE: slot("reference"),
        layout.PROPERTY_CAMPAIGN: campaign.reference,
        layout.PROPERTY_PLAN: plan.fingerprint,
        layout.PROPERTY_CANDIDATE: slot("candidate"),
        layout.PROPERTY_MEMBER: slot("member"),
    }
    ready = with_properties(
        document,
        title=f"Score sheet {slot('reference')}",
        creator=campaign.organisation,
        identifier=slot("reference"),
        custom=named,
    )
    header = HeaderLine("Score sheet", role, campaign.reference, "scored by ")
    return SheetPress(Stamp.compile(ready, SLOTS), header)


def _question(view: QuestionView, evidence: float, rows: Sequence[float]) -> dict[str, Any]:
    """Return a question as the template has it, with the least height of each row in twentieths of a point."""
    shown = asdict(view)
    shown["evidence_height"] = round(evidence * TWIPS_PER_CM)
    printed = (*shown["effective"], *shown["ineffective"], *shown["levels"])
    for row, height in zip(printed, rows, strict=True):
        row["height"] = round(height * TWIPS_PER_CM)
    return shown
