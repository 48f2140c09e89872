"""A tree of nodes to plain data, guided by what the model wants at each place."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from interview_kit.yaml_file.tree import Items, Node, Scalar

_ISO = {
    dt.date: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    dt.datetime: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?"),
}
_NOTHING = frozenset({"", "null", "~"})
_NOTHING_WHERE_ALLOWED = _NOTHING | {"Null", "NULL"}
"""``Null`` is also a surname: it is nothing only where the model has a place for nothing."""


@dataclass(frozen=True, slots=True)
class NotADate:
    """Stands for a text that is not an ISO date, so that a bare number is not taken for seconds since 1970."""

    text: str


def shape(node: Node, annotation: object) -> object:
    """Return plain data for a model: texts as written, ``None`` for nothing, numbers left to the model.

    A key with nothing after it is left out where the model has a default that is not ``None``.
    """
    if isinstance(node, Scalar):
        return _leaf(node, annotation)
    if isinstance(node, Items):
        inner = item_type(annotation)
        return [shape(item, inner) for item in node.items]
    model = model_of(annotation)
    data: dict[str, object] = {}
    for key, child in node.entries.items():
        wanted = field_type(model, key)
        value = shape(child, wanted)
        if value is None and not allows_none(wanted) and model is not None and _has_default(model, key):
            continue
        data[key] = value
    return data


@cache
def members(annotation: object) -> tuple[object, ...]:
    """Return the types an annotation stands for: without ``Annotated``, each member of a union by itself."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return members(get_args(annotation)[0])
    if origin is Union or origin is types.UnionType:
        return tuple(inner for member in get_args(annotation) for inner in members(member))
    return (annotation,)


@cache
def allows_none(annotation: object) -> bool:
    """Return whether ``None`` is one of the values."""
    return any(m is types.NoneType or m is Any for m in members(annotation))


@cache
def model_of(annotation: object) -> type[BaseModel] | None:
    """Return the model wanted at a place, ``None`` when it is not a model."""
    return next((m for m in members(annotation) if isinstance(m, type) and issubclass(m, BaseModel)), None)


@cache
def item_type(annotation: object) -> object:
    """Return the type of a list's items."""
    return next((get_args(m)[0] for m in members(annotation) if get_origin(m) in (tuple, list)), Any)


@cache
def field_keys(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the model's field names by the key they have in a file."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def field_type(model: type[BaseModel] | None, key: str) -> object:
    """Return the type of the field that ``key`` fills; ``Any`` when there is none."""
    name = None if model is None else field_keys(model).get(key)
    return Any if model is None or name is None else model.model_fields[name].annotation


def _has_default(model: type[BaseModel], key: str) -> bool:
    return not model.model_fields[field_keys(model)[key]].is_required()


def _leaf(node: Scalar, annotation: object) -> object:
    nullable = allows_none(annotation)
    if node.plain and node.text in (_NOTHING_WHERE_ALLOWED if nullable else _NOTHING):
        return None
    for member in members(annotation):
        if member is str:
            break
        if isinstance(member, type) and member in _ISO:
            iso = _ISO[member]
            return node.text if iso.fullmatch(node.text) else NotADate(node.text)
        if get_origin(member) is Literal and node.plain:
            return {str(v): v for v in get_args(member)}.get(node.text, node.text)
    return node.text
