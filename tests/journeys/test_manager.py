"""The recruiting manager: from a vacancy to a pack in Word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from interview_kit.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    """A list as an applicant system gives it: a title, odd headers, a blank row, names in any script."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Shortlist, Housing Officer", None, None, None),
        ("Candidate Ref.", "Full name", "Interview time", "Reasonable adjustments"),
        ("C01", "Zoë Ó Briain", "12/03/2026 9.30am", None),
        (None, None, None, None),
        ("C02", "محمد العلي", "12/03/2026 11:00", "Questions in writing"),
    ):
        sheet.append(row)
    path = tmp_path / "shortlist.xlsx"
    book.save(path)
    return path


def start(parent: Path, applicants: Path, *more: str) -> Result:
    return run(
        *("new", "HSG-2026-014", "--role", "housing-officer", "--chair", "Helen Marsh"),
        *("--member", "Daniel Hughes", "--from", "2026-03-12", "--place", "Mandela House"),
        *("--email", "hr@cambridge.example", "--candidates", applicants, "--in", parent, *more),
    )


def test_a_vacancy_becomes_a_pack(tmp_path: Path, applicants: Path) -> None:
    assert start(tmp_path, applicants).exit_code == 0
    folder = tmp_path / "HSG-2026-014"

    planned = run("plan", folder)
    assert planned.exit_code == 0
    assert "of 55 minutes" in planned.output
    assert "Frozen in" in planned.output

    packed = run("pack", folder)
    assert packed.exit_code == 0
    written = sorted(
        p.relative_to(folder / "documents").as_posix() for p in folder.glob("documents/**/*.docx")
    )
    assert written == [
        "HSG-2026-014-interviewers-guide.docx",
        "agreement/HSG-2026-014-C01-agreement-form.docx",
        "agreement/HSG-2026-014-C02-agreement-form.docx",
        "candidates/HSG-2026-014-C01-your-interview.docx",
        "candidates/HSG-2026-014-C02-your-interview.docx",
        "score-sheets/P1/HSG-2026-014-C01-P1-score-sheet.docx",
        "score-sheets/P1/HSG-2026-014-C02-P1-score-sheet.docx",
        "score-sheets/P2/HSG-2026-014-C01-P2-score-sheet.docx",
        "score-sheets/P2/HSG-2026-014-C02-P2-score-sheet.docx",
    ]


def test_the_same_vacancy_gives_the_same_plan(tmp_path: Path, applicants: Path) -> None:
    plans = []
    for name in ("a", "b"):
        start(tmp_path / name, applicants)
        plans.append(json.loads(run("plan", tmp_path / name / "HSG-2026-014", "--json").output))
    assert plans[0] == plans[1]


def test_planning_again_is_refused_once_sheets_are_out_unless_a_reason_is_given(
    tmp_path: Path, applicants: Path
) -> None:
    start(tmp_path, applicants)
    folder = tmp_path / "HSG-2026-014"
    run("plan", folder)
    run("pack", folder)
    frozen = (folder / "plan.yaml").read_bytes()
    role = folder / "role.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("weight: 3", "weight: 5", 1), encoding="utf-8")

    refused = run("plan", folder)
    assert refused.exit_code == 1
    assert "4 score sheets of the frozen plan are out" in refused.stderr
    assert (folder / "plan.yaml").read_bytes() == frozen

    again = run("plan", folder, "--again", "The manager corrected a weight before the interviews.")
    assert again.exit_code == 0
    assert (folder / "plan.yaml").read_bytes() != frozen


def test_demands_that_cannot_be_met_are_named_with_the_smallest_change(
    tmp_path: Path, applicants: Path
) -> None:
    start(tmp_path, applicants)
    folder = tmp_path / "HSG-2026-014"
    role = folder / "role.yaml"
    role.write_text(
        role.read_text(encoding="utf-8").replace("minutes: 55", "minutes: 45", 1), encoding="utf-8"
    )
    planned = run("plan", folder)
    assert planned.exit_code == 1
    assert "45 minutes are too few: these demands need" in planned.stderr
    assert "Give the interview" in planned.stderr
    assert not (folder / "plan.yaml").exists()


def test_a_second_campaign_of_the_same_reference_changes_nothing(tmp_path: Path, applicants: Path) -> None:
    start(tmp_path, applicants)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert start(tmp_path, applicants).exit_code == 1
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_list_with_errors_starts_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "list.csv"
    bad.write_text("Ref,Name\nC01,Ann\nC01,Ben\n", encoding="utf-8")
    result = start(tmp_path / "out", bad)
    assert result.exit_code == 1
    assert "C01" in result.stderr
    assert not (tmp_path / "out" / "HSG-2026-014").exists()


def test_a_candidate_with_a_panel_members_ref_is_named_at_every_step(
    tmp_path: Path, applicants: Path
) -> None:
    said = "p2 is a candidate and a panel member"
    bad = tmp_path / "list.csv"
    bad.write_text("Ref,Name\nC01,Ann\np2,Ben\n", encoding="utf-8")
    assert f"list.csv: {said}" in start(tmp_path / "out", bad).stderr
    assert not (tmp_path / "out" / "HSG-2026-014").exists()
    start(tmp_path, applicants)
    folder = tmp_path / "HSG-2026-014"
    listed = folder / "candidates.csv"
    good = listed.read_bytes()
    shutil.copy(bad, listed)
    assert f"candidates.csv: {said}" in run("plan", folder).stderr
    assert not (folder / "plan.yaml").exists()
    listed.write_bytes(good)
    assert run("plan", folder).exit_code == 0
    shutil.copy(bad, listed)
    for command in ("pack", "status"):
        stopped = run(command, folder)
        assert stopped.exit_code == 1
        assert f"candidates.csv: {said}" in stopped.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_absurd_day_is_refused(tmp_path: Path, applicants: Path, day: str) -> None:
    result = start(tmp_path, applicants, "--from", day)
    assert result.exit_code == 1
    assert "cannot be meant" in result.stderr
    assert not (tmp_path / "HSG-2026-014").exists()


def test_a_name_that_cannot_be_printed_starts_nothing(tmp_path: Path, applicants: Path) -> None:
    result = start(tmp_path, applicants, "--member", "A\x1bB")
    assert result.exit_code == 1
    assert "cannot be printed" in result.stderr
    assert not (tmp_path / "HSG-2026-014").exists()


def test_interviews_too_close_together_are_named(tmp_path: Path) -> None:
    close = tmp_path / "list.csv"
    close.write_text(
        "Ref,Name,Interview\nC01,Ann,2026-03-12 09:30\nC02,Ben,2026-03-12 10:30\n", encoding="utf-8"
    )
    start(tmp_path, close)
    run("plan", tmp_path / "HSG-2026-014")
    packed = run("pack", tmp_path / "HSG-2026-014")
    assert packed.exit_code == 0
    assert "C02 begins 60 minutes after C01; an interview and its scoring take" in packed.stderr
