from __future__ import annotations

import io
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from interview_kit.cli import main, show

EXAMPLE = Path(__file__).parent.parent / "output" / "example" / "HSG-2026-014"


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bar appear after a tenth of a second."""
    monkeypatch.setattr(show, "SHOWN_AFTER", 0.1)


def test_quick_work_shows_no_bar():
    terminal = Terminal()
    with redirect_stderr(terminal), show.progress("Reading", 3) as step:
        step(3)
    assert terminal.getvalue() == ""


def test_work_that_takes_long_shows_a_bar_before_its_first_step_is_done():
    terminal = Terminal()
    with redirect_stderr(terminal), show.progress("Reading", 4) as step:
        time.sleep(1)
        assert "Reading" in terminal.getvalue()
        assert "0%" in terminal.getvalue()
        step(2)
        assert "50%" in terminal.getvalue()
        step(2)
    assert "100%" in terminal.getvalue()


def test_a_bar_that_comes_late_knows_the_steps_done_before():
    terminal = Terminal()
    with redirect_stderr(terminal), show.progress("Reading", 4) as step:
        step(3)
        time.sleep(1)
    assert "75%" in terminal.getvalue()


def test_a_bar_is_ended_when_the_work_stops():
    terminal = Terminal()

    def stop() -> None:
        with redirect_stderr(terminal), show.progress("Reading", 4):
            time.sleep(1)
            raise LookupError

    with pytest.raises(LookupError):
        stop()
    assert terminal.getvalue().endswith("\n")


def test_where_nobody_watches_there_is_no_bar():
    piped = io.StringIO()
    with redirect_stderr(piped), show.progress("Reading", 1) as step:
        time.sleep(0.5)
        step(1)
    assert piped.getvalue() == ""


@pytest.mark.parametrize(
    ("command", "label"),
    [
        ("check", "Checking"),
        ("frameworks", "Reading the bank"),
        ("frameworks cambridge-core", "Reading the bank"),
        ("questions", "Reading the bank"),
        ("questions cambridge-core/communication/q01", "Reading the bank"),
        ("coverage cambridge-core", "Reading the bank"),
        ("coverage cambridge-core --html page.html", "Writing"),
        ("export cambridge-core --case case.json", "Writing"),
        ("import behaviours.csv --title Ours --organisation Us --bank bank", "Reading"),
        ("plan HSG-2026-014", "Choosing the questions"),
        ("audit HSG-2026-014", "Checking the ledger"),
        ("subject-access HSG-2026-014 C02", "Putting it together"),
        ("erase HSG-2026-014 C02 --reason Asked. --yes", "Erasing"),
        ("demo --in output", "Filling in"),
    ],
)
def test_a_command_that_may_take_long_shows_a_bar(
    command: str, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(EXAMPLE, tmp_path / EXAMPLE.name)
    (tmp_path / "behaviours.csv").write_text(
        "Competency,Kind,Text\nCare,Definition,Puts residents first.\n,Effective,Asks what is needed first\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(show, "SHOWN_AFTER", 0)
    terminal = Terminal()
    with redirect_stdout(io.StringIO()), redirect_stderr(terminal):
        main(command.split(), standalone_mode=False)
    assert label in terminal.getvalue()
    assert "100%" in terminal.getvalue()
