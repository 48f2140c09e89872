"""templates/agreement-form.docx: what the panel discusses and agrees on one candidate."""

from __future__ import annotations

from interview_kit.documents import layout
from interview_kit.documents.agreement_geometry import LEAST_ROW, MEMBERS, MEMBERS_TO_FILL_IN, REASON
from interview_kit.word import controls
from interview_kit.word.xml import Xml, run, w
from tools.build_templates.blocks import (
    BLACK_BOX,
    SCORE_FRAME,
    Cell,
    Row,
    bold,
    cell,
    head,
    heading,
    key_cell,
    key_head,
    muted,
    para,
    repeat,
    styled,
    table,
    tag,
)
from tools.build_templates.page import Document, page_of_pages
from tools.build_templates.style import HEAD_FILL, SYMBOL

KEY, CONTENT = 1.75, 15.65
COLUMN, FIGURE, WIDTH = 1.5, 1.9, 17.4
MOST_COLUMNS = 5
"""Members that get a column each in the table of what is not discussed."""
ADVICE = "Agree first on what was said, then on the level. If you cannot agree, choose “No agreement: refer”."


def document() -> Document:
    """Return the agreement form's template."""
    return Document(
        title="Agreement form {{ reference }}",
        body=(*_front(), *_blocks(), *_rest(), *_spare(), *_confirm()),
        header=(
            run("{{ header_left }}"),
            Xml(
                styled("{{ header_candidate }}", "Dark")
                + run("{{ header_between }}")
                + styled("{{ header_chair }}", "Dark")
            ),
        ),
        footer=(run("Form {{ reference }}   ·   Confidential"), page_of_pages()),
    )


def _front() -> list[Xml]:
    reference = controls.locked_text(
        layout.REFERENCE_TAG, "Form reference {{ reference }}", "{{ reference }}"
    )
    return [
        heading("Agreement form", 1),
        para(
            "{{ candidate }} · interview for {{ role }} · reference {{ campaign }}",
            style="Subtitle",
        ),
        para(bold("{{ in_short.strong }}"), " {{ in_short.rest }}", style="InShort"),
        tag("if example"),
        para(bold("This is an example."), " The people and scores in it are invented.", style="InShort"),
        tag("endif"),
        para(layout.FORM_LABEL, reference, "   Do not change.", style="Legend"),
    ]


def _blocks() -> list[Xml]:
    why = run("   {{ b.why }}", properties=w("b", val=0) + w("sz", val=18))
    return [
        tag("if blocks"),
        heading("{{ heading }}", 2),
        tag("for b in blocks"),
        para(run("{{ b.key }}  {{ b.title }}"), why, style="Heading3"),
        para("{{ b.lead }}", style="LegendAbove"),
        tag("if scored"),
        _scores(),
        tag("else"),
        _scores_to_fill_in(),
        tag("endif"),
        para(ADVICE, style="LegendAbove"),
        _decision(),
        tag("endfor"),
        tag("endif"),
    ]


def _scores() -> Xml:
    """Return the members' scores with evidence and behaviours heard."""
    mark = "{% if h.effective %}"
    heard = para(
        run(f"{mark}+ {{% endif %}}", properties=w("rStyle", val="EffectiveMark")),
        run("{% if not h.effective %}– {% endif %}", properties=w("rStyle", val="IneffectiveMark")),
        "{{ h.text }}",
        style="SmallCell",
    )
    score = cell(
        tag("if m.scored"),
        para("{{ m.shown }}", style="LevelNumber"),
        tag("else"),
        para("{{ m.shown }}", style="SmallCell"),
        tag("endif"),
    )
    evidence = cell(
        tag("if m.evidence"),
        para("{{ m.evidence }}", style="SmallCell"),
        tag("else"),
        para(muted("Nothing written"), style="SmallCell"),
        tag("endif"),
    )
    ticked = cell(
        tag("for h in m.heard"),
        heard,
        tag("endfor"),
        tag("if not m.heard"),
        para(muted("Nothing ticked"), style="SmallCell"),
        tag("endif"),
    )
    name = cell(bold("{{ m.ref }}"), " {{ m.name }}", style="SmallCell")
    return table(
        MEMBERS,
        [
            head("Member", "Score", "Evidence, in the member’s words", "Heard"),
            "for m in b.members",
            *_whole_or_not([name, score, evidence, ticked]),
            "endfor",
        ],
        title="{{ b.key }}: scores and evidence",
        description="Each member’s score with evidence and the behaviours ticked.",
    )


