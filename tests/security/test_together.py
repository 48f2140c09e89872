"""Several runs of the kit in one folder at the same time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from interview_kit.campaign_folder import hold_folder
from interview_kit.campaign_folder.run_lock import LOCK_FILE
from interview_kit.errors import KitError
from interview_kit.ledger import Ledger
from tests.security.campaigns import PAIRS, run

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the tests use POSIX signals"),
]

COMMAND = "from interview_kit.cli import main; main()"
HOLDER = """
import sys
from pathlib import Path
from interview_kit.campaign_folder import hold_folder
with hold_folder(Path(sys.argv[1]), "collect"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(filled: Path):
    """Another process that holds the campaign's folder, as a collect that takes long does."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(filled)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_run_that_finds_another_says_who_it_is(filled: Path, holder: subprocess.Popen[str]):
    with pytest.raises(KitError) as refused, hold_folder(filled, "pack", wait=0.1):
        pass
    (finding,) = refused.value.findings
    assert finding.code == "folder-busy"
    assert f"'collect' (process {holder.pid} on " in finding.problem
    assert "since " in finding.problem


def test_a_holder_that_is_killed_holds_nothing_any_more(filled: Path, holder: subprocess.Popen[str]):
    holder.send_signal(signal.SIGKILL)
    holder.wait(timeout=30)
    assert (filled / LOCK_FILE).read_text(encoding="utf-8"), "it had no time to clear its mark"
    with hold_folder(filled, "pack", wait=0):
        assert json.loads((filled / LOCK_FILE).read_text(encoding="utf-8"))["process"] == os.getpid()
    assert (filled / LOCK_FILE).read_bytes() == b""


def test_a_run_waits_for_one_that_ends_in_time(filled: Path, holder: subprocess.Popen[str]):
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, "collect", str(filled)], stdout=subprocess.PIPE, text=True
    ) as waiting:
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=3)
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        said, _ = waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert "6 of 6 score sheets are in" in said


@pytest.mark.parametrize("written", [b"", b"{}", b"\xff\xfe", b"[1]", b'{"since": "yesterday"}'])
def test_a_mark_that_says_nothing_useful_is_no_traceback(
    filled: Path, holder: subprocess.Popen[str], written: bytes
):
    assert holder.poll() is None
    (filled / LOCK_FILE).write_bytes(written)
    with (
        pytest.raises(KitError, match="another command is running in this folder"),
        hold_folder(filled, "pack", wait=0),
    ):
        pass


def test_a_use_case_that_calls_another_keeps_the_folder(filled: Path):
    with hold_folder(filled, "decide"):
        with hold_folder(filled, "compare"):
            pass
        with subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(filled)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other:
            with pytest.raises(subprocess.TimeoutExpired):
                other.wait(timeout=2)
            other.kill()


def test_status_is_shown_while_another_command_runs(filled: Path, holder: subprocess.Popen[str]):
    assert holder.poll() is None
    assert run("status", filled).exit_code == 0


def test_eight_collects_at_once_lose_and_double_nothing(filled: Path):
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", COMMAND, "collect", str(filled)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    ended = [(r.communicate(timeout=300), r.returncode) for r in runs]
    for (_, said), code in ended:
        assert code == 0 or "is running in this folder" in said
        assert "Traceback" not in said
    assert 0 in [code for _, code in ended]
    with closing(Ledger(filled / "ledger.db")) as ledger:
        assert ledger.verify() == []
        came = ledger.received()
        received = [(r.sheet.candidate, r.sheet.member) for r in came if r.sheet is not None]
    assert sorted(received) == sorted(PAIRS)
    assert len({r.sha256 for r in came}) == len({r.number for r in came}) == len(came) == len(PAIRS)
