"""A loop that kills a command at one step after another, runs it again, and looks at what is there.

A step is a file opened for writing, renamed, removed, made or settled (fsync), or a statement of the ledger's
database. Each run is a fork of this process, so that libraries load once. By hand, for every step there is:

    python -m tests.security.kill_loop output/HSG-2026-014 collect --every 1 --random 200

Prints one JSON object. ``problems`` is empty when, after every kill, the next run ended well, the ledger
holds the same entries as after an undisturbed run, every document has the same bytes, the returned files
are untouched, and no unfinished file is left.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from interview_kit.cli import main as command_line

CRASH = 70
"""Exit code of a run that ended with a traceback."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.link", "os.truncate", "os.rmdir", "shutil.move"}
)


class Steps:
    """Counts the steps of a run below a folder, and does something at one of them."""

    def __init__(self, folder: Path, at: int, do: Callable[[], None]) -> None:
        self.count = 0
        self._folder, self._at, self._do = str(folder), at, do
        self._process = os.getpid()
        sys.addaudithook(self._audit)
        settle = os.fsync

        def fsync(handle: int) -> None:
            self.step()
            settle(handle)

        connect = sqlite3.connect

        def traced(*args: object, **options: object) -> sqlite3.Connection:
            connection = connect(*args, **options)  # type: ignore[arg-type] # handed on
            connection.set_trace_callback(self.step)
            return connection

        os.fsync, sqlite3.connect = fsync, traced  # type: ignore[assignment] # for this process, which ends soon

    def step(self, *_: object) -> None:
        """Count one step, in this process only, and do what is to be done at it."""
        if os.getpid() == self._process:
            self.count += 1
            if self.count == self._at:
                self._do()

    def _audit(self, event: str, args: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(args[2], int) and args[2] & WRITES
        if (event in CHANGES or opened) and str(args[0]).startswith(self._folder):
            self.step()


def die() -> None:
    """End the process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def no_room() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fork_run(
    folder: Path, command: str, at: int = 0, do: Callable[[], None] = die, *, after: float = 0
) -> tuple[int, int, str]:
    """Run a command in a fork; returns its exit code (-9 when killed), its number of steps and what it said.

    Args:
        folder: the campaign's folder.
        command: ``pack`` or ``collect``, with options if there are any.
        at: the step at which something is done; 0 for none.
        do: what is done there.
        after: seconds after which the run is killed from outside; 0 for never.
    """
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            os._exit(_child(folder, command, at, do, said.fileno()))
        if after:
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        head, _, text = said.read().decode("utf-8", "replace").partition("\n")
    return os.waitstatus_to_exitcode(status), int(head or 0), text


def _child(folder: Path, command: str, at: int, do: Callable[[], None], out: int) -> int:
    text = io.StringIO()
    steps = Steps(folder, at, do)
    code = 0
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
        try:
            command_line([*command.split(), str(folder)], standalone_mode=True)
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:  # noqa: BLE001 - this is what is looked for
            traceback.print_exc()
            code = CRASH
    os.write(out, f"{steps.count}\n{text.getvalue()}".encode("utf-8", "replace"))
    return code


def snapshot(folder: Path) -> dict[str, object]:
    """Return what a campaign's folder holds, times left out: files by their hash, the ledger by its entries."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "ledger.db"
    }
    with closing(sqlite3.connect(folder / "ledger.db")) as book:
        (sound,) = book.execute("PRAGMA integrity_check").fetchone()
        entries = book.execute(
            "SELECT kind, about, sha256, text FROM entry LEFT JOIN body USING (number) ORDER BY number"
        ).fetchall()
        kept = book.execute("SELECT sha256, length(data) FROM original ORDER BY sha256").fetchall()
    return {"files": files, "sound": sound, "entries": entries, "kept": kept}


def differences(expected: dict[str, object], found: dict[str, object]) -> Iterator[str]:
    """Yield what differs between two snapshots."""
    for key, value in expected.items():
        if found[key] == value:
            continue
        if isinstance(value, dict) and isinstance(found[key], dict):
            other = dict(found[key])
            names = [n for n in {*value, *other} if value.get(n) != other.get(n)]
            yield f"{key}: {sorted(names)}"
        else:
            yield f"{key} differ"


