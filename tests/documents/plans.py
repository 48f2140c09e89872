"""A small plan, and what was issued from it, for tests of the forms."""

from __future__ import annotations

from fractions import Fraction

from interview_kit.documents.reference import sheet_reference
from interview_kit.domain.framework import Effective, Ineffective
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedCompetency, PlannedQuestion
from interview_kit.domain.question import Question
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale

KEY = bytes(range(32))
COMPETENCIES = {
    "cambridge-core/communication": "Communication",
    "cambridge-core/team-working": "Team working",
}


def pace() -> Scale:
    """Return the four levels of PACE."""
    rows = [
        (4, "Excellent", "does what is expected and more", "strong"),
        (3, "Very good", "does what is expected", "acceptable"),
        (2, "Good \N{EN DASH} but areas for development", "does most of what is expected", None),
        (1, "Unsatisfactory", "often does not do what is expected", "weak"),
    ]
    levels = [
        {"level": n, "label": label, "description": short, "short": short, "benchmark": mark}
        for n, label, short, mark in rows
    ]
    return Scale.model_validate(
        {
            "schema": 1,
            "id": "pace-4",
            "title": "PACE",
            "organisation": "Norwich City Council",
            "levels": levels,
        }
    )


def _question(number: int, competency: str, lead: str) -> PlannedQuestion:
    clause = {"text": f"Says something of use, {number}.", "from": ["e1"]}
    question = Question.model_validate(
        {
            "id": f"{competency}/q{number:02}",
            "type": "past-behaviour",
            "demand": 2,
            "minutes": 7,
            "variant_group": f"group-{number}",
            "lead": lead,
            "alternative": f"Or, from any part of your life: {lead}",
            "probes": [
                {"ask": "What did the person need?", "seeks": "situation"},
                {"ask": "What happened afterwards?", "seeks": "result"},
            ],
            "indicators": ["e1", "e2"],
            "contra_indicators": ["i1"],
            "benchmarks": {"weak": [clause], "acceptable": [clause], "strong": [clause]},
        }
    )
    return PlannedQuestion(
        key=f"Q{number}",
        asked_by="P1",
        question=question,
        effective=(
            Effective(id="e1", text="Treats customers politely & respectfully"),
            Effective(id="e2", text="Sees things through and does what they say they will"),
        ),
        ineffective=(Ineffective(id="i1", text="Is abrupt, dismissive or “patronising”"),),
        wording="0" * 64,
        structure="0" * 64,
    )


def small_plan(fingerprint: str = "7f3a91c2" * 8) -> Plan:
    """Return a plan with three questions on two competencies."""
    role = RoleProfile.model_validate(
        {
            "schema": 1,
            "id": "housing-officer",
            "title": "Housing Officer",
            "organisation": "Cambridge City Council",
            "frameworks": ["cambridge-core"],
            "scale": "pace-4",
            "minutes": 45,
            "competencies": [{"competency": c} for c in COMPETENCIES],
        }
    )
    competencies = tuple(
        PlannedCompetency(
            id=id_,
            title=title,
            definition=f"What {title.lower()} means.",
            framework_title="Core Competency Framework",
            weight=Fraction(1),
            essential=False,
            minimum=None,
            covered=("e1", "e2"),
            uncovered=(),
        )
        for id_, title in COMPETENCIES.items()
    )
    one, two = COMPETENCIES
    return Plan(
        schema=1,
        campaign="HSG-2026-014",
        kit_version="0.1.0",
        role=role,
        scale=pace(),
        competencies=competencies,
        questions=(
            _question(1, one, "Tell us about a time when someone needed your help. What did you do?"),
            _question(2, one, "Tell us about a time when you didn’t get your point across."),
            _question(3, two, "Tell us about a time when a colleague let you down."),
        ),
        fingerprint=fingerprint,
    )


PEOPLE = {"C03": "Amara Osei", "C04": "Björn Ó Néill"}
PANEL = {"P1": "Priya Shah", "P2": "Daniel Hughes"}


def issue(plan: Plan, key: bytes = KEY) -> dict[str, Issued]:
    """Return the sheets of two candidates and two members, by reference."""
    sheets = [
        Issued(
            reference=sheet_reference(key, plan.campaign, plan.fingerprint, candidate, member),
            candidate=candidate,
            member=member,
            candidate_name=candidate_name,
            member_name=member_name,
            plan=plan.fingerprint,
        )
        for candidate, candidate_name in PEOPLE.items()
        for member, member_name in PANEL.items()
    ]
    return {sheet.reference: sheet for sheet in sheets}
