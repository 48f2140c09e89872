"""The words for the rules that part equal totals."""

from __future__ import annotations

from interview_kit.domain.role import TieRule

_TEXTS = {
    TieRule.ESSENTIAL_MEAN: "the higher mean on the essential competencies",
    TieRule.HEAVIEST_COMPETENCY: "the higher figure on the competency with the greatest weight, then the next",
}


def tie_rule_text(rule: TieRule) -> str:
    """Return a tie rule in words."""
    return _TEXTS[rule]
