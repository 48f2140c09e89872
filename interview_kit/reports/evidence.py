"""The evidence: by candidate, and side by side by question."""

from __future__ import annotations

from collections import Counter

from interview_kit.domain.english import place_word, upper_first
from interview_kit.domain.plan import PlannedQuestion
from interview_kit.domain.rating import Mark
from interview_kit.reports.heat import heat_row, shade
from interview_kit.reports.merit_rows import certainty_text, minimums_text, place_text
from interview_kit.reports.model import (
    APART,
    BELOW,
    GAP,
    CandidatePage,
    EvidenceNote,
    HeardLine,
    Member,
    QuestionEvidence,
    Said,
    SideBySide,
    SideRow,
)
from interview_kit.reports.rounding import show
from interview_kit.reports.subject import Subject, clean, score_text
from interview_kit.scoring.figures import QuestionFigure
from interview_kit.scoring.grid import Cell

_GAVE = {
    Mark.BLANK: "{} left the score blank.",
    Mark.NOT_ASKED: "{}: not asked.",
    Mark.NO_ANSWER: "{}: no answer.",
    None: "{}: no sheet.",
}

_NOT_COUNTED = "not counted (withdrawn)."
"""In place of the evidence of a member whose scores on a candidate were ruled not to count."""


def candidate_pages(subject: Subject) -> tuple[CandidatePage, ...]:
    """Return a page for each candidate, in merit order."""
    return tuple(
        CandidatePage(
            candidate=subject.person[ref],
            place=place_text(subject.comparison.order.of(ref)),
            heat=heat_row(subject, ref),
            summary=_summary(subject, ref),
            evidence=tuple(_evidence(subject, ref, q) for q in subject.plan.questions),
        )
        for ref in subject.order
    )


def side_by_side(subject: Subject) -> tuple[SideBySide, ...]:
    """Return each question with every candidate's evidence."""
    discussed = {p.question for p in subject.comparison.open_points}
    return tuple(
        SideBySide(
            question=(head := subject.questions[q.key]),
            heading=f"Evidence side by side: question {head.number}, {head.title}"
            + (", left out for everyone" if q.key in subject.rulings.reason_dropped else ""),
            rows=tuple(_side_row(subject, ref, q) for ref in subject.order),
            heard=_heard_key(subject, q),
            to_discuss=q.key in discussed,
            left_out=q.key in subject.rulings.reason_dropped,
        )
        for q in subject.plan.questions
    )


def _summary(subject: Subject, ref: str) -> tuple[Said, ...]:
    placing = subject.comparison.order.of(ref)
    sure = certainty_text(subject, placing)
    found = []
    if placing.place is not None and sure.strong:
        certainty = subject.comparison.certainty
        ranks = certainty.of(ref)
        others = [
            f"{place_word(place)} in {count:,}"
            for place, count in (ranks.places if ranks else ())
            if place != placing.place
        ]
        own = f"{place_word(placing.place)} in {ranks.at(placing.place) if ranks else 0:,} of {certainty.draws:,} re-draws"
        head = f"{sure.strong.rstrip('.')} {place_word(placing.place)}:"
        found.append(Said(head, f"{', '.join([own, *others])}."))
    elif placing.place is not None:
        found.append(Said(f"{upper_first(place_word(placing.place))}."))
    else:
        found.append(Said(f"{upper_first(placing.outcome.value)}.", _sentence(sure.rest)))
    minimums = minimums_text(subject, placing)
    met = minimums.rest.replace(" met", " minimums met") if minimums.rest.startswith("All") else minimums.rest
    met = {"Met": "Minimum met", "None set": "No minimums set"}.get(met, met)
    found.append(Said(minimums.strong, f"{met}."))
    open_points = [p for p in subject.comparison.open_points if p.candidate == ref and p.question]
    if open_points:
        texts = [
            f"{p.question} ({', '.join(score_text(c) for c in p.cells)})" for p in open_points if p.question
        ]
        found.append(Said("To discuss:", f"{'; '.join(texts)}."))
    return tuple(found)


def _sentence(text: str) -> str:
    return f"{text}." if text else ""


def _figure(subject: Subject, ref: str, key: str) -> QuestionFigure | None:
    """Return the panel's figure on an answer; ``None`` where the question was dropped."""
    figures = subject.comparison.figures[ref].competencies
    return next((q for c in figures for q in c.questions if q.question == key), None)


