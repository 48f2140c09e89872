"""One composed document, stamped with different values thousands of times a second.

The long texts that all copies share are deflated once, to the end of a byte (``Z_FULL_FLUSH``). A copy is
those with the values, and what little stands between two values, as stored blocks. The checksum is put
together from the texts' own, so that no copy costs a pass over them: a copy takes about a thousandth of
the time of composing one.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

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
_SHORT: Final = 512
"""Text after a value that is shorter than this goes with the values as it is: deflating saves next to nothing."""
_LOCAL: Final = 30
"""Bytes of an entry's header without its name."""
_LISTED: Final = 5
"""Pieces that a part has in the directory."""
_ENDING: Final = 3
"""Pieces after the directory."""
_SIZES: Final = struct.Struct("<3L").pack
_OFFSET: Final = struct.Struct("<L").pack
_STORED: Final = struct.Struct("<BHH").pack


_Table = tuple[int, ...]
_Tables = tuple[_Table, _Table, _Table, _Table]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a zip says of a part, less checksum, sizes and offset."""

    header: bytes
    """Before the part, up to the sizes."""
    name: bytes
    """Before the part, after the sizes."""
    listed: tuple[bytes, bytes, bytes]
    """In the directory, before the sizes, before the offset and after it."""
    size: int
    """Of all that stands before the part, with the sizes."""


class _Stretch(NamedTuple):
    """Values with the short texts after them, and then a long text or the end of the part."""

    pick: Callable[[list[bytes]], tuple[bytes, ...]]
    """Picks values and short texts, in their order, from all of both."""
    at: int
    """Where the head of their block stands in the file's pieces; they follow it."""
    crc: int
    """Of the long text."""
    tables: _Tables | None
    """Of :func:`_shift`, for the long text; none for the end of the part."""


