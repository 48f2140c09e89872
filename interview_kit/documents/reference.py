"""Printed references such as ``SK-92GA-M7ZG``: signed, short, and proof against slips of the pen.

Two letters say what kind of document it is, seven characters come from an HMAC over what the document
is for, and one character checks the nine others. The check is a weighted sum in GF(32) with a different
weight for every place, so that any single wrong character and any two characters that changed places
are found.
"""

from __future__ import annotations

import hmac
import re
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _json

from interview_kit.domain.fingerprint import normalise

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 characters that are hard to mistake for each other: no I, O, 0, 1."""

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_LENGTH = 10  # kind 2, signed 7, check 1
_LOOKS = re.compile(r"(?<![A-Z0-9])([A-Z]{2}) ?- ?([A-Z0-9]{4}) ?- ?([A-Z0-9]{4})(?![A-Z0-9])")


def _times(a: int, b: int) -> int:
    """Return the product in GF(32), reduced by the primitive polynomial x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0b100000:
            a ^= 0b100101
        b >>= 1
    return product


def _powers(count: int) -> tuple[int, ...]:
    """Return the first powers of the generator 2: all different up to the 31st, none zero."""
    found = [1]
    while len(found) < count:
        found.append(_times(found[-1], 2))
    return tuple(found)


_WEIGHTS = _powers(_LENGTH)[::-1]  # the check character's own weight is 1
_WEIGHED = tuple({c: _times(weight, value) for c, value in _VALUE.items()} for weight in _WEIGHTS)


def _syndrome(characters: str, at: int = 0) -> int:
    """Return the weighted sum of characters from a place on; 0 for all ten when the check character is right."""
    total = 0
    for weighed, character in zip(_WEIGHED[at:], characters, strict=False):
        total ^= weighed[character]
    return total


def _pairs(at: int) -> tuple[tuple[str, int], ...]:
    """Return two characters for ten bits, the first for the lower five, with their weighted sum at a place."""
    pairs = (ALPHABET[value & 31] + ALPHABET[value >> 5] for value in range(1 << 10))
    return tuple((pair, _syndrome(pair, at)) for pair in pairs)


_SECOND, _THIRD, _FOURTH = _pairs(2), _pairs(4), _pairs(6)
_FIFTH = tuple((character, _syndrome(character, 8)) for character in ALPHABET)


def _printed(characters: str) -> str:
    return f"{characters[:2]}-{characters[2:6]}-{characters[6:]}"


def sheet_reference(
    key: bytes, campaign: str, plan_fingerprint: str, candidate: str, member: str, *, kind: str = "SK"
) -> str:
    """Return the reference of a document, ``SK-92GA-M7ZG``; the same input gives the same reference.

    Args:
        key: the campaign's secret, kept in its ledger.
        campaign: the campaign's own reference.
        plan_fingerprint: of the plan that the document was made from.
        candidate: ref of the candidate.
        member: ref of the panel member.
        kind: two characters of :data:`ALPHABET`; ``SK`` is a score sheet.

    Raises:
        ValueError: ``kind`` is not two characters of the alphabet.
    """
    before, check = _begun(kind, campaign, plan_fingerprint)
    what = f"{before}, {_json(candidate)}, {_json(member)}]"
    number = int.from_bytes(hmac.digest(key, what.encode("ascii"), "sha256")[-5:], "big")
    second, p = _SECOND[number & 1023]
    third, q = _THIRD[number >> 10 & 1023]
    fourth, r = _FOURTH[number >> 20 & 1023]
    fifth, s = _FIFTH[number >> 30 & 31]
    return f"{kind}-{second}{third}-{fourth}{fifth}{ALPHABET[check ^ p ^ q ^ r ^ s]}"


@lru_cache(maxsize=16)
def _begun(kind: str, campaign: str, plan_fingerprint: str) -> tuple[str, int]:
    """Return the beginning of what is signed, as JSON, and the weighted sum of the kind's characters.

    Raises:
        ValueError: ``kind`` is not two characters of the alphabet.
    """
    if len(kind) != 2 or not _VALUE.keys() >= set(kind):  # noqa: PLR2004 - two letters, as printed
        msg = f"kind must be two characters of {ALPHABET}, not {kind!r}"
        raise ValueError(msg)
    return "[" + ", ".join(map(_json, (kind, campaign, plan_fingerprint))), _syndrome(kind)


def is_reference(text: str) -> bool:
    """Return True when text is a reference exactly as printed and its check character is right."""
    characters = text.replace("-", "")
    return (
        len(characters) == _LENGTH
        and text == _printed(characters)
        and all(c in _VALUE for c in characters)
        and _syndrome(characters) == 0
    )


@lru_cache(maxsize=16)  # both questions are asked of each text, one after the other
def _look_alikes(text: str) -> tuple[str, ...]:
    found = (f"{a}-{b}-{c}" for a, b, c in _LOOKS.findall(normalise(text).upper()))
    return tuple(dict.fromkeys(found))


def find_references(text: str) -> list[str]:
    """Return the references in a text as printed, each once, in order; wrong check characters are left out.

    Small letters, odd dashes and spaces round a dash do no harm.
    """
    return [found for found in _look_alikes(text) if is_reference(found)]


def find_damaged_references(text: str) -> list[str]:
    """Return what has the form of a reference but a wrong check character, each once, in order."""
    return [found for found in _look_alikes(text) if not is_reference(found)]
