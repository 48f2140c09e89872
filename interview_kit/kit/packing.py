"""The use case *pack*: write every Word document of a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from interview_kit.campaign_folder import Batch, delete_file
from interview_kit.documents.agreement_form import compose_blank_forms
from interview_kit.documents.candidate_information import InformationPress
from interview_kit.documents.guide import compose_guide
from interview_kit.documents.reference import sheet_reference
from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.english import first_few
from interview_kit.domain.issued import Issued
from interview_kit.domain.rulings import ShownIn
from interview_kit.errors import Finding, Severity
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.forms import form_path, sheet_name, signed_forms
from interview_kit.kit.keeping import check_keeping
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.people import missing_askers
from interview_kit.ledger import Ledger
from interview_kit.word.filled import is_filled
from interview_kit.word.mark import is_as_made

Step = Callable[[int], None]
_NAMED = 3
"""So many interviews that begin too soon are named."""
_AT_ONCE = 1000
"""Sheets entered in the ledger together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents of one kind in one folder."""

    count: int
    what: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written, and where filled sheets go."""

    groups: tuple[Group, ...]
    files: tuple[Path, ...]
    """The documents in force; those that somebody has filled in are not among them."""
    returned: Path
    findings: tuple[Finding, ...]


def count_pack(root: Path) -> int:
    """Return how many documents a campaign's pack has."""
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        scored = _scored(opened, ledger)
    return 1 + len(opened.candidates) * (2 + len(opened.campaign.panel)) - len(scored)


def _scored(opened: OpenCampaign, ledger: Ledger) -> frozenset[str]:
    """Return the candidates whose agreement form has scores already, by ``agree``."""
    listed = {c.ref for c in opened.candidates}
    return frozenset(
        s.candidate
        for s in ledger.shown()
        if s.plan == opened.plan.fingerprint and s.where is ShownIn.AGREEMENT_FORM and s.candidate in listed
    )


@runs_alone("pack")
def make_pack(
    root: Path, *, now: dt.datetime, templates: Path | None = None, step: Step = lambda _: None
) -> Packed:
    """Write the pack into the campaign's documents folder and return what was written.

    A document that is there already is written anew, unless somebody has filled it in: then it stays as
    it is, with a finding. Each score sheet is entered in the ledger before it is written, so that no
    sheet is ever out which the ledger does not know. Nothing is put in place before all is written, so
    that half a pack is never out; whatever the number of sheets, only a thousand are in hand at a time.
    The PDF beside a document that is written anew goes: it shows what the document said before.

    Raises:
        KitError: on findings in the campaign's files or in a template.
    """
    opened = open_campaign(root)
    layouts, findings = own_templates(templates)
    plan, folder = opened.plan, opened.folder
    paths: list[Path] = []
    with open_ledger(folder) as ledger:
        press = compose_score_sheets(plan, opened.campaign, layouts)
        scored = _scored(opened, ledger)
        with Batch(folder.documents, is_kept=_is_filled) as batch:
            for path, data in _papers(opened, ledger.key, layouts, scored):
                batch.add(path.parent, path.name, data)
                paths.append(path)
                step(1)
            sheet_folders = {m.ref: sheet_folder(folder.documents, m.ref) for m in opened.campaign.panel}
            issues = _issues(opened, ledger.key)
            while some := list(islice(issues, _AT_ONCE)):
                ledger.issue([sheet for sheet, _, _ in some], at=now)
                for sheet, candidate, member in some:
                    where, name = sheet_folders[member.ref], sheet_name(plan.campaign, sheet)
                    batch.add(where, name, press.stamp(candidate, member, sheet.reference))
                    paths.append(where / name)
                    step(1)
    for path in batch.anew:
        delete_file(path.with_suffix(".pdf"))
    left = set(batch.kept)
    files = tuple(path for path in paths if path not in left)
    kept = [_kept(path) for path in batch.kept]
    unasked = missing_askers(plan, opened.campaign.panel, folder.plan_yaml.name)
    keeping = check_keeping(opened.campaign, folder.campaign_yaml.name)
    found = (*opened.findings, *unasked, *keeping, *_tight_slots(opened), *findings, *kept)
    return Packed(_groups(opened, scored), files, folder.returned, found)


