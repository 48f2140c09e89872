"""Shapes of a whole file: the wrong one, two in one, a picture of one, another kind under this name."""

from __future__ import annotations

from collections.abc import Callable

from tests.cases.sheets.evidence import DRAWING
from tests.cases.sheets.shape import Filled, Shape
from tests.fill import editors, hands, layers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _blank_document(filled: Filled) -> bytes:
    """Return a new Word document with a photograph in it and nothing else."""
    data = editors.without_properties(hands.only(filled.data, DRAWING))
    parts = editors.parts_of(data)
    edges = {
        name: b'<w:hdr xmlns:w="%s"/>' % editors.W[1:-1].encode()
        for name in parts
        if name.startswith(("word/header", "word/footer"))
    }
    return editors.package({**parts, **edges})


def _refused(id_: str, code: str, make: Callable[[Filled], bytes]) -> Shape:
    return Shape(id_, make, sheet=False, findings=(code,))


SHAPES = (
    _refused("picture-in-a-new-document", "only-a-picture", _blank_document),
    _refused(
        "picture-in-place-of-the-form", "names-altered", lambda filled: hands.only(filled.data, DRAWING)
    ),
    _refused(
        "two-sheets-in-one-file",
        "identity-conflict",
        lambda filled: layers.two_bodies(filled.data, filled.other),
    ),
    Shape(
        "the-same-sheet-twice-in-one-file",
        lambda filled: layers.two_bodies(filled.data, filled.data),
        findings=(
            *("declaration control-twice?", "question 1 row-twice", "question 1 control-twice?"),
            *("question 2 row-twice", "question 2 control-twice?", "question 3 row-twice"),
            *("question 3 control-twice?", "notes control-twice?", "finish control-twice?"),
        ),
        libreoffice=(),
    ),
    _refused("doc-renamed", "doc", lambda _: OLE + "WordDocument".encode("utf-16-le")),
    _refused("pdf-renamed", "pdf", lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    _refused("rtf-renamed", "rtf", lambda _: rb"{\rtf1\ansi\deff0 Score: 3}"),
    _refused("picture-renamed", "picture", lambda _: b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    _refused("tiff-renamed", "picture", lambda _: b"II*\0\x08\0\0\0"),
    _refused("heic-renamed", "picture", lambda _: b"\0\0\0\x18ftypheic"),
    _refused(
        "e-mail-renamed",
        "e-mail",
        lambda _: b"MIME-Version: 1.0\nDate: Thu, 12 Mar 2026\nSubject: my sheet\nFrom: a@b.example\n\nHere.",
    ),
    _refused("outlook-message-renamed", "e-mail", lambda _: OLE + "__nameid_version1.0".encode("utf-16-le")),
    _refused(
        "label-of-the-organisation", "encrypted", lambda _: OLE + "DRMEncryptedTransform".encode("utf-16-le")
    ),
    _refused("web-page-renamed", "other-file", lambda _: b"<html><body>Score: 3</body></html>"),
    _refused(
        "spreadsheet-renamed",
        "other-file",
        lambda _: editors.package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
    ),
    _refused("encrypted", "encrypted", lambda _: OLE + "EncryptedPackage".encode("utf-16-le")),
    _refused("cut-short", "damaged", lambda filled: filled.data[: len(filled.data) // 2]),
    _refused("empty-file", "empty", lambda _: b""),
)
