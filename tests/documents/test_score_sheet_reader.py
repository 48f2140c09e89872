from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree

from interview_kit.documents import layout
from interview_kit.documents.score_sheet_reader import ReadSheet, read_score_sheet
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import Mark
from interview_kit.errors import Severity
from interview_kit.word.fill import Value, fill
from tests.documents.answers import example, values_of
from tests.documents.plans import issue, small_plan
from tests.documents.sheets import docx, p, score_sheet, table, tc
from tests.fill.editors import (
    W,
    control,
    edit,
    edit_text,
    outer_table,
    parts_of,
    row,
    stripped,
    without_properties,
)

PLAN = small_plan()
ISSUED = issue(PLAN)
SHEET = next(i for i in ISSUED.values() if (i.candidate, i.member) == ("C03", "P2"))
OTHER = next(i for i in ISSUED.values() if (i.candidate, i.member) == ("C04", "P2"))
NAME = "returned/C03-P2.docx"
FILLED = fill(score_sheet(PLAN, SHEET), values_of(example(SHEET), PLAN))


def read(data: bytes, issued: dict[str, Issued] = ISSUED) -> ReadSheet:
    return read_score_sheet(data, NAME, PLAN, issued)


def codes(result: ReadSheet) -> list[str]:
    return [finding.code for finding in result.findings]


def with_values(**changed: Value) -> bytes:
    values = {**values_of(example(SHEET), PLAN), **{tag.replace("_", "."): v for tag, v in changed.items()}}
    return fill(score_sheet(PLAN, SHEET), values)


def typed(key: str, text: str, data: bytes = FILLED) -> bytes:
    """Return the sheet without controls and with a text typed over the answer of a row."""

    def change(root: etree._Element) -> None:
        cell = row(root, key).findall(W + "tc")[-1]
        for old in cell.findall(W + "p"):
            cell.remove(old)
        for line in text.split("\n"):
            run = etree.SubElement(etree.SubElement(cell, W + "p"), W + "r")
            etree.SubElement(run, W + "t").text = line

    return edit(stripped(data), change)


def test_a_filled_sheet_has_no_findings():
    assert read(FILLED).findings == ()
    assert read(FILLED).sheet == example(SHEET)


# Scores


@pytest.mark.parametrize(
    ("text", "mark", "score"),
    [
        ("Score: 4", Mark.SCORED, 4),
        ("4", Mark.SCORED, 4),
        ("Score: Very good", Mark.SCORED, 3),
        ("Score: 3 of 4\tIf there is no score, choose Not asked or No answer", Mark.SCORED, 3),
        ("Score:\n2 - Good - but areas for development", Mark.SCORED, 2),
        ("Score: N/A", Mark.NOT_ASKED, None),
        ("NO", Mark.NO_ANSWER, None),
        ("Score: Choose a score", Mark.BLANK, None),
        ("Score: Choose a score 4", Mark.SCORED, 4),
        ("Score: 4\nIf there is no score, choose “Not asked” or “No answer”", Mark.BLANK, None),
    ],
)
def test_a_score_typed_by_hand_is_read(text: str, mark: Mark, score: int | None):
    result = read(typed("Q3.score", text))
    assert result.sheet is not None
    rating = result.sheet.by_question["Q3"]
    assert (rating.mark, rating.score) == (mark, score)


@pytest.mark.parametrize("text", ["2-3", "3?", "3.5", "3/4", "3 4", "7", "good"])
def test_an_unclear_score_is_asked_about_and_never_guessed(text: str):
    result = read(typed("Q3.score", f"Score: {text}"))
    assert result.sheet is not None
    assert result.sheet.by_question["Q3"].mark is Mark.BLANK
    assert codes(result) == ["score-unclear"]
    finding = result.findings[0]
    assert finding.where == "returned/C03-P2.docx: question 3"
    assert finding.severity is Severity.ERROR
    assert text in finding.problem
    assert "P2" in finding.remedy


def test_a_score_typed_beside_the_box_that_says_something_else_is_asked_about():
    def change(root: etree._Element) -> None:
        run = etree.SubElement(control(root, "Q1.score").getparent(), W + "r")
        etree.SubElement(run, W + "t").text = " 4"

    result = read(edit(FILLED, change))
    assert result.sheet is not None
    assert result.sheet.by_question["Q1"].mark is Mark.BLANK
    assert codes(result) == ["score-unclear"]


