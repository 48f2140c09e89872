"""Builds the Word templates that the kit ships; run with ``python -m tools.build_templates``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from tools.build_templates.page import Document

FOLDER: Final = Path(__file__).parents[2] / "templates"
NAMES: Final = {
    "agreement-form.docx": "agreement_form",
    "bank-book.docx": "bank_book",
    "candidate-information.docx": "candidate_information",
    "comparison.docx": "comparison",
    "feedback-letter.docx": "feedback_letter",
    "guide.docx": "guide",
    "score-sheet.docx": "score_sheet",
}
"""File name of each template, and the module beside this one that has its ``document()``."""


def build() -> dict[str, bytes]:
    """Return all templates by file name."""
    built: dict[str, bytes] = {}
    for name, module in NAMES.items():
        made: Document = import_module(f"{__name__}.{module}").document()
        built[name] = made.pack()
    return built
