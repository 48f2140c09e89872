"""HR: one's own framework taken into the kit, and one of the kit's given to another system."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit.cli import main
from interview_kit.kit import check_bank
from interview_kit.shipped import shipped_folder

TABLE = """Competency,Kind,Text
Customer care,Definition,Puts the resident first.
,Effective,Finds out what the resident needs
,Ineffective,Passes people from desk to desk
"""
NAMED = ("--title", "Our behaviours", "--organisation", "Borsetshire County Council")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    path = Path("behaviours.csv")
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_becomes_a_framework_of_ones_own_bank(table: Path) -> None:
    done = run("import", table, *NAMED)
    assert done.exit_code == 0, done.output
    assert "1 competencies" not in done.output
    assert "1 competency, 2 behaviours" in done.output
    shown = run("frameworks", "our-behaviours")
    assert "Finds out what the resident needs" in shown.output
    assert [f for f in check_bank().findings if f.is_error] == []
    assert Path("question_bank/sources/our-behaviours.csv").read_text(encoding="utf-8") == TABLE


def test_a_table_has_to_be_named(table: Path) -> None:
    stopped = run("import", table)
    assert stopped.exit_code == 1
    assert "--title" in stopped.output
    assert "--organisation" in stopped.output
    assert not Path("question_bank").exists()


def test_a_framework_that_is_there_stays(table: Path) -> None:
    run("import", table, *NAMED)
    written = Path("question_bank/frameworks/our-behaviours.yaml").read_bytes()
    table.write_text(TABLE.replace("Customer care", "Care"), encoding="utf-8")
    stopped = run("import", table, *NAMED)
    assert stopped.exit_code == 1
    assert "there already" in stopped.output
    assert Path("question_bank/frameworks/our-behaviours.yaml").read_bytes() == written
    assert run("import", table, *NAMED, "--id", "other", "--bank", "elsewhere").exit_code == 0
    assert Path("elsewhere/frameworks/other.yaml").exists()


def test_a_file_in_the_place_of_the_source_stays(table: Path) -> None:
    other = Path("question_bank/sources/our-behaviours.csv")
    other.parent.mkdir(parents=True)
    other.write_text("precious", encoding="utf-8")
    assert "another file stands where" in " ".join(run("import", table, *NAMED).output.split())
    assert other.read_text(encoding="utf-8") == "precious"


def test_a_framework_too_large_for_the_bank_is_not_written(table: Path) -> None:
    rows = "".join(f",Effective,{'x' * 600} {n}\n" for n in range(1_900))
    table.write_text(TABLE + rows, encoding="utf-8")
    assert "more than 1 MB" in run("import", table, *NAMED).output
    assert not Path("question_bank").exists()


def test_a_question_on_a_competency_that_is_gone_is_a_finding_and_never_a_crash(table: Path) -> None:
    run("import", table, *NAMED)
    asked = Path("question_bank/questions/our-behaviours/customer-care.yaml")
    asked.parent.mkdir(parents=True)
    shipped = shipped_folder("question_bank") / "questions/cambridge-core/communication.yaml"
    text = shipped.read_text(encoding="utf-8").replace("cambridge-core", "our-behaviours")
    asked.write_text(text.replace("communication", "customer-care"), encoding="utf-8")
    checked = run("check")
    assert checked.exit_code == 1
    assert "Customer care has no e3" in checked.output
    asked.write_text(text.replace("communication", "gone"), encoding="utf-8")
    asked.rename(asked.with_name("gone.yaml"))
    assert "there is no competency 'gone'" in run("check").output


def test_a_framework_of_the_kit_goes_out_and_comes_back_under_another_id() -> None:
    assert "--word FILE or --case FILE" in run("export", "norwich-pace").output
    assert run("export", "norwich-pace", "--case", "pace.json").exit_code == 0
    assert (
        json.loads(Path("pace.json").read_text(encoding="utf-8"))["CFDocument"]["creator"]
        == "Norwich City Council"
    )
    assert "comes with the kit" in run("import", "pace.json").output
    back = run("import", "pace.json", "--id", "pace-copy")
    assert "4 competencies, 40 behaviours" in back.output
    assert run("frameworks", "pace-copy", "--json").output.count('"opposite_of": "e') == 20


def test_a_file_too_large_for_a_framework_is_not_read_whole(table: Path) -> None:
    table.write_bytes(b"x" * 5_000_001)
    assert "is larger than 5 MB" in run("import", table, *NAMED).output


def test_the_pdf_of_an_export_needs_the_word_document() -> None:
    assert (
        "--pdf prints the Word document"
        in run("export", "norwich-pace", "--case", "pace.json", "--pdf").output
    )
