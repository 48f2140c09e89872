from __future__ import annotations

from interview_kit.reports.summary import summarise


def test_summary_holds_the_lines_and_both_tables(report) -> None:
    summary = summarise(report)
    assert summary.lines == report.in_short
    merit, settle = summary.tables
    assert merit.rows[4] == (
        "–",
        "C05 Leila Haddad",
        "3.00 (14 of 18)",
        "All 3 met so far",
        "Not worked out",
        "Incomplete",
    )
    assert settle.heads == ("Candidate", "Question", "P1", "P2", "P3", "What is open", "What to do")
    assert settle.rows[0][:5] == ("C02 Tom Ellery", "Q4 Respecting diversity & equality", "1", "3", "1")
    for table in summary.tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.heads)}


def test_row_about_a_whole_sheet_fills_every_column(housing, make_report) -> None:
    settle = summarise(make_report(housing.without_sheet("C04", "P2"))).tables[1]
    row = next(r for r in settle.rows if r[0].startswith("C04"))
    assert row == ("C04 Gareth Pugh", "All questions", "", "", "", "P2’s sheet is not in", "Ask P2 for it")
