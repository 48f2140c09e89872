"""The comparison in Word: sound for every size, and saying what the report says."""

import json
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from lxml import etree

from interview_kit.errors import KitError
from interview_kit.reports.model import Report
from interview_kit.reports.palette import HEAT
from interview_kit.reports.word import render_word
from interview_kit.reports.word_choice import choose_printed
from interview_kit.word.lint import lint_docx
from interview_kit.word.measure import text_width
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.xml import NAMESPACES
from tests.documents.papers import TEMPLATES
from tests.reports import made_up

W = f"{{{NAMESPACES['w']}}}"
LONG_NAME = "Maximiliana Wolfeschlegelsteinhausen-Featherstonehaugh of Upper Marling and Nether Wallop"
SIZES: dict[str, dict[str, Any]] = {
    "one of everything": {"candidates": 1, "members": 1, "competencies": 3, "gaps": 0},
    "two members": {"candidates": 2, "members": 2, "competencies": 3},
    "the usual": {},
    "an example": {"example": True},
    "five levels, eight candidates": {"candidates": 8, "members": 4, "competencies": 6, "levels": "opm-5"},
    "twelve of everything": {
        "candidates": 12,
        "members": 12,
        "competencies": 12,
        "levels": "civil-service-7",
    },
    "long names": {"candidates": 4, "members": 5, "competencies": 8, "name": LONG_NAME},
    "hostile": {"competencies": 3, "evidence": made_up.HOSTILE, "name": "A<b>&\"'] \u202eمرحبا 👩🏽‍🦽"},
    "long evidence": {"candidates": 2, "competencies": 3, "evidence": (made_up.WORDS * 40)[:5000]},
    "forty candidates": {"candidates": 40, "competencies": 7, "gaps": 0.004},
    "eighty-four answers": {"candidates": 12, "competencies": 7},
    "two hundred candidates": {"candidates": 200, "members": 2, "competencies": 4, "gaps": 0.001},
}


@cache
def report(size: str) -> Report:
    return made_up.report(**SIZES[size])


@cache
def document(size: str) -> bytes:
    return render_word(report(size), TEMPLATES)


def root(made: bytes, part: str = "word/document.xml") -> Any:  # noqa: ANN401 - lxml gives elements no public type
    return etree.fromstring(read_parts(made)[part])


def text(element: Any) -> str:  # noqa: ANN401 - same
    """Text of an element; line breaks as such, paragraphs on lines of their own."""
    lines = []
    for paragraph in element.iter(f"{W}p"):
        pieces = [e.text or "" if e.tag == f"{W}t" else "\n" for e in paragraph.iter(f"{W}t", f"{W}br")]
        lines.append("".join(pieces))
    return "\n".join(lines)


def headings(made: bytes) -> list[str]:
    found = []
    for paragraph in root(made).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith("Heading"):
            found.append("".join(t.text for t in paragraph.iter(f"{W}t")))
    return found


