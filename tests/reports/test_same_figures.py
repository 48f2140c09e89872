"""The panel's figures are the same in Word, Excel and HTML, and they are the model's."""

from __future__ import annotations

import dataclasses
import io
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml.html import fromstring
from openpyxl import load_workbook

from interview_kit.domain.rating import AgreedScore, Mark
from interview_kit.domain.role import Basis
from interview_kit.reports.excel import render_excel
from interview_kit.reports.html import render_html
from interview_kit.reports.word import render_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLES = 8


def tidy(cells) -> tuple[str, ...]:
    """Return a row's texts, a number as it is written short, without empty cells."""
    texts = [" ".join(str(c).split()) for c in cells if c is not None]
    return tuple(
        f"{float(t):g}" if t.replace(".", "", 1).isdecimal() and t.isascii() else t for t in texts if t
    )


def html_rows(page: str) -> set[tuple[str, ...]]:
    return {tidy(cell.text_content() for cell in row) for row in fromstring(page).iter("tr")}


def word_rows(data: bytes) -> set[tuple[str, ...]]:
    root = etree.fromstring(ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return {
        tidy("".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc"))
        for row in root.iter(f"{W}tr")
    }


def excel_rows(data: bytes) -> set[tuple[str, ...]]:
    sheet = load_workbook(io.BytesIO(data))["Agreement"]
    return {tidy(row) for row in sheet.iter_rows(values_only=True)}


def expected(report) -> dict[str, list[tuple[str, ...]]]:
    panel = report.panel
    return {
        "totals": [tidy((r.candidate.label, *r.members, r.panel, r.difference)) for r in panel.own_totals],
        "members": [tidy((r.member.label, r.deviation, r.used, r.spread, r.ratings)) for r in panel.members],
        "changes": [tidy((r.condition, r.first, r.order)) for r in panel.changes],
        "questions": [
            tidy((f"{r.question.key} {r.question.title}", r.widest, r.mean_range, r.exact, r.within_one))
            for r in panel.questions
        ],
        "agreement": [tidy((r.name, r.estimate, r.interval, r.meaning)) for r in panel.agreement],
        "variance": [tidy((r.what, r.share, r.meaning)) for r in panel.variance],
        "weights": [tidy(row) for row in panel.effective_weights],
        "groups": [tidy((r.members, r.candidates, r.order)) for r in panel.groups],
    }


@pytest.fixture(scope="module")
def split(housing):
    """The campaign as if P1 alone had seen C01 and C02, and the others nobody else."""
    h = housing
    for candidate in ("C01", "C02"):
        h = h.without_sheet(candidate, "P2").without_sheet(candidate, "P3")
    for candidate in ("C03", "C04", "C05"):
        h = h.without_sheet(candidate, "P1")
    return h


@pytest.mark.parametrize("whole", [True, False])
def test_every_figure_on_the_panel_is_the_same_in_all_three(
    housing, split, make_report, templates, whole
) -> None:
    report = make_report(housing if whole else split)
    page = render_html(report, templates)
    seen = {
        "word": word_rows(render_word(report, templates)),
        "excel": excel_rows(render_excel(report)),
        "html": html_rows(page),
    }
    wanted = expected(report)
    assert len(wanted) == TABLES
    assert {name for name, rows in wanted.items() if not rows} == (
        {"groups"} if whole else {"variance", "weights"}
    )
    for name, rows in wanted.items():
        for kind, found in seen.items():
            missing = [row for row in rows if row not in found]
            assert missing == [], f"{name} in {kind}"
    for note in (report.panel.questions_note, report.panel.variance_note, report.panel.groups_note):
        assert note in page


@pytest.mark.parametrize("basis", [Basis.INDIVIDUAL, Basis.AGREED])
def test_what_was_agreed_stands_in_all_three_on_either_basis(housing, make_report, templates, basis) -> None:
    agreed = (
        AgreedScore(candidate="C02", question="Q4", score=1, reason="On the probe."),
        AgreedScore(candidate="C03", question="Q2", score=None, reason="No agreement."),
    )
    report = make_report(dataclasses.replace(housing.with_scoring(basis=basis), agreed=agreed))
    book = load_workbook(io.BytesIO(render_excel(report)))
    rows = [[cell.value for cell in row] for row in book["Ratings"].iter_rows()]
    head = next(row for row in rows if "Agreed" in row)
    ref, question, at = (head.index(name) for name in ("Ref", "Question", "Agreed"))
    noted = {(row[ref], row[question]): row[at] for row in rows if isinstance(row[at], int)}
    assert noted == {("C02", "Q4"): 1}
    figures = [row[at + 1] for row in rows if row[question] in {"Q1", "Q4"}]
    assert len(figures) == 10
    assert {"ISNUMBER" in figure for figure in figures} == {basis is Basis.AGREED}
    assert "Agreed 1." in "".join("".join(row) for row in word_rows(render_word(report, templates)))
    assert "Agreed 1." in fromstring(render_html(report, templates)).text_content()


def test_candidates_seen_by_different_members_have_no_joint_order(split, make_report) -> None:
    report = make_report(split)
    assert {row.place for row in report.merit} == {"–"}
    assert report.in_short[0].strong == "Nobody can be placed."
    assert "cannot be compared" in report.in_short[0].rest
    assert [(g.members, g.candidates, g.order) for g in report.panel.groups] == [
        ("P1", "C01 and C02", "1. C01 3.30; not placed: C02"),
        ("P2 and P3", "C03, C04 and C05", "1. C03 3.40, 2. C04 2.75; not placed: C05"),
    ]
    assert report.panel.variance_note == "Not worked out: the groups of candidates cannot be compared."


def test_variance_and_doubt_are_those_of_the_worked_example(report) -> None:
    panel = report.panel
    assert [(r.what, r.share) for r in panel.variance] == [
        ("Candidates", "57%"),
        ("Members", "16%"),
        ("The rest", "26%"),
    ]
    assert "less than 0.35 apart may differ by chance" in panel.variance_note
    assert panel.agreement[-1].estimate == "0.19"


def test_two_members_are_too_few_to_take_differences_apart(housing, make_report) -> None:
    panel = make_report(housing.with_panel("P1", "P2")).panel
    assert panel.variance == ()
    assert panel.variance_note.startswith("Too few to judge")


def test_an_estimated_error_of_nought_is_not_taken_for_certainty(housing, make_report) -> None:
    h = housing
    for at, candidate in enumerate(housing.candidates):
        for question in housing.plan.questions:
            for member in ("P1", "P2", "P3"):
                h = h.with_rating(candidate.ref, question.key, member, 2 + at % 3)
    note = make_report(h).panel.variance_note
    assert "Eρ² is 1.00" in note
    assert "does not prove that the order is sure" in note
    assert "ICC" not in note
    lost = make_report(h.with_rating("C01", "Q1", "P1", Mark.BLANK)).panel.variance_note
    assert "(the ICC: from the 4 whom every member scored in full)" in lost


def test_one_member_has_no_agreement_to_show(housing, make_report) -> None:
    panel = make_report(housing.with_panel("P1")).panel
    assert (panel.questions, panel.questions_note, panel.variance_note, panel.agreement) == ((), "", "", ())


def test_question_that_divides_the_panel_is_named_only_when_it_stands_out(housing, make_report) -> None:
    assert "differ most on Q3" in make_report(housing).panel.questions_note
    level = housing.with_rating("C04", "Q3", "P1", 2).with_rating("C04", "Q3", "P2", 2)
    assert "differ most" not in make_report(level).panel.questions_note
