"""One composed document, stamped with different values thousands of times a second.

What all copies share is deflated once, in pieces that end on a byte (``Z_FULL_FLUSH``). A copy is those
pieces with the values between them as stored blocks; the checksum is put together from the pieces' own,
so that no copy costs a pass over its text: a copy takes about a thousandth of the time of composing one.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.errors import Finding, KitError
from interview_kit.word.package import read_parts
from interview_kit.word.xml import escape, has_forbidden

_MARKER: Final = re.compile("\ue000([a-z_.]+)\ue001")
_MARKS: Final = re.compile("[\ue000\ue001]")
_DAY_ONE: Final = 0x0021  # 1 January 1980, as zip files count days
_VERSION: Final = 20
_DEFLATED: Final = 8
_END_OF_STREAM: Final = b"\x03\x00"
_BLOCK: Final = 0xFFFF
_LOCAL: Final = struct.Struct("<4s5H3L2H").pack
_ENTRY: Final = struct.Struct("<4s6H3L5H2L").pack
_STORED: Final = struct.Struct("<BHH").pack


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands before a value: deflated, with what it takes to add its checksum to one before it."""

    deflated: bytes
    size: int
    crc: int
    shift: tuple[tuple[int, ...], ...]

    def added_to(self, crc: int) -> int:
        """Return the checksum of a text followed by this piece, from the text's own checksum."""
        a, b, c, d = self.shift
        return a[crc & 255] ^ b[crc >> 8 & 255] ^ c[crc >> 16 & 255] ^ d[crc >> 24] ^ self.crc


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with slots: piece, slot, piece … piece."""

    name: bytes
    first: _Piece
    rest: tuple[tuple[str, _Piece], ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A document ready to be stamped; made by :meth:`compile`."""

    slots: frozenset[str]
    _prefix: bytes
    _directory: bytes
    _constant: int
    _parts: tuple[_Part, ...]

    @classmethod
    def compile(cls, document: bytes, slots: Sequence[str]) -> Stamp:
        """Return the stamp of a document that holds the markers of the slots, each at least once.

        Slots may stand in any part: text, headers, footers, properties. They are put there by
        :func:`interview_kit.word.sandbox.slot`.

        Raises:
            ValueError: a slot stands nowhere in the document, or the document holds another.
        """
        constant: dict[str, bytes] = {}
        parts: list[_Part] = []
        found: set[str] = set()
        for name, content in read_parts(document).items():
            text = content.decode("utf-8") if name.endswith((".xml", ".rels")) else ""
            texts = _MARKER.split(text)
            if len(texts) == 1:
                constant[name] = content
                continue
            names = tuple(texts[1::2])
            first, *others = (_piece(piece.encode()) for piece in texts[::2])
            rest = tuple(zip(names, others, strict=True))
            parts.append(_Part(name.encode("ascii"), first, rest))
            found.update(names)
        if found != set(slots):
            msg = f"slots asked for: {sorted(slots)}; slots in the document: {sorted(found)}"
            raise ValueError(msg)
        prefix, directory = _constant_entries(constant)
        return cls(frozenset(found), prefix, directory, len(constant), tuple(parts))

    def stamp(self, values: Mapping[str, str]) -> bytes:
        """Return a copy of the document with the values in the slots; the same bytes for the same values.

        Values are shown exactly as they are and never steer anything.

        Raises:
            ValueError: ``values`` does not name exactly the slots.
            KitError: a value holds a character that Word cannot hold.
        """
        if values.keys() != self.slots:
            msg = f"values for {sorted(values)}, but the slots are {sorted(self.slots)}"
            raise ValueError(msg)
        _refuse_unprintable(values)
        ready = {name: escape(value).encode() for name, value in values.items()}
        checked = {name: (value, len(value), _stored(value)) for name, value in ready.items()}
        out, directory, offset = [self._prefix], [self._directory], len(self._prefix)
        for part in self._parts:
            first = part.first
            body, crc, size = [first.deflated], first.crc, first.size
            for slot, piece in part.rest:
                value, length, block = checked[slot]
                body += (block, piece.deflated)
                crc = piece.added_to(zlib.crc32(value, crc))
                size += length + piece.size
            body.append(_END_OF_STREAM)
            content = b"".join(body)
            local = _local_header(part.name, crc, len(content), size)
            directory.append(_directory_entry(part.name, crc, len(content), size, offset))
            out += (local, content)
            offset += len(local) + len(content)
        listed = b"".join(directory)
        count = self._constant + len(self._parts)
        return b"".join((*out, listed, _end(count, len(listed), offset)))


def _refuse_unprintable(values: Mapping[str, str]) -> None:
    findings = [
        Finding(
            name,
            f"{value[:40]!r} holds a character that a Word document cannot hold",
            "Take the control character out; it may have come with a copy from another program.",
            code="value-characters",
        )
        for name, value in values.items()
        if has_forbidden(value) or _MARKS.search(value)
    ]
    if findings:
        raise KitError(findings)


def _piece(content: bytes) -> _Piece:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = deflate.compress(content) + deflate.flush(zlib.Z_FULL_FLUSH)
    return _Piece(deflated, len(content), zlib.crc32(content), _shift(len(content)))


def _shift(size: int) -> tuple[tuple[int, ...], ...]:
    """Return four tables of 256: what ``size`` more bytes make of each byte of a checksum.

    A checksum is linear in the one before it, so 32 single bits tell all.
    """
    zeros = bytes(size)
    zero = zlib.crc32(zeros, 0)
    bits = [zlib.crc32(zeros, 1 << bit) ^ zero for bit in range(32)]
    tables = []
    for place in range(4):
        table = [0] * 256
        for value in range(1, 256):
            low = value & -value
            table[value] = table[value ^ low] ^ bits[8 * place + low.bit_length() - 1]
        tables.append(tuple(table))
    return tuple(tables)


def _stored(value: bytes) -> bytes:
    """Return a value as deflate blocks that are not compressed, none of them the last."""
    if 0 < len(value) <= _BLOCK:
        return _STORED(0, len(value), len(value) ^ 0xFFFF) + value
    blocks = [value[i : i + _BLOCK] for i in range(0, len(value), _BLOCK)]
    return b"".join(_STORED(0, len(b), len(b) ^ 0xFFFF) + b for b in blocks)


def _constant_entries(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return the entries of the parts that all copies share, and their lines in the directory."""
    out, directory, offset = [], [], 0
    for name, content in parts.items():
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = deflate.compress(content) + deflate.flush()
        key, crc, size = name.encode("ascii"), zlib.crc32(content), len(content)
        local = _local_header(key, crc, len(deflated), size)
        directory.append(_directory_entry(key, crc, len(deflated), size, offset))
        out.append(local + deflated)
        offset += len(local) + len(deflated)
    return b"".join(out), b"".join(directory)


def _local_header(name: bytes, crc: int, packed: int, size: int) -> bytes:
    fields = (b"PK\3\4", _VERSION, 0, _DEFLATED, 0, _DAY_ONE, crc, packed, size, len(name), 0)
    return _LOCAL(*fields) + name


def _directory_entry(name: bytes, crc: int, packed: int, size: int, offset: int) -> bytes:
    fields = (b"PK\1\2", _VERSION, _VERSION, 0, _DEFLATED, 0, _DAY_ONE, crc, packed, size, len(name))
    return _ENTRY(*fields, 0, 0, 0, 0, 0, offset) + name


def _end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)
