"""Plans and campaigns from the shipped question bank, for tests of the Word documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.framework import Framework
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import QuestionFile
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.selection.freeze import freeze_plan

CHECKOUT = Path(__file__).parents[2]
BANK = CHECKOUT / "question_bank"
TEMPLATES = {path.name: path for path in sorted((CHECKOUT / "templates").glob("*.docx"))}

CAMPAIGN = Campaign.model_validate(
    {
        "schema": 1,
        "reference": "HSG-2026-014",
        "title": "Housing Officer",
        "organisation": "Cambridge City Council",
        "place": "Mandela House, 4 Regent Street, Cambridge CB2 1BY\nStep-free, hearing loop",
        "contact": {"email": "recruitment@cambridge.example", "phone": "01223 000 000"},
        "panel": [
            {"ref": "P1", "name": "Helen Marsh", "chair": True},
            {"ref": "P2", "name": "Daniel Hughes"},
            {"ref": "P3", "name": "Sunita Bhatt"},
        ],
        "dates": {
            "interviews_from": "2026-03-12",
            "interviews_to": "2026-03-13",
            "adjustments_by": "2026-03-09",
            "result_by": "2026-03-20",
        },
    }
)
CANDIDATES = (
    Candidate(ref="C01", name="Priya Raman", slot=dt.datetime(2026, 3, 12, 9, 30), room="Room 2"),  # noqa: DTZ001 - local time
    Candidate(ref="C02", name="Tom Ellery", slot=dt.datetime(2026, 3, 12, 11, 0), room="Room 2"),  # noqa: DTZ001 - same
    Candidate(ref="C03", name="Amara Osei", slot=dt.datetime(2026, 3, 12, 13, 30), room="Room 2"),  # noqa: DTZ001 - same
    Candidate(
        ref="C04",
        name="Gareth Pugh",
        slot=dt.datetime(2026, 3, 13, 9, 30),  # noqa: DTZ001 - same
        room="Room 1",
        adjustments="Questions in writing on the table; 15 minutes more",
    ),
    Candidate(ref="C05", name="Leila Haddad"),
)
REFERENCE = "SK-92GA-M7ZG"
LONG = Candidate(
    ref="C12",
    name="Maximiliana Wolfeschlegelsteinhausen-Featherstonehaugh of Upper Marling and Nether Wallop",
    slot=dt.datetime(2026, 3, 12, 13, 30),  # noqa: DTZ001 - local time
    room="The Mayor’s Parlour, second floor, Guildhall",
)
LONG_MEMBER = PanelMember(ref="P5", name="Bartholomew Papadopoulos-Winterbottom-Cholmondeley the Younger")


@lru_cache
def framework(name: str) -> Framework:
    """Return a shipped framework."""
    text = (BANK / "frameworks" / f"{name}.yaml").read_text(encoding="utf-8")
    return Framework.model_validate(yaml.safe_load(text))


@lru_cache
def scale(name: str) -> Scale:
    """Return a shipped scale."""
    return Scale.model_validate(
        yaml.safe_load((BANK / "scales" / f"{name}.yaml").read_text(encoding="utf-8"))
    )


@lru_cache
def questions(competency: str) -> QuestionFile:
    """Return the shipped questions of a competency, ``framework/competency``."""
    text = (BANK / "questions" / f"{competency}.yaml").read_text(encoding="utf-8")
    return QuestionFile.model_validate(yaml.safe_load(text))


def plan(levels: str, *wanted: tuple[str, Sequence[int]], title: str = "Housing Officer") -> Plan:
    """Return a plan: ``plan("pace-4", ("cambridge-core/customer-service-and-support", (1, 2)))``."""
    chosen = [questions(competency).questions[n - 1] for competency, numbers in wanted for n in numbers]
    names = tuple(dict.fromkeys(competency.partition("/")[0] for competency, _ in wanted))
    role = RoleProfile.model_validate(
        {
            "schema": 1,
            "id": "housing-officer",
            "title": title,
            "organisation": "Cambridge City Council",
            "frameworks": names,
            "scale": levels,
            "minutes": 60,
            "competencies": [
                {"competency": c, "weight": 1, "essential": n == 0, "minimum": 2 if n == 0 else None}
                for n, (c, _) in enumerate(wanted)
            ],
        }
    )
    return freeze_plan(
        role,
        scale(levels),
        {name: framework(name) for name in names},
        chosen,
        CAMPAIGN.panel,
        campaign=CAMPAIGN.reference,
        kit_version="0.1.0",
    )


def housing() -> Plan:
    """Return six questions of the core framework on the PACE scale."""
    return plan(
        "pace-4",
        ("cambridge-core/customer-service-and-support", (2, 4)),
        ("cambridge-core/communication", (1,)),
        ("cambridge-core/respecting-diversity-and-equality", (1,)),
        ("cambridge-core/commitment-and-accountability", (1,)),
        ("cambridge-core/personal-effectiveness", (1,)),
    )


def head_of_service() -> Plan:
    """Return twelve questions with long behaviours on a scale of seven levels."""
    return plan(
        "civil-service-7",
        ("norwich-pace/accountability", (1, 2, 3)),
        ("norwich-pace/collaborative", (1, 2, 3)),
        ("norwich-pace/excellence", (1, 2, 3)),
        ("norwich-pace/pride", (1, 2, 3)),
        title="Head of Environmental Services, Waste, Parks and Open Spaces",
    )


def managing_change() -> Plan:
    """Return five questions of the leadership framework on a scale of seven levels."""
    return plan(
        "civil-service-7",
        ("cambridge-leadership/managing-change", (1, 2, 3)),
        ("cambridge-leadership/managing-for-results", (1, 2)),
    )


def five_levels() -> Plan:
    """Return eight questions on a scale of five levels."""
    return plan(
        "opm-5",
        ("cambridge-core/customer-service-and-support", (1, 2, 3)),
        ("cambridge-core/team-and-partnership-working", (1, 2)),
        ("cambridge-core/adaptability-and-forward-thinking", (1, 2, 3)),
    )
