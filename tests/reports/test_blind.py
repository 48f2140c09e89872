"""A blind comparison: references only, in every part of every document, and the same figures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from zipfile import ZipFile

import pytest
from lxml import etree

from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.rulings import Decision, PassedOver, Renamed, Rulings, Who
from interview_kit.reports.blind import NameMask
from interview_kit.reports.excel import render_excel
from interview_kit.reports.html import render_html
from interview_kit.reports.summary import summarise
from interview_kit.reports.word import render_word
from interview_kit.reports.word_view import word_view
from interview_kit.word.lint import lint_docx

AT = dt.datetime(2026, 3, 19, 9, 0)  # noqa: DTZ001 - local time
WROTE = {
    "C01": "Priya said that PRIYA RAMAN, or priya.raman@post.example, would ring. Not raman’s idea. Better than Tom.",
    "C02": "Tom. Ellery's list; O'Tom; atom and tomorrow stay. Compared with Amara: thinner.",
    "C03": "osei kept on. Amara-Osei; A. Osei; Osei’s own words.",
}
NAMES = ("Priya", "Raman", "Tom", "Ellery", "Amara", "Osei", "Gareth", "Pugh", "Leila", "Haddad", "Ossei")
LETTERS = re.compile(rf"(?<![^\W_])(?:{'|'.join(NAMES)})(?![^\W_])", re.IGNORECASE)


@pytest.fixture(scope="module")
def named(housing):
    """The campaign with candidates' names in what people wrote, wherever they can write."""
    sheets = []
    for sheet in housing.sheets:
        first, *rest = sheet.ratings
        wrote = first.model_copy(update={"evidence": WROTE.get(sheet.candidate, first.evidence)})
        sheets.append(sheet.model_copy(update={"ratings": (wrote, *rest)}))
    agreed = (AgreedScore(candidate="C02", question="Q4", score=2, reason="Tom Ellery was asked twice."),)
    return dataclasses.replace(housing, sheets=tuple(sheets), agreed=agreed)


RULINGS = Rulings(
    renamed=(
        Renamed(
            at=AT,
            who=Who.CANDIDATE,
            ref="C03",
            before="Amara Ossei",
            after="Amara Osei",
            reason="Amara told us.",
        ),
    ),
    decisions=(
        Decision(
            at=AT,
            appoint=("C03",),
            reserve=("C01",),
            reason="Osei led; Raman was close.",
            passed_over=(PassedOver(candidate="C01", above=("C03",), reason="priya knew less of the law."),),
        ),
    ),
)


@pytest.fixture(scope="module")
def shown(named, make_report):
    return make_report(named.without_sheet("C05", "P3"), rulings=RULINGS)


@pytest.fixture(scope="module")
def hidden(named, make_report):
    return make_report(named.without_sheet("C05", "P3"), rulings=RULINGS, blind=True)


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def every_text(report, templates) -> dict[str, str]:
    """All bytes that a reader could look into, and all words with what was broken up put together again."""
    word, book = parts(render_word(report, templates)), parts(render_excel(report))
    joined = {
        f"{kind} {name}, words": " ".join(
            "".join(p.itertext()) for p in etree.fromstring(text.encode()).iter("{*}p", "{*}si", "{*}is")
        )
        for kind, found in (("word", word), ("excel", book))
        for name, text in found.items()
        if name.endswith(".xml")
    }
    return {
        **{f"word {name}": text for name, text in word.items()},
        **{f"excel {name}": text for name, text in book.items()},
        **joined,
        "html": render_html(report, templates),
        "terminal": repr(summarise(report)),
    }


def test_no_name_stands_anywhere_in_the_files(hidden, shown, templates) -> None:
    with_names, without = every_text(shown, templates), every_text(hidden, templates)
    assert {name.split()[0] for name, text in with_names.items() if LETTERS.search(text)} == {
        "word",
        "excel",
        "html",
        "terminal",
    }
    assert {name: LETTERS.findall(text) for name, text in without.items() if LETTERS.search(text)} == {}
    assert sum("C03" in text for text in without.values()) > 5


def test_only_the_names_are_gone(hidden, shown) -> None:
    assert [row.candidate.label for row in hidden.merit] == [row.candidate.ref for row in shown.merit]
    assert [(r.place, r.total, r.certainty, r.outcome) for r in hidden.merit] == [
        (r.place, r.total, r.certainty, r.outcome) for r in shown.merit
    ]
    assert hidden.figures == tuple(
        dataclasses.replace(row, candidate=dataclasses.replace(row.candidate, name=""))
        for row in shown.figures
    )
    assert [m.person for m in hidden.members] == [m.person for m in shown.members]


def test_words_that_are_no_name_stay(hidden) -> None:
    texts = {page.candidate.ref: page.evidence[0].notes[0].text for page in hidden.pages}
    assert (
        texts["C01"]
        == "[name] said that [name], or [name]@post.example, would ring. Not [name]’s idea. Better than [name]."
    )
    assert texts["C02"] == "[name]'s list; O'[name]; atom and tomorrow stay. Compared with [name]: thinner."
    assert texts["C03"] == "[name] kept on. [name]; A. [name]; [name]’s own words."


def test_the_record_says_that_names_are_hidden_and_in_how_many_texts(hidden, shown) -> None:
    rows = {row.what: row.how for row in hidden.record}
    assert "Masked in 15 texts." in rows["Names hidden"]
    assert "Names hidden" not in {row.what for row in shown.record}
    assert hidden.title == "Comparison of candidates, by reference"


def test_without_names_the_columns_stay_as_they_are(hidden, shown) -> None:
    assert not word_view(hidden).wide_names
    assert word_view(hidden).heat.widths == word_view(shown).heat.widths


def test_the_blind_document_is_sound(hidden, templates) -> None:
    assert [f.problem for f in lint_docx(render_word(hidden, templates), "comparison-blind.docx")] == []


NAMED = NameMask(
    {
        "C1": ("Dr José van der Berg-O’Neill",),
        "C2": ("王小明",),
        "C3": ("Will Grace",),
        "C4": ("مرحبا شلوم",),
        "C5": ("J Wu",),
    }
)


@pytest.mark.parametrize(
    ("about", "written", "masked"),
    [
        ("C1", "Jose, JOSÉ, jose\u0301: van der Valk of Der", "[name], [name], [name]: van der Valk of Der"),
        ("C1", "Berg-O'Neill and berg oneill; O’Neill's; Dr No", "[name] and [name] oneill; [name]'s; Dr No"),
        ("C2", "我问王小明了。", "我问[name]了。"),
        ("C1", "我问王小明了。", "我问[name]了。"),
        ("C3", "will do, with grace", "[name] do, with [name]"),
        ("C1", "will do, with grace; WILL GRACE; Will", "will do, with grace; [name]; [name]"),
        ("C4", "قال مرحبا", "قال [name]"),
        ("C3", "Gra\u00adce and W\u200bill", "[name] and [name]"),
        ("C5", "J. Wu and Wuhan", "[name] and Wuhan"),
        ("", "No name: [name] as typed.", "No name: [name] as typed."),
    ],
)
def test_a_name_is_known_however_it_is_written_and_nothing_else_is(
    about: str, written: str, masked: str
) -> None:
    assert NAMED.text(written, about) == masked
