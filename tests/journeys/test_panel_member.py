"""The panel member: opens a sheet, sees only their own, fills it in, in LibreOffice too."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.ledger import Ledger


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example campaign with all sheets filled in and nothing collected yet."""
    root = kit.start_example(tmp_path_factory.mktemp("filled"))
    for name in ("plan", "pack"):
        assert CliRunner().invoke(main, [name, str(root)], catch_exceptions=False).exit_code == 0
    kit.fill_example(root)
    return root


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(n).decode("utf-8") for n in package.namelist() if n.endswith(".xml"))


def test_a_sheet_names_its_own_candidate_and_member_and_nobody_else(filled: Path) -> None:
    people = {
        "C01": "Priya Raman",
        "C02": "Tom Ellery",
        "C03": "Amara Osei",
        "C04": "Gareth Pugh",
        "C05": "Leila Haddad",
    }
    members = {"P1": "Helen Marsh", "P2": "Daniel Hughes", "P3": "Sunita Bhatt"}
    sheets = sorted(filled.glob("documents/score-sheets/**/*.docx"))
    assert len(sheets) == 15
    for path in sheets:
        candidate, member = path.stem.split("-")[3:5]
        words = words_of(path)
        assert [n for n in people.values() if n in words] == [people[candidate]]
        assert [n for n in members.values() if n in words] == [members[member]]
        assert "15 minutes more" not in words, "an adjustment must not stand on a score sheet"


@pytest.mark.libreoffice
def test_sheets_saved_again_by_libreoffice_give_the_same_ratings(
    filled: Path, tmp_path: Path, soffice: str
) -> None:
    sheets = [str(p) for p in sorted((filled / "returned").glob("*.docx"))]
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved"), *sheets),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    saved = sorted((tmp_path / "saved").glob("*.docx"))
    assert len(saved) == len(sheets) == 15
    straight, through = (
        ratings_after(filled, tmp_path / "a", None),
        ratings_after(filled, tmp_path / "b", saved),
    )
    assert through == straight


def ratings_after(filled: Path, to: Path, saved: list[Path] | None) -> list[dict[str, object]]:
    """Collect the campaign's sheets, or others in their place, and return the ratings as the ledger has them."""
    root = Path(shutil.copytree(filled, to / filled.name))
    for path in saved or []:
        (root / "returned" / path.name).write_bytes(path.read_bytes())
    CliRunner().invoke(main, ["collect", str(root)], catch_exceptions=False)
    with Ledger(root / "ledger.db") as ledger:
        sheets = [r.sheet for r in ledger.received() if r.sheet is not None]
    assert len(sheets) == 15
    return sorted((s.model_dump(mode="json") for s in sheets), key=lambda s: str(s["reference"]))
