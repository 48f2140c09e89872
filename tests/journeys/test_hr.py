"""HR: returned sheets, what is missing or odd, and the comparison."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.word.fill import fill

ALL_IN = "15 of 15 score sheets are in"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example campaign with its pack, before anything came back."""
    root = kit.start_example(tmp_path_factory.mktemp("packed"))
    assert run("plan", root).exit_code == 0
    assert run("pack", root).exit_code == 0
    return root


@pytest.fixture
def campaign(packed: Path, tmp_path: Path) -> Path:
    """A copy of the packed campaign, to do as one likes with."""
    return Path(shutil.copytree(packed, tmp_path / packed.name))


def test_all_sheets_come_back_and_the_comparison_is_written(campaign: Path) -> None:
    kit.fill_example(campaign)
    collected = run("collect", campaign)
    assert ALL_IN in collected.output
    compared = run("compare", campaign)
    assert compared.exit_code == 0
    assert "C03 Amara Osei" in compared.output
    assert {p.name for p in (campaign / "reports").glob("comparison.*")} == {
        "comparison.docx",
        "comparison.xlsx",
        "comparison.html",
    }


def test_a_blind_comparison_has_files_of_its_own_and_no_name_in_the_terminal(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    compared = run("compare", campaign, "--blind")
    assert compared.exit_code == 0
    assert {p.name for p in (campaign / "reports").glob("comparison*")} == {
        "comparison-blind.docx",
        "comparison-blind.xlsx",
        "comparison-blind.html",
    }
    assert "C03" in compared.output
    assert [n for n in ("Raman", "Ellery", "Osei", "Pugh", "Haddad") if n in compared.output] == []
    assert "Osei" in run("compare", campaign).output


def test_collecting_twice_changes_nothing(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    first = json.loads(run("collect", campaign, "--json").stdout)
    ledger = (campaign / "ledger.db").read_bytes()
    second = json.loads(run("collect", campaign, "--json").stdout)
    assert second == first
    assert {f["result"].rpartition(", ")[2] for f in second["files"]} == {"read before"}
    assert (campaign / "ledger.db").read_bytes() == ledger


def test_missing_and_incomplete_sheets_are_shown(campaign: Path) -> None:
    for path in kit.fill_example(campaign):
        if "C04-P2" in path.name:
            path.unlink()
    run("collect", campaign)
    matrix = {row["candidate"]: row["sheets"] for row in json.loads(run("status", campaign, "--json").stdout)}
    assert matrix["C04"] == {"P1": "in", "P2": "missing", "P3": "in"}
    assert matrix["C05"]["P3"] == "incomplete"


def test_a_sheet_sent_again_fills_the_blank_and_keeps_the_scores_already_given(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    sent = next(campaign.glob("returned/*C05-P3*"))
    again = fill(
        sent.read_bytes(), {layout.score_key("Q2"): "3 - Very good", layout.score_key("Q1"): "4 - Excellent"}
    )
    (campaign / "returned" / "second version.docx").write_bytes(again)
    collected = run("collect", campaign)
    assert (
        "a later version, returned/second version.docx, says 4, and the first received says 3"
        in collected.stderr
    )
    assert "left the score" not in collected.stderr
    run("compare", campaign)
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "P3 left the score blank" not in page


def test_a_score_that_cannot_be_read_is_not_said_to_be_left_blank(campaign: Path) -> None:
    kit.fill_example(campaign)
    sent = next(campaign.glob("returned/*C05-P3*"))
    sent.write_bytes(fill(sent.read_bytes(), {layout.score_key("Q2"): "3/4"}))
    run("collect", campaign)
    compared = run("compare", campaign)
    said = " ".join((compared.output + compared.stderr).split())
    assert "P3's score on Q2 cannot be read" in said
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "P3’s score cannot be read" in page
    assert "P3 left" not in page + said
    mended = fill(sent.read_bytes(), {layout.score_key("Q2"): "3 - Very good"})
    (campaign / "returned" / "mended.docx").write_bytes(mended)
    run("collect", campaign)
    run("compare", campaign)
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "cannot be read" not in page


def come_in(campaign: Path, *answers: dict[str, str | bool]) -> list[list[tuple[str, str]]]:
    """Let versions of P1's sheet on C01 arrive one by one; return where and what each collection asks about it."""
    out = next(campaign.glob("documents/score-sheets/P1/*C01-P1*")).read_bytes()
    asked = []
    for number, given in enumerate(answers):
        (campaign / "returned" / f"{number}.docx").write_bytes(fill(out, given))
        found = json.loads(run("collect", campaign, "--json").stdout)["findings"]
        asked.append([(f["where"], f["code"]) for f in found])
    return asked


SCORES = {layout.score_key(f"Q{n}"): "3 - Very good" for n in range(1, 7)}
WORDS = {layout.evidence_key(f"Q{n}"): f"Rang back within {n} days." for n in range(1, 7)}
WHOLE = {layout.Z_OWN: True, layout.D_INTEREST: "No", **SCORES, **WORDS}
BARE = {key: said for key, said in WHOLE.items() if key not in WORDS}
Q1 = "score sheet C01 by P1: question 1"


def test_evidence_that_comes_later_with_the_same_scores_stands_in_the_comparison(campaign: Path) -> None:
    asked = come_in(campaign, BARE, WHOLE)
    assert asked == [[(f"returned/0.docx: question {n}", "evidence-missing") for n in range(1, 7)], []]
    run("compare", campaign)
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert [n for n in range(1, 7) if f"Rang back within {n} days." not in page] == []


def test_evidence_that_no_version_gives_is_asked_for_whatever_the_last_version_lacks(campaign: Path) -> None:
    some = {key: said for key, said in WHOLE.items() if key != layout.evidence_key("Q1")}
    sent_back_empty = {layout.Z_OWN: True, layout.D_INTEREST: "No"}
    first, *later = come_in(campaign, BARE, some, sent_back_empty)
    assert len(first) == 6
    assert later == [[("returned/1.docx: question 1", "evidence-missing")]] * 2


def test_what_a_later_version_writes_otherwise_is_named_and_the_first_stands(campaign: Path) -> None:
    first = {**WHOLE, layout.indicator_key("Q1", "e2"): True, layout.Z_NOTES: "Calm."}
    other = {
        **first,
        layout.evidence_key("Q1"): "Shouted.",
        layout.indicator_key("Q1", "i2"): True,
        layout.Z_NOTES: "Loud.",
    }
    changes = [
        (Q1, "evidence-changed"),
        (Q1, "ticks-changed"),
        ("score sheet C01 by P1: notes", "notes-changed"),
    ]
    assert come_in(campaign, first, other, WHOLE) == [[], changes, changes]
    assert "returned/1.docx" in run("collect", campaign).stderr
    run("compare", campaign)
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert ("Rang back within 1 days." in page, "Shouted." in page) == (True, False)


def test_an_interest_declared_in_a_later_version_stands_until_it_is_ruled_on(campaign: Path) -> None:
    declared = {**WHOLE, layout.D_INTEREST: "Yes, and I have told the chair", layout.D_DETAILS: "Cousins."}
    says_so = ("returned/1.docx: declaration", "interest-declared")
    denied = ("score sheet C01 by P1: declaration", "interest-denied")
    asked = come_in(campaign, WHOLE, declared, {**WHOLE, layout.Z_NOTES: "Calm."})
    assert asked == [[], [says_so], [says_so, denied]]
    run("compare", campaign)
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "P1 declared an interest: Cousins." in page


def test_other_files_are_named_and_left_alone_and_the_sheets_are_still_read(campaign: Path) -> None:
    kit.fill_example(campaign)
    returned = campaign / "returned"
    strays = {
        "minutes.docx": b"this is not a Word file",
        "scan.pdf": b"%PDF-1.7 picture",
        "empty.docx": b"",
    }
    for name, data in strays.items():
        (returned / name).write_bytes(data)
    collected = run("collect", campaign)
    assert collected.exit_code == 1
    assert ALL_IN in collected.output
    for name, data in strays.items():
        assert f"returned/{name}" in collected.stderr
        assert (returned / name).read_bytes() == data


def test_nothing_can_be_compared_before_a_sheet_is_in(campaign: Path) -> None:
    result = run("compare", campaign)
    assert result.exit_code == 1
    assert "no score sheet has been read yet" in result.stderr
    assert not list((campaign / "reports").glob("comparison.*"))


def test_a_plan_edited_by_hand_is_found(campaign: Path) -> None:
    plan = campaign / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    assert "weight: 3" in text
    plan.write_text(text.replace("weight: 3", "weight: 9", 1), encoding="utf-8")
    result = run("status", campaign)
    assert result.exit_code == 1
    assert "plan.yaml" in result.stderr


def test_packing_again_does_not_touch_a_sheet_that_was_filled_in_where_it_lay(campaign: Path) -> None:
    sheet = next(campaign.glob("documents/score-sheets/P1/*C01-P1*"))
    filled = fill(sheet.read_bytes(), {layout.evidence_key("Q1"): "Rang back the same day."})
    sheet.write_bytes(filled)
    packed_again = run("pack", campaign)
    assert packed_again.exit_code == 0
    assert "somebody has filled this document in" in packed_again.stderr
    assert sheet.read_bytes() == filled


def renamed(campaign: Path, file: str, old: str, new: str) -> None:
    path = campaign / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("candidates.csv", "Amara Osei", "Bo Li"), ("campaign.yaml", "Daniel Hughes", "Xavier Newman")],
)
@pytest.mark.parametrize("command", ["status", "collect", "compare", "pack"])
def test_ratings_are_never_given_to_somebody_else_who_got_the_ref(
    campaign: Path, command: str, file: str, old: str, new: str
) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    renamed(campaign, file, old, new)
    result = run(command, campaign)
    assert result.exit_code == 1
    assert f"was {old} when score sheets came in, and is {new} now" in result.stderr


def test_a_member_who_drops_out_leaves_the_others_sheets_valid(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    renamed(campaign, "campaign.yaml", "  - ref: P2\n    name: Daniel Hughes\n    chair: false\n", "")
    assert "P2 Daniel Hughes is no longer on the list" in run("compare", campaign).stderr
    run("withdraw", campaign, "P2", "--reason", "P2 was taken ill.")
    compared = run("compare", campaign)
    assert compared.exit_code == 0
    assert "2 members" in compared.output


def test_a_missing_ledger_is_named_and_not_made_anew(campaign: Path) -> None:
    (campaign / "ledger.db").write_bytes(b"")
    assert "the ledger is missing" in run("status", campaign).stderr
    (campaign / "ledger.db").unlink()
    for command in ("status", "collect", "compare", "pack", "plan"):
        result = run(command, campaign)
        assert result.exit_code == 1
        assert "the ledger is missing" in result.stderr
    assert not (campaign / "ledger.db").exists()


def test_an_older_plan_put_back_is_refused(campaign: Path) -> None:
    older = (campaign / "plan.yaml").read_bytes()
    renamed(campaign, "role.yaml", "weight: 3", "weight: 4")
    assert run("plan", campaign, "--again", "A weight was wrong.").exit_code == 0
    newer = (campaign / "plan.yaml").read_bytes()
    (campaign / "plan.yaml").write_bytes(older)
    refused = run("status", campaign)
    assert refused.exit_code == 1
    assert "not the plan in force" in refused.stderr
    assert run("plan", campaign).exit_code == 0
    assert (campaign / "plan.yaml").read_bytes() == newer


@pytest.mark.parametrize("damage", [b"", b"schema: [", b"schema: 1\n"])
def test_a_damaged_plan_is_written_again_by_plan(campaign: Path, damage: bytes) -> None:
    whole = (campaign / "plan.yaml").read_bytes()
    (campaign / "plan.yaml").write_bytes(damage)
    assert run("status", campaign).exit_code == 1
    assert run("plan", campaign).exit_code == 0
    assert (campaign / "plan.yaml").read_bytes() == whole


def test_a_comparison_without_one_tick_or_blank_is_written(campaign: Path) -> None:
    for path in campaign.glob("documents/score-sheets/*/*.docx"):
        answers: dict[str, str | bool] = {layout.Z_OWN: True, layout.D_INTEREST: "No"}
        for n in range(1, 7):
            answers |= {layout.score_key(f"Q{n}"): "3 - Very good", layout.evidence_key(f"Q{n}"): "Did it."}
        (campaign / "returned" / path.name).write_bytes(fill(path.read_bytes(), answers))
    run("collect", campaign)
    compared = run("compare", campaign)
    assert compared.exit_code == 0
    assert "1=" in compared.output
    assert "Settle before you decide\nNothing is open: " in compared.output


def test_a_broken_template_stops_the_pack_before_anything_is_issued(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "candidate-information.docx").write_bytes(b"not a Word file")
    (own / "candidate-informations.docx").write_bytes(b"misspelt")
    fresh = kit.start_example(tmp_path / "fresh")
    assert run("plan", fresh).exit_code == 0
    failed = run("pack", fresh, "--templates", own)
    assert failed.exit_code == 1
    assert "candidate-information.docx" in failed.stderr
    assert not list(fresh.glob("documents/**/*.docx"))
    (own / "candidate-information.docx").unlink()
    assert "no document is made from a template named" in run("pack", fresh, "--templates", own).stderr


def test_json_says_what_stopped_the_work(campaign: Path) -> None:
    (campaign / "campaign.yaml").write_text("schema: 1\n", encoding="utf-8")
    stopped = run("status", campaign, "--json")
    assert stopped.exit_code == 1
    findings = json.loads(stopped.stdout)["findings"]
    assert {f["severity"] for f in findings} == {"error"}
    assert len(findings) > 3


def test_a_ledger_altered_by_hand_is_found(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    with closing(sqlite3.connect(campaign / "ledger.db")) as book:
        for (trigger,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f'DROP TRIGGER "{trigger}"')
        changed = book.execute("UPDATE body SET text = replace(text, '\"score\":1', '\"score\":4')")
        assert changed.rowcount > 0
        book.commit()
    for command in ("status", "collect", "compare"):
        result = run(command, campaign)
        assert result.exit_code == 1
        assert "ledger.db" in result.stderr


def test_sheets_that_arrive_after_a_ref_was_given_to_somebody_else_are_not_credited(campaign: Path) -> None:
    kit.fill_example(campaign)
    renamed(campaign, "candidates.csv", "Amara Osei", "Bo Li")
    collected = run("collect", campaign)
    assert collected.exit_code == 1
    assert "was Amara Osei when score sheets came in, and is Bo Li now" in collected.stderr


def test_a_damaged_plan_is_written_back_even_after_the_role_profile_has_changed(campaign: Path) -> None:
    whole = (campaign / "plan.yaml").read_bytes()
    renamed(campaign, "role.yaml", "weight: 3", "weight: 5")
    (campaign / "plan.yaml").write_bytes(b"")
    assert "It writes the frozen plan back" in run("status", campaign).stderr
    restored = run("plan", campaign)
    assert restored.exit_code == 0
    assert "written back from the ledger" in restored.stderr
    assert (campaign / "plan.yaml").read_bytes() == whole


def test_a_blank_reason_is_no_reason(campaign: Path) -> None:
    renamed(campaign, "role.yaml", "weight: 3", "weight: 5")
    assert run("plan", campaign, "--again", "   ").exit_code == 1


def test_packing_again_keeps_the_agreement_forms_that_have_scores(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    assert run("agree", campaign).exit_code in {0, 1}
    form = campaign / "documents" / "agreement" / f"{campaign.name}-C02-agreement-form.docx"
    scored = form.read_bytes()
    assert run("pack", campaign).exit_code == 0
    assert form.read_bytes() == scored


def test_a_blank_copy_that_comes_later_changes_nothing_and_asks_for_nothing(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    blank = next((campaign / "documents" / "score-sheets" / "P1").glob("*C01-P1*.docx"))
    (campaign / "returned" / "zz-blank.docx").write_bytes(blank.read_bytes())
    done = run("collect", campaign)
    assert done.exit_code == 0
    assert "Ask P1" not in done.output
    row = next(line for line in run("status", campaign).output.splitlines() if line.startswith("C01"))
    assert row.split()[3:] == ["in", "in", "in"]


def test_collect_leaves_everything_in_the_returned_folder_as_it_is(campaign: Path) -> None:
    kit.fill_example(campaign)
    inside = campaign / "returned" / "Tuesday" / ".part-mine"
    inside.parent.mkdir()
    inside.write_bytes(b"mine")
    run("collect", campaign)
    assert inside.read_bytes() == b"mine"
