"""Renews what the documentation takes from the program; run with ``python -m tools.build_docs``."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from interview_kit.bank.lint import RULES
from interview_kit.cli import main

ROOT = Path(__file__).parents[1]
SHOWN = re.compile(
    r"^(\$ interview-kit ((?:frameworks|questions)[^#\n]*)\n)((?:(?!\$ |```).*\n)+)", re.MULTILINE
)
MADE = "<!-- Made by `make docs`; change the program, not this page. -->"


def readme() -> str:
    """Return the README with the output of the commands that it shows."""
    return SHOWN.sub(_printed, (ROOT / "README.md").read_text(encoding="utf-8"))


def _printed(found: re.Match[str]) -> str:
    return f"{found[1]}{_run(*found[2].split())}\n"


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False, terminal_width=100)
    return "\n".join(line.rstrip() for line in result.output.splitlines()).strip()


def commands() -> str:
    """Return the reference of all commands, from their own help."""
    pages = [f"# Commands\n\n{MADE}\n\n```text\n{_run('--help')}\n```"]
    pages += [f"## {name}\n\n```text\n{_run(name, '--help')}\n```" for name in sorted(main.commands)]
    return "\n\n".join(pages).replace("Usage: main", "Usage: interview-kit") + "\n"


def rules() -> str:
    """Return the page on the rules that every question is held to."""
    head = (
        f"# The rules for questions\n\n{MADE}\n\n"
        "`interview-kit check` holds every question that is not retired against these rules, and `plan` the questions "
        "it chooses against those on law. An error stops the plan; a warning does not. A rule is switched off for one question only, with the "
        "reason, in the question's own entry:\n\n"
        '```yaml\n  exceptions:\n  - {rule: W06, reason: "The scene needs its one long sentence."}\n```'
    )
    pages = [head]
    for rule in RULES.values():
        page = f"## {rule.code} {rule.title}\n\n*{rule.severity.value}.* {rule.reason}\n\n**What to do.** {rule.remedy}"
        if rule.good:
            page += f"\n\n| passes | does not |\n| --- | --- |\n| {rule.good} | {rule.bad} |"
        pages.append(page)
    return "\n\n".join(pages) + "\n"


PAGES = {"README.md": readme, "docs/commands.md": commands, "docs/rules.md": rules}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
