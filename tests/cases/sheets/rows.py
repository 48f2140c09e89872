"""Shapes of a sheet whose rows or printed words somebody changed."""

from __future__ import annotations

from dataclasses import replace

from tests.cases.sheets.shape import Resaved, Shape, blank
from tests.fill import editors, hands, tracking

_MOVED: dict[str, dict[str, object]] = {
    "Q2": {"evidence": "Little on what she learned."},
    "Q3": {"evidence": ""},
}


def _after(*findings: str, **more: object) -> dict[str, Resaved]:
    """Return what is read after LibreOffice 7.4 dropped the tags: the row is all there is to go by."""
    after = Resaved(findings, **more)  # type: ignore[arg-type]
    return {"docx": after}


_SHAPES = (
    Shape("rows-reordered", lambda filled: hands.rows_reversed(filled.data, "Q1")),
    Shape("questions-reordered", lambda filled: hands.tables_swapped(filled.data, "Q1", "Q3")),
    Shape("row-in-another-table", lambda filled: hands.row_to_table(filled.data, "Q1.score", "Q3")),
    Shape(
        "score-row-deleted",
        lambda filled: hands.without_row(filled.data, "Q1.score"),
        ratings=blank("Q1"),
        findings=("question 1 row-missing", "question 1 score-missing?"),
    ),
    Shape(
        "evidence-row-deleted",
        lambda filled: hands.without_row(filled.data, "Q1.evidence"),
        ratings={"Q1": {"evidence": ""}},
        findings=("question 1 row-missing", "question 1 evidence-missing?"),
    ),
    Shape(
        "behaviour-row-deleted",
        lambda filled: hands.without_row(filled.data, "Q1.i1"),
        ratings={"Q1": {"heard": ("e1",)}},
        findings=("question 1 row-missing",),
    ),
    Shape(
        "row-deleted-with-tracking",
        lambda filled: tracking.deleted_row(filled.data, "Q1.i1"),
        ratings={"Q1": {"heard": ("e1",)}},
        findings=("question 1 row-missing",),
    ),
    Shape(
        "question-deleted",
        lambda filled: hands.without_table(filled.data, "Q1"),
        ratings={"Q1": {**blank("Q1")["Q1"], "evidence": "", "heard": ()}},
        findings=("question 1 row-missing", "question 1 score-missing?"),
    ),
    Shape(
        "score-row-doubled",
        lambda filled: hands.with_row_twice(filled.data, "Q1.score"),
        findings=("question 1 row-twice", "question 1 control-twice?"),
        resaved=_after("question 1 row-twice"),
    ),
    Shape(
        "behaviour-row-doubled",
        lambda filled: hands.with_row_twice(filled.data, "Q1.e1"),
        findings=("question 1 row-twice",),
    ),
    Shape(
        "question-doubled",
        lambda filled: hands.with_table_twice(filled.data, "Q1"),
        findings=("question 1 row-twice", "question 1 control-twice?"),
        resaved=_after("question 1 row-twice"),
    ),
    Shape(
        "question-edited",
        lambda filled: editors.edit_text(filled.data, "a colleague let you down", "a manager let you down"),
        findings=("question 3 wording-altered?",),
    ),
    Shape(
        "behaviour-edited",
        lambda filled: editors.edit_text(filled.data, "Is abrupt, dismissive", "Is never abrupt, dismissive"),
        findings=("question 1 wording-altered?",),
    ),
    Shape(
        "quotes-and-spaces-edited",
        lambda filled: editors.edit_text(
            filled.data, "didn’t get your point", "didn&apos;t  get\nyour point"
        ),
    ),
    Shape(
        "key-typed-over",
        lambda filled: editors.edit_text(filled.data, ">Q1.score<", ">my score<"),
        findings=("question 1 row-missing",),
        resaved=_after(
            "question 1 row-unknown?",
            "question 1 row-missing",
            "question 1 score-missing?",
            ratings=blank("Q1"),
        ),
    ),
    Shape(
        "score-control-in-another-row",
        lambda filled: hands.control_to_row(filled.data, "Q1.score", "Q2.score"),
        ratings=blank("Q1", "Q2"),
        findings=("question 1 score-unclear", "question 2 score-unclear"),
        resaved=_after("question 1 score-missing?", "question 2 score-unclear", ratings=blank("Q1", "Q2")),
    ),
    Shape(
        "evidence-control-in-another-row",
        lambda filled: hands.control_to_row(filled.data, "Q3.evidence", "Q2.evidence"),
        ratings=_MOVED,
        resaved=_after("question 2 not-asked-with-evidence?", "question 3 evidence-missing?", ratings=_MOVED),
        findings=(
            "question 2 not-asked-with-evidence?",
            "question 3 box-and-row-differ?",
            "question 3 evidence-missing?",
        ),
    ),
)
SHAPES = tuple(replace(shape, libreoffice=("docx",)) for shape in _SHAPES)
