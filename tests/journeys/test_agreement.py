"""The panel: discuss what they differ on, agree a score with its reason, and see what it changes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.ledger import Ledger
from interview_kit.word.fill import Value, fill
from interview_kit.word.filled import is_filled
from interview_kit.word.read import read_docx

WHY = "All three heard him call it banter, and put it right the same day."
Q4: dict[str, Value] = {
    "Q4.agreed": "2 - Good – but areas for development",
    "Q4.reason": WHY,
    "Z.alone": True,
}
BASIS = "  basis: individual\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def started(parent: Path, basis: str) -> Path:
    """The example campaign on a basis, packed, and all sheets filled in and collected."""
    root = kit.start_example(parent)
    role = root / "role.yaml"
    text = role.read_text(encoding="utf-8")
    assert BASIS in text
    role.write_text(text.replace(BASIS, f"  basis: {basis}\n"), encoding="utf-8")
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    kit.fill_example(root)
    run("collect", root)
    return root


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The example on each basis; not to be changed."""
    parent = tmp_path_factory.mktemp("kept")
    for basis in ("individual", "agreed"):
        (parent / basis).mkdir()
    return {basis: started(parent / basis, basis) for basis in ("individual", "agreed")}


@pytest.fixture
def campaign(kept: Mapping[str, Path], tmp_path: Path) -> Path:
    """A copy of the example on individual scores, to do as one likes with."""
    return Path(shutil.copytree(kept["individual"], tmp_path / "HSG-2026-014"))


@pytest.fixture
def on_agreed(kept: Mapping[str, Path], tmp_path: Path) -> Path:
    """A copy of the example on agreed scores."""
    return Path(shutil.copytree(kept["agreed"], tmp_path / "agreed" / "HSG-2026-014"))


def form(campaign: Path, candidate: str = "C02") -> Path:
    return campaign / "documents" / "agreement" / f"HSG-2026-014-{candidate}-agreement-form.docx"


def returned(campaign: Path, answers: Mapping[str, Value], *, name: str = "C02 agreed.docx") -> Result:
    """Fill in the form on C02, send it back and collect."""
    (campaign / "returned" / name).write_bytes(fill(form(campaign).read_bytes(), answers))
    return run("collect", campaign)


def line(result: Result, name: str) -> str:
    return next(said for said in result.output.splitlines() if said.startswith(name)).split("  ")[-1].strip()


def words(path: Path) -> str:
    content = read_docx(path.read_bytes(), path.name)
    return "\n".join((*content.paragraphs, *(cell.text for row in content.rows for cell in row.cells)))


def agreed_in(campaign: Path) -> list[tuple[str, str, int | None, str]]:
    with Ledger(campaign / "ledger.db") as ledger:
        return [(a.candidate, a.question, a.score, a.reason) for a in ledger.agreed()]


def finding(result: Result, code: str) -> str:
    """What the one finding with a code says, from the output as JSON."""
    found = [f for f in json.loads(result.stdout)["findings"] if f["code"] == code]
    assert len(found) == 1
    return f"{found[0]['where']}: {found[0]['problem']}"


# Writing the forms


def test_the_forms_show_what_the_panel_has_to_discuss(campaign: Path) -> None:
    made = run("agree", campaign)
    assert made.exit_code == 0
    rows = {row["candidate"]: row for row in json.loads(run("agree", campaign, "--json").stdout)["forms"]}
    assert {ref: row["questions"] for ref, row in rows.items()} == {
        "C01": [],
        "C02": ["Q4"],
        "C03": ["Q6"],
        "C04": [],
        "C05": [],
    }
    text = words(form(campaign))
    assert "One question of six needs the panel’s discussion." in text
    with Ledger(campaign / "ledger.db") as ledger:
        sheets = [r.sheet for r in ledger.received() if r.sheet and r.sheet.candidate == "C02"]
    evidence = [sheet.by_question["Q4"].evidence for sheet in sheets]
    assert len([e for e in evidence if e]) == 3
    assert [e for e in evidence if " ".join(e.split()) not in " ".join(text.split())] == []
    assert "documents/agreement/HSG-2026-014-C02-agreement-form.docx" in made.output


