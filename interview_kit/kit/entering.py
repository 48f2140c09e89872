"""The use cases around paper: the workbook for keying scores, and keying one sheet in the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from interview_kit.campaign_folder import write_atomically
from interview_kit.documents.date_text import read_date
from interview_kit.documents.entry_workbook import compose_entry_workbook
from interview_kit.documents.entry_workbook_reader import is_keyed
from interview_kit.documents.keyed_sheet import KeyedAnswer, KeyedSheet, behaviour_ids, keyed_score_sheet
from interview_kit.documents.score_text import read_score
from interview_kit.documents.sheet_wording import behaviours
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.issued import Issued
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.command_line import command_line
from interview_kit.kit.interests import with_command
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.recording import RESULTS, finished_early, interview_days
from interview_kit.kit.refs import as_listed
from interview_kit.kit.standing import change_findings, standing_sheets, still_open
from interview_kit.ledger import Ledger

__all__ = [
    "EntryWorkbook",
    "KeyedAnswer",
    "KeyedSheet",
    "PaperSheet",
    "enter_sheet",
    "make_entry_workbook",
    "open_paper",
]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EntryWorkbook:
    """The workbook for keying scores."""

    path: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as somebody who keys its score needs it."""

    key: str
    lead: str
    behaviours: Mapping[str, str]
    """Words of each behaviour by its id."""

    def strange(self, text: str) -> list[str]:
        """Return what a text names that is no behaviour of the question."""
        return [id_ for id_ in behaviour_ids(text) if id_ not in self.behaviours]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One panel member's score sheet on one candidate, about to be keyed."""

    reference: str
    candidate: Candidate
    member: PanelMember
    levels: tuple[str, ...]
    """``4 - Excellent`` and so on, the highest first."""
    questions: tuple[PaperQuestion, ...]
    standing: int
    """How many scores are in already; they stay as they were first received."""
    scale: Scale

    def reading(self, text: str) -> str:
        """Return what a text is read as: ``3``, ``not asked``, ``no answer`` or ``blank``."""
        read = read_score(text, self.scale)
        return read.mark.value if read.score is None else str(read.score)

    def day(self, text: str) -> dt.date | None:
        """Return the day that a text names, in any of the ways in which people write one."""
        return read_date(text)

    def problem_of_score(self, text: str) -> str:
        """Return why a text is no score, nor a mark in its place; empty when it is one, or is blank."""
        return read_score(text, self.scale).unclear


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a sheet that was keyed."""

    result: str
    findings: tuple[Finding, ...]


@runs_alone("pack --entry-workbook")
def make_entry_workbook(root: Path) -> EntryWorkbook:
    """Write the workbook for keying scores into the campaign's documents folder.

    One in which somebody has typed stays as it is, with a finding.

    Raises:
        KitError: on findings in the campaign's files, or if the pack has not been made yet.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        issued = _in_force(opened, ledger)
    if not issued:
        raise KitError([_not_packed(opened)])
    path = opened.folder.documents / f"{opened.plan.campaign}-entry-workbook.xlsx"
    data = compose_entry_workbook(opened.plan, opened.campaign, issued)
    if path.exists() and (there := path.read_bytes()) != data and is_keyed(there):
        return EntryWorkbook(path, (_kept(path),))
    write_atomically(path, data)
    return EntryWorkbook(path, ())


def open_paper(root: Path, candidate: str, member: str) -> PaperSheet:
    """Return what is needed to key one score sheet.

    Raises:
        KitError: on findings in the campaign's files, if there is no such candidate or panel member, or if
            no score sheet was issued for the two.
    """
    opened = open_campaign(root)
    person = _named("candidate", candidate, {c.ref: c for c in opened.candidates})
    scorer = _named("panel member", member, {m.ref: m for m in opened.campaign.panel})
    with open_ledger(opened.folder) as ledger:
        one = _sheet_of(opened, ledger, person, scorer)
        standing = standing_sheets(ledger, opened).sheets.get((person.ref, scorer.ref))
    return PaperSheet(
        reference=one.reference,
        candidate=person,
        member=scorer,
        levels=tuple(level.display for level in opened.plan.scale.levels),
        questions=tuple(
            PaperQuestion(q.key, q.question.lead, {i.id: i.text for i in behaviours(q)})
            for q in opened.plan.questions
        ),
        standing=sum(r.score is not None for r in standing.ratings) if standing else 0,
        scale=opened.plan.scale,
    )


