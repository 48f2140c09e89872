"""templates/score-sheet.docx: front page, a page for each question, finish page."""

from __future__ import annotations

from interview_kit.documents import layout
from interview_kit.word import controls
from interview_kit.word.xml import Xml, run, w
from tools.build_templates.blocks import (
    BLACK_BOX,
    SCORE_FRAME,
    Row,
    bold,
    cell,
    head,
    heading,
    key_cell,
    key_head,
    para,
    repeat,
    styled,
    table,
    tag,
)
from tools.build_templates.page import Document, page_of_pages
from tools.build_templates.style import NAVY, READ_FILL, SYMBOL

KEY, VERB, CONTENT = 1.75, 1.45, 14.2
Q = "{{ q.key }}"


def document() -> Document:
    """Return the score sheet's template."""
    return Document(
        title="Score sheet {{ sheet.reference }}",
        body=(*_front(), tag("for q in questions"), *_question(), tag("endfor"), *_finish()),
        header=(
            run("Score sheet · {{ sheet.header_role }}{{ campaign }}"),
            Xml(
                styled("{{ sheet.header_candidate }}", "Dark")
                + run("   ·   {{ sheet.header_by }}")
                + styled("{{ sheet.header_member }}", "Dark")
            ),
        ),
        footer=(run("Sheet {{ sheet.reference }}   ·   Confidential"), page_of_pages()),
    )


def _front() -> list[Xml]:
    identity = table(
        (4.6, 4.6, 4.2, 4.0),
        [
            head("Candidate", "Scored by", "Interview", "Sheet reference"),
            Row(
                [
                    cell(
                        para("{{ sheet.candidate }}", style="Identity"),
                        para("{{ sheet.candidate_name }}", style="Identity"),
                    ),
                    cell(
                        para("{{ sheet.member }}", style="Identity"),
                        para("{{ sheet.member_name }}", style="Identity"),
                    ),
                    cell(
                        para("Date: {{ sheet.day }}", style="Cell"),
                        para("{{ sheet.time_and_room }}", style="Cell"),
                    ),
                    cell(
                        para(
                            layout.REFERENCE_LABEL,
                            controls.locked_text(
                                layout.REFERENCE_TAG,
                                "Sheet reference {{ sheet.reference }}",
                                "{{ sheet.reference }}",
                            ),
                            style="Cell",
                        ),
                        para(styled("Do not change.", "SmallMuted"), style="Cell"),
                    ),
                ]
            ),
        ],
        title="Who scores whom",
        description="Candidate, panel member, interview and the reference of this sheet.",
    )
    return [
        heading("Score sheet", 1),
        para("Interview for {{ role }} · {{ organisation }} · reference {{ campaign }}", style="Subtitle"),
        tag("if example"),
        para(bold("This is an example. The people in it are invented."), style="Subtitle"),
        tag("endif"),
        identity,
        heading("Before the interview", 2),
        _declaration(),
        heading("For each question", 2),
        para(
            bold("Ask"),
            " the question as printed. ",
            bold("Probe"),
            " only with the probes printed.",
            style="Numbered",
        ),
        para(
            bold("Write"),
            " what the candidate says, not what you think of it. The box grows as you type.",
            style="Numbered",
        ),
        para(
            bold("Tick"),
            " each behaviour you heard. Ticks help you choose a score. They do not add up to one.",
            style="Numbered",
        ),
        para(
            bold("Score"),
            " on your own, straight after the interview, before anyone talks about it. Use the level that fits best.",
            style="Numbered",
        ),
        para(
            bold("Not asked"),
            " means the question was not put. ",
            bold("No answer"),
            " means it was put and the candidate had nothing to say. Neither is a {{ lowest }}. "
            "On paper, circle the level and write NA or NO if there is no score.",
            style="Legend",
        ),
        heading("The rating scale", 2),
        table(
            (1.3, 3.2, 12.9),
            [
                head("Level", "Name", "Description"),
                *repeat(
                    "level in scale",
                    Row(
                        [
                            cell("{{ level.level }}", style="LevelNumber"),
                            cell(bold("{{ level.label }}")),
                            cell("{{ level.description }}"),
                        ]
                    ),
                ),
            ],
            title="The rating scale",
            description="Each level with its name and what it means.",
        ),
        para("{{ scale_note }}", style="Legend"),
    ]


