from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from interview_kit.campaign_folder import Batch, remove_leftovers
from interview_kit.errors import KitError

SHEETS = {
    f"{member}/C{n:02d}.docx": f"sheet {member} {n}".encode() for member in ("P1", "P2") for n in range(3)
}
KILLED = """
import os, sys
from pathlib import Path
from threading import Event, Thread
from interview_kit.campaign_folder import Batch

left = int(sys.argv[2])

def dying(do):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return do(*args, **kwargs)
    return call

for name in ("open", "write", "mkdir", "rename", "replace", "sync"):
    setattr(os, name, dying(getattr(os, name)))
root = Path(sys.argv[1])
with Batch(root, is_kept=lambda path, _: path.read_bytes() == b"filled in") as batch:
    for member in ("P1", "P2"):
        for n in range(3):
            batch.add(root / member, f"C{n:02d}.docx", f"sheet {member} {n}".encode())
"""


def write(root: Path, sheets: dict[str, bytes] = SHEETS) -> Batch:
    with Batch(root, is_kept=lambda path, _: path.read_bytes() == b"filled in") as batch:
        for name, data in sheets.items():
            path = root / name
            batch.add(path.parent, path.name, data)
    return batch


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_all_files_are_in_place_and_nothing_else_is(tmp_path: Path):
    assert write(tmp_path / "documents").kept == []
    assert files(tmp_path) == {f"documents/{name}": data for name, data in SHEETS.items()}
    assert sorted(p.name for p in (tmp_path / "documents").iterdir()) == ["P1", "P2"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_may_read_what_was_written(tmp_path: Path):
    write(tmp_path)
    assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.rglob("*.docx")} == {0o600}


def test_nothing_is_in_place_before_the_end(tmp_path: Path):
    with Batch(tmp_path) as batch:
        batch.add(tmp_path / "P1", "C01.docx", b"sheet")
        assert not (tmp_path / "P1").exists()
    assert files(tmp_path) == {"P1/C01.docx": b"sheet"}


def test_after_an_error_nothing_is_in_place(tmp_path: Path):
    def fail() -> None:
        with Batch(tmp_path) as batch:
            batch.add(tmp_path, "C01.docx", b"sheet")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_must_stay_stays_and_the_others_are_replaced(tmp_path: Path):
    write(tmp_path)
    (tmp_path / "P1" / "C01.docx").write_bytes(b"filled in")
    (tmp_path / "P2" / "C02.docx").write_bytes(b"an old one")
    (tmp_path / "P2" / "notes.txt").write_bytes(b"somebody's own")
    assert write(tmp_path).kept == [tmp_path / "P1" / "C01.docx"]
    assert files(tmp_path) == SHEETS | {"P1/C01.docx": b"filled in", "P2/notes.txt": b"somebody's own"}


def test_a_file_that_is_filled_in_meanwhile_stays(tmp_path: Path):
    with Batch(tmp_path, is_kept=lambda path, _: path.read_bytes() == b"filled in") as batch:
        batch.add(tmp_path / "P1", "C01.docx", b"sheet 1")
        batch.add(tmp_path / "P1", "C02.docx", b"sheet 2")
        (tmp_path / "P1").mkdir()
        (tmp_path / "P1" / "C01.docx").write_bytes(b"filled in")
    assert batch.kept == [tmp_path / "P1" / "C01.docx"]
    assert files(tmp_path) == {"P1/C01.docx": b"filled in", "P1/C02.docx": b"sheet 2"}


def test_a_file_that_says_the_same_is_not_written_again(tmp_path: Path):
    write(tmp_path)
    before = {p: p.stat().st_ino for p in tmp_path.rglob("*.docx")}
    write(tmp_path)
    assert {p: p.stat().st_ino for p in tmp_path.rglob("*.docx")} == before
    assert len(before) == len(SHEETS)


