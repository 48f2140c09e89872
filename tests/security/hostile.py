"""Files built to do harm, each made from a good filled sheet; with the code of the finding that must come of it."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from tests.fill.editors import edit_text, package, parts_of

MIB: Final = 1024 * 1024
BODY: Final = "<w:body>"
DOCUMENT: Final = "word/document.xml"
TYPES: Final = "[Content_Types].xml"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
RELATIONS: Final = "word/_rels/document.xml.rels"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOISE: Final = random.Random(1).randbytes(300_000)  # noqa: S311 - bytes that do not pack well


class Hostile(NamedTuple):
    """How to make a file, what must be found in it, and whether it is still read as a sheet."""

    make: Callable[[bytes], bytes]
    code: str
    read: bool = False


def file_name(kind: str) -> str:
    """Return the name that a hostile file gets in a folder."""
    return f"{kind.replace(',', '')}.docx"


def with_parts(sheet: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the sheet with parts put in or replaced."""
    return package({**parts_of(sheet), **parts})


def with_entries(sheet: bytes, *more: tuple[str, bytes]) -> bytes:
    """Return the sheet with entries after its own, whatever their names."""
    file = io.BytesIO(sheet)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more:
            entry = zipfile.ZipInfo("x")
            entry.filename = entry.orig_filename = name
            entry.compress_type = zipfile.ZIP_DEFLATED
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # the name is there twice
                archive.writestr(entry, content)
    return file.getvalue()


def with_body(sheet: bytes, xml: str) -> bytes:
    """Return the sheet with XML put at the head of its body."""
    return edit_text(sheet, BODY, BODY + xml)


def zeros(size: int) -> bytes:
    """Return a raw deflate stream of so many zeros, made a piece at a time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b"\0" * MIB
    return b"".join(packer.compress(piece) for _ in range(size // MIB)) + packer.flush()


def with_packed(sheet: bytes, name: str, packed: bytes, *, claims: int, check: int = 0) -> bytes:
    """Return the sheet with an entry whose bytes are packed already, and whose headers claim a size."""
    marker = random.Random(2).randbytes(len(packed))  # noqa: S311 - a place of the same length to put it
    file = io.BytesIO(sheet)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, marker)
        entry = archive.getinfo(name)
        at, header = archive.fp.tell() if archive.fp else 0, entry.header_offset
        entry.compress_type, entry.file_size, entry.CRC = zipfile.ZIP_DEFLATED, claims, check
        assert at
    data = bytearray(file.getvalue())
    data[header + 8 : header + 10] = struct.pack("<H", zipfile.ZIP_DEFLATED)
    data[header + 14 : header + 18] = struct.pack("<L", check)
    data[header + 22 : header + 26] = struct.pack("<L", claims)
    start = data.index(marker)
    data[start : start + len(packed)] = packed
    return bytes(data)


def nested_bomb(sheet: bytes) -> bytes:
    """Return the sheet with a zip in a zip in a zip, which unpacks to terabytes if anybody goes on unpacking."""
    inner = package({"a": b"\0" * 4 * MIB})
    for _ in range(3):
        inner = package({f"{n}.zip": inner for n in range(16)})
    return with_parts(sheet, {"word/embeddings/a.zip": inner})


def many_parts(sheet: bytes) -> bytes:
    """Return a file of 100,000 entries."""
    file = io.BytesIO(sheet)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.xml"), b"")
    return file.getvalue()


def overlapping(sheet: bytes) -> bytes:
    """Return the sheet with two central entries on one local header."""
    data = with_entries(sheet, ("a.xml", b"<a/>"), ("b.xml", b"<a/>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        one, two = archive.getinfo("a.xml").header_offset, archive.getinfo("b.xml").header_offset
    at = data.rindex(struct.pack("<L", two))
    return data[:at] + struct.pack("<L", one) + data[at + 4 :]


def encrypted(sheet: bytes) -> bytes:
    """Return the sheet with its first entry marked as encrypted."""
    data = bytearray(sheet)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def macro_type(sheet: bytes) -> bytes:
    """Return the sheet as a .docm that was renamed .docx."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return edit_text(sheet, kind, "application/vnd.ms-word.document.macroEnabled.main+xml", TYPES)


