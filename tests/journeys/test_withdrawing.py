"""HR records that somebody takes no part, and that scores after a declared interest count or do not."""

from __future__ import annotations

import html
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.ledger import Ledger
from interview_kit.word.fill import fill
from interview_kit.word.read import read_docx

WHY = "P2 was taken ill and could not hear everybody."
QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")
P2 = "  - ref: P2\n    name: Daniel Hughes\n    chair: false\n"


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


def remove(campaign: Path, file: str, text: str) -> None:
    path = campaign / file
    before = path.read_text(encoding="utf-8")
    assert text in before
    path.write_text(before.replace(text, ""), encoding="utf-8")


def line_of(campaign: Path, ref: str) -> str:
    lines = (campaign / "candidates.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return next(line for line in lines if line.startswith(ref))


def compared(campaign: Path, *options: str) -> tuple[dict[str, str], str]:
    """Return places by ref, and everything that the terminal shows."""
    result = run("compare", campaign, *options)
    assert result.exit_code == 0, result.stderr
    tables = json.loads(run("compare", campaign, "--json").stdout)["tables"]
    merit = next(t for t in tables if t["title"] == "Merit order")
    return {row[1].split()[0]: row[0] for row in merit["rows"]}, " ".join(result.output.split())


def lacking(campaign: Path, *said: str, stem: str = "comparison") -> dict[str, list[str]]:
    """Which of the three documents lack which of some texts."""
    reports = campaign / "reports"
    word = read_docx((reports / f"{stem}.docx").read_bytes(), f"{stem}.docx")
    book = openpyxl.load_workbook(io.BytesIO((reports / f"{stem}.xlsx").read_bytes()))
    found = {
        "word": "\n".join((*word.paragraphs, *(c.text for row in word.rows for c in row.cells))),
        "excel": "\n".join(
            str(c) for s in ("Summary", "Method") for row in book[s].iter_rows(values_only=True) for c in row
        ),
        "html": html.unescape((reports / f"{stem}.html").read_text(encoding="utf-8")),
    }
    return {
        name: absent
        for name, text in found.items()
        if (absent := [s for s in said if s not in " ".join(text.split())])
    }


# Somebody rated is on no list any more


@pytest.mark.parametrize("command", ["compare", "agree", "feedback", "decide"])
@pytest.mark.parametrize("gone", ["P2", "C04"])
def test_no_order_is_given_while_somebody_rated_is_missing_without_a_reason(
    campaign: Path, command: str, gone: str
) -> None:
    if gone == "P2":
        remove(campaign, "campaign.yaml", P2)
    else:
        remove(campaign, "candidates.csv", line_of(campaign, gone))
    more = ["--appoint", "C03", "--reason", "The best."] if command == "decide" else []
    refused = run(command, campaign, *more)
    assert refused.exit_code == 1
    assert f"{gone} " in refused.stderr
    assert "is no longer on the list" in refused.stderr
    assert "interview-kit withdraw" in refused.stderr
    assert run("withdraw", campaign, gone, "--reason", WHY).exit_code == 0
    passed_over = ["C01", "C04"] if gone == "P2" else ["C01"]
    reasons = [part for ref in passed_over for part in ("--over", ref, "Evidence.")] if more else []
    made = run(command, campaign, *more, *reasons)
    assert made.exit_code == 0, made.stderr


def test_status_says_who_was_rated_and_is_no_longer_on_the_list(campaign: Path) -> None:
    remove(campaign, "candidates.csv", line_of(campaign, "C03"))
    shown = run("status", campaign)
    assert "12 of 12 score sheets are in" in shown.output
    assert "C03 Amara Osei is no longer on the list" in shown.stderr
    assert "C03 Amara Osei is no longer on the list" in run("status", campaign, "--json").stderr


@pytest.mark.parametrize("listed", [True, False])
def test_a_withdrawn_member_counts_nowhere_and_every_report_gives_the_order_with_those_scores(
    campaign: Path, *, listed: bool
) -> None:
    before, _ = compared(campaign)
    if not listed:
        remove(campaign, "campaign.yaml", P2)
    said = run("withdraw", campaign, "P2", "--reason", WHY)
    assert "P2 Daniel Hughes is withdrawn." in said.output
    after, shown = compared(campaign)
    assert (before["C03"], after["C03"], after["C01"]) == ("1", "2", "1")
    assert "2 members" in shown
    order = "If the withdrawn scores counted, the order would be: C03"
    assert f"Withdrawn: P2 Daniel Hughes ({WHY.rstrip('.')}). {order}" in shown
    assert (
        lacking(
            campaign,
            WHY,
            order,
            "P2 Daniel Hughes: withdrawn, recorded on",
            "10 of 10 sheets are in.",
            "Set aside, and kept: 5 sheets",
        )
        == {}
    )
    assert "10 of 10 score sheets are in" in run("status", campaign).output
    refused = run("decide", campaign, "--appoint", "C01", "--reason", "Evidence.")
    assert "with the withdrawn scores counted" in " ".join(refused.stderr.split())
    with Ledger(campaign / "ledger.db") as ledger:
        assert len(ledger.received()) == 15


@pytest.mark.parametrize("listed", [True, False])
def test_questions_of_a_withdrawn_member_are_to_be_shared_out(campaign: Path, *, listed: bool) -> None:
    warning = "P2 was to ask Q3 and Q4 but is not on the panel now"
    assert warning in " ".join(run("withdraw", campaign, "P2", "--reason", WHY).stderr.split())
    if not listed:
        remove(campaign, "campaign.yaml", P2)
    assert warning in " ".join(run("pack", campaign).stderr.split())
    guide = campaign / "documents" / "HSG-2026-014-interviewers-guide.docx"
    asked = [
        [c.text for c in row.cells][-1]
        for row in read_docx(guide.read_bytes(), guide.name).rows
        if any(c.text.startswith("Question ") and ":" in c.text for c in row.cells)
    ]
    assert "P2" not in asked
    assert asked.count("to agree") == 2


def test_a_withdrawn_candidate_is_not_placed_and_is_named(campaign: Path) -> None:
    before, _ = compared(campaign)
    run("withdraw", campaign, "C03", "--reason", "Took another post.")
    after, shown = compared(campaign)
    assert "C03" in before
    assert "C03" not in after
    assert (
        "Withdrawn: C03 Amara Osei (Took another post). If the withdrawn scores counted, the order would be: C03"
        in shown
    )
    compared(campaign, "--blind")
    assert (
        lacking(campaign, "C03 (Took another post). If the withdrawn scores counted", stem="comparison-blind")
        == {}
    )
    for path in (campaign / "reports").glob("comparison-blind.html"):
        assert "Amara" not in path.read_text(encoding="utf-8")
    refused = run("decide", campaign, "--appoint", "C03", "--reason", "Best.")
    assert refused.exit_code == 1
    assert run("subject-access", campaign, "C03").exit_code == 0
    assert "Taking part" not in (campaign / "reports/subject-access-C03/what-we-hold.html").read_text("utf-8")


def test_what_was_withdrawn_comes_back_and_both_stand_in_the_record(campaign: Path) -> None:
    before, _ = compared(campaign)
    run("withdraw", campaign, "P2", "--reason", WHY)
    back = run("withdraw", campaign, "P2", "--restore", "--reason", "P2 sat in after all.")
    assert "P2 Daniel Hughes takes part again." in back.output
    after, shown = compared(campaign)
    assert after == before
    assert "Withdrawn:" not in shown
    assert lacking(campaign, WHY, "P2 sat in after all.", "P2 Daniel Hughes: takes part again") == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["P1"], "chairs the panel"),
        (["P9"], "nobody has that ref"),
        (["C03", "--restore"], "is not withdrawn"),
        (["C03", "--on", "C01"], "--on goes with a panel member"),
        (["P2", "--on", "C09"], "there is no such candidate"),
        (["P2", "--stands"], "it is not said on which candidate"),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(campaign: Path, arguments: list[str], said: str) -> None:
    before = (campaign / "ledger.db").read_bytes()
    refused = run("withdraw", campaign, *arguments, "--reason", WHY)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert (campaign / "ledger.db").read_bytes() == before