def test_a_candidate_whose_scores_are_not_all_in_gets_no_scores_on_the_form(campaign: Path) -> None:
    blank = form(campaign, "C05").read_bytes()
    made = run("agree", campaign, "--json")
    row = json.loads(made.stdout)["forms"][-1]
    assert (row["candidate"], row["form"]) == ("C05", None)
    assert finding(made, "scores-not-in").startswith(
        "C05 Leila Haddad: not all scores are in: P3 left Q2 blank."
    )
    assert form(campaign, "C05").read_bytes() == blank


def test_a_missing_sheet_keeps_the_others_scores_off_the_form(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    for path in kit.fill_example(root):
        if "C05" in path.name or "C04-P2" in path.name:
            path.unlink()
    run("collect", root)
    before = {ref: form(root, ref).read_bytes() for ref in ("C04", "C05")}
    made = run("agree", root)
    assert "not all scores are in: P2's sheet is missing." in made.stderr
    assert {ref: form(root, ref).read_bytes() for ref in before} == before
    anyway = run("agree", root, "--anyway", "P2 was taken ill.")
    assert "although P2's sheet is missing. Recorded: P2 was taken ill." in anyway.stderr
    assert "2 of 3 score sheets are in" in words(form(root, "C04"))
    assert form(root, "C05").read_bytes() == before["C05"], "nobody has scored C05: there is nothing to show"
    with Ledger(root / "ledger.db") as ledger:
        early = [(s.candidate, s.missing, s.reason) for s in ledger.shown() if s.missing]
    assert early == [("C04", ("P2's sheet is missing",), "P2 was taken ill.")]


@pytest.mark.parametrize("reason", ["", "  "])
def test_going_on_anyway_needs_a_reason(campaign: Path, reason: str) -> None:
    made = run("agree", campaign, "--anyway", reason)
    assert "not all scores are in: P3 left Q2 blank." in made.stderr
    with Ledger(campaign / "ledger.db") as ledger:
        assert "C05" not in {s.candidate for s in ledger.shown()}


def test_agreeing_before_a_sheet_is_in_is_refused(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    refused = run("agree", root)
    assert refused.exit_code == 1
    assert "no score sheet has been read yet" in refused.stderr


def test_writing_the_forms_twice_changes_nothing(campaign: Path) -> None:
    run("agree", campaign)
    files = {p: p.read_bytes() for p in campaign.rglob("*") if p.is_file()}
    run("agree", campaign)
    assert {p: p.read_bytes() for p in campaign.rglob("*") if p.is_file()} == files


def test_a_form_that_was_filled_in_where_it_lay_is_never_overwritten(campaign: Path) -> None:
    filled = fill(form(campaign).read_bytes(), {"Q4.reason": "We talked."})
    form(campaign).write_bytes(filled)
    made = run("agree", campaign)
    assert made.exit_code == 0
    assert "somebody has filled this form in, so it was left as it is" in made.stderr
    assert line(made, "C02") == "filled in, left as it is"
    assert form(campaign).read_bytes() == filled
    untouched = form(campaign, "C03").read_bytes()
    assert not is_filled(untouched, fresh=untouched)


# Reading them


def test_what_the_panel_agreed_is_read_and_recorded(campaign: Path) -> None:
    run("agree", campaign)
    collected = returned(campaign, Q4)
    assert line(collected, "C02 agreed.docx") == "C02, agreement form, 1 agreed"
    assert agreed_in(campaign) == [("C02", "Q4", 2, WHY)]
    assert "15 of 15 score sheets are in" in collected.output
    assert run("agree", campaign, "--json").stdout.count("Q4 agreed 2") == 1
    trail = json.loads(run("audit", campaign, "--json").stdout)["entries"]
    assert [e["what"] for e in trail if "form received" in e["what"]] == [
        "agreement form received, 1 score: returned/C02 agreed.docx"
    ]


def test_a_form_read_again_changes_nothing(campaign: Path) -> None:
    run("agree", campaign)
    returned(campaign, Q4)
    shutil.copy(campaign / "returned" / "C02 agreed.docx", campaign / "returned" / "copy.docx")
    ledger = (campaign / "ledger.db").read_bytes()
    again = run("collect", campaign)
    assert line(again, "C02 agreed.docx") == line(again, "copy.docx") == "C02, agreement form, read before"
    assert (campaign / "ledger.db").read_bytes() == ledger


def test_a_blank_form_of_the_pack_is_read_too(campaign: Path) -> None:
    collected = returned(campaign, Q4)
    assert line(collected, "C02 agreed.docx") == "C02, agreement form, 1 agreed"
    assert agreed_in(campaign) == [("C02", "Q4", 2, WHY)]


def test_a_form_that_went_out_stays_good_when_somebody_else_takes_the_chair(campaign: Path) -> None:
    run("agree", campaign)
    settings = campaign / "campaign.yaml"
    text = settings.read_text(encoding="utf-8")
    for name, before, after in (("Helen Marsh", "true", "false"), ("Daniel Hughes", "false", "true")):
        assert f"name: {name}\n    chair: {before}\n" in text
        text = text.replace(f"name: {name}\n    chair: {before}\n", f"name: {name}\n    chair: {after}\n")
    settings.write_text(text, encoding="utf-8")
    collected = returned(campaign, Q4)
    assert line(collected, "C02 agreed.docx") == "C02, agreement form, 1 agreed"


def test_an_untouched_form_settles_nothing(campaign: Path) -> None:
    run("agree", campaign)
    collected = returned(campaign, {})
    assert line(collected, "C02 agreed.docx") == "C02, agreement form, nothing agreed"
    assert agreed_in(campaign) == []


def test_a_score_without_a_reason_is_not_recorded_until_it_has_one(campaign: Path) -> None:
    run("agree", campaign)
    bare = returned(campaign, Q4 | {"Q4.reason": ""})
    assert bare.exit_code == 1
    assert "has the agreed score 2 without a reason" in bare.stderr
    assert agreed_in(campaign) == []
    mended = returned(campaign, Q4)
    assert "without a reason" not in mended.stderr
    assert line(mended, "C02 agreed.docx") == "C02, agreement form, a newer version, 1 agreed"
    assert agreed_in(campaign) == [("C02", "Q4", 2, WHY)]


def test_a_later_form_with_another_score_stands_and_both_are_named(campaign: Path) -> None:
    run("agree", campaign)
    returned(campaign, Q4)
    returned(campaign, Q4 | {"Q4.agreed": "3 - Very good", "Q4.reason": "On second thoughts."}, name="b.docx")
    for _ in range(2):
        again = run("collect", campaign, "--json")
        assert agreed_in(campaign) == [("C02", "Q4", 3, "On second thoughts.")]
        assert finding(again, "agreed-changed") == (
            "agreement form C02: question 4: a later form says agreed 3, and before it was agreed 2"
        )


def test_a_referral_is_recorded_without_a_score(campaign: Path) -> None:
    run("agree", campaign)
    collected = returned(campaign, Q4 | {"Q4.agreed": "No agreement: refer"})
    assert line(collected, "C02 agreed.docx") == "C02, agreement form, 1 referred"
    assert agreed_in(campaign) == [("C02", "Q4", None, WHY)]
    run("compare", campaign)
    assert "the panel could not agree" in (campaign / "reports" / "comparison.html").read_text(
        encoding="utf-8"
    )


def test_a_form_of_an_older_plan_is_left_alone_and_what_it_agreed_no_longer_counts(campaign: Path) -> None:
    run("agree", campaign)
    returned(campaign, Q4)
    role = campaign / "role.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("weight: 3", "weight: 4", 1), encoding="utf-8")
    assert run("plan", campaign, "--again", "A weight was wrong.").exit_code == 0
    assert run("pack", campaign).exit_code == 0
    (campaign / "returned" / "second.docx").write_bytes(
        (campaign / "returned" / "C02 agreed.docx").read_bytes()
    )
    kit.fill_example(campaign)
    collected = run("collect", campaign)
    assert line(collected, "C02 agreed.docx") == "left alone: see below"
    assert "made from an older plan" in collected.stderr
    assert run("compare", campaign).exit_code == 0
    assert WHY not in (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")


def test_agreed_scores_on_a_candidate_who_withdrew_do_not_stop_the_comparison(campaign: Path) -> None:
    run("agree", campaign)
    returned(campaign, Q4)
    people = campaign / "candidates.csv"
    lines = people.read_text(encoding="utf-8").splitlines(keepends=True)
    people.write_text("".join(s for s in lines if "Tom Ellery" not in s), encoding="utf-8")
    assert len(lines) == 6
    assert run("compare", campaign).exit_code == 1
    run("withdraw", campaign, "C02", "--reason", "Took another post.")
    compared = run("compare", campaign)
    assert compared.exit_code == 0
    assert "Withdrawn: C02 Tom Ellery (Took another post)." in compared.output


def test_erasing_a_candidate_leaves_no_word_of_what_was_agreed(campaign: Path) -> None:
    run("agree", campaign)
    returned(campaign, Q4)
    kept = hashlib.sha256((campaign / "returned" / "C02 agreed.docx").read_bytes()).hexdigest()
    with Ledger(campaign / "ledger.db") as ledger:
        assert ledger.original(kept) is not None
        ledger.erase_candidate("C02", at=ledger.received()[0].at)
        assert ledger.verify() == []
        assert [f for f in ledger.forms().values() if f.candidate == "C02"] == []
        assert len(ledger.forms()) == 3
        assert ledger.original(kept) is None
    content = (campaign / "ledger.db").read_bytes()
    assert WHY.encode() not in content
    assert b"Tom Ellery" not in content


# What it changes


def merit(result: Result) -> dict[str, str]:
    table = next(t for t in json.loads(result.stdout)["tables"] if t["title"] == "Merit order")
    return {row[1].split()[0]: row[0] for row in table["rows"]}


def test_on_individual_scores_the_comparison_says_what_the_agreed_ones_would_change(campaign: Path) -> None:
    run("agree", campaign)
    before = merit(run("compare", campaign, "--json"))
    returned(campaign, Q4)
    compared = run("compare", campaign)
    assert compared.exit_code == 0
    assert merit(run("compare", campaign, "--json")) == before
    assert before["C02"] == "–"
    assert "The agreed scores would give another order: C03, C01, C02, C04." in compared.output
    assert "no agreed score" not in compared.stderr


def test_on_agreed_scores_the_order_rests_on_what_was_agreed(on_agreed: Path) -> None:
    run("agree", on_agreed)
    returned(on_agreed, Q4)
    compared = run("compare", on_agreed)
    assert compared.exit_code == 0
    assert merit(run("compare", on_agreed, "--json"))["C02"] == "3"
    assert "The individual scores would give another order: C03, C01, C04." in compared.output
    page = (on_agreed / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert WHY in page


def test_on_agreed_scores_what_was_not_agreed_is_named_and_stays_to_be_settled(on_agreed: Path) -> None:
    first = run("compare", on_agreed)
    assert (
        "the order rests on individual scores for questions that have no agreed score: C02 Q4; C03 Q6"
        in first.stderr
    )
    run("agree", on_agreed)
    returned(on_agreed, Q4)
    second = run("compare", on_agreed)
    assert "have no agreed score: C03 Q6" in second.stderr
    tables = json.loads(run("compare", on_agreed, "--json").stdout)["tables"]
    settle = next(t for t in tables if t["title"] == "Settle before you decide")
    assert [(row[0].split()[0], row[1].split()[0]) for row in settle["rows"] if "iscuss" in row[-1]] == [
        ("C03", "Q6")
    ]


def test_a_referral_is_no_agreed_score(on_agreed: Path) -> None:
    run("agree", on_agreed)
    returned(on_agreed, Q4 | {"Q4.agreed": "No agreement: refer"})
    assert "have no agreed score: C02 Q4; C03 Q6" in run("compare", on_agreed).stderr
