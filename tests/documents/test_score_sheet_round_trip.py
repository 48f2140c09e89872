from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_kit.documents.score_sheet_reader import read_score_sheet
from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.rating import ScoreSheet
from interview_kit.word.fill import fill
from tests.documents.answers import example, expected, sheets, values_of
from tests.documents.papers import CAMPAIGN, TEMPLATES
from tests.documents.plans import issue, small_plan
from tests.documents.sheets import score_sheet
from tests.fill.editors import EDITORS

PLAN = small_plan()
ISSUED = issue(PLAN)
SHEET = next(i for i in ISSUED.values() if (i.candidate, i.member) == ("C03", "P2"))
NAME = "returned/C03-P2.docx"
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lru_cache
def empty_sheet(maker: str) -> bytes:
    """Return the empty sheet: as the kit writes it, or built by the test from the layout alone."""
    if maker == "layout":
        return score_sheet(PLAN, SHEET)
    press = compose_score_sheets(PLAN, CAMPAIGN, TEMPLATES)
    candidate = Candidate(
        ref=SHEET.candidate, name=SHEET.candidate_name, slot=dt.datetime(2026, 3, 12, 13, 30, tzinfo=dt.UTC)
    )
    return press.stamp(candidate, PanelMember(ref=SHEET.member, name=SHEET.member_name), SHEET.reference)


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_score_sheet(data, NAME, PLAN, ISSUED).findings]


@pytest.mark.parametrize("maker", ["layout", "kit"])
@pytest.mark.parametrize("editor", EDITORS)
def test_a_filled_sheet_reads_the_same_whatever_editor_it_went_through(maker: str, editor: str):
    filled = fill(empty_sheet(maker), values_of(example(SHEET), PLAN))
    read = read_score_sheet(EDITORS[editor](filled), NAME, PLAN, ISSUED)
    assert read.sheet == example(SHEET)
    assert read.findings == ()
    assert read.reference == SHEET.reference


@pytest.mark.parametrize("maker", ["layout", "kit"])
@pytest.mark.parametrize("editor", EDITORS)
def test_an_empty_sheet_reads_as_empty_whatever_editor_it_went_through(maker: str, editor: str):
    read = read_score_sheet(EDITORS[editor](empty_sheet(maker)), NAME, PLAN, ISSUED)
    assert read.sheet is not None
    assert {r.mark.value for r in read.sheet.ratings} == {"blank"}
    assert [r.evidence + "".join(r.heard) for r in read.sheet.ratings] == ["", "", ""]
    assert (read.sheet.notes, read.sheet.interest, read.sheet.finished) == ("", None, None)
    assert [f.code for f in read.findings] == ["interest-missing", "not-filled-in", "not-alone"]


@SLOW
@given(
    sheet=sheets(PLAN, SHEET),
    editor=st.sampled_from(sorted(EDITORS)),
    maker=st.sampled_from(["layout", "kit"]),
)
def test_what_is_written_is_read(sheet: ScoreSheet, editor: str, maker: str):
    filled = EDITORS[editor](fill(empty_sheet(maker), values_of(sheet, PLAN)))
    assert read_score_sheet(filled, NAME, PLAN, ISSUED).sheet == expected(sheet)
