"""docs/security.md: every row has tests, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from interview_kit.campaign_folder import names
from interview_kit.documents.entry_workbook_reader import MAX_ENTRY_ROWS
from interview_kit.kit import limits
from interview_kit.word import read_package, read_text, read_xml
from interview_kit.workbook import MAX_BYTES

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*$", PAGE, re.MULTILINE)}


def test_every_row_names_tests():
    assert list(ROWS) == list(range(1, 25))
    assert [number for number, row in ROWS.items() if "::" not in row] == []


def test_every_test_that_the_page_names_exists():
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    assert len(set(named)) > 35
    there = {
        (file, node.name)
        for file in {file for file, _ in named}
        for node in ast.parse((TESTS / file).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert set(named) - there == set()


def test_the_limits_are_the_programs():
    mib = 1024 * 1024
    for said in (
        f"| a returned file | {read_package.MAX_FILE // mib} MB |",
        f"| entries in it | {read_package.MAX_ENTRIES:,} |",
        f"| all of it unpacked | {read_package.MAX_TOTAL // mib} MB |",
        f"| one XML part unpacked | {read_package.MAX_XML_PART // mib} MB |",
        f"| unpacked against packed, past {read_package.RATIO_FROM // 1024} KB | {read_package.MAX_RATIO} times |",
        f"| tags and attributes in all parts | {read_xml.MAX_MARKS:,} |",
        f"| elements visited and characters read | {read_text.MAX_WORK:,} |",
        f"| a list of candidates, a table with a framework, a CASE file | {MAX_BYTES // 1_000_000} MB |",
        f"| rows of an entry workbook | {MAX_ENTRY_ROWS:,} |",
        f"where the system can limit it | {limits.MEMORY // mib} MB |",
        f"| processor time for one returned file, likewise | {limits.SECONDS} s |",
        f"at most {names.MAX_BYTES} bytes, led by the ref",
    ):
        assert said in PAGE
