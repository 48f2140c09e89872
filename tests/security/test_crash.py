"""A run that is killed or finds the disk full at any step: the next one completes it, nothing is lost or doubled."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interview_kit.documents import layout
from interview_kit.word.fill import fill
from tests.security.campaigns import Stages, copy, run

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal"),
]


def loop(base: Path, command: str, *options: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.kill_loop", str(base), command, *options],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=600,
    )
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_pack_killed_at_any_step_is_completed_by_the_next(stages: Stages, tmp_path: Path):
    base = copy(stages.planned, tmp_path)
    result = loop(base, "pack", "--most", "6", "--random", "1", "--full", "2")
    assert result["problems"] == []
    assert result["killed"] >= 6  # type: ignore[operator]
    assert result["entries"] == 7, "the plan, and six sheets issued"
    assert result["files"] == 16, "11 documents, four files of the campaign, and the mark of a run"


def test_pack_killed_at_any_step_leaves_a_filled_sheet_as_it_was(stages: Stages, tmp_path: Path):
    base = copy(stages.packed, tmp_path)
    sheet = next(base.glob("documents/score-sheets/P1/*C01-P1*"))
    ours = fill(sheet.read_bytes(), {layout.evidence_key("Q1"): "Rang back the same day."})
    sheet.write_bytes(ours)
    result = loop(base, "pack", "--most", "2")
    assert result["problems"] == []
    assert result["killed"] >= 2  # type: ignore[operator]
    assert sheet.read_bytes() == ours
    assert run("pack", base).exit_code == 0
    assert sheet.read_bytes() == ours


def test_collect_killed_at_any_step_is_completed_by_the_next(stages: Stages, tmp_path: Path):
    base = copy(stages.filled, tmp_path)
    (base / "returned" / "letter.docx").write_bytes(b"not a Word file")
    result = loop(base, "collect", "--most", "12", "--random", "2", "--full", "2")
    assert result["problems"] == []
    assert result["killed"] >= 12  # type: ignore[operator]
    assert result["entries"] == 13, "the plan, six sheets issued, six received"


def processes_in(folder: Path) -> list[str]:
    """Return the processes whose working folder this is."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder:
                found.append(process.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_collect_killed_while_others_read_for_it_leaves_no_process_behind(filled: Path, tmp_path: Path):
    place = tmp_path / "here"
    place.mkdir()
    for path in list((filled / "returned").iterdir()):
        for number in range(15):
            shutil.copy(path, path.with_name(f"{number}-{path.name}"))
    command = [sys.executable, "-c", "from interview_kit.cli import main; main()", "collect", str(filled)]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL) as run_:
        until = time.monotonic() + 60
        while (
            len(processes_in(place)) < 3 and time.monotonic() < until
        ):  # it, its tracker, and one that reads
            time.sleep(0.05)
        assert len(processes_in(place)) >= 3
        run_.kill()
    until = time.monotonic() + 30
    while processes_in(place) and time.monotonic() < until:
        time.sleep(0.1)
    assert processes_in(place) == []
    assert run("collect", filled).exit_code == 0


LIMITED = """
import resource, signal, sys
from interview_kit.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
main(sys.argv[2:])
"""


def limited(size: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command that may write no file larger than so many bytes, as on a disk that is nearly full."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("command", "stage", "size"), [("pack", "planned", 8_000), ("collect", "filled", 60_000)]
)
def test_a_write_that_the_system_refuses_is_a_message_and_the_next_run_completes(
    stages: Stages, tmp_path: Path, command: str, stage: str, size: int
):
    root = copy(getattr(stages, stage), tmp_path)
    refused = limited(size, command, root)
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert run(command, root).exit_code == 0
    assert list(root.rglob(".part-*")) == []
    assert run("status", root).exit_code == 0


@pytest.mark.parametrize("command", ["plan", "pack", "collect", "agree", "compare"])
def test_a_folder_that_may_not_be_written_to_is_a_message(filled: Path, command: str):
    (filled / ".running").unlink()
    (filled / ".running").mkdir()
    refused = run(command, filled)
    assert refused.exit_code == 1
    assert ".running: the file cannot be written" in refused.stderr


def test_erasing_killed_at_any_step_is_completed_by_the_next_and_recorded_once(
    stages: Stages, tmp_path: Path
):
    base = copy(stages.filled, tmp_path)
    assert run("collect", base).exit_code == 0
    result = loop(base, "erase --all --yes --reason Request.", "--most", "8", "--full", "2")
    assert result["problems"] == []
    assert result["killed"] >= 8  # type: ignore[operator]
    assert result["entries"] == 15, "the plan, six sheets issued, six received, the record kept, the erasing"
    assert result["files"] == 5, "three YAML files, the empty list, and the mark of a run"
