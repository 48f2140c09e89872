"""The question bank of a framework as a book in Word: contents, a page for each competency and question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from interview_kit.documents.bank_book_pages import Pages, settle_pages
from interview_kit.documents.bank_book_view import DEMANDS, CompetencyView, competency_views, kind_rows
from interview_kit.documents.template_files import template_file
from interview_kit.domain import english
from interview_kit.domain.fingerprint import fingerprint_data, short_mark
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question
from interview_kit.domain.typography import printed
from interview_kit.word.compose import compose
from interview_kit.word.measure import shortened
from interview_kit.word.package import with_properties
from interview_kit.word.sandbox import slot
from interview_kit.word.sections import with_numbered_bookmarks, with_section_headers

TEMPLATE: Final = "bank-book.docx"
_RUNNING: Final = "running"
_RUNNING_WIDTH: Final = 12.4
"""Beside "Do not show to candidates"."""


def compose_bank_book(
    framework: Framework, questions: Sequence[Question], templates: Mapping[str, Path]
) -> bytes:
    """Return the book of a framework with these questions on it, as a Word document; not for candidates.

    The same input gives the same bytes: no clock is looked at, and the book names its edition by a
    fingerprint of what is in it.

    Raises:
        KitError: the template is missing or broken.
    """
    views = competency_views(printed(framework), tuple(printed(q) for q in questions))
    kinds = kind_rows(questions)
    pages = settle_pages(views)
    context = {
        "framework": framework.title,
        "organisation": framework.organisation,
        "audience": framework.audience,
        "edition": edition(framework, questions),
        "running": slot(_RUNNING),
        "figures": {
            "competencies": len(views),
            "effective": sum(len(v.effective) for v in views),
            "ineffective": sum(len(v.ineffective) for v in views),
            "questions": len(questions),
        },
        "demands": list(DEMANDS.values()),
        "kinds": [asdict(row) for row in kinds],
        "totals": [sum(row.counts[at] for row in kinds) for at in range(len(DEMANDS) + 1)],
        "legend_apart": pages.legend_apart,
        "contents": _contents(views, pages),
        "competencies": _competencies(views, pages),
    }
    document = compose(template_file(templates, TEMPLATE), context)
    running = [framework.title, *(f"{framework.title} · {view.title}" for view in views)]
    document = with_section_headers(document, _RUNNING, [_fitted(text) for text in running])
    document = with_numbered_bookmarks(document)
    title = f"Question bank: {framework.title}, {framework.organisation}"
    return with_properties(document, title=title, creator=framework.organisation)


def edition(framework: Framework, questions: Sequence[Question]) -> str:
    """Return the mark of a book, ``7F3A-91C2``: another one as soon as a word in it differs."""
    every = [framework, *questions]
    return short_mark(fingerprint_data([each.model_dump(mode="json", by_alias=True) for each in every]))


def _contents(views: Sequence[CompetencyView], pages: Pages) -> list[dict[str, object]]:
    """Return the lines of the contents page: competencies, and before each cluster its title."""
    lines: list[dict[str, object]] = []
    for at, (view, placed) in enumerate(zip(views, pages.competencies, strict=True), start=1):
        if view.opens:
            lines.append({"cluster": True, "text": view.cluster, "mark": _cluster_mark(at), "page": ""})
        lines.append(
            {"cluster": False, "text": view.title, "mark": _competency_mark(at), "page": placed.page}
        )
    return lines


def _competencies(views: Sequence[CompetencyView], pages: Pages) -> list[dict[str, object]]:
    return [
        {
            **asdict(view),
            "mark": _competency_mark(at),
            "cluster_mark": _cluster_mark(at),
            "list_apart": placed.list_apart,
            "counted": english.count_of(len(view.questions), "question"),
            "questions": [
                {**asdict(question), **asdict(place), "mark": f"Question_{at}_{question.number}"}
                for question, place in zip(view.questions, placed.questions, strict=True)
            ],
        }
        for at, (view, placed) in enumerate(zip(views, pages.competencies, strict=True), start=1)
    ]


def _competency_mark(at: int) -> str:
    return f"_Toc1{at:07d}"


def _cluster_mark(at: int) -> str:
    return f"_Toc2{at:07d}"


def _fitted(text: str) -> str:
    return shortened(english.one_line(text), 8.5, _RUNNING_WIDTH)
