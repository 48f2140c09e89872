"""A CASE 1.0 or 1.1 package to a framework."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interview_kit.bank.exchange.case_names import CHILD, EXTENSION, ITEM_TYPES, OPPOSITE
from interview_kit.bank.exchange.draft import Drafted, Head, Line, check_drafted, make_framework, slug
from interview_kit.bank.exchange.kinds import Kind, kind_of
from interview_kit.bank.shared_findings import error
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding, Severity
from interview_kit.yaml_file.problems import find_problems

_TYPES: Final = ", ".join(ITEM_TYPES.values())
_SHOWN: Final = 40


class _Loose(BaseModel):
    """What the kit reads of an object; it may hold more."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _Node(_Loose):
    identifier: str


class _Document(_Loose):
    identifier: str
    title: str
    creator: str
    description: str | None = None
    notes: str | None = None
    extensions: dict[str, Any] | None = None


class _Item(_Loose):
    identifier: str
    full: str = Field(alias="fullStatement")
    short: str | None = Field(None, alias="abbreviatedStatement")
    type: str | None = Field(None, alias="CFItemType")
    code: str | None = Field(None, alias="humanCodingScheme")
    notes: str | None = None

    @property
    def called(self) -> str:
        """What findings call it."""
        text = self.code or self.short or self.full
        return f"'{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}'"


class _Association(_Loose):
    type: str = Field(alias="associationType")
    origin: _Node = Field(alias="originNodeURI")
    destination: _Node = Field(alias="destinationNodeURI")
    number: int | None = Field(None, alias="sequenceNumber")


class _Package(_Loose):
    document: _Document = Field(alias="CFDocument")
    items: list[_Item] = Field([], alias="CFItems")
    associations: list[_Association] = Field([], alias="CFAssociations")
    rubrics: list[Any] | None = Field(None, alias="CFRubrics")


def read_case(
    data: bytes, name: str, given: Head, *, known: Collection[str] = ()
) -> tuple[Framework | None, list[Finding]]:
    """Return the framework of a CASE package, or every reason why there is none; warnings may stand beside it.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        given: what the framework is to be called; what is empty is taken from the file.
        known: ids of the frameworks that there are; others that this one is used with are left out.
    """
    package, wrong = _parse(data, name)
    if package is None:
        return None, wrong
    tree = _Tree(package, name)
    drafted, findings = tree.drafted()
    findings += check_drafted(drafted, name)
    if any(f.is_error for f in findings):
        return None, findings
    framework, wrong = make_framework(_head(package.document, given, known), drafted, tree.clusters, name)
    return framework, [*findings, *wrong]


def _parse(data: bytes, name: str) -> tuple[_Package | None, list[Finding]]:
    remedy = "Export the framework again as CASE JSON (a CFPackage)."
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None, [error(name, "it cannot be read as JSON", remedy, "import-no-json")]
    if not isinstance(content, dict) or "CFDocument" not in content:
        return None, [error(name, "it is no CASE package: there is no CFDocument", remedy, "import-no-case")]
    try:
        return _Package.model_validate(content), []
    except ValidationError as invalid:
        return None, find_problems(
            invalid.errors(), _Package, lambda *at: " ".join([f"{name}:", *(str(key) for key in at)])
        )


def _head(document: _Document, given: Head, known: Collection[str]) -> Head:
    own = (document.extensions or {}).get(EXTENSION)
    own = own if isinstance(own, dict) else {}
    id_, used_with = own.get("id"), own.get("used_with")
    return replace(
        given,
        id=given.id or (id_ if isinstance(id_, str) else "") or slug(document.title),
        title=given.title or document.title,
        organisation=given.organisation or document.creator,
        audience=given.audience or document.description or "",
        note=given.note or document.notes or "",
        used_with=tuple(other for other in known if isinstance(used_with, list) and other in used_with),
    )


