"""Looking through the bank by command: filters, the printed book, the page on coverage, SARIF."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.bank import load_bank
from interview_kit.bank.lint import RULES
from interview_kit.cli import main
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.kit import findings_as_sarif

CHECKOUT = Path(__file__).parents[2]
BANK = load_bank()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An own bank: an error in a new question file, and a file that no one reads."""
    folder = tmp_path / "my bank"
    (folder / "questions" / "cambridge-core").mkdir(parents=True)
    text = (CHECKOUT / "question_bank/questions/cambridge-core/communication.yaml").read_text(
        encoding="utf-8"
    )
    broken = text.replace("demand: ", "demand: 9", 1)
    (folder / "questions" / "cambridge-core" / "communication.yaml").write_text(broken, encoding="utf-8")
    (folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    return folder


def test_export_writes_a_book_in_word(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "book.docx"
    result = run("export", "cambridge-first-line", "--word", file)
    assert result.exit_code == 0
    assert f"Wrote {file}" in result.output
    with zipfile.ZipFile(file) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    assert "cambridge-first-line/delivering-results/q01" in text
    assert file.read_bytes() == kit.export_bank_word(None, "cambridge-first-line")


def test_export_of_an_unknown_framework_names_the_nearest_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "book.docx"
    result = run("export", "cambridge-cor", "--word", file)
    assert result.exit_code == 1
    assert "Did you mean 'cambridge-core'?" in result.output
    assert not file.exists()


def test_export_without_a_file_says_what_is_missing() -> None:
    result = run("export", "cambridge-core")
    assert result.exit_code == 2
    assert "--word" in result.output


def test_export_uses_the_councils_own_template(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "bank-book.docx").write_text("no Word file", encoding="utf-8")
    result = run("export", "cambridge-core", "--word", tmp_path / "book.docx", "--templates", templates)
    assert result.exit_code == 1
    assert "templates/bank-book.docx" in result.output


def test_a_file_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KitError) as error:
        kit.save_export(tmp_path / "file" / "book.docx", b"")
    assert [f.code for f in error.value.findings] == ["file-not-written"]


def test_only_live_questions_are_printed(tmp_path: Path) -> None:
    folder = tmp_path / "bank" / "questions" / "cambridge-core"
    folder.mkdir(parents=True)
    text = (CHECKOUT / "question_bank/questions/cambridge-core/communication.yaml").read_text(
        encoding="utf-8"
    )
    (folder / "communication.yaml").write_text(
        text.replace("status: live", "status: draft", 1), encoding="utf-8"
    )
    data = kit.export_bank_word(tmp_path / "bank", "cambridge-core")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        printed = archive.read("word/document.xml").decode("utf-8")
    assert "cambridge-core/communication/q01" not in printed
    assert "cambridge-core/communication/q02" in printed


def test_coverage_is_written_as_a_page(tmp_path: Path) -> None:
    file = tmp_path / "coverage.html"
    result = run("coverage", "norwich-pace", "--html", file)
    assert result.exit_code == 0
    assert result.output == f"Wrote {file}\n"
    assert file.read_bytes() == kit.export_coverage_html(None, "norwich-pace")
    assert b"PACE Competency Framework" in file.read_bytes()


def test_coverage_gives_json_and_the_page_together(tmp_path: Path) -> None:
    file = tmp_path / "coverage.html"
    result = run("coverage", "norwich-pace", "--html", file, "--json")
    assert len(json.loads(result.stdout)) == 40
    assert file.exists()


def test_questions_of_a_cluster_are_those_of_its_competencies() -> None:
    found = kit.find_questions(cluster="partnership-and-community")
    leadership = BANK.frameworks["cambridge-leadership"]
    within = {
        f"cambridge-leadership/{c.id}"
        for c in leadership.competencies
        if c.cluster == "partnership-and-community"
    }
    assert {q.competency for q in found} == within
    assert len(found) > 20
    assert run("questions", "--cluster", "partnership-and-community").output.endswith(
        f"{len(found)} questions\n"
    )


def test_an_unknown_cluster_is_named_with_the_nearest() -> None:
    result = run("questions", "--cluster", "leadershp")
    assert result.exit_code == 1
    assert "Did you mean 'leadership'?" in result.output


def test_questions_that_serve_a_statement() -> None:
    found = kit.find_questions(competency="norwich-pace/pride", statement="s2")
    assert 0 < len(found) < 12
    assert all("s2" in q.statements for q in found)
    shown = json.loads(
        run("questions", "--competency", "norwich-pace/pride", "--statement", "s2", "--json").output
    )
    assert [q["id"] for q in shown] == [q.id for q in found]


def test_a_check_in_sarif_names_rule_file_and_line_of_each_finding(faulty: Path) -> None:
    result = run("check", "--bank", faulty, "--sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    (done,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in done["tool"]["driver"]["rules"]]
    assert rules[: len(RULES)] == list(RULES)
    assert len(rules) == len(set(rules))
    findings = kit.check_bank(faulty).findings
    assert len(done["results"]) == len(findings) > 1
    for said, finding in zip(done["results"], findings, strict=True):
        assert rules[said["ruleIndex"]] == said["ruleId"] == finding.code
        assert said["level"] == finding.severity.value
        assert finding.problem in said["message"]["text"]
    errors = [said for said in done["results"] if said["level"] == "error"]
    (place,) = {json.dumps(said["locations"][0]["physicalLocation"]) for said in errors[:1]}
    place = json.loads(place)
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert place["artifactLocation"]["uri"].endswith("/my%20bank/questions/cambridge-core/communication.yaml")
    assert place["region"]["startLine"] > 1


def test_a_clean_check_in_sarif_has_all_rules_and_no_result() -> None:
    log = findings_as_sarif(())
    (done,) = log["runs"]
    assert done["results"] == []
    assert [rule["id"] for rule in done["tool"]["driver"]["rules"]] == list(RULES)
    for rule in done["tool"]["driver"]["rules"]:
        assert rule["help"]["text"] == RULES[rule["id"]].remedy


@pytest.mark.parametrize(
    ("where", "uri", "line"),
    [
        ("question_bank/roles/clerk.yaml:12", "question_bank/roles/clerk.yaml", 12),
        ("question_bank/roles/the clerk.yaml", "question_bank/roles/the%20clerk.yaml", None),
        ("/srv/bank/a.yaml:3", "file:///srv/bank/a.yaml", 3),
        ("C:/bank/a.yaml:3", "file:///C:/bank/a.yaml", 3),
        ("C:/bank/a.yaml", "file:///C:/bank/a.yaml", None),
    ],
)
def test_a_place_becomes_a_uri_and_a_line(where: str, uri: str, line: int | None) -> None:
    finding = Finding(where, "is odd", "Mend it.", Severity.WARNING, "odd")
    (done,) = findings_as_sarif([finding])["runs"]
    (said,) = done["results"]
    place = said["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    assert place.get("region", {}).get("startLine") == line


def test_json_and_sarif_together_are_refused() -> None:
    result = run("check", "--json", "--sarif")
    assert result.exit_code == 2
    assert "give one of them" in result.output


def test_one_question_is_counted_as_one() -> None:
    lead = next(iter(BANK.questions.values())).lead
    assert run("questions", "--words", lead).output.splitlines()[-1] == "1 question"
