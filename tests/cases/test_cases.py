"""Every kind of file that a person writes or returns: wrong, missing, twice, empty and absurd.

A case is a folder: ``question_bank/`` (laid over the shipped one), ``campaign/``, or ``returned/`` with files
that came back to the committed example, and beside it
``expected_findings.yaml``, a list of the findings' places and codes in their order. Codes of warnings
end in a question mark.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from interview_kit.bank import Bank, check_role, load_bank
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.documents.score_sheet_reader import read_score_sheet
from interview_kit.errors import Finding

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "output" / "example" / "HSG-2026-014"
CASES = sorted(path.parent.name for path in HERE.glob("*/expected_findings.yaml"))


@cache
def shipped_bank() -> Bank:
    """Return the shipped bank, read once."""
    return load_bank()


def find(case: Path) -> list[Finding]:
    """Return all findings on a case's own files; the shipped ones must not stop anything because of them."""
    if (case / "question_bank").is_dir():
        findings = load_bank(case / "question_bank").findings
        shipped = [f for f in findings if f.where.startswith("question_bank/")]
        assert [f for f in shipped if f.is_error] == []
        return [f for f in findings if f not in shipped]
    if (case / "returned").is_dir():
        plan = CampaignFolder(EXAMPLE).load_plan().value
        assert plan is not None
        files = sorted((case / "returned").iterdir())
        return [f for p in files for f in read_score_sheet(p.read_bytes(), p.name, plan, {}).findings]
    folder = CampaignFolder(case / "campaign")
    campaign, role = folder.load_campaign(), folder.load_role()
    found = [*campaign.findings, *role.findings]
    if role.value is not None:
        found += check_role(role.value, shipped_bank(), role.place)
    return [*found, *folder.load_candidates()[1]]


def shown(case: Path, findings: list[Finding]) -> list[str]:
    """Return the findings as the cases' files have them."""
    bank = (case / "question_bank").as_posix() + "/"
    here = (
        (case / "question_bank").relative_to(Path.cwd()).as_posix() + "/"
        if case.is_relative_to(Path.cwd())
        else bank
    )
    return [
        f"{f.where.removeprefix(bank).removeprefix(here)} {f.code}{'' if f.is_error else '?'}"
        for f in findings
    ]


@pytest.mark.parametrize("name", CASES)
def test_case_gives_exactly_the_findings_expected(name: str):
    case = HERE / name
    expected = yaml.safe_load((case / "expected_findings.yaml").read_text(encoding="utf-8"))
    findings = find(case)
    assert shown(case, findings) == expected
    assert [f for f in findings if not f.problem or not f.remedy or not f.code] == []


def test_no_case_is_left_out():
    folders = sorted(p.name for p in HERE.iterdir() if p.is_dir() and not p.name.startswith(("_", ".")))
    folders.remove("sheets")  # shapes of a returned sheet, run by test_sheets.py
    assert folders == CASES
    assert len(CASES) >= 60
