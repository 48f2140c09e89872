"""The use case *erase*: personal data taken out of a campaign's folder, an anonymous record left in their place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from interview_kit.campaign_folder import (
    CampaignFolder,
    delete_empty_folder,
    delete_file,
    read_candidates,
    write_atomically,
    write_csv,
)
from interview_kit.campaign_folder.folder import CANDIDATE_FILES
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.english import day
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.command_line import command_line
from interview_kit.kit.erasing_files import files_of
from interview_kit.kit.opening import open_ledger, value_of
from interview_kit.kit.reasons import check_reason
from interview_kit.kit.refs import as_listed
from interview_kit.kit.statistics import anonymous_record
from interview_kit.kit.traces import names_of, own_mentions
from interview_kit.ledger import Ledger

OVER: Final = "The months of keeping are over."
_WITHOUT_LIST: Final = (
    "Or delete the list: everybody whom the ledger names is erased without it, but only those on a list that "
    "can be read are looked for by name in files that are not the kit’s."
)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What erasing would do, to be confirmed."""

    refs: tuple[str, ...]
    """As they are listed, or as the ledger has them."""
    candidates: tuple[Candidate, ...]
    everybody: bool
    reason: str
    nobody: bool
    """True when neither the list nor the ledger names anybody, and nothing was begun."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    refs: tuple[str, ...]
    entries: int
    files: tuple[str, ...]
    again: tuple[str, ...]
    """Commands that make anew what named the erased among others."""
    findings: tuple[Finding, ...]


def foresee_erasing(
    root: Path, refs: Sequence[str] = (), *, everybody: bool = False, reason: str = "", now: dt.datetime
) -> Foreseen:
    """Return whom erasing would concern and the reason that would be noted, without erasing anything.

    Raises:
        KitError: before the last day of keeping without a reason, if a ref is unknown, or if campaign.yaml
            or a row of the list of candidates cannot be read.
    """
    folder = CampaignFolder(root)
    begun = _begun(folder)
    if begun is not None:
        refs, everybody, reason = begun
    campaign = value_of(folder.load_campaign())
    candidates, _ = _listed(folder, begun, everybody=everybody)
    why = " ".join(reason.split())
    with open_ledger(folder) as ledger:
        known = {c.ref for c in candidates} | set(_refs_in(ledger))
    refs = [as_listed(ref, known) for ref in refs]
    if begun is None:
        unknown = [] if everybody else [_unknown(ref, known) for ref in refs if ref not in known]
        raise_errors([*_check_time(campaign, why, now), *unknown])
    chosen = candidates if everybody else [c for c in candidates if c.ref in refs]
    return Foreseen(tuple(refs), tuple(chosen), everybody, why or OVER, nobody=begun is None and not known)


@runs_alone("erase")
def erase_candidates(
    root: Path, refs: Sequence[str] = (), *, everybody: bool = False, reason: str = "", now: dt.datetime
) -> Erased:
    """Erase all that a campaign's folder holds on some candidates, or on everybody.

    Their part of the ledger and the files kept in it, what they were sent, the sheets on them, reports that
    name them, their line on the list. An anonymous record of their scores stays in the ledger, with a note
    on the erasing. A run that is killed leaves a note of what it began; the next one finishes it first.
    Nothing is erased while somebody on the list cannot be read: they could neither be erased nor be kept.

    Raises:
        KitError: as :func:`foresee_erasing`; or if the ledger or a file cannot be written.
    """
    folder = CampaignFolder(root)
    foreseen = foresee_erasing(root, refs, everybody=everybody, reason=reason, now=now)
    if foreseen.nobody:
        return Erased((), 0, (), (), ())
    wanted = [*foreseen.refs]
    people, replaced = _listed(folder, _begun(folder), everybody=foreseen.everybody)
    if replaced is not None:
        delete_file(replaced)
    with open_ledger(folder) as ledger:
        raise_errors(ledger.verify())
        if foreseen.everybody:
            wanted = list(dict.fromkeys([*wanted, *(c.ref for c in people), *_refs_in(ledger)]))
        names = names_of(ledger, wanted, {c.ref: c.name for c in people})
        note = {"refs": wanted, "everybody": foreseen.everybody, "reason": foreseen.reason}
        write_atomically(folder.erasing, json.dumps(note, ensure_ascii=False).encode("utf-8"))
        mentions = own_mentions(wanted, names, ledger)
        files, kept = files_of(folder, wanted, mentions, ledger, everybody=foreseen.everybody)
        for path in files:
            delete_file(path)
        _clear_empty(folder)
        record, unrecorded = anonymous_record(root, wanted)
        entries = ledger.erase(
            wanted,
            at=now,
            reason=foreseen.reason,
            mask=mentions.masked,
            kept=record,
            everybody=foreseen.everybody,
        )
        ledger.compact()
    deleted = [path.relative_to(root).as_posix() for path in files]
    left = [c for c in people if c.ref not in wanted]
    findings = [*unrecorded, *kept, *_rewrite_list(folder, people, left, everybody=foreseen.everybody)]
    delete_file(folder.erasing)
    return Erased(tuple(wanted), entries, tuple(deleted), tuple(_again(root, deleted, left)), tuple(findings))


def _begun(folder: CampaignFolder) -> tuple[list[str], bool, str] | None:
    """Return what a run that was cut short was to erase; ``None`` when there is no such run."""
    if not folder.erasing.exists():
        return None
    try:
        note = json.loads(folder.erasing.read_bytes())
        return [str(r) for r in note["refs"]], bool(note["everybody"]), str(note["reason"])
    except (OSError, ValueError, KeyError, TypeError):
        where = folder.erasing.as_posix()
        remedy = "Delete that file, then run erase again with the refs that were to be erased."
        raise KitError(
            [
                Finding(
                    where,
                    "the note on an erasing that was cut short cannot be read",
                    remedy,
                    code="erasing-note",
                )
            ]
        ) from None


def _listed(
    folder: CampaignFolder, begun: tuple[list[str], bool, str] | None, *, everybody: bool
) -> tuple[list[Candidate], Path | None]:
    """Return who is on the list, and the workbook that a run cut short had written anew as candidates.csv.

    Nobody is on a list that is not there. ``None`` when no workbook is left over.

    Raises:
        KitError: with a finding on each row that cannot be read, or if there are two lists.
    """
    csv, workbook = (folder.root / name for name in CANDIDATE_FILES)
    if begun is not None and csv.exists() and workbook.exists():
        refs, all_of_them, _ = begun
        people, _ = read_candidates(workbook, workbook.name)
        left = [c for c in people if not all_of_them and c.ref not in refs]
        if _holds(csv, write_csv(left)):
            return left, workbook
    listed, found = folder.load_candidates()
    found = [f for f in found if f.code != "file-missing"]
    if everybody:
        found = [replace(f, remedy=f"{f.remedy} {_WITHOUT_LIST}") if f.is_error else f for f in found]
    raise_errors(found)
    return listed, None


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file can be read and holds just that."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _check_time(campaign: Campaign, reason: str, now: dt.datetime) -> list[Finding]:
    if reason:
        return check_reason("erasing", reason)
    if now.date() > campaign.kept_until:
        return []
    return [
        Finding(
            campaign.reference,
            f"the notes and scores are to be kept until {day(campaign.kept_until)}, so that a decision can be explained",
            "Wait until then. To erase sooner, for example at a candidate's request, say why with --reason.",
            code="erase-too-soon",
        )
    ]


def _unknown(ref: str, known: Collection[str]) -> Finding:
    remedy = f"The candidates are {', '.join(sorted(known)) or 'all erased'}."
    return Finding(ref, "there is no such candidate", remedy, code="no-candidate")


def _refs_in(ledger: Ledger) -> list[str]:
    """Return the refs of all candidates whom the ledger still knows."""
    papers = (*ledger.issued().values(), *ledger.forms().values())
    return list(dict.fromkeys([*(p.candidate for p in papers), *(a.candidate for a in ledger.agreed())]))


def _clear_empty(folder: CampaignFolder) -> None:
    """Remove folders that erasing left empty, but for those that every campaign has."""
    own = {folder.documents, folder.returned, folder.reports, folder.feedback}
    for place in own:
        for path in sorted((p for p in place.rglob("*") if p.is_dir()), reverse=True):
            if path not in own and not any(path.iterdir()):
                delete_empty_folder(path)


def _rewrite_list(
    folder: CampaignFolder, before: Sequence[Candidate], left: Sequence[Candidate], *, everybody: bool
) -> Iterator[Finding]:
    """Write the list without those erased; a workbook becomes candidates.csv, so that nothing hides in it.

    Of everybody, nothing is kept that a list without candidates may hold all the same.
    """
    if len(before) == len(left) and not everybody:
        return
    csv, workbook = (folder.root / name for name in CANDIDATE_FILES)
    write_atomically(csv, write_csv(left))
    delete_file(workbook)
    if not before:
        return
    yield Finding(
        csv.name,
        "the list was written anew: ref, name, interview, room and adjustments of those who stay; other columns are not kept",
        "Nothing more to do.",
        severity=Severity.WARNING,
        code="list-rewritten",
    )


def _again(root: Path, deleted: Sequence[str], left: Sequence[Candidate]) -> Iterator[str]:
    """Yield the commands that make anew what named the erased among others."""
    if not left:
        return
    if any("interviewers-guide" in name or "entry" in name for name in deleted):
        yield command_line("pack", root)
    if any(name.startswith("reports/comparison") for name in deleted):
        yield command_line("compare", root)
