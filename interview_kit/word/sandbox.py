"""The jinja environment for templates that people edit: nothing unsafe, nothing endless, nothing silent.

jinja's own sandbox bars attributes that lead out of it. What it does not bar is a template that takes
all memory or never ends; so loops are counted, results of operators are measured, and only a few
harmless methods can be called.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sized
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from interview_kit.word.dialect import NEW_LINE
from interview_kit.word.xml import printable

MOST_ROUNDS: Final = 500_000
"""Rounds of all loops of a part together."""
MOST_SECONDS: Final = 30.0
LONGEST_VALUE: Final = 2_000_000
"""Characters of one value inside a template."""
MOST_OUTPUT: Final = 60_000_000
"""Characters of one part."""

_SMALL: Final = 1000
_TOO_LONG: Final = f"a value would have more than {LONGEST_VALUE} characters"
_METHODS: Final = frozenset(
    {"upper", "lower", "title", "capitalize", "strip", "split", "splitlines", "startswith", "endswith"}
    | {"items", "keys", "values", "get", "cycle", "changed"}
)
_FILTERS: Final = frozenset(
    {"abs", "batch", "capitalize", "count", "d", "default", "first", "int", "last", "length", "list", "lower"}
    | {"max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "slice", "sort"}
    | {"string", "title", "trim", "truncate", "unique", "upper"}
)
_RESERVED: Final = {0xE000: "\ufffd", 0xE001: "\ufffd", ord(NEW_LINE): "\ufffd"}


class Slot(str):
    """A marker that is stamped over later; the only value that may hold the marks of a slot."""

    __slots__ = ()


def slot(name: str) -> Slot:
    """Return the marker for a value that is stamped in later (see :mod:`interview_kit.word.stamp`)."""
    return Slot(f"\ue000{name}\ue001")


def _finalize(value: object) -> object:
    """Return a value ready to be escaped: nothing that XML cannot carry, line breaks marked."""
    if isinstance(value, Slot) or not isinstance(value, str):
        return value
    lines = printable(value).translate(_RESERVED).replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\n", NEW_LINE)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """jinja as the kit's templates get it; one for each document, because it counts what it spends."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize)
        self.filters = {name: do for name, do in self.filters.items() if name in _FILTERS}
        self.filters["join"] = self.join
        self.globals = {"range": self.globals["range"]}
        self._rounds = 0
        self._until = time.monotonic() + MOST_SECONDS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the parsed template with a count in each loop and a measure on each joining of texts."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            count = nodes.Call(nodes.EnvironmentAttribute("count_round"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(count, lineno=loop.lineno))
        for concat in tree.find_all(nodes.Concat):
            measure = nodes.EnvironmentAttribute("measure_all")
            parts = nodes.List(concat.nodes, lineno=concat.lineno)
            call = nodes.Call(measure, [parts], [], None, None, lineno=concat.lineno)
            concat.nodes = [call]
        return tree

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - jinja's own signature
        """Return True for the counters, macros, and a few methods that cannot do harm."""
        if getattr(obj, "__self__", None) is self:
            return obj.__name__ in {"count_round", "measure_all"}
        if type(obj).__module__.startswith("jinja2."):
            return super().is_safe_callable(obj)
        known = getattr(obj, "__name__", "") in _METHODS or obj is self.globals["range"]
        return known and super().is_safe_callable(obj)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Return the result of an operator, unless it could be huge."""
        if operator in {"*", "**", "%"} and not _small_numbers(left, right):
            msg = f"the operator {operator} is for small numbers only"
            raise SecurityError(msg)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, Sized) and len(result) > LONGEST_VALUE:
            raise SecurityError(_TOO_LONG)
        return result

    def count_round(self) -> str:
        """Return nothing; stop a template that takes too many rounds or too long."""
        self._rounds += 1
        if self._rounds > MOST_ROUNDS or time.monotonic() > self._until:
            msg = f"the loops take more than {MOST_ROUNDS} rounds or {MOST_SECONDS:.0f} seconds"
            raise SecurityError(msg)
        return ""

    def measure_all(self, parts: Iterable[object]) -> str:
        """Return texts joined, unless that would be huge."""
        return self.join(parts)

    def join(self, parts: Iterable[object], between: str = "") -> str:
        """Return texts joined, unless that would be huge; the filter ``join``."""
        texts = [str(part) for part in parts]
        if sum(len(part) + len(between) for part in texts) > LONGEST_VALUE:
            raise SecurityError(_TOO_LONG)
        return between.join(texts)


def _small_numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) and abs(value) <= _SMALL for value in values)
