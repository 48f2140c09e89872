"""The merit order as rows, with how sure each place is."""

from __future__ import annotations

from interview_kit.domain.english import listed, number, place_word, upper_first
from interview_kit.reports.model import BELOW, MeritRow, OutcomeKey, Said
from interview_kit.reports.rounding import show
from interview_kit.reports.rule_words import share_text
from interview_kit.reports.subject import Subject
from interview_kit.scoring.certainty import ENOUGH_MEMBERS, Certainty, Sureness
from interview_kit.scoring.merit import Minimum, Missed, Outcome, Placing

_KEYS: dict[Outcome, OutcomeKey] = {
    Outcome.APPOINTABLE: "appointable",
    Outcome.BELOW_MINIMUM: "below",
    Outcome.INCOMPLETE: "incomplete",
}
_MEANINGS = {
    Sureness.FIRM: "Firm: 95% or more.",
    Sureness.LIKELY: "Likely: two thirds or more.",
    Sureness.OPEN: "Open: under two thirds.",
}


def merit_rows(subject: Subject) -> tuple[MeritRow, ...]:
    """Return a row a candidate, in merit order."""
    placings = subject.comparison.order.placings
    rows = []
    for at, placing in enumerate(placings):
        figures = subject.comparison.figures[placing.candidate]
        placed = placing.place is not None
        rows.append(
            MeritRow(
                place=place_text(placing),
                candidate=subject.person[placing.candidate],
                total=show(figures.total),
                total_note="" if figures.complete else f"{figures.received} of {figures.expected}",
                minimums=minimums_text(subject, placing),
                certainty=certainty_text(subject, placing, leading=at == 0),
                outcome=upper_first(placing.outcome.value),
                key=_KEYS[placing.outcome],
                placed=placed,
                parts=not placed and at > 0 and placings[at - 1].place is not None,
                sort_place=at + 1,
                sort_total=-1.0 if figures.total is None else float(figures.total),
            )
        )
    return tuple(rows)


def place_text(placing: Placing) -> str:
    """Return ``1``, ``2=`` or a dash."""
    if placing.place is None:
        return "–"
    return f"{placing.place}=" if placing.tied_with else str(placing.place)


def minimum_names(subject: Subject, missed: tuple[Missed, ...]) -> str:
    """Return the minimums missed, by name."""
    return listed([minimum_name(subject, m) for m in missed])


def minimum_name(subject: Subject, missed: Missed) -> str:
    """Return a minimum by name."""
    if missed.kind is Minimum.ESSENTIAL_SHARE:
        return "the share of essential marks"
    title = _title(subject, missed)
    return f"{title} (lowest level)" if missed.kind is Minimum.ABOVE_LOWEST else title


def _title(subject: Subject, missed: Missed) -> str:
    return subject.title_of[missed.competency] if missed.competency else "the total"


def minimum_text(subject: Subject, missed: Missed) -> str:
    """Return a minimum missed with its figures, ``Communication 1.67 (minimum 2.00)``."""
    if missed.kind is Minimum.ABOVE_LOWEST:
        return (
            f"{_title(subject, missed)} {show(missed.value)} (essential, to be above {show(missed.minimum)})"
        )
    name = minimum_name(subject, missed)
    if missed.kind is Minimum.ESSENTIAL_SHARE:
        return f"{name} {share_text(missed.value)} (minimum {share_text(missed.minimum)})"
    return f"{name} {show(missed.value)} (minimum {show(missed.minimum)})"


def minimums_text(subject: Subject, placing: Placing) -> Said:
    """Return how a candidate stands to the minimums."""
    count = subject.comparison.rules.minimums
    if placing.missed:
        so_far = "" if placing.outcome is Outcome.BELOW_MINIMUM else " so far"
        return Said(f"{BELOW} {len(placing.missed)} missed{so_far}:", minimum_names(subject, placing.missed))
    if not count:
        return Said("", "None set")
    if subject.comparison.figures[placing.candidate].total is None:
        return Said("", "Not rated yet")
    met = "Met" if count == 1 else f"All {count} met"
    return Said("", f"{met} so far" if placing.outcome is Outcome.INCOMPLETE else met)


def certainty_text(subject: Subject, placing: Placing, *, leading: bool = False) -> Said:
    """Return how sure a place is, in one word and with the counts behind it."""
    certainty = subject.comparison.certainty
    if subject.panel_size < ENOUGH_MEMBERS:
        return Said("", "Too few members to judge" if subject.panel_size > 1 else "Not worked out")
    ranks = certainty.of(placing.candidate)
    if ranks is None:
        return Said("", "Not worked out")
    draws = f"{certainty.draws:,}"
    if placing.place is None:
        what = "the minimum" if len(placing.missed) == 1 else "every minimum"
        return Said("", f"Meets {what} in {ranks.placed:,} of {draws}")
    word = certainty.sureness(placing.candidate, placing.place)
    text = f"{upper_first(place_word(placing.place))} in {ranks.at(placing.place):,} of {draws}"
    if leading:
        text += " re-draws"
    elif placing.place > 1 and ranks.at(1):
        text += f", first in {ranks.at(1):,}"
    return Said(f"{word}.", text)


def certainty_note(subject: Subject) -> str:
    """Return what a re-draw is and what the words used here mean; empty when nothing was re-drawn."""
    certainty = subject.comparison.certainty
    if not certainty.draws:
        return ""
    placed = subject.comparison.order.placed
    used = {certainty.sureness(p.candidate, p.place) for p in placed if p.place is not None}
    meanings = [text for word, text in _MEANINGS.items() if word in used]
    ties = ["Ties count."] if meanings else []
    return " ".join([_draws_text(subject, certainty), *meanings, *ties])


def _draws_text(subject: Subject, certainty: Certainty) -> str:
    size = number(subject.panel_size)
    if certainty.exact:
        return (
            f"Re-draws: all {certainty.draws:,} ways to draw {size} members, with repeats, from these {size}."
        )
    return f"Re-draws: {certainty.draws:,} random draws of {size} members, with repeats, from these {size}."
