"""templates/bank-book.docx: the question bank of a framework as a book; never shown to candidates."""

from __future__ import annotations

from typing import Final

from interview_kit.word.xml import Xml, run, w
from tools.build_templates.bank_book_contents import bookmark, contents, legend, page_number, section_end, to
from tools.build_templates.blocks import (
    Row,
    bold,
    cell,
    head,
    heading,
    muted,
    para,
    repeat,
    styled,
    table,
    tag,
)
from tools.build_templates.page import Document, page_of_pages
from tools.build_templates.style import HEAD_FILL, MUTED, NAVY, Style

STYLES: Final = (
    Style("Heading1", "heading 1", 32, bold=True, colour=NAVY, after=6, line=1, keep_next=True, outline=0),
    Style("Heading2", "heading 2", 20, bold=True, colour=NAVY, after=4, keep_next=True, outline=1),
    Style("Heading3", "heading 3", 13, bold=True, colour=NAVY, after=4, keep_next=True, outline=2),
    Style("Kicker", "Kicker", 13, colour=MUTED, before=150, after=4, keep_next=True),
    Style("Council", "Council", 14, colour=MUTED, after=26),
    Style("Audience", "Audience", 11.5, after=22, line=1.15, bar=True),
    Style("Figure", "Figure", 22, bold=True, colour=NAVY, centred=True, before=3, after=3),
    Style("Cluster", "Cluster", 10, bold=True, colour=MUTED, after=2, keep_next=True),
    Style("ClusterAgain", "Cluster Again", 10, bold=True, colour=MUTED, after=2, keep_next=True),
    Style("ContentsHeading", "TOC Heading", 20, bold=True, colour=NAVY, after=8, keep_next=True),
    Style("TOC1", "toc 1", 10, bold=True, colour=MUTED, before=10, after=3, keep_next=True),
    Style("TOC2", "toc 2", 11, after=5),
    Style("AskLabel", "Ask Label", 9, bold=True, colour=NAVY, before=10, keep_next=True, bar=True),
    Style("PartHeading", "Part Heading", 13, bold=True, colour=NAVY, before=18, after=4, keep_next=True),
    Style("AskDense", "Ask Dense", 12, bold=True, after=4, line=1.05, bar=True),
    Style("AlternativeDense", "Alternative Dense", 10.5, after=3, line=1.05, bar=True),
    Style("ListedDense", "Listed Dense", 8.5, hanging=0.95),
    Style("Label", "Block Label", 10.5, bold=True, before=8, after=3, keep_next=True),
    Style("Meaning", "Meaning", 12, after=8, line=1.08, bar=True),
    Style("Clause", "Clause", 9.5, after=2, hanging=0.4),
    Style("Statement", "Statement", 9.5, after=4, hanging=0.95),
    Style("SectionEnd", "Section End", 1, exact=1),
)


def document() -> Document:
    """Return the book's template."""
    return Document(
        title="Question bank",
        body=(
            *_title_page(),
            *contents(),
            *legend(),
            section_end(title_page=True),
            tag("for c in competencies"),
            *_competency(),
            tag("for q in c.questions"),
            *_question(),
            tag("endfor"),
            tag("if not loop.last"),
            section_end(),
            tag("endif"),
            tag("endfor"),
        ),
        header=(run("{{ running }}"), styled("Do not show to candidates", "Dark")),
        footer=(run("Question bank · {{ organisation }} · edition {{ edition }}"), page_of_pages()),
        sizes={"AskQuestion": 14, "AskAlternative": 12, "SpokenCell": 11},
        styles=STYLES,
    )


