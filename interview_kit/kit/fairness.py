"""The use case *fairness*: selection by group, over several campaigns together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder import EqualityRow, inside_campaign, read_equality, write_atomically
from interview_kit.domain.english import first_few
from interview_kit.errors import Finding, Severity, raise_errors
from interview_kit.kit.forms import agreed_scores
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.order import order_of
from interview_kit.kit.standing import standing_sheets
from interview_kit.reports.fairness import FairnessReport, fairness_report
from interview_kit.scoring.fairness import LEAST, characteristic_result, count_groups
from interview_kit.scoring.merit import MeritOrder, Outcome

NOT_STATED = "not stated"
_FEW = 5
FEWEST = 2
"""Campaigns that are pooled at least: one would be an inquiry into the people of one appointment."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What counts as selected, said in words, and who was: a candidate who is not named has no outcome yet."""

    said: str
    choose: Callable[[OpenCampaign, MeritOrder], Mapping[str, bool]]
    """From a campaign and its merit order: by candidate, whether selected."""


def _appointable(_: OpenCampaign, order: MeritOrder) -> Mapping[str, bool]:
    final = [p for p in order.placings if p.outcome is not Outcome.INCOMPLETE]
    return {p.candidate: p.outcome is Outcome.APPOINTABLE for p in final}


def _appointed(opened: OpenCampaign, order: MeritOrder) -> Mapping[str, bool]:
    decision = opened.rulings.decision
    if decision is None:
        return {}
    final = {p.candidate for p in order.placings if p.outcome is not Outcome.INCOMPLETE}
    return {
        p.candidate: p.candidate in decision.appoint
        for p in order.placings
        if p.candidate in final | {*decision.listed}
    }


OUTCOMES: Mapping[str, _Outcome] = {
    "appointable": _Outcome("appointable: met every minimum of the campaign's own rules", _appointable),
    "appointed": _Outcome(
        "appointed, by the panel's recorded decision; campaigns without one are left out", _appointed
    ),
}
"""By the word that asks for each."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """The report, what was found on the way, and the file when one was asked for."""

    report: FairnessReport
    findings: tuple[Finding, ...]
    file: Path | None


def compare_groups(
    roots: Sequence[Path],
    equality: Path,
    *,
    save: Path | None = None,
    outcome: str = "appointable",
) -> Fairness:
    """Return selection rates by group over all campaigns together.

    ``outcome`` is one of :data:`OUTCOMES`.

    Raises:
        KitError: with a single campaign, the same one twice, an equality file inside a campaign's folder,
            findings in any file, or figures so few that they would tell on single people.
    """
    chosen_by = OUTCOMES[outcome]
    folders = list(dict.fromkeys(root.resolve() for root in roots))
    titles, rows, found = read_equality(equality)
    findings = [*_check_folders(roots, folders), *found, *_check_target(save)]
    raise_errors(findings)
    outcomes: dict[tuple[str, str], bool] = {}
    known: set[tuple[str, str]] = set()
    campaigns: list[str] = []
    without: list[str] = []
    for root in folders:
        reference, refs, chosen, warnings = _outcomes(root, chosen_by)
        findings += warnings
        if reference in campaigns:
            findings.append(_twice(root, reference))
        campaigns.append(reference)
        if not chosen:
            without.append(reference)
        known |= {(reference.casefold(), ref.casefold()) for ref in refs}
        outcomes |= {(reference.casefold(), ref.casefold()): yes for ref, yes in chosen.items()}
    findings += _check_rows(rows, campaigns, known, equality.name)
    findings += _check_numbers(outcomes.values(), without)
    raise_errors(findings)
    said = {(row.campaign.casefold(), row.ref.casefold()): row.values for row in rows}
    results = [
        characteristic_result(
            title,
            count_groups((said.get(who, {}).get(title, NOT_STATED), yes) for who, yes in outcomes.items()),
            apart=NOT_STATED,
        )
        for title in titles
    ]
    report = fairness_report(
        results,
        campaigns=campaigns,
        considered=len(outcomes),
        selected=sum(outcomes.values()),
        outcome=chosen_by.said,
        left_out=len(known) - len(outcomes),
    )
    if save is not None:
        from interview_kit.reports.fairness_excel import render_fairness_excel  # noqa: PLC0415 - when asked

        write_atomically(save, render_fairness_excel(report))
    return Fairness(report, tuple(findings), save)


def _outcomes(
    root: Path, outcome: _Outcome
) -> tuple[str, tuple[str, ...], Mapping[str, bool], tuple[Finding, ...]]:
    """Return a campaign's reference, its candidates, who was selected, and warnings."""
    opened = open_campaign(root)
    refs = tuple(c.ref for c in opened.candidates)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        agreed = agreed_scores(opened, ledger)
    order = order_of(opened, standing, agreed)
    return opened.campaign.reference, refs, outcome.choose(opened, order), opened.findings


def _check_folders(roots: Sequence[Path], folders: Sequence[Path]) -> Iterable[Finding]:
    if len(folders) < FEWEST:
        yield Finding(
            str(roots[0]) if roots else "campaigns",
            "one campaign is too few: its figures would speak of single people",
            "Name two or more campaign folders; a year's are better.",
            code="fairness-one-campaign",
        )
    elif len(folders) < len(roots):
        yield Finding(
            "campaigns",
            "a folder is named twice",
            "It was counted once.",
            severity=Severity.WARNING,
            code="fairness-folder-twice",
        )


def _check_target(save: Path | None) -> Iterable[Finding]:
    home = inside_campaign(save) if save is not None else None
    if home is not None:
        yield Finding(
            str(save),
            f"the file would lie in the campaign folder {home.name}, where the panel's papers are",
            "Save it in a folder that only HR can open.",
            code="fairness-save-inside-campaign",
        )


def _twice(root: Path, reference: str) -> Finding:
    return Finding(
        str(root),
        f"another of the folders has the reference {reference} too",
        "Name each campaign once; a copy of a folder is the same campaign.",
        code="fairness-reference-twice",
    )


def _check_rows(
    rows: Sequence[EqualityRow], campaigns: Sequence[str], known: set[tuple[str, str]], name: str
) -> Iterable[Finding]:
    """Yield findings on rows about nobody; rows about campaigns that are not pooled are left aside."""
    pooled = {c.casefold() for c in campaigns}
    for row in rows:
        if row.campaign.casefold() in pooled and (row.campaign.casefold(), row.ref.casefold()) not in known:
            yield Finding(
                f"{name}: row {row.row}",
                f"{row.campaign} has no candidate {row.ref}",
                "Correct the ref, or delete the row.",
                code="equality-unknown",
            )


def _check_numbers(outcomes: Iterable[bool], without: Sequence[str]) -> Iterable[Finding]:
    """Yield a finding where the totals alone would tell on single people.

    ``without`` are the campaigns in which nobody has an outcome yet.
    """
    every = list(outcomes)
    if len(every) < LEAST:
        problem = f"fewer than {LEAST} candidates have an outcome: nothing can be shown"
        open_ = f"Nobody has one yet in {first_few(without, _FEW)}: finish those first. " if without else ""
        yield Finding("campaigns", problem, f"{open_}Add campaigns.", code="fairness-too-few")
    elif sum(every) in {0, len(every)}:
        what = "everybody" if sum(every) else "nobody"
        problem = f"{what} was selected, so there is nothing to compare between groups"
        yield Finding("campaigns", problem, "Add campaigns.", code="fairness-no-difference")
