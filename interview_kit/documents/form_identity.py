"""Whose agreement form it is: the places of a score sheet's reference, in the words of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from interview_kit.documents import layout
from interview_kit.documents.form_fields import Form
from interview_kit.documents.sheet_identity import Identity, identify
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding
from interview_kit.word.content import WordContent

AGREEMENT_FORM: Final = "AG"
"""Kind of an agreement form's reference; its member is the chair."""

_DECISION: Final = re.compile(r"(?:Q[0-9]+|X1)\.agreed")
_WORDS_OF_MEMBERS: Final = 3
"""A row of so many cells or more holds members' scores and evidence, or what is not discussed."""
_SET_ASIDE: Final = "It is set aside. "


def identify_form(content: WordContent, plan: Plan, issued: Mapping[str, Issued]) -> Identity | None:
    """Return whose agreement form a document is, or why it cannot be told; ``None`` when it is none.

    What members wrote, which stands on the form too, is no sign of whose it is.
    """
    own = replace(
        content,
        rows=tuple(r for r in content.rows if len(r.cells) < _WORDS_OF_MEMBERS),
        paragraphs=(*content.paragraphs, *_heads(content)),
    )
    identity = identify(own, Form(own), plan, issued)
    kind = identity.reference.partition("-")[0]
    decides = any(_DECISION.fullmatch(key) for key in (*content.rows_by_key, *content.controls_by_tag))
    if kind not in {"", AGREEMENT_FORM} or not (kind or decides):
        return None
    form = issued.get(identity.reference)
    told = dict.fromkeys(_told(f, form, identity.reference, plan) for f in identity.findings)
    return Identity(identity.issued, identity.reference, tuple(told))


def _heads(content: WordContent) -> Iterator[str]:
    """Yield the lines above the form's tables, where the whole form stands in a cell of another table."""
    for cell in (cell for row in content.rows if row.holds_table for cell in row.cells):
        lines = cell.text.split("\n")
        for at, line in enumerate(lines):
            if normalise(line).startswith(layout.FORM_LABEL.strip()):
                yield from lines[: at + 1]
                break


def _told(finding: Finding, form: Issued | None, reference: str, plan: Plan) -> Finding:
    """Return a finding on a sheet's identity as one on a form's."""
    for code, problem, remedy in _texts(finding, form, reference, plan):
        if code == finding.code:
            return Finding(finding.where, problem, remedy, finding.severity, code)
    return Finding(
        finding.where,
        f"is an agreement form ({reference}) that this campaign did not issue"
        if reference
        else "is an agreement form without its reference, so it cannot be told whose it is",
        _SET_ASIDE
        + "Put it with the campaign it belongs to, or ask the chair for the form that agree wrote.",
        code="not-issued" if reference else "no-reference",
    )


def _texts(
    finding: Finding, form: Issued | None, reference: str, plan: Plan
) -> Iterator[tuple[str, str, str]]:
    """Yield code, problem and remedy of what is said of a form in other words than of a sheet."""
    ask = _SET_ASIDE + "Ask the chair whose scores these are, and for that candidate's own form."
    yield "identity-conflict", finding.problem, ask
    yield "reference-damaged", finding.problem, "Nothing to do if the names on the form are right."
    if form is not None:
        people = f"{form.candidate} {form.candidate_name} and the chair, {form.member} {form.member_name}"
        older = f"made from an older plan than the one now frozen ({plan.mark})"
        use = "Ask the chair to use the form of the present plan: interview-kit agree writes it."
        yield "older-plan", f"is agreement form {reference}, {older}", _SET_ASIDE + use
        mended = " If only a name was mended since it went out, record that (interview-kit rename)."
        yield "names-altered", f"does not show {people}, for whom form {reference} was made", ask + mended
