"""A published set of competencies: framework, cluster, competency, indicator."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from interview_kit.domain.base import Model, Slug, Text

EffectiveId = Annotated[str, StringConstraints(pattern=r"^e[1-9][0-9]*$")]
IneffectiveId = Annotated[str, StringConstraints(pattern=r"^i[1-9][0-9]*$")]
IndicatorId = Annotated[str, StringConstraints(pattern=r"^[ei][1-9][0-9]*$")]
StatementId = Annotated[str, StringConstraints(pattern=r"^s[1-9][0-9]*$")]
CompetencyId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
"""``framework/competency``, for example ``cambridge-core/communication``."""


class Effective(Model):
    """An effective behaviour, verbatim from the framework."""

    id: EffectiveId
    text: Text


class Ineffective(Model):
    """An ineffective behaviour (contra-indicator), verbatim from the framework."""

    id: IneffectiveId
    text: Text
    opposite_of: EffectiveId | None = None
    """The effective behaviour that the source pairs it with, where it prints pairs."""


Indicator = Effective | Ineffective


class Statement(Model):
    """A numbered competency statement, where a framework has them (Norwich)."""

    id: StatementId
    text: Text


class Competency(Model):
    """One competency with its behaviours, in the order of the source."""

    id: Slug
    title: Text
    cluster: Slug | None = None
    definition: Text
    statements: tuple[Statement, ...] = ()
    skills: tuple[Text, ...] = ()
    effective: Annotated[tuple[Effective, ...], Field(min_length=1)]
    ineffective: tuple[Ineffective, ...] = ()
    editor_notes: tuple[Text, ...] = ()
    """What an editor would flag in the source; the source's words themselves stay."""

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """All behaviours by id, effective ones first."""
        every: tuple[Indicator, ...] = (*self.effective, *self.ineffective)
        return {i.id: i for i in every}


class Source(Model):
    """Where a framework's words come from."""

    file: Text
    note: str = ""


class Cluster(Model):
    """A grouping of competencies inside a framework."""

    id: Slug
    title: Text


class Framework(Model):
    """A published set of competencies, verbatim."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Slug
    title: Text
    organisation: Text
    audience: Text
    """Who the framework is for, in the source's words."""
    used_with: tuple[Slug, ...] = ()
    """Frameworks that must stand beside this one in a role profile. Two frameworks that neither
    names are not mixed."""
    source: Source
    clusters: tuple[Cluster, ...] = ()
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> dict[str, Competency]:
        """Competencies by their id inside the framework."""
        return {c.id: c for c in self.competencies}
