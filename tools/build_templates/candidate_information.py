"""templates/candidate-information.docx: two pages for one candidate, large and plain."""

from __future__ import annotations

from interview_kit.documents.candidate_pages import COMPETENCIES, FACTS, LEVELS
from interview_kit.word.xml import Xml, run
from tools.build_templates.blocks import Row, bold, cell, head, heading, para, repeat, table, tag
from tools.build_templates.page import A4_LETTER, Document, page_of_pages

SIZES = {
    "Heading1": 24,
    "Heading2": 15,
    "Subtitle": 13,
    "TableHead": 11,
    **dict.fromkeys(("BodyText", "Bullet"), 12),
}


def document() -> Document:
    """Return the candidate information's template."""
    return Document(
        title="Your interview",
        body=(*_facts(), *_interview(), *_prepare(), *_changes(), *_decision(), *_afterwards()),
        header=(run("{{ header_left }}"), run("{{ header_right }}")),
        footer=(run("{{ footer_contact }}"), page_of_pages()),
        page=A4_LETTER,
        sizes=SIZES,
    )


def _facts() -> list[Xml]:
    return [
        heading("Your interview", 1),
        para("{{ role }} · for {{ name }}", style="Subtitle"),
        tag("if example"),
        para(bold("This is an example. The people in it are invented."), style="Subtitle"),
        tag("endif"),
        table(
            FACTS,
            [
                head("What", "Details"),
                *repeat("fact in facts", _row(bold("{{ fact.what }}"), "{{ fact.details }}")),
            ],
            title="Your interview: the facts",
            description="Date and time, place, panel, and what to bring.",
        ),
    ]


def _row(first: str, second: str) -> Row:
    return Row([cell(first, style="LetterCell"), cell(second, style="LetterCell")])


def _interview() -> list[Xml]:
    return [
        heading("What will happen", 2),
        para("{{ questions_asked }} We write while you talk."),
        para(
            "You can ask us to repeat a question, take time to think, and look at notes of your own. "
            "At the end you can ask us anything."
        ),
        *_may_start_a_page("What we will ask about", "ask"),
        para("{{ competencies_from }}", keep_next=True),
        table(
            COMPETENCIES,
            [
                head("Competency", "What it means"),
                *repeat("c in competencies", _row(bold("{{ c.title }}"), "{{ c.definition }}")),
            ],
            title="What we will ask about",
            description="Each competency with its meaning, in the words of the framework.",
        ),
    ]


def _may_start_a_page(text: str, name: str) -> list[Xml]:
    """Return a heading, on a new page where the writer says so."""
    return [
        tag(f"if '{name}' in page_starts"),
        heading(text, 2, new_page=True),
        tag("else"),
        heading(text, 2),
        tag("endif"),
    ]


def _prepare() -> list[Xml]:
    return [
        *_may_start_a_page("How to prepare", "prepare"),
        para(
            "For each competency, think of one or two things you have done. They can come from work, "
            "voluntary work, study or home life. Be ready to say:",
            keep_next=True,
        ),
        para("what the situation was", style="Bullet", keep_next=True),
        para("what ", bold("you"), " did, and why you did it that way", style="Bullet", keep_next=True),
        para("what came of it, and what you learned", style="Bullet"),
        tag("if situational"),
        para("If we ask what you would do, say what you would do first, and why."),
        tag("endif"),
    ]


def _changes() -> list[Xml]:
    return [
        heading("If you need something changed", 2),
        tag("if arranged"),
        para("We have arranged this for you:", keep_next=True),
        tag("for thing in arranged"),
        para("{{ thing }}", style="Bullet", keep_next=True),
        tag("endfor"),
        para(
            "If that is not right, or something else would help too, tell us by ",
            bold("{{ adjustments_by }}"),
            ": {{ contact }}. Asking will not affect your scores. The panel is told only what it has to do.",
        ),
        tag("else"),
        para(
            "Tell us by ",
            bold("{{ adjustments_by }}"),
            " what would help: {{ contact }}. It could be more time, the questions in writing, a sign "
            "language interpreter, a video call or a quiet room to wait in. Asking will not affect your "
            "scores. The panel is told only what it has to do.",
        ),
        tag("endif"),
    ]


def _decision() -> list[Xml]:
    return [
        *_may_start_a_page("How we decide", "decide"),
        para("{{ how_we_decide }}", keep_next=True),
        table(
            LEVELS,
            [
                head("Score", "What the answer shows"),
                *repeat(
                    "level in levels",
                    Row(
                        [
                            cell(
                                para(bold("{{ level.level }}"), "\t{{ level.label }}", style="LetterListed")
                            ),
                            cell("{{ level.meaning }}", style="LetterCell"),
                        ],
                        keep=True,
                    ),
                ),
            ],
            title="The scores for one answer",
            description="Each score from the highest to the lowest, with its name and what it means.",
        ),
    ]


def _afterwards() -> list[Xml]:
    return [
        heading("When you will hear", 2),
        para(
            "You will hear from us by ",
            bold("{{ result_by }}"),
            ". Everyone can have feedback, whatever the result.",
        ),
        heading("What we keep about you", 2),
        para("{{ what_we_keep }}"),
    ]
