"""Readers for other processes: the kit's own, and what befalls it with a file that is built to do harm."""

from __future__ import annotations

import os
import time
from pathlib import Path

from interview_kit.kit import limits
from interview_kit.kit.reading import FileRead, read_here


def dies_of_some(path: Path, name: str) -> FileRead:
    """Stop the process at each file whose name says so, as a crash in a library does."""
    if "crash" in name:
        os._exit(11)
    return read_here(path, name)


def takes_all_memory(path: Path, name: str) -> FileRead:
    """Ask for more memory than a process has that reads for another, within the kit's own reader."""
    if "greedy" in name:
        return read_here(_Greedy(path), name)
    return read_here(path, name)


class _Greedy(type(Path())):  # type: ignore[misc] # the system's own kind of path
    def open(self, *_: object, **__: object) -> object:
        return bytearray(2 * 1024**3)


def takes_all_time(path: Path, name: str) -> FileRead:
    """Use more of the processor than a file may."""
    limits.SECONDS = 0
    found = read_here(path, name)
    while "endless" in name:
        pass
    return found


def waits_for_ever(path: Path, name: str) -> FileRead:
    """Say which process this is, beside the file, and read on for ever."""
    path.with_suffix(".pid").write_text(str(os.getpid()), encoding="ascii")
    time.sleep(600)
    return read_here(path, name)
