"""Plain papers for the record, as one self-contained page that prints: headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_kit.reports.self_contained import render_page
from interview_kit.reports.subject import clean

PAGE: Final = "record.html.j2"
STYLES: Final = ("comparison.css", "record.css")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``title`` is read out by screen readers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = ""
    """``trail`` for narrow columns of times and hashes, ``trail own`` without that of whom it is about; ``ratings``;
    ``wide`` for a first column of sentences or paths."""

    @property
    def cleaned(self) -> tuple[tuple[str, ...], ...]:
        """The rows without what no page can hold."""
        return tuple(tuple(clean(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and tables under it."""

    title: str
    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    title: str
    subtitle: str
    running_head: str
    confidential: str
    in_short: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str
    example: str = ""


def render_paper(paper: Paper, templates: Mapping[str, Path]) -> str:
    """Return the page; ``record.html.j2``, ``comparison.css`` and ``record.css`` are used.

    Raises:
        KitError: when a template is missing, is not UTF-8, or has a broken or forbidden tag.
    """
    return render_page(PAGE, STYLES, templates, {"paper": paper})
