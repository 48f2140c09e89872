"""Typographic quotes for print; what is stored, compared and fingerprinted stays as it was written."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from interview_kit.domain.base import Model
from interview_kit.domain.plan import Plan

M = TypeVar("M", bound=Model)

_OPENS: Final = r"(?:(?<=[\s(\[{/‘“–—-])|\A)"
"""Where a quotation can open: at the beginning, after a space, a bracket, a dash or another opening quote."""
_OMITTED: Final = r"(?:\d\ds?|[Tt]is|[Tt]was|[Tt]il|[Ee]m|[Cc]ause|[Nn])\b"
"""What an apostrophe stands before when letters were left out: ’90s, ’em, ’n’."""
_STEPS: Final = tuple(
    (re.compile(pattern), quote)
    for pattern, quote in (
        (rf"{_OPENS}\"(?=\S)", "“"),
        (rf"{_OPENS}'(?={_OMITTED})", "’"),
        (rf"{_OPENS}'(?=\S)", "‘"),
        (rf"{_OPENS}\"(?=\S)", "“"),
        ("'", "’"),
        ('"', "”"),
    )
)
_LEVEL: Final = ("short", "description", "hint")


def typographic(text: str) -> str:
    """Return text with ``'`` and ``"`` as the quotation marks and apostrophes that a printer sets.

    :func:`~interview_kit.domain.fingerprint.normalise` makes both forms one, so that a printed text is still
    known as the one that was stored.
    """
    if "'" not in text and '"' not in text:
        return text
    for pattern, quote in _STEPS:
        text = pattern.sub(quote, text)
    return text


def printed(model: M) -> M:
    """Return a value with every text in it as it is printed, in nested values too."""
    changed = {name: _printed(value) for name, value in model}
    return model.model_copy(update=changed)


def printed_plan(plan: Plan) -> Plan:
    """Return a plan with its questions, competencies and level meanings as they are printed.

    Fingerprints stay those of the plan as it was frozen. Labels of levels stay too: they are chosen from a
    list, and read back.
    """
    levels = tuple(
        level.model_copy(update={name: typographic(getattr(level, name)) for name in _LEVEL})
        for level in plan.scale.levels
    )
    scale = plan.scale.model_copy(update={"note": typographic(plan.scale.note), "levels": levels})
    return plan.model_copy(
        update={
            "questions": tuple(printed(q) for q in plan.questions),
            "competencies": tuple(printed(c) for c in plan.competencies),
            "scale": scale,
        }
    )


def _printed(value: object) -> object:
    if type(value) is str:
        return typographic(value)
    if isinstance(value, Model):
        return printed(value)
    if isinstance(value, tuple):
        return tuple(_printed(item) for item in value)
    return value
