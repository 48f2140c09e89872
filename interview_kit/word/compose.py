"""Word documents from templates: every tag filled, every value shown as it is, every mistake named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from interview_kit.errors import Finding, KitError
from interview_kit.word.columns import fit_columns
from interview_kit.word.dialect import from_jinja, to_jinja
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.read_package import open_package
from interview_kit.word.sandbox import MOST_OUTPUT, TemplateEnvironment

_FILLED: Final = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/(core|custom|app)\.xml"
)
_TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}")
_MARKUP: Final = re.compile(r"<[^>]+>")
_CONTROL_ID: Final = re.compile(r'<w:id w:val="[^"]*"/>')
_PICTURE_ID: Final = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False
)
_MEND: Final = "Open the template in Word and correct the tag, or take the shipped template again."


def compose(template: Path, context: Mapping[str, object]) -> bytes:
    """Return the template as a document, its tags filled from the context.

    Values are never run as templates: ``{{ 7*7 }}`` in a value is printed as it stands. A line break in
    a value becomes a line break in Word. A character that Word cannot hold becomes U+FFFD. Content
    controls and pictures are numbered anew, so that repeated ones differ.

    Raises:
        KitError: the template is missing or is no Word file, a tag is broken or unsafe, a name is unknown,
            or the result would not be a Word file. The finding names the template and the tag.
    """
    where = f"{template.parent.name}/{template.name}"
    parts = _load(template, where)
    environment = TemplateEnvironment()
    for name, content in parts.items():
        if _FILLED.fullmatch(name):
            parts[name] = _fill(environment, content, context, where)
    return write_parts(_numbered(parts))


def _load(template: Path, where: str) -> dict[str, bytes]:
    try:
        data = template.read_bytes()
    except OSError as problem:
        said = f"the template cannot be read: {problem.strerror or problem}"
        _stop(where, said, "template-unreadable", problem)
    open_package(data, where)
    parts = read_parts(data)
    if "word/document.xml" not in parts:
        _stop(where, "the template is not a Word document (.docx)", "template-unreadable", None)
    return parts


def _fill(
    environment: TemplateEnvironment, content: bytes, context: Mapping[str, object], where: str
) -> bytes:
    source = to_jinja(_as_text(_parsed(content, where)))
    try:
        pieces: list[str] = []
        size = 0
        for piece in environment.from_string(source).generate(context):
            size += len(piece)
            if size > MOST_OUTPUT:
                _stop(where, "the template makes a document without end", "template-endless", None)
            pieces.append(piece)
    except TemplateSyntaxError as problem:
        said = f"{_tags(source, problem.lineno)} is not a tag that can be used: {problem.message}"
        _stop(where, said, "template-tag", problem)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as problem:
        said = f"{_tags(source, _line_of(problem))} cannot be filled in: {problem}"
        _stop(where, said, "template-tag", problem, known=context)
    filled = from_jinja("".join(pieces)).encode()
    root = _parsed(filled, where)
    return _as_text(root).encode() if fit_columns(root) else filled


def _parsed(content: bytes, where: str) -> etree._Element:
    """Return the root of a part; entities and DTDs are refused."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as problem:
        _stop(where, f"the tags do not leave a Word document: {problem}", "template-broken", problem)
    if root.getroottree().docinfo.internalDTD is not None:
        _stop(where, "the template holds a document type, which no Word file has", "template-broken", None)
    return root


def _as_text(root: etree._Element) -> str:
    """Return a part as text, with the heading line that XML wants."""
    xml: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'


def _line_of(problem: BaseException) -> int:
    """Return the line of the template at which rendering stopped, 0 if it cannot be told."""
    step, line = problem.__traceback__, 0
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _tags(source: str, line: int) -> str:
    """Return the tags on a line of the template, as HR sees them in Word."""
    lines = source.splitlines()
    shown = _MARKUP.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    return " ".join(_TAG.findall(shown)) or shown.strip() or "a tag"


def _stop(
    where: str,
    problem: str,
    code: str,
    cause: BaseException | None,
    *,
    known: Mapping[str, object] | None = None,
) -> NoReturn:
    names = f" These names can be used: {', '.join(sorted(known))}." if known else ""
    raise KitError([Finding(where, problem, _MEND + names, code=code)]) from cause


def _numbered(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with content controls and pictures numbered from 1."""
    controls, pictures = itertools.count(1), itertools.count(1)
    for name, content in parts.items():
        if name.startswith("word/") and _FILLED.fullmatch(name):
            xml = _CONTROL_ID.sub(lambda _: f'<w:id w:val="{next(controls)}"/>', content.decode("utf-8"))
            xml = _PICTURE_ID.sub(lambda found: f"{found[1]}{next(pictures)}{found[2]}", xml)
            parts[name] = xml.encode()
    return parts
