"""Findings in SARIF 2.1.0, the form in which machines (code review, editors) take them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from urllib.parse import quote

from interview_kit import __version__
from interview_kit.bank.lint import RULES
from interview_kit.errors import Finding

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINE: Final = re.compile(r"(.+):([1-9]\d*)")


def findings_as_sarif(findings: Iterable[Finding]) -> dict[str, object]:
    """Return a SARIF log of one run: every rule of the bank, and each finding with its file and line."""
    found = tuple(findings)
    rules = [_rule(code) for code in RULES]
    rules += [{"id": code} for code in dict.fromkeys(f.code for f in found) if code and code not in RULES]
    at = {str(rule["id"]): n for n, rule in enumerate(rules)}
    driver = {"name": "interview-kit", "version": __version__, "rules": rules}
    results = [_result(finding, at) for finding in found]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _rule(code: str) -> dict[str, object]:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reason},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, at: dict[str, int]) -> dict[str, object]:
    named = {"ruleId": finding.code, "ruleIndex": at[finding.code]} if finding.code else {}
    return {
        **named,
        "level": finding.severity.value,
        "message": {"text": f"{finding.problem}. {finding.remedy}"},
        "locations": [{"physicalLocation": _place(finding.where)}],
    }


def _place(where: str) -> dict[str, object]:
    with_line = _LINE.fullmatch(where)
    if with_line is None:
        return {"artifactLocation": {"uri": _uri(where)}}
    return {
        "artifactLocation": {"uri": _uri(with_line.group(1))},
        "region": {"startLine": int(with_line.group(2))},
    }


def _uri(name: str) -> str:
    """Return a file's name as a URI: a relative one stays relative."""
    if PureWindowsPath(name).drive:
        return PureWindowsPath(name).as_uri()
    return PurePosixPath(name).as_uri() if name.startswith("/") else quote(name)
