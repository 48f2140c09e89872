"""The use case *feedback*: one letter for each candidate, which HR reads and sends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_kit import __version__
from interview_kit.campaign_folder import delete_file, write_atomically
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.english import listed
from interview_kit.domain.mentions import Hidden, Mentions
from interview_kit.domain.rating import Mark
from interview_kit.domain.rulings import Decision
from interview_kit.errors import Finding, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.deciding import compared
from interview_kit.kit.opening import OpenCampaign, OpenLists, check_nobody_lost, open_campaign, open_ledger
from interview_kit.kit.reasons import check_reason
from interview_kit.kit.refs import as_listed
from interview_kit.reports.feedback import Notes, build_letter, hear, released_notes
from interview_kit.reports.feedback_letter import render_letter
from interview_kit.reports.feedback_words import Outcome
from interview_kit.reports.subject import Subject
from interview_kit.word.mark import is_as_made

RELEASED: Final = "the panel's notes, without names, released in the feedback letter"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One candidate's letter and what to look at before it is sent."""

    candidate: Candidate
    outcome: Outcome
    letter: Path | None
    """``None`` when none was written; ``checks`` then says why."""
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackDrafted:
    """The letters that were drafted."""

    rows: tuple[LetterRow, ...]
    findings: tuple[Finding, ...]

    def as_data(self) -> list[dict[str, object]]:
        """Return plain data for JSON."""
        return [
            {
                "candidate": row.candidate.ref,
                "outcome": row.outcome.value,
                "letter": None if row.letter is None else row.letter.as_posix(),
                "check": list(row.checks),
            }
            for row in self.rows
        ]


@runs_alone("feedback")
def draft_feedback(
    root: Path,
    refs: Sequence[str] = (),
    *,
    release_notes: str | None = None,
    now: dt.datetime,
    templates: Path | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> FeedbackDrafted:
    """Draft a feedback letter for each candidate, or for those named, and say what to check in each.

    ``step`` is called for each letter. A letter that somebody has edited stays as it is. The panel's notes are in it only where
    ``release_notes`` says why; that goes into the ledger.

    Raises:
        KitError: on findings in the campaign's files or in the template, if no score sheet is in yet, or a
            ref is unknown.
    """
    opened = open_campaign(root)
    check_nobody_lost(opened)
    files, findings = own_templates(templates)
    refs = [as_listed(ref, (c.ref for c in opened.candidates)) for ref in refs]
    reason = None if release_notes is None else " ".join(release_notes.split())
    found = [*opened.findings, *findings]
    raise_errors(
        [*check_refs(opened, refs), *(check_reason("releasing notes", reason) if reason is not None else [])]
    )
    rows, written = [], []
    with open_ledger(opened.folder) as ledger:
        subject = compared(opened, ledger)
        made = {
            "kit-version": __version__,
            "kit-plan": opened.plan.mark,
            "kit-ledger": ledger.head(),
        }
        for candidate in opened.candidates:
            if refs and candidate.ref not in refs:
                continue
            step(1)
            outcome = outcome_of(opened.rulings.decision, candidate.ref)
            path = opened.folder.feedback / f"{opened.plan.campaign}-{candidate.ref}-feedback.docx"
            stopped = _why_not(subject, candidate, path)
            if stopped:
                rows.append(LetterRow(candidate, outcome, None, (stopped,)))
                continue
            notes = _notes(opened, subject, candidate) if reason else ()
            letter = build_letter(
                subject,
                candidate.ref,
                outcome,
                notes=notes,
                on=candidate.slot.date() if candidate.slot else None,
            )
            written.append((path, render_letter(letter, files, made=made)))
            rows.append(
                LetterRow(candidate, outcome, path, tuple(_checks(subject, candidate, outcome, notes)))
            )
            if notes and reason:
                ledger.disclose(candidate.ref, RELEASED, reason, at=now)
    for path, data in written:
        write_atomically(path, data)
        delete_file(path.with_suffix(".pdf"))
    return FeedbackDrafted(tuple(rows), tuple(found))


def check_refs(opened: OpenLists, refs: Sequence[str]) -> list[Finding]:
    """Return a finding for each ref that no candidate on the list has."""
    known = [c.ref for c in opened.candidates]
    return [
        Finding(
            ref, "there is no such candidate", f"The candidates are {', '.join(known)}.", code="no-candidate"
        )
        for ref in refs
        if ref not in known
    ]


def outcome_of(decision: Decision | None, ref: str) -> Outcome:
    """Return how it ended for a candidate, as far as a decision is recorded."""
    if decision is None:
        return Outcome.OPEN
    if ref in decision.appoint:
        return Outcome.APPOINTED
    return Outcome.RESERVE if ref in decision.reserve else Outcome.NOT_APPOINTED


def others_hidden(opened: OpenLists, candidate: Candidate, *, members: Mapping[str, str]) -> Mentions:
    """Return what finds every other candidate in a text, and the panel's members as ``members`` names them."""
    hidden = [
        Hidden(c.name, c.ref, "[another candidate]") for c in opened.everybody if c.ref != candidate.ref
    ]
    hidden += [Hidden(m.name, m.ref, members[m.ref]) for m in opened.panel if m.ref in members]
    return Mentions(hidden, spared=[candidate.name])


def _why_not(subject: Subject, candidate: Candidate, path: Path) -> str:
    """Return why no letter is written; empty when one is."""
    if all(s.candidate != candidate.ref for s in subject.sheets):
        return "no letter: no score sheet on this candidate is in"
    if path.exists() and not is_as_made(path.read_bytes(), path.name):
        return f"left as it is: somebody has edited {path.name}. To get a new draft, move it away"
    return ""


def _notes(opened: OpenCampaign, subject: Subject, candidate: Candidate) -> tuple[Notes, ...]:
    """Return what the panel wrote on a candidate, with everybody named in it masked."""
    members = {m.ref: "[a panel member]" for m in opened.panel}
    hidden = others_hidden(opened, candidate, members=members)
    texts = [
        (question.key, hidden.masked(rating.evidence))
        for question in subject.counted.questions
        for member in subject.members
        if (rating := subject.rating.get((candidate.ref, question.key, member.person.ref)))
        and rating.evidence.strip()
    ]
    return released_notes(subject, texts)


def _checks(
    subject: Subject, candidate: Candidate, outcome: Outcome, notes: Sequence[Notes]
) -> Iterator[str]:
    """Yield what HR should look at in one letter before it is sent."""
    heard = hear(subject, candidate.ref)
    if outcome is Outcome.OPEN:
        yield "no decision is recorded, so the letter says that the result follows separately"
    counted = subject.sheet.keys() | subject.rulings.recused
    lacking = [m.person.ref for m in subject.members if (candidate.ref, m.person.ref) not in counted]
    if lacking:
        yield f"it rests on the sheets that are in; {listed(lacking)} {'is' if len(lacking) == 1 else 'are'} missing"
    blank = [
        f"{member.person.ref} {key}"
        for key in subject.counted.question_by_key
        for member in subject.members
        if (rating := subject.rating.get((candidate.ref, key, member.person.ref)))
        and rating.mark is Mark.BLANK
    ]
    if blank:
        yield f"scores are missing: {', '.join(blank)}"
    for one in heard:
        for text in one.against:
            yield f"ineffective behaviour ticked in {one.competency.title}; the letter does not quote it: “{text}”"
    silent = [one.competency.title for one in heard if not one.heard]
    if silent:
        yield f"nothing was ticked in {', '.join(silent)}"
    if notes:
        yield "the panel's notes are in it: read each of them as the candidate will"
