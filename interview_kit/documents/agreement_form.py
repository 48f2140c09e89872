"""The chair's agreement form for one candidate: blank in the pack, with the members' scores afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from interview_kit.documents import edge_line, layout
from interview_kit.documents.agreement_geometry import REASON, fits_a_page, reason_on_blank
from interview_kit.documents.agreement_view import (
    MemberView,
    blank_block,
    reasons,
    scored_block,
    settled,
)
from interview_kit.documents.template_files import check_controls, template_file
from interview_kit.domain import english
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.role import Combine
from interview_kit.domain.typography import printed_plan
from interview_kit.word.compose import compose
from interview_kit.word.mark import with_mark
from interview_kit.word.measure import TWIPS_PER_CM, text_width
from interview_kit.word.package import with_properties
from interview_kit.word.sandbox import slot
from interview_kit.word.stamp import Stamp

__all__ = ["TEMPLATE", "FormPress", "MemberView", "compose_agreement_form", "compose_blank_forms"]

TEMPLATE: Final = "agreement-form.docx"
_WIDTH: Final = 17.4 - edge_line.ROOM
_KEPT: Final = "kept by the chair, "
_BETWEEN: Final = "   ·   "
_SPARE: Final = (layout.SPARE_QUESTION, layout.agreed_key(layout.SPARE), layout.reason_key(layout.SPARE))


SLOTS: Final = (
    "candidate",
    "candidate_ref",
    "reference",
    "header_left",
    "header_candidate",
    "header_between",
    "header_chair",
)


@dataclass(frozen=True, slots=True)
class FormPress:
    """A plan's blank agreement form with everything on it but whom it is about."""

    _stamp: Stamp
    _plan: Plan
    _campaign: Campaign

    def stamp(self, candidate: Candidate, reference: str) -> bytes:
        """Return the blank form on one candidate, as a Word document; the same input gives the same bytes.

        Raises:
            KitError: a name holds a character that Word cannot hold.
        """
        return self._stamp.stamp(_about(self._plan, self._campaign, candidate, reference))


def compose_blank_forms(plan: Plan, campaign: Campaign, templates: Mapping[str, Path]) -> FormPress:
    """Return the press that stamps a campaign's blank forms.

    A blank form has a block for every question, with room for the members' scores, and no spare block.
    ``templates`` holds files by their name below ``templates/``.

    Raises:
        KitError: the template is missing or broken, or it lost a control that the reader needs.
    """
    plan = printed_plan(plan)
    blocks = tuple(blank_block(plan, q, campaign.panel) for q in plan.questions)
    own = {
        "in_short": _in_short(plan, campaign, None, len(blocks)),
        "scored": False,
        "members": [member.ref for member in campaign.panel],
        "heading": "The questions",
        "blocks": [{**asdict(block), "whole": fits_a_page(block)} for block in blocks],
        "rest": [],
        "reason_height": round(reason_on_blank(blocks) * TWIPS_PER_CM),
    }
    wanted = [tag for tag in layout.agreement_form_tags(tuple(b.key for b in blocks)) if tag not in _SPARE]
    slots = {name: slot(name) for name in SLOTS}
    return FormPress(
        Stamp.compile(
            _composed(plan, campaign, about=slots, own=own, wanted=wanted, templates=templates), SLOTS
        ),
        plan,
        campaign,
    )


def compose_agreement_form(
    plan: Plan,
    campaign: Campaign,
    candidate: Candidate,
    reference: str,
    templates: Mapping[str, Path],
    *,
    scores: Mapping[str, Sequence[MemberView]] | None = None,
) -> bytes:
    """Return the form on which the chair records what the panel agreed on one candidate, as a Word document.

    Without scores it is blank; for many of those, use :func:`compose_blank_forms`. With scores it has a
    block only for what the panel has to discuss, and one to spare, and is marked as the kit's own work, so that
    it can be known again while nobody has saved it. The same input gives the same bytes.

    Args:
        plan: the frozen plan.
        campaign: its chair keeps the form.
        candidate: whom it is about.
        reference: the form's own, ``AG-7Q2C-K4XF``.
        templates: files by their name below ``templates/``.
        scores: for every question of the plan by key: one view for each member, always in the same order.

    Raises:
        KitError: the template is missing or broken, or it lost a control that the reader needs.
    """
    if scores is None:
        return compose_blank_forms(plan, campaign, templates).stamp(candidate, reference)
    plan = printed_plan(plan)
    questions = plan.questions
    flagged = {q.key for q in questions if reasons(plan, q, scores[q.key])}
    blocks = tuple(scored_block(plan, q, scores[q.key]) for q in questions if q.key in flagged)
    own = {
        "in_short": _in_short(plan, campaign, scores, len(blocks)),
        "scored": True,
        "members": [view.member.ref for view in next(iter(scores.values()))],
        "heading": "To discuss",
        "blocks": [{**asdict(block), "whole": fits_a_page(block)} for block in blocks],
        "rest": [asdict(settled(plan, q, scores[q.key])) for q in questions if q.key not in flagged],
        "reason_height": round(REASON * TWIPS_PER_CM),
    }
    wanted = layout.agreement_form_tags(tuple(block.key for block in blocks))
    about = _about(plan, campaign, candidate, reference)
    return _composed(plan, campaign, about=about, own=own, wanted=wanted, templates=templates)