class Loop:
    """Kills a command on copies of a campaign, and keeps what went wrong."""

    def __init__(self, base: Path, command: str) -> None:
        self._base, self._command = base, command
        self._room = Path(tempfile.mkdtemp(prefix="kill-loop-")).resolve()
        self.problems: list[str] = []
        self.kills = self.survived = 0
        copy = self._copy()
        started = time.monotonic()
        self.expected_code, self.steps, said = fork_run(copy, command)
        self.seconds = time.monotonic() - started
        if self.expected_code not in {0, 1} or not self.steps:
            self.problems.append(f"undisturbed: exit {self.expected_code} {said[-2000:]}")
        self.expected = snapshot(copy)

    def _copy(self) -> Path:
        target = self._room / "campaign"
        shutil.rmtree(target, ignore_errors=True)
        return Path(shutil.copytree(self._base, target))

    def kill_at(self, step: int) -> None:
        """Kill at a step, run again, compare."""
        copy = self._copy()
        code, _, said = fork_run(copy, self._command, step)
        self._judge(copy, code, f"killed at step {step}", said)

    def kill_after(self, seconds: float) -> None:
        """Kill from outside after some time, run again, compare."""
        copy = self._copy()
        code, _, said = fork_run(copy, self._command, after=seconds)
        self._judge(copy, code, f"killed after {seconds:.3f} s", said)

    def fail_at(self, step: int) -> None:
        """Let a step fail for want of room: the run says so and ends, and the next one completes the work."""
        copy = self._copy()
        code, _, said = fork_run(copy, self._command, step, no_room)
        if code == CRASH or (code == 1 and self.expected_code == 0 and "no room left" not in said):
            self.problems.append(f"no room at step {step}: exit {code}, {said[-2000:]}")
        self._judge(copy, code, f"no room at step {step}", said)

    def _judge(self, copy: Path, code: int, what: str, said: str) -> None:
        self.kills += code == -signal.SIGKILL
        self.survived += code != -signal.SIGKILL
        again, _, text = fork_run(copy, self._command)
        if again != self.expected_code:
            self.problems.append(
                f"{what} ({code}): the next run ended with {again}: {text[-2000:]} {said[-500:]}"
            )
        self.problems += [f"{what} ({code}): {d}" for d in differences(self.expected, snapshot(copy))]

    def result(self) -> dict[str, object]:
        """Return the counts."""
        shutil.rmtree(self._room, ignore_errors=True)
        return {
            "command": self._command,
            "steps": self.steps,
            "entries": len(self.expected["entries"]),  # type: ignore[arg-type]
            "files": len(self.expected["files"]),  # type: ignore[arg-type]
            "killed": self.kills,
            "ended before": self.survived,
            "problems": self.problems,
        }


def main() -> None:
    """Run the loop as asked and print its result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path)
    parser.add_argument("command")
    parser.add_argument("--every", type=int, default=0, help="kill at every so-manieth step; 0 for none")
    parser.add_argument("--most", type=int, default=0, help="spread so many kills evenly over the steps")
    parser.add_argument("--random", type=int, default=0, help="so many kills after random times")
    parser.add_argument("--full", type=int, default=0, help="fail for want of room at so many steps")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    loop = Loop(asked.base, asked.command)
    every = asked.every or (max(1, -(-loop.steps // asked.most)) if asked.most else 0)
    for step in range(1, loop.steps + 1, every) if every else ():
        loop.kill_at(step)
    chance = random.Random(asked.seed)  # noqa: S311 - where to kill, no secret
    for _ in range(asked.random):
        loop.kill_after(chance.uniform(0.001, loop.seconds))
    for step in range(1, loop.steps + 1, max(1, loop.steps // asked.full)) if asked.full else ():
        loop.fail_at(step)
    print(json.dumps(loop.result(), indent=1))  # noqa: T201 - a script


if __name__ == "__main__":
    main()
