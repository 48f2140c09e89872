"""The use case *subject-access*: what is held about one candidate, with everybody else taken out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interview_kit import __version__
from interview_kit.campaign_folder import Batch, CampaignFolder, delete_folder, hidden_text, safe_name
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.mentions import Mentions
from interview_kit.errors import Finding, KitError
from interview_kit.kit.access_paper import access_paper
from interview_kit.kit.access_scores import Held
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.collecting import returned_files
from interview_kit.kit.feedback import check_refs, others_hidden
from interview_kit.kit.opening import OpenLists, open_ledger, open_lists
from interview_kit.kit.refs import as_listed
from interview_kit.kit.traces import own_mentions, sha256_of
from interview_kit.ledger import Ledger
from interview_kit.reports.paper import render_paper

DISCLOSED = "a copy of the data held, put together for a request"


@dataclass(frozen=True, slots=True)
class AccessBundle:
    """What was put together."""

    folder: Path
    files: tuple[str, ...]
    """Names of the files in it."""
    listed: tuple[tuple[str, str], ...]
    """Files that are held and not in it, each with the reason."""
    masked: int
    """How often somebody else was named in what the panel wrote, and was masked."""
    findings: tuple[Finding, ...]


@runs_alone("subject-access")
def bundle_subject_access(
    root: Path,
    ref: str,
    *,
    name_members: bool = False,
    now: dt.datetime,
    templates: Path | None = None,
) -> AccessBundle:
    """Write what is held about one candidate to ``reports/subject-access-REF``, and return what is in it.

    An overview to read and print, the same as data, and those files that name nobody else; the others are
    listed with the reason. Panel members stand as "Panel member 1" and so on, unless ``name_members``.
    Whoever else is named in what was written is masked. That the bundle was made goes into the ledger.

    Raises:
        KitError: on findings in the campaign's files, if nobody has that ref, or if an earlier bundle is open.
    """
    opened = open_lists(root)
    ref = as_listed(ref, (c.ref for c in opened.everybody))
    candidate = next((c for c in opened.everybody if c.ref == ref), None)
    if candidate is None:
        raise KitError(check_refs(opened, [ref]))
    files, findings = own_templates(templates)
    target = opened.folder.reports / f"subject-access-{safe_name(ref)}"
    roles = {
        m.ref: m.name if name_members else f"Panel member {at}" + (" (chair)" if m.chair else "")
        for at, m in enumerate(opened.panel, start=1)
    }
    masks = {m.ref: f"[Panel member {at}]" for at, m in enumerate(opened.panel, start=1)}
    hidden = others_hidden(opened, candidate, members={} if name_members else masks)
    delete_folder(target)
    with open_ledger(opened.folder) as ledger:
        ledger.disclose(ref, DISCLOSED, f"{ref} asked for it", at=now)
        copies, listed = _sorted_files(opened, candidate, ledger, hidden, apart_from=target)
        held = Held(
            opened,
            candidate,
            ledger,
            roles,
            name_members,
            hidden,
            tuple(listed),
            tuple(name for name, _ in copies),
        )
        paper, masked = access_paper(held, now=now, kit_version=__version__)
    data = {
        "title": paper.title,
        "made_with": f"interview-kit {__version__}",
        "sections": {
            s.title: {t.title: [dict(zip(t.heads, row, strict=True)) for row in t.cleaned] for t in s.tables}
            for s in paper.sections
            if s.tables
        },
    }
    contents = {
        "what-we-hold.html": render_paper(paper, files).encode("utf-8"),
        "what-we-hold.json": json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8"),
        **{f"files/{name}": content for name, content in copies},
    }
    with Batch(opened.folder.reports) as batch:
        for name, content in contents.items():
            path = target / name
            batch.add(path.parent, path.name, content)
    return AccessBundle(target, tuple(contents), tuple(listed), masked, (*opened.findings, *findings))


def _sorted_files(
    opened: OpenLists, candidate: Candidate, ledger: Ledger, hidden: Mentions, *, apart_from: Path
) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    """Return the files on a candidate that name nobody else, and the others with the reason."""
    mine = _own_references(ledger, candidate.ref)
    copies: list[tuple[str, bytes]] = []
    listed: list[tuple[str, str]] = []
    for path in _files_on(opened.folder, candidate, mine, ledger):
        if path.is_relative_to(apart_from):
            continue
        name = path.relative_to(opened.folder.root).as_posix()
        texts = hidden_text(path)
        if texts is None:
            listed.append(
                (hidden.masked(name), "the kit cannot look into a file of this kind, so HR decides")
            )
        elif hidden.in_text("\n".join((name, *texts))):
            listed.append((hidden.masked(name), _why_listed(opened.folder, path)))
        else:
            copies.append((safe_name(*Path(name).with_suffix("").parts) + path.suffix, path.read_bytes()))
    return copies, listed


def _why_listed(folder: CampaignFolder, path: Path) -> str:
    """Return why a file is not copied; a form to agree on may have been written with all scores in it."""
    if path.is_relative_to(folder.returned) or path.is_relative_to(folder.agreement):
        return (
            "names a panel member or somebody else; all that was written on it about you is in this overview"
        )
    if path.is_relative_to(folder.reports):
        return "names other people; all figures in it that are yours are in this overview"
    return "names a panel member or somebody else; it holds nothing on you but your name and your interview"


def _own_references(ledger: Ledger, ref: str) -> frozenset[str]:
    """Return the hashes of the files received on a candidate."""
    sheets = {r.sha256 for r in ledger.received() if r.sheet is not None and r.sheet.candidate == ref}
    return frozenset(
        sheets | {line.sha256 for line in ledger.trail() if line.sha256 and ref in line.candidates}
    )


def _files_on(
    folder: CampaignFolder, candidate: Candidate, mine: frozenset[str], ledger: Ledger
) -> Iterator[Path]:
    """Yield the campaign's files that are on a candidate: received on them, or naming them."""
    own = own_mentions([candidate.ref], {candidate.ref: {candidate.name}}, ledger)
    returned = set(returned_files(folder))
    for place in (folder.documents, folder.returned, folder.reports):
        for path in sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))):
            if path in returned and sha256_of(path) in mine:
                yield path
                continue
            name = path.relative_to(folder.root).as_posix()
            if own.in_text("\n".join((name, *(hidden_text(path) or ())))):
                yield path
