"""Shapes of a score that was typed, not chosen: read when it can mean one thing, asked about when not."""

from __future__ import annotations

from interview_kit.documents.layout import SCORE_HINT, SCORE_PLACEHOLDER
from interview_kit.domain.rating import Mark
from tests.cases.sheets.shape import Filled, Shape, blank, scored
from tests.fill import hands, tracking

ASKED = ("question 3 score-unclear",)
MISSING = ("question 3 score-missing?",)


_NAMES = {"3/4": "3-slash-4", "2-3": "2-to-3", "3?": "3-question-mark", "3+": "3-plus", "3.5": "3-and-a-half"}


def _over(text: str) -> Shape:
    """Return a shape without controls whose score is typed over; the caller adds what must be read."""
    name = _NAMES.get(text) or text.replace(" - ", "-").replace(" ", "-").replace("/", "-").casefold()
    return Shape(f"typed-{name}", lambda filled: hands.typed(filled.data, "Q3.score", f"Score: {text}"))


def _with(shape: Shape, **more: object) -> Shape:
    return Shape(shape.id, shape.make, libreoffice=(), **more)  # type: ignore[arg-type]


def _gone(filled: Filled) -> bytes:
    return tracking.deleted_score(filled.data, "Q3.score")


THREE = [
    _with(_over(text), ratings=scored("Q3", 3))
    for text in ("3", "3 - Very good", "Very good", "three", "3 out of 4")
]
UNCLEAR = [
    _with(_over(text), ratings=blank("Q3"), findings=ASKED)
    for text in ("3/4", "2-3", "3?", "3+", "3.5", "7", "III", "Good", "3 - Excellent")
]
NOT_ASKED = [
    _with(
        _over(text),
        ratings={"Q3": {"mark": Mark.NOT_ASKED, "score": None}},
        findings=("question 3 not-asked-with-evidence?",),
    )
    for text in ("N/A", "not asked")
]
SHAPES = (
    *THREE,
    *UNCLEAR,
    *NOT_ASKED,
    _with(_over("no answer"), ratings={"Q3": {"mark": Mark.NO_ANSWER, "score": None}}),
    Shape("typed-into-control", lambda filled: filled.saying(Q3_score="three"), ratings=scored("Q3", 3)),
    Shape(
        "typed-behind-placeholder",
        lambda filled: hands.typed(filled.data, "Q3.score", f"Score: {SCORE_PLACEHOLDER}3\t{SCORE_HINT}"),
        ratings=scored("Q3", 3),
    ),
    Shape(
        "typed-into-control-unclear",
        lambda filled: filled.saying(Q3_score="3/4"),
        ratings=blank("Q3"),
        findings=ASKED,
    ),
    Shape(
        "typed-beside-control",
        lambda filled: hands.pasted(filled.data, "Q3.score", "<w:p><w:r><w:t>4</w:t></w:r></w:p>"),
        ratings=blank("Q3"),
        findings=ASKED,
    ),
    Shape(
        "score-left-open", lambda filled: filled.saying(Q3_score=""), ratings=blank("Q3"), findings=MISSING
    ),
    Shape("score-deleted-with-tracking", _gone, ratings=blank("Q3"), findings=MISSING),
)
