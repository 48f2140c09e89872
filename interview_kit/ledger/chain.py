"""The chain: every entry carries the hash of the one before it, so that no past can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from interview_kit.errors import Finding

START = "0" * 64
"""What the first entry has in place of the hash of one before it."""
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. Its body may have been erased; its digest never is."""

    number: int
    at: str
    kind: str
    about: str
    sha256: str
    digest: str
    previous: str
    hash: str
    body: str | None


def canonical(value: object) -> str:
    """Return JSON-like data as one text, the same whatever the order of its keys."""
    return _CANONICAL(value)


def digest_of(body: str) -> str:
    """Return 64 hexadecimal figures (SHA-256) over an entry's body."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of(*fields: int | str) -> str:
    """Return 64 hexadecimal figures (SHA-256) over an entry's fields and, through ``previous``, all before."""
    return hashlib.sha256(canonical(fields).encode("utf-8", "surrogatepass")).hexdigest()


def check_chain(
    entries: Iterable[Entry], erased: frozenset[int], masked: Mapping[int, str], where: str
) -> list[Finding]:
    """Return a finding for each entry that is not what was written; none means that the past stands.

    ``erased`` has the numbers of entries that lost their words, ``masked`` by number the digest of what an
    entry says since somebody was taken out of it.
    """
    findings = []
    previous = START
    for expected, entry in enumerate(entries, start=1):
        right = hash_of(
            *(entry.number, entry.at, entry.kind, entry.about, entry.sha256, entry.digest, entry.previous)
        )
        if entry.number != expected or entry.previous != previous or entry.hash != right:
            findings.append(_altered(where, f"entry {entry.number} does not follow from the one before it"))
        elif entry.body is None and entry.number not in erased:
            findings.append(_altered(where, f"what entry {entry.number} said is gone, and nobody erased it"))
        elif entry.body is not None and digest_of(entry.body) != masked.get(entry.number, entry.digest):
            findings.append(_altered(where, f"entry {entry.number} no longer says what was written"))
        previous = entry.hash
    return findings


def _altered(where: str, problem: str) -> Finding:
    return Finding(
        where=where,
        problem=problem,
        remedy="Put back the copy of the campaign's folder made before the change; the sheets in it can be "
        "collected again. Do not use results that rest on this ledger.",
        code="ledger-altered",
    )
