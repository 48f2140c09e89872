"""The native chart of the comparison: each bar where its figure is, none where there is none."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from interview_kit.reports.chart import BarChart, Series
from interview_kit.reports.model import Report
from interview_kit.reports.word import render_word
from interview_kit.word.package import read_parts
from interview_kit.word.xml import NAMESPACES
from tests.documents.papers import TEMPLATES
from tests.reports import made_up

C, A = f"{{{NAMESPACES['c']}}}", f"{{{NAMESPACES['a']}}}"
CHART = "word/charts/chart1.xml"


def drawn(report: Report) -> etree._Element:
    return etree.fromstring(read_parts(render_word(report, TEMPLATES))[CHART])


def bars(root: etree._Element) -> dict[str, dict[int, str]]:
    """Figures by series and place."""
    return {
        str(series.findtext(f"{C}tx/{C}v")): {
            int(point.get("idx", "")): str(point.findtext(f"{C}v"))
            for point in series.iterfind(f"{C}val//{C}pt")
        }
        for series in root.iter(f"{C}ser")
    }


def names(root: etree._Element) -> list[str]:
    first = next(root.iter(f"{C}ser"))
    return [str(point.findtext(f"{C}v")) for point in first.iterfind(f"{C}cat//{C}pt")]


def axis(root: etree._Element) -> tuple[str | None, str | None]:
    scaling = next(root.iter(f"{C}valAx")).find(f"{C}scaling")
    assert scaling is not None
    ends = [scaling.find(f"{C}{end}") for end in ("min", "max")]
    return tuple(None if end is None else end.get("val") for end in ends)  # type: ignore[return-value]


@pytest.mark.parametrize("members", [1, 3, 6])
def test_up_to_six_members_have_a_bar_each_as_long_as_their_total(members: int):
    report = made_up.report(members=members)
    expected = {
        member.person.ref: {
            at: row.members[n] for at, row in enumerate(report.panel.own_totals) if row.values[n] is not None
        }
        for n, member in enumerate(report.members)
    }
    assert bars(drawn(report)) == expected
    assert names(drawn(report)) == [c.label for c in report.candidates]


def test_more_members_are_drawn_as_lowest_panel_and_highest():
    report = made_up.report(members=7)
    found = bars(drawn(report))
    assert list(found) == ["lowest", "panel", "highest"]
    for at, row in enumerate(report.panel.own_totals):
        known = [value for value in row.values if value is not None]
        assert [found[name][at] for name in found] == [f"{min(known):.2f}", row.panel, f"{max(known):.2f}"]


def test_where_a_member_rated_nothing_there_is_no_bar():
    report = made_up.report()
    first, *others = report.panel.own_totals
    gap = replace(first, members=("–", *first.members[1:]), values=(None, *first.values[1:]))
    panel = replace(report.panel, own_totals=(gap, *others))
    assert 0 not in bars(drawn(replace(report, panel=panel)))["P1"]
    assert 1 in bars(drawn(replace(report, panel=panel)))["P1"]


def test_without_any_rating_there_is_no_chart():
    report = made_up.report(gaps=1)
    parts = read_parts(render_word(report, TEMPLATES))
    assert "<w:drawing>" not in parts["word/document.xml"].decode("utf-8")


@pytest.mark.parametrize(("levels", "ends"), [("pace-4", ("1", "4")), ("civil-service-7", ("1", "7"))])
def test_the_axis_runs_from_the_lowest_level_to_the_highest(levels: str, ends: tuple[str, str]):
    assert axis(drawn(made_up.report(levels=levels))) == ends


def test_of_many_candidates_the_first_twelve_are_drawn_and_a_line_says_so():
    report = made_up.report(candidates=20, competencies=3)
    assert len(names(drawn(report))) == 12
    made = read_parts(render_word(report, TEMPLATES))["word/document.xml"].decode("utf-8")
    assert "The chart shows the first 12 in merit order; the table shows everybody." in made


def test_the_chart_is_described_in_words_and_sized_by_what_it_holds():
    small, large = (
        read_parts(render_word(made_up.report(candidates=n), TEMPLATES))["word/document.xml"].decode("utf-8")
        for n in (3, 12)
    )
    description = re.search(r'<wp:docPr [^>]*descr="([^"]*)"', small)
    assert description is not None
    for lane in made_up.report(candidates=3).panel.spread.lanes:
        assert lane.spoken in description[1]
    heights = [
        int(found) for made in (small, large) for found in re.findall(r'<wp:extent [^>]*cy="(\d+)"', made)
    ]
    assert len(heights) == 2
    assert 2 * 360_000 < heights[0] < heights[1] < 20 * 360_000


def test_every_bar_has_a_fill_an_outline_and_a_label_and_no_two_look_alike():
    series = tuple(Series(f"P{n}", (2.0, None)) for n in range(1, 7))
    root = etree.fromstring(BarChart(("C01", "C02 & <b>"), series, 1, 4).part())
    looks = set()
    for one in root.iter(f"{C}ser"):
        look = one.find(f"{C}spPr")
        assert look is not None
        assert look[0].tag in {f"{A}solidFill", f"{A}pattFill"}
        assert look.find(f"{A}ln/{A}solidFill") is not None
        shown = {e.tag: e.get("val") for e in one.iterfind(f"{C}dLbls/*")}
        assert (shown[f"{C}showVal"], shown[f"{C}showSerName"]) == ("1", "1")
        looks.add(etree.tostring(look[0]))
    assert len(looks) == 6
    assert names(root) == ["C01", "C02 & <b>"]
    assert root.find(f".//{C}legend") is None


def test_the_same_figures_give_the_same_bytes():
    chart = BarChart(("C01",), (Series("P1", (2.0,)),), 1, 4)
    assert chart.part() == chart.part()
