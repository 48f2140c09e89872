"""The shipped example: an invented campaign, started and filled in as people would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from interview_kit.campaign_folder import CampaignFolder, create_campaign, delete_folder, write_atomically
from interview_kit.documents import layout
from interview_kit.domain.base import Model
from interview_kit.domain.campaign import Campaign, Contact, Dates, PanelMember
from interview_kit.domain.framework import IndicatorId
from interview_kit.domain.question import QuestionId
from interview_kit.domain.rating import Mark
from interview_kit.errors import Finding, KitError
from interview_kit.kit.bank import open_bank
from interview_kit.kit.forms import sheet_name
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger, value_of
from interview_kit.kit.packing import sheet_folder
from interview_kit.ledger import Ledger
from interview_kit.shipped import shipped_folder
from interview_kit.word.fill import Value, fill
from interview_kit.yaml_file import load_yaml

REFERENCE = "HSG-2026-014"
ROLE = "housing-officer"
KEY = b"interview-kit example, not a secret"
"""Fixed, so that the example's sheets have the same references every time."""

PINNED = (
    "cambridge-core/customer-service-and-support/q02",
    "cambridge-core/customer-service-and-support/q06",
    "cambridge-core/communication/q01",
    "cambridge-core/respecting-diversity-and-equality/q01",
    "cambridge-core/commitment-and-accountability/q01",
    "cambridge-core/personal-effectiveness/q03",
)
"""The questions that the example's evidence answers; a growing bank does not change them."""


class ExampleRating(Model):
    """What an invented panel member gave and wrote for one answer."""

    score: int | None = None
    mark: Mark = Mark.SCORED
    heard: tuple[IndicatorId, ...] = ()
    evidence: str = ""


class ExampleRatings(Model):
    """Candidate to question to panel member to rating."""

    schema_version: Literal[1] = Field(alias="schema")
    ratings: Mapping[str, Mapping[QuestionId, Mapping[str, ExampleRating]]]


def start_example(parent: Path) -> Path:
    """Make the example campaign's folder anew and return it.

    Raises:
        KitError: if a folder of its name is there that is not an example, or in which a file is open; it is
            then left as it is.
    """
    root = parent / REFERENCE
    if root.exists():
        there = CampaignFolder(root).load_campaign().value
        if there is None or not there.example:
            raise KitError([_in_the_way(root)])
        delete_folder(root)
    role = open_bank().roles[ROLE].model_copy(update={"pinned": PINNED})
    folder = create_campaign(
        root, _campaign(), role, candidates=shipped_folder("question_bank") / "example" / "candidates.csv"
    )
    Ledger(folder.ledger_db, key=KEY).close()
    return folder.root


def fill_example(root: Path) -> list[Path]:
    """Fill in the score sheets that the pack wrote, save them as returned, and give their paths."""
    opened = open_campaign(root)
    source = shipped_folder("question_bank") / "example" / "ratings.yaml"
    ratings = value_of(load_yaml(source, ExampleRatings, name="example/ratings.yaml")).ratings
    with open_ledger(opened.folder) as ledger:
        issued = [i for i in ledger.issued().values() if i.plan == opened.plan.fingerprint]
    written = []
    for sheet in sorted(issued, key=lambda i: (i.candidate, i.member)):
        path = sheet_folder(opened.folder.documents, sheet.member) / sheet_name(opened.plan.campaign, sheet)
        mine = {q: members[sheet.member] for q, members in ratings[sheet.candidate].items()}
        slot = next(c.slot for c in opened.candidates if c.ref == sheet.candidate)
        filled = fill(path.read_bytes(), _answers(opened, mine, slot), name=path.name)
        target = opened.folder.returned / path.name
        write_atomically(target, filled)
        written.append(target)
    return written


def _campaign() -> Campaign:
    """Return the example's campaign."""
    return Campaign(
        schema=1,
        reference=REFERENCE,
        organisation="Cambridge City Council",
        place="Mandela House, 4 Regent Street, Cambridge CB2 1BY (step-free, hearing loop)",
        contact=Contact(email="recruitment@cambridge.example", phone="01223 000 000"),
        panel=(
            PanelMember(ref="P1", name="Helen Marsh", chair=True),
            PanelMember(ref="P2", name="Daniel Hughes"),
            PanelMember(ref="P3", name="Sunita Bhatt"),
        ),
        dates=Dates(
            adjustments_by=dt.date(2026, 3, 9),
            interviews_from=dt.date(2026, 3, 12),
            interviews_to=dt.date(2026, 3, 13),
            result_by=dt.date(2026, 3, 20),
        ),
        example=True,
    )


def _answers(
    opened: OpenCampaign, mine: Mapping[str, ExampleRating], slot: dt.datetime | None
) -> dict[str, Value]:
    """Return what one member puts into one sheet's controls, by tag."""
    scale = opened.plan.scale
    answers: dict[str, Value] = {
        layout.D_INTEREST: layout.INTEREST_NO.text,
        layout.Z_OWN: True,
        layout.Z_DATE: (slot.date() if slot else opened.campaign.dates.interviews_to),
    }
    marks = {Mark.NOT_ASKED: layout.NOT_ASKED.text, Mark.NO_ANSWER: layout.NO_ANSWER.text, Mark.BLANK: ""}
    for planned in opened.plan.questions:
        rating = mine[planned.question.id]
        score = scale.by_level[rating.score].display if rating.score is not None else marks[rating.mark]
        answers[layout.evidence_key(planned.key)] = rating.evidence
        answers[layout.score_key(planned.key)] = score
        answers |= {layout.indicator_key(planned.key, indicator): True for indicator in rating.heard}
    return answers


def _in_the_way(root: Path) -> Finding:
    return Finding(
        str(root),
        "there is a folder of the example's name here that is not the example",
        "Move it away, or give another folder with --in.",
        code="example-in-the-way",
    )
