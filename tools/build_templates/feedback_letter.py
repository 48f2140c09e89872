"""templates/feedback-letter.docx: a letter to one candidate, large and plain, that HR reads and edits."""

from __future__ import annotations

from interview_kit.word.xml import Xml, run
from tools.build_templates.blocks import bold, heading, para, tag
from tools.build_templates.page import A4_LETTER, Document, page_of_pages
from tools.build_templates.style import Style

SIZES = {
    "Heading1": 22,
    "Heading2": 15,
    "Heading3": 12,
    "Subtitle": 13,
    **dict.fromkeys(("BodyText", "Bullet"), 12),
}
AFTER_POINTS = Style("AfterPoints", "After Points", 12, before=3, after=5, line=1.08)


def document() -> Document:
    """Return the feedback letter's template."""
    return Document(
        title="Feedback on your interview",
        body=(*_opening(), *_strengths(), *_next(), *_closing(), *_notes()),
        header=(run("{{ letter.organisation }}"), run("{{ letter.campaign }} · In confidence")),
        footer=(run("{{ letter.role }}"), page_of_pages()),
        page=A4_LETTER,
        sizes=SIZES,
        styles=(AFTER_POINTS,),
    )


def _opening() -> list[Xml]:
    return [
        heading("{{ letter.title }}", 1),
        para("{{ letter.role }}", style="Subtitle"),
        tag("if letter.example"),
        para(bold("This is an example. The people in it are invented."), style="Subtitle"),
        tag("endif"),
        para("Dear {{ letter.name }},"),
        tag("for text in letter.opening"),
        para("{{ text }}"),
        tag("endfor"),
    ]


def _blocks(blocks: str) -> list[Xml]:
    """Return competencies, each a heading, a lead and its points, kept together."""
    return [
        tag(f"for block in {blocks}"),
        heading("{{ block.title }}", 3),
        tag("if block.points"),
        para("{{ block.lead }}", keep_next=True),
        tag("for point in block.points"),
        tag("if loop.last"),
        para("{{ point }}", style="Bullet"),
        tag("else"),
        para("{{ point }}", style="Bullet", keep_next=True),
        tag("endif"),
        tag("endfor"),
        tag("else"),
        para("{{ block.lead }}"),
        tag("endif"),
        tag("if block.after"),
        para("{{ block.after }}", style="AfterPoints"),
        tag("endif"),
        tag("endfor"),
    ]


def _strengths() -> list[Xml]:
    return [
        heading("{{ letter.strengths_head }}", 2),
        tag("if letter.no_strengths"),
        para("{{ letter.no_strengths }}"),
        tag("endif"),
        *_blocks("letter.strengths"),
    ]


def _next() -> list[Xml]:
    return [
        heading("{{ letter.next_head }}", 2),
        *_blocks("letter.next"),
        para("{{ letter.advice }}", style="AfterPoints", keep_next=True),
    ]


def _notes() -> list[Xml]:
    """Return what was released, on a page of its own after the letter."""
    return [
        tag("if letter.notes"),
        heading("What the panel wrote down", 2, new_page=True),
        para(
            "Notes made while you spoke, as they were written. They are not a full account of what you said."
        ),
        tag("for note in letter.notes"),
        heading("{{ note.title }}", 3),
        tag("for text in note.texts"),
        para("{{ text }}", style="Bullet"),
        tag("endfor"),
        tag("endfor"),
        tag("endif"),
    ]


def _closing() -> list[Xml]:
    return [
        para("{{ letter.closing }} {{ letter.contact }}.", style="AfterPoints", keep_next=True),
        para("With good wishes", keep_next=True),
        para(bold("Human Resources, {{ letter.organisation }}")),
    ]
