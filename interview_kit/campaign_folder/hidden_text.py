"""Everything that a file says, for finding people in it: the parts inside Office files too."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from pathlib import Path
from typing import Final

_MOST: Final = 64 * 1024 * 1024
"""Bytes looked at in one file; one that unpacks to more is not looked into."""
_ENTRIES: Final = 2000
_TEXT: Final = frozenset(
    {".csv", ".css", ".htm", ".html", ".json", ".md", ".txt", ".xml", ".yaml", ".yml", ".tsv", ".eml"}
)
_PARAGRAPH: Final = re.compile(
    r"</(?:w:p|w:tc|a:p|si|c|row|text:p|text:h|p|td|th|li|h[1-6])>|<(?:w:br|w:tab|br)\b[^>]*>"
)
_MARKUP: Final = re.compile(r"<[^>]*>")
_VALUES: Final = re.compile(r'"([^"<>]*)"')


def hidden_text(path: Path) -> tuple[str, ...] | None:
    """Return the texts of a file; ``None`` for one of a kind that cannot be looked into, such as a picture.

    Of XML both what is shown, joined across formatting, and the values of attributes; of Office files every
    part and its name.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if data.startswith(b"PK"):
        return _packed(data)
    if path.suffix.lower() not in _TEXT or len(data) > _MOST:
        return None
    return _shown(_decoded(data), marked_up=path.suffix.lower() in {".htm", ".html", ".xml"})


def _packed(data: bytes) -> tuple[str, ...] | None:
    texts: list[str] = []
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _ENTRIES:
                return None
            for entry in entries:
                texts.append(entry.filename)
                if not entry.filename.lower().endswith((".xml", ".rels", ".txt")):
                    continue
                with archive.open(entry) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    return None
                texts += _shown(_decoded(content), marked_up=True)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    return tuple(texts)


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _shown(text: str, *, marked_up: bool) -> tuple[str, ...]:
    if not marked_up:
        return (text,)
    values = "\n".join(
        value for tag in _MARKUP.findall(text) for value in _VALUES.findall(tag) if len(value) > 1
    )
    return unescape(_MARKUP.sub("", _PARAGRAPH.sub("\n", text))), unescape(values)
