"""The printed bank: everything is in it, it is sound, and its contents page is right."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import openxml_audit
import pytest
from lxml import etree

from interview_kit.bank import load_bank
from interview_kit.documents.bank_book import compose_bank_book, edition
from interview_kit.documents.bank_book_pages import settle_pages
from interview_kit.documents.bank_book_view import competency_views, kind_rows
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question, Status
from interview_kit.domain.typography import printed
from interview_kit.errors import KitError
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts
from interview_kit.word.xml import NAMESPACES
from tests.documents import papers

BANK = load_bank()
FRAMEWORKS = sorted(BANK.frameworks)
W = f"{{{NAMESPACES['w']}}}"


@dataclass(frozen=True)
class Book:
    """A framework's book, and what went into it."""

    framework: Framework
    questions: tuple[Question, ...]
    data: bytes

    @property
    def body(self) -> etree._Element:
        """The text of the document."""
        return etree.fromstring(read_parts(self.data)["word/document.xml"])


def live(framework: str) -> tuple[Question, ...]:
    """Return the live questions of a framework, in the order of its competencies."""
    every = [q for q in BANK.questions.values() if q.status is Status.LIVE]
    order = [f"{framework}/{c.id}" for c in BANK.frameworks[framework].competencies]
    return tuple(q for competency in order for q in every if q.competency == competency)


def book_of(framework: str, questions: tuple[Question, ...] | None = None) -> Book:
    found = BANK.frameworks[framework]
    chosen = live(framework) if questions is None else questions
    return Book(found, chosen, compose_bank_book(found, chosen, papers.TEMPLATES))


@pytest.fixture(scope="module", params=FRAMEWORKS)
def book(request: pytest.FixtureRequest) -> Book:
    """The book of each shipped framework."""
    return book_of(request.param)


def words(element: etree._Element) -> str:
    """Return the visible words, single-spaced."""
    return " ".join("\n".join(str(t.text or "") for t in element.iter(f"{W}t")).split())


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def paragraphs(book: Book, style: str) -> list[etree._Element]:
    return [
        p
        for p in book.body.iter(f"{W}p")
        if (found := p.find(f"{W}pPr/{W}pStyle")) is not None and found.get(f"{W}val") == style
    ]


def bookmarks(book: Book) -> list[str]:
    return [str(mark.get(f"{W}name")) for mark in book.body.iter(f"{W}bookmarkStart")]


def test_a_book_is_sound_and_open_to_everybody(book: Book, tmp_path: Path):
    assert lint_docx(book.data, "book.docx") == []
    file = tmp_path / "book.docx"
    file.write_bytes(book.data)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.ooxml
