"""Where the shipped question bank and templates are, and how a user's own folder is laid over them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from interview_kit.errors import Finding, KitError

Kind = Literal["question_bank", "templates"]

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[1]


def shipped_folder(kind: Kind) -> Path:
    """Return the folder that came with the kit: inside the installed package, or beside it in a checkout.

    Raises:
        KitError: when neither is there, so that nothing is ever checked against an empty folder.
    """
    for folder in (_HERE / kind, _CHECKOUT / kind):
        if folder.is_dir():
            return folder
    raise KitError(
        [
            Finding(
                where=kind,
                problem="the folder that comes with interview-kit is missing",
                remedy="Install interview-kit again.",
                code="shipped-folder-missing",
            )
        ]
    )


def overlay(kind: Kind, own: Path | None = None) -> dict[str, Path]:
    """Return every file by its relative path with forward slashes, sorted; an own file wins.

    Hidden files, and the lock files that Word and LibreOffice leave beside open documents, are left out.

    Raises:
        KitError: when ``own`` is given and is not a folder.
    """
    files = _files_of(shipped_folder(kind))
    if own is not None:
        if not own.is_dir():
            raise KitError(
                [
                    Finding(
                        where=own.as_posix(),
                        problem=f"there is no such folder for your own {kind}",
                        remedy="Check the spelling of the folder's name, or leave the option out.",
                        code="own-folder-missing",
                    )
                ]
            )
        files |= _files_of(own)
    return dict(sorted(files.items()))


def _files_of(folder: Path) -> dict[str, Path]:
    """Return the visible files below a folder by relative path."""
    found: dict[str, Path] = {}
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$", "__")) for part in relative.parts)
        if not hidden and path.is_file():
            found[relative.as_posix()] = path
    return found
