"""Every command is documented, answers --help with an example, and help needs no heavy library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from interview_kit.cli import main

COMMANDS = sorted(main.commands)


def test_the_commands_are_those_of_the_design() -> None:
    assert set(COMMANDS) >= {
        "agree",
        "check",
        "collect",
        "compare",
        "coverage",
        "demo",
        "export",
        "frameworks",
        "new",
        "pack",
        "plan",
        "questions",
        "schema",
        "status",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_the_command_does_and_gives_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"Example: interview-kit {name}" in " ".join(result.output.split())
    command = main.commands[name]
    assert command.help is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} says nothing of itself"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_stands_in_a_guide_or_in_the_readme(name: str) -> None:
    root = Path(__file__).parent.parent
    texts = [root / "README.md", *(root / "docs").glob("*.md")]
    assert [t.name for t in texts if f"interview-kit {name}" in t.read_text(encoding="utf-8")]


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from interview_kit.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "heavy = {'pydantic', 'numpy', 'scipy', 'docx', 'lxml', 'openpyxl', 'jinja2', 'yaml', 'rich', 'xlsxwriter'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_runs_as_a_module() -> None:
    called = [sys.executable, "-m", "interview_kit", "--version"]
    done = subprocess.run(called, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("interview-kit, version ")
