"""Sheets damaged by chance, and what must hold of every one of them.

By hand, for a long run:

    python -m tests.security.fuzz output/HSG-2026-014 --runs 30000 --seed 1
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import time
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Final

from lxml import etree

from interview_kit.documents.score_sheet_reader import ReadSheet, read_score_sheet
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import ScoreSheet
from interview_kit.kit.opening import open_campaign, open_ledger
from tests.fill.editors import package, parts_of

VALUES: Final = ("", "0", "-1", "1000000000", "true", "3", "Q1.score", "SK-AAAA-AAAA", "\u202e", "é" * 300)
SLOW: Final = 5.0
"""Seconds of processor time that no damaged sheet may take."""


def damage_bytes(sheet: bytes, chance: random.Random) -> bytes:
    """Return the file with some bytes changed, lost or put in, and sometimes cut short."""
    data = bytearray(sheet)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        kind = chance.random()
        if kind < 0.6:
            data[at] = chance.randrange(256)
        elif kind < 0.8:
            del data[at : at + chance.randint(1, 40)]
        else:
            data[at:at] = chance.randbytes(chance.randint(1, 40))
    return bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.1 else data)


def damage_part(sheet: bytes, chance: random.Random) -> bytes:
    """Return a sound package in which bytes of one part were changed."""
    parts = parts_of(sheet)
    name = chance.choice([DOCUMENT if chance.random() < 0.5 else n for n in parts])
    return package({**parts, name: damage_bytes(parts[name], chance)})


def damage_tree(sheet: bytes, chance: random.Random) -> bytes:
    """Return a sound document in which elements were lost, doubled, moved or given other attributes."""
    parts = parts_of(sheet)
    name = (
        DOCUMENT
        if chance.random() < 0.8
        else chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    )
    root = etree.fromstring(parts[name])
    for _ in range(chance.randint(1, 5)):
        _change(chance.choice([e for e in root.iter() if e.getparent() is not None] or [root]), root, chance)
    return package({**parts, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _change(element: etree._Element, root: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    kind = chance.randrange(5)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1 and parent is not None:
        parent.insert(parent.index(element), deepcopy(element))
    elif kind == 2 and parent is not None:
        target = chance.choice(list(root.iter()))
        if target is not element and element not in target.iterancestors():
            target.insert(chance.randint(0, len(target)), element)
    elif kind == 3 and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))
    elif parent is not None:
        element.tag = chance.choice([e.tag for e in root.iter()])


DOCUMENT: Final = "word/document.xml"
WAYS: Final = {"bytes": damage_bytes, "part": damage_part, "tree": damage_tree}


def judge(way: str, read: ReadSheet, whole: ScoreSheet) -> str | None:
    """Return what is wrong with the reading of a damaged sheet; None when all that must hold does."""
    if [f for f in read.findings if not (f.where and f.problem and f.remedy and f.code)]:
        return "a finding says too little"
    if read.sheet is None:
        return None if read.findings else "no sheet and no finding"
    if way == "bytes" and read.sheet != whole:
        return "the file's check sums hold, yet it reads otherwise"
    scores = [(r.mark, r.score) for r in read.sheet.ratings]
    if scores != [(r.mark, r.score) for r in whole.ratings] and not read.findings:
        return "a score reads otherwise, and no finding says so"
    return None


class Bench:
    """A campaign's sheet to damage, and everything needed to read it."""

    def __init__(self, root: Path) -> None:
        opened = open_campaign(root)
        with open_ledger(opened.folder) as ledger:
            self.issued: Mapping[str, Issued] = ledger.issued()
        self.plan: Plan = opened.plan
        self.sheet = next(p.read_bytes() for p in sorted(opened.folder.returned.glob("*C01-P1*.docx")))
        read = read_score_sheet(self.sheet, "returned/x.docx", self.plan, self.issued)
        assert read.sheet is not None
        assert not read.findings
        self.whole = read.sheet

    def run(self, way: str, seed: int) -> tuple[str | None, str]:
        """Damage the sheet in a way, read it; returns what is wrong, and the first finding's code."""
        damaged = WAYS[way](self.sheet, random.Random(f"{way} {seed}"))  # noqa: S311 - the same every time
        start = time.process_time()
        read = read_score_sheet(damaged, "returned/x.docx", self.plan, self.issued)
        wrong = judge(way, read, self.whole)
        if time.process_time() - start > SLOW:
            wrong = "it takes too long"
        return wrong, next((f.code for f in read.findings), "read whole" if read.sheet else "")


def main() -> None:
    """Print counts by way and first finding, and every seed at which something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--runs", type=int, default=3000, help="in each of the three ways")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    asked = parser.parse_args()
    bench = Bench(asked.root)
    counts: dict[str, collections.Counter[str]] = {way: collections.Counter() for way in WAYS}
    wrong: list[str] = []
    for seed in range(asked.seed, asked.seed + asked.runs):
        for way, count in counts.items():
            try:
                problem, code = bench.run(way, seed)
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                problem, code = f"{type(error).__name__}: {error}", "traceback"
            count[code] += 1
            if problem:
                wrong.append(f"{way} {seed}: {problem}")
    print(json.dumps({"counts": counts, "wrong": wrong}, indent=1))  # noqa: T201 - a script


if __name__ == "__main__":
    main()
