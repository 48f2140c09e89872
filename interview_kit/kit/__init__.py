"""The use cases, one function each: the public API.

Every function takes paths and plain values and returns a frozen value; findings that stop the work are
raised together as :class:`interview_kit.errors.KitError`. Times are given by the caller.
"""

from __future__ import annotations

from interview_kit.bank import CoverageRow
from interview_kit.kit.bank import (
    BankCheck,
    FrameworkRow,
    QuestionCard,
    check_bank,
    find_questions,
    json_schema,
    list_frameworks,
    show_coverage,
    show_framework,
    show_question,
)
from interview_kit.kit.collecting import Collected, Status, collect_sheets, count_returned, show_status
from interview_kit.kit.comparing import ComparisonMade, compare_candidates
from interview_kit.kit.example import fill_example, start_example
from interview_kit.kit.exporting import export_bank_word, export_coverage_html, save_export
from interview_kit.kit.packing import Packed, count_pack, make_pack
from interview_kit.kit.planning import Planned, make_plan
from interview_kit.kit.sarif import findings_as_sarif
from interview_kit.kit.setting_up import Started, new_campaign

__all__ = [
    "BankCheck",
    "Collected",
    "ComparisonMade",
    "CoverageRow",
    "FrameworkRow",
    "Packed",
    "Planned",
    "QuestionCard",
    "Started",
    "Status",
    "check_bank",
    "collect_sheets",
    "compare_candidates",
    "count_pack",
    "count_returned",
    "export_bank_word",
    "export_coverage_html",
    "fill_example",
    "find_questions",
    "findings_as_sarif",
    "json_schema",
    "list_frameworks",
    "make_pack",
    "make_plan",
    "new_campaign",
    "save_export",
    "show_coverage",
    "show_framework",
    "show_question",
    "show_status",
    "start_example",
]
