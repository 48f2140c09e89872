"""Agreement forms that went out and came back: which there are, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from interview_kit.documents.agreement_form_reader import ReadForm
from interview_kit.documents.form_identity import AGREEMENT_FORM
from interview_kit.documents.reference import sheet_reference
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.rulings import in_any_spelling
from interview_kit.errors import Finding, Severity
from interview_kit.kit.opening import OpenCampaign
from interview_kit.ledger import Agreement, Ledger, Result

_SHEET = "-score-sheet"


def form_path(opened: OpenCampaign, candidate: Candidate) -> Path:
    """Return where a candidate's agreement form is written."""
    name = f"{opened.plan.campaign}-{candidate.ref}-agreement-form.docx"
    return opened.folder.agreement / name


def sheet_name(campaign: str, sheet: Issued) -> str:
    """Return the name of a score sheet's file."""
    return f"{campaign}-{sheet.candidate}-{sheet.member}{_SHEET}.docx"


def named_sheet(name: str) -> str:
    """Return how the name of a file begins as far as it says whose score sheet it is; empty when it does not.

    >>> named_sheet("HSG-2026-014-C03-P2-score-sheet (1).docx")
    'hsg-2026-014-c03-p2'
    """
    whose, said, _ = name.casefold().partition(_SHEET)
    return whose if said else ""


def signed_forms(opened: OpenCampaign, key: bytes, plan: str) -> list[Issued]:
    """Return each candidate's agreement form on a plan, with its signed reference; the chair keeps it."""
    chair, campaign = opened.campaign.chair, opened.plan.campaign
    return [
        Issued(
            reference=sheet_reference(key, campaign, plan, c.ref, chair.ref, kind=AGREEMENT_FORM),
            candidate=c.ref,
            member=chair.ref,
            candidate_name=c.name,
            member_name=chair.name,
            plan=plan,
        )
        for c in opened.candidates
    ]


def known_forms(opened: OpenCampaign, ledger: Ledger) -> dict[str, Issued]:
    """Return every agreement form that may come back, by reference: those in the ledger, and the blank ones.

    A blank form of the pack is known by its signature alone; older plans are included, and every spelling on
    record of the people's names.
    """
    plans = dict.fromkeys(plan.fingerprint for plan in ledger.plans())
    signed = (form for plan in plans for form in signed_forms(opened, ledger.key, plan))
    every = {form.reference: form for form in signed} | ledger.forms()
    return in_any_spelling(every, opened.rulings.renamed)


def agreed_scores(opened: OpenCampaign, ledger: Ledger) -> tuple[AgreedScore, ...]:
    """Return the agreed scores that stand on the plan in force, of candidates who are listed still."""
    listed = {c.ref for c in opened.candidates}
    return tuple(a for a in ledger.agreed(opened.plan.fingerprint) if a.candidate in listed)


def form_result(form: ReadForm, candidate: str, result: Result) -> str:
    """Return what became of a form that came back, ``C02, agreement form, 1 agreed``."""
    if result is Result.DUPLICATE:
        return f"{candidate}, agreement form, read before"
    agreed = sum(score.score is not None for score in form.scores)
    referred = len(form.scores) - agreed
    counts = [f"{agreed} agreed"] * (agreed > 0) + [f"{referred} referred"] * (referred > 0)
    newer = ["a newer version"] * (result is Result.REVISION)
    return ", ".join([candidate, "agreement form", *newer, *(counts or ["nothing agreed"])])


def agreed_changes(agreements: Iterable[Agreement]) -> Iterator[Finding]:
    """Yield a finding for each question on which a later form gave another score."""
    history: dict[tuple[str, str], list[str]] = {}
    for agreement in agreements:
        score = agreement.score
        said = history.setdefault((score.candidate, score.question), [])
        if said[-1:] != [said_of(score)]:
            said.append(said_of(score))
    for (candidate, question), said in history.items():
        if len(said) > 1 and not said[-1].startswith("decided "):
            yield Finding(
                f"agreement form {candidate}: question {question.removeprefix('Q')}",
                f"a later form says {said[-1]}, and before it was {', then '.join(said[:-1])}",
                "The later one stands. If it should not, ask the chair to fill the form in again, and collect it.",
                severity=Severity.WARNING,
                code="agreed-changed",
            )


def said_of(score: AgreedScore) -> str:
    """Return ``agreed 2``, ``referred``, or ``decided 2 by Ann Cole`` where it was referred."""
    if score.by:
        return f"decided {score.score} by {score.by}"
    return "referred" if score.score is None else f"agreed {score.score}"
