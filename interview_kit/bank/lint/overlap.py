"""Questions that are nearly the same, over the whole bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from interview_kit.bank.lint.wording import Heard, stems
from interview_kit.domain.question import Question

ALIKE = 82
"""Of 100, by rapidfuzz's token_sort_ratio on the words that carry meaning."""
ENOUGH = 3
"""Words that carry meaning which a lead must have to be compared at all."""


def check_overlap(questions: Sequence[Question]) -> Iterator[tuple[Question, Heard]]:
    """Yield W09 for each lead that is much like an earlier one of another group."""
    texts = [" ".join(sorted(stems(q.lead))) for q in questions]
    comparable = [at for at, text in enumerate(texts) if text.count(" ") + 1 >= ENOUGH]
    chosen = [texts[at] for at in comparable]
    scores = process.cdist(chosen, chosen, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    for later in range(len(comparable)):
        for earlier in range(later):
            mine, other = questions[comparable[later]], questions[comparable[earlier]]
            if scores[later][earlier] and mine.variant_group != other.variant_group:
                yield mine, ("W09", ("lead",), f"the lead is much like that of {other.id}")
