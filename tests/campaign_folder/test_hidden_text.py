"""What a file says, wherever in it that stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from interview_kit.campaign_folder import hidden_text


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def said(tmp_path: Path, name: str, data: bytes) -> str | None:
    path = tmp_path / name
    path.write_bytes(data)
    texts = hidden_text(path)
    return None if texts is None else "\n".join(texts)


def test_a_name_torn_by_formatting_is_found_whole(tmp_path: Path):
    xml = b"<w:p><w:r><w:t>Amara O</w:t></w:r><w:r><w:t>sei</w:t></w:r></w:p><w:p>Next</w:p>"
    text = said(tmp_path, "a.docx", packed(**{"word/document.xml": xml}))
    assert text is not None
    assert "Amara Osei\nNext" in text


def test_properties_comments_and_names_of_parts_are_looked_into(tmp_path: Path):
    text = said(
        tmp_path,
        "a.docx",
        packed(**{"word/comments.xml": b'<w:c w:author="Amara Osei"/>', "media/C03.png": b"x"}),
    )
    assert text is not None
    assert "Amara Osei" in text
    assert "media/C03.png" in text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "Björn;1".encode("utf-8-sig")),
        ("a.txt", "Björn".encode("utf-16")),
        ("a.csv", "Björn".encode("cp1252")),
        ("a.html", b"<p>Bj&ouml;rn</p>"),
    ],
)
def test_text_is_read_in_any_usual_encoding(tmp_path: Path, name: str, data: bytes):
    assert "Björn" in (said(tmp_path, name, data) or "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 Amara"),
        ("a.png", b"\x89PNG"),
        ("a.docx", b"PK\x03\x04 damaged"),
        ("bomb.docx", packed(**{"word/document.xml": b" " * (65 * 1024 * 1024)})),
    ],
)
def test_what_cannot_be_looked_into_is_said_to_be_so(tmp_path: Path, name: str, data: bytes):
    assert said(tmp_path, name, data) is None


def test_a_file_that_has_gone_cannot_be_looked_into(tmp_path: Path):
    assert hidden_text(tmp_path / "gone.docx") is None