def _whole_or_not(cells: list[Cell]) -> list[Row | str]:
    """Return a row that stays with the next; in a block too high for a page, only the last one does."""
    return ["if b.whole or loop.last", Row(cells, keep=True), "else", Row(cells), "endif"]


def _scores_to_fill_in() -> Xml:
    score = controls.drop_down(
        "{{ m.score_tag }}",
        "Score of {{ m.ref }} for {{ b.key }}",
        layout.SCORE_PLACEHOLDER,
        [controls.repeated_item("item in score_items", "{{ item.text }}", "{{ item.value }}")],
    )
    note = controls.rich_text(
        "{{ m.note_tag }}", "Note on {{ m.ref }} and {{ b.key }}", "the evidence it rests on"
    )
    return table(
        MEMBERS_TO_FILL_IN,
        [
            head("Member", "Score on the sheet", "Note"),
            *repeat(
                "m in b.members",
                Row(
                    [
                        cell(bold("{{ m.ref }}"), " {{ m.name }}", middle=True),
                        cell(para(layout.SCORE_LABEL, score, style="Cell"), middle=True),
                        cell(para("Note: ", note, style="Cell"), middle=True),
                    ],
                    keep=True,
                    height=LEAST_ROW,
                ),
            ),
        ],
        title="{{ b.key }}: scores to copy from the sheets",
        description="For each member a list to choose the score from, and room for a note.",
    )


def _decision() -> Xml:
    look = w("b") + w("sz", val=26) + w("szCs", val=26)
    agreed = _agreed("{{ b.agreed }}", "Agreed score for {{ b.key }}", look)
    reason = controls.rich_text("{{ b.reason }}", "Reason for {{ b.key }}", layout.REASON_PLACEHOLDER)
    return table(
        (KEY, CONTENT),
        [
            key_head(layout.KEY_HEADING, "Decision of the panel", header=True),
            Row(
                [
                    key_cell("{{ b.agreed }}", middle=True, frame=SCORE_FRAME),
                    cell(para(layout.AGREED_LABEL, agreed, style="Score"), frame=SCORE_FRAME, middle=True),
                ],
                keep=True,
                height=0.95,
            ),
            Row(
                [
                    key_cell("{{ b.reason }}{% rowheight reason_height %}"),
                    cell(para(bold(layout.REASON_LABEL), reason, style="Cell"), frame=BLACK_BOX),
                ],
                height=REASON,
            ),
        ],
        title="{{ b.key }}: decision of the panel",
        description="A list to choose the agreed score from, and a box for the reason.",
    )


def _agreed(key: str, title: str, properties: str = "") -> Xml:
    items = [controls.repeated_item("item in agreed_items", "{{ item.text }}", "{{ item.value }}")]
    return controls.drop_down(key, title, layout.SCORE_PLACEHOLDER, items, properties=properties)


def _rest() -> list[Xml]:
    tables = [
        piece
        for count in range(2, MOST_COLUMNS + 1)
        for piece in (
            tag(f"{'if' if count == 2 else 'elif'} members|length == {count}"),  # noqa: PLR2004 - the first
            _rest_table(count),
        )
    ]
    return [
        tag("if rest"),
        heading("Not for discussion: one apart or less", 2),
        *tables,
        tag("else"),
        _rest_table(0),
        tag("endif"),
        tag("endif"),
    ]