def test_a_score_whose_box_moved_out_of_its_row_is_asked_about():
    def change(root: etree._Element) -> None:
        target = row(root, "Q2.score").findall(W + "tc")[-1].find(W + "p")
        target.append(control(root, "Q1.score"))

    result = read(edit(FILLED, change))
    assert result.sheet is not None
    assert [r.mark for r in result.sheet.ratings] == [Mark.BLANK, Mark.BLANK, Mark.SCORED]
    assert codes(result) == ["score-unclear", "score-unclear"]


def test_two_boxes_with_different_scores_are_asked_about():
    def change(root: etree._Element) -> None:
        sdt = control(root, "Q1.score")
        copy = deepcopy(sdt)
        next(copy.iter(W + "t")).text = "1 - Unsatisfactory"
        row(root, "Q1.evidence").findall(W + "tc")[-1].find(W + "p").append(copy)

    result = read(edit(FILLED, change))
    assert result.sheet is not None
    assert result.sheet.by_question["Q1"].mark is Mark.BLANK
    assert "score-unclear" in codes(result)
    assert "control-twice" in codes(result)


def test_the_last_value_that_word_recorded_is_never_read():
    data = edit_text(FILLED, "<w:dropDownList>", '<w:dropDownList w:lastValue="1">')
    assert read(data).sheet == example(SHEET)


def test_a_blank_score_names_whom_to_ask():
    result = read(with_values(Q1_score=""))
    assert codes(result) == ["score-missing"]
    assert result.findings[0].remedy == "Ask P2 for it."
    assert not result.findings[0].is_error


def test_a_score_without_evidence_is_a_warning():
    result = read(with_values(Q3_evidence=""))
    assert codes(result) == ["evidence-missing"]


def test_not_asked_with_evidence_is_a_warning():
    assert codes(read(with_values(Q2_evidence="He said he would."))) == ["not-asked-with-evidence"]


def test_a_placeholder_left_standing_is_unset_even_without_its_flag():
    data = score_sheet(PLAN, SHEET)
    assert b"showingPlcHdr" in parts_of(data)["word/document.xml"]
    text = parts_of(data)["word/document.xml"].decode().replace("<w:showingPlcHdr/>", "")
    plain = edit_text(data, parts_of(data)["word/document.xml"].decode(), text)
    assert "not-filled-in" in codes(read(plain))


# Evidence


def test_evidence_is_the_whole_cell_with_what_stands_outside_the_box():
    def change(root: etree._Element) -> None:
        cell = row(root, "Q3.evidence").findall(W + "tc")[-1]
        etree.SubElement(
            etree.SubElement(etree.SubElement(cell, W + "p"), W + "r"), W + "t"
        ).text = "And more."

    result = read(edit(FILLED, change))
    assert result.sheet is not None
    assert result.sheet.by_question["Q3"].evidence == "Little on what she learned.\nAnd more."
    assert result.findings == ()


def test_evidence_that_mentions_what_is_printed_elsewhere_is_kept_whole():
    said = "Evidence: he asked me to choose a date\nChoose a score"
    result = read(with_values(Q3_evidence=said))
    assert result.sheet is not None
    assert result.sheet.by_question["Q3"].evidence == said


def test_evidence_whose_box_moved_to_another_row_is_named():
    def change(root: etree._Element) -> None:
        target = row(root, "Q2.evidence").findall(W + "tc")[-1].find(W + "p")
        target.append(control(root, "Q3.evidence"))

    result = read(edit(FILLED, change))
    assert [(f.where.rpartition(" ")[2], f.code) for f in result.findings] == [
        ("2", "not-asked-with-evidence"),
        ("3", "box-and-row-differ"),
        ("3", "evidence-missing"),
    ]


def test_evidence_that_names_another_sheet_does_not_make_it_that_sheet():
    result = read(outer_table(with_values(Q3_evidence=f"Compare {OTHER.reference}, Björn Ó Néill, C04.")))
    assert result.sheet is not None
    assert result.findings == ()


def test_text_beside_the_box_is_named():
    data = edit_text(FILLED, ">Write<", ">Write he was calm<")
    result = read(data)
    assert codes(result) == ["text-beside"]
    assert "he was calm" in result.findings[0].problem


