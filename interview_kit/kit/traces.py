"""Where in a campaign's folder somebody is named."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from interview_kit.domain.mentions import Hidden, Mentions
from interview_kit.domain.rulings import Who
from interview_kit.ledger import Ledger

ERASED = "[erased]"


def names_of(ledger: Ledger, refs: Collection[str], listed: Mapping[str, str]) -> dict[str, set[str]]:
    """Return every name that some candidates go by: on the list, on what was issued, before and after mending."""
    names: dict[str, set[str]] = {ref: {listed[ref]} if ref in listed else set() for ref in refs}
    for paper in (*ledger.every_issue(), *ledger.forms().values()):
        if paper.candidate in names:
            names[paper.candidate].add(paper.candidate_name)
    for mended in ledger.renamed():
        if mended.who is Who.CANDIDATE and mended.ref in names:
            names[mended.ref] |= {mended.before, mended.after}
    return names


def own_mentions(refs: Collection[str], names: Mapping[str, Collection[str]], ledger: Ledger) -> Mentions:
    """Return what finds some candidates in a text: by a whole name, a ref, or the reference of a paper of theirs."""
    hidden = [Hidden(name, ref, ERASED) for ref in refs for name in (names.get(ref) or ("",))]
    return Mentions([*hidden, *_papers(ledger, refs)], parts=False)


def paper_mentions(refs: Collection[str], ledger: Ledger) -> tuple[Mentions, Mentions]:
    """Return what finds the printed references of some candidates' papers, and of everybody else's."""
    others = {i.candidate for i in (*ledger.issued().values(), *ledger.forms().values())} - set(refs)
    return (
        Mentions(_papers(ledger, refs), parts=False),
        Mentions(_papers(ledger, others), parts=False),
    )


def _papers(ledger: Ledger, refs: Collection[str]) -> list[Hidden]:
    """Return the printed references of score sheets and agreement forms on some candidates."""
    papers = (*ledger.issued().values(), *ledger.forms().values())
    return [Hidden("", paper.reference, ERASED) for paper in papers if paper.candidate in refs]


def sha256_of(path: Path) -> str:
    """Return 64 hexadecimal figures (SHA-256) over a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
