"""A YAML file to a frozen model, with every finding at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from interview_kit.domain.base import Model
from interview_kit.errors import Finding
from interview_kit.yaml_file.problems import find_problems
from interview_kit.yaml_file.shape import shape
from interview_kit.yaml_file.tree import Items, Keys, Node, read_tree

M = TypeVar("M", bound=Model)

MAX_BYTES = 1_000_000
"""The largest file of the bank has a twentieth of it."""


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """A file's value, or ``None`` when an error stands in the way; and what was found."""

    value: M | None
    findings: tuple[Finding, ...]
    name: str
    tree: Node | None = field(default=None, repr=False, compare=False)

    def place(self, *loc: str | int) -> str:
        """Return ``name:line`` of a key or item; the nearest known parent's where it is absent."""
        return place_in(self.tree, self.name, *loc)


def place_in(tree: Node | None, name: str, *loc: str | int) -> str:
    """Return ``name:line`` of the key or item that the path leads to, or of its nearest known parent."""
    if tree is None:
        return name
    line, here = tree.line, tree
    for part in loc:
        if isinstance(here, Keys) and part in here.entries:
            line, here = here.lines[str(part)], here.entries[str(part)]
        elif isinstance(here, Items) and isinstance(part, int) and part < len(here.items):
            here = here.items[part]
            line = here.line
        else:
            break
    return f"{name}:{line}"


def load_yaml(path: Path, model: type[M], *, name: str) -> Loaded[M]:
    """Return the file's value with its findings; never raises for what a file says or lacks.

    ``name`` is what findings call the file, such as ``question_bank/roles/clerk.yaml``. A file with an
    error has no value, one with only warnings has.
    """
    text, refusal = _read_text(path, name)
    if refusal is not None:
        return Loaded(None, (refusal,), name)
    tree, findings = read_tree(text, name)
    if tree is None:
        if not findings:
            findings = [
                _finding(
                    name,
                    "the file is empty",
                    "Copy a shipped file of the same kind and change it.",
                    "yaml-empty-file",
                )
            ]
        return Loaded(None, tuple(findings), name)
    if not isinstance(tree, Keys):
        findings.append(
            _finding(
                f"{name}:{tree.line}",
                "the file does not begin with a key",
                "Begin it with 'schema: 1' and one 'key: value' a line, as the shipped files do.",
                "yaml-no-keys",
            )
        )
        return Loaded(None, tuple(findings), name, tree)
    value: M | None = None
    try:
        value = model.model_validate(shape(tree, model))
    except ValidationError as error:
        findings += find_problems(
            error.errors(include_url=False), model, lambda *loc: place_in(tree, name, *loc)
        )
    findings.sort(key=_line_of)
    if any(f.is_error for f in findings):
        value = None
    return Loaded(value, tuple(findings), name, tree)


def _line_of(finding: Finding) -> int:
    tail = finding.where.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def _finding(where: str, problem: str, remedy: str, code: str) -> Finding:
    return Finding(where=where, problem=problem, remedy=remedy, code=code)


def _read_text(path: Path, name: str) -> tuple[str, Finding | None]:
    """Return the file's text, or the finding that says why it cannot be had."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "", _finding(
            name, "the file is missing", "Check its name and folder, or make it again.", "file-missing"
        )
    except OSError as error:
        return "", _finding(
            name,
            f"the file cannot be opened: {error.strerror or error}",
            "Close it in other programs and check that you may read it.",
            "file-unreadable",
        )
    if len(data) > MAX_BYTES:
        return "", _finding(
            name,
            "the file is larger than 1 MB, far more than such a file can need",
            "Check that it is the right file.",
            "yaml-too-large",
        )
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", _finding(
            f"{name}:{line}",
            "the file is not in the encoding UTF-8",
            "Save it again with the encoding UTF-8 (in Notepad: Save as, Encoding, UTF-8).",
            "yaml-not-utf8",
        )
