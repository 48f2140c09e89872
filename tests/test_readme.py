"""The README's words and numbers are true today."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from interview_kit import kit
from tools import build_docs

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_counts_what_the_bank_holds() -> None:
    checked = kit.check_bank()
    assert (
        f"{checked.competencies} competencies, {checked.indicators} behaviours, and {checked.questions} questions"
        in " ".join(README.split())
    )


@pytest.mark.parametrize("name", build_docs.PAGES)
def test_a_page_says_what_the_program_says(name: str) -> None:
    made = build_docs.PAGES[name]()
    assert len(made) > 1000
    assert (ROOT / name).read_text(encoding="utf-8") == made, "run `make docs`, and read the diff"


def test_the_readme_shows_commands_with_their_output() -> None:
    assert len(build_docs.SHOWN.findall(README)) >= 2


def test_the_readme_s_python_runs() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted >= 3
    assert results.failed == 0


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, target.partition("#")[0])
        for page in pages
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) > 8
    assert [(p.name, t) for p, t in links if not (p.parent / t).exists()] == []
