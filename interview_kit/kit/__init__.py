"""The use cases, one function each: the public API.

Every function takes paths and plain values and returns a frozen value; findings that stop the work are
raised together as :class:`interview_kit.errors.KitError`. Times are given by the caller. A use case and what it
needs are loaded when it is first asked for, so that a small one does not wait for the libraries of a large one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_kit.bank import CoverageRow
    from interview_kit.kit.agreeing import AgreementForms, count_forms, make_agreement_forms
    from interview_kit.kit.auditing import AuditTrail, read_audit_trail, render_audit_trail
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
    from interview_kit.kit.campaigns import CampaignList, list_campaigns
    from interview_kit.kit.collecting import Collected, Status, collect_sheets, count_returned, show_status
    from interview_kit.kit.comparing import ComparisonMade, compare_candidates
    from interview_kit.kit.deciding import DecisionMade, record_decision, resolve_score
    from interview_kit.kit.dropping import QuestionRuled, drop_question
    from interview_kit.kit.entering import (
        EntryWorkbook,
        KeyedAnswer,
        KeyedSheet,
        PaperSheet,
        enter_sheet,
        make_entry_workbook,
        open_paper,
    )
    from interview_kit.kit.erasing import Erased, erase_candidates, foresee_erasing
    from interview_kit.kit.example import fill_example, start_example
    from interview_kit.kit.exporting import export_bank_word, export_case, export_coverage_html, save_export
    from interview_kit.kit.fairness import Fairness, compare_groups
    from interview_kit.kit.feedback import FeedbackDrafted, draft_feedback
    from interview_kit.kit.importing import Imported, import_framework
    from interview_kit.kit.next_step import show_next_step
    from interview_kit.kit.packing import Packed, count_pack, make_pack
    from interview_kit.kit.planning import Planned, make_plan
    from interview_kit.kit.printing import PdfsMade, make_pdfs
    from interview_kit.kit.renaming import record_rename
    from interview_kit.kit.sarif import findings_as_sarif
    from interview_kit.kit.scoring_rules import RulesInForce, change_rules, show_rules
    from interview_kit.kit.setting_up import Started, check_new, new_campaign
    from interview_kit.kit.subject_access import AccessBundle, bundle_subject_access
    from interview_kit.kit.withdrawing import Withdrawn, withdraw

__all__ = [
    "AccessBundle",
    "AgreementForms",
    "AuditTrail",
    "BankCheck",
    "CampaignList",
    "Collected",
    "ComparisonMade",
    "CoverageRow",
    "DecisionMade",
    "EntryWorkbook",
    "Erased",
    "Fairness",
    "FeedbackDrafted",
    "FrameworkRow",
    "Imported",
    "KeyedAnswer",
    "KeyedSheet",
    "Packed",
    "PaperSheet",
    "PdfsMade",
    "Planned",
    "QuestionCard",
    "QuestionRuled",
    "RulesInForce",
    "Started",
    "Status",
    "Withdrawn",
    "bundle_subject_access",
    "change_rules",
    "check_bank",
    "check_new",
    "collect_sheets",
    "compare_candidates",
    "compare_groups",
    "count_forms",
    "count_pack",
    "count_returned",
    "draft_feedback",
    "drop_question",
    "enter_sheet",
    "erase_candidates",
    "export_bank_word",
    "export_case",
    "export_coverage_html",
    "fill_example",
    "find_questions",
    "findings_as_sarif",
    "foresee_erasing",
    "import_framework",
    "json_schema",
    "list_campaigns",
    "list_frameworks",
    "make_agreement_forms",
    "make_entry_workbook",
    "make_pack",
    "make_pdfs",
    "make_plan",
    "new_campaign",
    "open_paper",
    "read_audit_trail",
    "record_decision",
    "record_rename",
    "render_audit_trail",
    "resolve_score",
    "save_export",
    "show_coverage",
    "show_framework",
    "show_next_step",
    "show_question",
    "show_rules",
    "show_status",
    "start_example",
    "withdraw",
]

_HOMES = {
    "render_audit_trail": "interview_kit.kit.auditing",
    "read_audit_trail": "interview_kit.kit.auditing",
    "AuditTrail": "interview_kit.kit.auditing",
    "bundle_subject_access": "interview_kit.kit.subject_access",
    "AccessBundle": "interview_kit.kit.subject_access",
    "foresee_erasing": "interview_kit.kit.erasing",
    "erase_candidates": "interview_kit.kit.erasing",
    "Erased": "interview_kit.kit.erasing",
    "list_campaigns": "interview_kit.kit.campaigns",
    "CampaignList": "interview_kit.kit.campaigns",
    "draft_feedback": "interview_kit.kit.feedback",
    "FeedbackDrafted": "interview_kit.kit.feedback",
    "AgreementForms": "interview_kit.kit.agreeing",
    "BankCheck": "interview_kit.kit.bank",
    "Collected": "interview_kit.kit.collecting",
    "ComparisonMade": "interview_kit.kit.comparing",
    "CoverageRow": "interview_kit.bank",
    "EntryWorkbook": "interview_kit.kit.entering",
    "DecisionMade": "interview_kit.kit.deciding",
    "Fairness": "interview_kit.kit.fairness",
    "FrameworkRow": "interview_kit.kit.bank",
    "KeyedAnswer": "interview_kit.kit.entering",
    "KeyedSheet": "interview_kit.kit.entering",
    "Packed": "interview_kit.kit.packing",
    "PaperSheet": "interview_kit.kit.entering",
    "PdfsMade": "interview_kit.kit.printing",
    "Planned": "interview_kit.kit.planning",
    "QuestionCard": "interview_kit.kit.bank",
    "QuestionRuled": "interview_kit.kit.dropping",
    "RulesInForce": "interview_kit.kit.scoring_rules",
    "Started": "interview_kit.kit.setting_up",
    "Status": "interview_kit.kit.collecting",
    "change_rules": "interview_kit.kit.scoring_rules",
    "check_bank": "interview_kit.kit.bank",
    "check_new": "interview_kit.kit.setting_up",
    "collect_sheets": "interview_kit.kit.collecting",
    "compare_candidates": "interview_kit.kit.comparing",
    "compare_groups": "interview_kit.kit.fairness",
    "count_forms": "interview_kit.kit.agreeing",
    "count_pack": "interview_kit.kit.packing",
    "count_returned": "interview_kit.kit.collecting",
    "enter_sheet": "interview_kit.kit.entering",
    "drop_question": "interview_kit.kit.dropping",
    "export_bank_word": "interview_kit.kit.exporting",
    "export_case": "interview_kit.kit.exporting",
    "Imported": "interview_kit.kit.importing",
    "import_framework": "interview_kit.kit.importing",
    "export_coverage_html": "interview_kit.kit.exporting",
    "fill_example": "interview_kit.kit.example",
    "find_questions": "interview_kit.kit.bank",
    "findings_as_sarif": "interview_kit.kit.sarif",
    "json_schema": "interview_kit.kit.bank",
    "list_frameworks": "interview_kit.kit.bank",
    "make_agreement_forms": "interview_kit.kit.agreeing",
    "make_entry_workbook": "interview_kit.kit.entering",
    "make_pack": "interview_kit.kit.packing",
    "make_pdfs": "interview_kit.kit.printing",
    "make_plan": "interview_kit.kit.planning",
    "new_campaign": "interview_kit.kit.setting_up",
    "open_paper": "interview_kit.kit.entering",
    "record_decision": "interview_kit.kit.deciding",
    "record_rename": "interview_kit.kit.renaming",
    "resolve_score": "interview_kit.kit.deciding",
    "save_export": "interview_kit.kit.exporting",
    "show_coverage": "interview_kit.kit.bank",
    "show_framework": "interview_kit.kit.bank",
    "show_next_step": "interview_kit.kit.next_step",
    "show_question": "interview_kit.kit.bank",
    "show_rules": "interview_kit.kit.scoring_rules",
    "show_status": "interview_kit.kit.collecting",
    "start_example": "interview_kit.kit.example",
    "withdraw": "interview_kit.kit.withdrawing",
    "Withdrawn": "interview_kit.kit.withdrawing",
}
"""Where each name lives."""


def __getattr__(name: str) -> object:
    """Return a use case, loading its module (PEP 562)."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES[name]), name)
