"""The page on coverage: the marks, the totals, the gaps, and nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from interview_kit.bank import load_bank
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question
from interview_kit.domain.typography import typographic
from interview_kit.errors import KitError
from interview_kit.reports.coverage import build_coverage, render_coverage
from tests.reports.browser import open_page

BANK = load_bank()
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} \"'><img src=x onerror=alert(1)>"


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


def live(framework: str) -> tuple[Question, ...]:
    return tuple(q for q in BANK.questions.values() if q.id.startswith(f"{framework}/"))


def some(framework: str, *numbers: str) -> tuple[Framework, tuple[Question, ...]]:
    """Return a framework with only these questions of its first competency."""
    found = BANK.frameworks[framework]
    full = f"{framework}/{found.competencies[0].id}"
    return found, tuple(q for q in live(framework) if q.id in {f"{full}/{n}" for n in numbers})


@pytest.mark.parametrize("name", sorted(BANK.frameworks))
def test_a_mark_stands_where_a_question_names_the_behaviour_and_nowhere_else(name: str) -> None:
    framework, questions = BANK.frameworks[name], live(name)
    coverage = build_coverage(framework, questions)
    assert [m.id for m in coverage.matrices] == [c.id for c in framework.competencies]
    marks = 0
    for matrix in coverage.matrices:
        mine = [q for q in questions if q.competency == f"{name}/{matrix.id}"]
        assert [c.lead for c in matrix.columns] == [typographic(q.lead) for q in mine]
        for row in matrix.rows:
            wanted = [
                "E" if row.id in q.indicators else "L" if row.id in q.contra_indicators else "" for q in mine
            ]
            assert list(row.marks) == wanted
            assert row.total == sum(bool(mark) for mark in wanted)
            marks += row.total
        assert sum(c.total for c in matrix.columns) == sum(r.total for r in matrix.rows)
    assert marks > len(questions)


def test_a_behaviour_without_a_question_and_one_with_a_single_group_are_gaps() -> None:
    framework, questions = some("cambridge-core", "q01")
    (question,) = questions
    first, *others = build_coverage(framework, questions).matrices
    gaps = {row.id: row.gap for row in first.rows}
    assert {gaps[i] for i in question.indicators} == {"one group only"}
    assert {gaps[i] for i in question.contra_indicators} == {""}
    assert {
        gap for i, gap in gaps.items() if i not in {*question.indicators, *question.contra_indicators}
    } == {"no question"}
    assert all(row.gap == "no question" for matrix in others for row in matrix.rows)


def test_two_questions_of_one_group_are_one_group() -> None:
    framework, questions = some("cambridge-core", "q01")
    twin = questions[0].model_copy(update={"id": questions[0].id.replace("q01", "q99")})
    (first, *_) = build_coverage(framework, (*questions, twin)).matrices
    thin = [row for row in first.rows if row.effective and row.total]
    assert {row.gap for row in thin} == {"one group only"}
    assert {row.total for row in thin} == {2}


def test_the_page_says_in_short_what_is_missing(templates) -> None:
    coverage = build_coverage(*some("cambridge-core", "q01"))
    text = Page(render_coverage(coverage, templates)).text
    assert [line for line in coverage.in_short if line not in text] == []
    assert "are without a question." in text
    assert "one group only: an interview that cannot use them loses the behaviour." in text
    assert "▼ no question" in text
    assert "▼ No live question" in text


def test_the_page_has_every_behaviour_and_question_in_words(templates) -> None:
    framework = BANK.frameworks["norwich-pace"]
    text = Page(render_coverage(build_coverage(framework, live("norwich-pace")), templates)).text
    said = [typographic(i.text) for c in framework.competencies for i in c.indicators.values()]
    said += [typographic(q.lead) for q in live("norwich-pace")]
    assert len(said) > 60
    assert [one for one in said if " ".join(one.split()) not in text] == []


def test_marks_are_not_added_up_under_the_number_of_questions(templates) -> None:
    page = render_coverage(build_coverage(*some("cambridge-core", "q01", "q02")), templates)
    ((*counts, last),) = [
        re.findall(r"<td[^>]*>(.*?)</td>", foot)
        for foot in re.findall(r"<tfoot>(.*?)</tfoot>", page, re.DOTALL)
    ]
    assert [c.isdecimal() for c in counts] == [True, True]
    assert last == ""


def test_twelve_questions_print_on_the_heading_s_page_with_their_numbers_whole(
    templates, chromium: str, pdftotext: str, tmp_path: Path
) -> None:
    framework = BANK.frameworks["norwich-pace"]
    page = render_coverage(build_coverage(framework, live("norwich-pace")), templates)
    target = tmp_path / "coverage.pdf"
    open_page(chromium, tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    made = subprocess.run(
        [pdftotext, "-layout", str(target), "-"], check=True, capture_output=True, timeout=60
    )
    pages = made.stdout.decode("utf-8").rstrip("\f").split("\f")
    heads = [" ".join(f"q{n:02}" for n in range(1, 13))] * 4
    found = [re.search(r"Behaviour +(q.*?) +Questions", p) for p in pages]
    assert [" ".join(f[1].split()) for f in found if f] == heads
    assert "Which question serves which behaviour" in pages[0]


def test_the_page_loads_nothing_and_its_policy_allows_this_style_only(templates) -> None:
    page = render_coverage(
        build_coverage(BANK.frameworks["cambridge-core"], live("cambridge-core")), templates
    )
    seen = Page(page)
    assert re.findall(r"(?:https?:)?//[a-z]", page) == []
    assert {name for name, _ in seen.tags} & {"script", "link", "img", "iframe", "form"} == set()
    names = {name for _, attrs in seen.tags for name in attrs}
    assert not {n for n in names if n in {"src", "style"} or n.startswith("on")}
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [a["content"] for a in seen.attributes("meta") if "http-equiv" in a]
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


def test_heads_have_scope_regions_have_names_and_links_lead_somewhere(templates) -> None:
    seen = Page(
        render_coverage(build_coverage(BANK.frameworks["cambridge-core"], live("cambridge-core")), templates)
    )
    heads = seen.attributes("th")
    assert len(heads) > 100
    assert all(a.get("scope") in {"row", "col"} for a in heads)
    ids = [a["id"] for _, a in seen.tags if "id" in a]
    assert len(ids) == len(set(ids)) > 8
    wanted = {a["aria-labelledby"] for _, a in seen.tags if "aria-labelledby" in a}
    wanted |= {(a["href"] or "")[1:] for a in seen.attributes("a")}
    assert wanted <= set(ids)


def test_texts_never_become_markup_or_template(templates) -> None:
    framework, questions = some("cambridge-core", "q01")
    hostile = framework.model_copy(update={"title": HOSTILE, "organisation": HOSTILE})
    asked = questions[0].model_copy(update={"lead": HOSTILE})
    seen = Page(render_coverage(build_coverage(hostile, (asked,)), templates))
    assert seen.attributes("script") == []
    assert seen.attributes("img") == []
    assert seen.text.count(typographic(HOSTILE)) >= 3


@pytest.mark.parametrize(
    "case",
    [
        ("coverage.html.j2", "one\n{% if %}", "templates/coverage.html.j2:2"),
        ("coverage.html.j2", "{{ coverage.nothing }}", "templates/coverage.html.j2"),
        ("coverage.html.j2", "{{ ''.__class__.__mro__ }}", "templates/coverage.html.j2"),
        ("coverage.css", "a{}</STYLE>", "templates/coverage.css"),
    ],
)
def test_a_broken_or_forbidden_template_is_named(templates, tmp_path: Path, case) -> None:
    name, text, where = case
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KitError) as raised:
        render_coverage(build_coverage(*some("cambridge-core", "q01")), {**templates, name: path})
    assert [f.where for f in raised.value.findings] == [where]


def test_a_missing_or_unreadable_style_is_named(templates, tmp_path: Path) -> None:
    coverage = build_coverage(*some("cambridge-core", "q01"))
    with pytest.raises(KitError, match=r"coverage\.css: is missing"):
        render_coverage(coverage, {k: v for k, v in templates.items() if k != "coverage.css"})
    path = tmp_path / "comparison.css"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(KitError, match="is not UTF-8"):
        render_coverage(coverage, {**templates, "comparison.css": path})


@pytest.mark.chromium
def test_a_browser_accepts_the_page_under_its_own_policy(chromium: str, templates, tmp_path: Path) -> None:
    coverage = build_coverage(BANK.frameworks["norwich-pace"], live("norwich-pace"))
    shot = tmp_path / "page.png"
    said = open_page(chromium, tmp_path, render_coverage(coverage, templates), f"--screenshot={shot}")
    assert "Content Security Policy" not in said
    assert shot.stat().st_size > 20_000
