"""What to settle before deciding, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview_kit.domain.english import listed, number, upper_first
from interview_kit.domain.rating import Mark
from interview_kit.reports.model import SettleRow
from interview_kit.reports.rounding import gap
from interview_kit.reports.subject import Subject, clean, score_text
from interview_kit.scoring.open_points import OpenPoint

NOTHING_OPEN = "Nothing is open: every rating is in, and no two members are two or more apart or on both sides of a minimum."


def settle_rows(subject: Subject) -> tuple[SettleRow, ...]:
    """Return declared interests, then everything open, most consequential first."""
    return (*_interests(subject), *(_row(subject, point) for point in subject.comparison.open_points))


def _interests(subject: Subject) -> Iterable[SettleRow]:
    for candidate, member in subject.rulings.open_interests(subject.sheets):
        written = subject.sheet[candidate, member].interest_details
        details = f": {clean(written)}" if written else ""
        yield SettleRow(
            subject.person[candidate],
            None,
            (),
            f"{member} declared an interest{details}",
            f"Chair: say whether {member}’s scores count, and record it, with --stands as well if they do: "
            f"interview-kit withdraw CAMPAIGN {member} --on {candidate} --reason …",
        )


def _row(subject: Subject, point: OpenPoint) -> SettleRow:
    person = subject.person[point.candidate]
    if point.question is None:
        return SettleRow(person, None, (), *_sheets(subject, point))
    parts = [*_apart(point), *_missing(subject, point)]
    return SettleRow(
        candidate=person,
        question=subject.questions[point.question],
        scores=tuple(score_text(cell) for cell in point.cells),
        open=upper_first("; ".join(said for said, _ in parts)),
        todo=upper_first("; ".join(dict.fromkeys(todo for _, todo in parts))),
    )


def _sheets(subject: Subject, point: OpenPoint) -> tuple[str, str]:
    refs = [member for member, _ in point.missing]
    if all(mark is Mark.NOT_ASKED for _, mark in point.missing):
        return (
            "Nothing was asked: not interviewed",
            f"Withdraw {point.candidate}, with the reason (interview-kit withdraw), or hold the interview",
        )
    if len(refs) == subject.panel_size and subject.panel_size > 1:
        said = "No sheet is in"
        todo = f"Ask {listed(refs)}; if {point.candidate} was not interviewed, record it (interview-kit withdraw)"
    elif len(refs) == 1:
        said, todo = f"{refs[0]}’s sheet is not in", f"Ask {refs[0]} for it"
    else:
        said, todo = f"The sheets of {listed(refs)} are not in", f"Ask {listed(refs)} for them"
    return said, todo


def _apart(point: OpenPoint) -> Iterable[tuple[str, str]]:
    if point.spread is None:
        return
    said = f"{number(point.spread)} apart" if point.spread else "the same score from all"
    if point.straddles:
        said += ", and on both sides of the minimum"
    if point.leaves_lowest:
        said += ", and only some at the lowest level"
    if point.turns.first and point.turns.rival and point.turns.gap is not None:
        pair = f"{point.candidate} and {point.turns.rival}"
        level = (
            f"; {pair} are level" if point.turns.gap == 0 else f"; {pair} are {gap(point.turns.gap)} apart"
        )
        said += level
    if point.referred:
        yield (
            f"{said}; the panel could not agree",
            (
                f"have it decided how {point.candidate} is scored here, and record it "
                f"(interview-kit resolve){_turn(point)}"
            ),
        )
    else:
        yield said, f"discuss{_turn(point)}"


def _turn(point: OpenPoint) -> str:
    turns = point.turns
    if turns.outcome:
        return ": the outcome turns on it"
    if turns.first:
        return ": first place turns on it"
    return ": the order turns on it" if turns.order else ""


def _missing(subject: Subject, point: OpenPoint) -> Iterable[tuple[str, str]]:
    everyone = subject.panel_size
    for mark in (Mark.BLANK, Mark.NOT_ASKED, Mark.NO_ANSWER):
        refs = [member for member, found in point.missing if found is mark]
        if not refs:
            continue
        who = listed(refs)
        if mark is Mark.BLANK:
            unread = [r for r in refs if (point.candidate, point.question, r) in subject.unread]
            yield from _blank([r for r in refs if r not in unread])
            yield from _unread(unread)
        elif len(refs) < everyone:
            said = "it was not asked" if mark is Mark.NOT_ASKED else "there was no answer"
            yield (
                f"{who} noted that {said}",
                f"ask {who}: the others scored it" if _scored(point) else f"ask {who}",
            )
        elif mark is Mark.NOT_ASKED:
            yield (
                f"not asked of {point.candidate}",
                f"drop {point.question} for everyone (interview-kit drop), or do not place {point.candidate}",
            )
        else:
            yield (
                f"no answer from {point.candidate}",
                f"agree a score with a reason, alike for everyone, or do not place {point.candidate}",
            )


def _blank(refs: Sequence[str]) -> Iterable[tuple[str, str]]:
    if refs:
        yield f"{listed(refs)} left the score blank", f"ask {listed(refs)} for it"


def _unread(refs: Sequence[str]) -> Iterable[tuple[str, str]]:
    if refs:
        scores = "score" if len(refs) == 1 else "scores"
        whose = listed([f"{ref}’s" for ref in refs])
        yield f"{whose} {scores} cannot be read", f"ask {listed(refs)} which is meant"


def _scored(point: OpenPoint) -> bool:
    return any(cell.score is not None for cell in point.cells)