def _rest_table(columns: int) -> Xml:
    """Return the table with a column for each member; without columns all scores stand in one."""
    scores = [f"{{{{ line.scores[{n}] }}}}" for n in range(columns)] or ["{{ line.all_scores }}"]
    heads = [f"{{{{ members[{n}] }}}}" for n in range(columns)] or ["Scores"]
    widths = [COLUMN] * columns or [COLUMN * MOST_COLUMNS]
    title = WIDTH - KEY - FIGURE - sum(widths)
    centred = "Centred" if columns else ""
    top = Row(
        [
            Cell(para(layout.KEY_HEADING, style="RowKey"), HEAD_FILL, narrow=True),
            cell("Question", style="TableHead", fill=HEAD_FILL),
            *(cell(text, style=f"TableHead{centred}", fill=HEAD_FILL) for text in heads),
            cell("{{ figure }}", style="TableHeadCentred", fill=HEAD_FILL),
        ],
        header=True,
        keep=True,
    )
    line = Row(
        [
            key_cell("{{ line.key }}"),
            cell("{{ line.title }}"),
            *(cell(text, style=centred or "Cell") for text in scores),
            cell("{{ line.figure }}", style="Centred"),
        ]
    )
    return table(
        (KEY, title, *widths, FIGURE),
        [top, *repeat("line in rest", line)],
        title="Not for discussion",
        description="The members’ scores and the panel’s figure for each question that needs no discussion.",
    )


def _spare() -> list[Xml]:
    question, agreed, reason = (
        layout.SPARE_QUESTION,
        layout.agreed_key(layout.SPARE),
        layout.reason_key(layout.SPARE),
    )
    items = [controls.repeated_item("item in question_items", "{{ item.text }}", "{{ item.value }}")]
    chosen = controls.drop_down(question, "Question to discuss", layout.QUESTION_PLACEHOLDER, items)
    box = controls.rich_text(reason, "Reason", layout.REASON_PLACEHOLDER)
    settled = _agreed(agreed, "Agreed score")
    return [
        tag("if scored"),
        heading("Another question, if the panel wants to discuss it", 3),
        table(
            (KEY, CONTENT),
            [
                key_head(layout.KEY_HEADING, "Decision of the panel", header=True),
                _line(question, para(layout.QUESTION_LABEL, chosen, style="Cell")),
                _line(agreed, para(layout.AGREED_LABEL, settled, style="Cell")),
                Row(
                    [
                        key_cell(reason),
                        cell(para(bold(layout.REASON_LABEL), box, style="Cell"), frame=BLACK_BOX),
                    ],
                    height=1.1,
                ),
            ],
            title="Another question",
            description="Lists to choose a question and its agreed score from, and a box for the reason.",
        ),
        tag("endif"),
    ]


def _confirm() -> list[Xml]:
    alone = controls.check_box(
        layout.Z_ALONE,
        "All members had scored alone before we talked",
        font=SYMBOL,
        ticked=layout.TICKED,
        not_ticked=layout.NOT_TICKED,
        properties=w("sz", val=24),
    )
    day = controls.date(layout.Z_DATE, "Date", layout.DATE_PLACEHOLDER)
    return [
        tag("if scored"),
        heading("Confirm", 3),
        tag("else"),
        heading("Confirm", 2),
        tag("endif"),
        table(
            (KEY, CONTENT),
            [
                key_head(layout.KEY_HEADING, "For the panel, by the chair {{ chair }}", header=True),
                _line(layout.Z_ALONE, para(layout.ALONE_LABEL, alone, style="Cell")),
                _line(layout.Z_DATE, para(layout.AGREED_DATE_LABEL, day, style="Cell"), keep=False),
            ],
            title="Confirmation",
            description="A box to tick that all members had scored alone, and the date.",
        ),
    ]


def _line(key: str, content: Xml, *, keep: bool = True) -> Row:
    return Row([key_cell(key, middle=True), cell(content, middle=True)], keep=keep, height=LEAST_ROW)
