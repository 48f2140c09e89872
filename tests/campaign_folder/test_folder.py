from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.bank import load_bank
from interview_kit.campaign_folder import (
    CampaignFolder,
    create_campaign,
    delete_empty_folder,
    delete_folder,
    remove_leftovers,
    safe_name,
    write_atomically,
)
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.errors import KitError

ROLE = load_bank().roles["housing-officer"]
CAMPAIGN = Campaign.model_validate(
    {
        "schema": 1,
        "reference": "UP-7",
        "organisation": "Borough of Upford",
        "place": "Town hall: level entrance from the yard",
        "contact": {"email": "jobs@upford.example", "phone": "01632 960 001"},
        "panel": [{"ref": "P1", "name": "Null", "chair": True}, {"ref": "P2", "name": "No: 'Ørsted' #1"}],
        "dates": {
            "interviews_from": "2026-03-12",
            "interviews_to": "2026-03-13",
            "adjustments_by": "2026-03-05",
            "result_by": "2026-03-20",
        },
    }
)


def files_in(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*"))


def test_new_campaign_has_every_file_and_folder_and_reads_back_equal(tmp_path: Path):
    folder = create_campaign(tmp_path / "output" / "UP-7", CAMPAIGN, ROLE)
    assert files_in(folder.root) == [
        "campaign.yaml",
        "candidates.csv",
        "documents",
        "reports",
        "reports/feedback",
        "returned",
        "role.yaml",
    ]
    assert folder.load_campaign().findings == ()
    assert folder.load_campaign().value == CAMPAIGN
    assert folder.load_role().value == ROLE
    assert folder.load_candidates() == ([], [])
    assert folder.candidates_file().read_bytes() == b"\xef\xbb\xbfRef,Name,Interview,Room,Adjustments\r\n"
    assert files_in(tmp_path / "output")[0] == "UP-7"


def test_every_key_that_people_write_in_a_new_campaign_is_explained(tmp_path: Path):
    folder = create_campaign(tmp_path / "UP-7", CAMPAIGN, ROLE)
    plain = {"schema", "id", "title", "grade", "organisation"}
    checked = 0
    for path in (folder.campaign_yaml, folder.role_yaml):
        lines = path.read_text(encoding="utf-8").split("\n")
        for above, line in pairwise(lines):
            if line[:1].isalpha() and line.partition(":")[0] not in plain:
                assert above.startswith("#"), line
                checked += 1
    assert checked > 15


def test_list_of_candidates_is_taken_over_without_what_a_panel_must_not_see(tmp_path: Path):
    given_list = tmp_path / "applicants.csv"
    given_list.write_text("Ref;Name;Date of birth\nC01;Ann Abel;1.4.1970\n", encoding="utf-8")
    folder = create_campaign(tmp_path / "UP-7", CAMPAIGN, ROLE, candidates=given_list)
    assert folder.load_candidates() == ([Candidate(ref="C01", name="Ann Abel")], [])
    assert b"1970" not in folder.candidates_file().read_bytes()


def test_list_with_errors_stops_a_new_campaign_and_leaves_nothing(tmp_path: Path):
    given_list = tmp_path / "applicants.csv"
    given_list.write_text("Ref,Name\n,Ann Abel\n", encoding="utf-8")
    with pytest.raises(KitError) as stopped:
        create_campaign(tmp_path / "UP-7", CAMPAIGN, ROLE, candidates=given_list)
    assert [f.where for f in stopped.value.findings] == ["applicants.csv: row 2"]
    assert files_in(tmp_path) == ["applicants.csv"]


def test_folder_with_anything_in_it_is_never_written_to(tmp_path: Path):
    root = tmp_path / "UP-7"
    root.mkdir()
    (root / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError) as stopped:
        create_campaign(root, CAMPAIGN, ROLE)
    assert [f.code for f in stopped.value.findings] == ["campaign-exists"]
    assert files_in(tmp_path) == ["UP-7", "UP-7/notes.txt"]


def test_empty_folder_becomes_the_campaign(tmp_path: Path):
    (tmp_path / "UP-7").mkdir()
    assert create_campaign(tmp_path / "UP-7", CAMPAIGN, ROLE).campaign_yaml.exists()


def test_workbook_of_candidates_is_found_where_there_is_no_csv(tmp_path: Path):
    folder = CampaignFolder(tmp_path)
    assert folder.candidates_file().name == "candidates.csv"
    (tmp_path / "candidates.xlsx").write_bytes(b"x")
    assert folder.candidates_file().name == "candidates.xlsx"


def test_atomic_write_makes_the_folder_and_replaces_the_file(tmp_path: Path):
    path = tmp_path / "a" / "b" / "plan.yaml"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert files_in(tmp_path) == ["a", "a/b", "a/b/plan.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have modes")
def test_written_file_is_for_its_owner_only(tmp_path: Path):
    write_atomically(tmp_path / "plan.yaml", b"one")
    assert stat.S_IMODE((tmp_path / "plan.yaml").stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_write_that_fails_at_any_step_leaves_the_old_file_whole(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "plan.yaml"
    write_atomically(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(KitError) as stopped:
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert [(f.where, f.code) for f in stopped.value.findings] == [(path.as_posix(), "file-not-written")]
    assert stopped.value.findings[0].problem == "there is no room left on the disk"
    assert path.read_bytes() == b"old"
    assert files_in(tmp_path) == ["plan.yaml"]


KILLED = """
import os, signal, sys
from pathlib import Path
from interview_kit.campaign_folder import write_atomically
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[1], killed)
write_atomically(Path(sys.argv[2]), b"new")
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal")
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_write_killed_at_any_step_leaves_the_old_file_and_the_next_run_finishes(step: str, tmp_path: Path):
    path = tmp_path / "plan.yaml"
    write_atomically(path, b"old")
    run = subprocess.run([sys.executable, "-c", KILLED, step, str(path)], check=False)
    assert run.returncode == -9
    assert path.read_bytes() == b"old"
    assert remove_leftovers(tmp_path, older_than=0) == 1
    write_atomically(path, b"new")
    assert files_in(tmp_path) == ["plan.yaml"]
    assert path.read_bytes() == b"new"


def test_file_open_elsewhere_is_a_finding_that_says_to_close_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(KitError, match=r"score\.docx: the file cannot be written"):
        write_atomically(tmp_path / "score.docx", b"new")


def test_folder_in_the_place_of_a_file_is_a_finding(tmp_path: Path):
    (tmp_path / "plan.yaml").mkdir()
    with pytest.raises(KitError):
        write_atomically(tmp_path / "plan.yaml", b"new")
    assert files_in(tmp_path) == ["plan.yaml"]


def test_leftovers_of_killed_runs_are_removed_and_nothing_else(tmp_path: Path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / ".part-ab12").write_bytes(b"half")
    (tmp_path / "documents" / "guide.docx").write_bytes(b"whole")
    assert remove_leftovers(tmp_path, older_than=0) == 1
    assert files_in(tmp_path) == ["documents", "documents/guide.docx"]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("C03", "Amara Osei", "P2"), "C03-Amara-Osei-P2"),
        (("C1", "José"), "C1-José"),
        (("C1", "Jose\u0301"), "C1-José"),
        (("CON",), "x-CON"),
        (("nul",), "x-nul"),
        (("COM¹",), "x-COM1"),
        (("..", "/", "\\"), "unnamed"),
        (("",), "unnamed"),
        (("a/b\\c:d*e?f",), "a-b-c-d-e-f"),
        (("-rf", "name. "), "rf-name"),
        (("\u202egpj.exe",), "gpj-exe"),
        (("محمد علي",), "محمد-علي"),
        (("C1", "A\x00\x1b\ud800B"), "C1-A-B"),
    ],
)
def test_file_name_is_one_that_every_system_accepts(parts: tuple[str, ...], name: str):
    assert safe_name(*parts) == name


def test_long_names_stay_apart_and_keep_their_refs():
    first, second = (safe_name("C03", "N" * 300 + last, "P2") for last in "ab")
    assert first != second
    assert [len(n) for n in (first, second)] == [100, 100]
    assert all(n.startswith("C03-N") and "-P2-" in n for n in (first, second))


@given(st.lists(st.text(max_size=150), max_size=4))
def test_any_parts_give_a_short_plain_name(parts: list[str]):
    name = safe_name(*parts)
    assert 0 < len(name.encode("utf-8")) <= 102
    assert unicodedata.normalize("NFC", name) == name
    assert not set(name) & set('/\\:*?"<>|. ')
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert all(unicodedata.category(c)[0] in "LNM" or c == "-" for c in name)


def test_a_folder_is_deleted_with_all_in_it_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "old" / "files").mkdir(parents=True)
    (tmp_path / "old" / "files" / "one.docx").write_bytes(b"1")
    delete_folder(tmp_path / "old")
    delete_folder(tmp_path / "old")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_which_a_file_is_open_stays_whole_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(self: Path, _: object = None) -> None:
        raise PermissionError(errno.EACCES, "in use", str(self))

    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "open.docx").write_bytes(b"1")
    monkeypatch.setattr(Path, "rename", locked)  # what Windows does; other systems do not lock open files
    with pytest.raises(KitError) as stopped:
        delete_folder(tmp_path / "old")
    (found,) = stopped.value.findings
    assert (found.where, found.problem) == ((tmp_path / "old").as_posix(), "the folder cannot be deleted")
    assert [p.name for p in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old" / "open.docx").exists()


def test_a_folder_that_is_not_empty_after_all_is_named(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "new.docx").write_bytes(b"1")
    with pytest.raises(KitError, match="the folder cannot be deleted"):
        delete_empty_folder(tmp_path / "full")
    assert (tmp_path / "full" / "new.docx").exists()
