"""The list of candidates as a CSV file."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from interview_kit.domain.campaign import Candidate
from interview_kit.workbook import guard

HEADER = ("Ref", "Name", "Interview", "Room", "Adjustments")


def write_csv(candidates: Iterable[Candidate]) -> bytes:
    """Return a list of candidates as CSV that Excel opens rightly and ``read_candidates`` reads back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for c in candidates:
        slot = "" if c.slot is None else f"{c.slot:%Y-%m-%d %H:%M}"
        writer.writerow([guard(cell) for cell in (c.ref, c.name, slot, c.room, c.adjustments)])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")
