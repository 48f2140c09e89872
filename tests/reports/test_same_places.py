"""Every place, total, certainty, mean and score on candidates, read out of all three documents, is the model's."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml.html import fromstring
from openpyxl import load_workbook

from interview_kit.reports.excel import render_excel
from interview_kit.reports.html import render_html
from interview_kit.reports.model import Report
from interview_kit.reports.summary import summarise
from interview_kit.reports.word import render_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHORT = {"not asked": "n/a", "no answer": "none", "blank": "–", "no sheet": "–", "not counted": "–"}
"""What the workbook writes out."""
Rows = list[list[list[str]]]
"""Rows of cells of paragraphs."""


@dataclass(frozen=True)
class Figures:
    """What a document says of the candidates, by reference, and by reference and number or key."""

    order: tuple[tuple[str, ...], ...]
    """Reference, place, total, minimums, certainty and outcome of each, from first to last."""
    means: dict[tuple[str, int], str]
    """On each competency."""
    answers: dict[tuple[str, str], str]
    """On each question; ``not asked`` and the like where there is no figure."""
    scores: dict[tuple[str, str], tuple[str, ...]]


def of_model(report: Report) -> Figures:
    answers = {(p.candidate.ref, e.question.key): e for p in report.pages for e in p.evidence}
    return Figures(
        order=tuple(
            (r.candidate.ref, r.place, r.total, r.minimums.text, r.certainty.text, r.outcome)
            for r in report.merit
        ),
        means={
            (row.candidate.ref, at): cell.value or cell.missing
            for row in report.heat.rows
            for at, cell in enumerate(row.cells)
        },
        answers={key: e.figure.removeprefix("mean ") for key, e in answers.items()},
        scores={key: e.scores for key, e in answers.items()},
    )


def word_tables(data: bytes) -> dict[str, Rows]:
    root = etree.fromstring(ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return {
        table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"): [
            [
                ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")]
                for cell in row.findall(f"{W}tc")
            ]
            for row in table.findall(f"{W}tr")[1:]
        ]
        for table in root.iter(f"{W}tbl")
    }


def of_word(report: Report, templates: Any) -> Figures:  # noqa: ANN401 - see conftest
    tables = word_tables(render_word(report, templates))
    evidence = {
        (title.split()[1], row[0][0].split()[0]): row[0]
        for title, rows in tables.items()
        if title.startswith("Evidence: ")
        for row in rows
    }
    return Figures(
        order=tuple(
            (who[0].split()[0], place[0], total[0], *(cell[0] for cell in rest))
            for place, who, total, *rest in tables["Merit order"]
        ),
        means={
            (row[0][0].split()[0], at): plain(cell[0])
            for row in tables["Heat map"]
            for at, cell in enumerate(row[1:-1])
        },
        answers={key: cell[2].removeprefix("mean ") for key, cell in evidence.items()},
        scores={key: tuple(plain(cell[1]).split()) for key, cell in evidence.items()},
    )


def of_html(report: Report, templates: Any) -> Figures:  # noqa: ANN401 - same
    page = fromstring(render_html(report, templates))
    tables = [[[words(cell) for cell in row] for row in table.iter("tr")] for table in page.iter("table")]
    order = next(rows for rows in tables if rows[0][0] == ["Place"] and rows[0][-1] == ["Outcome"])
    heat = next(rows for rows in tables if rows[0][0] == ["Candidate"] and rows[0][-1] == ["Total"])
    evidence = [
        rows for rows in tables if rows[0][0] == ["Question"] and rows[0][1][0].startswith("What the")
    ]
    refs = [row[1][0] for row in order[1:]]
    answers = {(ref, row[0][0]): row[0] for ref, rows in zip(refs, evidence, strict=True) for row in rows[1:]}
    return Figures(
        order=tuple(
            (who[0], place[0], total[0], *(" ".join(cell) for cell in rest))
            for place, who, total, *rest in order[1:]
        ),
        means={(row[0][0], at): plain(cell[0]) for row in heat[1:] for at, cell in enumerate(row[1:-1])},
        answers={key: cell[-1].removeprefix("mean ") for key, cell in answers.items()},
        scores={key: tuple(plain(" ".join(cell[2:-1])).split()) for key, cell in answers.items()},
    )


def of_excel(report: Report) -> Figures:
    book = load_workbook(io.BytesIO(render_excel(report)), data_only=True)
    order, means = [], {}
    for row in book["Summary"].iter_rows(values_only=True):
        if re.fullmatch(r"C\d\d", str(row[2])):
            _, place, ref, _, *figures = [cell for cell in row if cell is not None]
            count = len(report.competencies)
            means |= {(ref, at): two(value) for at, value in enumerate(figures[:count])}
            total, _, _, minimums, certainty, outcome = figures[count:]
            order.append((ref, str(place), two(total), minimums, certainty, outcome))
    answers, scores = {}, {}
    heads, *rows = [r for r in book["Ratings"].iter_rows(values_only=True) if r[4] is not None]
    first, mean = heads.index("P1 Helen Marsh"), heads.index("Mean")
    for row in rows:
        key = (row[2], row[4])
        scores[key] = tuple(_SHORT.get(str(c), str(c)) for c in row[first : first + len(report.members)])
        unasked = row[mean] is None and set(scores[key]) == {"n/a"}
        answers[key] = "not asked" if unasked else two(row[mean])
    return Figures(tuple(order), means, answers, scores)


def words(cell: Any) -> list[str]:  # noqa: ANN401 - lxml gives elements no public type
    return [" ".join(t.split()) for t in cell.itertext() if t.strip()]


def plain(text: str) -> str:
    """Return text without the marks that stand behind a figure."""
    return re.sub("[▼≠○]", "", text).strip()


def two(value: object) -> str:
    """Return a number as it is printed, a text as it stands."""
    if isinstance(value, int | float):
        return str(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return str(value)


@pytest.mark.parametrize("kind", ["word", "html", "excel"])
def test_every_figure_on_candidates_is_the_models(report: Report, templates: Any, kind: str) -> None:  # noqa: ANN401
    wanted = of_model(report)
    found = (
        of_excel(report) if kind == "excel" else {"word": of_word, "html": of_html}[kind](report, templates)
    )
    assert found.order == wanted.order
    assert found.means == wanted.means
    assert found.answers == wanted.answers
    assert found.scores == wanted.scores
    assert (len(found.order), len(found.means), len(found.answers)) == (5, 25, 30)


def test_every_count_of_re_draws_is_the_models(report: Report, templates: Any) -> None:  # noqa: ANN401
    page = fromstring(render_html(report, templates))
    titles = [title.text for title in page.iter("{*}title") if title.text and "of 27" in title.text]
    wanted = [
        f"{bar.candidate.label}: {segment.label} in {segment.count} of {report.certainty.draws}"
        for bar in report.certainty.bars
        for segment in bar.segments
    ]
    assert len(wanted) > 8
    assert titles == wanted
    assert {
        bar.candidate.ref: sum(s.count for s in bar.segments) for bar in report.certainty.bars
    } == dict.fromkeys(("C01", "C02", "C03", "C04"), 27)


def test_the_terminal_says_the_same(report: Report) -> None:
    rows = summarise(report).tables[0].rows
    shown = [(who.split()[0], place, total.split()[0], *rest) for place, who, total, *rest in rows]
    assert shown == [tuple(row) for row in of_model(report).order]
