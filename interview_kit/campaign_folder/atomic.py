"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from pathlib import Path

from interview_kit.errors import Finding, KitError

LEFTOVER = ".part-"
"""How the names of unfinished files begin."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: afterwards the file is the old one or the new one, each whole.

    The folder is made when it is missing. Where the system has modes, only the owner may read the file.

    Raises:
        KitError: when the disk is full, the folder may not be written to, or the file is open in
            another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=LEFTOVER, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)  # noqa: PTH105 - one call that replaces on every system
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)  # noqa: PTH108 - beside os.replace
            raise
        settle_folder(path.parent)
    except OSError as error:
        raise not_written(path, error) from error


def delete_file(path: Path) -> None:
    """Delete a file; one that is not there is deleted already.

    Raises:
        KitError: when it is open in another program, or may not be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error, "deleted") from error


def delete_folder(path: Path) -> None:
    """Delete a folder with all that is in it, or nothing of it; one that is not there is deleted already.

    It goes out of the way first, which a system that locks open files refuses while one in it is open.

    Raises:
        KitError: when something in it is open in another program, or may not be deleted.
    """
    if not path.exists():
        return
    try:
        aside = Path(tempfile.mkdtemp(prefix=LEFTOVER, dir=path.parent))
        try:
            path.rename(aside / path.name)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.rmdir()
            raise
        shutil.rmtree(aside)
    except OSError as error:
        raise not_written(path, error, "deleted", what="folder") from error


def delete_empty_folder(path: Path) -> None:
    """Delete a folder in which nothing is.

    Raises:
        KitError: when it is open in another program, holds something after all, or may not be deleted.
    """
    try:
        path.rmdir()
    except OSError as error:
        raise not_written(path, error, "deleted", what="folder") from error


def remove_leftovers(folder: Path, *, older_than: float = 3600, apart_from: Path | None = None) -> int:
    """Delete what killed runs left unfinished below a folder, and return how many files or folders that were.

    Those younger than ``older_than`` seconds may be another run's, and stay; so does what lies in the
    folder ``apart_from``.
    """
    old = [
        p
        for p in folder.rglob(f"{LEFTOVER}*")
        if apart_from not in p.parents and time.time() - p.stat().st_mtime >= older_than
    ]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def settle_folder(folder: Path) -> None:
    """Make the new name itself safe against loss of power, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {
            errno.EINVAL,
            errno.ENOTSUP,
        }:  # some network drives cannot, and lose nothing by it
            raise
    finally:
        os.close(handle)


def not_written(path: Path, error: OSError, done: str = "written", *, what: str = "file") -> KitError:
    """Return the error that says why a file or folder could not be written, or what else was to be ``done``."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        problem, remedy = "there is no room left on the disk", "Make room, then run the command again."
    elif isinstance(error, PermissionError):
        problem = f"the {what} cannot be {done}"
        close = "it" if what == "file" else "it, and every file in it,"
        remedy = f"Close {close} in Word, Excel or any other program, check that you may write to the folder, and run again."
    else:
        problem = f"the {what} cannot be {done}: {error.strerror or error}"
        remedy = "Check the folder and its drive, then run the command again."
    return KitError([Finding(where=path.as_posix(), problem=problem, remedy=remedy, code="file-not-written")])
