"""A frozen model to YAML that people can read and ``load_yaml`` gives back unchanged."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from fractions import Fraction
from typing import Any

import yaml

from interview_kit.domain.base import Model


class _Number(str):
    """A fraction's text, written without quotation marks."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, and keeps several lines of text as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002 - the library's signature
        """Return what the library returns, never putting a list's dashes under the key itself."""
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        """Return ``True``: a value that stands twice is written twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _number(dumper: yaml.SafeDumper, text: _Number) -> yaml.ScalarNode:
    tag = "tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int"
    return dumper.represent_scalar("tag:yaml.org,2002:str" if "/" in text else tag, str(text))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Number, _number)


def dump_yaml(value: Model) -> str:
    """Return the model as YAML text: keys in the model's order, one line a text, always the same.

    ``load_yaml`` of it gives an equal value.
    """
    return dump_plain(plain(value))


def dump_plain(data: object) -> str:
    """Return plain data as YAML text in the same form as :func:`dump_yaml`."""
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False
    )


def plain(value: object) -> object:
    """Return what a YAML file holds for a value: keys by alias, fractions and dates as plain words."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        return {field.alias or name: plain(getattr(value, name)) for name, field in fields.items()}
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Fraction):
        return _Number(_as_decimal(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _as_decimal(value: Fraction) -> str:
    """Return ``2``, ``2.5`` or, where no short decimal is exact, ``1/3``."""
    if value.denominator == 1:
        return str(value.numerator)
    if 10**6 % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    return (
        f"{float(value):.6f}".rstrip("0") if abs(value) < 10**6 else f"{value.numerator}/{value.denominator}"
    )
