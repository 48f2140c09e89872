from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from interview_kit.documents.score_sheet_reader import read_score_sheet
from interview_kit.domain.rating import ScoreSheet
from interview_kit.word.fill import fill
from tests.documents.answers import example, values_of
from tests.documents.test_score_sheet_round_trip import ISSUED, PLAN, SHEET, empty_sheet
from tests.fill.editors import EDITORS

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]
VARIANTS = ["as filled", "tracked changes", "controls and properties dropped", "split runs"]
"""Not here: controls round cells. From those LibreOffice 7.4 drops line breaks, or repeats text of two scripts."""


def convert(soffice: str, folder: Path, files: list[Path], target: str) -> None:
    """Open files in LibreOffice and save them in another format or the same."""
    done = subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder / "saved"),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def resaved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return filled sheets of each maker and variant, and an empty one, as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {}
    for maker in ("layout", "kit"):
        filled = fill(empty_sheet(maker), values_of(example(SHEET), PLAN))
        files |= {f"{maker} {variant}": EDITORS[variant](filled) for variant in VARIANTS}
        files[f"{maker} empty"] = empty_sheet(maker)
    paths = []
    for number, data in enumerate(files.values()):
        path = folder / f"{number}.docx"
        path.write_bytes(data)
        paths.append(path)
    convert(soffice, folder, paths, "docx:MS Word 2007 XML")
    convert(soffice, folder, [folder / "saved" / p.name for p in paths], "odt")
    return {name: (folder / "saved" / p.name).read_bytes() for name, p in zip(files, paths, strict=True)} | {
        "odt": (folder / "saved" / "0.odt").read_bytes()
    }


@pytest.mark.parametrize("maker", ["layout", "kit"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_filled_sheet_saved_by_libreoffice_reads_field_for_field(
    resaved: dict[str, bytes], maker: str, variant: str
):
    read = read_score_sheet(resaved[f"{maker} {variant}"], "returned/x.docx", PLAN, ISSUED)
    assert read.sheet == example(SHEET)
    assert read.findings == ()


@pytest.mark.parametrize("maker", ["layout", "kit"])
def test_an_empty_sheet_saved_by_libreoffice_reads_as_empty(resaved: dict[str, bytes], maker: str):
    read = read_score_sheet(resaved[f"{maker} empty"], "returned/x.docx", PLAN, ISSUED)
    assert isinstance(read.sheet, ScoreSheet)
    assert [f.code for f in read.findings] == ["interest-missing", "not-filled-in", "not-alone"]


def test_an_open_document_file_is_named_as_such(resaved: dict[str, bytes]):
    read = read_score_sheet(resaved["odt"], "returned/x.docx", PLAN, ISSUED)
    assert read.sheet is None
    assert [f.code for f in read.findings] == ["odt"]
