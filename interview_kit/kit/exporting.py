"""Use cases on the bank that end in a file: the printed bank, the page on coverage, the package for other systems."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from interview_kit.bank.exchange import case_package
from interview_kit.campaign_folder import write_atomically
from interview_kit.documents.bank_book import compose_bank_book
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question, Status
from interview_kit.kit.bank import find, open_bank, own_folder
from interview_kit.reports.coverage import build_coverage, render_coverage
from interview_kit.shipped import overlay


def export_bank_word(bank: Path | None, framework: str, *, templates: Path | None = None) -> bytes:
    """Return a framework and its live questions as a book in Word.

    Raises:
        KitError: if there is no framework of this id, or the template is broken.
    """
    found, live = _with_live_questions(bank, framework)
    return compose_bank_book(found, live, overlay("templates", own_folder("templates", templates)))


def export_case(bank: Path | None, framework: str, *, at: dt.datetime) -> bytes:
    """Return a framework and its live questions as a CASE 1.1 package, in JSON.

    Raises:
        KitError: if there is no framework of this id.
    """
    package = case_package(*_with_live_questions(bank, framework), at=at)
    return json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8")


def export_coverage_html(bank: Path | None, framework: str, *, templates: Path | None = None) -> bytes:
    """Return the page that shows which live question serves which behaviour of a framework.

    Raises:
        KitError: if there is no framework of this id, or the template is broken.
    """
    coverage = build_coverage(*_with_live_questions(bank, framework))
    page = render_coverage(coverage, overlay("templates", own_folder("templates", templates)))
    return page.encode("utf-8")


def save_export(path: Path, document: bytes) -> None:
    """Write a document: afterwards the file is the old one or the new one, each whole.

    Raises:
        KitError: if the file cannot be written, for example because it is open in Word.
    """
    write_atomically(path, document)


def _with_live_questions(bank: Path | None, framework: str) -> tuple[Framework, tuple[Question, ...]]:
    loaded = open_bank(bank)
    found = find("framework", framework, loaded.frameworks)
    live = (q for q in loaded.questions.values() if q.status is Status.LIVE)
    return found, tuple(q for q in live if q.id.startswith(f"{framework}/"))