def _declaration() -> Xml:
    interest = controls.drop_down(
        layout.D_INTEREST, "Declaration of interest", layout.INTEREST_PLACEHOLDER, layout.INTEREST_ITEMS
    )
    details = controls.rich_text(layout.D_DETAILS, "Details of the interest", layout.DETAILS_PLACEHOLDER)
    return table(
        (KEY, VERB + CONTENT),
        [
            key_head(layout.KEY_HEADING, "Your declaration", header=True),
            Row(
                [
                    key_cell(layout.D_INTEREST, middle=True),
                    cell(para(layout.INTEREST_LABEL, interest, style="Cell"), middle=True),
                ],
                height=0.62,
            ),
            Row(
                [key_cell(layout.D_DETAILS), cell(para(layout.DETAILS_LABEL, details, style="Cell"))],
                height=0.9,
            ),
        ],
        title="Your declaration",
        description="Whether you know the candidate or have another interest, and which.",
    )


def _question() -> list[Xml]:
    lead = [
        cell(Q, style="LeadKey", fill=NAVY),
        cell("Ask", style="LeadKey", fill=NAVY),
        cell("{{ q.lead }}", style="LeadQuestion", fill=NAVY),
    ]
    probes = [
        key_cell(layout.probes_key(Q)),
        cell("Probe", style="Verb", fill=READ_FILL),
        cell(tag("for probe in q.probes"), para("{{ probe }}", style="Cell"), tag("endfor"), fill=READ_FILL),
    ]
    evidence = controls.rich_text(layout.evidence_key(Q), f"Evidence for {Q}", layout.EVIDENCE_PLACEHOLDER)
    write = [
        key_cell(f"{layout.evidence_key(Q)}{{% rowheight q.evidence_height %}}"),
        cell("Write", style="Verb", fill=READ_FILL),
        cell(para(bold(layout.EVIDENCE_LABEL), evidence, style="Cell"), frame=BLACK_BOX),
    ]
    return [
        heading(
            "Question {{ q.number }} of {{ q.of }}: {{ q.title }}",
            2,
            right="{{ q.minutes }} minutes",
            new_page=True,
        ),
        table(
            (KEY, VERB, CONTENT),
            [
                Row(lead, header=True, keep=True),
                Row(probes, keep=True),
                Row(write, height=6, may_split=True),
                key_head(layout.KEY_HEADING, "Tick", "Effective: tick each behaviour you heard"),
                *repeat("i in q.effective", _indicator("+", "EffectiveMark", "Effective")),
                "if q.ineffective",
                key_head(layout.KEY_HEADING, "Tick", "Ineffective: tick each behaviour you heard"),
                *repeat("i in q.ineffective", _indicator("–", "IneffectiveMark", "Ineffective")),
                "endif",
                key_head(layout.KEY_HEADING, "Level", "What the level means, and what you might hear"),
                *repeat("level in q.levels", _level()),
                _score(),
            ],
            title=f"{Q}: question, evidence, behaviours, levels and score",
            description="The question with its probes, a box for evidence, behaviours to tick, "
            "what each level means, and a list to choose the score from.",
        ),
    ]


def _indicator(sign: str, mark: str, kind: str) -> Row:
    box = controls.check_box(
        "{{ i.key }}",
        f"{kind} behaviour {{{{ i.key }}}} heard",
        font=SYMBOL,
        ticked=layout.TICKED,
        not_ticked=layout.NOT_TICKED,
        properties=w("b", val=0) + w("sz", val=26),
    )
    return Row(
        [
            key_cell("{{ i.key }}{% rowheight i.height %}", middle=True),
            cell(para(styled(sign, mark), run("  "), box, style="Tick"), middle=True),
            cell("{{ i.text }}", middle=True),
        ],
        keep=True,
        height=0.62,
    )


