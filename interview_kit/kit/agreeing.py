"""The use case *agree*: put the members' scores together where the panel has to discuss them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder import delete_file, write_atomically
from interview_kit.documents.agreement_form import MemberView, compose_agreement_form
from interview_kit.documents.agreement_view import reasons
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.rating import AgreedScore, Mark
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.forms import form_path, said_of, signed_forms
from interview_kit.kit.nothing_in import no_sheets
from interview_kit.kit.opening import OpenCampaign, check_nobody_lost, open_campaign, open_ledger
from interview_kit.kit.standing import StandingSheets, standing_sheets
from interview_kit.ledger import Shown
from interview_kit.word.filled import is_filled
from interview_kit.word.mark import is_as_made


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One candidate: what the panel has to discuss, and the form for it."""

    candidate: Candidate
    questions: tuple[str, ...]
    """Keys, each with what was agreed already: ``Q4``, ``Q6 agreed 3``."""
    form: Path | None
    """``None`` when none was written; ``why`` then says why, in short."""
    why: str = ""
    is_open: bool = False
    """Whether a question is still to be discussed, in a form that is there."""


@dataclass(frozen=True, slots=True)
class AgreementForms:
    """What was written for the panel's discussion."""

    rows: tuple[AgreementRow, ...]
    findings: tuple[Finding, ...]

    def as_data(self) -> list[dict[str, object]]:
        """Return plain data for JSON."""
        return [
            {
                "candidate": row.candidate.ref,
                "questions": list(row.questions),
                "form": None if row.form is None else row.form.as_posix(),
            }
            for row in self.rows
        ]