@pytest.mark.parametrize("call", ["open", "write", "close"])
def test_the_file_that_could_not_be_written_is_named_and_none_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    calls, do, opened, closed = 0, getattr(os, call), [], []
    opening, closing = os.open, os.close

    def full(*args: object, **how: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 4:
            if call == "close":
                closing(args[0])  # an error at the end of a file does not keep it open
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return do(*args, **how)

    def opens(*args: object, **how: object) -> int:
        opened.append((full if call == "open" else opening)(*args, **how))
        return opened[-1]

    def closes(handle: int) -> None:
        closed.append(handle)
        (full if call == "close" else closing)(handle)

    monkeypatch.setattr(os, "write", full if call == "write" else os.write)
    monkeypatch.setattr(os, "open", opens)
    monkeypatch.setattr(os, "close", closes)
    with pytest.raises(KitError) as refused:
        write(tmp_path)
    assert [finding.where for finding in refused.value.findings] == [str(tmp_path / "P2" / "C00.docx")]
    assert len(opened) >= 3
    assert sorted(opened) == sorted(closed)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_a_finding(tmp_path: Path):
    (tmp_path / "P1").write_bytes(b"")
    with pytest.raises(KitError) as error:
        write(tmp_path)
    assert [f.code for f in error.value.findings] == ["file-not-written"]
    assert files(tmp_path) == {"P1": b""}


def test_a_path_outside_is_a_mistake_of_the_program(tmp_path: Path):
    with pytest.raises(ValueError, match="not below"):
        write(tmp_path / "documents", {"../returned/C01.docx": b"x"})


def test_killed_at_any_step_the_next_run_finishes_and_a_filled_sheet_stays(tmp_path: Path):
    codes = []
    for step in range(100):
        root = tmp_path / str(step)
        (root / "P2").mkdir(parents=True)
        (root / "P2" / "C01.docx").write_bytes(b"filled in")
        run = subprocess.run([sys.executable, "-c", KILLED, str(root), str(step)], check=False)
        whole = SHEETS | {"P2/C01.docx": b"filled in"}
        there = {name: data for name, data in files(root).items() if not name.startswith(".part-")}
        assert there["P2/C01.docx"] == b"filled in"
        assert there.items() <= whole.items()
        write(root)
        remove_leftovers(root, older_than=-1)
        assert files(root) == whole
        codes.append(run.returncode)
        if run.returncode == 0:
            break
    assert codes[-1] == 0
    assert set(codes[:-1]) == {9}
    assert len(codes) > 20


MANY = {f"P1/C{n:04d}.docx": f"sheet {n}".encode() for n in range(700)}


def test_thousands_are_written_in_runs_and_all_are_there(tmp_path: Path):
    write(tmp_path, MANY)
    assert files(tmp_path) == MANY


def test_where_no_thread_can_be_had_everything_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: Thread) -> None:
        msg = "can't start new thread"
        raise RuntimeError(msg)

    monkeypatch.setattr(Thread, "start", refuse)
    write(tmp_path, MANY)
    assert files(tmp_path) == MANY


def test_after_an_interruption_nothing_is_left_though_a_thread_still_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    released = Event()
    monkeypatch.setattr("interview_kit.campaign_folder.batch._reach_disk", released.wait)

    def interrupt() -> None:
        with Batch(tmp_path) as batch:
            for name, data in MANY.items():
                batch.add(tmp_path / "P1", Path(name).name, data)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert list(tmp_path.iterdir()) == []
    released.set()


@pytest.mark.parametrize(
    ("folder", "name"),
    [(".", "../C01.docx"), (".", ".."), (".", ""), ("..", "C01.docx"), ("P1/../..", "C01.docx")],
)
def test_nothing_is_taken_for_a_place_outside_the_folder(tmp_path: Path, folder: str, name: str):
    root = tmp_path / "documents"
    with Batch(root) as batch, pytest.raises(ValueError, match=r"no name of a file|not below"):
        batch.add(root / folder, name, b"sheet")
    assert files(tmp_path) == {}