def _title_page() -> list[Xml]:
    figures = [cell(f"{{{{ figures.{name} }}}}", style="Figure") for name in
               ("competencies", "effective", "ineffective", "questions")]  # fmt: skip
    kind = Row(
        [
            cell("{{ k.kind }}"),
            *(cell(f"{{{{ k.counts[{n}] }}}}", style="Centred") for n in range(4)),
        ]
    )
    total = Row(
        [
            cell(bold("All")),
            *(cell(bold(f"{{{{ totals[{n}] }}}}"), style="Centred") for n in range(4)),
        ]
    )
    return [
        para("Question bank", style="Kicker"),
        heading("{{ framework }}", 1),
        para("{{ organisation }}", style="Council"),
        para("{{ audience }}", style="Audience"),
        table(
            (4.35, 4.35, 4.35, 4.35),
            [_heads("Competencies", "Effective behaviours", "Ineffective behaviours", "Questions"),
             Row(figures)],
            title="What is in it",
            description="How many competencies, behaviours and questions the book holds.",
        ),
        para("The questions by type and demand", style="Label"),
        table(
            (6.2, 2.8, 2.8, 2.8, 2.8),
            [_heads("Type", *(f"{{{{ demands[{n}] }}}}" for n in range(3)), "All", first="TableHead"), *repeat("k in kinds", kind), total],
            title="The questions by type and demand",
            description="How many questions of each type there are at each demand.",
        ),
    ]  # fmt: skip


def _heads(*texts: str, first: str = "TableHeadCentred") -> Row:
    styles = [first, *["TableHeadCentred"] * (len(texts) - 1)]
    cells = [cell(text, style=style, fill=HEAD_FILL) for text, style in zip(texts, styles, strict=True)]
    return Row(cells, header=True, keep=True)


def _competency() -> list[Xml]:
    return [
        tag("if c.opens"),
        para(bookmark("{{ c.cluster_mark }}", run("{{ c.cluster }}")), style="Cluster"),
        tag("elif c.cluster"),
        para("{{ c.cluster }}", style="ClusterAgain"),
        tag("endif"),
        para(bookmark("{{ c.mark }}", run("{{ c.title }}")), style="Heading2"),
        para("{{ c.id }}", style="Definition"),
        para("{{ c.definition }}", style="Meaning"),
        tag("if c.skills"),
        para(bold("Skills: "), "{{ c.skills }}", style="Note"),
        tag("endif"),
        tag("if c.statements"),
        para("Statements", style="Label"),
        tag("for s in c.statements"),
        _statement("s"),
        tag("endfor"),
        tag("endif"),
        para("Behaviours", style="Label"),
        _behaviours("c", (8.7, 8.7), "Effective behaviours", "Ineffective behaviours"),
        *_questions(),
    ]


def _questions() -> list[Xml]:
    row = Row(
        [
            cell(to("{{ q.mark }}", bold("{{ q.number }}"))),
            cell("{{ q.lead }}", style="Anchor"),
            cell("{{ q.type }}", style="Anchor"),
            cell("{{ q.demand }}", style="Anchor"),
            cell("{{ q.minutes }}", style="Anchor"),
            cell(to("{{ q.mark }}", page_number("{{ q.mark }}", "{{ q.page }}"))),
        ]
    )
    return [
        tag("if not c.questions"),
        para("There is no live question on this competency.", style="AfterTable"),
        tag("else"),
        tag("if c.list_apart"),
        para("{{ c.title }}: {{ c.counted }}", style="Label", new_page=True),
        tag("else"),
        para("Its questions", style="Label"),
        tag("endif"),
        table(
            (1.1, 8.6, 2.6, 2.2, 1.6, 1.3),
            [head("No", "Question", "Type", "Demand", "Minutes", "Page"), *repeat("q in c.questions", row)],
            title="Questions",
            description="The questions on this competency, and the page of each.",
        ),
        tag("endif"),
    ]


