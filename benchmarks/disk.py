"""A campaign's sheets on the disk: stamped and written by the kit, against the same bytes through open and write."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sheet import Sheet
from interview_kit.campaign_folder import Batch, write_atomically

PLAIN = "open and write, the bytes made before"
SYNCED = "the same, then one sync"
_FEW = 50
MEMBER = "P1"
"""The folder of one member's sheets, which a first pack makes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a way takes, as medians over the rounds."""

    clock: float
    """Microseconds for a sheet."""
    processor: float
    """The same, of the processor's time."""
    times: float
    """Of what open and write took by the clock in the same round."""
    times_synced: float
    """Of what open, write and one sync took: then both have their bytes on the disk."""
    times_processor: float
    """Of what open and write took of the processor's time."""


def to_disk(sheet: Sheet, folder: Path, *, sheets: int = 1000, rounds: int = 15) -> dict[str, Taken]:
    """Return what each way takes, in interleaved rounds into new folders.

    Nothing is deleted before the end: ext4 passes over each file deleted lately when it looks for room for
    another, and that can take longer than everything measured here.
    """
    many = _Many(sheet, sheets)
    ways = {
        PLAIN: many.write_plainly,
        SYNCED: many.write_plainly_and_sync,
        "interview-kit: write, sync, names; the bytes made before": many.write,
        "interview-kit: stamp, write, sync, names": many.stamp,
        "interview-kit: sign, stamp, write, sync, names": many.sign_and_stamp,
        "each file with its own sync and name": many.write_one_by_one,
    }
    return _medians(ways, folder, rounds)


class _Many:
    """A member's sheets on many candidates, and ways to get them into a new folder; each returns how many it wrote."""

    def __init__(self, sheet: Sheet, count: int) -> None:
        self._sheet = sheet
        self._candidates = [sheet.candidate(number) for number in range(count)]
        self._references = [sheet.reference(candidate) for candidate in self._candidates]
        self._made = [sheet.stamp_for(candidate) for candidate in self._candidates]
        self._names = [f"HSG-2026-014-{candidate.ref}-P1-score-sheet.docx" for candidate in self._candidates]

    def write_plainly(self, root: Path) -> int:
        root.mkdir()
        for name, data in zip(self._names, self._made, strict=True):
            with open(f"{root}/{name}", "wb") as file:  # noqa: PTH123 - the least that Python can do
                file.write(data)
        return len(self._names)

    def write_plainly_and_sync(self, root: Path) -> int:
        count = self.write_plainly(root)
        os.sync()
        return count

    def write(self, root: Path) -> int:
        folder = root / MEMBER
        with Batch(root) as batch:
            for name, data in zip(self._names, self._made, strict=True):
                batch.add(folder, name, data)
        return len(self._names)

    def stamp(self, root: Path) -> int:
        return self._stamp(root, self._references)

    def sign_and_stamp(self, root: Path) -> int:
        """All are signed before the first is written, as *pack* does."""
        return self._stamp(root, [self._sheet.reference(candidate) for candidate in self._candidates])

    def _stamp(self, root: Path, references: Sequence[str]) -> int:
        folder, stamp, member = root / MEMBER, self._sheet.press.stamp, self._sheet.member
        with Batch(root) as batch:
            for name, candidate, reference in zip(self._names, self._candidates, references, strict=True):
                batch.add(folder, name, stamp(candidate, member, reference))
        return len(self._names)

    def write_one_by_one(self, root: Path) -> int:
        for name, data in zip(self._names[:_FEW], self._made, strict=False):
            write_atomically(root / name, data)
        return _FEW


def _medians(ways: Mapping[str, Callable[[Path], int]], folder: Path, rounds: int) -> dict[str, Taken]:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            root = folder / f"{name.replace(' ', '-')}-{number}"
            os.sync()
            clock, processor = time.perf_counter(), time.process_time()
            files = ways[name](root)
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            taken[name].append((clock / files * 1e6, processor / files * 1e6))
    return {
        name: Taken(
            clock=statistics.median(clock for clock, _ in each),
            processor=statistics.median(processor for _, processor in each),
            times=_times(each, taken[PLAIN], 0),
            times_synced=_times(each, taken[SYNCED], 0),
            times_processor=_times(each, taken[PLAIN], 1),
        )
        for name, each in taken.items()
    }


def _times(each: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]], which: int) -> float:
    """Return the median over the rounds of how many times as long as another a way took."""
    return statistics.median(own[which] / peer[which] for own, peer in zip(each, other, strict=True))
