"""What stands outside a sheet's tables: what is printed there is told from what somebody typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_kit.documents.form_fields import Form
from interview_kit.documents.layout import score_sheet_keys
from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.documents.sheet_outside import NOT_KNOWN, check_outside, printed_sheet
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.issued import Issued
from interview_kit.word.read_document import read_document
from tests.documents.test_score_sheet_round_trip import CAMPAIGN, PLAN, SHEET, TEMPLATES
from tests.fill.editors import edit_text

PRESS = compose_score_sheets(PLAN, CAMPAIGN, TEMPLATES)
KEYS = score_sheet_keys(PLAN)
PRINTED = printed_sheet(PRESS.blank(), KEYS)


def sheet(issued: Issued) -> bytes:
    candidate = Candidate(ref=issued.candidate, name=issued.candidate_name)
    return PRESS.stamp(candidate, PanelMember(ref=issued.member, name=issued.member_name), issued.reference)


def typed_in_header(data: bytes, words: str) -> bytes:
    typed = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>"
    return edit_text(data, "</w:hdr>", typed, "word/header1.xml")


def said(data: bytes, issued: Issued = SHEET) -> list[str]:
    content = read_document(data, "sheet")
    return [finding.problem for finding in check_outside(content, Form(content), KEYS, issued, PRINTED)]


@pytest.mark.parametrize(
    "name",
    [
        "Priya Raman",
        "Siobhán O’Neill-Ní Dhálaigh",
        "Müller, Jr. (née Óg)",
        "刘 伟",
        "Wolfeschlegelsteinhausen " * 6,
    ],
)
def test_nothing_is_said_of_a_sheet_as_it_went_out(name: str):
    issued = replace(SHEET, candidate_name=name, member_name=f"Dr {name}")
    assert said(sheet(issued), issued) == []


def test_nothing_is_said_of_another_spelling_on_record():
    issued = replace(SHEET, candidate_name="Priya Ramen", candidate_also=("Priya Raman",))
    assert said(sheet(replace(SHEET, candidate_name="Priya Raman")), issued) == []


def test_what_was_typed_into_the_header_is_shown_from_its_first_word_to_its_last():
    (problem,) = said(typed_in_header(sheet(SHEET), "Score: a strong 3, I think"))
    assert problem.startswith("“a strong 3, I think” stands in its header or footer")


def test_words_in_the_table_of_the_scale_are_shown_where_a_heading_was_deleted_too():
    data = edit_text(edit_text(sheet(SHEET), "Excellent", "Excellent: nobody"), "The rating scale", "")
    typed = "<w:p><w:r><w:t>PS: she rang.</w:t></w:r></w:p><w:sectPr"
    problems = said(edit_text(data, "<w:sectPr", typed))
    assert [problem.partition(" stands")[0] for problem in problems] == [
        "“PS: she rang.”",
        "“Excellent: nobody”",
    ]


def test_a_page_number_counted_anew_is_nothing():
    assert said(typed_in_header(sheet(SHEET), "Page 12 of 14")) == []


def test_nothing_is_said_where_another_template_has_another_header():
    data = typed_in_header(sheet(SHEET), "Strictly private")
    for old, new, part in (
        ("Score sheet", "Marking form", "header"),
        ("Confidential", "Private", "footer"),
        ("Page ", "", "footer"),
        (" of ", "/", "footer"),
        ("scored by", "from", "header"),
    ):
        data = edit_text(data, old, new, f"word/{part}1.xml")
    assert said(data) == []
    content = read_document(data, "sheet")
    assert list(check_outside(content, Form(content), KEYS, SHEET, NOT_KNOWN)) == []
