"""The use case *compare*: the comparison in Word, Excel and HTML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interview_kit import __version__
from interview_kit.campaign_folder import delete_file, write_atomically
from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.role import Basis
from interview_kit.domain.rulings import ShownIn
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.kit.agreeing import has_sheet, missing_scores, to_discuss
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.command_line import command_line
from interview_kit.kit.forms import agreed_scores
from interview_kit.kit.nothing_in import no_sheets
from interview_kit.kit.opening import OpenCampaign, check_nobody_lost, open_campaign, open_ledger
from interview_kit.kit.scoring_rules import check_rules
from interview_kit.kit.standing import StandingSheets, standing_sheets
from interview_kit.kit.withdrawn import absent_of
from interview_kit.ledger import Ledger, Shown
from interview_kit.reports.blind import NameMask, name_mask
from interview_kit.reports.build import build_report
from interview_kit.reports.excel import render_excel
from interview_kit.reports.html import render_html
from interview_kit.reports.model import BLIND
from interview_kit.reports.summary import Summary, summarise
from interview_kit.reports.word import render_word


@dataclass(frozen=True, slots=True)
class ComparisonMade:
    """The comparison's first page and its documents."""

    summary: Summary
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


@runs_alone("compare")
def compare_candidates(
    root: Path,
    *,
    now: dt.datetime,
    templates: Path | None = None,
    blind: bool = False,
    step: Callable[[int], None] = lambda _: None,
) -> ComparisonMade:
    """Compare the candidates on the scores in the ledger and write the three documents.

    ``blind`` shows candidates by reference only, in documents of their own, ``comparison-blind.docx`` and so on.
    ``step`` is called once when the figures are settled, and once for each document.

    Raises:
        KitError: on findings in the campaign's files, or if no score sheet is in yet.
    """
    opened = open_campaign(root)
    check_nobody_lost(opened)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        if not standing.sheets:
            raise KitError([no_sheets(opened, ledger)])
        early = _show_early(opened, standing, ledger, now)
        head, agreed = ledger.head(), agreed_scores(opened, ledger)
        absent = absent_of(opened, standing, ledger)
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
        rulings=opened.rulings,
        first=opened.first,
        blind=blind,
        absent=absent,
        unread=standing.unread,
    )
    files, findings = own_templates(templates)
    reports, stem = opened.folder.reports, f"comparison{BLIND if blind else ''}"
    step(1)
    renderers: dict[str, Callable[[], bytes]] = {
        f"{stem}.docx": lambda: render_word(report, files),
        f"{stem}.xlsx": lambda: render_excel(report),
        f"{stem}.html": lambda: render_html(report, files).encode("utf-8"),
    }
    written = {}
    for name, render in renderers.items():
        written[reports / name] = render()
        step(1)
    for path, data in written.items():
        write_atomically(path, data)
    delete_file(reports / f"{stem}.pdf")
    found: tuple[Finding, ...] = (
        *opened.findings,
        *findings,
        *early,
        *check_rules(opened),
        *_not_agreed(opened, standing, agreed),
    )
    if blind:
        found = tuple(_masked(found, name_mask(opened.everybody, opened.rulings)))
    return ComparisonMade(summarise(report), tuple(written), found)


def _masked(findings: Iterable[Finding], mask: NameMask) -> Iterator[Finding]:
    """Yield the findings without candidates' names."""
    for f in findings:
        where, problem, remedy = (mask.text(text) for text in (f.where, f.problem, f.remedy))
        yield replace(f, where=where, problem=problem, remedy=remedy)


def _show_early(
    opened: OpenCampaign, standing: StandingSheets, ledger: Ledger, now: dt.datetime
) -> list[Finding]:
    """Note for which candidates the comparison shows scores while some are missing, and return a warning."""
    early = []
    for candidate in opened.candidates:
        missing = missing_scores(opened, standing, candidate)
        if missing and has_sheet(standing, candidate):
            why = tuple(missing.values())
            noted = Shown(
                candidate.ref,
                opened.plan.fingerprint,
                why,
                where=ShownIn.COMPARISON,
                members=tuple(missing),
            )
            ledger.show(noted, at=now)
            early.append(f"{candidate.ref}: {', '.join(why)}")
    if not early:
        return []
    return [
        Finding(
            "comparison",
            f"it shows scores on candidates whom not every member has scored ({'; '.join(early)})",
            "Keep it from those members until they have scored. That scores were shown is recorded; what they "
            "send in later is marked in the report.",
            severity=Severity.WARNING,
            code="compared-early",
        )
    ]


def _not_agreed(
    opened: OpenCampaign, standing: StandingSheets, agreed: Sequence[AgreedScore]
) -> Iterator[Finding]:
    """Yield a warning when the order is to rest on agreed scores and some that call for it have none."""
    if opened.plan.role.scoring.basis is not Basis.AGREED:
        return
    settled = {(a.candidate, a.question) for a in agreed if a.score is not None}
    lacking = {
        c.ref: [q for q in to_discuss(opened, standing, c) if (c.ref, q) not in settled]
        for c in opened.candidates
    }
    named = [f"{ref} {', '.join(questions)}" for ref, questions in lacking.items() if questions]
    if named:
        yield Finding(
            "comparison",
            f"the order rests on individual scores for questions that have no agreed score: {'; '.join(named)}",
            "Let the panel discuss them, and collect the forms. Run: "
            + command_line("agree", opened.folder.root),
            severity=Severity.WARNING,
            code="not-agreed",
        )