@runs_alone("agree")
def make_agreement_forms(
    root: Path,
    *,
    now: dt.datetime,
    anyway: str | None = None,
    templates: Path | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> AgreementForms:
    """Write an agreement form with scores for each candidate whose members have all scored every answer.

    A form that somebody has filled in stays as it is, with a finding. Where a member's scores are not all
    in, no form shows the others', unless ``anyway`` says why the panel must go on: the reason goes into
    the ledger.

    Raises:
        KitError: on findings in the campaign's files or in a template, or if no score sheet is in yet.
    """
    opened = open_campaign(root)
    check_nobody_lost(opened)
    files, findings = own_templates(templates)
    reason = " ".join((anyway or "").split())
    found = [*opened.findings, *findings]
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        if not standing.sheets:
            raise KitError([no_sheets(opened, ledger)])
        agreed = ledger.agreed(opened.plan.fingerprint)
        forms = {form.candidate: form for form in signed_forms(opened, ledger.key, opened.plan.fingerprint)}
        rows = []
        for candidate in opened.candidates:
            absent = missing_scores(opened, standing, candidate)
            missing = tuple(absent.values())
            if missing and (not reason or not has_sheet(standing, candidate)):
                found.append(_waiting(candidate, missing))
                rows.append(AgreementRow(candidate, (), None, "not all scores are in"))
            else:
                form, views = forms[candidate.ref], _views(opened, standing, candidate)
                data = compose_agreement_form(
                    opened.counted, opened.campaign, candidate, form.reference, files, scores=views
                )
                path = form_path(opened, candidate)
                questions = _listed(opened, candidate, views, agreed)
                is_open = _is_open(opened, candidate, views, agreed)
                if _is_kept(path, data):
                    found.append(_kept(path))
                    rows.append(AgreementRow(candidate, questions, None, "filled in, left as it is", is_open))
                else:
                    ledger.issue_forms([form], at=now)
                    noted = Shown(
                        candidate.ref,
                        form.plan,
                        missing,
                        reason if missing else "",
                        members=tuple(absent),
                    )
                    ledger.show(noted, at=now)
                    write_atomically(path, data)
                    delete_file(path.with_suffix(".pdf"))
                    found += [_early(candidate, missing, reason)] if missing else []
                    rows.append(AgreementRow(candidate, questions, path, is_open=is_open))
            step(1)
    return AgreementForms(tuple(rows), tuple(found))


def count_forms(root: Path) -> int:
    """Return how many candidates a campaign has, each with an agreement form."""
    return len(open_campaign(root).candidates)


def to_discuss(opened: OpenCampaign, standing: StandingSheets, candidate: Candidate) -> tuple[str, ...]:
    """Return the keys of the questions that the sheets which are in call for discussing."""
    members = [m for m in opened.campaign.panel if (candidate.ref, m.ref) in standing.sheets]
    views = _views(opened, standing, candidate, members)
    return tuple(q.key for q in opened.counted.questions if reasons(opened.plan, q, views[q.key]))


def _views(
    opened: OpenCampaign,
    standing: StandingSheets,
    candidate: Candidate,
    members: Sequence[PanelMember] | None = None,
) -> dict[str, tuple[MemberView, ...]]:
    """Return each question's ratings by member, all of the panel unless some are named."""
    panel = _scorers(opened, candidate) if members is None else members
    sheets = [(member, standing.sheets.get((candidate.ref, member.ref))) for member in panel]
    return {
        q.key: tuple(MemberView(m, sheet.by_question.get(q.key) if sheet else None) for m, sheet in sheets)
        for q in opened.counted.questions
    }


def _listed(
    opened: OpenCampaign,
    candidate: Candidate,
    views: Mapping[str, Sequence[MemberView]],
    agreed: Sequence[AgreedScore],
) -> tuple[str, ...]:
    """Return the questions to discuss, each with what was agreed on it already."""
    settled = {a.question: a for a in agreed if a.candidate == candidate.ref}
    listed = []
    for question in opened.counted.questions:
        score = settled.get(question.key)
        if score is not None:
            listed.append(f"{question.key} {said_of(score)}")
        elif reasons(opened.plan, question, views[question.key]):
            listed.append(question.key)
    return tuple(listed)


def _is_open(
    opened: OpenCampaign,
    candidate: Candidate,
    views: Mapping[str, Sequence[MemberView]],
    agreed: Sequence[AgreedScore],
) -> bool:
    """Return whether a question calls for discussing on which nothing was agreed or referred."""
    settled = {a.question for a in agreed if a.candidate == candidate.ref}
    return any(
        q.key not in settled and reasons(opened.plan, q, views[q.key]) for q in opened.counted.questions
    )


def missing_scores(opened: OpenCampaign, standing: StandingSheets, candidate: Candidate) -> dict[str, str]:
    """Return what is not in yet on a candidate, by member: the sheet, or scores left blank or not to be read on it.

    Questions that were dropped for everyone are not waited for.
    """
    found = {}
    for member in _scorers(opened, candidate):
        sheet = standing.sheets.get((candidate.ref, member.ref))
        if sheet is None:
            found[member.ref] = f"{member.ref}'s sheet is missing"
            continue
        lacking = [
            r.question
            for r in sheet.ratings
            if r.mark is Mark.BLANK and r.question in opened.counted.question_by_key
        ]
        unread = [q for q in lacking if (candidate.ref, q, member.ref) in standing.unread]
        blank = [q for q in lacking if q not in unread]
        said = [f"{member.ref} left {', '.join(blank)} blank"] if blank else []
        said += [f"{member.ref}'s score on {', '.join(unread)} cannot be read"] if unread else []
        if said:
            found[member.ref] = " and ".join(said)
    return found


def _scorers(opened: OpenCampaign, candidate: Candidate) -> tuple[PanelMember, ...]:
    """Return the members whose scores on a candidate count."""
    return tuple(m for m in opened.campaign.panel if (candidate.ref, m.ref) not in opened.rulings.recused)


def has_sheet(standing: StandingSheets, candidate: Candidate) -> bool:
    """Return whether any member's sheet on a candidate is in."""
    return any(ref == candidate.ref for ref, _ in standing.sheets)


def _is_kept(path: Path, data: bytes) -> bool:
    """Return True when a form that somebody has filled in lies there."""
    if not path.exists():
        return False
    there = path.read_bytes()
    return there != data and not is_as_made(there, path.name) and is_filled(there, fresh=data, name=path.name)


def _waiting(candidate: Candidate, missing: Sequence[str]) -> Finding:
    return Finding(
        f"{candidate.ref} {candidate.name}",
        f"not all scores are in: {'; '.join(missing)}. No form shows the others' scores yet",
        "Ask for what is missing, collect it, and run agree again. If it will not come, give the reason with "
        "--anyway; it is recorded.",
        severity=Severity.WARNING,
        code="scores-not-in",
    )


def _early(candidate: Candidate, missing: Sequence[str], reason: str) -> Finding:
    return Finding(
        f"{candidate.ref} {candidate.name}",
        f"the form shows scores although {'; '.join(missing)}. Recorded: {reason}",
        "Keep the form from whoever has not scored yet: each member scores before seeing other scores.",
        severity=Severity.WARNING,
        code="shown-early",
    )


def _kept(path: Path) -> Finding:
    return Finding(
        str(path),
        "somebody has filled this form in, so it was left as it is",
        "If the panel has agreed, save it in the campaign's returned folder and run collect. To get one with "
        "the scores, move this file away and run agree again.",
        severity=Severity.WARNING,
        code="agreement-filled-kept",
    )
