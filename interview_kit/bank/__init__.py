"""The question bank: YAML files to domain values, with findings."""

from __future__ import annotations

from interview_kit.bank.bank import Bank
from interview_kit.bank.coverage import CoverageRow, coverage
from interview_kit.bank.load import load_bank
from interview_kit.bank.role_checks import check_role, check_scoring

__all__ = ["Bank", "CoverageRow", "check_role", "check_scoring", "coverage", "load_bank"]
