"""What stands in the terminal stays readable; what a command cannot do it refuses before it begins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from interview_kit.cli import main
from interview_kit.cli.show import print_table

LONG = "Wilhelmina Alexandra Montgomery Featherstonehaugh of Cholmondeley Hall"
MEMBERS = [f"P{n} {LONG}" for n in range(1, 4)]
HEADING_WORDS = {word for member in MEMBERS for word in member.split()}


def drawn(draw: Callable[[], None], *, columns: str | None) -> list[str]:
    command = click.Command("draw", callback=draw)
    return CliRunner(env={"COLUMNS": columns}).invoke(command, [], catch_exceptions=False).output.splitlines()


def matrix() -> None:
    assert len(LONG) == 70
    print_table(("Candidate", *MEMBERS), [(f"C01 {LONG}", "in", "3 blank", "not received")])


@pytest.mark.parametrize(("columns", "width"), [(None, 100), ("100", 100), ("110", 110), ("130", 130)])
def test_long_names_wrap_between_words_and_every_column_is_there(columns: str | None, width: int) -> None:
    lines = drawn(matrix, columns=columns)
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    assert HEADING_WORDS - set(words) == set()
    assert [words.count(ref) for ref in ("P1", "P2", "P3", "C01")] == [1, 1, 1, 1]
    assert {"in", "blank", "received"} - set(words) == set()


def test_at_eighty_columns_every_member_still_has_a_column() -> None:
    lines = drawn(matrix, columns="80")
    assert max(map(len, lines)) <= 80
    assert [" ".join(lines).count(ref) for ref in ("P1", "P2", "P3")] == [1, 1, 1]
    assert "received" in " ".join(lines)


def test_a_wide_terminal_is_used() -> None:
    assert max(map(len, drawn(matrix, columns="130"))) > 110


def test_what_cannot_wrap_stays_whole_in_the_first_column() -> None:
    file = "HSG-2026-014-C05-P3-score-sheet-and-agreement.docx"
    lines = drawn(lambda: print_table(("File", "Result"), [(file, f"{LONG}. " * 3)]), columns="100")
    assert [line for line in lines if line.startswith(file)]


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (("export", "norwich-pace", "--word", "z.pdf"), ".docx"),
        (("export", "norwich-pace", "--word", "z"), ".docx"),
        (("fairness", ".", "--equality", __file__, "--save", "fig.txt"), ".xlsx"),
        (("audit", ".", "--html", "x.docx"), ".html"),
        (("coverage", "cambridge-core", "--html", "x.docx"), ".html"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_right_ending(
    arguments: tuple[str, ...], ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert refused.exit_code == 2
    assert f"must end in {ending}" in refused.stderr
    assert list(tmp_path.iterdir()) == []
