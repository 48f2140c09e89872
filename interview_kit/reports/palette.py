"""The colours all renderings share; contrast is at least 6.7 for text on every one of them."""

from __future__ import annotations

HEAT = ("FFFFFF", "E6EEF6", "CBDCEB", "A9C5DF", "7FA9CF", "1F5688")
"""From the lowest sixth of the scale to the highest; index with ``HeatCell.shade``."""
HEAT_TEXT = ("1A1F26", "1A1F26", "1A1F26", "1A1F26", "1A1F26", "FFFFFF")
"""The text on each of :data:`HEAT`."""

TEXT = "1A1F26"
MUTED = "4F5B67"
NAVY = "1B3A5C"
HEAD_FILL = "E4EBF3"
READ_ONLY_FILL = "F3F6F9"
FRAME = "7B8896"
LINE = "C3CBD4"
EFFECTIVE = "0B5D4E"
INEFFECTIVE = "8F2D12"
CHART_FILLS = ("1B3A5C", "7FA9CF", "D5DDE6")
"""One a member, in turn."""
