"""The feedback letter as a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from interview_kit.errors import Finding, KitError
from interview_kit.reports.feedback import Letter
from interview_kit.word.compose import compose
from interview_kit.word.mark import with_mark

TEMPLATE: Final = "feedback-letter.docx"


def render_letter(letter: Letter, templates: Mapping[str, Path], *, made: Mapping[str, str]) -> bytes:
    """Return a letter as a .docx, the same bytes for the same letter.

    ``made`` (the kit's version, the plan, the ledger's head) goes into the document's properties and is
    not printed. ``templates`` maps names to files; ``feedback-letter.docx`` is used.

    Raises:
        KitError: when the template is missing, is no Word file, or has a broken or forbidden tag.
    """
    if TEMPLATE not in templates:
        remedy = "Install the kit again, or put a file of that name into your own templates folder."
        raise KitError(
            [Finding(f"templates/{TEMPLATE}", "there is no such template", remedy, code="template-missing")]
        )
    document = compose(templates[TEMPLATE], {"letter": letter})
    return with_mark(
        document, title=f"{letter.title}: {letter.role}", creator=letter.organisation, custom=made
    )