def test_somebody_always_scores_each_candidate(campaign: Path) -> None:
    for member in ("P2", "P3"):
        assert run("withdraw", campaign, member, "--on", "C02", "--reason", WHY).exit_code == 0
    refused = run("withdraw", campaign, "P1", "--on", "C02", "--reason", WHY)
    assert "nobody would be left who scores C02" in refused.stderr


def test_erasing_a_candidate_takes_what_was_ruled_on_them_along(campaign: Path) -> None:
    run("withdraw", campaign, "C03", "--reason", "C03 Amara Osei took another post.")
    run("withdraw", campaign, "P2", "--on", "C03", "--reason", "P2 managed Amara Osei.")
    run("withdraw", campaign, "P3", "--reason", "P3 is related to Amara Osei.")
    erased = run("erase", campaign, "C03", "--reason", "Asked for it.", "--yes")
    assert erased.exit_code == 0, erased.output
    with Ledger(campaign / "ledger.db") as ledger:
        assert ledger.verify() == []
        assert [(w.ref, w.on, "Amara" in w.reason) for w in ledger.withdrawals()] == [("P3", "", False)]
        assert len(ledger.statistics()) == 1
    assert b"Amara" not in (campaign / "ledger.db").read_bytes()


# Scores on one candidate


def declare(campaign: Path, member: str = "P2", candidate: str = "C03") -> None:
    """Have a member declare an interest in a later version of the sheet, and collect it."""
    path = campaign / "returned" / f"HSG-2026-014-{candidate}-{member}-score-sheet.docx"
    declared = {layout.D_INTEREST: layout.INTEREST_YES.text, layout.Z_OWN: False}
    path.write_bytes(fill(path.read_bytes(), declared))
    assert "declares an interest" in run("collect", campaign).stderr


