"""The rules a question is held to: wording, law, overlap and coverage; each with a code and a page."""

from __future__ import annotations

from interview_kit.bank.lint.rule import RULES, Rule
from interview_kit.bank.lint.run import lint_bank, lint_law

__all__ = ["RULES", "Rule", "lint_bank", "lint_law"]
