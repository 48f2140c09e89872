"""What the kit reads of a CASE package, and whether a file is one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from interview_kit.bank.shared_findings import error
from interview_kit.errors import Finding

MAX_ITEMS: Final = 5_000
"""A framework with more would fill several hundred pages."""
_MAX_ASSOCIATIONS: Final = 5 * MAX_ITEMS
_SHOWN: Final = 20
_EXPORT_AGAIN: Final = "Export the framework again as CASE JSON (a CFPackage)."


def _words(value: object) -> object:
    """Return a text for what other systems write in a text's place: nothing, or a number."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _many(value: object) -> object:
    return [] if value is None else value


def _figure(value: object) -> object:
    """Return a number for what other systems write as text."""
    return float(value) if isinstance(value, str) and value.strip().isdecimal() else value


_Words = Annotated[str, BeforeValidator(_words)]


class _Loose(BaseModel):
    """What is read of an object; it may hold more."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class Node(_Loose):
    """The end of an association."""

    identifier: str


class Document(_Loose):
    """``CFDocument``."""

    identifier: str
    title: _Words = ""
    creator: _Words = ""
    description: _Words = ""
    extensions: dict[str, Any] | None = None


class Item(_Loose):
    """``CFItem``."""

    identifier: str
    full: str = Field(alias="fullStatement")
    short: _Words = Field("", alias="abbreviatedStatement")
    type: _Words = Field("", alias="CFItemType")
    code: _Words = Field("", alias="humanCodingScheme")
    notes: _Words = ""
    extensions: dict[str, Any] | None = None

    @property
    def called(self) -> str:
        """What findings call it."""
        text = self.code or self.short or self.full
        return f"'{text if len(text) <= 40 else text[:40] + '…'}'"  # noqa: PLR2004 - enough to find it by


class Association(_Loose):
    """``CFAssociation``."""

    type: str = Field(alias="associationType")
    origin: Node = Field(alias="originNodeURI")
    destination: Node = Field(alias="destinationNodeURI")
    number: Annotated[float | int | None, BeforeValidator(_figure)] = Field(None, alias="sequenceNumber")


class Package(_Loose):
    """``CFPackage``."""

    document: Document = Field(alias="CFDocument")
    items: Annotated[list[Item], BeforeValidator(_many)] = Field([], alias="CFItems")
    associations: Annotated[list[Association], BeforeValidator(_many)] = Field([], alias="CFAssociations")
    rubrics: Annotated[list[Any], BeforeValidator(_many)] = Field([], alias="CFRubrics")


def parse_package(data: bytes, name: str) -> tuple[Package | None, list[Finding]]:
    """Return the package that a file holds, or why there is none; of many faults of form the first are named."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        problem = "it is no JSON, or damaged"
        return None, [error(name, problem, _EXPORT_AGAIN, "import-no-json")]
    if not isinstance(content, dict) or not isinstance(content.get("CFDocument"), dict):
        problem = "it is no CASE package: there is no CFDocument in it"
        return None, [error(name, problem, _EXPORT_AGAIN, "import-no-case")]
    if large := list(_too_large(content, name)):
        return None, large
    try:
        return Package.model_validate(content), []
    except ValidationError as invalid:
        wrong = invalid.errors(include_url=False, include_input=False)
        findings = [_wrong(fault, name) for fault in wrong[:_SHOWN]]
        if len(wrong) > _SHOWN:
            problem = f"{len(wrong) - _SHOWN} more values are missing or of another kind than CASE has"
            findings.append(error(name, problem, _EXPORT_AGAIN, "import-form"))
        return None, findings


def _too_large(content: Mapping[str, object], name: str) -> Iterator[Finding]:
    for key, most in (("CFItems", MAX_ITEMS), ("CFAssociations", _MAX_ASSOCIATIONS)):
        found = content.get(key)
        if isinstance(found, list) and len(found) > most:
            problem = f"there are more than {most:,} {key}"
            yield error(name, problem, "Export one framework, not a whole library.", "import-too-many")


def _wrong(fault: ErrorDetails, name: str) -> Finding:
    path = [str(key) for key in fault["loc"]]
    if fault["type"] == "missing":
        problem = f"there is no {path[-1]}"
        path = path[:-1]
    else:
        problem = f"the value is of another kind than CASE has there: {fault['msg'].removeprefix('Input ')}"
    return error(" ".join([f"{name}:", *path]), problem, _EXPORT_AGAIN, "import-form")