def test_scores_that_stand_are_said_so_in_good_english(campaign: Path) -> None:
    declare(campaign)
    stand = ("P2", "--on", "C03", "--stands", "--reason", "Met once.")
    run("withdraw", campaign, *stand)
    trail = json.loads(run("audit", campaign, "--json").stdout)["entries"]
    assert trail[-1]["what"] == "P2’s scores on C03 stand: Met once."
    assert "stand already: Met once." in run("withdraw", campaign, *stand).stderr


def test_scores_do_not_stand_on_a_sheet_that_says_there_is_no_interest(campaign: Path) -> None:
    declare(campaign, "P3", "C02")
    before = (campaign / "ledger.db").read_bytes()
    refused = run("withdraw", campaign, "P3", "--on", "C04", "--stands", "--reason", "Same building.")
    assert refused.exit_code == 1
    said = " ".join(refused.stderr.split())
    assert (
        "P3's scores on C04: the sheet says that P3 has no interest, so they count without a ruling" in said
    )
    assert "P3 declared one in C02: is that meant?" in said
    assert (campaign / "ledger.db").read_bytes() == before


def test_an_interest_told_by_word_of_mouth_is_ruled_on_before_the_sheet_is_in(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    ruled = run(
        "withdraw", root, "P3", "--on", "C02", "--stands", "--reason", "Told the chair: same building."
    )
    assert "P3 Sunita Bhatt: scores on C02 count." in ruled.output
    kit.fill_example(root)
    run("collect", root)
    assert run("compare", root).exit_code == 0
    assert (
        lacking(root, "scores on C02: stand, recorded on", "None declared. Ruled to count: P3 on C02.") == {}
    )
    assert run("subject-access", root, "C02").exit_code == 0
    page = (root / "reports/subject-access-C02/what-we-hold.html").read_text("utf-8")
    assert "stand: they count" in page
    assert "although an interest" not in page


def test_a_ruling_that_scores_stand_is_taken_back_and_the_interest_is_open_again(campaign: Path) -> None:
    declare(campaign)
    on = ("withdraw", campaign, "P2", "--on", "C03", "--reason", "They shared an office.")
    run(*on, "--stands")
    back = run(*on, "--restore").output
    assert "P2 Daniel Hughes: scores on C03 count as before. The interest is open again.\n" in back
    run("subject-access", campaign, "C03")
    page = (campaign / "reports/subject-access-C03/what-we-hold.html").read_text("utf-8")
    assert "count as before; that ruling was taken back" in page
    assert "count again" not in page
    run(*on)
    assert "scores on C03 count again. The interest is open again." in run(*on, "--restore").output
    compared(campaign)
    taken = "count as before, the ruling that they stand being taken back, recorded on"
    assert lacking(campaign, taken, "P2 Daniel Hughes’s scores on C03: count again, recorded on") == {}


def test_an_open_interest_is_named_with_what_records_the_ruling(campaign: Path) -> None:
    declare(campaign)
    out = f'interview-kit withdraw {campaign} P2 --on C03 --reason "…"'
    stands = f'interview-kit withdraw {campaign} P2 --on C03 --stands --reason "…"'
    assert out in " ".join(run("collect", campaign).stderr.split())
    assert run("compare", campaign).output.endswith(
        f"Next, if the chair rules that P2's scores on C03 do not count: {out}\nIf they count: {stands}\n"
    )
    why = ("--reason", "The strongest evidence.", "--over", "C01", "C03 saw it through.")
    placed = " ".join(run("decide", campaign, "--appoint", "C03", *why).stderr.split())
    assert "P2's scores on C03: P2 declared an interest, nobody has ruled on it" in placed
    assert out in placed
    assert run(*shlex.split(stands)[1:-1], "Same building only.").exit_code == 0
    assert "nobody has ruled" not in run("decide", campaign, "--appoint", "C03", *why).stderr
    assert run("compare", campaign).output.endswith(f"Next: interview-kit feedback {campaign}\n")


def test_an_interest_in_somebody_close_to_those_placed_is_named_and_another_is_not(campaign: Path) -> None:
    declare(campaign, "P2", "C01")
    declare(campaign, "P3", "C05")
    why = ("--reason", "The strongest evidence.", "--over", "C01", "C03 saw it through.")
    said = " ".join(run("decide", campaign, "--appoint", "C03", *why).stderr.split())
    assert "P2's scores on C01: P2 declared an interest, nobody has ruled on it" in said
    assert "P3's scores on C05" not in said


def test_a_members_scores_on_one_candidate_are_set_aside_and_the_candidate_stays_complete(
    campaign: Path,
) -> None:
    before, _ = compared(campaign)
    made = run("withdraw", campaign, "p2", "--on", "c03", "--reason", "P2 used to manage C03.")
    assert "P2 Daniel Hughes: scores on C03 do not count." in made.output
    assert "is now scored by P1 and P3 alone" in " ".join(made.stderr.split())
    after, shown = compared(campaign)
    assert after["C03"] != "–"
    assert "Withdrawn: P2 Daniel Hughes, on C03 only (P2 used to manage C03)." in shown
    assert "P2’s sheet is not in" not in shown
    assert (
        lacking(
            campaign,
            "14 of 14 sheets are in.",
            "Set aside, and kept: 1 sheet",
            "Ruled not to count: P2 on C03.",
        )
        == {}
    )
    assert "not counted" in run("status", campaign).output
    forms = json.loads(run("agree", campaign, "--json").stdout)["forms"]
    assert next(f["form"] for f in forms if f["candidate"] == "C03")
    run("withdraw", campaign, "P2", "--on", "C03", "--restore", "--reason", "It was another person.")
    assert compared(campaign)[0] == before


def test_scores_ruled_not_to_count_are_said_so_where_the_evidence_stands(campaign: Path) -> None:
    run("withdraw", campaign, "P2", "--on", "C03", "--reason", "P2 used to manage C03.")
    compared(campaign)
    reports = campaign / "reports"
    said, untrue = "P2: not counted (withdrawn).", "P2: no sheet."
    word = read_docx((reports / "comparison.docx").read_bytes(), "comparison.docx")
    cells = [" ".join(c.text.split()) for row in word.rows for c in row.cells]
    page = html.unescape((reports / "comparison.html").read_text(encoding="utf-8"))
    shown = re.sub("<[^>]*>", "", page)
    assert sum(text.count(said) for text in cells) == shown.count(said) == len(QUESTIONS)
    assert untrue not in shown
    assert not [text for text in cells if untrue in text]
    book = openpyxl.load_workbook(io.BytesIO((reports / "comparison.xlsx").read_bytes()))
    evidence = [row for row in book["Evidence"].iter_rows(values_only=True) if row[0] == "C03"]
    assert [row[5:7] for row in evidence if row[4] == "P2 Daniel Hughes"] == [
        ("–", "not counted (withdrawn).") for _ in QUESTIONS
    ]
    ratings = [row for row in book["Ratings"].iter_rows(values_only=True) if row[2] == "C03"]
    assert [row[-1] for row in ratings] == ["P2 not counted" for _ in QUESTIONS]


# What was ruled is not asked again


def said_of_p2(campaign: Path) -> list[str]:
    """Return the codes of what collect says on P2's sheet on C03."""
    findings = json.loads(run("collect", campaign, "--json").stdout)["findings"]
    return [f["code"] for f in findings if "C03-P2" in f["where"]]


def test_a_declared_interest_is_asked_about_until_it_is_ruled_on_and_then_no_more(campaign: Path) -> None:
    declare(campaign)
    assert said_of_p2(campaign) == ["interest-declared"]
    on = ("withdraw", campaign, "P2", "--on", "C03", "--reason", "They shared an office.")
    assert run(*on, "--stands").exit_code == 0
    assert said_of_p2(campaign) == []
    assert run(*on, "--restore").exit_code == 0
    assert said_of_p2(campaign) == ["interest-declared"]
    assert run(*on).exit_code == 0
    assert said_of_p2(campaign) == []


@pytest.mark.parametrize("gone", ["P3", "C05"])
def test_nothing_is_asked_about_a_sheet_that_counts_for_nobody(campaign: Path, gone: str) -> None:
    assert "question 2: has no score" in run("collect", campaign).stderr
    run("withdraw", campaign, gone, "--reason", "Taken ill.")
    assert "has no score" not in run("collect", campaign).stderr