def test_microsofts_own_validator_finds_no_error(book: Book, ooxml_validator: str, tmp_path: Path):
    file = tmp_path / "book.docx"
    file.write_bytes(book.data)
    done = subprocess.run(
        [ooxml_validator, str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    found = json.loads(done.stdout)
    assert (found["ok"], found["errors"]) == (True, [])


def test_a_book_is_the_same_every_time(book: Book):
    assert compose_bank_book(book.framework, book.questions, papers.TEMPLATES) == book.data


def test_a_book_has_every_word_of_its_questions(book: Book):
    text = one_spaced(words(book.body))
    assert len(book.questions) > 30
    for question in map(printed, book.questions):
        marks = question.benchmarks
        said = [question.id, question.lead, question.alternative, question.notes, question.variant_group]
        said += [probe.ask for probe in question.probes]
        said += [clause.text for clause in (*marks.weak, *marks.acceptable, *marks.strong)]
        assert [one for one in said if one_spaced(one) not in text] == []


def test_a_book_has_every_word_of_the_framework(book: Book):
    text = one_spaced(words(book.body))
    framework = printed(book.framework)
    said = [framework.title, framework.organisation, framework.audience]
    said += [cluster.title for cluster in framework.clusters]
    for competency in framework.competencies:
        said += [competency.title, competency.definition, *competency.skills]
        said += [s.text for s in competency.statements]
        said += [i.text for i in competency.indicators.values()]
    assert len(said) > 40
    assert [one for one in said if one_spaced(one) not in text] == []


def test_each_competency_and_question_is_a_heading_in_order(book: Book):
    competencies = [words(p) for p in paragraphs(book, "Heading2")]
    assert competencies == [c.title for c in book.framework.competencies]
    questions = [words(p).split()[-1] for p in paragraphs(book, "Heading3")]
    assert questions == [q.id for q in book.questions]


def test_a_clause_names_the_behaviours_it_rests_on_and_which_are_absent():
    book = book_of("norwich-pace")
    question = printed(book.questions[0])
    text = one_spaced(words(book.body)).replace("\N{NO-BREAK SPACE}", " ")
    for clause in question.benchmarks.strong:
        assert f"{one_spaced(clause.text)} ({', '.join(clause.traced_to)})" in text
    weak = [c for c in question.benchmarks.weak if all(i.startswith("e") for i in c.traced_to)]
    assert len(weak) > 0
    for clause in weak:
        assert f"{one_spaced(clause.text)} ({', '.join(clause.traced_to)} absent)" in text


def test_the_title_page_counts_what_is_in_the_book(book: Book):
    figures = [int(words(p)) for p in paragraphs(book, "Figure")]
    competencies = book.framework.competencies
    assert figures == [
        len(competencies),
        sum(len(c.effective) for c in competencies),
        sum(len(c.ineffective) for c in competencies),
        len(book.questions),
    ]
    rows = kind_rows(book.questions)
    assert sum(row.counts[-1] for row in rows) == len(book.questions)
    assert all(sum(row.counts[:-1]) == row.counts[-1] > 0 for row in rows)


def test_contents_lead_to_every_competency_and_cluster(book: Book):
    lines = [*paragraphs(book, "TOC1"), *paragraphs(book, "TOC2")]
    targets = [str(link.get(f"{W}anchor")) for p in lines for link in p.iter(f"{W}hyperlink")]
    assert len(targets) == len(book.framework.clusters) + len(book.framework.competencies)
    assert set(targets) <= set(bookmarks(book))
    (field,) = [t.text for t in book.body.iter(f"{W}instrText") if "TOC" in str(t.text)]
    assert field is not None
    assert '"2-2"' in field


def test_every_page_reference_and_link_leads_to_a_bookmark(book: Book):
    marks = bookmarks(book)
    assert len(marks) == len(set(marks))
    links = [str(link.get(f"{W}anchor")) for link in book.body.iter(f"{W}hyperlink")]
    fields = [str(t.text).split()[1] for t in book.body.iter(f"{W}instrText") if "PAGEREF" in str(t.text)]
    assert len(fields) == len(book.framework.competencies) + len(book.questions)
    assert set(links) | set(fields) <= set(marks)
    assert all(len(mark) <= 40 for mark in marks)


def test_each_section_has_its_competency_in_the_header(book: Book):
    parts = read_parts(book.data)
    relations = dict(
        re.findall(r'Id="([^"]*)"[^>]*Target="([^"]*)"', parts["word/_rels/document.xml.rels"].decode())
    )
    sections = [
        relations[str(s.get(f"{{{NAMESPACES['r']}}}id"))] for s in book.body.iter(f"{W}headerReference")
    ]
    shown = [words(etree.fromstring(parts[f"word/{target}"])) for target in sections]
    assert len(shown) == 1 + len(book.framework.competencies)
    for competency, header in zip(book.framework.competencies, shown[1:], strict=True):
        assert competency.title in header
        assert header.endswith("Do not show to candidates")


def test_the_edition_changes_with_a_word():
    framework, questions = BANK.frameworks["norwich-pace"], live("norwich-pace")
    changed = questions[0].model_copy(update={"notes": "Another note."})
    assert edition(framework, questions) == edition(framework, questions)
    assert edition(framework, (changed, *questions[1:])) != edition(framework, questions)
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", edition(framework, questions))


def test_a_competency_without_questions_says_so():
    first = BANK.frameworks["norwich-pace"].competencies[0].id
    few = tuple(q for q in live("norwich-pace") if q.competency != f"norwich-pace/{first}")
    book = book_of("norwich-pace", few)
    assert lint_docx(book.data, "book.docx") == []
    assert words(book.body).count("There is no live question on this competency.") == 1


def test_a_book_without_any_question_is_still_sound():
    assert lint_docx(book_of("cambridge-leadership", ()).data, "book.docx") == []


def test_a_question_too_long_for_a_page_is_set_smaller_then_goes_on_to_a_second():
    framework, questions = BANK.frameworks["cambridge-core"], live("cambridge-core")
    first = questions[0].model_copy(update={"notes": ""})
    places = [
        settle_pages(
            competency_views(framework, (first.model_copy(update={"notes": "word " * n}), questions[1]))
        )
        for n in range(0, 900, 20)
    ]
    dense = [p.competencies[0].questions[0].dense for p in places]
    apart = [p.competencies[0].questions[0].answers_apart for p in places]
    assert dense == sorted(dense)
    assert apart == sorted(apart)
    assert dense.index(True) < apart.index(True)
    assert [p.competencies[0].questions[1].page for p in places] == [5 + two for two in apart]


def test_a_missing_template_is_a_finding():
    with pytest.raises(KitError) as error:
        compose_bank_book(BANK.frameworks["cambridge-core"], (), {})
    assert [f.where for f in error.value.findings] == ["templates/bank-book.docx"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["cambridge-leadership", "norwich-pace"])
def test_libreoffice_puts_everything_on_the_page_that_the_book_says(
    name: str, soffice: str, pdftotext: str, tmp_path: Path
):
    made = book_of(name)
    (tmp_path / "book.docx").write_bytes(made.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.docx")], check=True, capture_output=True, timeout=180)
    told = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / "book.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    pages = told.stdout.decode("utf-8").split("\f")[:-1]
    settled = settle_pages(competency_views(made.framework, made.questions))
    assert len(pages) == settled.count
    for competency, place in zip(made.framework.competencies, settled.competencies, strict=True):
        assert re.search(rf"{re.escape(competency.title)}\.+ *{place.page}\n", pages[1])
        assert f"{made.framework.id}/{competency.id}\n" in pages[place.page - 1]
        mine = [q for q in made.questions if q.competency == f"{made.framework.id}/{competency.id}"]
        for question, at in zip(mine, place.questions, strict=True):
            assert question.id in pages[at.page - 1]
            assert "hat you might hear" in pages[at.page - 1 + at.answers_apart]
    assert [page for page in pages[1:] if "Do not show to candidates" not in page] == []
