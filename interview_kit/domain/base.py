"""The one configuration all domain models share: frozen, strict about unknown keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""What XML 1.0 forbids, and so Word and Excel."""


def _printable(text: str) -> str:
    """Return the text if Word, Excel and XML can hold every character of it."""
    if found := _UNPRINTABLE.search(text):
        msg = f"holds a character that cannot be printed (U+{ord(found[0]):04X}); type the text again"
        raise ValueError(msg)
    return text


def is_printable(text: str) -> bool:
    """Return whether Word, Excel and XML can hold every character of a text."""
    return _UNPRINTABLE.search(text) is None


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_printable)]
"""Text that is not empty and can be printed; spaces around it are dropped."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A short id of lower-case letters, figures and single hyphens."""


class Model(BaseModel):
    """A frozen value; unknown keys are errors, and texts and numbers are not turned into each other."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; what was worked out from the old fields is not kept."""
        copied = super().model_copy(update=update, deep=deep)
        for kind in type(self).__mro__:
            for name, value in vars(kind).items():
                if isinstance(value, cached_property):
                    copied.__dict__.pop(name, None)
        return copied
