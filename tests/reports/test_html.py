from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.errors import KitError
from interview_kit.reports.drawings import draw_spread
from interview_kit.reports.html import render_html
from interview_kit.word.measure import CM_PER_POINT, text_width
from tests.reports import made_up
from tests.reports.browser import open_page

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% for %}",
    "javascript:alert(1)",
    "</style><svg onload=alert(1)>",
    "A&B <x/> \"'",
)


class Page(HTMLParser):
    """Collects the tags, attributes and visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text, single-spaced."""
        return " ".join(" ".join(self.words).split())

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such tag."""
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(report, templates) -> str:
    """The rendered page."""
    return render_html(report, templates)


@pytest.fixture(scope="module")
def example_page(housing, make_report, templates) -> str:
    """The page of an example."""
    return render_html(make_report(housing, example=True), templates)


@pytest.fixture
def hostile(housing, make_report):
    """A report whose texts try to become markup, script or template."""
    sheets = list(housing.sheets)
    for at, text in enumerate(HOSTILE):
        first = sheets[at]
        rating = Rating(question="Q1", mark=Mark.SCORED, score=4, evidence=text)
        sheets[at] = ScoreSheet.model_validate(
            first.model_dump(by_alias=True)
            | {"ratings": (rating, *first.ratings[1:]), "interest": True, "interest_details": text}
        )
    people = tuple(
        c.model_copy(update={"name": HOSTILE[n % len(HOSTILE)]}) for n, c in enumerate(housing.candidates)
    )
    campaign = housing.campaign.model_copy(update={"title": HOSTILE[0]})
    return make_report(
        dataclasses.replace(housing, sheets=tuple(sheets), candidates=people, campaign=campaign)
    )


@pytest.mark.parametrize("name", ["Mohammed Al-Rashid", "WWWWWWWWWWWW", "Jo Wu", "Illi Littlefilli"])
def test_a_label_stays_left_of_the_plot_and_is_not_cut_by_the_edge(name: str) -> None:
    report = made_up.report(candidates=2, name=name)
    drawn = draw_spread(report.panel.spread, report.members).lanes[0]
    taken = text_width(f"{drawn.ref} ", 12, bold=True) + text_width(drawn.name, 12)
    assert taken / CM_PER_POINT <= 110
    assert drawn.name == name or drawn.name.endswith("…")


def test_page_says_what_the_report_says(page, report) -> None:
    text = Page(page).text
    for said in (*report.in_short, report.panel.in_short):
        assert said.text in text
    for row in report.settle:
        assert row.open in text
        assert row.todo in text
    assert report.running_foot in text
    assert text.count("C03") > 20


def test_page_loads_nothing_from_anywhere(page) -> None:
    seen = Page(page)
    assert not re.findall(r"(?:https?:)?//[a-z]", page.replace("//# ", ""))
    assert "url(#hatch)" in page
    assert re.findall(r"url\((?!#)", page) == []
    assert not [a for _, attrs in seen.tags for a in attrs if a in {"src", "srcset", "action", "data"}]
    links = [attrs["href"] for attrs in seen.attributes("a")]
    assert len(links) > 5
    assert all(link is not None and link.startswith("#") for link in links)
    assert seen.attributes("link") == []


def test_policy_allows_this_style_and_this_script_and_nothing_else(page) -> None:
    policy = next(
        a["content"]
        for a in Page(page).attributes("meta")
        if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


def test_page_has_no_inline_style_or_handler_that_the_policy_would_refuse(page) -> None:
    names = {name for _, attrs in Page(page).tags for name in attrs}
    assert len(names) > 10
    assert not {n for n in names if n == "style" or n.startswith("on")}


def test_texts_of_people_never_become_markup_script_or_template(hostile, templates) -> None:
    seen = Page(render_html(hostile, templates))
    assert len(seen.attributes("script")) == 1
    assert seen.attributes("img") == []
    assert not [a for _, attrs in seen.tags for a in attrs if a.startswith("on")]
    for text in HOSTILE:
        assert " ".join(text.split()) in seen.text


def test_every_table_has_heads_with_scope_and_every_group_and_drawing_a_name(page) -> None:
    seen = Page(page)
    heads = seen.attributes("th")
    assert len(heads) > 100
    assert all(a.get("scope") in {"row", "col"} for a in heads)
    groups = [a for _, a in seen.tags if a.get("role") == "group"]
    assert len(groups) > 10
    assert all(a.get("aria-label") or a.get("aria-labelledby") for a in groups)
    drawings = seen.attributes("svg")
    assert len(drawings) == 2
    assert all(a["role"] == "img" and a["aria-label"] for a in drawings)


def test_ids_are_unique_and_every_reference_to_one_is_good(page) -> None:
    seen = Page(page)
    ids = [a["id"] for _, a in seen.tags if "id" in a]
    assert len(ids) == len(set(ids)) > 8
    wanted = [a["aria-labelledby"] for _, a in seen.tags if a.get("aria-labelledby")]
    wanted += [(a["href"] or "")[1:] for a in seen.attributes("a")]
    wanted += [a["data-toggle"] for a in seen.attributes("button") if "data-toggle" in a]
    assert set(wanted) <= set(ids)


def test_merit_table_is_sorted_by_buttons_and_says_how(page) -> None:
    seen = Page(page)
    keys = [a["data-key"] for a in seen.attributes("button") if "data-key" in a]
    assert keys == ["place", "candidate", "total", "outcome"]
    assert [a["aria-sort"] for a in seen.attributes("th") if "aria-sort" in a] == ["ascending"]
    rows = [a for a in seen.attributes("tr") if "data-place" in a]
    assert [a["data-place"] for a in rows] == ["1", "2", "3", "4", "5"]
    assert [a["class"] for a in rows] == ["placed", "placed", "placed", " parts", ""]


def test_two_members_have_no_bars_and_the_page_says_why(housing, make_report, templates) -> None:
    seen = Page(render_html(make_report(housing.with_panel("P1", "P2")), templates))
    assert len(seen.attributes("svg")) == 1
    assert "Two members are too few to judge how sure the order is." in seen.text


def test_example_is_said_on_the_page(example_page) -> None:
    text = Page(example_page).text
    assert "the people, the ratings and the evidence in this comparison are invented" in text


@pytest.mark.parametrize(
    "case",
    [
        ("comparison.html.j2", "one\n{% if %}", "templates/comparison.html.j2:2"),
        ("comparison.html.j2", "{{ report.nothing }}", "templates/comparison.html.j2"),
        ("comparison.html.j2", "{{ ''.__class__.__mro__ }}", "templates/comparison.html.j2"),
        ("comparison.css", "a{}</STYLE>", "templates/comparison.css"),
        ("comparison.js", "</script>", "templates/comparison.js"),
    ],
)
def test_broken_or_forbidden_template_is_named(report, templates, tmp_path: Path, case) -> None:
    name, text, where = case
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KitError) as raised:
        render_html(report, {**templates, name: path})
    assert [f.where for f in raised.value.findings] == [where]


def test_missing_and_unreadable_templates_are_named(report, templates, tmp_path: Path) -> None:
    others = {k: v for k, v in templates.items() if k != "comparison.js"}
    with pytest.raises(KitError, match=r"comparison\.js: is missing"):
        render_html(report, others)
    path = tmp_path / "comparison.css"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(KitError, match="is not UTF-8"):
        render_html(report, {**templates, "comparison.css": path})
    with pytest.raises(KitError, match="cannot be read"):
        render_html(report, {**templates, "comparison.css": tmp_path})


@pytest.mark.chromium
def test_browser_accepts_style_and_script_and_refuses_them_when_changed(chromium, page, tmp_path) -> None:
    shot = f"--screenshot={tmp_path / 'page.png'}"
    assert "Content Security Policy" not in open_page(chromium, tmp_path, page, shot)
    changed = page.replace('"use strict";', '"use strict"; var changed;').replace(
        "margin: 0;", "margin: 1px;", 1
    )
    assert "Content Security Policy" in open_page(chromium, tmp_path, changed, shot)


@pytest.mark.chromium
def test_first_page_in_print_holds_everything_that_decides(
    chromium, pdftotext, example_page, tmp_path
) -> None:
    target = tmp_path / "page.pdf"
    open_page(chromium, tmp_path, example_page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    done = subprocess.run(
        [pdftotext, "-layout", str(target), "-"], capture_output=True, check=True, timeout=60
    )
    pages = done.stdout.decode("utf-8").split("\f")
    first = " ".join(pages[0].split())
    for wanted in ("The lead is not safe:", "Settle before you decide", "Heat map", "○ a rating is missing"):
        assert wanted in first
    assert "How sure is the order?" in pages[1]
    every = " ".join(" ".join(pages).split())
    assert "Library assistant. Man wanted help" in every


@pytest.mark.chromium
def test_buttons_sort_the_merit_table_and_open_the_evidence(chromium, report, templates, tmp_path) -> None:
    script = tmp_path / "comparison.js"
    clicks = (
        "document.querySelectorAll('th button')[2].click(); document.querySelector('[data-toggle]').click();"
    )
    script.write_text(templates["comparison.js"].read_text(encoding="utf-8") + clicks, encoding="utf-8")
    page = render_html(report, {**templates, "comparison.js": script})
    seen = Page(open_page(chromium, tmp_path, page, "--dump-dom"))
    rows = [a["data-total"] for a in seen.attributes("tr") if "data-total" in a]
    assert rows == ["2.6", "3.0", "3.05", "3.3333333333333335", "3.35"]
    assert [a.get("aria-sort") for a in seen.attributes("th")][:6] == [
        None,
        None,
        "ascending",
        None,
        None,
        None,
    ]
    assert [("open" in a) for a in seen.attributes("details") if a.get("class") == "candidate"] == [True] * 5
    assert "Sorted by Total, ascending" in seen.text