class _Tree:
    """Which item stands below which."""

    def __init__(self, package: _Package, name: str) -> None:
        self._package = package
        self._name = name
        self._seen: set[str] = set()
        self.clusters: dict[str, str] = {}

    @cached_property
    def _items(self) -> dict[str, _Item]:
        return {item.identifier: item for item in reversed(self._package.items)}

    @cached_property
    def _below(self) -> dict[str, list[_Item]]:
        """What stands below each identifier, in order."""
        found: dict[str, list[tuple[float, int, _Item]]] = {}
        for at, association in enumerate(self._package.associations):
            child = self._items.get(association.origin.identifier)
            if association.type == CHILD and child is not None:
                number = math.inf if association.number is None else association.number
                found.setdefault(association.destination.identifier, []).append((number, at, child))
        return {
            above: [item for *_, item in sorted(below, key=lambda b: b[:2])] for above, below in found.items()
        }

    def drafted(self) -> tuple[list[Drafted], list[Finding]]:
        """Return the competencies in their order, and findings."""
        findings = [*self._check(), *self._left_out()]
        placed = {item.identifier for below in self._below.values() for item in below}
        top = [*self._below.get(self._package.document.identifier, ())]
        top += [item for item in self._package.items if item.identifier not in placed]
        drafted = list(self._competencies(top, findings))
        findings += (
            self._wrong(
                item, "stands in a circle below itself", "Mend the associations (isChildOf).", "circle"
            )
            for item in self._package.items
            if item.identifier not in self._seen
        )
        return drafted, findings

    def _competencies(self, top: Sequence[_Item], findings: list[Finding]) -> Iterator[Drafted]:
        """Yield the competencies, each with the nearest cluster above it; however deep clusters stand in one another."""
        left: list[tuple[_Item, str | None]] = [(item, None) for item in reversed(top)]
        while left:
            item, cluster = left.pop()
            if item.identifier in self._seen:
                continue
            self._seen.add(item.identifier)
            below = self._below.get(item.identifier, ())
            kind = kind_of(item.type or "")
            if kind is Kind.CLUSTER:
                title = item.short or item.full
                self.clusters.setdefault(title, item.code or "")
                left += ((lower, title) for lower in reversed(below))
            elif kind is Kind.COMPETENCY:
                yield self._competency(item, below, cluster, findings)
            else:
                self._pass_over(below)
                findings.append(self._unknown(item, "among the competencies"))

    def _competency(
        self, item: _Item, below: Sequence[_Item], cluster: str | None, findings: list[Finding]
    ) -> Drafted:
        where = f"{self._name}: {item.called}"
        competency = Drafted(item.short or item.full, where, item.code or "", cluster)
        notes = (item.notes or "").strip()
        if item.short:
            competency.of(Kind.DEFINITION).append(Line(item.full, where))
            competency.notes = [line for line in notes.splitlines() if line.strip()]
        elif notes:
            competency.of(Kind.DEFINITION).append(Line(notes, where))
        for line in below:
            if line.identifier in self._seen:
                continue
            self._seen.add(line.identifier)
            kind = kind_of(line.type or "")
            if kind in {None, Kind.CLUSTER, Kind.COMPETENCY}:
                competency.is_whole = False
                findings.append(self._unknown(line, f"below the competency {item.called}"))
            else:
                code = (line.code or "").rpartition("/")[2]
                competency.of(kind).append(Line(line.full, f"{self._name}: {line.called}", code))
            for lower in self._below.get(line.identifier, ()):
                self._pass_over([lower])
                findings.append(
                    self._wrong(
                        lower,
                        f"stands below {line.called}, which is a line of a competency already",
                        "Put it beside that line, or leave it out.",
                        "too-deep",
                    )
                )
        self._set_opposites(competency, below)
        return competency

    def _set_opposites(self, competency: Drafted, below: Sequence[_Item]) -> None:
        of_kind = {
            kind: [i.identifier for i in below if kind_of(i.type or "") is kind]
            for kind in (Kind.EFFECTIVE, Kind.INEFFECTIVE)
        }
        for line, identifier in zip(competency.of(Kind.INEFFECTIVE), of_kind[Kind.INEFFECTIVE], strict=False):
            other = self._opposites.get(identifier)
            if other in of_kind[Kind.EFFECTIVE]:
                line.opposite_of = of_kind[Kind.EFFECTIVE].index(other)

    @cached_property
    def _opposites(self) -> dict[str, str]:
        return {
            a.origin.identifier: a.destination.identifier
            for a in self._package.associations
            if a.type == OPPOSITE
        }

    def _pass_over(self, items: Sequence[_Item]) -> None:
        """Count items and all below them as seen: a finding speaks for them."""
        left = list(items)
        while left:
            item = left.pop()
            if item.identifier not in self._seen:
                self._seen.add(item.identifier)
                left += self._below.get(item.identifier, ())

    def _check(self) -> Iterator[Finding]:
        """Yield a finding for each identifier that two items have, and for each item in two places."""
        for identifier, times in Counter(item.identifier for item in self._package.items).items():
            if times > 1:
                yield self._wrong(
                    self._items[identifier],
                    "has the identifier of another item",
                    "Give each its own.",
                    "id-twice",
                )
        for identifier, times in Counter(
            i.identifier for below in self._below.values() for i in below
        ).items():
            if times > 1:
                yield self._wrong(
                    self._items[identifier],
                    "stands in more than one place",
                    "Keep one of its associations (isChildOf).",
                    "two-places",
                )

    def _left_out(self) -> Iterator[Finding]:
        """Yield a warning for each sort of thing that is not taken over."""
        other = Counter(a.type for a in self._package.associations if a.type not in {CHILD, OPPOSITE})
        for type_, times in sorted(other.items()):
            yield self._warning(
                f"{times} associations '{type_}' are not taken over", "Nothing, if they are not needed."
            )
        if self._package.rubrics:
            yield self._warning(
                f"{len(self._package.rubrics)} rubrics are not taken over",
                "Questions are written as files of the bank: see 'interview-kit schema question'.",
            )

    def _warning(self, problem: str, remedy: str) -> Finding:
        return Finding(self._name, problem, remedy, severity=Severity.WARNING, code="import-left-out")

    def _unknown(self, item: _Item, where: str) -> Finding:
        given = f"has the type '{item.type}'" if item.type else "has no type (CFItemType)"
        return self._wrong(item, f"{given} and stands {where}", f"Give it one of these: {_TYPES}.", "kind")

    def _wrong(self, item: _Item, problem: str, remedy: str, what: str) -> Finding:
        return error(f"{self._name}: {item.called}", problem, remedy, f"import-{what}")
