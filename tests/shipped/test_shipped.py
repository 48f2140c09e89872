from __future__ import annotations

from pathlib import Path

import pytest

from interview_kit.errors import KitError
from interview_kit.shipped import overlay, shipped_folder


def test_shipped_question_bank_holds_the_four_frameworks():
    frameworks = sorted(p.stem for p in (shipped_folder("question_bank") / "frameworks").glob("*.yaml"))
    assert frameworks == ["cambridge-core", "cambridge-first-line", "cambridge-leadership", "norwich-pace"]


def test_overlay_without_an_own_folder_lists_shipped_files_in_order():
    files = overlay("question_bank")
    assert list(files) == sorted(files)
    assert files["frameworks/norwich-pace.yaml"] == (
        shipped_folder("question_bank") / "frameworks" / "norwich-pace.yaml"
    )


def test_overlay_lets_an_own_file_win_and_adds_new_ones(tmp_path: Path):
    own = tmp_path / "question_bank"
    (own / "frameworks").mkdir(parents=True)
    (own / "roles").mkdir()
    mine, new = own / "frameworks" / "norwich-pace.yaml", own / "roles" / "lift-operator.yaml"
    mine.write_text("schema: 1\n", encoding="utf-8")
    new.write_text("schema: 1\n", encoding="utf-8")
    files = overlay("question_bank", own)
    assert files["frameworks/norwich-pace.yaml"] == mine
    assert files["roles/lift-operator.yaml"] == new
    assert set(overlay("question_bank")) == set(files) - {"roles/lift-operator.yaml"}


def test_overlay_leaves_out_hidden_files_and_lock_files(tmp_path: Path):
    for name in (".DS_Store", "~$score_sheet.docx", ".~lock.score_sheet.docx#"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "kept.yaml").write_text("x", encoding="utf-8")
    files = overlay("question_bank", tmp_path)
    assert [name for name, path in files.items() if path.parent == tmp_path] == ["kept.yaml"]


def test_overlay_of_a_folder_that_is_not_there_names_it(tmp_path: Path):
    with pytest.raises(KitError) as stopped:
        overlay("question_bank", tmp_path / "nowhere")
    assert [f.code for f in stopped.value.findings] == ["own-folder-missing"]
