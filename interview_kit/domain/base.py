"""The one configuration all domain models share: frozen, strict about unknown keys."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that is not empty; spaces around it are dropped."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A short id of lower-case letters, figures and single hyphens."""


class Model(BaseModel):
    """A frozen value; unknown keys are errors, and texts and numbers are not turned into each other."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