def macro_part(sheet: bytes) -> bytes:
    """Return the sheet with a macro part under another name."""
    entry = '<Override PartName="/word/data.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    return edit_text(with_parts(sheet, {"word/data.bin": OLE}), "</Types>", entry, TYPES)


def related(sheet: bytes, kind: str, target: str, base: str = OFFICE) -> bytes:
    """Return the sheet with a relationship to something outside."""
    relation = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return edit_text(sheet, "</Relationships>", relation, RELATIONS)


def deep(depth: int, start: str, end: str) -> Callable[[bytes], bytes]:
    """Return what puts elements into one another so deep."""
    return lambda sheet: with_body(sheet, start * depth + end * depth)


def cells(count: int) -> Callable[[bytes], bytes]:
    """Return what puts a table of so many cells into a sheet; half of them differ so that the ratio is not it."""

    def make(sheet: bytes) -> bytes:
        chance = random.Random(3)  # noqa: S311 - noise
        row = "".join(
            f"<w:tc><w:p><w:r><w:t>{chance.random()}</w:t></w:r></w:p></w:tc>"
            for _ in range(min(count, 60_000))
        )
        return with_body(sheet, f"<w:tbl><w:tr>{row}{'<w:tc/>' * (count - 60_000)}</w:tr></w:tbl>")

    return make


def declares(part: str, doctype: str, encoding: str = "utf-8") -> Callable[[bytes], bytes]:
    """Return what gives a part a document type."""

    def make(sheet: bytes) -> bytes:
        text = parts_of(sheet)[part].decode("utf-8")
        text = text.replace('encoding="UTF-8"', f'encoding="{encoding.upper()}"', 1)
        head, mark, rest = text.partition("?>")
        return with_parts(sheet, {part: f"{head}{mark}{doctype}{rest}".encode(encoding)})

    return make


