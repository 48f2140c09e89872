"""Answers to a score sheet: what somebody fills in, and the sheet that must be read from it."""

from __future__ import annotations

import datetime as dt
import unicodedata

from hypothesis import strategies as st

from interview_kit.documents import layout
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.word.fill import Value
from interview_kit.word.xml import printable


def as_read(text: str) -> str:
    """Return a text as it comes back: line ends alike, no spaces at the ends of lines, nothing XML forbids."""
    lines = printable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    is_seen = any(unicodedata.category(c) not in {"Zs", "Zl", "Zp", "Cf", "Cc"} for c in text)
    return text if is_seen else ""


def values_of(sheet: ScoreSheet, plan: Plan) -> dict[str, Value]:
    """Return what stands in each control of a sheet that is filled in like this one."""
    values: dict[str, Value] = {
        layout.D_DETAILS: sheet.interest_details,
        layout.Z_NOTES: sheet.notes,
        layout.Z_OWN: sheet.scored_alone,
    }
    if sheet.interest is not None:
        values[layout.D_INTEREST] = (layout.INTEREST_YES if sheet.interest else layout.INTEREST_NO).text
    if sheet.finished:
        values[layout.Z_DATE] = sheet.finished
    marks = {Mark.NOT_ASKED: layout.NOT_ASKED.text, Mark.NO_ANSWER: layout.NO_ANSWER.text, Mark.BLANK: ""}
    for rating in sheet.ratings:
        key = rating.question
        shown = marks.get(rating.mark) or ""
        values[layout.score_key(key)] = (
            shown if rating.score is None else plan.scale.by_level[rating.score].display
        )
        values[layout.evidence_key(key)] = rating.evidence
        for indicator in rating.heard:
            values[layout.indicator_key(key, indicator)] = True
    return values


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("\n\n\t abcé—“”’\u202eאבעם😀👩🏽‍🚒\u200d\u00a0&<>'\"[]\x00\x0b\x1b\ufffe"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@st.composite
def sheets(draw: st.DrawFn, plan: Plan, issued: Issued) -> ScoreSheet:
    """Draw a sheet as somebody might fill it in, its texts already as they come back."""
    ratings = []
    for question in plan.questions:
        mark = draw(st.sampled_from(Mark))
        ids = [i.id for i in (*question.effective, *question.ineffective)]
        ratings.append(
            Rating(
                question=question.key,
                mark=mark,
                score=draw(st.sampled_from(sorted(plan.scale.by_level))) if mark is Mark.SCORED else None,
                evidence=draw(TEXT),
                heard=tuple(i for i in ids if draw(st.booleans())),
            )
        )
    interest = draw(st.sampled_from([True, False, None]))
    return ScoreSheet(
        reference=issued.reference,
        candidate=issued.candidate,
        member=issued.member,
        plan=issued.plan,
        ratings=tuple(ratings),
        interest=interest,
        interest_details="" if interest is False else draw(TEXT),
        notes=draw(TEXT),
        scored_alone=draw(st.booleans()),
        finished=draw(st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))),
    )


def expected(sheet: ScoreSheet) -> ScoreSheet:
    """Return a sheet with its texts as they come back."""
    ratings = tuple(r.model_copy(update={"evidence": as_read(r.evidence)}) for r in sheet.ratings)
    texts = {"interest_details": as_read(sheet.interest_details), "notes": as_read(sheet.notes)}
    return sheet.model_copy(update={"ratings": ratings, **texts})


def example(issued: Issued) -> ScoreSheet:
    """Return a sheet with a bit of everything."""
    evidence = "Rang the centre next morning.\nHe had got there.\n\n“I told him straight” — שלום 😀 & <b>"
    return ScoreSheet(
        reference=issued.reference,
        candidate=issued.candidate,
        member=issued.member,
        plan=issued.plan,
        ratings=(
            Rating(question="Q1", mark=Mark.SCORED, score=3, evidence=evidence, heard=("e1", "i1")),
            Rating(question="Q2", mark=Mark.NOT_ASKED),
            Rating(
                question="Q3",
                mark=Mark.SCORED,
                score=2,
                evidence="Little on what she learned.",
                heard=("e2",),
            ),
        ),
        interest=False,
        notes="Can start in May.\nAsked about parking.",
        scored_alone=True,
        finished=dt.date(2026, 3, 12),
    )
