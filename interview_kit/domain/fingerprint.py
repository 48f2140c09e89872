"""Fingerprints: the same words give the same figure, whatever an editor did to quotes and spaces."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

_PLAIN = {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip
_FANCY = re.compile(f"[{''.join(_PLAIN)}]")


def normalise(text: str) -> str:
    """Return text with compatibility forms, quotes, dashes and white space made plain.

    Editors turn straight quotes into curly ones and break lines where they like; none of that is a
    change of wording.
    """
    if not text.isascii():  # nothing to be made plain in ASCII, and this takes nearly all the time
        text = _FANCY.sub(lambda found: _PLAIN[found[0]], unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def fingerprint_text(text: str) -> str:
    """Return 64 hexadecimal figures (SHA-256) over normalised text."""
    return hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()


def fingerprint_data(data: object) -> str:
    """Return 64 hexadecimal figures (SHA-256) over JSON-like data, whatever the order of its keys."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def short_mark(fingerprint: str) -> str:
    """Return the printed form of a fingerprint or hash, ``7F3A-91C2``."""
    return f"{fingerprint[:4]}-{fingerprint[4:8]}".upper()
