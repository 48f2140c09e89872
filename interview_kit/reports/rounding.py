"""Figures as people read them; the only place where one is rounded."""

from __future__ import annotations

from fractions import Fraction

DASH = "–"
MINUS = "−"


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """Return a value rounded to so many decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole, 10**places) * (-1 if value < 0 else 1)


def show(value: Fraction | None, places: int = 2) -> str:
    """Return ``3.35``; a dash for ``None``."""
    if value is None:
        return DASH
    rounded = half_up(value, places)
    whole = abs(rounded) * 10**places
    digits = str(whole.numerator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{MINUS}{text}" if rounded < 0 else text


def short(value: Fraction | None) -> str:
    """Return ``3``, ``3.5`` or ``3.33``; a dash for ``None``."""
    text = show(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: Fraction | None) -> str:
    """Return ``+0.24``, ``−0.19`` or ``0.00``; a dash for ``None``."""
    text = show(value)
    return f"+{text}" if value is not None and half_up(value) > 0 else text


def show_float(value: float | None) -> str:
    """Return a statistic that is no exact figure, to two decimals; a dash for ``None``."""
    return show(None if value is None else Fraction(value))


def percent(value: Fraction) -> str:
    """Return a share as whole per cent, ``49%``."""
    return f"{show(value * 100, 0)}%"


def position(value: Fraction | None) -> float | None:
    """Return a figure as a chart plots it: rounded as it is printed."""
    return None if value is None else float(half_up(value))


def gap(value: Fraction) -> str:
    """Return how far two totals are apart; a gap that would print as nothing is ``less than 0.01``."""
    return "less than 0.01" if 0 < value < Fraction(1, 200) else show(value)
