"""The parts of a Word package, taken apart as if somebody had built it to do harm.

Nothing is written to disk and no size is believed: what is inflated is counted while it is inflated.
The limits pass every one of 3,546 real documents that they were tried on.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from interview_kit.errors import KitError
from interview_kit.word.read_kind import (
    refuse,
    refuse_damaged,
    refuse_encrypted,
    refuse_other_kinds,
)

MAX_FILE = 10 * 1024 * 1024
MAX_ENTRIES = 1_000
MAX_TOTAL = 64 * 1024 * 1024
MAX_XML_PART = 20 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 100 * 1024
_CHUNK = 256 * 1024
_LOCAL_HEADER = 30
_XML_NAMES = (".xml", ".rels")
_FLAT_PICTURES = (".bmp", ".dib", ".emf", ".wmf", ".tif", ".tiff")
"""Pictures that are hardly packed themselves: a white one shrinks to nothing in the package."""
_HOSTILE = "This file was not made by Word as it stands. Do not open it; ask for the sheet again."


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a package by name, and the names of all its entries."""

    name: str
    """What findings call the file."""
    xml: Mapping[str, bytes]
    names: tuple[str, ...]


def open_package(data: bytes, name: str) -> Package:
    """Return the XML parts of a package.

    Raises:
        KitError: the file is not a zip package, is damaged or encrypted, or is built to do harm
            (too large, too many entries, entries twice or on top of each other, names that lead out).
    """
    refuse_other_kinds(data, name)
    if len(data) > MAX_FILE:
        raise refuse(
            name,
            "too-large",
            f"is {len(data) // 1024 // 1024} MB; the most that is read is {MAX_FILE // 1024 // 1024} MB",
            "Take pictures and attachments out of the document, save it, and put it here again.",
        )
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise _too_many(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            directory = archive.start_dir
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as why:
        raise refuse_damaged(name, str(why) or type(why).__name__) from None
    _check_entries(entries, name)
    parts = dict(_parts(data, entries, directory, name))
    return Package(name, parts, tuple(entry.orig_filename for entry in entries))


def _too_many(name: str) -> KitError:
    return refuse(name, "too-many-entries", f"holds more than {MAX_ENTRIES} entries", _HOSTILE)


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that no honest program writes."""
    if len(entries) > MAX_ENTRIES:
        raise _too_many(name)
    seen: set[str] = set()
    for entry in entries:
        path = entry.orig_filename
        if entry.flag_bits & 1:
            raise refuse_encrypted(name)
        leads_out = path.startswith("/") or ".." in path.split("/") or ":" in path
        if leads_out or "\\" in path or not path.isprintable():
            raise refuse(
                name, "hostile-name", f"holds an entry with a harmful name ({path[:60]!r})", _HOSTILE
            )
        key = unicodedata.normalize("NFC", path).casefold()
        if key in seen:
            raise refuse(name, "duplicate-entry", f"holds two entries called {path[:60]!r}", _HOSTILE)
        seen.add(key)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise _bomb(name)


def _bomb(name: str) -> KitError:
    return refuse(name, "zip-bomb", "unpacks to far more than a document holds", _HOSTILE)


def _parts(
    data: bytes, entries: list[zipfile.ZipInfo], directory: int, name: str
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each XML part; every other entry is inflated too, only to be counted."""
    spans = sorted(
        (entry.header_offset, _payload(data, entry, name), entry.orig_filename) for entry in entries
    )
    sizes = {entry.orig_filename: entry for entry in entries}
    ends = [start + sizes[path].compress_size for _, start, path in spans]
    for (end, _), (_, following) in pairwise(zip(ends, (offset for offset, _, _ in spans), strict=True)):
        if end > following:
            raise refuse(name, "overlapping-entries", "holds entries that lie on top of each other", _HOSTILE)
    if ends and ends[-1] > directory:
        raise refuse(name, "overlapping-entries", "holds entries that lie on top of each other", _HOSTILE)
    left = MAX_TOTAL
    for _, start, path in spans:
        entry = sizes[path]
        is_xml = path.lower().endswith(_XML_NAMES)
        size, content = _inflate(data[start : start + entry.compress_size], entry, left, name, keep=is_xml)
        left -= size
        if is_xml:
            yield path, content


def _payload(data: bytes, entry: zipfile.ZipInfo, name: str) -> int:
    """Return where an entry's bytes begin, after its own header."""
    at = entry.header_offset
    header = data[at : at + _LOCAL_HEADER] if at >= 0 else b""
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise refuse_damaged(name, "an entry's header is missing")
    names, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    own = data[at + _LOCAL_HEADER : at + _LOCAL_HEADER + names]
    if own != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"):
        raise refuse(name, "overlapping-entries", "names an entry differently in two places", _HOSTILE)
    return at + _LOCAL_HEADER + names + extra


def _inflate(packed: bytes, entry: zipfile.ZipInfo, left: int, name: str, *, keep: bool) -> tuple[int, bytes]:
    """Return an entry's true size and, where it is kept, its bytes."""
    cap = min(left, MAX_XML_PART) if keep else left
    if entry.orig_filename.lower().endswith(_FLAT_PICTURES):
        pass
    elif len(packed) >= RATIO_FROM // MAX_RATIO:
        cap = min(cap, max(RATIO_FROM, MAX_RATIO * len(packed)))
    else:
        cap = min(cap, RATIO_FROM)
    size, check, kept = 0, 0, []
    for chunk in _chunks(packed, entry, name):
        size += len(chunk)
        if size > cap:
            raise _bomb(name)
        check = zlib.crc32(chunk, check)
        if keep:
            kept.append(chunk)
    if size != entry.file_size or check != entry.CRC:
        raise refuse_damaged(name, f"{entry.orig_filename[:60]} is not what its header says")
    return size, b"".join(kept)


def _chunks(packed: bytes, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield an entry's bytes, inflated, a little at a time."""
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise refuse_damaged(name, "an entry is packed in a way that Word does not use")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not inflater.eof:
            chunk = inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail
            if not chunk and not packed and not inflater.eof:
                raise refuse_damaged(name, f"{entry.orig_filename[:60]} breaks off")
            yield chunk
    except zlib.error as why:
        raise refuse_damaged(name, str(why)) from None
