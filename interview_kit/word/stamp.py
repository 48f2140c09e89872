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
_PLAIN: Final = re.compile("[\t\n\r !#-%'-;=?-\ud7ff\ue002-\ufffd\U00010000-\U0010ffff]*")
"""Text that goes in as it stands: nothing to escape, nothing to refuse."""
_DAY_ONE: Final = 0x0021  # 1 January 1980, as zip files count days
_VERSION: Final = 20
_DEFLATED: Final = 8
_END_OF_STREAM: Final = b"\x03\x00"
_BLOCK: Final = 0xFFFF
_LOCAL: Final = 30
"""Bytes of an entry's own header without its name."""
_SIZES: Final = struct.Struct("<3L").pack
_OFFSET: Final = struct.Struct("<L").pack
_STORED: Final = struct.Struct("<BHH").pack


_Table = tuple[int, ...]
_Tables = tuple[_Table, _Table, _Table, _Table]
_Piece = tuple[bytes, int, int, _Tables]
"""What stands before or after a value: deflated, its size, its checksum, and the tables of :func:`_shift`."""
_Follows = tuple[int, bytes, int, _Table, _Table, _Table, _Table]
"""A slot by its number, and the piece after it: deflated, its checksum, four tables."""


_Header = tuple[bytes, bytes, bytes, bytes, bytes]
"""What a zip says of an entry, less checksum, sizes and offset, which go between: see :func:`_header`."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with slots: piece, slot, piece … piece."""

    header: _Header
    first: bytes
    crc: int
    """Of the first piece."""
    size: int
    """Of all pieces together, as text."""
    packed: int
    """Of all pieces together, deflated, with the end of the stream."""
    rest: tuple[_Follows, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A document ready to be stamped; made by :meth:`compile`."""

    slots: frozenset[str]
    _order: tuple[str, ...]
    """The slots as the parts number them."""
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
        order: dict[str, int] = {}
        for name, content in read_parts(document).items():
            text = content.decode("utf-8") if name.endswith((".xml", ".rels")) else ""
            texts = _MARKER.split(text)
            if len(texts) == 1:
                constant[name] = content
                continue
            numbers = [order.setdefault(slot, len(order)) for slot in texts[1::2]]
            parts.append(_part(name, numbers, [_piece(piece.encode()) for piece in texts[::2]]))
        if order.keys() != set(slots):
            msg = f"slots asked for: {sorted(slots)}; slots in the document: {sorted(order)}"
            raise ValueError(msg)
        prefix, directory = _constant_entries(constant)
        return cls(frozenset(order), tuple(order), prefix, directory, len(constant), tuple(parts))

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
        ready = [values[name] for name in self._order]
        if _PLAIN.fullmatch("".join(ready)) is None:
            _refuse_unprintable(values)
            ready = [escape(value) for value in ready]
        encoded = [value.encode() for value in ready]
        filled = [(value, len(value), _stored(value)) for value in encoded]
        out, directory, offset = [self._prefix], [self._directory], len(self._prefix)
        for part in self._parts:
            crc, size, packed = part.crc, part.size, part.packed
            header = len(out)
            out += (b"", part.first)
            for number, deflated, own, a, b, c, d in part.rest:
                value, length, block = filled[number]
                out += (block, deflated)
                crc = zlib.crc32(value, crc)
                crc = a[crc & 255] ^ b[crc >> 8 & 255] ^ c[crc >> 16 & 255] ^ d[crc >> 24] ^ own
                size += length
                packed += len(block)
            out.append(_END_OF_STREAM)
            sizes = _SIZES(crc, packed, size)
            before, after, listed, then, last = part.header
            out[header] = before + sizes + after
            directory += (listed, sizes, then, _OFFSET(offset), last)
            offset += _LOCAL + len(last) + packed
        entries = b"".join(directory)
        count = self._constant + len(self._parts)
        out += (entries, _end(count, len(entries), offset))
        return b"".join(out)


def _part(name: str, numbers: Sequence[int], pieces: Sequence[_Piece]) -> _Part:
    """Return a part made of pieces with the slots of these numbers between them."""
    return _Part(
        header=_header(name),
        first=pieces[0][0],
        crc=pieces[0][2],
        size=sum(size for _, size, _, _ in pieces),
        packed=sum(len(deflated) for deflated, _, _, _ in pieces) + len(_END_OF_STREAM),
        rest=tuple(
            (number, deflated, crc, *tables)
            for number, (deflated, _, crc, tables) in zip(numbers, pieces[1:], strict=True)
        ),
    )


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
    return deflated, len(content), zlib.crc32(content), _shift(len(content))


def _shift(size: int) -> _Tables:
    """Return four tables of 256: what ``size`` more bytes make of each byte of a checksum.

    A checksum is linear in the one before it, so 32 single bits tell all. The exclusive or of an entry of
    each, and of the checksum of those bytes, is the checksum of the whole (``crc32_combine`` of zlib).
    """
    zeros = bytes(size)
    zero = zlib.crc32(zeros, 0)
    bits = [zlib.crc32(zeros, 1 << bit) ^ zero for bit in range(32)]
    return _table(bits[:8]), _table(bits[8:16]), _table(bits[16:24]), _table(bits[24:])


def _table(bits: Sequence[int]) -> _Table:
    table = [0] * 256
    for value in range(1, 256):
        low = value & -value
        table[value] = table[value ^ low] ^ bits[low.bit_length() - 1]
    return tuple(table)


def _stored(value: bytes) -> bytes:
    """Return a value as deflate blocks that are not compressed, none of them the last."""
    if 0 < len(value) <= _BLOCK:
        return _STORED(0, len(value), len(value) ^ 0xFFFF) + value
    blocks = [value[i : i + _BLOCK] for i in range(0, len(value), _BLOCK)]
    return b"".join(_STORED(0, len(b), len(b) ^ 0xFFFF) + b for b in blocks)


def _constant_entries(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return the entries of the parts that all copies share, and their lines in the directory."""
    out: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = deflate.compress(content) + deflate.flush()
        sizes = _SIZES(zlib.crc32(content), len(deflated), len(content))
        before, after, listed, then, last = _header(name)
        directory += (listed, sizes, then, _OFFSET(offset), last)
        out += (before, sizes, after, deflated)
        offset += _LOCAL + len(last) + len(deflated)
    return b"".join(out), b"".join(directory)


def _header(name: str) -> _Header:
    """Return the constant bytes of an entry's own header, before and after its sizes, and of its line in the directory.

    The line goes on: sizes, more bytes, offset, name.
    """
    key = name.encode("ascii")
    common = struct.pack("<5H", _VERSION, 0, _DEFLATED, 0, _DAY_ONE)
    lengths = struct.pack("<2H", len(key), 0)
    listed = struct.pack("<4sH", b"PK\1\2", _VERSION) + common
    return b"PK\3\4" + common, lengths + key, listed, lengths + bytes(10), key


def _end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)