@runs_alone("enter")
def enter_sheet(root: Path, paper: PaperSheet, keyed: KeyedSheet, *, now: dt.datetime) -> Entered:
    """Record what was keyed of a score sheet in the ledger, as a sheet that came in, with who keyed it.

    What was typed is kept word for word, as the bytes of a file that was sent in are.

    Raises:
        KitError: on findings in the campaign's files; if the sheet is no longer one of the plan in force; or if
            what was keyed names nobody, or cannot be printed. Nothing is recorded then.
    """
    opened, pair = open_campaign(root), (paper.candidate.ref, paper.member.ref)
    where = f"paper {pair[0]} by {pair[1]}"
    with open_ledger(opened.folder) as ledger:
        one = _sheet_of(opened, ledger, paper.candidate, paper.member)
        if one.reference != paper.reference:
            raise KitError([_planned_again(where, root)])
        read = keyed_score_sheet(keyed, one, opened.plan, where)
        if read.sheet is None:
            raise KitError(read.findings)
        receipt = ledger.receive(where, read.typed, read.sheet, read.findings, at=now)
        standing = standing_sheets(ledger, opened)
    said = f"{pair[0]} by {pair[1]}, keyed by {keyed.by}: {RESULTS[receipt.result]}"
    findings = (
        *with_command(still_open([read.findings], standing.sheets[pair]), root, *pair),
        *finished_early(read.sheet, where, interview_days(opened)),
        *change_findings(standing, pair),
    )
    return Entered(said, findings)


def _planned_again(where: str, root: Path) -> Finding:
    return Finding(
        where,
        "the questions were planned again while this sheet was being keyed; nothing was recorded",
        f"Key the sheet of the plan in force, which this makes: {command_line('pack', root)}",
        code="older-plan",
    )


def _in_force(opened: OpenCampaign, ledger: Ledger) -> list[Issued]:
    """Return the score sheets issued on the plan in force, by candidate, for people still named."""
    people = {c.ref: n for n, c in enumerate(opened.candidates)}
    members = {m.ref for m in opened.campaign.panel}
    found = [
        one
        for one in ledger.issued().values()
        if one.plan == opened.plan.fingerprint and one.candidate in people and one.member in members
    ]
    return sorted(found, key=lambda one: people[one.candidate])


def _sheet_of(opened: OpenCampaign, ledger: Ledger, candidate: Candidate, member: PanelMember) -> Issued:
    for one in _in_force(opened, ledger):
        if (one.candidate, one.member) == (candidate.ref, member.ref):
            return one
    raise KitError([_not_packed(opened, f" for {candidate.ref} by {member.ref}")])


def _named(kind: str, ref: str, known: Mapping[str, T]) -> T:
    named = as_listed(ref, known)
    if named in known:
        return known[named]
    raise KitError(
        [
            Finding(
                ref, f"there is no {kind} of this ref", f"There are {', '.join(known)}.", code="ref-unknown"
            )
        ]
    )


def _not_packed(opened: OpenCampaign, which: str = "") -> Finding:
    return Finding(
        str(opened.folder.documents),
        f"no score sheet has been issued{which} on the plan in force",
        f"Run: {command_line('pack', opened.folder.root)}",
        code="not-packed",
    )


def _kept(path: Path) -> Finding:
    return Finding(
        str(path),
        "somebody has typed in this workbook, so it was left as it is",
        "Save it in the campaign's returned folder and run collect. To get an empty one, move this file away "
        "and run the command again.",
        severity=Severity.WARNING,
        code="entry-workbook-kept",
    )
