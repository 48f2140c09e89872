"""Small templates written to a folder, for tests of composing."""

from __future__ import annotations

import re
from pathlib import Path

from interview_kit.word.package import read_parts
from interview_kit.word.xml import Xml, run
from tools.build_templates.blocks import para
from tools.build_templates.page import Document, page_of_pages


def template(folder: Path, *body: str, header: str = "Header") -> Path:
    """Return the file of a template with this text; strings become paragraphs."""
    content = tuple(piece if isinstance(piece, Xml) else para(piece) for piece in body)
    made = Document(
        title="A test",
        body=content,
        header=(run(header), run("")),
        footer=(run("Footer"), page_of_pages()),
    )
    file = folder / "test.docx"
    file.write_bytes(made.pack())
    return file


def text_of(document: bytes, part: str = "word/document.xml") -> str:
    """Return the text of a part, a line for each ``w:t``."""
    xml = read_parts(document)[part].decode("utf-8")
    found = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)
    return "\n".join(found)
