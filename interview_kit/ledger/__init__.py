"""What was issued, received and decided: append-only, chained, in one SQLite file per campaign."""

from __future__ import annotations

from interview_kit.ledger.book import Ledger
from interview_kit.ledger.values import (
    Agreement,
    Individual,
    PlanFrozen,
    Receipt,
    Received,
    Result,
    Showing,
    Shown,
)

__all__ = [
    "Agreement",
    "Individual",
    "Ledger",
    "PlanFrozen",
    "Receipt",
    "Received",
    "Result",
    "Showing",
    "Shown",
]
