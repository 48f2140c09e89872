"""What the kit's export to CASE 1.1 and its import have in common.

CASE (Competencies and Academic Standards Exchange, 1EdTech) puts a framework into one JSON object: a
``CFDocument``, ``CFItems``, and ``CFAssociations`` that say which item stands below which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from interview_kit.bank.exchange.kinds import Kind

VERSION: Final = "1.1"
ITEM_TYPES: Final[Mapping[Kind, str]] = {
    Kind.CLUSTER: "Cluster",
    Kind.COMPETENCY: "Competency",
    Kind.STATEMENT: "Statement",
    Kind.SKILL: "Skill",
    Kind.EFFECTIVE: "Positive indicator",
    Kind.INEFFECTIVE: "Contra-indicator",
}
CHILD: Final = "isChildOf"
OPPOSITE: Final = "ext:isOppositeOf"
"""From an ineffective behaviour to the effective one that the source pairs it with; CASE allows types of one's own."""
EXTENSION: Final = "interview-kit"
