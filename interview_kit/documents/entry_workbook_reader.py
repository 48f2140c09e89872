"""An entry workbook that came back, read: :func:`read_entry_workbook`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from interview_kit.documents.date_text import read_date
from interview_kit.documents.entry_layout import (
    ANSWER,
    BETWEEN,
    CANDIDATE,
    HEARD,
    KEY,
    KEYED_BY,
    NO,
    WORDS,
    YES,
    person,
)
from interview_kit.documents.keyed_sheet import KeyedAnswer, KeyedSheet, ReadKeyed, keyed_score_sheet
from interview_kit.documents.layout import D_INTEREST, INTEREST_NO, INTEREST_YES, Z_DATE, Z_NOTES, Z_OWN
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Cell, Row, Sheet, read_sheets

MAX_ENTRY_ROWS: Final = 50_000
"""Rows that a panel member's sheet may reach to: 2,000 candidates and 20 questions."""


@dataclass(frozen=True, slots=True)
class ReadEntries:
    """What one workbook gave."""

    sheets: tuple[ReadKeyed, ...]
    """One for each score sheet of which anything was keyed, in the order of the workbook."""
    findings: tuple[Finding, ...]
    """Those that belong to no single score sheet."""


@dataclass(slots=True)
class _Block:
    """The rows of one score sheet."""

    issued: Issued
    label: str
    answers: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """By row key: what was typed as answer, behaviours and words."""
    trouble: list[Finding] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not any(part for typed in self.answers.values() for part in typed)


def read_entry_workbook(data: bytes, name: str, plan: Plan, issued: Mapping[str, Issued]) -> ReadEntries:
    """Return the ratings keyed in a workbook that came back, and what a person must know about them.

    Nothing raises. A score is read as on a score sheet: what could mean two things is asked about and left
    blank. A block in which nothing was keyed gives nothing.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        plan: the campaign's frozen plan.
        issued: every sheet that the campaign issued, by its printed reference, older plans included.
    """
    sheets, refused = read_sheets(data, name, max_rows=MAX_ENTRY_ROWS)
    if refused:
        return ReadEntries((), tuple(refused))
    read: list[ReadKeyed] = []
    findings: list[Finding] = []
    known = False
    seen: set[str] = set()
    for title, sheet in sheets.items():
        where = f"{name}: sheet {title}"
        blocks = list(_blocks(sheet, where, issued, seen, findings))
        known = known or bool(blocks)
        by = _keyed_by(sheet.rows)
        keyed = [block for block in blocks if not block.is_blank or block.trouble]
        if keyed and not by:
            findings.append(
                Finding(
                    where,
                    "does not say who keyed the scores",
                    f"Type the name beside {KEYED_BY}, save the workbook, and collect again.",
                    code="keyed-by-missing",
                )
            )
            continue
        read += [_sheet(block, f"{where}: {block.label}", plan, by) for block in keyed]
    if not known:
        findings.append(
            Finding(
                name,
                "this is not an entry workbook of this campaign",
                "Key the scores in the workbook that pack --entry-workbook wrote into the folder documents.",
                code="not-an-entry-workbook",
            )
        )
    return ReadEntries(tuple(read), tuple(findings))


def is_keyed(data: bytes) -> bool:
    """Return True when somebody has typed in a workbook's cells for typing."""
    sheets, refused = read_sheets(data, "workbook", max_rows=MAX_ENTRY_ROWS)
    return bool(refused) or any(
        _is_key(_text(row, KEY)) and any(_text(row, n) for n in (ANSWER, HEARD, WORDS))
        for sheet in sheets.values()
        for row in sheet.rows
    )


