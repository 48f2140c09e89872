"""Frameworks from elsewhere and to elsewhere: a table of behaviours, and CASE 1.1, the open exchange format."""

from __future__ import annotations

from interview_kit.bank.exchange.case_reader import read_case
from interview_kit.bank.exchange.case_writer import case_package
from interview_kit.bank.exchange.draft import CheckId, Head, slug
from interview_kit.bank.exchange.table_layout import TABLE_HEADS
from interview_kit.bank.exchange.table_reader import read_table

__all__ = ["TABLE_HEADS", "CheckId", "Head", "case_package", "read_case", "read_table", "slug"]
