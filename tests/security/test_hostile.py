"""Files built to do harm, and sheets damaged by chance: a finding each, in little time and memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.documents.score_sheet_reader import read_score_sheet
from tests.security.campaigns import Stages, run
from tests.security.fuzz import WAYS, Bench
from tests.security.hostile import EVERY, file_name

CHECKOUT = Path(__file__).parents[2]
MOST_SECONDS = 5
"""Of processor time for one file; 0.2 were measured."""
MOST_MB = 100
"""On top of what the program holds anyway; 7 were measured."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has the hostile files in it once they were measured."""
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def measured(stages: Stages, files: Path) -> dict[str, dict[str, object]]:
    """What reading each hostile file gave and cost, each in a process of its own."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells a process what it holds")
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.measure", str(stages.filled), str(files)],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
        timeout=600,
    )
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


def test_every_hostile_file_gives_its_finding(measured: dict[str, dict[str, object]]):
    assert len(measured) == len(EVERY) > 50
    got = {kind: (found["exit"], found["read"], found["codes"]) for kind, found in measured.items()}
    assert got == {kind: (0, h.read, [h.code] if h.code else []) for kind, h in EVERY.items()}


def test_no_hostile_file_takes_much_time_or_memory(measured: dict[str, dict[str, object]]):
    costs = {kind: (found["seconds"], found["MB"]) for kind, found in measured.items()}
    dear = {kind: cost for kind, cost in costs.items() if cost[0] > MOST_SECONDS or cost[1] > MOST_MB}  # type: ignore[operator]
    assert len(costs) > 50
    assert dear == {}


GUARDED = """
import sys
from interview_kit.cli import main

def guard(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system"):
        raise RuntimeError(f"{event} {args}")

sys.addaudithook(guard)
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(int(most.split()[1]) // 1024, file=sys.stderr)
"""


def test_a_folder_full_of_hostile_files_is_read_to_its_end_and_nothing_is_fetched(
    filled: Path, files: Path, measured: dict[str, dict[str, object]]
):
    returned = filled / "returned"
    bad = {file_name(kind): EVERY[kind] for kind in measured if not EVERY[kind].read}
    for name in bad:
        shutil.copy(files / name, returned / name)
    bytes_before = {p.name: p.read_bytes() for p in returned.iterdir()}
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, "collect", str(filled), "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    got = json.loads(done.stdout)
    assert {s for row in got["matrix"] for s in row["sheets"].values()} == {"in"}
    codes = {f["where"].removeprefix("returned/"): f["code"] for f in got["findings"]}
    assert {name: codes.get(name) for name in bad} == {name: h.code for name, h in bad.items()}
    assert len(bad) > 35
    assert int(done.stderr.split()[-1]) < 400, "MB in all, the libraries and the largest file included"
    assert {p.name: p.read_bytes() for p in returned.iterdir()} == bytes_before


def test_what_points_outside_fetches_nothing(stages: Stages, monkeypatch: pytest.MonkeyPatch):
    tried: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _, address: tried.append(address))
    monkeypatch.setattr("socket.getaddrinfo", lambda *address: tried.append(address))
    bench = Bench(stages.filled)
    kinds = [
        kind
        for kind, hostile in EVERY.items()
        if hostile.code in {"external-part", "outside-field", "doctype"}
    ]
    assert len(kinds) > 10
    for kind in kinds:
        data = EVERY[kind].make(bench.sheet)
        assert [f.code for f in read_score_sheet(data, "x.docx", bench.plan, bench.issued).findings] == [
            EVERY[kind].code
        ]
    assert tried == []


@pytest.fixture(scope="module")
def bench(stages: Stages) -> Bench:
    """A filled sheet to damage."""
    return Bench(stages.filled)


def test_a_sheet_cut_short_at_every_kilobyte_is_said_to_be_damaged(bench: Bench):
    cuts = range(1024, len(bench.sheet), 1024)
    assert len(cuts) > 15
    read = [read_score_sheet(bench.sheet[:cut], "x.docx", bench.plan, bench.issued) for cut in cuts]
    assert {(r.sheet, *(f.code for f in r.findings)) for r in read} == {(None, "damaged")}


@settings(max_examples=120, deadline=None)
@given(way=st.sampled_from(sorted(WAYS)), seed=st.integers(0, 1_000_000))
def test_a_damaged_sheet_is_read_right_or_reported(bench: Bench, way: str, seed: int):
    assert bench.run(way, seed)[0] is None


NAMES = [b"bad\xff\xfe.docx", b"line\nend.docx", b"\x1b[2J\x1b[31m.docx", "\u202excod.docx".encode(), b"-rf.docx",
         "Jose\u0301.docx".encode(), "José.docx".encode(), b"CON.docx", ("😀" * 60).encode() + b".docx", b"a" * 250 + b".docx"]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep such names out")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_files_with_names_that_are_no_text_are_read_and_their_names_do_no_harm(
    filled: Path, options: tuple[str, ...]
):
    returned = filled / "returned"
    sheet = next(returned.glob("*C01-P1*"))
    content = sheet.read_bytes()
    sheet.unlink()
    for name in NAMES:
        with open(os.fsencode(returned) + b"/" + name, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(content)
        with open(os.fsencode(returned) + b"/x" + name[:200], "wb") as file:  # noqa: PTH123
            file.write(b"%PDF-1.7")
    got = run("collect", filled, *options)
    assert got.exit_code == 1
    assert not {"\x1b", "\u202e", "\r"} & set(got.output)
    assert got.output.count("is a PDF, not a Word document") == len(NAMES)
    assert run("status", filled, "--json").output.count('"in"') == 6


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_what_is_no_file_in_the_returned_folder_is_passed_over(filled: Path, tmp_path: Path):
    returned = filled / "returned"
    os.mkfifo(returned / "pipe.docx")
    (returned / "nowhere.docx").symlink_to(tmp_path / "nowhere")
    (returned / "round").symlink_to(returned)
    (returned / "zero.docx").symlink_to("/dev/zero")
    (returned / "folder.docx").mkdir()
    assert run("collect", filled).exit_code == 0