def field(code: str) -> str:
    """Return a paragraph with a complex field that shows a score."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE w:document [<!ENTITY a0 "{"x" * 1000}">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE w:document [<!ENTITY a "{"x" * 50_000}">]>'
FILE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NET = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/a.dtd">'
PARAMETER = '<!DOCTYPE w:document [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
RELATIONS_TYPE = "<!DOCTYPE Relationships []>"

ZIPS: Final[Mapping[str, Hostile]] = {
    "300 MB of zeros in a picture": Hostile(lambda s: with_packed(s, "word/media/a.png", zeros(300 * MIB), claims=300 * MIB), "zip-bomb"),
    "300 MB that claim to be 1,000 bytes": Hostile(lambda s: with_packed(s, "word/media/a.png", zeros(300 * MIB), claims=1000), "zip-bomb"),
    "a part that claims to be empty": Hostile(lambda s: with_packed(s, "word/a.xml", zeros(2 * MIB), claims=0), "zip-bomb"),
    "a comment of 200 MB": Hostile(lambda s: with_packed(s, "word/a.xml", zeros(200 * MIB), claims=200 * MIB), "zip-bomb"),
    "a zip in a zip in a zip": Hostile(nested_bomb, "embedded-object", read=True),
    "100,000 parts": Hostile(many_parts, "too-many-entries"),
    "2,000 parts": Hostile(lambda s: with_entries(s, *((f"{n}.txt", b"") for n in range(2_000))), "too-many-entries"),
    "entries on top of each other": Hostile(overlapping, "overlapping-entries"),
    "two main parts": Hostile(lambda s: with_entries(s, (DOCUMENT, b"<a/>")), "duplicate-entry"),
    "two main parts that differ in case": Hostile(lambda s: with_entries(s, ("Word/DOCUMENT.xml", b"<a/>")), "duplicate-entry"),
    "a name that leads out": Hostile(lambda s: with_entries(s, ("../../evil.xml", b"<a/>")), "hostile-name"),
    "an absolute name": Hostile(lambda s: with_entries(s, ("/etc/evil", b"x")), "hostile-name"),
    "a name with a backslash": Hostile(lambda s: with_entries(s, ("word\\evil.xml", b"<a/>")), "hostile-name"),
    "a drive's name": Hostile(lambda s: with_entries(s, ("C:evil.xml", b"<a/>")), "hostile-name"),
    "12 MB": Hostile(lambda s: s + b"\0" * 12 * MIB, "too-large"),
    "encrypted": Hostile(encrypted, "encrypted"),
    "with a password": Hostile(lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an old Word document": Hostile(lambda _: OLE + "WordDocument".encode("utf-16-le"), "doc"),
    "a PDF": Hostile(lambda _: b"%PDF-1.7\n", "pdf"),
    "empty": Hostile(lambda _: b"", "empty"),
}  # fmt: skip

XML: Final[Mapping[str, Hostile]] = {
    "a billion laughs": Hostile(declares(DOCUMENT, BOMB), "doctype"),
    "quadratic entities": Hostile(declares(DOCUMENT, QUADRATIC), "doctype"),
    "an entity from a file": Hostile(declares(DOCUMENT, FILE), "doctype"),
    "an entity from a file, UTF-16": Hostile(declares(DOCUMENT, FILE, "utf-16"), "doctype"),
    "a document type from the net": Hostile(declares(DOCUMENT, NET), "doctype"),
    "a parameter entity": Hostile(declares(DOCUMENT, PARAMETER), "doctype"),
    "a document type in the relations": Hostile(declares(RELATIONS, RELATIONS_TYPE), "doctype"),
    "a document type in the properties, UTF-16": Hostile(declares("docProps/custom.xml", "<!DOCTYPE Properties>", "utf-16"), "doctype"),
    "100,000 controls in one another": Hostile(deep(100_000, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), "zip-bomb"),
    "20,000 controls in one another": Hostile(deep(20_000, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), "too-complex"),
    "30,000 tables in one another": Hostile(deep(30_000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "too-complex"),
    "200 tables in one another": Hostile(deep(200, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "too-complex"),
    "60 tables in one another": Hostile(deep(60, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "", read=True),
    "200,000 cells": Hostile(cells(200_000), "too-complex"),
    "2,000,000 cells": Hostile(cells(2_000_000), "too-complex"),
    "10,000,000 cells": Hostile(cells(10_000_000), "zip-bomb"),
    "a cell a thousand million columns wide": Hostile(
        lambda s: with_body(s, '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'), "", read=True),
    "700,000 attributes": Hostile(lambda s: with_body(s, "<w:p " + " ".join(f'a{n}=""' for n in range(700_000)) + "/>"), "too-complex"),
    "not XML": Hostile(lambda s: with_parts(s, {DOCUMENT: b"hello"}), "damaged"),
    "UTF-7": Hostile(lambda s: with_parts(s, {"a.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}), "damaged"),
}  # fmt: skip

OUTSIDE: Final[Mapping[str, Hostile]] = {
    "a template on a server": Hostile(lambda s: related(s, "attachedTemplate", "http://127.0.0.1:9/t.dotm"), "external-part", read=True),
    "a template on a share": Hostile(lambda s: related(s, "attachedTemplate", "file://///10.0.0.1/share/t.dotm"), "external-part", read=True),
    "a picture on a server": Hostile(lambda s: related(s, "image", "http://127.0.0.1:9/a.png"), "external-part", read=True),
    "an object on a server": Hostile(lambda s: related(s, "oleObject", "http://127.0.0.1:9/a.html!"), "external-part", read=True),
    "Word's own template": Hostile(lambda s: related(s, "attachedTemplate", "file:///C:/Users/h/Templates/Normal.dotm"), "", read=True),
    "a link to click": Hostile(lambda s: related(s, "hyperlink", "https://example.org"), "", read=True),
    "an object inside": Hostile(lambda s: with_parts(s, {"word/embeddings/oleObject1.bin": OLE}), "embedded-object", read=True),
    "an active control": Hostile(lambda s: with_parts(s, {"word/activeX/activeX1.bin": OLE}), "embedded-object", read=True),
    "a DDE field": Hostile(lambda s: with_body(s, field(r"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;")), "outside-field", read=True),
    "a field that fetches a picture": Hostile(lambda s: with_body(s, field("INCLUDEPICTURE &quot;http://127.0.0.1:9/a&quot;")), "outside-field", read=True),
    "macros by content type": Hostile(macro_type, "macros"),
    "a macro part under another name": Hostile(macro_part, "macros"),
}  # fmt: skip

EVERY: Final[Mapping[str, Hostile]] = {**ZIPS, **XML, **OUTSIDE}