class _Part(NamedTuple):
    """A part with slots: a text, then stretches of values and text by turns."""

    stretches: tuple[_Stretch, ...]
    crc: int
    """Of the text before the first value."""
    size: int
    """Of that text and the long ones after values together."""
    packed: int
    """Of the same, deflated, with the end of the stream."""
    around: int
    """Of the entry's header."""
    sizes_at: int
    """Where the sizes stand in the file's pieces."""
    listed_at: int
    """Where the directory has them, counted from the end."""
    offset_at: int
    """Where the directory has the offset, counted from the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """A document ready to be stamped; made by :meth:`compile`."""

    slots: frozenset[str]
    _order: tuple[str, ...]
    """The slots as the parts number them."""
    _texts: list[bytes]
    """The short texts after values, of all parts."""
    _pieces: list[bytes]
    """The file, with an empty piece wherever copies differ."""
    _begin: int
    """Bytes before the first part that has slots."""
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
        split: dict[str, list[str]] = {}
        for name, content in read_parts(document).items():
            texts = _MARKER.split(content.decode("utf-8")) if name.endswith((".xml", ".rels")) else []
            if len(texts) > 1:
                split[name] = texts
            else:
                constant[name] = content
        order = tuple(dict.fromkeys(slot for texts in split.values() for slot in texts[1::2]))
        if set(order) != set(slots):
            msg = f"slots asked for: {sorted(slots)}; slots in the document: {sorted(order)}"
            raise ValueError(msg)
        return _Setting(constant, order).stamp(split)

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
        known = [value.encode() for value in ready]
        known += self._texts
        out, offset = self._pieces.copy(), self._begin
        for part in self._parts:
            crc, size, packed = part.crc, part.size, part.packed
            for pick, at, own, tables in part.stretches:
                text = b"".join(pick(known))
                head, block = _stored(text)
                out[at], out[at + 1] = head, block
                size += len(text)
                packed += len(head) + len(block)
                crc = zlib.crc32(text, crc)
                if tables is not None:
                    a, b, c, d = tables
                    crc = a[crc & 255] ^ b[crc >> 8 & 255] ^ c[crc >> 16 & 255] ^ d[crc >> 24] ^ own
            out[part.sizes_at] = out[part.listed_at] = _SIZES(crc, packed, size)
            out[part.offset_at] = _OFFSET(offset)
            offset += part.around + packed
        out[-2] = _OFFSET(offset)
        return b"".join(out)


class _Setting:
    """A document being made ready to be stamped: its pieces so far, and its short texts after values."""

    def __init__(self, constant: Mapping[str, bytes], order: Sequence[str]) -> None:
        prefix, directory = _constant_entries(constant)
        self._constant = len(constant)
        self._begin = len(prefix)
        self._directory = directory
        self._order = order
        self._pieces = [prefix]
        self._texts: list[bytes] = []

    def stamp(self, split: Mapping[str, Sequence[str]]) -> Stamp:
        """Return the stamp of a document whose other parts are these, each split at its slots."""
        parts = [
            self._part(name, texts, _LISTED * (number - len(split)) - _ENDING)
            for number, (name, texts) in enumerate(split.items())
        ]
        pieces, size = [*self._pieces, self._directory], len(self._directory)
        for name in split:
            before, then, last = _entry(name).listed
            pieces += (before, b"", then, b"", last)
            size += len(before + _SIZES(0, 0, 0) + then + _OFFSET(0) + last)
        pieces += _end(self._constant + len(split), size)
        return Stamp(
            frozenset(self._order), tuple(self._order), self._texts, pieces, self._begin, tuple(parts)
        )

    def _part(self, name: str, texts: Sequence[str], listed: int) -> _Part:
        """Return a part of a text split at its slots; its line in the directory begins with the piece ``listed``."""
        entry = _entry(name)
        first = texts[0].encode()
        deflated = _deflated(first)
        sizes_at = len(self._pieces) + 1
        self._pieces += (entry.header, b"", entry.name + deflated)
        size, packed = len(first), len(deflated)
        stretches: list[_Stretch] = []
        for picked, text in self._runs(texts):
            deflated = _deflated(text)
            tables = _shift(len(text)) if text else None
            stretches.append(_Stretch(itemgetter(*picked), len(self._pieces), zlib.crc32(text), tables))
            self._pieces += (b"", b"", deflated)
            size, packed = size + len(text), packed + len(deflated)
        self._pieces[-1] += _END_OF_STREAM
        return _Part(
            stretches=tuple(stretches),
            crc=zlib.crc32(first),
            size=size,
            packed=packed + len(_END_OF_STREAM),
            around=entry.size,
            sizes_at=sizes_at,
            listed_at=listed + 1,
            offset_at=listed + 3,
        )

    def _runs(self, texts: Sequence[str]) -> Iterator[tuple[list[int], bytes]]:
        """Yield values and short texts in their order, by their numbers, and the long text after them.

        After the last values of a part there may be no long text: it is empty then.
        """
        picked: list[int] = []
        for slot, following in zip(texts[1::2], texts[2::2], strict=True):
            text = following.encode()
            is_long = len(text) >= _SHORT
            picked += (self._order.index(slot), len(self._order) + len(self._texts))
            self._texts.append(b"" if is_long else text)
            if is_long:
                yield picked, text
                picked = []
        if picked:
            yield picked, b""


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


def _deflated(text: bytes) -> bytes:
    """Return a text deflated to the end of a byte, so that anything may follow; nothing for an empty one."""
    if not text:
        return b""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH)


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


def _stored(text: bytes) -> tuple[bytes, bytes]:
    """Return a text as a deflate block that is not compressed and not the last: its head, and the rest.

    A long text takes several blocks, all of which are the rest; an empty one takes none.
    """
    if 0 < len(text) <= _BLOCK:
        return _STORED(0, len(text), len(text) ^ _BLOCK), text
    blocks = (text[i : i + _BLOCK] for i in range(0, len(text), _BLOCK))
    return b"", b"".join(_STORED(0, len(b), len(b) ^ _BLOCK) + b for b in blocks)


def _constant_entries(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return the entries of the parts that all copies share, and their lines in the directory."""
    out: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = deflate.compress(content) + deflate.flush()
        sizes = _SIZES(zlib.crc32(content), len(deflated), len(content))
        entry = _entry(name)
        before, then, last = entry.listed
        directory += (before, sizes, then, _OFFSET(offset), last)
        out += (entry.header, sizes, entry.name, deflated)
        offset += entry.size + len(deflated)
    return b"".join(out), b"".join(directory)


def _entry(name: str) -> _Entry:
    key = name.encode("ascii")
    common = struct.pack("<5H", _VERSION, 0, _DEFLATED, 0, _DAY_ONE)
    lengths = struct.pack("<2H", len(key), 0)
    listed = struct.pack("<4sH", b"PK\1\2", _VERSION) + common
    return _Entry(b"PK\3\4" + common, lengths + key, (listed, lengths + bytes(10), key), _LOCAL + len(key))


def _end(count: int, size: int) -> tuple[bytes, bytes, bytes]:
    """Return the end of a zip with so many entries in a directory of so many bytes; the second is for its offset."""
    return struct.pack("<4s4HL", b"PK\5\6", 0, 0, count, count, size), b"", bytes(2)
