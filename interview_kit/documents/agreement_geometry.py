"""How much room a question's block takes on the agreement form, so that blocks stay whole on a page.

Lengths in cm, for the styles of the shipped template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from interview_kit.documents.agreement_view import Block, MemberRow
from interview_kit.word.measure import CM_PER_POINT, LINE, count_lines

PAGE: Final = 25.9
RESERVE: Final = 0.7
"""Left free, because no two programs break lines quite alike."""
WIDTH: Final = 17.4
MEMBERS: Final = (2.5, 1.5, 8.3, 5.1)
"""Member, score, evidence, heard."""
MEMBERS_TO_FILL_IN: Final = (5.0, 5.4, 7.0)
"""Member, score, note."""
REASON: Final = 2.2
LEAST_REASON, MOST_REASON = 1.4, 2.4
LEAST_ROW: Final = 0.58
_PADDING: Final = 0.16
_SIDES: Final = 0.36
_HEAD_ROW: Final = 9 * 1.02 * LINE * CM_PER_POINT + _PADDING
_AGREED: Final = 1.05
_FRONT: Final = 5.3
"""Title, what to know in short, reference, and the heading over the blocks."""
_CONFIRM: Final = 3.0
_STEP: Final = 0.1
_SECTION: Final = 13 * LINE * CM_PER_POINT + 16 * CM_PER_POINT


def reason_on_blank(blocks: Sequence[Block]) -> float:
    """Return the height of the reason's box on the blank form, the same for all its blocks.

    The highest with which the form takes no more pages than with the lowest.
    """
    fixed = [_fixed(b) + sum(_row_to_fill_in(m) for m in b.members) for b in blocks]
    steps = round((MOST_REASON - LEAST_REASON) / _STEP)
    heights = [LEAST_REASON + step * _STEP for step in range(steps + 1)]
    return max(h for h in heights if _pages(fixed, h) == _pages(fixed, LEAST_REASON))


def _pages(fixed: Sequence[float], reason: float) -> int:
    """Return the pages of a blank form whose blocks are so high without their reasons."""
    pages, used = 1, _FRONT
    for height in [*(f + reason for f in fixed), _CONFIRM]:
        if used + height > PAGE - RESERVE:
            pages, used = pages + 1, 0.0
        used += height
    return pages


def fits_a_page(block: Block) -> bool:
    """Return True when a block with the members' scores goes on one page, even after the section's heading."""
    rows = sum(_row(m) for m in block.members)
    return _SECTION + _fixed(block) + rows + REASON <= PAGE - RESERVE


def _fixed(block: Block) -> float:
    """Return the height of all but the members' rows and the reason."""
    title = _lines(count_lines(f"{block.key}  {block.title}   {block.why}", 10.5, WIDTH, bold=True), 10.5)
    lead = _lines(count_lines(block.lead, 8.5, WIDTH), 8.5)
    spaces = (8 + 3 + 2 * 6) * CM_PER_POINT
    return title + lead + _lines(1, 8.5) + spaces + 2 * _HEAD_ROW + _AGREED


def _row(member: MemberRow) -> float:
    name, _, evidence, heard = (width - _SIDES for width in MEMBERS)
    heights = (
        _lines(count_lines(f"{member.ref} {member.name}", 8.5, name, bold=True), 8.5),
        _lines(1 if member.scored else 2, 13 if member.scored else 8.5),
        _lines(count_lines(member.evidence, 8.5, evidence), 8.5),
        _lines(sum(count_lines(f"+ {h.text}", 8.5, heard) for h in member.heard), 8.5),
    )
    return max(heights) + _PADDING


def _row_to_fill_in(member: MemberRow) -> float:
    lines = count_lines(f"{member.ref} {member.name}", 9.5, MEMBERS_TO_FILL_IN[0] - _SIDES, bold=True)
    return max(_lines(lines, 9.5) + _PADDING, LEAST_ROW)


def _lines(count: int, size: float) -> float:
    return count * size * 1.02 * LINE * CM_PER_POINT
