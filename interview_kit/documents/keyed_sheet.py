"""Ratings that somebody keyed from paper, put together as a score sheet."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from interview_kit.documents.score_text import BLANK, read_score
from interview_kit.documents.sheet_wording import behaviours
from interview_kit.domain.base import is_printable
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.errors import Finding, Severity

_BETWEEN_IDS: Final = re.compile(r"[\s,;+/&]+")
_LOOK: Final = "Look at the paper, correct what was keyed, and do it again."


@dataclass(frozen=True, slots=True)
class KeyedAnswer:
    """One question as it was typed."""

    score: str = ""
    heard: str = ""
    """Ids of behaviours, such as ``e2 e4 i1``."""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """One panel member's paper on one candidate as somebody typed it."""

    by: str
    """Who typed it."""
    answers: Mapping[str, KeyedAnswer]
    """By question key; a question that was left blank may be left out."""
    interest: bool | None = None
    interest_details: str = ""
    notes: str = ""
    scored_alone: bool = False
    finished: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReadKeyed:
    """What was keyed of one score sheet."""

    sheet: ScoreSheet | None
    """``None`` when it cannot be told whose it is, or was issued for another plan."""
    findings: tuple[Finding, ...]
    reference: str
    typed: bytes = b""
    """What was typed, word for word, of this sheet alone: what the ledger keeps as received."""


def keyed_score_sheet(keyed: KeyedSheet, issued: Issued, plan: Plan, where: str) -> ReadKeyed:
    """Return what was keyed as a score sheet of the plan, with findings on what is missing or unclear.

    A score is read as on a score sheet in Word: one that could mean two things is asked about and left blank.
    """
    if issued.plan != plan.fingerprint:
        problem = "was keyed for an older plan, whose questions are others"
        remedy = "Make the pack again, and key the paper that was filled in for the plan in force."
        return ReadKeyed(None, (Finding(where, problem, remedy, code="older-plan"),), issued.reference)
    if refused := _unprintable(keyed, where):
        return ReadKeyed(None, refused, issued.reference)
    findings: list[Finding] = []
    ratings = tuple(
        _rating(q, keyed.answers.get(q.key, KeyedAnswer()), plan, f"{where}: question {q.key[1:]}", findings)
        for q in plan.questions
    )
    findings += _on_the_whole(keyed, issued, where, ratings)
    sheet = ScoreSheet(
        reference=issued.reference,
        candidate=issued.candidate,
        member=issued.member,
        plan=issued.plan,
        ratings=ratings,
        interest=keyed.interest,
        interest_details=keyed.interest_details,
        notes=keyed.notes,
        scored_alone=keyed.scored_alone,
        finished=keyed.finished,
        keyed_by=keyed.by,
    )
    return ReadKeyed(sheet, tuple(findings), issued.reference, _typed(keyed, issued.reference))


def _unprintable(keyed: KeyedSheet, where: str) -> tuple[Finding, ...]:
    """Return findings when nobody is named as who keyed it, or a text holds what no document can hold."""
    texts = [keyed.by, keyed.interest_details, keyed.notes]
    texts += [
        part for answer in keyed.answers.values() for part in (answer.score, answer.heard, answer.evidence)
    ]
    if not keyed.by.strip():
        problem, remedy = "does not say who keyed it", "Give a name; it is recorded with the scores."
        return (Finding(where, problem, remedy, code="keyed-by-missing"),)
    if not all(is_printable(text) for text in texts):
        problem = "holds a control character or half a character, which no document can hold"
        remedy = "Type the text again; it may have come with a copy from another program."
        return (Finding(where, problem, remedy, code="entry-characters"),)
    return ()


def _typed(keyed: KeyedSheet, reference: str) -> bytes:
    said = {
        "reference": reference,
        **asdict(keyed),
        "finished": keyed.finished and keyed.finished.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "surrogatepass")


def behaviour_ids(text: str) -> list[str]:
    """Return the ids in a text such as ``e2 E4, i1``, in small letters."""
    return [id_.casefold() for id_ in _BETWEEN_IDS.split(text) if id_]


def _rating(
    question: PlannedQuestion, typed: KeyedAnswer, plan: Plan, where: str, findings: list[Finding]
) -> Rating:
    reading = read_score(typed.score, plan.scale)
    if reading.unclear:
        problem = f"the score reads “{typed.score[:60]}”: {reading.unclear}"
        findings.append(Finding(where, problem, _LOOK, code="score-unclear"))
        reading = BLANK
    elif reading.mark is Mark.BLANK:
        remedy = "Look at the paper; if there is none on it, ask the panel member for it."
        findings.append(Finding(where, "has no score", remedy, Severity.WARNING, "score-missing"))
    known = {indicator.id for indicator in behaviours(question)}
    heard = behaviour_ids(typed.heard)
    strange = [id_ for id_ in heard if id_ not in known]
    if strange:
        problem = f"{', '.join(strange)[:60]} is not among the question's behaviours, and is not read"
        findings.append(
            Finding(
                where,
                problem,
                f"It has {' '.join(sorted(known))}. {_LOOK}",
                Severity.WARNING,
                "entry-behaviour-unknown",
            )
        )
    return Rating(
        question=question.key,
        mark=reading.mark,
        score=reading.score,
        evidence=typed.evidence,
        heard=tuple(i.id for i in behaviours(question) if i.id in heard),
    )


def _on_the_whole(
    keyed: KeyedSheet, issued: Issued, where: str, ratings: tuple[Rating, ...]
) -> Iterator[Finding]:
    """Yield warnings on the sheet as a whole."""
    bare = [r.question for r in ratings if r.mark is Mark.SCORED and not r.evidence]
    if bare:
        yield Finding(
            where,
            f"no evidence was keyed for {', '.join(bare)}",
            "Key it, or keep the paper: a score must be shown to rest on what the candidate said.",
            Severity.WARNING,
            "evidence-missing",
        )
    if keyed.interest is None:
        yield Finding(
            where,
            f"whether {issued.member} has an interest in {issued.candidate} was left open",
            f"Ask {issued.member}, and note the answer.",
            Severity.WARNING,
            "interest-missing",
        )
    elif keyed.interest:
        said = f": {keyed.interest_details}" if keyed.interest_details else ", without details"
        yield Finding(
            where,
            f"{issued.member} declares an interest in {issued.candidate}{said}",
            "The chair decides whether this member's scores on this candidate count. Record it, with --stands "
            f"as well if they do: interview-kit withdraw CAMPAIGN {issued.member} --on {issued.candidate} --reason …",
            Severity.WARNING,
            "interest-declared",
        )
    if not keyed.scored_alone:
        yield Finding(
            where,
            f"{issued.member} has not confirmed having scored alone, before any discussion",
            f"Ask {issued.member}. If it was after a discussion, note that for the record.",
            Severity.WARNING,
            "not-alone",
        )
