"""How a workbook is written in which people's words stand."""

from __future__ import annotations

from typing import Final

TEXTS_ONLY: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""XlsxWriter's options under which what people wrote is only ever text."""