def _level() -> Row:
    named = para(bold("{{ level.label }}"), "   ", styled("{{ level.short }}", "SmallMuted"), style="Cell")
    heard = para("{{ level.heard }}", style="Anchor")
    return Row(
        [
            key_cell("{{ level.key }}{% rowheight level.height %}", middle=True),
            cell("{{ level.level }}", style="LevelNumber", fill=READ_FILL, middle=True),
            cell(named, tag("if level.heard"), heard, tag("endif"), fill=READ_FILL, middle=True),
        ],
        keep=True,
        height=0.5,
    )


def _score() -> Row:
    look = w("b") + w("sz", val=26) + w("szCs", val=26)
    score = controls.drop_down(
        layout.score_key(Q),
        f"Score for {Q}",
        layout.SCORE_PLACEHOLDER,
        [controls.repeated_item("item in score_items", "{{ item.text }}", "{{ item.value }}")],
        properties=look,
    )
    unbroken = layout.SCORE_HINT.replace(" ", "\N{NO-BREAK SPACE}")  # goes to the next line as a whole
    hint = run(f"\t{unbroken}", properties=w("b", val=0) + w("color", val="4F5B67") + w("sz", val=17))
    return Row(
        [
            key_cell(layout.score_key(Q), frame=SCORE_FRAME, middle=True),
            cell("Score", style="Verb", frame=SCORE_FRAME, fill=READ_FILL, middle=True),
            cell(
                para(layout.SCORE_LABEL, score, hint, style="Score", right_tab=CONTENT - 0.36),
                frame=SCORE_FRAME,
                middle=True,
            ),
        ],
        height=0.95,
    )


def _finish() -> list[Xml]:
    notes = controls.rich_text(layout.Z_NOTES, "Notes", layout.NOTES_PLACEHOLDER)
    own = controls.check_box(
        layout.Z_OWN,
        "I scored on my own",
        font=SYMBOL,
        ticked=layout.TICKED,
        not_ticked=layout.NOT_TICKED,
        properties=w("sz", val=26),
    )
    day = controls.date(layout.Z_DATE, "Date finished", layout.DATE_PLACEHOLDER)
    return [
        heading("Finish", 2, new_page=True),
        table(
            (KEY, VERB + CONTENT),
            [
                key_head(layout.KEY_HEADING, "Notes that do not count towards the score", header=True),
                Row(
                    [
                        key_cell(layout.Z_NOTES),
                        cell(para(bold(layout.NOTES_LABEL), notes, style="Cell"), frame=BLACK_BOX),
                    ],
                    height=6,
                    may_split=True,
                ),
            ],
            title="Notes",
            description="A box for notes that do not count towards the score.",
        ),
        heading("Check and send", 2),
        para(
            "Is there a score, Not asked or No answer for each of the {{ questions|length }} questions?",
            style="Bullet",
        ),
        para(
            "Does the evidence for each score say what you heard, so that someone who was not there can follow it?",
            style="Bullet",
        ),
        para(
            "Is there anything about age, health, family, religion or the like that was not part of an answer? "
            "Take it out.",
            style="Bullet",
        ),
        heading("Confirm", 2),
        table(
            (KEY, VERB + CONTENT),
            [
                key_head(layout.KEY_HEADING, "Your confirmation", header=True),
                Row(
                    [
                        key_cell(layout.Z_OWN, middle=True),
                        cell(para(layout.OWN_LABEL, own, style="Cell"), middle=True),
                    ],
                    keep=True,
                    height=0.7,
                ),
                Row(
                    [
                        key_cell(layout.Z_DATE, middle=True),
                        cell(para(layout.DATE_LABEL, day, style="Cell"), middle=True),
                    ],
                    keep=True,
                    height=0.7,
                ),
            ],
            title="Your confirmation",
            description="A box to tick that you scored on your own, and the date.",
        ),
        para(
            "Save the file under the name it came with, and e-mail it to {{ email }}. On paper, hand it to the chair.",
            style="Legend",
        ),
    ]
