"""One run of the kit at a time in a campaign's folder, and who it is that the others wait for."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from interview_kit.campaign_folder.atomic import not_written
from interview_kit.errors import Finding, KitError

LOCK_FILE: Final = ".running"
"""Stays in the folder, empty while nothing runs; only the system's lock on it counts, never that it is there."""
_TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
_NOT_OURS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FAR: Final = 1 << 30
"""The byte that Windows locks: behind the text, which others may then still read."""
_PAUSE: Final = 0.05
_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())
"""What a use case that calls another one holds already."""


@contextmanager
def hold_folder(folder: Path, command: str, *, wait: float = 10) -> Iterator[None]:
    """Hold a campaign's folder for one command; another run waits, and then says what it waited for.

    The lock is the system's own: it ends with the process, however that ends. Where a network drive knows
    no locks, the ledger's own still keep two runs from doing harm.

    Args:
        folder: the campaign's folder, which exists.
        command: what runs, as the user typed it: ``collect``.
        wait: seconds to wait for another run.

    Raises:
        KitError: another run has not finished in that time, or the folder may not be written to.
    """
    path = folder / LOCK_FILE
    if path in _held.get():
        yield  # to close the file a second time would let go of the lock
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno in _NOT_OURS:
            raise KitError([_read_only(folder)]) from error
        raise not_written(path, error) from error
    try:
        until = time.monotonic() + wait
        while not _take(handle):
            if time.monotonic() >= until:
                raise KitError([_busy(folder, _holder(handle))])
            time.sleep(_PAUSE)
        _sign(handle, command)
        before = _held.set(_held.get() | {path})
        try:
            yield
        finally:
            _held.reset(before)
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _read_only(folder: Path) -> Finding:
    return Finding(
        folder.as_posix(),
        "nothing can be written in this folder",
        "Check that you may write to it and that its drive is not read-only, then run the command again.",
        code="folder-read-only",
    )


def _take(handle: int) -> bool:
    """Return True when the lock is ours, or when there is no such thing on this drive."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there only

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there only

            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock, not handed on to children
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _sign(handle: int, command: str) -> None:
    """Write who holds the lock; a full disk does not stop the run here, only the name is then missing."""
    since = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    who = {"command": command, "process": os.getpid(), "host": socket.gethostname(), "since": since}
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(who).encode())


def _holder(handle: int) -> str:
    """Return who holds the lock, in words; anybody may have written there, so nothing is taken on trust."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        who = json.loads(os.read(handle, 1000))
        since = dt.datetime.fromisoformat(who["since"])
        name, host, process = str(who["command"])[:20], str(who["host"])[:60], int(who["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return "another command"
    return f"{name!r} (process {process} on {host!r}, since {since:%H:%M:%S on %d/%m/%Y})"


def _busy(folder: Path, holder: str) -> Finding:
    return Finding(
        where=folder.as_posix(),
        problem=f"{holder} is running in this folder",
        remedy="Wait until it has finished, then run the command again; nothing was changed.",
        code="folder-busy",
    )
