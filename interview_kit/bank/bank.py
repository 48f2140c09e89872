"""The bank as a value: everything by id, with what was found in its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interview_kit.bank.shared_findings import Place
from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding


@dataclass(frozen=True)
class Bank:
    """Frameworks, questions, scales and role profiles by id, in the order of their files."""

    frameworks: Mapping[str, Framework]
    questions: Mapping[str, Question]
    scales: Mapping[str, Scale]
    roles: Mapping[str, RoleProfile]
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()
    """Paths in their folder, without ending, of files that could not be read: ``cambridge-core``, ``cambridge-core/communication``."""
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    """By question id: gives ``file:line`` of a key of the question."""
