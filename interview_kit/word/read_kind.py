"""What a file that is not a Word document is, told from its first bytes, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from interview_kit.errors import Finding, KitError

SAVE_AS = (
    "Open it in the program it was made with, save it as a Word document (.docx), and put that file here."
)
"""The way out for a file that some program can still open."""
SEND_AGAIN = "Ask for the file again; it may not have been copied or sent in full."
"""The way out for a file that nothing can open."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_FILE_SIZE = 200  # Word's are 162 bytes


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    problem: str
    remedy: str


_ENCRYPTED = _Kind(
    "encrypted",
    "is protected with a password and cannot be read",
    "Open it in Word, take the password off under File, Info, Protect Document, save it, and put it here again.",
)
DAMAGED = "damaged"
"""Code of the finding for what cannot be taken apart."""
_MAIL = _Kind(
    "e-mail",
    "is an e-mail, not a Word document",
    "Open it, save the sheet that is attached to it, and put that here.",
)
_PICTURE = _Kind("picture", "is a picture, not a Word document", "Ask for the Word document itself.")
_RESTRICTED = _Kind(
    "encrypted",
    "is protected by a label of your organisation, and cannot be read",
    "Ask who sent it to take the protection off (File, Info, Protect Document in Word), and to send it again.",
)
_NO_DOCUMENT = _Kind(
    "no-document",
    "is a file that the computer keeps for itself, not a document",
    "Nothing to do; it can be deleted.",
)
_DAMAGED = _Kind(DAMAGED, "is damaged or was cut short", SEND_AGAIN)
_ODT = _Kind("odt", "is an OpenDocument file (.odt), not a Word document", SAVE_AS)
_LOCK = _Kind(
    "lock-file",
    "is not a document, only the mark that Word leaves while somebody has one open",
    "Close the document in Word; the mark then goes away by itself. Nothing in it needs to be read.",
)
_MACROS = _Kind(
    "macros",
    "contains macros, whatever its name says, and is not opened",
    "Open it in Word, save it as a Word document (.docx) without macros, and put that file here.",
)
_STARTS: tuple[tuple[bytes, _Kind], ...] = (
    (
        b"%PDF",
        _Kind("pdf", "is a PDF, not a Word document", "Ask for the Word document that it was made from."),
    ),
    (b"{\\rtf", _Kind("rtf", "is a Rich Text file (.rtf), not a Word document", SAVE_AS)),
    *((mark, _PICTURE) for mark in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")),
    (b"<?xml", _Kind("other-file", "is a plain XML file, not a Word document (.docx)", SAVE_AS)),
    (b"<", _Kind("other-file", "is a web page, not a Word document", SAVE_AS)),
)
_OWN_FILES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_MAIL_HEADERS = re.compile(
    rb"(?:(?:Received|Return-Path|Delivered-To|Message-ID|From|To|Subject|Date|X-[\w-]+): ?[^\n]*\n)",
    re.IGNORECASE,
)
_WEB_ARCHIVE = _Kind("other-file", "is a web page saved by Word, not a Word document", SAVE_AS)
_TNEF = b"\x78\x9f\x3e\x22"  # winmail.dat
_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"avif"})
_OLE_STREAMS: tuple[tuple[str, _Kind], ...] = (
    ("__nameid_version", _MAIL),
    ("DRMEncrypted", _RESTRICTED),
    ("EncryptedPackage", _ENCRYPTED),
    ("WordDocument", _Kind("doc", "is an old Word document (.doc)", SAVE_AS)),
    ("Workbook", _Kind("other-file", "is an old Excel workbook, not a Word document", SAVE_AS)),
)
_OTHER = _Kind("other-file", "is not a Word document (.docx)", SAVE_AS)


def refuse(name: str, code: str, problem: str, remedy: str = SEND_AGAIN) -> KitError:
    """Return the error that refuses a file, with its one finding."""
    return KitError([Finding(where=name, problem=problem, remedy=remedy, code=code)])


def _refuse(name: str, kind: _Kind) -> KitError:
    return refuse(name, kind.code, kind.problem, kind.remedy)


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Raise :class:`KitError` when a file is, from its name and first bytes, no Word document."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if base.startswith("~$") and not (len(data) > _LOCK_FILE_SIZE and data.startswith(b"PK")):
        raise _refuse(name, _LOCK)
    if base.casefold() in _OWN_FILES:
        raise _refuse(name, _NO_DOCUMENT)
    if not data:
        raise refuse(name, "empty", "is empty")
    if data.startswith(b"PK"):
        return
    if data.startswith(OLE):
        raise _refuse(name, _ole_kind(data))
    raise _refuse(name, _kind_of(data))


def _kind_of(data: bytes) -> _Kind:
    """Return what a file is that is neither a package nor an old Office file."""
    start = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (data[4:8] == b"ftyp" and data[8:12] in _BRANDS) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return _PICTURE
    if start.startswith(_TNEF) or (_MAIL_HEADERS.match(start) and not start.startswith(b"From: <Saved by")):
        return _MAIL
    if start.lower().startswith(b"mime-version"):
        return _MAIL if len(_MAIL_HEADERS.findall(start)) > 1 else _WEB_ARCHIVE
    return next((kind for magic, kind in _STARTS if start.startswith(magic)), _OTHER)


def _ole_kind(data: bytes) -> _Kind:
    found = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
    return next(found, _Kind("other-file", "is an old Office file, not a Word document (.docx)", SAVE_AS))


def refuse_damaged(name: str, detail: str) -> KitError:
    """Return the error for a package that cannot be taken apart; ``detail`` says what was seen."""
    return refuse(name, _DAMAGED.code, f"{_DAMAGED.problem} ({detail})", _DAMAGED.remedy)


def refuse_encrypted(name: str) -> KitError:
    """Return the error for a document that needs a password."""
    return _refuse(name, _ENCRYPTED)


def refuse_macros(name: str) -> KitError:
    """Return the error for a document whose content types speak of macros."""
    return _refuse(name, _MACROS)


def refuse_other_package(names: Collection[str], name: str) -> KitError:
    """Return the error for a package without a Word document in it, saying what it is instead."""
    if "mimetype" in names and "content.xml" in names:
        return _refuse(name, _ODT)
    if any(part.startswith("xl/") for part in names):
        return refuse(name, "other-file", "is an Excel workbook, not a Word document", SAVE_AS)
    if any(part.startswith("ppt/") for part in names):
        return refuse(name, "other-file", "is a PowerPoint presentation, not a Word document", SAVE_AS)
    if any(part.startswith("Index/") and part.endswith(".iwa") for part in names):
        return refuse(name, "other-file", "is an Apple Pages document, not a Word document", SAVE_AS)
    if "[Content_Types].xml" not in names:
        return refuse(
            name,
            "other-file",
            "is a compressed folder (zip), not a Word document",
            "Unpack it, and put the Word documents in it here.",
        )
    return _refuse(name, _OTHER)
