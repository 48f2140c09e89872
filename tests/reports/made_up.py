"""Comparisons of any size, all invented, for tests of what is printed."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from typing import Any

from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.reports.build import build_report
from interview_kit.reports.model import Report
from interview_kit.reports.subject import Subject
from interview_kit.scoring.comparison import compare_candidates
from tests.documents import papers

COMPETENCIES = (
    *("customer-service-and-support", "communication", "respecting-diversity-and-equality"),
    *("commitment-and-accountability", "personal-effectiveness", "team-and-partnership-working"),
    *("motivation-and-drive", "adaptability-and-forward-thinking"),
)
MORE = ("resilience", "political-knowledge-and-sensitivity", "strategic-focus", "managing-change")
NAMES = ("Priya Raman", "Tom Ellery", "Amara Osei", "Gareth Pugh", "Leila Haddad", "Jo Wu", "Ian Mc Donald")
WORDS = (
    "Sat down with the tenant and read the letter together. Rang the team that had frozen the account and "
    "stayed until it was lifted. Followed up on the Monday. Could not say what came of it. Asked twice."
)
HOSTILE = (
    '<w:t>&amp; "quoted" \' </w:tbl> & <script>alert(1)</script>\x00\x0b\x1f\ufffe{# #} '
    "\u202eright to left\u202c مرحبا بالعالم שלום 👩🏽‍🦽🎉 日本語の証拠\ttab\nnew line\r\nand another ]]> -->"
)


@cache
def plan(levels: str, competencies: int, questions: int) -> Plan:
    """Return a plan with so many competencies and questions on each."""
    names = [f"cambridge-core/{name}" for name in COMPETENCIES]
    names += [f"cambridge-leadership/{name}" for name in MORE]
    numbers = tuple(range(1, questions + 1))
    return papers.plan(levels, *((name, numbers) for name in names[:competencies]))


def material(
    candidates: int = 5,
    members: int = 3,
    *,
    competencies: int = 5,
    questions: int = 1,
    levels: str = "pace-4",
    evidence: str = "",
    name: str = "",
    gaps: float = 0.02,
    spread: int = 1,
    on: Plan | None = None,
) -> tuple[Plan, Campaign, tuple[Candidate, ...], tuple[ScoreSheet, ...]]:
    """Return what a comparison is made from; without ``evidence`` and ``name`` they are short and harmless.

    ``on`` is the plan, where it is not one with so many competencies, questions and levels.
    """
    made = on or plan(levels, competencies, questions)
    dice = random.Random(f"{candidates} {members} {competencies}")  # noqa: S311 - the same every time
    panel = tuple(
        PanelMember(ref=f"P{n}", name=name or NAMES[-n % len(NAMES)], chair=n == 1)
        for n in range(1, members + 1)
    )
    people = tuple(
        Candidate(ref=f"C{n:02}", name=name or NAMES[n % len(NAMES)]) for n in range(1, candidates + 1)
    )
    sheets = []
    for person in people:
        strength = dice.uniform(made.scale.lowest + 1, made.scale.highest)
        for member in panel:
            ratings = []
            for planned in made.questions:
                score = round(strength + dice.uniform(-spread, spread) * 0.8)
                score = min(made.scale.highest, max(made.scale.lowest, score))
                lost = dice.random() < gaps
                ratings.append(
                    Rating(
                        question=planned.key,
                        mark=Mark.BLANK if lost else Mark.SCORED,
                        score=None if lost else score,
                        evidence=evidence or WORDS[: dice.randrange(20, len(WORDS))],
                        heard=tuple(e.id for e in planned.effective if dice.random() < 0.5),
                    )
                )
            sheets.append(
                ScoreSheet(
                    reference="SK-92GA-M7ZG",
                    candidate=person.ref,
                    member=member.ref,
                    plan=made.fingerprint,
                    ratings=tuple(ratings),
                    interest=False,
                    scored_alone=True,
                )
            )
    return made, papers.CAMPAIGN.model_copy(update={"panel": panel}), people, tuple(sheets)


def report(
    candidates: int = 5,
    members: int = 3,
    *,
    example: bool = False,
    blind: bool = False,
    **options: Any,  # noqa: ANN401 - those of material
) -> Report:
    """Return a comparison of what :func:`material` makes."""
    return build_report(
        *material(candidates, members, **options),
        ledger_head="5D1E-0B77",
        made_at=dt.datetime(2026, 3, 18, 10, 42),  # noqa: DTZ001 - local time
        kit_version="0.1.0",
        example=example,
        blind=blind,
    )


def subject(candidates: int = 5, members: int = 3, **options: Any) -> Subject:  # noqa: ANN401 - same
    """Return what the sentences of a comparison and a letter are made from."""
    made, campaign, people, sheets = material(candidates, members, **options)
    compared = compare_candidates(made, [m.ref for m in campaign.panel], [c.ref for c in people], sheets, ())
    return Subject(made, campaign, people, sheets, (), compared)
