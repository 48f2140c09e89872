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
from zlib import crc32

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
_COMMON: Final = struct.pack("<5H", _VERSION, 0, _DEFLATED, 0, _DAY_ONE)
_ENTRY: Final = b"PK\3\4" + _COMMON
"""The header of an entry, up to the sizes."""
_IN_DIRECTORY: Final = b"PK\1\2" + struct.pack("<H", _VERSION) + _COMMON
"""A line of the directory, up to the sizes."""
_HEADER: Final = 30
"""Bytes of an entry's header without its name."""
_LINE: Final = 46
"""The same of a line in the directory."""
_NO_COMMENT: Final = bytes(2)
_SIZES: Final = struct.Struct("<3L").pack
"""Checksum, packed size, size."""
_LISTED: Final = struct.Struct("<3LH12xL").pack
"""The same in the directory, then the length of the name and the offset."""
_OFFSET: Final = struct.Struct("<L").pack
_STORED: Final = struct.Struct("<BHH").pack
_STORED_HEAD: Final = 5
"""Bytes before a stored block."""

_Table = tuple[int, ...]
_Tables = tuple[_Table, _Table, _Table, _Table]


class _Stretch(NamedTuple):
    """Values with the short texts after them, and then a long text or the end of the part."""

    pick: Callable[[list[bytes]], tuple[bytes, ...]]
    """Picks values and short texts, in their order, from all of both."""
    after: bytes
    """The long text deflated, or the end of the stream, or both."""
    crc: int
    """Of the long text."""
    tables: _Tables | None
    """Of :func:`_shift`, for the long text; none for the end of the part."""


class _Part(NamedTuple):
    """A part with slots: a text, then stretches of values and text by turns."""

    begin: bytes
    """What follows the sizes: the rest of the header, and the text before the first value deflated."""
    stretches: tuple[_Stretch, ...]
    crc: int
    """Of the text before the first value."""
    size: int
    """Of that text and the long ones after values together."""
    packed: int
    """Of the same, deflated, with the end of the stream."""
    around: int
    """Bytes of the entry's header."""
    listed: bytes
    """In the directory, between the offset of the part before and this one's sizes."""
    name_length: int


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """A document ready to be stamped; made by :meth:`compile`."""

    slots: frozenset[str]
    _order: tuple[str, ...]
    """The slots as the parts number them."""
    _texts: tuple[bytes, ...]
    """The short texts after values, of all parts."""
    _constant: bytes
    """The entries of the parts that all copies share."""
    _parts: tuple[_Part, ...]
    _end: bytes
    """What stands between the last offset in the directory and the directory's own."""

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
        entries, directory = _constant_entries(constant)
        parts: list[_Part] = []
        shorts: list[bytes] = []
        before, size = directory, len(directory)
        for name, pieces in split.items():
            parts.append(_part(name, pieces, order, shorts, before))
            before = name.encode("ascii")
            size += _LINE + len(before)
        end = before + _end(len(constant) + len(split), size)
        return cls(frozenset(order), order, tuple(shorts), entries, tuple(parts), end)

    def stamp(self, values: Mapping[str, str]) -> bytes:
        """Return a copy of the document with the values in the slots; the same bytes for the same values.

        Values are shown exactly as they are and never steer anything.

        Raises:
            ValueError: ``values`` does not name exactly the slots.
            KitError: a value holds a character that Word cannot hold.
        """
        known = self._known(values)
        out, offset = [self._constant], len(self._constant)
        directory: list[bytes] = []
        for part in self._parts:
            begin, stretches, crc, size, packed, around, listed, name_length = part
            sizes_at = len(out) + 1
            out += (_ENTRY, b"", begin)
            for pick, after, own, tables in stretches:
                text = b"".join(pick(known))
                length = len(text)
                size += length
                packed += length + _STORED_HEAD
                crc = crc32(text, crc)
                if tables is not None:
                    a, b, c, d = tables
                    crc = a[crc & 255] ^ b[crc >> 8 & 255] ^ c[crc >> 16 & 255] ^ d[crc >> 24] ^ own
                if length <= _BLOCK:
                    out += (_STORED(0, length, length ^ _BLOCK), text, after)
                else:
                    blocks = _blocks(text)
                    packed += len(blocks) - length - _STORED_HEAD
                    out += (blocks, after)
            out[sizes_at] = _SIZES(crc, packed, size)
            directory += (listed, _LISTED(crc, packed, size, name_length, offset))
            offset += around + packed
        out += directory
        out += (self._end, _OFFSET(offset), _NO_COMMENT)
        return b"".join(out)

    def _known(self, values: Mapping[str, str]) -> list[bytes]:
        """Return the values as they stand in a part, in the order of the slots, and then the short texts."""
        try:
            ready = [*map(values.__getitem__, self._order)]
        except KeyError:
            ready = []
        if not len(ready) == len(values) == len(self._order):
            msg = f"values for {sorted(values)}, but the slots are {sorted(self.slots)}"
            raise ValueError(msg)
        if _PLAIN.fullmatch("".join(ready)) is None:
            _refuse_unprintable(values)
            ready = [escape(value) for value in ready]
        return [*map(str.encode, ready), *self._texts]


