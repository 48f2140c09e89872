"""The contents page of the printed bank: a table of contents that Word and LibreOffice know as one.

It is filled in already, with pages that are settled when the book is made; Word renews it on F9.
"""

from __future__ import annotations

from typing import Final

from interview_kit.word.xml import Xml, element, run, text, w
from tools.build_templates.blocks import para, tag
from tools.build_templates.page import A4, section

_FIELD: Final = ' TOC \\o "2-2" \\n 1-1 \\h \\z \\t "Cluster,1" '
"""Clusters as level 1 without a page, competencies (heading 2) as level 2."""


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
    return Xml(w("bookmarkStart", id=0, name=mark) + content + w("bookmarkEnd", id=0))


def section_end(*, title_page: bool = False) -> Xml:
    """Return the paragraph that ends a section; a title page has neither header nor footer."""
    properties = section(A4)
    if title_page:
        properties = Xml(properties.replace("</w:sectPr>", f"{w('titlePg')}</w:sectPr>"))
    return w("p", w("pPr", w("pStyle", val="SectionEnd"), properties))


def _with_leader(paragraph: Xml) -> Xml:
    """Return a paragraph whose right tab is led to by dots."""
    return Xml(paragraph.replace('<w:tab w:val="right"', '<w:tab w:val="right" w:leader="dot"', 1))