def test_a_table_pasted_into_the_evidence_is_read_as_lines():
    pasted = table(("Situation", "Library"), ("Result", "Rang back")).encode()

    def change(root: etree._Element) -> None:
        cell = row(root, "Q3.evidence").findall(W + "tc")[-1]
        spaces = b'<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</x>' % pasted
        cell.append(etree.fromstring(spaces)[0])
        etree.SubElement(cell, W + "p")

    result = read(edit(FILLED, change))
    assert result.sheet is not None
    evidence = result.sheet.by_question["Q3"].evidence
    assert evidence == "Little on what she learned.\nSituation\tLibrary\nResult\tRang back"
    assert result.findings == ()


# Ticks


@pytest.mark.parametrize("sign", ["☑", "☒", "✓", "[x]", "[ X ]", "x", "X"])
def test_a_tick_typed_by_hand_is_read(sign: str):
    data = stripped(FILLED)
    text = parts_of(data)["word/document.xml"].decode()
    at = text.index("Q1.e2")
    changed = text[:at] + text[at:].replace("☐", sign, 1)
    result = read(edit_text(data, text, changed))
    assert result.sheet is not None
    assert result.sheet.by_question["Q1"].heard == ("e1", "e2", "i1")
    assert result.findings == ()


def test_a_box_that_records_one_thing_and_shows_another_is_a_warning():
    data = edit_text(FILLED, '<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>')
    result = read(data)
    assert codes(result) == ["tick-unclear"]
    assert "behaviour e1" in result.findings[0].problem


