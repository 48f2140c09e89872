"""Refs as people type them."""

from __future__ import annotations

from collections.abc import Iterable


def as_listed(ref: str, listed: Iterable[str]) -> str:
    """Return a ref as it is listed, in whatever case it was typed; one that is not listed as it was typed."""
    typed = ref.strip()
    return {known.casefold(): known for known in listed}.get(typed.casefold(), typed)
