"""A campaign's sheets on the disk: stamped and written by the kit, against the same bytes through open and write."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.sheet import Sheet
from interview_kit.campaign_folder import Batch, write_atomically

_FEW = 50
MEMBER = "P1"
"""The folder of one member's sheets, which a first pack makes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Microseconds for a sheet, as medians."""

    clock: float
    processor: float


def to_disk(sheet: Sheet, folder: Path, *, sheets: int = 1000, rounds: int = 7) -> dict[str, Taken]:
    """Return what each way takes for a sheet, in interleaved rounds into new folders."""
    candidates = [sheet.candidate(number) for number in range(sheets)]
    made = [sheet.stamp_for(candidate) for candidate in candidates]
    names = [f"HSG-2026-014-C{number:05d}-P1-score-sheet.docx" for number in range(sheets)]

    def plainly(root: Path) -> int:
        root.mkdir()
        for name, data in zip(names, made, strict=True):
            with open(f"{root}/{name}", "wb") as file:  # noqa: PTH123 - the least that Python can do
                file.write(data)
        return sheets

    def plainly_and_sync(root: Path) -> int:
        plainly(root)
        os.sync()
        return sheets

    def written_by_the_kit(root: Path) -> int:
        with Batch(root) as batch:
            for name, data in zip(names, made, strict=True):
                batch.add(root / MEMBER / name, data)
        return sheets

    def by_the_kit(root: Path) -> int:
        with Batch(root) as batch:
            for name, candidate in zip(names, candidates, strict=True):
                batch.add(root / MEMBER / name, sheet.stamp_for(candidate))
        return sheets

    def one_by_one(root: Path) -> int:
        for name, data in zip(names[:_FEW], made, strict=False):
            write_atomically(root / name, data)
        return _FEW

    ways = {
        "open and write, the bytes made before": plainly,
        "the same, then one sync": plainly_and_sync,
        "interview-kit: write, one sync, names; the bytes made before": written_by_the_kit,
        "interview-kit: sign, stamp, write, one sync, names": by_the_kit,
        "each file with its own sync and name": one_by_one,
    }
    return _medians(ways, folder, rounds)


def _medians(ways: Mapping[str, Callable[[Path], int]], folder: Path, rounds: int) -> dict[str, Taken]:
    taken: dict[str, list[Taken]] = {name: [] for name in ways}
    numbers = count()
    for _ in range(rounds):
        for name, way in ways.items():
            root = folder / f"round-{next(numbers)}"
            os.sync()
            clock, processor = time.perf_counter(), time.process_time()
            files = way(root)
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            taken[name].append(Taken(clock / files * 1e6, processor / files * 1e6))
            shutil.rmtree(root)
    return {
        name: Taken(statistics.median(t.clock for t in each), statistics.median(t.processor for t in each))
        for name, each in taken.items()
    }
