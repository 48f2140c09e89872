"""HR records what people rule: a question dropped, rules changed, a name mended, a referral, the decision."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.kit.opening import open_campaign
from interview_kit.ledger import Ledger
from interview_kit.word.fill import fill
from interview_kit.word.read import read_docx

WHY = "Two candidates took it to mean something else."
OVER = "C03 took both cases to the end."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with all sheets collected; not to be changed."""
    root = kit.start_example(tmp_path_factory.mktemp("kept"))
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    kit.fill_example(root)
    run("collect", root)
    return root


@pytest.fixture
def campaign(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to do as one likes with."""
    return Path(shutil.copytree(kept, tmp_path / kept.name))


def texts(campaign: Path) -> dict[str, str]:
    """What the three documents say, as plain text."""
    reports = campaign / "reports"
    word = read_docx((reports / "comparison.docx").read_bytes(), "comparison.docx")
    book = openpyxl.load_workbook(io.BytesIO((reports / "comparison.xlsx").read_bytes()))
    method = [str(c) for row in book["Method"].iter_rows(values_only=True) for c in row if c is not None]
    summary = [str(c) for row in book["Summary"].iter_rows(values_only=True) for c in row if c is not None]
    return {
        "word": "\n".join((*word.paragraphs, *(c.text for row in word.rows for c in row.cells))),
        "excel": "\n".join((*summary, *method)),
        "html": html.unescape((reports / "comparison.html").read_text(encoding="utf-8")),
    }


def everywhere(campaign: Path, *said: str) -> dict[str, list[str]]:
    """Which documents lack which of some texts."""
    found = texts(campaign)
    assert len(found) == 3
    return {
        name: lacking
        for name, text in found.items()
        if (lacking := [s for s in said if " ".join(s.split()) not in " ".join(text.split())])
    }


def compared(campaign: Path) -> Result:
    result = run("compare", campaign)
    assert result.exit_code == 0
    return result


def places(campaign: Path) -> dict[str, str]:
    tables = json.loads(run("compare", campaign, "--json").stdout)["tables"]
    merit = next(t for t in tables if t["title"] == "Merit order")
    return {row[1].split()[0]: row[0] for row in merit["rows"]}


def change_role(campaign: Path, *changes: tuple[str, str]) -> None:
    path = campaign / "role.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def refusal(result: Result, text: str) -> bool:
    return result.exit_code == 1 and text in result.stderr


# A misunderstood question


def test_a_dropped_question_counts_for_nobody_and_every_document_says_why(campaign: Path) -> None:
    dropped = run("drop", campaign, "q6", "--reason", WHY)
    assert dropped.exit_code == 0
    assert "Q6 Personal effectiveness counts for nobody." in dropped.output
    assert "no longer drawn out: e2 " in dropped.output
    made = compared(campaign)
    assert "Q6 counts for nobody: left out for everyone, with a reason. If it counted, " in " ".join(
        made.output.split()
    )
    assert "14 of 15 ratings are in" in made.output
    assert everywhere(campaign, WHY, "Q6 left out", "everybody’s place would be the same") == {}
    word = texts(campaign)["word"]
    assert "Left out for everyone." in word
    assert "Q6 Personal effectiveness is left out for everyone, and the competency with it" in word
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    with Ledger(campaign / "ledger.db") as ledger:
        sheets = [r.sheet for r in ledger.received() if r.sheet and r.sheet.candidate == "C03"]
    evidence = [s.by_question["Q6"].evidence for s in sheets]
    assert len([e for e in evidence if e]) == 3
    assert [e for e in evidence if e.split(".")[0] not in page] == []


def test_nobody_is_asked_to_discuss_a_dropped_question(campaign: Path) -> None:
    run("drop", campaign, "Q6", "--reason", WHY)
    rows = json.loads(run("agree", campaign, "--json").stdout)["forms"]
    assert {r["candidate"]: r["questions"] for r in rows}["C03"] == []
    path = campaign / "documents" / "agreement" / "HSG-2026-014-C03-agreement-form.docx"
    content = read_docx(path.read_bytes(), path.name)
    text = "\n".join((*content.paragraphs, *(c.text for row in content.rows for c in row.cells)))
    assert "No question needs the panel’s discussion." in text


def test_a_restored_question_counts_again(campaign: Path) -> None:
    before = places(campaign)
    run("drop", campaign, "Q6", "--reason", WHY)
    restored = run("drop", campaign, "Q6", "--restore", "--reason", "The panel thought better of it.")
    assert "Q6 Personal effectiveness counts again." in restored.output
    assert places(campaign) == before
    assert refusal(run("drop", campaign, "Q6", "--restore", "--reason", "x"), "counts already")
    assert everywhere(campaign, WHY, "The panel thought better of it.", "Q6 counts again") == {}
    run("drop", campaign, "Q6", "--reason", "Dropped once more.")
    compared(campaign)
    assert everywhere(campaign, WHY, "The panel thought better of it.", "Dropped once more.") == {}


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("Q4", WHY, "no question is left on Respecting diversity & equality, which is essential"),
        ("Q9", WHY, "the plan has no question Q9"),
        ("Q6", "  ", "there is no reason"),
    ],
)
def test_a_drop_that_cannot_be_defended_is_refused(
    campaign: Path, question: str, reason: str, said: str
) -> None:
    before = (campaign / "ledger.db").read_bytes()
    assert refusal(run("drop", campaign, question, "--reason", reason), said)
    assert (campaign / "ledger.db").read_bytes() == before


def test_the_last_question_of_an_essential_competency_stays(campaign: Path) -> None:
    assert run("drop", campaign, "Q1", "--reason", WHY).exit_code == 0
    compared(campaign)
    assert "weight 3, min 2.00, without Q1" in texts(campaign)["word"]
    assert refusal(
        run("drop", campaign, "Q2", "--reason", WHY), "Customer service & support, which is essential"
    )


def test_the_last_question_of_all_stays(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    change_role(root, *[("essential: true", "essential: false")] * 4, ("    - essential-mean\n", ""))
    for command in ("plan", "pack"):
        assert run(command, root).exit_code == 0
    kit.fill_example(root)
    run("collect", root)
    for key in ("Q1", "Q2", "Q3", "Q4", "Q5"):
        assert run("drop", root, key, "--reason", WHY).exit_code == 0
    assert refusal(run("drop", root, "Q6", "--reason", WHY), "it is the last question that counts")
    compared(root)


# Rules changed


def test_other_rules_in_role_yaml_count_only_when_they_are_taken_into_force(campaign: Path) -> None:
    before = places(campaign)
    change_role(campaign, ("weight: 3", "weight: 1"), ("essential_share: null", "essential_share: 4/5"))
    warned = compared(campaign)
    assert "its scoring rules are not those in force, which still count" in warned.stderr
    assert "weight of Customer service & support: 1, was 3" in warned.stderr
    assert places(campaign) == before
    changed = run("rules", campaign, "--change", "The weight was a typing error.")
    assert changed.exit_code == 0
    assert "Changed: least share of the essential marks: 80%, was none" in changed.output
    made = compared(campaign)
    assert "not those in force" not in made.stderr
    assert places(campaign)["C04"] == "–"
    assert "the share of essential marks" in made.output
    assert (
        everywhere(
            campaign,
            "The weight was a typing error.",
            "weight of Customer service & support: 1, was 3",
            "Under the rules first declared, the order would be: C03 3.35, C01 3.33, C04 2.53.",
            "80% of the essential marks",
        )
        == {}
    )
    assert "15 of 15 score sheets are in" in run("status", campaign).output


def test_the_rules_can_be_looked_at(campaign: Path) -> None:
    shown = json.loads(run("rules", campaign, "--json").stdout)
    assert shown["rules"]["weight of Customer service & support"] == "3"
    assert (shown["differences"], shown["changed"]) == ([], False)
    change_role(campaign, ("\n  combine: mean", "\n  combine: median"))
    assert json.loads(run("rules", campaign, "--json").stdout)["differences"] == ["average: median, was mean"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("weight: 3", "weight: 3", "it has the scoring rules that are in force"),
        ("minimum: 2", "minimum: 9", "outside the scale"),
        (
            "  - competency: cambridge-core/personal-effectiveness\n",
            "  - competency: cambridge-core/adaptability-and-forward-thinking\n",
            "it lists other competencies",
        ),
    ],
)
def test_rules_that_cannot_be_taken_into_force_are_refused(
    campaign: Path, before: str, after: str, said: str
) -> None:
    change_role(campaign, (before, after))
    assert refusal(run("rules", campaign, "--change", "A reason."), said)


def test_before_a_sheet_is_out_the_plan_is_simply_made_again(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    run("plan", root)
    change_role(root, ("weight: 3", "weight: 1"))
    assert refusal(run("rules", root, "--change", "A reason."), "no score sheet is out yet")
    assert run("plan", root).exit_code == 0


# A name mended


def mend(campaign: Path, before: str, after: str) -> None:
    path = campaign / "candidates.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_mended_name_is_the_same_person_once_it_is_recorded(campaign: Path) -> None:
    before = places(campaign)
    mend(campaign, "Amara Osei", "Amara Osie")
    assert refusal(run("status", campaign), f"interview-kit rename {campaign} C03")
    renamed = run("rename", campaign, "C03", "--reason", "Her passport was seen.")
    assert "“Amara Osie” is the same candidate as “Amara Osei”" in renamed.output
    assert places(campaign) == before
    assert everywhere(campaign, "Her passport was seen.", "Amara Osie") == {}
    late = campaign / "returned" / "HSG-2026-014-C03-P1-score-sheet.docx"
    late.write_bytes(fill(late.read_bytes(), {layout.D_INTEREST: layout.INTEREST_NO.text}))
    assert "C03 by P1" in run("collect", campaign).output
    assert refusal(run("rename", campaign, "C03", "--reason", "Again."), "no other than")


def test_sheets_and_forms_under_the_old_name_stay_valid_when_the_pack_is_made_again(campaign: Path) -> None:
    filled = (campaign / "returned" / "HSG-2026-014-C05-P3-score-sheet.docx").read_bytes()
    form = (campaign / "documents" / "agreement" / "HSG-2026-014-C05-agreement-form.docx").read_bytes()
    late = fill(filled, {layout.score_key("Q2"): "3 - Very good"})
    name = next(c.name for c in open_campaign(campaign).candidates if c.ref == "C05")
    mend(campaign, name, f"{name}-Lind")
    run("rename", campaign, "C05", "--reason", "She married.")
    assert run("pack", campaign).exit_code == 0
    (campaign / "returned" / "late.docx").write_bytes(late)
    answers = {"Q4.agreed": "3 - Very good", "Q4.reason": "All heard it.", layout.Z_ALONE: True}
    (campaign / "returned" / "form.docx").write_bytes(fill(form, answers))
    collected = run("collect", campaign)
    assert "does not show" not in collected.stderr
    assert "C05 by P3, a newer version" in collected.output
    assert "C05, agreement form, 1 agreed" in collected.output
    assert "15 of 15 score sheets are in" in run("status", campaign).output


def test_a_name_mended_before_anything_came_in_is_recorded_too(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for command in ("plan", "pack"):
        run(command, root)
    kit.fill_example(root)
    mend(root, "Amara Osei", "Amara Osie")
    run("pack", root)
    refused = run("collect", root)
    assert refused.stderr.count("does not show the candidate that sheet") == 3
    assert "interview-kit rename" in refused.stderr
    assert "is the same candidate as" in run("rename", root, "C03", "--reason", "Misspelt.").output
    assert "does not show" not in run("collect", root).stderr
    assert "15 of 15 score sheets are in" in run("status", root).output


def test_two_names_exchanged_before_anything_came_in_are_no_spellings(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for command in ("plan", "pack"):
        run(command, root)
    kit.fill_example(root)
    for before, after in (
        ("Amara Osei", "Someone"),
        ("Priya Raman", "Amara Osei"),
        ("Someone", "Priya Raman"),
    ):
        mend(root, before, after)
    run("pack", root)
    assert run("collect", root).stderr.count("does not show the candidate that sheet") == 6
    refused = run("rename", root, "C03", "--reason", "Typing error.")
    assert refusal(refused, "Priya Raman is the name on the sheets of C01")


def test_a_panel_members_name_can_be_mended_too(campaign: Path) -> None:
    path = campaign / "campaign.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Sunita Bhatt", "Sunita Bhat"), encoding="utf-8")
    renamed = run("rename", campaign, "P3", "--reason", "Misspelt.")
    assert "“Sunita Bhat” is the same panel member as “Sunita Bhatt”" in renamed.output
    assert compared(campaign).exit_code == 0


def test_somebody_elses_name_is_no_spelling(campaign: Path) -> None:
    mend(campaign, "Amara Osei", "Priya Raman")
    refused = run("rename", campaign, "C03", "--reason", "Typing error.")
    assert refusal(refused, "Priya Raman is the name on the sheets of C01")
    assert run("status", campaign).exit_code == 1


def test_erasing_a_candidate_takes_both_spellings(campaign: Path) -> None:
    mend(campaign, "Amara Osei", "Amara Osie")
    run("rename", campaign, "C03", "--reason", "Her passport was seen.")
    with Ledger(campaign / "ledger.db") as ledger:
        ledger.erase_candidate("C03", at=ledger.received()[0].at)
        assert ledger.verify() == []
        assert ledger.renamed() == ()
    assert b"Amara Os" not in (campaign / "ledger.db").read_bytes()


# A score the panel could not agree on


def refer(campaign: Path) -> None:
    run("agree", campaign)
    path = campaign / "documents" / "agreement" / "HSG-2026-014-C02-agreement-form.docx"
    answers = {
        "Q4.agreed": "No agreement: refer",
        "Q4.reason": "One heard a challenge, two did not.",
        layout.Z_ALONE: True,
    }
    (campaign / "returned" / "C02 agreed.docx").write_bytes(fill(path.read_bytes(), answers))
    assert "1 referred" in run("collect", campaign).output


def test_a_copy_of_one_s_data_says_by_which_rules_the_figures_were_worked_out(campaign: Path) -> None:
    page = campaign / "reports" / "subject-access-C02" / "what-we-hold.html"
    run("subject-access", campaign, "C02")
    declared = "by the rule that was declared before the interviews"
    assert declared in page.read_text(encoding="utf-8")
    change_role(campaign, ("weight: 3", "weight: 1"))
    assert run("rules", campaign, "--change", "The weight was a typing error.").exit_code == 0
    run("subject-access", campaign, "C02")
    text = page.read_text(encoding="utf-8")
    assert declared not in text
    assert "by the scoring rules in force, last changed on" in text


RESOLVE = ("C02", "q4", "--by", "Ann Cole, head of housing", "--reason", "P2's notes quote the challenge.")


def test_a_referred_score_is_decided_by_somebody_and_recorded(campaign: Path) -> None:
    refer(campaign)
    open_ = compared(campaign)
    assert "resolve" in open_.output
    resolved = run("resolve", campaign, *RESOLVE, "--score", "3")
    assert resolved.exit_code == 0
    assert "C02 Q4 decided 3 by Ann Cole, head of housing" in resolved.output
    assert "the order rests on individual scores" in resolved.stderr
    made = compared(campaign)
    assert "The agreed scores would give another order" in made.output
    said = ("decided 3 by Ann Cole, head of housing", "P2's notes quote the challenge.")
    assert everywhere(campaign, *said) == {}
    assert "a later form says" not in run("collect", campaign).stderr
    with Ledger(campaign / "ledger.db") as ledger:
        assert [(a.score.score, a.score.by) for a in ledger.agreements()] == [
            (None, ""),
            (3, "Ann Cole, head of housing"),
        ]


def test_who_decided_before_and_why_stays_in_the_report(campaign: Path) -> None:
    refer(campaign)
    run("resolve", campaign, *RESOLVE, "--score", "3")
    other = ("C02", "Q4", "--by", "Jo Reed, director", "--reason", "P2 misheard.", "--score", "2")
    again = run("resolve", campaign, *other)
    assert again.exit_code == 0
    assert "this takes the place of 3, decided by Ann Cole, head of housing: P2's notes" in again.stderr
    compared(campaign)
    said = "Reason: P2 misheard. Replaces 3, decided by Ann Cole, head of housing: P2's notes quote the challenge."
    assert everywhere(campaign, "decided 2 by Jo Reed, director", said) == {}


def test_the_referring_form_saved_again_undoes_no_decision(campaign: Path) -> None:
    refer(campaign)
    run("resolve", campaign, *RESOLVE, "--score", "3")
    path = campaign / "returned" / "C02 agreed.docx"
    for number, answers in enumerate(
        ({layout.Z_DATE: dt.date(2026, 3, 13)}, {"Q4.reason": "One heard a challenge, two heard none."})
    ):
        again = fill(path.read_bytes(), answers)
        assert again != path.read_bytes()
        (campaign / "returned" / f"again {number}.docx").write_bytes(again)
        collected = run("collect", campaign)
        assert "C02, agreement form, a newer version" in collected.output
        assert "a later form says" not in collected.stderr
    with Ledger(campaign / "ledger.db") as ledger:
        assert [(a.score, a.by) for a in ledger.agreed()] == [(3, "Ann Cole, head of housing")]


def test_a_copy_of_one_s_data_says_who_settled_a_score_as_the_audit_trail_does(campaign: Path) -> None:
    refer(campaign)
    run("resolve", campaign, *RESOLVE, "--score", "3")
    told = {}
    for options in ((), ("--name-members",)):
        assert run("subject-access", campaign, "C02", *options).exit_code == 0
        data = json.loads((campaign / "reports/subject-access-C02/what-we-hold.json").read_text("utf-8"))
        entries = data["sections"]["The record’s entries about you"]["Entries"]
        told[options] = [e["By"] for e in entries if e["What"].startswith("Q4 ")]
    assert told == {
        (): ["the panel", "whoever it was referred to"],
        ("--name-members",): ["the panel", "Ann Cole, head of housing"],
    }


def test_only_what_was_referred_can_be_resolved(campaign: Path) -> None:
    assert refusal(run("resolve", campaign, *RESOLVE, "--score", "3"), "the panel has not referred it")
    refer(campaign)
    assert refusal(run("resolve", campaign, *RESOLVE, "--score", "7"), "the scale has no level 7")
    nobody = ("C02", "Q4", "--by", " ", "--reason", "Because.", "--score", "3")
    assert refusal(run("resolve", campaign, *nobody), "it is not said who decided")


# Scores shown before all were in


def test_comparing_early_is_recorded_and_what_comes_later_is_marked(campaign: Path) -> None:
    early = compared(campaign)
    assert "whom not every member has scored (C05: P3 left Q2 blank)" in early.stderr
    data = json.loads(run("compare", campaign, "--json").stdout)
    assert [f["code"] for f in data["findings"]] == ["compared-early"]
    with Ledger(campaign / "ledger.db") as ledger:
        shown = [(s.candidate, s.members, s.where) for s in ledger.shown()]
    assert shown == [("C05", ("P3",), "comparison")]
    path = campaign / "returned" / "HSG-2026-014-C05-P3-score-sheet.docx"
    path.write_bytes(fill(path.read_bytes(), {layout.score_key("Q2"): "3 - Very good"}))
    run("collect", campaign)
    late = compared(campaign)
    assert "Scored after scores were shown: P3 on C05." in late.output
    assert "not every member has scored" not in late.stderr
    said = "P3 scored C05, or part of it, after the other members’ scores had been put together (comparison"
    assert everywhere(campaign, said) == {}


def test_a_pack_made_after_comparing_early_has_every_blank_agreement_form(campaign: Path) -> None:
    compared(campaign)
    form = campaign / "documents" / "agreement" / "HSG-2026-014-C05-agreement-form.docx"
    form.unlink()
    assert re.search(r"^ *5 +agreement forms", run("pack", campaign).output, re.MULTILINE)
    assert form.exists()


def test_the_pack_counts_the_agreement_forms_that_it_wrote(campaign: Path) -> None:
    made = json.loads(run("agree", campaign, "--json").stdout)["forms"]
    with_scores = [row["candidate"] for row in made if row["form"]]
    assert len(with_scores) == 4
    assert re.search(r"^ *1 +agreement forms", run("pack", campaign).output, re.MULTILINE)


# The decision


DECIDE = ("--appoint", "C03", "--reserve", "C01", "--reserve", "C04", "--reason", "Strongest on follow-up.")


def test_the_decision_its_reasons_and_the_reserve_list_stand_in_every_document(campaign: Path) -> None:
    decided = run("decide", campaign, *DECIDE, "--over", "C01", OVER)
    assert decided.exit_code == 0
    assert "Reserve list: C01, C04, until 20 March 2027." in decided.output
    made = compared(campaign)
    assert "offer to C03 Amara Osei; reserve list C01, C04, until 20 March 2027." in made.output
    assert "The figures have changed" not in made.output
    assert (
        everywhere(
            campaign,
            "Strongest on follow-up.",
            OVER,
            "1. C01 Priya Raman, 2. C04 Gareth Pugh; the list ends on 20 March 2027",
            "Why C03 Amara Osei stands above C01 Priya Raman (0.02 apart, and the order of the two is not sure: C01 comes level or "
            "ahead without P2; C01 stands as high in 8 of 27 re-draws; C03 stands lower in 9 of 27):",
        )
        == {}
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (DECIDE, "C03 stands above C01: 0.02 apart, and the order of the two is not sure"),
        (("--appoint", "C01", "--reason", "x"), "C01 stands above C03: C03 is 0.02 ahead"),
        (
            ("--appoint", "C02", "--reason", "x"),
            "be placed: Respecting diversity & equality 1.67 (minimum 2.00)",
        ),
        (("--appoint", "C05", "--reason", "x"), "be placed: 14 of 18 ratings are in"),
        (("--appoint", "C03", "--reason", " ", "--over", "C01", OVER), "there is no reason"),
        (("--appoint", "C03", "--reason", "x", "--over", "C01", " "), "C01 placed below: there is no reason"),
        (("--appoint", "C03", "--reason", "a\x07b"), "the decision: the reason holds a character"),
        (("--appoint", "C09", "--reason", "x"), "there is no such candidate"),
        (("--appoint", "C03", "--reserve", "C03", "--reason", "x"), "is placed twice"),
        (("--nobody", "--reserve", "C03", "--reason", "x"), "a reserve list waits behind an appointment"),
        (("--nobody", "--over", "C01", OVER, "--reason", "x"), "nobody is placed above C01"),
        ((*DECIDE, "--over", "C03", OVER, "--over", "C01", OVER), "nobody is placed above C03"),
        ((*DECIDE, "--over", "C01", OVER, "--anyway", "Misread."), "everybody placed is appointable"),
        (("--nobody", "--reason", "x", "--anyway", "Misread."), "nobody is placed"),
    ],
)
def test_a_decision_that_would_not_stand_up_is_refused(
    campaign: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = (campaign / "ledger.db").read_bytes()
    assert refusal(run("decide", campaign, *arguments), said)
    assert (campaign / "ledger.db").read_bytes() == before


def test_somebody_below_a_minimum_is_placed_only_with_a_recorded_reason(campaign: Path) -> None:
    over = [part for ref in ("C01", "C03", "C04") for part in ("--over", ref, f"Reason about {ref}.")]
    arguments = ("--appoint", "C02", "--reason", "x", *over)
    assert run("decide", campaign, *arguments).exit_code == 1
    assert run("decide", campaign, *arguments, "--anyway", "The minimum was misread.").exit_code == 0
    compared(campaign)
    assert everywhere(campaign, "The minimum was misread.", "C03 is appointable, and C02 is not") == {}


def test_what_people_write_is_never_a_formula_a_tag_or_a_template(campaign: Path) -> None:
    hostile = "=HYPERLINK(1) <b>{{ report }}</b>"
    run("decide", campaign, "--appoint", "C03", "--reason", hostile, "--over", "C01", hostile)
    run("drop", campaign, "Q6", "--reason", hostile)
    compared(campaign)
    assert everywhere(campaign, hostile) == {}
    book = openpyxl.load_workbook(campaign / "reports" / "comparison.xlsx")
    cells = [c for row in book["Method"].iter_rows() for c in row if c.value == hostile]
    assert [c.data_type for c in cells] == ["s", "s"]
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "<b>{{ report" not in page


def test_a_declared_gap_asks_for_the_reason(campaign: Path) -> None:
    run("decide", campaign, "--appoint", "C03", "--reason", "x", "--over", "C01", OVER)
    change_role(campaign, ("near: null", "near: 0.9"))
    run("rules", campaign, "--change", "The gap was agreed in March.")
    refused = run("decide", campaign, "--appoint", "C03", "--reason", "x", "--over", "C01", OVER)
    assert refusal(refused, "C03 stands above C04: 0.82 apart, which was declared to be near")


def test_a_later_decision_stands_and_the_earlier_is_kept(campaign: Path) -> None:
    run("decide", campaign, *DECIDE, "--over", "C01", OVER)
    again = run("decide", campaign, "--nobody", "--reason", "The post was withdrawn.")
    assert "offer to nobody" in again.output
    made = compared(campaign)
    assert "nobody is appointed." in made.output
    assert (
        everywhere(campaign, "The post was withdrawn.", "Earlier decision", "Strongest on follow-up.") == {}
    )


def test_figures_that_change_after_the_decision_are_said(campaign: Path) -> None:
    run("decide", campaign, *DECIDE, "--over", "C01", OVER)
    run("drop", campaign, "Q6", "--reason", WHY)
    assert "The figures have changed since the decision: C03 3.35 then, 3.39 now" in compared(campaign).output


def test_somebody_must_be_appointed_or_nobody(campaign: Path) -> None:
    for arguments in (("--reason", "x"), ("--nobody", "--appoint", "C03", "--reason", "x")):
        assert run("decide", campaign, *arguments).exit_code == 2


@pytest.mark.parametrize("again", ["C01", " c01"])
def test_two_reasons_on_one_candidate_are_not_taken_for_one(campaign: Path, again: str) -> None:
    twice = run("decide", campaign, *DECIDE, "--over", "C01", OVER, "--over", again, "Another reason.")
    assert twice.exit_code == 2
    assert "--over names C01 twice" in twice.stderr
