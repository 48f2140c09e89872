"""LibreOffice works the workbook out afresh; its totals are the report's."""

from __future__ import annotations

import os
import subprocess
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from interview_kit.reports.excel import render_excel

pytestmark = [pytest.mark.libreoffice]

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""LibreOffice's settings with which it never trusts the values that stand in a file."""


class Calc:
    """LibreOffice Calc with a profile of its own."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self.soffice = soffice
        self.folder = folder
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(ALWAYS, encoding="utf-8")

    def recalculated(self, data: bytes) -> Any:  # noqa: ANN401 - an openpyxl workbook, or None
        """Return the workbook with every formula worked out by LibreOffice; ``None`` when it made none."""
        (self.folder / "book.xlsx").write_bytes(data)
        made = self.folder / "out" / "book.xlsx"
        made.unlink(missing_ok=True)
        profile = (self.folder / "profile").as_uri()
        subprocess.run(
            [
                self.soffice,
                "--headless",
                f"-env:UserInstallation={profile}",
                *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
                *("--outdir", str(made.parent)),
                str(self.folder / "book.xlsx"),
            ],
            check=False,
            capture_output=True,
            timeout=180,
        )
        return load_workbook(made, data_only=True) if made.exists() else None


def saved(book: Any) -> bytes:  # noqa: ANN401 - an openpyxl workbook
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def calc(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Calc:
    """Calc, once it has shown on a workbook of two cells that it is there."""
    found = Calc(soffice, tmp_path_factory.mktemp("calc"))
    tiny = Workbook()
    tiny.active.append([2, "=A1+1"])
    result = found.recalculated(saved(tiny))
    if result is None:
        reason = "LibreOffice has no Calc: apt-get install libreoffice-calc"
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must not skip this check. {reason}")
        pytest.skip(reason)
    assert result.active["B1"].value == 3
    return found


def head_row(sheet: Any) -> int:  # noqa: ANN401 - an openpyxl sheet
    return next(cell.row for cell in sheet["C"] if cell.value == "Ref")


def weights_row(sheet: Any) -> int:  # noqa: ANN401 - an openpyxl sheet
    return next(cell.row for cell in sheet["B"] if str(cell.value).startswith("Weight to try"))


def under(sheet: Any, title: str, count: int) -> list[Any]:  # noqa: ANN401 - an openpyxl sheet
    row = head_row(sheet)
    column = next(c.column for c in sheet[row] if c.value == title)
    return [sheet.cell(row + at, column).value for at in range(1, count + 1)]


def state(sheet: Any, report: Any) -> str:  # noqa: ANN401 - an openpyxl sheet, a report
    return str(sheet.cell(weights_row(sheet), 5 + len(report.competencies)).value)


def test_libreoffice_works_out_the_reports_totals(calc: Calc, report) -> None:
    plain = load_workbook(BytesIO(render_excel(report)))  # without the values worked out when it was written
    for data in (render_excel(report), saved(plain)):
        sheet = calc.recalculated(data)["Summary"]
        count = len(report.figures)
        assert under(sheet, "Total", count) == pytest.approx(
            [float(f.total) for f in report.figures], abs=1e-9
        )
        for at, head in enumerate(report.competencies):
            expected = [
                row.cells[at].missing if f.competencies[at] is None else float(f.competencies[at])
                for row, f in zip(report.heat.rows, report.figures, strict=True)
            ]
            found = under(sheet, head.title, count)
            assert [v if isinstance(v, str) else round(v, 9) for v in found] == [
                v if isinstance(v, str) else round(v, 9) for v in expected
            ]
        assert under(sheet, "Place with these weights", count) == [1, 2, 3, "–", "–"]
        assert state(sheet, report) == "As declared in the plan"


def test_libreoffice_totals_follow_a_changed_weight(calc: Calc, report) -> None:
    book = load_workbook(BytesIO(render_excel(report)))
    sheet = book["Summary"]
    sheet.cell(weights_row(sheet), 5).value = 30
    weights = [Fraction(30), *(head.weight_value for head in report.competencies[1:])]
    expected = []
    for figures in report.figures:
        known = [(w, v) for w, v in zip(weights, figures.competencies, strict=True) if v is not None]
        expected.append(float(sum(w * v for w, v in known) / sum(w for w, _ in known)))
    assert expected != pytest.approx([float(f.total) for f in report.figures], abs=1e-3)
    found = calc.recalculated(saved(book))["Summary"]
    assert under(found, "Total", len(expected)) == pytest.approx(expected, abs=1e-9)
    assert under(found, "Place with these weights", 3) == [2, 1, 3]
    assert state(found, report) == "Changed: a trial, not the record"


def test_libreoffice_finds_no_error_in_any_cell(calc: Calc, report) -> None:
    book = calc.recalculated(render_excel(report))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.data_type == "e"] == []
