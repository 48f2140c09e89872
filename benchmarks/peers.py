"""Other ways to make and to read the same sheet, each as its own documentation has it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from benchmarks.sheet import Sheet

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_TAG = re.compile(r"\{\{ (\w+) \}\}")
Maker = Callable[[int], bytes]


def makers(sheet: Sheet) -> dict[str, Maker]:
    """Return each way to make the sheet of a candidate, by name; the kit's own last."""
    template = sheet.template()
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    compiled = {name: environment.from_string(xml) for name, xml in sheet.parts.items()}

    def with_python_docx(number: int) -> bytes:
        document = docx.Document(io.BytesIO(template))
        values = sheet.values(number)
        section = document.sections[0]
        for element in (document.element, section.header._element, section.footer._element):  # noqa: SLF001 - no public name
            _fill(element, values)
        core = document.core_properties
        core.title, core.identifier = f"Score sheet {values['reference']}", values["reference"]
        return _saved(document)

    def with_docxtpl(number: int) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(sheet.values(number), jinja_env=environment, autoescape=True)
        return _saved(document)

    def with_jinja(number: int) -> bytes:
        values, buffer = sheet.values(number), io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sheet.fixed.items():
                archive.writestr(name, content)
            for name, part in compiled.items():
                archive.writestr(name, part.render(values))
        return buffer.getvalue()

    return {
        "python-docx": with_python_docx,
        "docxtpl, sandboxed": with_docxtpl,
        "jinja2 compiled once, sandboxed, + zipfile": with_jinja,
        "interview-kit": sheet.stamp,
    }


def walk(data: bytes) -> list[str]:
    """Return the text of every paragraph in every cell of every table, as python-docx sees it."""
    document = docx.Document(io.BytesIO(data))
    return [
        paragraph.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]


def _fill(element: BaseOxmlElement, values: Mapping[str, str]) -> None:
    """Put values in place of their tags; python-docx has no words for content controls, their texts and titles."""
    for text in element.iter(qn("w:t")):
        if text.text and "{{" in text.text:
            text.text = _TAG.sub(lambda tag: values[tag[1]], text.text)
    for title in element.iter(qn("w:alias")):
        title.set(qn("w:val"), _TAG.sub(lambda tag: values[tag[1]], title.get(qn("w:val")) or ""))


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined] # both libraries' documents have it
    return buffer.getvalue()