def _question() -> list[Xml]:
    small = run("\t{{ q.id }}", properties=w("b", val=0) + w("color", val=MUTED) + w("sz", val=17))
    facts = Row(
        [cell("{{ q.type }}"), cell("{{ q.demand }}"), cell("{{ q.minutes }}"), cell("{{ q.group }}")]
    )
    asked = _either("q.dense", para("{{ p.ask }}", style="Cell"), para("{{ p.ask }}", style="SpokenCell"))
    probe = Row([cell("{{ p.part }}"), cell(*asked)])
    return [
        para(
            bookmark("{{ q.mark }}", run("Question {{ q.number }}")),
            small,
            style="Heading3",
            new_page=True,
            right_tab=17.4,
        ),
        table(
            (4.2, 4.2, 2.2, 6.8),
            [head("Type", "Demand", "Minutes", "Group"), facts],
            title="Facts",
            description="Type, demand, minutes and group of the question.",
        ),
        para("Ask", style="AskLabel"),
        *_either(
            "q.dense", para("{{ q.lead }}", style="AskDense"), para("{{ q.lead }}", style="AskQuestion")
        ),
        para(
            "Or, for someone who has not done paid work, or comes from another field", style="ReadAloudLabel"
        ),
        *_either(
            "q.dense",
            para("{{ q.alternative }}", style="AlternativeDense"),
            para("{{ q.alternative }}", style="AskAlternative"),
        ),
        para("Probe, if that part of the answer is missing", style="Label"),
        table(
            (2.8, 14.6),
            [head("Part missing", "Ask"), *repeat("p in q.probes", probe)],
            title="Probes",
            description="A question for each part of an answer that may be missing.",
        ),
        para("Listen for", style="Label"),
        _behaviours("q", (9.9, 7.5), "Draws out: effective", "Listens for: ineffective"),
        tag("if q.serves"),
        para(bold("Serves statements: "), "{{ q.serves }}", style="Note"),
        tag("endif"),
        *_either(
            "q.answers_apart",
            para("Question {{ q.number }}: what you might hear", style="Label", new_page=True),
            para("What you might hear", style="Label"),
        ),
        _answers(),
        tag("if q.notes"),
        para(bold("For this question:"), " {{ q.notes }}", style="Note"),
        tag("endif"),
    ]


def _either(condition: str, one: Xml, other: Xml) -> list[Xml]:
    return [tag(f"if {condition}"), one, tag("else"), other, tag("endif")]


def _statement(name: str) -> Xml:
    return para(bold(f"{{{{ {name}.id }}}}"), f"\t{{{{ {name}.text }}}}", style="Statement")


def _behaviours(of: str, widths: tuple[float, float], effective: str, ineffective: str) -> Xml:
    def listed(name: str, sign: str, mark: str) -> list[Xml]:
        small = w("rStyle", val=mark) + w("sz", val=17)
        text = run(f"{sign} {{{{ i.id }}}}", properties=small), run("\t{{ i.text }}")
        entry = para(*text, style="Listed")
        return [
            tag(f"for i in {of}.{name}"),
            *(_either("q.dense", para(*text, style="ListedDense"), entry) if of == "q" else [entry]),
            tag("endfor"),
            tag(f"if not {of}.{name}"),
            para(muted("none"), style="Cell"),
            tag("endif"),
        ]

    row = Row(
        [
            cell(*listed("effective", "+", "EffectiveMark")),
            cell(*listed("ineffective", "–", "IneffectiveMark")),
        ],
        may_split=True,
    )
    return table(
        widths,
        [head(effective, ineffective), row],
        title="Behaviours",
        description="Effective behaviours on the left, ineffective ones on the right; they are not pairs.",
    )


def _answers() -> Xml:
    clause = para(run("•\t{{ k.text }} "), styled("({{ k.rests_on }})", "SmallMuted"), style="Clause")
    row = Row(
        [
            cell(
                para(bold("{{ a.name }}"), style="Cell"),
                tag("if a.remark"),
                para("{{ a.remark }}", style="SmallCell"),
                tag("endif"),
            ),
            cell(tag("for k in a.clauses"), clause, tag("endfor")),
        ]
    )
    return table(
        (2.8, 14.6),
        [head("Answer", "Examples, and the behaviours they rest on"), *repeat("a in q.answers", row)],
        title="Answers",
        description="What a weak, an acceptable and a strong answer might sound like.",
    )
