"""Whose score sheet it is: seven places are read, and only what they agree on is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from interview_kit.documents.form_fields import Form
from interview_kit.documents.layout import (
    PROPERTY_CAMPAIGN,
    PROPERTY_CANDIDATE,
    PROPERTY_MEMBER,
    PROPERTY_PLAN,
    PROPERTY_REFERENCE,
    REFERENCE_TAG,
    score_key,
)
from interview_kit.documents.reference import find_damaged_references, find_references
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding, Severity
from interview_kit.word.content import WordContent

SCORE_SHEET = "SK"
_SET_ASIDE = "It is set aside. "


@dataclass(frozen=True, slots=True)
class Identity:
    """The sheet that a document is, or the findings that say why it cannot be told."""

    issued: Issued | None
    reference: str
    """The one reference found; empty when there was none or more than one."""
    findings: tuple[Finding, ...]


def _places(content: WordContent, form: Form) -> dict[str, str]:
    """Return the text of each place that holds the reference."""
    return {
        "the document properties": content.custom.get(PROPERTY_REFERENCE, ""),
        "the identifier": content.core.get("identifier", ""),
        "the title": content.core.get("title", ""),
        "the reference box's title": "\n".join(
            c.alias for c in content.controls_by_tag.get(REFERENCE_TAG, ())
        ),
        "the reference box": "\n".join(c.text for c in content.controls_by_tag.get(REFERENCE_TAG, ())),
        "the first page": form.front,
        "the footer": "\n".join(content.footers),
    }


def identify(content: WordContent, form: Form, plan: Plan, issued: Mapping[str, Issued]) -> Identity:
    """Return whose sheet a document is; a sheet in any doubt is not anybody's."""
    places = _places(content, form)
    found = {place: refs for place, text in places.items() if (refs := find_references(text))}
    damaged = {place: refs for place, text in places.items() if (refs := find_damaged_references(text))}
    references = list(dict.fromkeys(ref for refs in found.values() for ref in refs))
    if not references:
        return Identity(None, "", (_no_reference(content, form, plan, damaged),))
    if len(references) > 1:
        said = "; ".join(f"{place}: {', '.join(refs)}" for place, refs in found.items())
        return Identity(
            None, "", (_conflict(content.name, f"carries more than one sheet reference ({said})"),)
        )
    reference = references[0]
    warnings = tuple(
        Finding(
            where=content.name,
            problem=f"{place} has {refs[0]}, which is not a reference; the other places agree on {reference}",
            remedy="Nothing to do if the names on the sheet are right.",
            severity=Severity.WARNING,
            code="reference-damaged",
        )
        for place, refs in damaged.items()
    )
    sheet = issued.get(reference)
    if sheet is None:
        return Identity(None, reference, (_not_issued(content.name, reference),))
    problems = tuple(_checks(content, form, plan, sheet, issued))
    is_doubted = any(problem.is_error for problem in problems)
    return Identity(None if is_doubted else sheet, reference, (*problems, *warnings))


def _no_reference(content: WordContent, form: Form, plan: Plan, damaged: Mapping[str, list[str]]) -> Finding:
    if content.is_only_a_picture:
        return Finding(
            where=content.name,
            problem="is a Word document with a picture in it and no text; what a picture shows is not read",
            remedy="If it shows a score sheet, ask who sent it for the file that was filled in, "
            "or for the sheet on paper, and key in the scores from that.",
            code="only-a-picture",
        )
    if not damaged and not any(form.has(score_key(q.key)) for q in plan.questions):
        return Finding(
            where=content.name,
            problem="is a Word document, but not a score sheet of this campaign; it is left alone",
            remedy="Nothing to do, unless it should be one: then ask for the sheet that was sent out.",
            severity=Severity.WARNING,
            code="not-a-score-sheet",
        )
    seen = next((f": it says {refs[0]}, which is mistyped" for refs in damaged.values()), "")
    return Finding(
        where=content.name,
        problem=f"has no sheet reference, so it cannot be told whose it is{seen}",
        remedy=_SET_ASIDE + "Ask who sent it to fill in the sheet that was sent to them, and to send that.",
        code="no-reference",
    )


def _conflict(name: str, problem: str) -> Finding:
    remedy = _SET_ASIDE + "Ask who sent it whose scores these are; they then fill in that person's own sheet."
    return Finding(where=name, problem=problem, remedy=remedy, code="identity-conflict")


def _not_issued(name: str, reference: str) -> Finding:
    if not reference.startswith(f"{SCORE_SHEET}-"):
        return Finding(
            where=name,
            problem=f"is another form ({reference}), not a score sheet; it is left alone",
            remedy="Nothing to do here, unless it should be a score sheet.",
            severity=Severity.WARNING,
            code="other-form",
        )
    return Finding(
        where=name,
        problem=f"is score sheet {reference}, which this campaign did not issue",
        remedy=_SET_ASIDE + "Put it with the campaign it belongs to, or ask who sent it where it came from.",
        code="not-issued",
    )