def _is_filled(path: Path, fresh: Path) -> bool:
    """Return True when somebody has filled a document in.

    What a loss of power left empty is not filled, nor is a form with scores that *agree* wrote for an earlier
    plan and nobody has saved since.
    """
    data = path.read_bytes()
    if not data.strip(b"\0") or is_as_made(data, path.name):
        return False
    return is_filled(data, fresh=fresh.read_bytes(), name=path.name)


def _tight_slots(opened: OpenCampaign) -> Iterator[Finding]:
    """Yield a warning when interviews begin before the one before them has been scored."""
    plan = opened.plan
    whole = plan.minutes + plan.role.timetable.scoring
    slots = sorted((c.slot, c.ref) for c in opened.candidates if c.slot is not None)
    tight = [
        f"{later} begins {gap} minutes after {earlier}"
        for (start, earlier), (following, later) in pairwise(slots)
        if following.date() == start.date()
        and 0 < (gap := (following - start) // dt.timedelta(minutes=1)) < whole
    ]
    if tight:
        yield Finding(
            opened.folder.candidates_file().name,
            f"{first_few(tight, _NAMED)}; an interview and its scoring take {whole}",
            "Leave more time between two, or the panel scores late and from memory.",
            severity=Severity.WARNING,
            code="slots-tight",
        )


def _papers(
    opened: OpenCampaign, key: bytes, files: Mapping[str, Path], scored: Collection[str]
) -> Iterator[tuple[Path, bytes]]:
    """Compose what is not a score sheet.

    Candidates in ``scored`` have an agreement form with scores already, which a blank one must not replace.
    """
    plan, campaign, documents = opened.plan, opened.campaign, opened.folder.documents
    guide = compose_guide(plan, campaign, opened.candidates, files)
    yield documents / f"{plan.campaign}-interviewers-guide.docx", guide
    references = {f.candidate: f.reference for f in signed_forms(opened, key, plan.fingerprint)}
    information = InformationPress(plan, campaign, files)
    forms = compose_blank_forms(plan, campaign, files)
    for candidate in opened.candidates:
        yield (
            documents / "candidates" / f"{plan.campaign}-{candidate.ref}-your-interview.docx",
            information.stamp(candidate),
        )
        if candidate.ref not in scored:
            yield (
                form_path(opened, candidate),
                forms.stamp(candidate, references[candidate.ref]),
            )


def sheet_folder(documents: Path, member: str) -> Path:
    """Return where a member's score sheets are written."""
    return documents / "score-sheets" / member


def _issues(opened: OpenCampaign, key: bytes) -> Iterator[tuple[Issued, Candidate, PanelMember]]:
    """Give each panel member's sheet on each candidate, with its signed reference."""
    plan = opened.plan
    for member in opened.campaign.panel:
        for candidate in opened.candidates:
            sheet = Issued(
                reference=sheet_reference(key, plan.campaign, plan.fingerprint, candidate.ref, member.ref),
                candidate=candidate.ref,
                member=member.ref,
                candidate_name=candidate.name,
                member_name=member.name,
                plan=plan.fingerprint,
            )
            yield sheet, candidate, member


def _kept(path: Path) -> Finding:
    return Finding(
        str(path),
        "somebody has filled this document in, so it was left as it is",
        "If it is a score sheet, save it in the campaign's returned folder. To get an empty one, move this "
        "file away and run pack again.",
        severity=Severity.WARNING,
        code="pack-filled-kept",
    )


def _groups(opened: OpenCampaign, scored: Collection[str]) -> tuple[Group, ...]:
    count, documents = len(opened.candidates), opened.folder.documents
    return (
        Group(1, "interviewers' guide, for the panel", documents),
        Group(count, "candidate information, one for each candidate", documents / "candidates"),
        *(
            Group(count, f"score sheets for {m.ref} {m.name}", sheet_folder(documents, m.ref))
            for m in opened.campaign.panel
        ),
        Group(
            count - len(scored),
            f"agreement forms, for the chair, {opened.campaign.chair.name}",
            opened.folder.agreement,
        ),
    )
