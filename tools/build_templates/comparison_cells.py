"""Paragraphs and cells that several parts of the comparison share."""

from __future__ import annotations

from interview_kit.word.xml import Xml
from tools.build_templates.blocks import Cell, bold, cell, para


def said(name: str, style: str, **options: bool) -> Xml:
    """Return a paragraph with what is said: strong words first, then the rest."""
    strong = f"{{{{ {name}.strong }}}}{{% if {name}.strong and {name}.rest %}} {{% endif %}}"
    return para(bold(strong), f"{{{{ {name}.rest }}}}", style=style, **options)


def candidate(style: str = "Cell", *, full: bool = False) -> Cell:
    """Return a cell that names a row's candidate: ref strong, then the name, cut if it is very long."""
    name = "row.candidate.name" if full else "view.names[row.candidate.ref]"
    return cell(bold("{{ row.candidate.ref }}"), f" {{{{ {name} }}}}", style=style, middle=True)


def narrow(text: str, style: str, fill: str = "") -> Cell:
    """Return a cell with less padding at its sides; heads (filled) stand at the top, the rest in the middle."""
    return Cell(para(text, style=style), fill, None, middle=not fill, narrow=True)