def _figure_text(subject: Subject, ref: str, figure: QuestionFigure | None) -> str:
    if figure is None:
        return "left out"
    if figure.value is None:
        return subject.why_unrated(ref, [figure.question])
    if figure.settled:
        return f"agreed {show(figure.value, 0)}"
    return f"{subject.average} {show(figure.value)}"


def _evidence(subject: Subject, ref: str, planned: PlannedQuestion) -> QuestionEvidence:
    key = planned.key
    agreed = next((a for a in subject.agreed if (a.candidate, a.question) == (ref, key)), None)
    said = Said()
    if key in subject.rulings.reason_dropped:
        said = Said("Left out for everyone.", clean(subject.rulings.reason_dropped[key]))
    elif agreed is not None:
        strong = "Referred: no agreement." if agreed.score is None else f"Agreed {agreed.score}."
        if agreed.by:
            strong = f"Decided {agreed.score} by {clean(agreed.by)}, the panel not agreeing."
        said = Said(strong, clean(agreed.reason))
    return QuestionEvidence(
        question=subject.questions[key],
        scores=subject.score_texts(ref, key),
        apart=subject.apart(ref, key),
        figure=_figure_text(subject, ref, _figure(subject, ref, key)),
        notes=_notes(subject, ref, key),
        heard=_heard(subject, ref, planned),
        agreed=said,
    )


def _notes(subject: Subject, ref: str, key: str) -> tuple[EvidenceNote, ...]:
    cells = subject.comparison.every.cells[ref, key]
    return tuple(
        _note(subject, ref, key, member, cell) for member, cell in zip(subject.members, cells, strict=True)
    )


def _note(subject: Subject, ref: str, key: str, member: Member, cell: Cell) -> EvidenceNote:
    rating = subject.rating.get((ref, key, member.person.ref))
    own = member.person.ref
    gave = f"{own} gave {cell.score}." if cell.score is not None else _GAVE[cell.mark].format(own)
    if (ref, key, own) in subject.unread:
        gave = f"{own}’s score cannot be read."
    if (ref, own) in subject.rulings.recused:
        return EvidenceNote(member.person, score_text(cell), f"{own}:", _NOT_COUNTED, ())
    ticks = tuple(_tick(i) for i in rating.heard) if rating else ()
    return EvidenceNote(
        member.person, score_text(cell), gave, clean(rating.evidence) if rating else "", ticks
    )


def _tick(indicator: str) -> str:
    return f"{'+' if indicator.startswith('e') else '–'}{indicator}"


def _heard(subject: Subject, ref: str, planned: PlannedQuestion) -> tuple[HeardLine, ...]:
    """Return behaviours by how many members heard them, most first."""
    counts = Counter(
        i
        for m in subject.members
        if (rating := subject.rating.get((ref, planned.key, m.person.ref)))
        for i in set(rating.heard)
    )
    texts = _texts(planned)
    return tuple(
        HeardLine(f"{n} heard:", tuple(text for i, text in texts.items() if counts[i] == n))
        for n in sorted(set(counts.values()), reverse=True)
        if any(counts[i] == n for i in texts)
    )


def _texts(planned: PlannedQuestion) -> dict[str, str]:
    effective = {e.id: f"+ {clean(e.text).rstrip('.')}" for e in planned.effective}
    return effective | {i.id: f"– {clean(i.text).rstrip('.')}" for i in planned.ineffective}


def _heard_key(subject: Subject, planned: PlannedQuestion) -> tuple[str, ...]:
    ticked = {
        i
        for (_, question, _), rating in subject.rating.items()
        if question == planned.key
        for i in rating.heard
    }
    texts = _texts(planned)
    return tuple(f"{_tick(i)} {text[2:]}" for i, text in texts.items() if i in ticked)


def _side_row(subject: Subject, ref: str, planned: PlannedQuestion) -> SideRow:
    figure = _figure(subject, ref, planned.key)
    value = None if figure is None else figure.value
    minimum = subject.plan.competency_by_id[planned.competency].minimum
    flags = (
        (BELOW, value is not None and minimum is not None and value < minimum),
        (GAP, value is not None and figure is not None and not figure.complete),
        (APART, subject.apart(ref, planned.key)),
    )
    return SideRow(
        candidate=subject.person[ref],
        figure=show(value) if value is not None else _figure_text(subject, ref, figure),
        flags=tuple(flag for flag, on in flags if on),
        shade=shade(subject, value),
        notes=_notes(subject, ref, planned.key),
    )
