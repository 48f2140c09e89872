"""Formats of the workbook: one look for reading, another for the few cells that are for typing."""

from __future__ import annotations

from typing import Final

from interview_kit.reports.model import APART, BELOW, GAP
from interview_kit.reports.palette import (
    FRAME,
    HEAD_FILL,
    HEAT,
    HEAT_TEXT,
    INEFFECTIVE,
    LINE,
    MUTED,
    NAVY,
    READ_ONLY_FILL,
    TEXT,
)

FONT: Final = {"font_name": "Arial", "font_size": 10}
"""What cells without a format of their own have; column widths count in its digits."""

_BASE: Final = {**FONT, "font_color": f"#{TEXT}", "valign": "top"}
_LINED: Final = {**_BASE, "border": 1, "border_color": f"#{LINE}"}
_CELL: Final = {**_LINED, "text_wrap": True, "align": "left", "indent": 1}
_MIDDLE: Final = {**_CELL, "valign": "vcenter"}
_CENTRE: Final = {**_LINED, "text_wrap": True, "valign": "vcenter", "align": "center"}
_FIGURE: Final = {**_CENTRE, "font_size": 11, "num_format": "0.00"}
_BOX: Final = {"border": 2, "border_color": f"#{TEXT}", "bold": True}
_HEAD: Final = {
    **_MIDDLE,
    "bold": True,
    "font_size": 9,
    "font_color": f"#{NAVY}",
    "bg_color": f"#{HEAD_FILL}",
    "border_color": f"#{FRAME}",
}
_WRAP: Final = {**_BASE, "text_wrap": True}
_BAR: Final = {
    **_WRAP,
    "align": "left",
    "valign": "vcenter",
    "indent": 1,
    "bg_color": f"#{READ_ONLY_FILL}",
    "left": 5,
}

_TABLE: Final[dict[str, dict[str, object]]] = {
    "cell": _CELL,
    "cell_strong": {**_CELL, "bold": True},
    "middle": _MIDDLE,
    "middle_strong": {**_MIDDLE, "bold": True},
    "centre": _CENTRE,
    "centre_top": {**_CENTRE, "valign": "top"},
    "gap": {**_CENTRE, "font_color": f"#{MUTED}", "font_size": 9},
    "place": {**_CENTRE, "bold": True, "font_size": 12},
    "number": {**_CENTRE, "num_format": "0.00"},
    "figure": _FIGURE,
    "figure_below": {**_FIGURE, **_BOX, "num_format": f'0.00" {BELOW}"'},
    "figure_gap": {**_FIGURE, "num_format": f'0.00" {GAP}"'},
    "figure_below_gap": {**_FIGURE, **_BOX, "num_format": f'0.00"{BELOW}{GAP}"'},
    "total": {**_CENTRE, "num_format": "0.00", "bold": True, "font_size": 12},
    "total_unplaced": {**_CENTRE, "num_format": "0.00", "font_size": 12},
    "total_gap": {**_CENTRE, "num_format": f'0.00" {GAP}"', "font_size": 12},
}
_HEATS: Final[dict[str, dict[str, object]]] = {
    f"heat{at}": {"bg_color": f"#{fill}", "font_color": f"#{text}"}
    for at, (fill, text) in enumerate(zip(HEAT, HEAT_TEXT, strict=True))
}

STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {**_WRAP, "bold": True, "font_size": 18, "font_color": f"#{NAVY}"},
    "heading": {**_WRAP, "bold": True, "font_size": 13, "font_color": f"#{NAVY}"},
    "muted": {**_WRAP, "font_color": f"#{MUTED}"},
    "plain": _WRAP,
    "strong": {**_WRAP, "bold": True},
    "in_short": {**_BAR, "left_color": f"#{NAVY}"},
    "banner": {**_BAR, "left_color": f"#{INEFFECTIVE}", "font_color": f"#{INEFFECTIVE}", "bold": True},
    "head": _HEAD,
    "head_centre": {**_HEAD, "indent": 0, "align": "center"},
    "head_up": {**_HEAD, "indent": 0, "align": "center", "rotation": 90},
    "read": {**_CENTRE, "font_color": f"#{MUTED}", "bg_color": f"#{READ_ONLY_FILL}", "num_format": "General"},
    "read_figure": {
        **_CENTRE,
        "font_color": f"#{MUTED}",
        "bg_color": f"#{READ_ONLY_FILL}",
        "num_format": "0.00",
    },
    "weight": {
        **_CENTRE,
        "bold": True,
        "font_size": 12,
        "font_color": f"#{NAVY}",
        "bg_color": "#FFFFFF",
        "border": 5,
        "border_color": f"#{NAVY}",
        "locked": False,
    },
    "weight_state": {**_MIDDLE, "bold": True, "bg_color": f"#{READ_ONLY_FILL}", "indent": 1},
    **_TABLE,
    **{f"{name}_parts": {**style, "top": 2, "top_color": f"#{NAVY}"} for name, style in _TABLE.items()},
    **_HEATS,
    **{f"{name}_below": {**style, "bold": True} for name, style in _HEATS.items()},
    "apart": {"bold": True, "num_format": f'0" {APART}"', "bg_color": f"#{HEAD_FILL}"},
    "changed": {"bg_color": f"#{INEFFECTIVE}", "font_color": "#FFFFFF"},
    "next": {"border": 1, "border_color": f"#{LINE}", "top_color": f"#{NAVY}"},
}
"""By name; ``…_parts`` has the rule above the first who is not placed, the last rows are for conditions."""