def tables(made: bytes) -> dict[str, Any]:
    return {t.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"): t for t in root(made).iter(f"{W}tbl")}


def grid(table: Any) -> list[list[str]]:  # noqa: ANN401 - same
    return [[text(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


@pytest.mark.parametrize("size", SIZES)
def test_a_comparison_of_any_size_is_sound_and_open_to_everybody(size: str, tmp_path: Path):
    made = document(size)
    assert [f.problem for f in lint_docx(made, "comparison.docx")] == []
    file = tmp_path / "comparison.docx"
    file.write_bytes(made)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []


def test_the_same_report_gives_the_same_bytes():
    assert render_word(report("the usual"), TEMPLATES) == document("the usual")
    assert render_word(made_up.report(), TEMPLATES) == document("the usual")


def test_the_parts_stand_in_the_order_in_which_they_are_needed():
    found = headings(document("the usual"))
    assert found[:6] == [
        "Comparison of candidates",
        "Merit order",
        "Settle before you decide",
        report("the usual").heat.heading,
        "The panel",
        "Total from each member’s scores alone",
    ]
    assert found[-3:] == ["Decision and reasons", "Signed", "Record"]
    people = [h for h in found if re.match(r"C\d\d ", h)]
    assert len(people) == 5
    assert [h.split()[0] for h in people] == [c.ref for c in report("the usual").candidates]


@pytest.mark.parametrize("size", SIZES)
def test_every_table_is_as_wide_as_its_page(size: str):
    widths = {}
    for title, table in tables(document(size)).items():
        grid_widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        for row in table.findall(f"{W}tr"):
            cells = [int(c.get(f"{W}w")) for c in row.iter(f"{W}tcW")]
            assert cells == grid_widths, title
        widths[title] = round(sum(grid_widths) / 567, 1)
        assert min(grid_widths) > 0.6 * 567, title
    assert len(widths) > 9
    assert {w for t, w in widths.items() if t.startswith("Side by side")} <= {26.1}
    assert {w for t, w in widths.items() if not t.startswith("Side by side")} == {17.4}


def test_the_merit_order_says_what_the_report_says():
    rows = grid(tables(document("the usual"))["Merit order"])
    assert len(rows) == 1 + len(report("the usual").merit) == 6
    for row, cells in zip(report("the usual").merit, rows[1:], strict=True):
        assert cells[0] == row.place
        assert cells[1] == row.candidate.label
        assert cells[2].split("\n") == [part for part in (row.total, row.total_note) if part]
        assert cells[3:] == [row.minimums.text, row.certainty.text, row.outcome]


def test_a_thick_rule_parts_placed_from_not_placed():
    merit = report("the usual").merit
    assert sum(row.parts for row in merit) == 1
    rows = tables(document("the usual"))["Merit order"].findall(f"{W}tr")[1:]
    for row, drawn in zip(merit, rows, strict=True):
        edges = {(e.tag, e.get(f"{W}sz")) for e in drawn.iterfind(f".//{W}tcBorders/*")}
        assert edges == ({(f"{W}top", "12")} if row.parts else set())
        total = drawn.findall(f"{W}tc")[2].find(f".//{W}pStyle").get(f"{W}val")
        assert total == ("HeatTotal" if row.placed else "HeatTotalOpen")


def test_each_point_to_settle_has_every_members_score():
    rows = grid(tables(document("the usual"))["Settle before you decide"])
    assert rows[0] == ["Candidate", "Question", "P1", "P2", "P3", "What is open", "What to do"]
    settle = report("the usual").settle
    assert len(settle) == len(rows) - 1 > 0
    for row, cells in zip(settle, rows[1:], strict=True):
        assert row.question is not None
        assert tuple(cells[2:5]) == row.scores
        assert cells[5:] == [row.open, row.todo]


def test_a_members_column_has_room_for_none_on_one_line():
    first, *others = report("the usual").settle
    made = replace(report("the usual"), settle=(replace(first, scores=("2", "2", "none")), *others))
    table = tables(render_word(made, TEMPLATES))["Settle before you decide"]
    columns = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")][2:5]
    padding = 2 * 102
    assert min(columns) - padding >= text_width("none", 9.5) * 1440 / 2.54


def test_no_row_of_a_long_table_stands_alone_on_a_page():
    table = tables(document("forty candidates"))["Settle before you decide, the rest"]
    rows = table.findall(f"{W}tr")
    kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows]
    assert len(rows) > 5
    assert [at for at, stays in enumerate(kept) if stays] == [0, 1, len(rows) - 2]


def test_with_nothing_to_settle_a_sentence_says_so():
    made = made_up.report(candidates=1, members=1, competencies=3, gaps=0)
    assert made.settle == ()
    assert made.settle_note in text(root(render_word(made, TEMPLATES)))


@pytest.mark.parametrize("size", ["the usual", "five levels, eight candidates", "twelve of everything"])
def test_each_cell_of_the_heat_map_has_its_shade_its_flags_and_its_frame(size: str):
    rows = tables(document(size))["Heat map"].findall(f"{W}tr")[1:]
    framed = seen = 0
    for row, drawn in zip(report(size).heat.rows, rows, strict=True):
        cells = drawn.findall(f"{W}tc")[1:-1]
        for cell, box in zip(row.cells, cells, strict=True):
            seen += 1
            fill = box.find(f"{W}tcPr/{W}shd").get(f"{W}fill")
            assert fill == ("FFFFFF" if cell.shade is None else HEAT[cell.shade])
            edges = [(e.get(f"{W}sz")) for e in box.iterfind(f"{W}tcPr/{W}tcBorders/*")]
            assert edges == (["18"] * 4 if cell.below else [])
            framed += cell.below
            shown = text(box)
            assert (cell.missing or cell.value) in shown
            assert [f for f in "▼≠○" if f in shown] == sorted(cell.flags, key="▼≠○".index)
            assert " ".join(cell.members) in " ".join(shown.split()) or size == "twelve of everything"
    assert seen == len(report(size).candidates) * len(report(size).competencies)
    assert framed > 0 or size != "the usual"


def test_above_eight_competencies_heads_are_turned_and_cells_hold_their_figure_alone():
    table = tables(document("twelve of everything"))["Heat map"]
    turned = list(table.iter(f"{W}textDirection"))
    assert len(turned) == 12
    assert {t.get(f"{W}val") for t in turned} == {"btLr"}
    first = grid(table)[1]
    assert all(re.fullmatch(r"\d\.\d\d( [▼≠○])*", cell) for cell in first[1:-1])
    assert "Small figures" not in text(root(document("twelve of everything")))


def test_above_eight_candidates_the_heat_map_begins_a_page():
    for size, begins in (("five levels, eight candidates", False), ("twelve of everything", True)):
        heading = next(
            p
            for p in root(document(size)).iter(f"{W}p")
            if "".join(t.text or "" for t in p.iter(f"{W}t")).startswith("Heat map:")
        )
        assert (heading.find(f"{W}pPr/{W}pageBreakBefore") is not None) == begins


def test_a_long_table_leaves_the_first_page_to_what_matters_and_says_so():
    made, choice = document("forty candidates"), choose_printed(report("forty candidates"))
    drawn = tables(made)
    assert len(grid(drawn["Merit order"])) - 1 == len(choice.merit) == 12
    assert len(grid(drawn["Merit order, the rest"])) - 1 == 28
    assert "The first 12 of 40 candidates; the others stand after the heat map." in text(root(made))
    assert choice.merit + choice.merit_rest == report("forty candidates").merit
    assert choice.settle + choice.settle_rest == report("forty candidates").settle


def test_above_twelve_candidates_only_those_who_matter_have_a_page():
    everybody = report("forty candidates")
    leading = [row.candidate.label for row in everybody.merit[:12] if row.placed]
    settle = [row.candidate.label for row in everybody.settle]
    pages = {h.partition("\t")[0] for h in headings(document("forty candidates")) if re.match(r"C\d\d ", h)}
    labels = {p.removesuffix("Housing Officer · HSG-2026-014") for p in pages}
    assert len(leading) == 12
    assert len(set(leading + settle)) > 16
    assert labels == set(list(dict.fromkeys(leading + settle))[:16])
    said = text(root(document("forty candidates")))
    assert "Candidates with a page of their own here: 16 of 40" in said
    assert (
        "All evidence is in the workbook, comparison.xlsx, on its sheet Evidence, and on the web page" in said
    )


def test_above_twelve_candidates_evidence_stands_once_where_the_decision_turns_on_it():
    everybody, made = report("forty candidates"), document("forty candidates")
    printed = {page.candidate for page in choose_printed(everybody).pages}
    wanted = {
        (row.question.key, row.candidate.ref)
        for row in everybody.settle
        if row.question is not None and row.candidate not in printed
    }
    sides = {t: grid(table)[1:] for t, table in tables(made).items() if t.startswith("Side by side")}
    shown = [(title.split()[-1], row[0].split()[0]) for title, rows in sides.items() for row in rows]
    assert 0 < len(shown) == len(set(shown)) <= 60
    assert set(shown) == wanted
    assert f"all {len(wanted)} answers to settle of candidates who have no page of their own" in text(
        root(made)
    )


def test_of_very_many_answers_to_settle_the_most_consequential_sixty_are_set_side_by_side():
    everybody = made_up.report(120, 3, competencies=4, spread=2, gaps=0)
    choice = choose_printed(everybody)
    printed = {page.candidate for page in choice.pages}
    wanted = [
        (row.question, row.candidate)
        for row in everybody.settle
        if row.question is not None and row.candidate not in printed
    ]
    assert len(wanted) > 60
    assert {(s.question, r.candidate) for s in choice.sides for r in s.rows} == set(wanted[:60])
    assert f"60 of {len(wanted)} answers to settle" in choice.sides_note


def test_what_would_change_the_order_of_many_names_the_first_twelve():
    few, many = made_up.report(12, gaps=0), made_up.report(120, gaps=0)
    assert few.panel.changes[0].order.count(" C") + 1 == 12
    for row in many.panel.changes:
        assert len(re.findall(r"C\d+ ", row.order.partition(";")[0])) == 12
        assert re.search(r" and \d+ more", row.order)


def test_of_many_who_cannot_be_placed_the_first_page_says_how_many():
    many = made_up.report(120, gaps=0.05)
    waiting = sum(row.key == "incomplete" for row in many.merit)
    assert waiting > 12
    said = next(line for line in many.in_short if "cannot be placed yet" in line.text)
    assert said.strong == f"{waiting} of 120 candidates cannot be placed yet: ratings are missing."
    few = next(line for line in made_up.report(12, gaps=0.05).in_short if "cannot be placed yet" in line.text)
    assert few.strong.count("C") > 3


def test_every_question_is_set_side_by_side_those_to_discuss_first():
    found = [t for t in tables(document("the usual")) if t.startswith("Side by side")]
    sides = report("the usual").side_by_side
    discussed = [s.question.key for s in sides if s.to_discuss]
    others = [s.question.key for s in sides if not s.to_discuss]
    assert discussed
    assert others
    assert found == [f"Side by side: {key}" for key in discussed + others]
    said = f"Questions to discuss come first: {', '.join(discussed)}."
    assert said in text(root(document("the usual")))


def test_of_many_answers_only_questions_to_discuss_are_set_side_by_side():
    made, sides = document("eighty-four answers"), report("eighty-four answers").side_by_side
    discussed = [s.question.key for s in sides if s.to_discuss]
    assert 0 < len(discussed) < len(sides)
    found = [t for t in tables(made) if t.startswith("Side by side")]
    assert found == [f"Side by side: {key}" for key in discussed]
    assert f"Only the questions to discuss are set side by side: {', '.join(discussed)}." in text(root(made))


def test_more_than_four_members_stand_under_each_other():
    three = grid(tables(document("the usual"))["Side by side: Q1"])
    twelve = grid(tables(document("twelve of everything"))["Side by side: Q1"])
    assert len(three[0]) == 5
    assert twelve[0] == ["Candidate", "Mean", "What the members gave and wrote"]
    assert [line.split()[0] for line in twelve[1][2].split("\n")] == [f"P{n}" for n in range(1, 13)]


@pytest.mark.parametrize("size", ["the usual", "hostile", "long evidence"])
def test_all_evidence_is_printed_word_for_word(size: str):
    made = document(size)
    everything = text(root(made))
    notes = [n for page in report(size).pages for e in page.evidence for n in e.notes]
    assert len(notes) == len(report(size).candidates) * len(report(size).questions) * 3 > 9
    for note in notes:
        assert note.text.replace("\r", "") in everything


def test_nothing_in_a_value_is_run_as_a_template():
    made = render_word(made_up.report(competencies=3, evidence="{{ 7*7 }} {% for x in y %}"), TEMPLATES)
    assert "{{ 7*7 }} {% for x in y %}" in text(root(made))
    assert "49" not in text(tables(made)["Evidence: C01 Tom Ellery"])


def test_long_evidence_may_break_across_pages_and_short_evidence_may_not():
    for size, splits in (("the usual", False), ("long evidence", True)):
        evidence = [t for title, t in tables(document(size)).items() if title.startswith("Evidence: ")]
        rows = [row for table in evidence for row in table.findall(f"{W}tr")[1:]]
        assert rows
        assert {row.find(f"{W}trPr/{W}cantSplit") is None for row in rows} == {splits}


def test_headings_and_head_rows_stay_with_what_follows():
    made = document("the usual")
    kept = {
        style.get(f"{W}styleId")
        for style in root(made, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {"Heading1", "Heading2", "Heading3"} <= kept
    heads = [table.find(f"{W}tr") for table in tables(made).values()]
    assert len(heads) > 20
    for head in heads:
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        for paragraph in head.iter(f"{W}p"):
            own = paragraph.find(f"{W}pPr/{W}keepNext") is not None
            assert own or paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in kept


def test_the_heat_map_stays_on_one_page_with_its_legend():
    rows = tables(document("the usual"))["Heat map"].findall(f"{W}tr")
    assert len(rows) == 6
    for paragraph in (p for row in rows for p in row.iter(f"{W}p")):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_the_decision_has_a_field_for_each_answer_and_a_line_for_each_signature():
    made = document("the usual")
    tags = [t.get(f"{W}val") for t in root(made).iter(f"{W}tag")]
    assert tags == [f.key for f in report("the usual").decision.fields]
    assert tags[0] == "R.offer"
    assert [row[0] for row in grid(tables(made)["Signatures"])[1:]] == [
        f"{person.label}{', chair' if chair else ''}"
        for person, chair in report("the usual").decision.signatures
    ]
    assert [tuple(row) for row in grid(tables(made)["Record"])[1:]] == [
        (row.what, row.how) for row in report("the usual").record
    ]


@pytest.mark.parametrize("size", ["the usual", "an example"])
def test_head_and_foot_say_what_it_is_on_upright_and_on_wide_pages(size: str):
    made = document(size)
    for part in ("header1", "header2"):
        shown = text(root(made, f"word/{part}.xml"))
        assert "Comparison · Housing Officer · HSG-2026-014" in shown
        assert "Confidential   ·   supports a decision; people make it" in shown
    for part in ("footer1", "footer2"):
        shown = text(root(made, f"word/{part}.xml"))
        assert shown.endswith("Page 1 of 1")
        assert report(size).running_foot in shown.replace("   ·   ", " · ")
        assert shown.startswith("Example, invented data") == (size == "an example")
    sections = list(root(made).iter(f"{W}sectPr"))
    assert [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections] == [None, "landscape", None]


def test_an_example_says_so_at_the_top_and_nothing_else_does():
    assert report("an example").example in text(root(document("an example"))).split("\n")[:4]
    assert "invented" not in text(root(document("the usual")))


def test_title_and_time_stand_in_the_properties():
    parts = read_parts(document("the usual"))
    core, custom = parts["docProps/core.xml"].decode(), parts["docProps/custom.xml"].decode()
    assert "<dc:title>Comparison · Housing Officer · HSG-2026-014</dc:title>" in core
    assert "2026-03-18T10:42:00" in custom


def test_without_a_template_the_error_names_it():
    with pytest.raises(KitError) as caught:
        render_word(report("the usual"), {})
    assert [f.where for f in caught.value.findings] == ["templates/comparison.docx"]


def own_template(folder: Path, *changes: tuple[str, str]) -> dict[str, Path]:
    parts = read_parts(TEMPLATES["comparison.docx"].read_bytes())
    xml = parts["word/document.xml"].decode("utf-8")
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new)
    parts["word/document.xml"] = xml.encode()
    file = folder / "comparison.docx"
    file.write_bytes(write_parts(parts))
    return {"comparison.docx": file}


def test_a_broken_tag_in_an_own_template_is_named(tmp_path: Path):
    broken = own_template(tmp_path, ("{{ report.subtitle }}", "{{ report.subtitel }}"))
    with pytest.raises(KitError) as caught:
        render_word(report("the usual"), broken)
    assert "subtitel" in caught.value.findings[0].problem


def test_an_own_template_may_leave_out_the_chart_and_rename_a_table(tmp_path: Path):
    drawing = re.search(
        r"<w:r><w:drawing>.*?</w:drawing></w:r>",
        read_parts(TEMPLATES["comparison.docx"].read_bytes())["word/document.xml"].decode("utf-8"),
    )
    assert drawing is not None
    changes = (
        (drawing.group(), "<w:r><w:t>No chart.</w:t></w:r>"),
        ('w:val="Heat map"', 'w:val="Our figures"'),
    )
    made = render_word(report("the usual"), own_template(tmp_path, *changes))
    assert lint_docx(made, "comparison.docx") == []
    columns = [int(c.get(f"{W}w")) for c in tables(made)["Our figures"].iter(f"{W}gridCol")]
    assert len(columns) == 7
    assert sum(columns) == round(17.4 * 1440 / 2.54)


@pytest.mark.ooxml
@pytest.mark.parametrize(
    "size", ["the usual", "an example", "twelve of everything", "hostile", "forty candidates"]
)
def test_the_validator_of_the_open_xml_sdk_finds_nothing(size: str, ooxml_validator: str, tmp_path: Path):

    file = tmp_path / "comparison.docx"
    file.write_bytes(document(size))
    done = subprocess.run([ooxml_validator, str(file)], check=False, capture_output=True, timeout=120)
    said = json.loads(done.stdout)
    assert said["errors"] == []
    assert said["ok"]
