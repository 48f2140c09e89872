"""Score sheets built from XML as the layout has them, for tests of the reader alone."""

from __future__ import annotations

from interview_kit.documents import layout
from interview_kit.documents.sheet_view import heard_at
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.word import controls
from interview_kit.word.package import with_properties, write_parts
from interview_kit.word.xml import Xml, part, run, w

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/header1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
    '<Override PartName="/word/footer1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
    "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def docx(*body: str, header: str = "", footer: str = "") -> bytes:
    """Return a Word document with a body, a header and a footer."""

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'

    edges = w("sectPr", Xml('<w:headerReference w:type="default" r:id="rId1"/>'
                            '<w:footerReference w:type="default" r:id="rId2"/>'))  # fmt: skip
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELS.format(relation(1, "officeDocument", "word/document.xml")).encode(),
        "word/document.xml": part("w:document", w("body", *body, edges)),
        "word/_rels/document.xml.rels": _RELS.format(
            relation(1, "header", "header1.xml") + relation(2, "footer", "footer1.xml")
        ).encode(),
        "word/header1.xml": part("w:hdr", p(header)),
        "word/footer1.xml": part("w:ftr", p(footer)),
    }
    return write_parts(parts)


def p(*runs: str) -> Xml:
    """Return a paragraph; what is not XML becomes a run."""
    return w("p", *(r if isinstance(r, Xml) else run(r) for r in runs))


def tc(*paragraphs: str) -> Xml:
    """Return a cell; what is not XML becomes a paragraph."""
    return w("tc", *(x if isinstance(x, Xml) else p(x) for x in paragraphs))


def table(*rows: tuple[str, ...]) -> Xml:
    """Return a table of rows of cells; a cell that is not XML becomes one."""
    return w("tbl", *(w("tr", *(c if c.startswith("<w:tc") else tc(c) for c in row)) for row in rows))


def _box(tag: str) -> Xml:
    return controls.check_box(
        tag, f"Tick for {tag}", font=layout.SYMBOL_FONT, ticked=layout.TICKED, not_ticked=layout.NOT_TICKED
    )


def _question(plan: Plan, question: PlannedQuestion) -> Xml:
    key = question.key
    ticks = [
        (tag, tc(p("+ ", _box(tag))), indicator.text)
        for tag, indicator in zip(
            layout.indicator_keys(question), (*question.effective, *question.ineffective), strict=True
        )
    ]
    levels = [
        (
            layout.level_key(key, lv.level),
            str(lv.level),
            tc(f"{lv.label}   {lv.short}", heard_at(question, lv)),
        )
        for lv in plan.scale.levels
    ]
    evidence, score = layout.evidence_key(key), layout.score_key(key)
    return table(
        (key, "Ask", question.question.lead),
        (layout.probes_key(key), "Probe", tc(*(probe.ask for probe in question.question.probes))),
        (evidence, "Write", tc(p(layout.EVIDENCE_LABEL, controls.rich_text(
            evidence, f"Evidence for {key}", layout.EVIDENCE_PLACEHOLDER)))),
        (layout.KEY_HEADING, "Tick", "Effective: tick each behaviour you heard"),
        *ticks,
        (layout.KEY_HEADING, "Level", "What the level means, and what you might hear"),
        *levels,
        (score, "Score", tc(p(layout.SCORE_LABEL, controls.drop_down(
            score, f"Score for {key}", layout.SCORE_PLACEHOLDER, layout.score_items(plan.scale)),
            f"\t{layout.SCORE_HINT}"))),
    )  # fmt: skip


def score_sheet(plan: Plan, sheet: Issued) -> bytes:
    """Return an empty score sheet."""
    front = table(
        ("Candidate", "Scored by", "Sheet reference"),
        (
            tc(sheet.candidate, sheet.candidate_name),
            tc(sheet.member, sheet.member_name),
            tc(
                p(
                    layout.REFERENCE_LABEL,
                    controls.locked_text(layout.REFERENCE_TAG, "Reference", sheet.reference),
                )
            ),
        ),
    )
    declaration = table(
        (layout.KEY_HEADING, "Your declaration"),
        (layout.D_INTEREST, tc(p(layout.INTEREST_LABEL, controls.drop_down(
            layout.D_INTEREST, "Interest", layout.INTEREST_PLACEHOLDER, layout.INTEREST_ITEMS)))),
        (layout.D_DETAILS, tc(p(layout.DETAILS_LABEL, controls.rich_text(
            layout.D_DETAILS, "Details", layout.DETAILS_PLACEHOLDER)))),
    )  # fmt: skip
    questions = [
        piece
        for question in plan.questions
        for piece in (p(f"Question {question.key[1:]} of {len(plan.questions)}"), _question(plan, question))
    ]
    finish = table(
        (layout.Z_NOTES, tc(p(layout.NOTES_LABEL, controls.rich_text(
            layout.Z_NOTES, "Notes", layout.NOTES_PLACEHOLDER)))),
        (layout.Z_OWN, tc(p(layout.OWN_LABEL, _box(layout.Z_OWN)))),
        (layout.Z_DATE, tc(p(layout.DATE_LABEL, controls.date(layout.Z_DATE, "Date", layout.DATE_PLACEHOLDER)))),
    )  # fmt: skip
    who = f"{sheet.candidate} {sheet.candidate_name} \N{MIDDLE DOT} scored by {sheet.member} {sheet.member_name}"
    document = docx(
        p("Score sheet"), front, p("Before the interview"), declaration, *questions, p("Finish"), finish, p("Save the file under the name it came with."),
        header=who, footer=f"Sheet {sheet.reference} \N{MIDDLE DOT} Confidential",
    )  # fmt: skip
    return with_properties(
        document,
        title=f"Score sheet {sheet.reference}",
        creator="Cambridge City Council",
        identifier=sheet.reference,
        custom={
            layout.PROPERTY_REFERENCE: sheet.reference,
            layout.PROPERTY_CAMPAIGN: plan.campaign,
            layout.PROPERTY_PLAN: sheet.plan,
            layout.PROPERTY_CANDIDATE: sheet.candidate,
            layout.PROPERTY_MEMBER: sheet.member,
        },
    )
