"""The bank's files, each read into its model, by folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from interview_kit.domain.base import Model
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import QuestionFile
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, Severity
from interview_kit.shipped import overlay, shipped_folder
from interview_kit.yaml_file import Loaded, load_yaml, nearest

M = TypeVar("M", bound=Model)

FOLDERS = ("frameworks", "questions", "scales", "roles", "sources")
_NOT_BANK = "example"
"""The demonstration's own data."""


@dataclass(frozen=True)
class BankFile(Generic[M]):
    """One file that could be read: its path inside the bank without the ending, and its value."""

    stem: str
    """``cambridge-core`` or ``cambridge-core/communication``."""
    value: M
    loaded: Loaded[M]
    shipped: bool


@dataclass
class BankFiles:
    """All files of the bank, in order; ``broken`` has the stems of those that could not be read."""

    frameworks: list[BankFile[Framework]] = field(default_factory=list)
    questions: list[BankFile[QuestionFile]] = field(default_factory=list)
    scales: list[BankFile[Scale]] = field(default_factory=list)
    roles: list[BankFile[RoleProfile]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    broken: dict[str, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_files(own: Path | None) -> BankFiles:
    """Return every file of the shipped bank with the user's own laid over it.

    Raises:
        KitError: when ``own`` is no folder.
    """
    found = BankFiles()
    shipped = shipped_folder("question_bank")
    for relative, path in overlay("question_bank", own).items():
        folder, _, rest = relative.partition("/")
        name = _name(relative, path, shipped)
        if folder == "sources":
            found.sources.add(relative)
        elif folder == _NOT_BANK or path.suffix.lower() not in {".yaml", ".yml"}:
            continue
        elif path.suffix != ".yaml":
            found.findings.append(
                _stray(
                    name,
                    "is left out, because its name does not end in .yaml",
                    "Rename it so that it ends in .yaml.",
                )
            )
        elif folder not in FOLDERS or rest.count("/") != (1 if folder == "questions" else 0):
            found.findings.append(
                _stray(name, "is left out, because it stands in no folder of the bank", _where(relative))
            )
        else:
            _read(found, folder, _Place(rest.removesuffix(".yaml"), path, name, path.is_relative_to(shipped)))
    return found


@dataclass(frozen=True)
class _Place:
    """Where a file stands: inside the bank, on disk, and in findings."""

    stem: str
    path: Path
    name: str
    shipped: bool

    def load(self, model: type[M], into: list[BankFile[M]]) -> Loaded[M]:
        """Return the file's value, put among its like when there is one."""
        loaded = load_yaml(self.path, model, name=self.name)
        if loaded.value is not None:
            into.append(BankFile(self.stem, loaded.value, loaded, self.shipped))
        return loaded


def _read(found: BankFiles, folder: str, place: _Place) -> None:
    loaded: Loaded[Framework] | Loaded[QuestionFile] | Loaded[Scale] | Loaded[RoleProfile]
    if folder == "frameworks":
        loaded = place.load(Framework, found.frameworks)
    elif folder == "questions":
        loaded = place.load(QuestionFile, found.questions)
    elif folder == "scales":
        loaded = place.load(Scale, found.scales)
    else:
        loaded = place.load(RoleProfile, found.roles)
    found.findings += loaded.findings
    if loaded.value is None:
        found.broken.setdefault(folder, set()).add(place.stem)


def by_id(files: list[BankFile[M]], found: BankFiles) -> Mapping[str, M]:
    """Return the files' values by id; an id that differs from the file's name, or stands twice, is a finding."""
    values: dict[str, M] = {}
    for file in files:
        id_ = str(getattr(file.value, "id", ""))
        if id_ in values:
            found.findings.append(
                Finding(
                    where=file.loaded.place("id"),
                    problem=f"the id '{id_}' is also that of another file",
                    remedy="Give each file an id of its own, and name the file after it.",
                    code="id-twice",
                )
            )
            continue
        if id_ != file.stem:
            found.findings.append(
                Finding(
                    where=file.loaded.place("id"),
                    problem=f"the id '{id_}' differs from the file's name",
                    remedy=f"Write 'id: {file.stem}', or rename the file to {id_}.yaml.",
                    code="id-not-file-name",
                )
            )
        values[id_] = file.value
    return values


def _name(relative: str, path: Path, shipped: Path) -> str:
    """Return what findings call a file: a path that an editor can open, short where it can be."""
    if path.is_relative_to(shipped):
        return f"question_bank/{relative}"
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _where(relative: str) -> str:
    folder = relative.partition("/")[0]
    guess = nearest(folder, FOLDERS)
    if folder == "questions":
        return "Move it to questions/<framework>/<competency>.yaml."
    if guess is not None and guess != folder:
        return f"Did you mean the folder '{guess}'?"
    return "Move it into frameworks, questions/<framework>, scales or roles."


def _stray(name: str, problem: str, remedy: str) -> Finding:
    return Finding(
        where=name,
        problem=f"this file {problem}",
        remedy=remedy,
        severity=Severity.WARNING,
        code="bank-stray-file",
    )
