"""Many files at once: written beside their places, then put there together.

The disk is waited for by all together, not by each file. Until all is written nothing of it is in place; a
run that is killed leaves at most a folder of unfinished work, which :func:`remove_leftovers` clears away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from interview_kit.campaign_folder.atomic import LEFTOVER, not_written, settle_folder

_AT_ONCE = 32
"""Files written in one go: making some and then writing some is quicker than the two by turns."""
_NO_NAMES = frozenset({"", ".", ".."})
_MEANWHILE = 2 * _AT_ONCE
"""After so many files a thread waits for the disk, unless one does."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_SYNCS = hasattr(os, "sync")
"""Whether the system can wait for all files together; Windows cannot."""


class Batch:
    """Files to be put below one folder: :meth:`add` them in a ``with`` block, at whose end they are in place.

    When the block ends with an error, none is. A file that is there already is replaced, unless it says
    the same or ``is_kept`` says that it must stay. Where the system has modes, only the owner may read
    the files. Of all that is added only the folders' names and the last few files are kept in memory.

    Args:
        root: the folder; it is made when it is missing.
        is_kept: True for a file that must not be replaced by another, such as a filled sheet by an empty one.

    Raises:
        KitError: when the disk is full, a folder may not be written to, or a file is open elsewhere.
    """

    def __init__(self, root: Path, *, is_kept: Callable[[Path, Path], bool] = lambda _, __: False) -> None:
        self._root = root
        self._is_kept = is_kept
        self._staged: dict[Path, str] = {}
        """Each folder that files are for, with the one that they wait in."""
        self._waiting: list[tuple[Path, str, bytes]] = []
        """Files still to be written: the folder, where it waits, bytes."""
        self._written = 0
        self._reaching: Thread | None = None
        """Waits for the disk meanwhile, so that in the end there is little left to wait for."""
        self._there: set[Path] = set()
        """Folders that were there before, and may hold what is not to be replaced."""
        self.anew: list[Path] = []
        """What was written into folders that were there before, once the block has ended."""
        self.kept: list[Path] = []
        """What was left as it was, once the block has ended."""

    def __enter__(self) -> Self:
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            self._stage = tempfile.mkdtemp(prefix=LEFTOVER, dir=self._root)
        except OSError as error:
            raise not_written(self._root, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._write_waiting()
                self._put_in_place()
        finally:
            shutil.rmtree(self._stage, ignore_errors=True)

    def add(self, folder: Path, name: str, data: bytes) -> None:
        """Take a file for a folder, which is the batch's own or one below it.

        Raises:
            ValueError: the folder is elsewhere, or the name leads there.
        """
        if name in _NO_NAMES or os.sep in name or "/" in name:
            msg = f"{name!r} is no name of a file"
            raise ValueError(msg)
        try:
            staged = self._staged.get(folder) or self._begin(folder)
            if self._there and folder in self._there and _says(folder / name, data):
                return
        except OSError as error:
            raise not_written(folder / name, error) from error
        self._waiting.append((folder, f"{staged}{os.sep}{name}", data))
        if len(self._waiting) == _AT_ONCE:
            self._write_waiting()
            self._written += _AT_ONCE
            if self._written % _MEANWHILE == 0 and not (self._reaching and self._reaching.is_alive()):
                self._reach_meanwhile()

    def _reach_meanwhile(self) -> None:
        """Let a thread wait for the disk; where none can be had, all is waited for in the end."""
        thread = Thread(target=_reach_disk, daemon=True)
        with contextlib.suppress(RuntimeError):
            thread.start()
            self._reaching = thread

    def _write_waiting(self) -> None:
        """Write what waits: all are opened, then written, then closed, which is quicker than one after the other."""
        waiting, self._waiting = self._waiting, []
        opened: list[int] = []
        written = closed = 0
        try:
            for _, path, _ in waiting:
                opened.append(os.open(path, _NEW, 0o600))
            for handle, (_, _, data) in zip(opened, waiting, strict=True):
                _write(handle, data)
                written += 1
            for handle in opened:
                closed += 1
                os.close(handle)
        except OSError as error:
            at = closed - 1 if closed else written if len(opened) == len(waiting) else len(opened)
            folder, path, _ = waiting[at]
            raise not_written(folder / Path(path).name, error) from error
        finally:
            for handle in opened[closed:]:
                with contextlib.suppress(OSError):
                    os.close(handle)

    def _begin(self, folder: Path) -> str:
        """Return where the files of a folder wait."""
        if not Path(os.path.normpath(folder)).is_relative_to(os.path.normpath(self._root)):
            msg = f"{folder} is not below {self._root}"
            raise ValueError(msg)
        staged = os.path.join(self._stage, str(len(self._staged)))  # noqa: PTH118 - plain text is quicker
        os.mkdir(staged)  # noqa: PTH102 - beside it
        self._staged[folder] = staged
        if folder.is_dir():
            self._there.add(folder)
        return staged

    def _put_in_place(self) -> None:
        """Make sure that all is on the disk, then give every file its name."""
        _reach_disk()
        for target, staged in self._staged.items():
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() or not _renamed(staged, target):
                    self._put_each(Path(staged), target)
                settle_folder(target)
                settle_folder(target.parent)
            except OSError as error:
                raise not_written(target, error) from error

    def _put_each(self, staged: Path, folder: Path) -> None:
        """Give files their names in a folder that was there before."""
        for file in sorted(staged.iterdir()):
            path = folder / file.name
            try:
                if path.exists() and self._is_kept(path, file):
                    self.kept.append(path)
                else:
                    os.replace(file, path)  # noqa: PTH105 - one call that replaces on every system
                    self.anew.append(path)
            except OSError as error:
                raise not_written(path, error) from error


def _write(handle: int, data: bytes) -> None:
    """Write all of a file."""
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, memoryview(data)[written:])
    if not _SYNCS:
        os.fsync(handle)


def _says(path: Path, data: bytes) -> bool:
    """Return True when a file is there and has exactly these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _reach_disk() -> None:
    """Wait until what was written is on the disk; once for everything, which is quicker than for each file."""
    if _SYNCS:
        os.sync()


def _renamed(staged: str, target: Path) -> bool:
    """Give a whole folder its name; False when one of that name has come into being."""
    try:
        os.rename(staged, target)  # noqa: PTH104 - beside os.replace
    except OSError as error:
        if error.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
            raise
        return False
    return True
