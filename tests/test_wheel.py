"""The built wheel carries the question bank and the templates, names what it needs, and its command works anywhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_file_of_the_bank_and_the_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    shipped = [p for kind in ("question_bank", "templates") for p in (ROOT / kind).rglob("*") if p.is_file()]
    assert len(shipped) > 45
    assert [
        p for p in shipped if f"interview_kit/shipped/{p.relative_to(ROOT).as_posix()}" not in names
    ] == []
    assert "interview_kit/py.typed" in names


def test_the_command_works_from_the_wheel_alone_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "installed")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from interview_kit.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(tmp_path / "installed"), "frameworks"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "norwich-pace" in done.stdout
    origin = (
        "import sys; sys.path.insert(0, sys.argv[1]); import interview_kit; print(interview_kit.__file__)"
    )
    where = subprocess.run(
        [sys.executable, "-P", "-c", origin, str(tmp_path / "installed")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)


def imported() -> Iterator[str]:
    """Yield the first name of every import in the kit."""
    for file in sorted((ROOT / "interview_kit").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (each.name.partition(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield str(node.module).partition(".")[0]


def test_every_package_that_the_kit_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", line)[0].lower() for line in project["dependencies"]}
    outside = (
        set(imported()) - sys.stdlib_module_names - {"interview_kit", "pydantic_core"}
    )  # part of pydantic
    assert len(outside) > 12
    named = packages_distributions()
    assert [name for name in sorted(outside) if not {n.lower() for n in named[name]} & declared] == []
