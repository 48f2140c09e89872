"""HR chooses the questions again although sheets are out and some have come back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.ledger import Ledger
from interview_kit.word.fill import fill
from interview_kit.word.read import read_docx


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def said(result: Result) -> str:
    return " ".join(f"{result.stdout} {result.stderr}".split())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example decided on, with forms that show scores, and then planned again; not to be changed."""
    root = kit.start_example(tmp_path_factory.mktemp("kept"))
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    kit.fill_example(root)
    run("collect", root)
    assert run("agree", root, "--anyway", "P3 was taken ill.").exit_code == 0
    offer = ("--appoint", "C03", "--reason", "The best.", "--over", "C01", "Evidence.")
    assert run("decide", root, *offer).exit_code == 0
    role = root / "role.yaml"
    before = role.read_text(encoding="utf-8")
    changed = before.replace("weight: 3", "weight: 2", 1)
    assert changed != before
    role.write_text(changed, encoding="utf-8")
    assert run("plan", root, "--again", "A weight was wrong.").exit_code == 0
    return root


@pytest.fixture
def campaign(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to do as one likes with."""
    return Path(shutil.copytree(kept, tmp_path / kept.name))


@pytest.mark.parametrize("command", ["compare", "agree", "feedback"])
def test_sheets_that_became_void_are_spoken_of(campaign: Path, command: str) -> None:
    refused = run(command, campaign)
    assert refused.exit_code == 1
    assert (
        "no score sheet of the plan in force has been read yet; 15 score sheets of an earlier plan"
        in said(refused)
    )


def test_an_offer_can_be_taken_back_before_new_scores_are_in(campaign: Path) -> None:
    assert run("decide", campaign, "--appoint", "C03", "--reason", "The best.").exit_code == 1
    bare = run("decide", campaign, "--nobody", "--reason", " ")
    assert "there is no reason" in said(bare)
    over = run("decide", campaign, "--nobody", "--reason", "Void.", "--over", "C01", "Evidence.")
    assert "nobody is placed, so there is nothing that --over C01" in said(over)
    made = run("decide", campaign, "--nobody", "--reason", "The questions were planned again.")
    assert made.exit_code == 0
    assert "Recorded: offer to nobody." in made.output
    with Ledger(campaign / "ledger.db") as ledger:
        (decision,) = ledger.decisions(ledger.plans()[-1].fingerprint)
    assert (decision.appoint, decision.results) == ((), ())


def test_forms_with_scores_of_the_void_plan_give_way_to_blank_ones(campaign: Path) -> None:
    forms = campaign / "documents" / "agreement"
    written = forms / "HSG-2026-014-C02-agreement-form.docx"
    touched = forms / "HSG-2026-014-C03-agreement-form.docx"
    key = next(r.key for r in read_docx(touched.read_bytes(), touched.name).rows if r.key.startswith("Q"))
    old = written.read_bytes()
    touched.write_bytes(fill(touched.read_bytes(), {layout.reason_key(key.partition(".")[0]): "He saw it."}))
    packed = run("pack", campaign)
    assert packed.exit_code == 0
    assert written.read_bytes() != old
    text = "\n".join(read_docx(written.read_bytes(), written.name).paragraphs)
    assert "All three score sheets are in" not in text
    assert said(packed).count("somebody has filled this document in") == 1
    assert touched.name in packed.stderr.replace("\n", "")


def test_choosing_the_same_again_says_that_nothing_changed(campaign: Path) -> None:
    run("pack", campaign)
    with Ledger(campaign / "ledger.db") as ledger:
        before = len(ledger.plans())
    again = run("plan", campaign, "--again", "To be sure.")
    assert again.exit_code == 0
    assert (
        "choosing again gave the same plan, so it stands and the reason was not recorded; the 15 score sheets that "
        "are out stay valid"
    ) in said(again)
    with Ledger(campaign / "ledger.db") as ledger:
        assert len(ledger.plans()) == before