def test_an_open_box_with_a_cross_beside_it_is_a_warning():
    result = read(edit(FILLED, lambda root: row(root, "Q1.e2").findall(W + "tc")[1].append(
        etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>x</w:t></w:r></w:p>'))))  # fmt: skip
    assert codes(result) == ["tick-unclear"]


def test_a_box_that_is_gone_is_a_warning():
    def change(root: etree._Element) -> None:
        sdt = control(root, "Q1.e2")
        sdt.getparent().remove(sdt)

    assert codes(read(edit(FILLED, change))) == ["tick-missing"]


# Declaration and finish


@pytest.mark.parametrize("said", ["Yes, and I have told the chair", "Yes", "yes - he is my cousin"])
def test_a_declared_interest_is_a_warning_for_the_chair(said: str):
    result = read(with_values(D_interest=said, D_details="He is my cousin."))
    assert result.sheet is not None
    assert result.sheet.interest is True
    assert codes(result) == ["interest-declared"]
    assert "chair" in result.findings[0].remedy
    assert "He is my cousin." in result.findings[0].problem


@pytest.mark.parametrize("said", ["No, but I know her sister", "perhaps"])
def test_an_unclear_interest_is_neither_yes_nor_no(said: str):
    result = read(with_values(D_interest=said))
    assert result.sheet is not None
    assert result.sheet.interest is None
    assert codes(result) == ["interest-unclear"]


def test_not_having_scored_alone_is_a_warning():
    result = read(with_values(Z_own=False))
    assert codes(result) == ["not-alone"]
    assert result.sheet is not None
    assert not result.sheet.scored_alone


@pytest.mark.parametrize(
    "text", ["12/03/2026", "12.3.26", "Thursday 12th March 2026", "2026-03-12", "12 mar 26"]
)
def test_a_date_typed_by_hand_is_read(text: str):
    assert read(typed("Z.date", f"Date finished: {text}")).sheet == example(SHEET)


@pytest.mark.parametrize("text", ["today", "31/02/2026", "03/2026"])
def test_an_unclear_date_is_no_date(text: str):
    result = read(typed("Z.date", f"Date finished: {text}"))
    assert result.sheet is not None
    assert result.sheet.finished is None
    assert codes(result) == ["date-unclear"]


# Wording and rows


def test_a_question_in_other_words_is_named():
    result = read(edit_text(FILLED, "a colleague let you down", "a manager let you down"))
    assert codes(result) == ["wording-altered"]
    assert result.findings[0].where == "returned/C03-P2.docx: question 3"
    assert result.findings[0].problem == "the question no longer reads as planned"


def test_a_behaviour_in_other_words_is_named():
    result = read(edit_text(FILLED, "Is abrupt, dismissive", "Is never abrupt, dismissive"))
    assert [f.problem for f in result.findings] == ["behaviour i1 no longer reads as planned"]


def test_a_level_in_other_words_is_named():
    result = read(edit_text(FILLED, "does what is expected<", "does more than is expected<"))
    assert [f.problem for f in result.findings] == ["level 3 no longer reads as planned"]


def test_curly_quotes_and_broken_lines_are_not_other_words():
    data = edit_text(FILLED, "didn’t get your point", "didn't  get\nyour point")
    assert read(data).findings == ()


@pytest.mark.parametrize("key", ["Q1", "Q1.probes", "Q1.e1", "Q1.L2", "Q1.evidence", "Q1.score"])
def test_a_deleted_row_is_an_error(key: str):
    def change(root: etree._Element) -> None:
        gone = row(root, key)
        gone.getparent().remove(gone)

    result = read(edit(FILLED, change))
    missing = [f for f in result.findings if f.code == "row-missing"]
    assert missing
    assert all(key in f.problem for f in missing)
    assert missing[0].is_error
    assert result.sheet is not None


@pytest.mark.parametrize("key", ["Q1", "Q1.e1", "Q1.score"])
def test_a_doubled_row_is_an_error(key: str):
    def change(root: etree._Element) -> None:
        twice = row(root, key)
        twice.addnext(deepcopy(twice))

    found = [f for f in read(edit(FILLED, change)).findings if f.code == "row-twice"]
    assert [f.is_error for f in found] == [True]


def test_a_tracked_deletion_of_a_row_deletes_it():
    def change(root: etree._Element) -> None:
        properties = etree.Element(W + "trPr")
        etree.SubElement(properties, W + "del")
        row(root, "Q1.e1").insert(0, properties)

    assert "row-missing" in codes(read(edit(FILLED, change)))


def test_a_key_that_was_typed_over_leaves_the_answer_to_its_box():
    result = read(edit_text(FILLED, ">Q1.score<", ">my score<"))
    assert result.sheet == example(SHEET)
    assert codes(result) == ["row-missing"]


def test_tables_that_the_kit_did_not_print_are_ignored():
    extra = table(("Travel", "Score", "3"), ("Q9.score", "Score", "Score: 1"))

    def change(root: etree._Element) -> None:
        spaces = f'<x xmlns:w="{W[1:-1]}">{extra}</x>'
        root.find(W + "body").insert(1, etree.fromstring(spaces)[0])

    assert read(edit(FILLED, change)).sheet == example(SHEET)


# Identity


def forget(*places: str) -> Callable[[bytes], bytes]:
    """Return what takes the reference out of some of the seven places."""

    def change(data: bytes) -> bytes:
        if "properties" in places:
            data = without_properties(data)
        if "box" in places:
            data = stripped(data)
        if "front" in places:
            data = edit_text(data, f"{SHEET.reference}</w:t>", "</w:t>")
        if "footer" in places:
            data = edit_text(data, SHEET.reference, "", "word/footer1.xml")
        return data

    return change


@pytest.mark.parametrize(
    "places",
    [("properties",), ("box",), ("footer",), ("properties", "box"), ("properties", "box", "footer"),
     ("properties", "box", "front"), ("box", "front", "footer")],
)  # fmt: skip
def test_one_place_with_the_reference_is_enough(places: tuple[str, ...]):
    assert read(forget(*places)(FILLED)).sheet == example(SHEET)


def test_a_sheet_without_any_reference_is_set_aside():
    result = read(forget("properties", "box", "front", "footer")(FILLED))
    assert result.sheet is None
    assert codes(result) == ["no-reference"]


def test_a_reference_with_a_wrong_check_character_is_ignored_and_mentioned():
    wrong = SHEET.reference[:-1] + ("A" if SHEET.reference[-1] != "A" else "B")
    result = read(edit_text(FILLED, SHEET.reference, wrong, "word/footer1.xml"))
    assert result.sheet == example(SHEET)
    assert codes(result) == ["reference-damaged"]


@pytest.mark.parametrize(
    "part", ["docProps/custom.xml", "docProps/core.xml", "word/footer1.xml", "word/document.xml"]
)
def test_two_references_on_one_sheet_set_it_aside(part: str):
    result = read(edit_text(FILLED, SHEET.reference, OTHER.reference, part))
    assert result.sheet is None
    assert codes(result) == ["identity-conflict"]
    assert OTHER.reference in result.findings[0].problem


def test_a_sheet_of_another_campaign_is_named_as_not_issued():
    others = {ref: sheet for ref, sheet in ISSUED.items() if ref != SHEET.reference}
    result = read(FILLED, others)
    assert result.sheet is None
    assert codes(result) == ["not-issued"]
    assert result.reference == SHEET.reference


def test_a_sheet_of_an_older_plan_is_named_as_such():
    older = small_plan("0123abcd" * 8)
    sheets = issue(older)
    sheet = next(iter(sheets.values()))
    data = fill(score_sheet(older, sheet), values_of(example(sheet), older))
    result = read(data, {**ISSUED, **sheets})
    assert result.sheet is None
    assert codes(result) == ["older-plan"]
    assert PLAN.mark in result.findings[0].problem


@pytest.mark.parametrize(
    ("old", "new"),
    [("C03", "C04"), ("HSG-2026-014", "HSG-2026-015"), (PLAN.fingerprint, "0" * 64), (">P2<", ">P1<")],
)
def test_a_property_that_contradicts_the_reference_sets_the_sheet_aside(old: str, new: str):
    result = read(edit_text(FILLED, old, new, "docProps/custom.xml"))
    assert result.sheet is None
    assert codes(result) == ["identity-conflict"]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Amara Osei", "Björn Ó Néill", "word/document.xml"),
        ("Amara Osei", "Somebody Else", "word/document.xml"),
        ("Daniel Hughes", "Priya Shah", "word/document.xml"),
        ("C03 Amara Osei", "C04 Björn Ó Néill", "word/header1.xml"),
        (">C03<", ">C04<", "word/document.xml"),
    ],
)
def test_another_name_on_the_sheet_sets_it_aside(old: str, new: str, part: str):
    result = read(edit_text(FILLED, old, new, part))
    assert result.sheet is None
    assert codes(result) == ["names-altered"]
    assert "C03 Amara Osei" in result.findings[0].problem or "P2 Daniel Hughes" in result.findings[0].problem


def test_an_unknown_name_in_the_header_is_named():
    result = read(edit_text(FILLED, "C03 Amara Osei", "C03 Bo Li", "word/header1.xml"))
    assert result.sheet == example(SHEET)
    assert codes(result) == ["header-differs"]


def test_a_longer_name_round_the_printed_one_sets_the_sheet_aside():
    longer = replace(SHEET, candidate="C05", candidate_name="Amara Osei-Bonsu", reference="SK-LONG-LONG")
    changed = edit_text(FILLED, ">Amara Osei<", ">Amara Osei-Bonsu<")
    assert read(changed).sheet == example(SHEET)
    result = read(changed, {**ISSUED, longer.reference: longer})
    assert result.sheet is None
    assert codes(result) == ["names-altered"]


def test_a_name_in_other_quotes_and_spaces_is_the_same_name():
    name = "Seán O’Brien"
    sheet = replace(SHEET, candidate_name=name)
    data = fill(score_sheet(PLAN, sheet), values_of(example(sheet), PLAN))
    data = edit_text(data, name, "Seán\u00a0O'Brien")
    assert read(data, {**ISSUED, sheet.reference: sheet}).findings == ()


def test_any_other_word_document_is_left_alone():
    result = read(docx(p("Minutes of the meeting"), table(("1", "Apologies", "None")), footer="SK-Page 1"))
    assert result.sheet is None
    assert codes(result) == ["not-a-score-sheet"]
    assert not result.findings[0].is_error


def test_a_file_that_is_no_word_document_gives_a_finding_and_no_sheet():
    result = read(b"%PDF-1.7 ...")
    assert result.sheet is None
    assert codes(result) == ["pdf"]


def test_a_picture_in_the_evidence_is_named():
    drawing = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:drawing/></w:r></w:p>'
    result = read(
        edit(
            FILLED,
            lambda root: row(root, "Q3.evidence").findall(W + "tc")[-1].append(etree.fromstring(drawing)),
        )
    )
    assert result.sheet == example(SHEET)
    assert codes(result) == ["picture-unread"]


def test_a_sheet_sent_back_as_it_went_out_is_an_error_once():
    result = read(score_sheet(PLAN, SHEET))
    assert codes(result) == ["interest-missing", "not-filled-in", "not-alone"]
    assert [f.is_error for f in result.findings] == [False, True, False]


def test_every_label_and_cell_helper_is_used_as_the_layout_has_it():
    """The fixture is only as good as its likeness to the layout: all tags, each once."""
    data = score_sheet(PLAN, SHEET)
    text = parts_of(data)["word/document.xml"].decode()
    tags = layout.score_sheet_tags(PLAN)
    assert len(tags) == len(set(tags)) == 3 + 3 * 5 + 3
    assert [text.count(f'<w:tag w:val="{tag}"/>') for tag in tags] == [1] * len(tags)
    assert tc("x").startswith("<w:tc>")