def _about(plan: Plan, campaign: Campaign, candidate: Candidate, reference: str) -> dict[str, str]:
    """Return what differs from candidate to candidate, by the names of :data:`SLOTS`."""
    named = f"{candidate.ref} {english.one_line(candidate.name)}"
    role = english.one_line(campaign.title or plan.role.title)
    return {
        "candidate": named,
        "candidate_ref": candidate.ref,
        "reference": reference,
        **_header(role, campaign.reference, named, _chair(campaign)),
    }


def _chair(campaign: Campaign) -> str:
    return f"{campaign.chair.ref} {english.one_line(campaign.chair.name)}"


def _composed(
    plan: Plan,
    campaign: Campaign,
    *,
    about: Mapping[str, str],
    own: Mapping[str, object],
    wanted: Sequence[str],
    templates: Mapping[str, Path],
) -> bytes:
    """Return the form about somebody, or with slots in their place; ``own`` is what its kind alone has."""
    context = {
        "role": english.one_line(campaign.title or plan.role.title),
        "campaign": campaign.reference,
        "example": campaign.example,
        "chair": _chair(campaign),
        "figure": "Median" if plan.role.scoring.combine is Combine.MEDIAN else "Mean",
        "score_items": layout.score_items(plan.scale),
        "agreed_items": layout.agreed_items(plan.scale),
        "question_items": layout.question_items(plan),
        **about,
        **own,
    }
    document = compose(template_file(templates, TEMPLATE), context)
    check_controls(document, wanted, TEMPLATE)
    finish = with_mark if own.get("scored") else with_properties
    return finish(
        document,
        title=f"Agreement form {about['reference']}",
        creator=campaign.organisation,
        identifier=about["reference"],
        custom={
            layout.PROPERTY_REFERENCE: about["reference"],
            layout.PROPERTY_CAMPAIGN: campaign.reference,
            layout.PROPERTY_PLAN: plan.fingerprint,
            layout.PROPERTY_CANDIDATE: about["candidate_ref"],
            layout.PROPERTY_MEMBER: campaign.chair.ref,
        },
    )


def _or_lowest(plan: Plan) -> str:
    rules_out = plan.role.scoring.essential_above_lowest
    return ", or only some at the lowest level of an essential competency" if rules_out else ""


def _in_short(
    plan: Plan, campaign: Campaign, scores: Mapping[str, Sequence[MemberView]] | None, flagged: int
) -> dict[str, str]:
    """Return what the chair has to know first: a strong sentence and what follows from it."""
    kept = "Each member’s own scores are kept as they came in; nothing here replaces them."
    if scores is None:
        panel = len(campaign.panel)
        if panel == 1:
            return {"strong": "One member scores alone: there is nothing to agree.", "rest": kept}
        sheets = "both score sheets" if panel == 2 else f"all {panel} score sheets"  # noqa: PLR2004 - both
        return {
            "strong": f"Use this form when {sheets} on this candidate are in.",
            "rest": "Copy the scores of the questions to discuss: two or more apart, or on both sides of the "
            f"minimum{_or_lowest(plan)}. Leave the other blocks empty. {kept}",
        }
    views = {view.member.ref: view.member for one in scores.values() for view in one}
    there = {view.member.ref for one in scores.values() for view in one if view.rating is not None}
    absent = [f"{m.ref} {english.one_line(m.name)}" for ref, m in views.items() if ref not in there]
    if absent:
        missing = f"{len(there)} of {len(views)} score sheets are in."
        return {
            "strong": f"{missing} Wait for {english.listed(absent)} before the panel talks.",
            "rest": kept,
        }
    sheets = {1: "The score sheet is in", 2: "Both score sheets are in"}.get(
        len(views), f"All {len(views)} score sheets are in"
    )
    return {"strong": f"{sheets}. {_to_discuss(flagged, len(plan.questions))}", "rest": kept}


def _to_discuss(flagged: int, questions: int) -> str:
    if not flagged:
        return "No question needs the panel’s discussion."
    count = english.number(flagged)
    named = f"{english.upper_first(count)} {'question' if flagged == 1 else 'questions'} of"
    needs = "needs" if flagged == 1 else "need"
    return f"{named} {english.number(questions)} {needs} the panel’s discussion."


def _header(role: str, campaign: str, candidate: str, chair: str) -> dict[str, str]:
    """Return the header's changing parts, so short that it stays on one line.

    The role's title goes first, then the words about the chair, then the ends of the names.
    """
    names = sum(text_width(name, edge_line.SIZE, bold=True) for name in (candidate, chair))
    for shown, by in ((f"{role} · ", _KEPT), ("", _KEPT), ("", "")):
        fixed = f"Agreement form · {shown}{campaign}{_BETWEEN}{by}"
        if text_width(fixed, edge_line.SIZE) + names <= _WIDTH:
            break
    cut = edge_line.cut_names(fixed, (candidate, chair), _WIDTH)
    return {
        "header_left": f"Agreement form · {shown}{campaign}",
        "header_candidate": cut[0],
        "header_between": f"{_BETWEEN}{by}",
        "header_chair": cut[1],
    }
