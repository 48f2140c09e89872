from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_kit import kit
from interview_kit.kit.forms import known_forms
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.kit.reading import Expected, FileRead, read_files
from tests.documents.papers import TEMPLATES
from tests.fill.editors import edit_text
from tests.fill.hands import behind_the_tables
from tests.kit.readers import dies_of_some, takes_all_memory, takes_all_time

EXAMPLE = Path(__file__).parent.parent.parent / "output" / "example" / "HSG-2026-014"
NOW = dt.datetime(2026, 3, 16, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example campaign with six of its returned sheets, and a file that is none."""
    shutil.copytree(EXAMPLE, tmp_path / "campaign")
    for sheet in sorted((tmp_path / "campaign" / "returned").iterdir())[6:]:
        sheet.unlink()
    (tmp_path / "campaign" / "returned" / "A-letter.docx").write_bytes(b"not a document")
    return tmp_path / "campaign"


def jobs(root: Path) -> list[tuple[Path, str]]:
    return [(path, path.name) for path in sorted((root / "returned").iterdir())]


def expected(root: Path) -> Expected:
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        return Expected(opened.plan, ledger.issued(), known_forms(opened, ledger))


def codes(files: list[FileRead]) -> dict[str, list[str]]:
    """Return the codes of errors by file; files without one are left out."""
    found = {file.name: [f.code for f in file.said.findings if f.is_error] for file in files}
    return {name: said for name, said in found.items() if said}


def test_many_processes_read_the_same_as_one_in_the_same_order(root: Path):
    here = list(read_files(jobs(root), expected(root)))
    others = list(read_files(jobs(root), expected(root), few=0))
    assert others == here
    assert [file.name for file in here] == [name for _, name in jobs(root)]
    assert len([file for file in here if file.said.findings == ()]) > 2


@pytest.mark.parametrize(
    ("name", "reader"),
    [("crash", dies_of_some), ("greedy", takes_all_memory), ("endless", takes_all_time)],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limits")
def test_a_file_that_stops_its_reader_is_named_and_the_others_are_read(
    root: Path, name: str, reader: Callable[[Path, str], FileRead]
):
    sheets = sorted((root / "returned").iterdir())
    shutil.copy(sheets[3], root / "returned" / f"{sheets[3].stem}-{name}.docx")
    good = codes(list(read_files(jobs(root), expected(root))))
    files = list(read_files(jobs(root), expected(root), few=0, reader=reader))
    assert codes(files) == good | {f"{sheets[3].stem}-{name}.docx": ["file-too-much"]}
    assert [file.name for file in files] == [other for _, other in jobs(root)]


def test_a_large_folder_is_collected_as_a_small_one_is(root: Path, monkeypatch: pytest.MonkeyPatch):
    other = root.parent / "other"
    shutil.copytree(root, other)
    small = kit.collect_sheets(root, now=NOW)
    monkeypatch.setattr("interview_kit.kit.reading.LIGHT", 0)
    large = kit.collect_sheets(other, now=NOW)
    assert large == small
    assert open_ledger(open_campaign(other).folder).head() == open_ledger(open_campaign(root).folder).head()
    assert len(small.files) == 7


def test_what_was_written_outside_the_tables_is_named(root: Path):
    path = next((root / "returned").glob("*-C01-P1-*"))
    path.write_bytes(behind_the_tables(path.read_bytes(), "<w:p><w:r><w:t>PS: rather a 3.</w:t></w:r></w:p>"))
    said = [f for f in kit.collect_sheets(root, now=NOW).findings if f.code == "text-outside"]
    assert [(f.where, "“PS: rather a 3.”" in f.problem) for f in said] == [(f"returned/{path.name}", True)]


def test_what_a_template_of_ones_own_has_printed_is_nothing_somebody_wrote(root: Path):
    own = root.parent / "templates"
    own.mkdir()
    template = TEMPLATES["score-sheet.docx"].read_bytes()
    motto = "<w:p><w:r><w:t>Fair for Cambridge.</w:t></w:r></w:p><w:sectPr"
    (own / "score-sheet.docx").write_bytes(edit_text(template, "<w:sectPr", motto))
    for path in (root / "returned").glob("*-score-sheet.docx"):
        path.write_bytes(edit_text(path.read_bytes(), "<w:sectPr", motto))
    said = [f.code for f in kit.collect_sheets(root, now=NOW).findings]
    assert "text-outside" in said
    said = [f.code for f in kit.collect_sheets(root, templates=own, now=NOW).findings]
    assert "text-outside" not in said


KILLED = """
import sys
from pathlib import Path
from tests.kit.readers import waits_for_ever
from tests.kit.test_reading import expected, jobs
from interview_kit.kit.reading import read_files

if __name__ == "__main__":
    root = Path(sys.argv[1])
    list(read_files(jobs(root), expected(root), few=0, reader=waits_for_ever))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_processes_end_when_the_one_they_read_for_is_killed(root: Path):
    script = root.parent / "script.py"
    script.write_text(KILLED, encoding="utf-8")
    checkout = Path(__file__).parent.parent.parent
    run = subprocess.Popen([sys.executable, script, root], env={**os.environ, "PYTHONPATH": str(checkout)})
    pids = until(lambda: [p.read_text() for p in root.rglob("*.pid") if p.read_text()], bool)
    run.kill()
    run.wait()
    assert until(lambda: [pid for pid in pids if Path("/proc", pid).exists()], lambda left: not left) == []
    assert pids != []


def until(look: Callable[[], list[str]], is_enough: Callable[[list[str]], bool]) -> list[str]:
    """Return what is seen as soon as it is enough, or after a minute."""
    end = time.monotonic() + 60
    while not is_enough(seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen
