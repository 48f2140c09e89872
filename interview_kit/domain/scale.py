"""Rating scales: levels with label, meaning and the benchmark that stands at each."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from interview_kit.domain.base import Model, Slug, Text

Benchmark = Literal["weak", "acceptable", "strong"]


class Level(Model):
    """One level of a scale."""

    level: Annotated[int, Field(ge=0, le=20)]
    label: Text
    description: Text
    """In full, as the source has it."""
    short: Text
    """The meaning in a few words, for the score sheet and the candidate."""
    benchmark: Benchmark | None = None
    """Which benchmark of a question stands at this level."""
    hint: str = ""
    """Said at a level without a benchmark; empty where label and meaning are enough."""

    @property
    def display(self) -> str:
        """The entry in the drop-down: ``3 - Very good``."""
        return f"{self.level} - {self.label}"


class Scale(Model):
    """A rating scale; levels are kept from the highest to the lowest."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Slug
    title: Text
    organisation: Text
    note: str = ""
    """Where the scale comes from and what it was written for; printed under it."""
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _levels_descend_and_carry_each_benchmark_once(self) -> Self:
        numbers = [lv.level for lv in self.levels]
        if numbers != sorted(set(numbers), reverse=True):
            msg = "levels must run from the highest to the lowest, each once"
            raise ValueError(msg)
        if [lv.benchmark for lv in self.levels if lv.benchmark] != ["strong", "acceptable", "weak"]:
            msg = "benchmarks strong, acceptable and weak must each stand at one level, in that order"
            raise ValueError(msg)
        return self

    @cached_property
    def by_level(self) -> dict[int, Level]:
        """Levels by their number."""
        return {lv.level: lv for lv in self.levels}

    @property
    def lowest(self) -> int:
        """The lowest score that can be given."""
        return self.levels[-1].level

    @property
    def highest(self) -> int:
        """The highest score that can be given."""
        return self.levels[0].level
