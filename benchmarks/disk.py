"""A campaign's sheets on the disk: stamped and written by the kit, against the same bytes through open and write."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.sheet import Sheet
from interview_kit.campaign_folder import Batch, write_atomically


def to_disk(sheet: Sheet, folder: Path, *, sheets: int = 1000, rounds: int = 5) -> dict[str, float]:
    """Return microseconds for a sheet, as the median of interleaved rounds into new folders."""
    made = [sheet.stamp(number) for number in range(sheets)]
    names = [f"HSG-2026-014-C{number:05d}-P1-score-sheet.docx" for number in range(sheets)]

    def plainly(root: Path) -> None:
        root.mkdir()
        for name, data in zip(names, made, strict=True):
            with (root / name).open("wb") as file:
                file.write(data)

    def plainly_and_sync(root: Path) -> None:
        plainly(root)
        os.sync()

    def by_the_kit(root: Path) -> None:
        with Batch(root) as batch:
            for number, name in enumerate(names):
                batch.add(root / "P1" / name, sheet.stamp(number))

    def one_by_one(root: Path) -> None:
        for name, data in zip(names[:_FEW], made, strict=False):
            write_atomically(root / name, data)

    ways: dict[str, tuple[Callable[[Path], None], int]] = {
        "open and write, the bytes made before": (plainly, sheets),
        "the same, then one sync": (plainly_and_sync, sheets),
        "interview-kit: stamp, write, one sync, names": (by_the_kit, sheets),
        "each file with its own sync and name": (one_by_one, _FEW),
    }
    return _medians(ways, folder, rounds)


_FEW = 50


def _medians(
    ways: dict[str, tuple[Callable[[Path], None], int]], folder: Path, rounds: int
) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    numbers = count()
    for _ in range(rounds):
        for name, (way, files) in ways.items():
            root = folder / f"round-{next(numbers)}"
            os.sync()
            begun = time.perf_counter()
            way(root)
            taken[name].append((time.perf_counter() - begun) / files * 1e6)
            shutil.rmtree(root)
    return {name: statistics.median(each) for name, each in taken.items()}
