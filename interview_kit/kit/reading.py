"""Files that came back, read: in this process where they are few, on all cores where they are many.

A process that reads for this one may take so much memory and so much time for a file, and no more. When
a file makes it stop, that file gets a finding, and the others are read by another process.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

from interview_kit.documents.agreement_form_reader import ReadForm, read_agreement_form
from interview_kit.documents.entry_workbook_reader import ReadEntries, read_entry_workbook
from interview_kit.documents.score_sheet_reader import ReadSheet, read_score_sheet
from interview_kit.documents.sheet_outside import NOT_KNOWN, PrintedSheet
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding
from interview_kit.kit.limits import limit_memory, limit_time
from interview_kit.word.read_package import MAX_FILE
from interview_kit.workbook import is_workbook

FEW: Final = 64
"""So many files are read sooner than other processes are started."""
LIGHT: Final = 32 * 1024 * 1024
"""More bytes than this in all are never read in this process."""
_MOST_PROCESSES: Final = 61  # what Windows can wait for
_AHEAD: Final = 4
"""Files given to each process before the first of them is back; with it memory stays flat."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What may come back: the plan in force, and every sheet and form issued, by reference."""

    plan: Plan
    sheets: Mapping[str, Issued]
    forms: Mapping[str, Issued]
    printed: PrintedSheet = NOT_KNOWN
    """What is printed on a blank sheet."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: its bytes as they were read, and what they say."""

    path: Path
    name: str
    """What findings call it."""
    data: bytes
    said: ReadSheet | ReadForm | ReadEntries


_Job = tuple[Path, str]
_Reader = Callable[[Path, str], FileRead]


def read_files(
    jobs: Sequence[_Job], expected: Expected, *, few: int = FEW, reader: _Reader | None = None
) -> Iterator[FileRead]:
    """Yield what files say, in their order, however many processes read them.

    Args:
        jobs: path of each file, and what findings call it.
        expected: what may come back.
        few: so many files are read in this process.
        reader: how a file is read by another process; left out, as a score sheet or an agreement form.
    """
    cores = min(_cores(), _MOST_PROCESSES, len(jobs))
    heavy = sum(_size(path) for path, _ in jobs) > LIGHT
    if (len(jobs) > few and cores > 1) or heavy:
        yield from _Readers(expected, max(1, cores), reader or read_here).read(jobs)
    else:
        yield from (read_file(path, name, expected) for path, name in jobs)


def read_file(path: Path, name: str, expected: Expected) -> FileRead:
    """Return a file's bytes and what they say; a file that cannot be opened is a finding like any other.

    Of a file that is too large, only enough is read to show that it is. A workbook may be one in which
    scores were keyed. What is no score sheet may be an agreement form; a file that is neither is spoken of
    as a sheet.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        return _not_read(path, name, _unopened(name, error))
    if len(data) <= MAX_FILE and is_workbook(data):
        return FileRead(path, name, data, read_entry_workbook(data, name, expected.plan, expected.sheets))
    sheet = read_score_sheet(data, name, expected.plan, expected.sheets, expected.printed)
    form = None if sheet.sheet else read_agreement_form(data, name, expected.plan, expected.forms)
    return FileRead(path, name, data, form or sheet)


_here: list[Expected] = []
"""In a process that reads for another: what may come back."""


def begin_here(expected: Expected) -> None:
    """Get this process ready to read for another one."""
    _here[:] = [expected]
    Thread(target=_end_with_parent, daemon=True).start()
    limit_memory()


def _end_with_parent() -> None:
    """End this process when the one that it reads for has gone, killed without time to say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read_here(path: Path, name: str) -> FileRead:
    """Return what a file says, in a process that reads for another, within its limits."""
    limit_time()
    try:
        return read_file(path, name, _here[0])
    except MemoryError:
        return _not_read(path, name, _too_much(name))


class _Readers:
    """Processes that read for this one."""

    def __init__(self, expected: Expected, count: int, reader: _Reader) -> None:
        self._expected = expected
        self._count = count
        self._reader = reader

    def read(self, jobs: Sequence[_Job]) -> Iterator[FileRead]:
        """Yield what files say, in their order."""
        left = deque(jobs)
        while left:
            pool = self._start(self._count)
            if pool is None:  # no process can be started here
                yield from (read_file(path, name, self._expected) for path, name in left)
                return
            try:
                for found in self._read_with(pool, left):
                    left.popleft()
                    yield found
            finally:
                pool.shutdown(cancel_futures=True)
            if left:  # one of the files given out stopped a process; which, only reading each alone can tell
                for _ in range(min(len(left), self._count * _AHEAD)):
                    yield self._alone(*left.popleft())

    def _start(self, count: int) -> ProcessPoolExecutor | None:
        """Return processes that are ready to read; ``None`` where the system or the caller allows none."""
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=begin_here, initargs=(self._expected,)
        )
        try:
            pool.submit(os.getpid).result()
        except (BrokenProcessPool, OSError):
            pool.shutdown(cancel_futures=True)
            return None
        return pool

    def _read_with(self, pool: ProcessPoolExecutor, jobs: Sequence[_Job]) -> Iterator[FileRead]:
        """Yield what files say until all are read or a process has stopped."""
        waiting: deque[Future[FileRead]] = deque()
        rest = iter(tuple(jobs))
        try:
            while True:
                for job in rest:
                    waiting.append(pool.submit(self._reader, *job))
                    if len(waiting) >= self._count * _AHEAD:
                        break
                if not waiting:
                    return
                yield waiting.popleft().result()
        except BrokenProcessPool:
            return

    def _alone(self, path: Path, name: str) -> FileRead:
        """Return what a file says, read by a process that reads nothing else."""
        pool = self._start(1)
        if pool is None:
            return _not_read(path, name, _too_much(name))
        try:
            return pool.submit(self._reader, path, name).result()
        except BrokenProcessPool:
            return _not_read(path, name, _too_much(name))
        finally:
            pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(path: Path) -> int:
    try:
        return min(path.stat().st_size, MAX_FILE)
    except OSError:
        return 0


def _not_read(path: Path, name: str, finding: Finding) -> FileRead:
    return FileRead(path, name, b"", ReadSheet(sheet=None, findings=(finding,)))


def _unopened(name: str, error: OSError) -> Finding:
    return Finding(
        name,
        f"the file cannot be opened ({error.strerror})",
        "Close it in other programs, or copy it here again; then run collect again.",
        code="file-unreadable",
    )


def _too_much(name: str) -> Finding:
    return Finding(
        name,
        "takes far more time or memory to read than any score sheet, so it was not read",
        "Do not open it; ask for the sheet again, and say that it should be saved by Word as it was sent out.",
        code="file-too-much",
    )
