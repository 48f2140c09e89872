"""Reasons that people give for what they rule."""

from __future__ import annotations

from interview_kit.domain.base import is_printable
from interview_kit.errors import Finding


def check_reason(where: str, reason: str) -> list[Finding]:
    """Return a finding when a reason is missing or cannot be printed."""
    if not reason:
        return [
            Finding(
                where,
                "there is no reason",
                "Say why: it is recorded and printed in the report.",
                code="no-reason",
            )
        ]
    if is_printable(reason):
        return []
    return [
        Finding(
            where,
            "the reason holds a character that cannot be printed",
            "Type it again.",
            code="reason-unprintable",
        )
    ]