def _part(
    name: str, pieces: Sequence[str], order: Sequence[str], shorts: list[bytes], before: bytes
) -> _Part:
    """Return a part split at its slots.

    Its short texts after values are added to ``shorts``; ``before`` is what stands before its line in the directory.
    """
    key = name.encode("ascii")
    first = pieces[0].encode()
    deflated = _deflated(first)
    size, packed = len(first), len(deflated)
    stretches: list[_Stretch] = []
    for picked, text in _runs(pieces, order, shorts):
        after = _deflated(text)
        size, packed = size + len(text), packed + len(after)
        tables = _shift(len(text)) if text else None
        stretches.append(_Stretch(itemgetter(*picked), after, crc32(text), tables))
    last = stretches.pop()
    stretches.append(last._replace(after=last.after + _END_OF_STREAM))
    return _Part(
        begin=_named(key) + deflated,
        stretches=tuple(stretches),
        crc=crc32(first),
        size=size,
        packed=packed + len(_END_OF_STREAM),
        around=_HEADER + len(key),
        listed=before + _IN_DIRECTORY,
        name_length=len(key),
    )


def _runs(
    pieces: Sequence[str], order: Sequence[str], shorts: list[bytes]
) -> Iterator[tuple[list[int], bytes]]:
    """Yield values and short texts in their order, by their numbers, and the long text after them.

    After the last values of a part there may be no long text: it is empty then.
    """
    picked: list[int] = []
    for slot, following in zip(pieces[1::2], pieces[2::2], strict=True):
        text = following.encode()
        is_long = len(text) >= _SHORT
        picked += (order.index(slot), len(order) + len(shorts))
        shorts.append(b"" if is_long else text)
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
    zero = crc32(zeros, 0)
    bits = [crc32(zeros, 1 << bit) ^ zero for bit in range(32)]
    return _table(bits[:8]), _table(bits[8:16]), _table(bits[16:24]), _table(bits[24:])


def _table(bits: Sequence[int]) -> _Table:
    table = [0] * 256
    for value in range(1, 256):
        low = value & -value
        table[value] = table[value ^ low] ^ bits[low.bit_length() - 1]
    return tuple(table)


def _blocks(text: bytes) -> bytes:
    """Return a long text as deflate blocks that are not compressed, none of them the last."""
    blocks = (text[i : i + _BLOCK] for i in range(0, len(text), _BLOCK))
    return b"".join(_STORED(0, len(b), len(b) ^ _BLOCK) + b for b in blocks)


def _constant_entries(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return the entries of the parts that all copies share, and their lines in the directory."""
    out: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = deflate.compress(content) + deflate.flush()
        crc, packed, size, key = crc32(content), len(deflated), len(content), name.encode("ascii")
        directory += (_IN_DIRECTORY, _LISTED(crc, packed, size, len(key), offset), key)
        out += (_ENTRY, _SIZES(crc, packed, size), _named(key), deflated)
        offset += _HEADER + len(key) + packed
    return b"".join(out), b"".join(directory)


def _named(key: bytes) -> bytes:
    """Return what follows the sizes in the header of an entry."""
    return struct.pack("<2H", len(key), 0) + key


def _end(count: int, size: int) -> bytes:
    """Return the end of a zip with so many entries in a directory of so many bytes, up to that one's offset."""
    return struct.pack("<4s4HL", b"PK\5\6", 0, 0, count, count, size)
