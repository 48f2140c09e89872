"""The use case *compare*: the comparison in Word, Excel and HTML."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from interview_kit import __version__
from interview_kit.campaign_folder import write_atomically
from interview_kit.errors import Finding, KitError
from interview_kit.kit.bank import own_templates
from interview_kit.kit.collecting import standing_sheets
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.reports.build import build_report
from interview_kit.reports.excel import render_excel
from interview_kit.reports.html import render_html
from interview_kit.reports.summary import Summary, summarise
from interview_kit.reports.word import render_word


@dataclass(frozen=True, slots=True)
class ComparisonMade:
    """The comparison's first page and its documents."""

    summary: Summary
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def compare_candidates(root: Path, *, now: dt.datetime, templates: Path | None = None) -> ComparisonMade:
    """Compare the candidates on the scores in the ledger and write the three documents.

    Raises:
        KitError: on findings in the campaign's files, or if no score sheet is in yet.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        head, agreed = ledger.head(), ledger.agreed()
    if not standing.sheets:
        raise KitError(
            [
                Finding(
                    str(opened.folder.returned),
                    "no score sheet has been read yet",
                    f"Save the filled sheets there and run: interview-kit collect {root}",
                    code="no-sheets",
                )
            ]
        )
    report = build_report(
        opened.plan,
        opened.campaign,
        opened.candidates,
        tuple(standing.sheets.values()),
        agreed=agreed,
        ledger_head=head,
        made_at=now,
        kit_version=__version__,
        example=opened.campaign.example,
    )
    files, findings = own_templates(templates)
    reports = opened.folder.reports
    written = {
        reports / "comparison.docx": render_word(report, files),
        reports / "comparison.xlsx": render_excel(report),
        reports / "comparison.html": render_html(report, files).encode("utf-8"),
    }
    for path, data in written.items():
        write_atomically(path, data)
    return ComparisonMade(summarise(report), tuple(written), (*opened.findings, *findings))