def _blocks(
    sheet: Sheet, where: str, issued: Mapping[str, Issued], seen: set[str], findings: list[Finding]
) -> Iterator[_Block]:
    """Yield the blocks of a sheet; what cannot be told whose it is goes to the findings."""
    blocks: dict[str, _Block] = {}
    for row in sheet.rows:
        key = _text(row, KEY)
        if not _is_key(key):
            continue
        reference, _, part = key.partition(BETWEEN)
        one = issued.get(reference)
        at = f"{where}: row {row.number}"
        if one is None:
            findings.append(
                Finding(
                    at,
                    f"no score sheet of this campaign has the reference {reference[:20]}",
                    "The first column must not be changed. Copy the row's key from a workbook that pack made anew.",
                    code="entry-row-unknown",
                )
            )
            continue
        block = blocks.setdefault(reference, _Block(one, one.candidate))
        typed = (_text(row, ANSWER), _text(row, HEARD), _text(row, WORDS))
        printed = normalise(_text(row, CANDIDATE)).casefold()
        names = (person(one.candidate, name) for name in one.candidate_names)
        if printed not in {normalise(name).casefold() for name in names}:
            block.trouble.append(
                _trouble(
                    at, f"the row is {one.candidate}'s by its key, and says “{_text(row, CANDIDATE)[:60]}”"
                )
            )
        if part in block.answers or (reference in seen):
            block.trouble.append(_trouble(at, f"{one.candidate}'s row {part} stands there twice"))
        for column in (ANSWER, HEARD, WORDS):
            if (row.number, column) in sheet.formulas | sheet.errors:
                problem = "a formula or a spreadsheet error stands in a cell for typing"
                block.trouble.append(_trouble(at, problem, "Type the text itself into that cell, and save."))
        block.answers.setdefault(part, typed)
    seen |= blocks.keys()
    yield from blocks.values()


_KEY_AGAIN: Final = (
    "Key the candidate again in a workbook that pack made anew, without moving, sorting or pasting over rows."
)


def _trouble(where: str, problem: str, remedy: str = _KEY_AGAIN) -> Finding:
    return Finding(
        where,
        f"{problem}; nothing of this candidate's rows is read",
        remedy,
        code="entry-row-unclear",
    )


def _sheet(block: _Block, where: str, plan: Plan, by: str) -> ReadKeyed:
    """Return one block as a score sheet."""
    if block.trouble:
        return ReadKeyed(None, tuple(block.trouble), block.issued.reference)
    answers = block.answers
    blank = ("", "", "")
    interest, _, details = answers.get(D_INTEREST, blank)
    alone = answers.get(Z_OWN, blank)[0].casefold()
    date = answers.get(Z_DATE, blank)[0]
    findings = []
    if alone not in ("", YES.casefold(), NO.casefold()):
        findings.append(_unclear(where, f"whether it was scored alone reads “{alone[:40]}”"))
    finished = read_date(date) if date else None
    if date and finished is None:
        findings.append(_unclear(where, f"the date “{date[:40]}” is not clear"))
    declared = {"": None, INTEREST_NO.text.casefold(): False, INTEREST_YES.text.casefold(): True, "yes": True}
    if interest.casefold() not in declared:
        findings.append(_unclear(where, f"the declaration reads “{interest[:40]}”"))
    keyed = KeyedSheet(
        by=by,
        answers={
            q.key: KeyedAnswer(score=typed[0], heard=typed[1], evidence=typed[2])
            for q in plan.questions
            if (typed := answers.get(q.key, blank)) != blank
        },
        interest=declared.get(interest.casefold()),
        interest_details=details,
        notes=answers.get(Z_NOTES, blank)[2],
        scored_alone=alone == YES.casefold(),
        finished=finished,
    )
    read = keyed_score_sheet(keyed, block.issued, plan, where)
    return replace(read, findings=(*findings, *read.findings))


def _unclear(where: str, problem: str) -> Finding:
    return Finding(
        where,
        problem,
        "Look at the paper, correct the cell, and collect again.",
        severity=Severity.WARNING,
        code="entry-unclear",
    )


def _keyed_by(rows: Sequence[Row]) -> str:
    return next((_text(row, 1) for row in rows if _text(row, KEY) == KEYED_BY), "")


def _is_key(text: str) -> bool:
    reference, space, part = text.partition(BETWEEN)
    return bool(space and part) and reference.startswith("SK-")


def _text(row: Row, column: int) -> str:
    """Return what stands in a cell as a person would say it: ``3`` for 3.0, a day as 2026-03-12."""
    cell: Cell = row.cells[column] if column < len(row.cells) else None
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
