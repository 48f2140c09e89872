"""Shapes that editors give a sheet; nobody changed an answer."""

from __future__ import annotations

from tests.cases.sheets.shape import Resaved, Shape
from tests.fill import editors, layers, tracking
from tests.fill.odt import as_odt

_JOINED: dict[str, dict[str, object]] = {
    "Q1": {"evidence": "Rang the centre next morning.He had got there.“I told him straight” — שלום 😀 & <b>"}
}
"""LibreOffice 7.4 drops the line breaks inside a control round a cell."""
_NOTES = {"notes": "Can start in May.Asked about parking."}
_NOTES_JOINED = "notes lines-joined?"
_SPOILT = ("question 1 text-repeated?",)
"""Saved as docx, it also writes such a text several times over where it holds two scripts."""
_TICKS = (
    *("question 1 tick-unclear?", "question 2 tick-unclear?", "question 2 not-asked-with-evidence?"),
    "question 3 tick-unclear?",
)
_CELLS = {
    "odt": Resaved(("question 1 lines-joined?", _NOTES_JOINED), ratings=_JOINED, fields=_NOTES),
    "docx": Resaved((_SPOILT[0], *_TICKS, _NOTES_JOINED), fields=_NOTES, not_compared=("Q1", "Q2", "Q3")),
}
_GOOGLE = {
    "odt": Resaved(("question 1 lines-joined?",), ratings=_JOINED),
    "docx": Resaved(_SPOILT, not_compared=("Q1",)),
}

SHAPES = (
    Shape("filled-in-word", lambda filled: filled.data),
    Shape("split-runs", lambda filled: editors.split_runs(filled.data)),
    Shape("tracked-changes", lambda filled: editors.tracked(filled.data)),
    Shape("tracked-typing", lambda filled: tracking.typed_over(filled.data)),
    Shape("tracked-moved", lambda filled: tracking.moved(filled.data)),
    Shape("tracked-formats", lambda filled: tracking.formats(filled.data)),
    Shape("comments", lambda filled: layers.commented(filled.data), findings=("comments?",)),
    Shape("control-round-cell", lambda filled: editors.cell_level(filled.data), resaved=_CELLS),
    Shape(
        "control-round-cell-split-runs",
        lambda filled: editors.split_runs(editors.cell_level(filled.data)),
        resaved=_CELLS,
    ),
    Shape("control-round-row", lambda filled: layers.wrapped(filled.data, "tr")),
    Shape("control-round-table", lambda filled: layers.wrapped(filled.data, "tbl")),
    Shape("control-round-everything", lambda filled: layers.round_everything(filled.data)),
    Shape("google", lambda filled: editors.google(filled.data), resaved=_GOOGLE),
    Shape(
        "google-split-runs",
        lambda filled: editors.split_runs(editors.google(filled.data)),
        resaved=_GOOGLE,
    ),
    Shape("controls-stripped", lambda filled: editors.stripped(filled.data)),
    Shape("properties-stripped", lambda filled: editors.without_properties(filled.data)),
    Shape(
        "controls-and-properties-stripped",
        lambda filled: editors.without_properties(editors.stripped(filled.data)),
    ),
    Shape("tags-stripped", lambda filled: layers.without_tags(filled.data)),
    Shape("lines-outside-control", lambda filled: editors.paragraphs_outside(filled.data)),
    Shape("outer-table", lambda filled: editors.outer_table(filled.data)),
    Shape("strict-open-xml", lambda filled: layers.strict(filled.data), libreoffice=()),
    Shape("utf-16", lambda filled: layers.utf_16(filled.data)),
    Shape("opendocument", lambda filled: as_odt(filled.data), libreoffice=()),
    Shape("opendocument-as-docx", lambda filled: as_odt(filled.data), libreoffice=()),
)
