"""Paper: scores keyed in a workbook or in the terminal, and recorded like a sheet in Word."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.documents.entry_layout import ANSWER, CANDIDATE, HEARD, KEY, KEYED_BY, WORDS
from interview_kit.errors import KitError
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.kit.standing import standing_sheets
from interview_kit.word.fill import fill

NAME = "HSG-2026-014-entry-workbook.xlsx"
TYPED = {
    "D.interest": ("No", "", ""),
    "Q1": ("3 - Very good", "e2 e4", "Told her the truth, then found the next best thing."),
    "Q2": (4, "", "Rang the customer back the same day."),
    "Q3": ("Very good", "e1", "Drew it."),
    "Q4": ("three", "E1, i2", "Spoke up."),
    "Q5": ("Not asked", "", ""),
    "Q6": ("No answer", "", ""),
    "Z.own": ("Yes", "", ""),
    "Z.date": ("12 March 2026", "", ""),
    "Z.notes": ("", "", "Can start in May."),
}
"""What somebody types of one candidate's paper, in the ways in which people do."""


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=typed, catch_exceptions=False)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example campaign with its pack and its entry workbook."""
    root = kit.start_example(tmp_path_factory.mktemp("paper"))
    assert run("plan", root).exit_code == 0
    made = run("pack", root, "--entry-workbook")
    assert f"For keying scores given on paper: {root / 'documents' / NAME}" in made.output
    return root


@pytest.fixture
def campaign(packed: Path, tmp_path: Path) -> Path:
    """A copy of the packed campaign, to do as one likes with."""
    return Path(shutil.copytree(packed, tmp_path / packed.name))


def opened(campaign: Path) -> Workbook:
    return load_workbook(campaign / "documents" / NAME)


def key_in(
    book: Workbook,
    candidate: str = "C01",
    member: str = "P1",
    *,
    by: str = "Ann Lee",
    **changed: tuple[object, str, str],
) -> None:
    """Type a candidate's paper into a member's sheet."""
    sheet = next(s for s in book.worksheets if s.title.startswith(member))
    for row in sheet.iter_rows():
        if row[KEY].value == KEYED_BY:
            row[1].value = by or None
        elif str(row[CANDIDATE].value).startswith(candidate):
            part = str(row[KEY].value).partition(" ")[2]
            row[ANSWER].value, row[HEARD].value, row[WORDS].value = changed.get(
                part.replace(".", "_"), TYPED[part]
            )


def returned(campaign: Path, book: Workbook, name: str = NAME) -> Result:
    """Save a workbook where filled sheets go, and collect."""
    (campaign / "returned").mkdir(exist_ok=True)
    book.save(campaign / "returned" / name)
    return run("collect", campaign)


def standing(campaign: Path) -> dict[tuple[str, str], object]:
    opened_campaign = open_campaign(campaign)
    with open_ledger(opened_campaign.folder) as ledger:
        return dict(standing_sheets(ledger, opened_campaign).sheets)


def test_an_untouched_workbook_gives_nothing(campaign: Path) -> None:
    done = returned(campaign, opened(campaign))
    assert done.exit_code == 0
    assert "nothing is keyed in it" in done.output
    assert standing(campaign) == {}


def test_what_was_keyed_is_recorded_with_who_keyed_it(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book)
    done = returned(campaign, book)
    assert done.exit_code == 0
    assert "C01 by P1, keyed by Ann Lee, received" in " ".join(done.output.split())
    sheet = kit_sheet(campaign)
    assert sheet["keyed_by"] == "Ann Lee"
    assert [(r["mark"], r["score"]) for r in sheet["ratings"]] == [
        ("scored", 3),
        ("scored", 4),
        ("scored", 3),
        ("scored", 3),
        ("not asked", None),
        ("no answer", None),
    ]
    assert [r["heard"] for r in sheet["ratings"]] == [["e2", "e4"], [], ["e1"], ["e1", "i2"], [], []]
    assert sheet["ratings"][0]["evidence"] == TYPED["Q1"][2]
    assert (sheet["interest"], sheet["scored_alone"], sheet["finished"]) == (False, True, "2026-03-12")
    assert sheet["notes"] == "Can start in May."
    assert list(standing(campaign)) == [("C01", "P1")]


def kit_sheet(campaign: Path) -> dict[str, object]:
    """The one sheet that stands, as plain data."""
    (sheet,) = standing(campaign).values()
    return dict(json.loads(sheet.model_dump_json()))  # type: ignore[attr-defined]


def test_collecting_the_workbook_again_changes_nothing(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book)
    returned(campaign, book)
    before = (campaign / "ledger.db").read_bytes()
    assert "read before" in run("collect", campaign).output
    assert (campaign / "ledger.db").read_bytes() == before


def test_a_score_that_could_mean_two_things_is_asked_about_and_left_blank(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book, Q1=("2-3", "e2 e9", ""))
    done = returned(campaign, book)
    assert done.exit_code == 1
    assert f"returned/{NAME}: sheet P1 Helen Marsh: C01: question 1: the score reads “2-3”" in done.output
    assert "e9 is not among the question's behaviours" in done.output
    assert kit_sheet(campaign)["ratings"][0]["mark"] == "blank"  # type: ignore[index]
    row = next(row for row in run("status", campaign).output.splitlines() if row.startswith("C01"))
    assert "odd" in row


def test_without_a_name_nothing_is_read(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book, by="")
    done = returned(campaign, book)
    assert done.exit_code == 1
    assert "sheet P1 Helen Marsh: does not say who keyed the scores" in done.output
    assert standing(campaign) == {}


def test_a_moved_row_gives_nobody_another_persons_scores(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book)
    key_in(book, "C02")
    sheet = next(s for s in book.worksheets if s.title.startswith("P1"))
    rows = {
        str(r[KEY].value).partition(" ")[2]: r
        for r in sheet.iter_rows()
        if r[CANDIDATE].value == "C01 Priya Raman"
    }
    rows["Q2"][CANDIDATE].value = "C02 Tom Ellery"
    done = returned(campaign, book)
    assert done.exit_code == 1
    assert (
        "the row is C01's by its key, and says “C02 Tom Ellery”; nothing of this candidate's rows is read"
        in done.output
    )
    assert list(standing(campaign)) == [("C02", "P1")]


def test_a_workbook_under_the_old_name_stays_valid_when_the_pack_is_made_again(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book, "C02")
    people = campaign / "candidates.csv"
    text = people.read_text(encoding="utf-8")
    assert "Tom Ellery" in text
    people.write_text(text.replace("Tom Ellery", "Tom Ellory"), encoding="utf-8")
    assert run("pack", campaign).exit_code == 0
    assert "the row is C02's by its key, and says “C02 Tom Ellery”" in returned(campaign, book).stderr
    assert run("rename", campaign, "C02", "--reason", "Misspelt.").exit_code == 0
    collected = run("collect", campaign)
    assert "by its key" not in collected.stderr
    assert ("C02", "P1") in standing(campaign)


def test_a_row_that_stands_twice_is_not_believed(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book)
    sheet = next(s for s in book.worksheets if s.title.startswith("P1"))
    row = next(r for r in sheet.iter_rows() if str(r[KEY].value).endswith(" Q2"))
    sheet.append([cell.value for cell in row])
    done = returned(campaign, book)
    assert "C01's row Q2 stands there twice" in done.output
    assert standing(campaign) == {}


def test_a_formula_is_never_a_score(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book, Q2=("=2+2", "", ""))
    done = returned(campaign, book)
    assert "a formula or a spreadsheet error stands in a cell for typing" in done.output
    assert standing(campaign) == {}


def test_another_workbook_is_named_and_left_alone(campaign: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Scores"
    done = returned(campaign, book, "scores.xlsx")
    assert done.exit_code == 1
    assert "returned/scores.xlsx: this is not an entry workbook of this campaign" in done.output


def test_a_score_in_word_stays_and_the_paper_fills_what_it_left_blank(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    book = opened(campaign)
    key_in(book, "C05", "P3", Q2=(2, "", "Keyed."), Q1=(1, "", "Keyed."))
    done = returned(campaign, book)
    assert "C05 by P3, keyed by Ann Lee, a newer version, received" in " ".join(done.output.split())
    assert (
        f"score sheet C05 by P3: question 1: a later version, returned/{NAME}, says 1, and the first"
        in done.output
    )
    sheet = standing(campaign)["C05", "P3"]
    assert sheet.by_question["Q2"].score == 2  # type: ignore[attr-defined]
    assert sheet.by_question["Q1"].score != 1  # type: ignore[attr-defined]


def test_a_workbook_that_somebody_has_typed_in_is_never_overwritten(campaign: Path) -> None:
    book = opened(campaign)
    key_in(book)
    path = campaign / "documents" / NAME
    book.save(path)
    before = path.read_bytes()
    done = run("pack", campaign, "--entry-workbook")
    assert "somebody has typed in this workbook" in done.output
    assert path.read_bytes() == before


def test_every_cell_but_those_for_typing_is_locked_and_answers_have_their_list(packed: Path) -> None:
    book = opened(packed)
    assert [s.title for s in book.worksheets] == [
        "P1 Helen Marsh",
        "P2 Daniel Hughes",
        "P3 Sunita Bhatt",
        "Lists",
    ]
    assert book["Lists"].sheet_state == "hidden"
    assert [c.value for c in book["Lists"]["A"]][-2:] == ["Not asked", "No answer"]
    sheet = book["P1 Helen Marsh"]
    assert sheet.protection.sheet
    open_cells = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert {cell.column - 1 for cell in open_cells} == {1, ANSWER, HEARD, WORDS}
    assert [c.value for c in open_cells] == [None] * len(open_cells)
    assert len(sheet.data_validations.dataValidation) == 5 * (6 + 2)


def test_nobodys_name_becomes_a_formula(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    people = (
        (root / "candidates.csv").read_text(encoding="utf-8").replace("Priya Raman", '"=HYPERLINK(""x"")"')
    )
    (root / "candidates.csv").write_text(people, encoding="utf-8")
    run("plan", root)
    run("pack", root, "--entry-workbook")
    book = load_workbook(BytesIO((root / "documents" / NAME).read_bytes()))
    cells = [c for s in book.worksheets for row in s.iter_rows() for c in row if c.value is not None]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []


def test_a_sheet_is_keyed_in_the_terminal(campaign: Path) -> None:
    answers = ["3?", "3", "e9,E2; i99", "E2, e4", "Said it plainly.", "4 - Excellent", "", "", "", "", ""]
    answers += ["not asked", "", "", "2", "", "", "1", "", ""]
    answers += ["No", "Can start in May.", "y", "soon", "12 March 2026", "y"]
    done = run("enter", campaign, "c02", "P3", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    assert done.exit_code == 0
    assert "That cannot be taken" in done.output
    assert "Not among them: e9, i99." in done.output
    assert "C02 by P3, keyed by Ann Lee: received" in done.output
    assert "question 3: has no score" in done.output
    sheet = kit_sheet(campaign)
    assert [r["score"] for r in sheet["ratings"]] == [3, 4, None, None, 2, 1]  # type: ignore[attr-defined,index]
    assert sheet["ratings"][0]["heard"] == ["e2", "e4"]  # type: ignore[index]
    assert (sheet["keyed_by"], sheet["finished"]) == ("Ann Lee", "2026-03-12")


def test_nothing_is_recorded_without_a_yes(campaign: Path) -> None:
    answers = [""] * 18 + ["", "", "", "", "n"]
    done = run("enter", campaign, "C02", "P3", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    assert "Nothing was recorded." in done.output
    assert standing(campaign) == {}


def test_an_unknown_candidate_is_named_with_those_there_are(campaign: Path) -> None:
    done = run("enter", campaign, "C09", "P3", "--by", "Ann Lee")
    assert done.exit_code == 1
    assert "C09: there is no candidate of this ref" in done.output
    assert "There are C01, C02, C03, C04, C05." in done.output


def test_the_comparison_says_what_was_keyed_and_by_whom(campaign: Path) -> None:
    kit.fill_example(campaign)
    (campaign / "returned" / "HSG-2026-014-C05-P3-score-sheet.docx").unlink()
    book = opened(campaign)
    key_in(book, "C05", "P3")
    returned(campaign, book)
    assert run("compare", campaign).exit_code == 0
    page = (campaign / "reports" / "comparison.html").read_text(encoding="utf-8")
    assert "P3 on C05 (by Ann Lee)" in page


def test_a_name_is_asked_for_and_a_control_character_is_refused(campaign: Path) -> None:
    answers = [""] * 18 + ["", "", "", "", "y"]
    done = run("enter", campaign, "C02", "P3", "--by", " ", typed="\n".join(answers) + "\n")
    assert done.exit_code == 1
    assert "does not say who keyed it" in done.output
    answers[2] = "Said \x0b it."
    done = run("enter", campaign, "C02", "P3", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    assert "holds a control character" in done.output
    assert standing(campaign) == {}


def test_who_keyed_what_a_word_sheet_left_blank_is_kept(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    answers = ["", "", "", "4", "", "", *[""] * 12, "", "", "", "", "y"]
    done = run("enter", campaign, "C05", "P3", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    assert done.exit_code == 0
    assert "question 3: has no score" not in done.output
    assert standing(campaign)["C05", "P3"].keyed_by == "Ann Lee"  # type: ignore[attr-defined]


def test_a_keyed_score_that_differs_from_the_one_received_is_said_at_once(campaign: Path) -> None:
    kit.fill_example(campaign)
    run("collect", campaign)
    answers = ["1", "", "", *[""] * 15, "", "", "", "", "y"]
    done = run("enter", campaign, "C01", "P1", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    assert (
        "question 1: a later version, paper C01 by P1, says 1, and the first received says 4" in done.output
    )


def test_a_sheet_of_a_plan_that_was_replaced_while_it_was_keyed_is_not_recorded(campaign: Path) -> None:
    paper = kit.open_paper(campaign, "C01", "P1")
    role = (campaign / "role.yaml").read_text(encoding="utf-8")
    (campaign / "role.yaml").write_text(role.replace("minutes: 55", "minutes: 56"), encoding="utf-8")
    assert run("plan", campaign, "--again", "Shorter.").exit_code == 0
    keyed = kit.KeyedSheet(by="Ann Lee", answers={"Q1": kit.KeyedAnswer(score="3")})
    with pytest.raises(KitError, match="no score sheet has been issued"):
        kit.enter_sheet(campaign, paper, keyed, now=dt.datetime(2026, 3, 16, tzinfo=dt.UTC))
    run("pack", campaign)
    with pytest.raises(KitError, match="planned again while this sheet was being keyed"):
        kit.enter_sheet(campaign, paper, keyed, now=dt.datetime(2026, 3, 16, tzinfo=dt.UTC))


def test_a_day_before_the_interview_is_asked_about(campaign: Path) -> None:
    answers = [*[""] * 18, "", "", "y", "1 January 2025", "y"]
    keyed = run("enter", campaign, "C01", "P1", "--by", "Ann Lee", typed="\n".join(answers) + "\n")
    early = "it says that it was finished on 1 January 2025, before the interview could be held"
    assert early in " ".join(keyed.output.split())
    book = opened(campaign)
    key_in(book, "C02", Z_date=("1 January 2025", "", ""))
    key_in(book, "C03")
    sheet = campaign / "documents" / "score-sheets" / "P2" / "HSG-2026-014-C02-P2-score-sheet.docx"
    (campaign / "returned").mkdir(exist_ok=True)
    (campaign / "returned" / sheet.name).write_bytes(
        fill(sheet.read_bytes(), {"Q1.score": "3 - Very good", layout.Z_DATE: dt.date(2025, 1, 1)})
    )
    done = returned(campaign, book)
    said = [line for line in done.stderr.splitlines() if "it was finished on" in line]
    assert [line.partition(": it says")[0] for line in said] == [
        f"returned/{sheet.name}: finish",
        f"returned/{NAME}: C02 by P1",
    ]
