"""Names of files and folders that every system accepts."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_BYTES = 100
"""So that an ending such as ``.docx`` still fits under 120 bytes."""

_RESERVED = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin",
        "conout",
        *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10)),
    }
)
_MARK = 8
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line ends, marks that turn the direction of text, halves of characters."""


def safe_name(*parts: str) -> str:
    """Return one file name, without ending, made of the parts: letters, figures and hyphens.

    Letters of every script stay, composed (NFC); everything else becomes a hyphen. Names that Windows
    keeps for itself get a leading ``x-``. A name that would be longer than 100 bytes loses the end of its longest part
    and gets eight figures of a fingerprint instead, so that two long names do not become one. The parts
    that tell files apart (refs) go first and are short.

    >>> safe_name("C03", "Amara Osei", "P2")
    'C03-Amara-Osei-P2'
    >>> safe_name("../..")
    'unnamed'
    """
    slugs = [slug for slug in map(_slug, parts) if slug]
    name = "-".join(slugs) or "unnamed"
    if len(name.encode("utf-8")) > MAX_BYTES:
        mark = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
        slugs = _shorten(slugs, MAX_BYTES - _MARK - 1)
        name = "-".join([*slugs, mark])
    return f"x-{name}" if name.casefold() in _RESERVED else name


def shown_name(path: str) -> str:
    """Return a file's name as it can be shown and kept: what is not text is U+FFFD.

    A name on disk may hold bytes that are no text, line ends, commands to the terminal, and marks that turn
    the direction of writing so that ``xcod.exe`` reads as a document.
    """
    return UNPRINTABLE.sub("\ufffd", path)


def _slug(part: str) -> str:
    """Return the letters, figures and accents of a part, runs of anything else as one hyphen."""
    plain = unicodedata.normalize("NFKC", part)
    kept = "".join(
        c if unicodedata.category(c)[0] in "LNM" else " " for c in plain if unicodedata.category(c) != "Cf"
    )
    return unicodedata.normalize("NFC", "-".join(kept.split()))


def _shorten(slugs: list[str], limit: int) -> list[str]:
    """Return the parts with the longest cut, character by character, until all fit."""
    slugs = list(slugs)
    while len("-".join(slugs).encode("utf-8")) > limit:
        longest = max(range(len(slugs)), key=lambda n: len(slugs[n].encode("utf-8")))
        slugs[longest] = slugs[longest][:-1]
    return [slug for slug in (s.strip("-") for s in slugs) if slug]
