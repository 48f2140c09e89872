"""HR types: refs in any case, a new campaign step by step, and what each command says comes next."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.kit import command_line
from interview_kit.ledger import Ledger
from interview_kit.word.fill import fill

GOOD = "2 - Good – but areas for development"


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=typed, catch_exceptions=False)


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


# Refs in any case


def test_a_decision_takes_refs_in_any_case_and_records_them_as_listed(campaign: Path) -> None:
    why = ("--reason", "The strongest evidence.", "--over", "c01", "C03 saw it through.")
    made = run("decide", campaign, "--appoint", "c03", "--reserve", "c01", *why)
    assert made.exit_code == 0
    assert "Recorded: offer to C03." in made.output
    assert "Reserve list: C01" in made.output


def test_a_letter_and_a_bundle_are_made_for_a_ref_in_any_case(campaign: Path) -> None:
    letters = run("feedback", campaign, "c02")
    assert letters.exit_code == 0
    assert "HSG-2026-014-C02-feedback.docx" in letters.output
    assert [p.name for p in campaign.rglob("*-feedback.docx")] == ["HSG-2026-014-C02-feedback.docx"]
    assert run("subject-access", campaign, "c02").exit_code == 0
    assert [p.name for p in (campaign / "reports").glob("subject-access-*")] == ["subject-access-C02"]


def test_erasing_takes_a_ref_in_any_case(campaign: Path) -> None:
    done = run("erase", campaign, "c02", "--reason", "Asked for it.", "--yes")
    assert done.exit_code == 0
    assert "Erased: C02;" in done.output
    assert list(campaign.glob("returned/*C02*")) == []
    with Ledger(campaign / "ledger.db") as ledger:
        assert [s.candidate for s in ledger.issued().values() if s.candidate == "C02"] == []


def test_a_name_is_mended_by_a_ref_in_any_case(campaign: Path) -> None:
    path = campaign / "campaign.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Daniel Hughes", "Daniel Hewes"), encoding="utf-8"
    )
    mended = run("rename", campaign, "p2", "--reason", "Spelling mended.")
    assert mended.exit_code == 0
    assert "Recorded: P2 “Daniel Hewes”" in mended.output


def test_a_score_that_was_not_referred_is_looked_up_by_the_ref_as_listed(campaign: Path) -> None:
    refused = run(
        "resolve", campaign, "c01", "q1", "--score", "2", "--by", "A Cole, head", "--reason", "The notes."
    )
    assert refused.exit_code == 1
    assert "C01 Q1: the panel has not referred it" in refused.stderr


def test_a_paper_is_keyed_by_refs_in_any_case(campaign: Path) -> None:
    keyed = run("enter", campaign, "c03", "p2", "--by", "Ann Lee", typed="\n" * 60)
    assert "C03 Amara Osei, scored by P2" in keyed.output


# A new campaign


def test_what_was_left_out_of_new_is_asked_for(tmp_path: Path) -> None:
    answers = "Helen Marsh\n2026-03-12\nMandela House\nhr@cambridge.example\n"
    made = run("new", "HR-1", "--role", "housing-officer", "--in", tmp_path, typed=answers)
    assert made.exit_code == 0
    assert (tmp_path / "HR-1" / "campaign.yaml").exists()
    assert "asked for" in " ".join(run("new", "--help").output.split())


@pytest.mark.parametrize(
    ("reference", "role", "said"),
    [
        ("HR-1", "housing-officr", "housing-officr"),
        ("HR 1/2", "housing-officer", "reference"),
        ("con", "housing-officer", "reference"),
        ("there", "housing-officer", "in this folder already"),
    ],
)
def test_a_bad_role_or_reference_is_refused_before_anything_is_asked(
    reference: str, role: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("Ours.", encoding="utf-8")
    refused = run("new", reference, "--role", role, "--in", tmp_path, typed="")
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert "Chair of the panel" not in refused.output


def test_two_members_of_one_name_get_a_warning(tmp_path: Path) -> None:
    made = run(
        *("new", "HR-1", "--role", "housing-officer", "--chair", "Helen Marsh", "--member", "helen  marsh"),
        *(
            "--member",
            "Ann Lee",
            "--from",
            "2026-03-12",
            "--place",
            "Hall",
            "--email",
            "hr@cambridge.example",
        ),
        *("--in", tmp_path),
    )
    assert made.exit_code == 0
    assert "P1 and P2 have the same name" in " ".join(made.stderr.split())


NEW = (
    "new",
    "HR-1",
    "--role",
    "housing-officer",
    "--chair",
    "Ann Lee",
    "--place",
    "Hall",
    "--email",
    "a@b.example",
)


def test_days_are_taken_as_people_in_britain_write_them(tmp_path: Path) -> None:
    made = run(*NEW, "--from", "7/12/2026", "--to", "8 December 2026", "--in", tmp_path)
    assert made.exit_code == 0, made.output
    text = (tmp_path / "HR-1" / "campaign.yaml").read_text(encoding="utf-8")
    assert "interviews_from: 2026-12-07\n  interviews_to: 2026-12-08\n" in text


def test_days_that_cannot_be_meant_are_refused_in_the_words_that_were_typed(tmp_path: Path) -> None:
    refused = run(*NEW, "--from", "2026-12-08", "--to", "2026-12-07", "--in", tmp_path)
    assert "the last day, 7 December 2026, is before the first, 8 December 2026" in refused.stderr
    assert "Change --from or --to." in refused.stderr
    strange = run(*NEW, "--from", "next week", "--in", tmp_path)
    assert "'next week' is no day; write it like 2026-03-12 or 12 March 2026." in strange.stderr


# What came back


def test_a_sheet_under_another_sheet_s_name_is_pointed_out_with_the_folder_that_it_lies_in(
    campaign: Path,
) -> None:
    returned = campaign / "returned"
    name = "HSG-2026-014-C02-P1-score-sheet (1).docx"
    (returned / "P1").mkdir()
    (returned / "HSG-2026-014-C01-P1-score-sheet.docx").rename(returned / "P1" / name)
    done = run("collect", campaign)
    assert f"P1/{name}  " in done.output
    assert f"returned/P1/{name}: it has the name of C02 by P1's sheet and holds C01 by P1's" in done.stderr
    assert done.stderr.count("has the name of") == 1


def test_days_are_shown_in_one_form(campaign: Path) -> None:
    assert "Personal data are kept until 20 March 2027; then" in run("status", campaign).output
    assert "20 March 2027" in run("campaigns", campaign.parent).output
    why = ("--reason", "The strongest evidence.", "--over", "C01", "C03 saw it through.")
    decided = run("decide", campaign, "--appoint", "C03", "--reserve", "C01", *why)
    assert "Reserve list: C01, until 20 March 2027." in decided.output


# What comes next


def test_collect_and_compare_point_to_agree_while_something_is_to_be_discussed(campaign: Path) -> None:
    agree = f"Next, for the panel's discussion: interview-kit agree {campaign}\n"
    assert run("collect", campaign).output.endswith(agree)
    assert run("compare", campaign).output.endswith(agree)


def discuss(campaign: Path) -> None:
    """Have the panel agree on all that calls for it."""
    run("agree", campaign)
    for ref, question in (("C02", "Q4"), ("C03", "Q6")):
        name = f"HSG-2026-014-{ref}-agreement-form.docx"
        form = (campaign / "documents" / "agreement" / name).read_bytes()
        said = {f"{question}.agreed": GOOD, f"{question}.reason": "Heard by all.", "Z.alone": True}
        (campaign / "returned" / name).write_bytes(fill(form, said))


def test_what_is_missing_comes_before_the_comparison_and_the_decision(campaign: Path) -> None:
    discuss(campaign)
    collect = (
        f"Next, when what is missing has been asked for and is in: interview-kit collect {campaign}\n"
        "If it will not come"
    )
    assert run("collect", campaign).output.endswith(f"{collect}: interview-kit compare {campaign}\n")
    decide = f"{collect}, when the panel has decided: interview-kit decide {campaign}\n"
    assert run("compare", campaign).output.endswith(decide)


def test_when_nothing_is_missing_collect_points_to_compare_and_compare_to_the_decision(
    campaign: Path,
) -> None:
    discuss(campaign)
    run("withdraw", campaign, "C05", "--reason", "Took another post.")
    assert run("collect", campaign).output.endswith(f"Next: interview-kit compare {campaign}\n")
    decide = f"Next, when the panel has decided: interview-kit decide {campaign}\n"
    assert run("compare", campaign).output.endswith(decide)


def test_a_ruling_leads_to_what_the_campaign_waits_for(campaign: Path) -> None:
    reason = ("--reason", "Two candidates took it to mean something else.")
    assert run("drop", campaign, "Q6", *reason).output.endswith(
        f"Recorded.\nNext, for the panel's discussion: interview-kit agree {campaign}\n"
    )
    run("drop", campaign, "Q6", "--restore", *reason)
    discuss(campaign)
    run("collect", campaign)
    note = run("withdraw", campaign, "C04", "--reason", "Took another post.").output
    assert note.endswith(
        f"Next, when what is missing has been asked for and is in: interview-kit collect {campaign}\n"
        f"If it will not come: interview-kit compare {campaign}\n"
    )
    compare = f"Next: interview-kit compare {campaign}\n"
    assert run("withdraw", campaign, "C05", "--reason", "Took another post.").output.endswith(compare)
    role = campaign / "role.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("weight: 3", "weight: 1"), encoding="utf-8")
    assert run("rules", campaign, "--change", "A typing error.").output.endswith(f"Recorded.\n{compare}")


def test_nothing_returned_leads_to_asking_and_not_to_the_comparison(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    run("plan", root)
    run("pack", root)
    last = run("collect", root).output.splitlines()[-1]
    assert last == f"Next, when what is missing has been asked for and is in: interview-kit collect {root}"


def test_where_nobody_can_be_placed_the_comparison_does_not_lead_to_the_decision(campaign: Path) -> None:
    for ref in ("C01", "C02", "C03", "C04"):
        run("withdraw", campaign, ref, "--reason", "Took another post.")
    compared = run("compare", campaign)
    assert "C05 Leila Haddad cannot be placed yet" in compared.output
    assert "interview-kit decide" not in compared.output
    last = f"Next, when what is missing has been asked for and is in: interview-kit collect {campaign}\n"
    assert compared.output.endswith(last)


def test_forms_with_nothing_to_discuss_lead_on_past_the_discussion(campaign: Path) -> None:
    for ref in ("C02", "C03", "C05"):
        run("withdraw", campaign, ref, "--reason", "Took another post.")
    made = run("agree", campaign)
    assert "Discuss the evidence" not in made.output
    assert made.output.endswith(f"Next: interview-kit compare {campaign}\n")


def test_a_command_on_a_folder_with_a_blank_in_its_path_can_be_copied(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path / "Réc ruit")
    last = run("plan", root).output.splitlines()[-1]
    assert shlex.split(last.partition(": ")[2]) == ["interview-kit", "pack", str(root)]


@pytest.mark.parametrize(
    ("folder", "written"),
    [
        (r"C:\HR\PRK-1", r"C:\HR\PRK-1"),
        (r"C:\Réc ruit\PRK-1", r'"C:\Réc ruit\PRK-1"'),
        (r"C:\R&D", r'"C:\R&D"'),
    ],
)
def test_a_command_is_written_for_windows_there(
    folder: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "IS_WINDOWS", True)
    assert command_line.command_line("erase", folder, "--all") == f"interview-kit erase {written} --all"


def test_a_recorded_decision_leads_to_the_report_and_then_to_the_letters(campaign: Path) -> None:
    why = ("--reason", "The strongest evidence.", "--over", "C01", "C03 saw it through.")
    decided = run("decide", campaign, "--appoint", "C03", *why)
    assert decided.output.endswith(f"Next, to have it in the report: interview-kit compare {campaign}\n")
    assert run("compare", campaign).output.endswith(f"Next: interview-kit feedback {campaign}\n")


def test_a_decision_without_sheets_leads_to_them_and_not_to_the_comparison(
    kept: Path, tmp_path: Path
) -> None:
    root = kit.start_example(tmp_path)
    run("plan", root)
    run("pack", root)
    collect = f"Next, when what is missing has been asked for and is in: interview-kit collect {root}\n"
    assert run("decide", root, "--nobody", "--reason", "The post is frozen.").output.endswith(collect)
    assert run("collect", root).output.endswith(collect)
    for member in ("P1", "P2", "P3"):
        name = f"HSG-2026-014-C01-{member}-score-sheet.docx"
        shutil.copy(kept / "returned" / name, root / "returned" / name)
    compare = f"If it will not come: interview-kit compare {root}\n"
    assert run("collect", root).output.endswith(f"{collect}{compare}")
    decide = f"If it will not come, when the panel has decided again: interview-kit decide {root}\n"
    assert run("compare", root).output.endswith(f"{collect}{decide}")


def test_figures_that_changed_since_the_decision_lead_to_another_and_not_to_letters(campaign: Path) -> None:
    discuss(campaign)
    run("collect", campaign)
    run("withdraw", campaign, "C05", "--reason", "Took another post.")
    why = ("--reason", "The strongest evidence.", "--over", "C01", "C03 saw it through.")
    run("decide", campaign, "--appoint", "C03", *why)
    compare = f"Next: interview-kit compare {campaign}\n"
    assert run("collect", campaign).output.endswith(compare)
    ruled = run("withdraw", campaign, "P2", "--on", "C03", "--reason", "P2 used to manage C03.")
    assert ruled.output.endswith(compare)
    compared = run("compare", campaign).output
    assert "The figures have changed since the decision:" in compared
    assert compared.endswith(f"Next, when the panel has decided again: interview-kit decide {campaign}\n")


def test_a_mended_name_leads_to_collecting_what_was_set_aside_for_it(campaign: Path) -> None:
    path = campaign / "campaign.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Hughes", "Hewes"), encoding="utf-8")
    mended = run("rename", campaign, "P2", "--reason", "Spelling mended.")
    assert mended.output.endswith(f"Next: interview-kit collect {campaign}\n")


def test_the_story_in_help_has_the_discussion_and_the_decision() -> None:
    told = run("--help").output.partition("start to finish:")[2]
    commands = [line.split()[1] for line in told.splitlines() if line.strip().startswith("interview-kit")]
    assert commands == ["new", "plan", "pack", "collect", "agree", "collect", "compare", "decide", "compare"]
