"""The contents page of the printed bank: a table of contents that Word and LibreOffice know as one.

It is filled in already, with pages that are settled when the book is made; Word renews it on F9.
"""

from __future__ import annotations

import zlib
from typing import Final

from interview_kit.word.xml import Xml, element, run, text, w
from tools.build_templates.blocks import Row, bold, cell, head, para, table, tag
from tools.build_templates.page import A4, section

_FIELD: Final = ' TOC \\o "2-2" \\n 1-1 \\h \\z \\t "Cluster,1" '
"""Clusters as level 1 without a page, competencies (heading 2) as level 2."""
LEGEND: Final = {
    "Type": "Past behaviour: what somebody did. Situational: what they would do. Values: what they hold to, and "
    "why. Knowledge: what they know and how they use it.",
    "Demand": "How hard the situation is that the question asks for: everyday, complicated, or high stakes.",
    "Minutes": "For asking, answering and probing.",
    "Group": "Questions of one group draw the same story out of a candidate. An interview has one of them at most.",
    "Ask": "Read aloud as it is printed. The second wording asks for the same, of somebody who has not done paid "
    "work or comes from another field. Either may be put, to anyone.",
    "Probe": "Only where that part of the answer is missing, with the words printed.",
    "Listen for": "The framework’s own behaviours, with the ids that they have in the bank: +\u00a0e1 effective, "
    "–\u00a0i1 ineffective. Others may be heard as well.",
    "What you might hear": "Examples of a weak, an acceptable and a strong answer, not a list to tick. In brackets "
    "stand the behaviours that each rests on; “e1\u00a0absent” says that this behaviour is missing.",
    "Id": "At the right of the page’s heading. Under pinned in a campaign’s role.yaml it puts the question in; "
    "under excluded it keeps it out.",
    "Do not ask": "About health, disability, sickness, family plans, age, religion or nationality. Any setting "
    "counts: work, voluntary work, school, caring.",
}


def contents() -> list[Xml]:
    """Return the contents page: its heading, and a line for each cluster and competency."""
    start = Xml(
        run("{%r if loop.first %}")
        + run(w("fldChar", fldCharType="begin"))
        + run(element("w:instrText", {"xml:space": "preserve"}, _FIELD))
        + run(w("fldChar", fldCharType="separate"))
        + run("{%r endif %}")
    )
    end = Xml(run("{%r if loop.last %}") + run(w("fldChar", fldCharType="end")) + run("{%r endif %}"))
    number = page_number("{{ line.mark }}", "{{ line.page }}")
    return [
        para("Contents", style="ContentsHeading", new_page=True),
        tag("for line in contents"),
        tag("if line.cluster"),
        para(start, to("{{ line.mark }}", run("{{ line.text }}")), end, style="TOC1"),
        tag("else"),
        _with_leader(
            para(
                start,
                to("{{ line.mark }}", Xml(run("{{ line.text }}") + run("\t") + number)),
                end,
                style="TOC2",
                right_tab=A4.text_width,
            )
        ),
        tag("endif"),
        tag("endfor"),
    ]


def legend() -> list[Xml]:
    """Return what each part of a question's page means."""
    rows = [Row([cell(bold(name)), cell(meaning)]) for name, meaning in LEGEND.items()]
    return [
        tag("if legend_apart"),
        para("How to read a question", style="PartHeading", new_page=True),
        tag("else"),
        para("How to read a question", style="PartHeading"),
        tag("endif"),
        table(
            (3.6, 13.8),
            [head("Part", "What it says"), *rows],
            title="How to read a question",
            description="What each part of a question’s page means.",
        ),
    ]


def to(mark: str, content: Xml) -> Xml:
    """Return content that leads to a bookmark."""
    return element("w:hyperlink", {"w:anchor": mark, "w:history": "1"}, content)


def page_number(mark: str, shown: str) -> Xml:
    """Return the number of the page on which a bookmark stands, with what is shown until it is counted."""
    return Xml(
        run(w("fldChar", fldCharType="begin"))
        + run(element("w:instrText", {"xml:space": "preserve"}, f" PAGEREF {mark} \\h "))
        + run(w("fldChar", fldCharType="separate"))
        + run(text(shown))
        + run(w("fldChar", fldCharType="end"))
    )


def bookmark(mark: str, content: Xml) -> Xml:
    """Return content that links lead to; the number is settled when the book is made."""
    number = zlib.crc32(mark.encode()) & 0x7FFFFFFF
    return Xml(w("bookmarkStart", id=number, name=mark) + content + w("bookmarkEnd", id=number))


def section_end(*, title_page: bool = False) -> Xml:
    """Return the paragraph that ends a section; a title page has neither header nor footer."""
    properties = section(A4)
    if title_page:
        properties = Xml(properties.replace("</w:sectPr>", f"{w('titlePg')}</w:sectPr>"))
    return w("p", w("pPr", w("pStyle", val="SectionEnd"), properties))


def _with_leader(paragraph: Xml) -> Xml:
    """Return a paragraph whose right tab is led to by dots."""
    return Xml(paragraph.replace('<w:tab w:val="right"', '<w:tab w:val="right" w:leader="dot"', 1))