def _checks(
    content: WordContent, form: Form, plan: Plan, sheet: Issued, issued: Mapping[str, Issued]
) -> Iterator[Finding]:
    """Yield what speaks against a sheet being what its reference says; a warning where it may be nothing."""
    if sheet.plan != plan.fingerprint:
        yield Finding(
            where=content.name,
            problem=f"is sheet {sheet.reference}, made from an older plan than the one now frozen ({plan.mark})",
            remedy=_SET_ASIDE + f"Ask {sheet.member} to use the sheet of the present plan.",
            code="older-plan",
        )
    recorded = {
        PROPERTY_CAMPAIGN: plan.campaign,
        PROPERTY_PLAN: sheet.plan,
        PROPERTY_CANDIDATE: sheet.candidate,
        PROPERTY_MEMBER: sheet.member,
    }
    for name, right in recorded.items():
        said = content.custom.get(name, "")
        if said and said != right:
            problem = (
                f"says {said[:40]!r} in its property {name}, but {sheet.reference} is for {right[:40]!r}"
            )
            yield _conflict(content.name, problem)
    yield from _names(content, form, sheet, issued)


def _names(
    content: WordContent, form: Form, sheet: Issued, issued: Mapping[str, Issued]
) -> Iterator[Finding]:
    """Yield a finding for each printed name that is not the person's, in any spelling on record."""
    is_sheet = sheet.reference.startswith(SCORE_SHEET)
    cells = [normalise(cell).casefold() for cell in form.front_cells]
    front, header = normalise(form.front).casefold(), normalise("\n".join(content.headers)).casefold()
    for who, ref, names in (
        ("candidate", sheet.candidate, sheet.candidate_names),
        ("panel member", sheet.member, sheet.member_names),
    ):
        lost = [
            (place, own)
            for place, own in ((front, (ref,)), (header, names), (header, (ref,)))
            if not _holds_one(place, own)
        ]
        people = _others(who, (ref, names), issued)
        is_lost = not _holds_one(front, names) or any(_holds_one(place, people) for place, _ in lost)
        own = [normalise(words).casefold() for words in (*names, ref)]
        is_shared = is_sheet and any(_holds_another(cell, own, people) for cell in cells)
        is_renamed = _holds(header, ref) and not (_holds_one(header, names) or "…" in header)
        if is_sheet and is_renamed and not (is_lost or is_shared):
            yield Finding(
                where=content.name,
                problem=f"has another name of {ref} in its header than on its first page ({names[0]})",
                remedy="Ask who sent it why, if it was not the editor; the first page counts.",
                severity=Severity.WARNING,
                code="header-differs",
            )
        if is_lost or is_shared:
            yield Finding(
                where=content.name,
                problem=f"does not show the {who} that sheet {sheet.reference} was made for ({ref} {names[0]})",
                remedy=_SET_ASIDE
                + "Ask who sent it whose scores these are. A sheet for one person cannot be "
                "used for another: each has its own. If only the name was mended since it went out, record "
                f"that (interview-kit rename, with {ref}) and collect again.",
                code="names-altered",
            )


def _others(
    who: str, own_person: tuple[str, tuple[str, ...]], issued: Mapping[str, Issued]
) -> frozenset[str]:
    """Return refs and names of the other candidates, or of the other members, that are not also this person's."""
    people = {
        (i.candidate, i.candidate_name) if who == "candidate" else (i.member, i.member_name)
        for i in issued.values()
    }
    ref, names = own_person
    others = {text for other, name in people if other != ref or name not in names for text in (other, name)}
    return frozenset(map(normalise, others)) - {*map(normalise, (ref, *names))}


def _holds_another(cell: str, own: Sequence[str], others: Iterable[str]) -> bool:
    """Return True for a cell with a person's own name that has another's as well, or a longer one around it.

    The cell and the person's own names are normalised and in small letters.
    """
    if not any(words in cell for words in own) or not _holds_one(cell, own):
        return False
    rest = cell
    for words in own:
        rest = rest.replace(words, " ; ")
    return any(
        _holds(cell if any(words in other.casefold() for words in own) else rest, other) for other in others
    )


def _holds_one(place: str, texts: Iterable[str]) -> bool:
    return any(_holds(place, words) for words in texts)


def _holds(place: str, words: str) -> bool:
    """Return True when words stand in a text, normalised and in small letters, as such and not inside others."""
    sought = normalise(words).casefold()
    return sought in place and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", place) is not None
