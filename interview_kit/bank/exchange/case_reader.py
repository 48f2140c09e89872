"""A CASE 1.0 or 1.1 package to a framework."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import itemgetter
from typing import Any, Final

from interview_kit.bank.exchange.case_names import CHILD, EXTENSION, ITEM_TYPES, OPPOSITE
from interview_kit.bank.exchange.case_package import Document, Item, Package, parse_package
from interview_kit.bank.exchange.draft import (
    CheckId,
    Draft,
    Drafted,
    Head,
    Line,
    is_slug,
    make_framework,
    slug,
)
from interview_kit.bank.exchange.kinds import LINES, Kind, kind_of
from interview_kit.bank.shared_findings import error
from interview_kit.domain.english import counted
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding, Severity

_TYPES: Final = ", ".join(ITEM_TYPES.values())


def read_case(
    data: bytes, name: str, given: Head, *, known: Collection[str] = (), check_id: CheckId = lambda _: ()
) -> tuple[Framework | None, list[Finding]]:
    """Return the framework of a CASE package, or every reason why there is none; warnings may stand beside it.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        given: what the framework is to be called; what is empty is taken from the file.
        known: ids of the frameworks that there are; others that this one is used with are left out.
        check_id: what is against its id.
    """
    package, wrong = parse_package(data, name)
    if package is None:
        return None, wrong
    draft = _Tree(package, name).draft()
    own = _own(package.document.extensions)
    wanted = own.get("used_with")
    used_with = tuple(o for o in wanted if isinstance(o, str)) if isinstance(wanted, list) else ()
    missing = [other for other in used_with if other not in known]
    if missing:
        problem = (
            f"it is used with {', '.join(missing)}, which the question bank does not have; that is left out"
        )
        draft.findings.append(_warning(name, problem, "Import those first if they are needed together."))
    head = _head(package.document, given, own)
    return make_framework(
        replace(head, used_with=tuple(o for o in used_with if o in known)), draft, name, check_id
    )


def _own(extensions: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what the kit itself wrote into an object."""
    own = (extensions or {}).get(EXTENSION)
    return own if isinstance(own, dict) else {}


def _head(document: Document, given: Head, own: Mapping[str, Any]) -> Head:
    title = given.title or document.title
    own_id = own.get("id")
    kept = own_id if isinstance(own_id, str) and is_slug(own_id) and not given.title else ""
    return replace(
        given,
        id=given.id or kept or slug(title),
        title=title,
        organisation=given.organisation or document.creator,
        audience=given.audience or document.description,
    )


class _Tree:
    """Which item stands below which."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._draft = Draft()
        self._seen: set[str] = set()
        self._numbers: list[float] = []
        """Of each competency drafted, the number that the file gives it."""
        self._paired: set[tuple[str, str]] = set()
        """Ineffective behaviours, each with the effective one that it is the opposite of."""

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.identifier: item for item in reversed(self._package.items)}

    @cached_property
    def _links(self) -> dict[tuple[str, str], tuple[float, int]]:
        """Number and place of each association of an item with what it stands below: another item, or the document."""
        above = {self._package.document.identifier, *self._items}
        found: dict[tuple[str, str], tuple[float, int]] = {}
        for at, association in enumerate(self._package.associations):
            ends = association.origin.identifier, association.destination.identifier
            if association.type == CHILD and ends[0] in self._items and ends[1] in above:
                found.setdefault(ends, (math.inf if association.number is None else association.number, at))
        return found

    @cached_property
    def _below(self) -> dict[str, list[Item]]:
        """What stands below each identifier, in order."""
        found: dict[str, list[Item]] = {}
        for (child, above), _ in sorted(self._links.items(), key=lambda link: link[1]):
            found.setdefault(above, []).append(self._items[child])
        return found

    def draft(self) -> Draft:
        """Return the competencies in their order, the clusters, and what is to be mended or known."""
        draft = self._draft
        draft.findings += (*self._left_out(), *self._doubtful())
        untyped = [item for item in self._package.items if not item.type]
        if untyped:
            few = f"{counted(len(untyped), 'item')} of {len(self._package.items)}"
            problem = f"{few} have no type (CFItemType), so that nothing says what they are; the first is {untyped[0].called}"
            remedy = f"Give each one of these: {_TYPES}. Or put the framework into a table, and import that."
            draft.findings.append(error(self._name, problem, remedy, "import-kind"))
            return draft
        placed = {child for child, _ in self._links}
        top = [*self._below.get(self._package.document.identifier, ())]
        top += [item for item in self._package.items if item.identifier not in placed]
        self._read(top)
        draft.findings += self._unpaired()
        draft.findings += (
            self._wrong(
                item, "stands in a circle below itself", "Mend the associations (isChildOf).", "circle"
            )
            for item in self._package.items
            if item.identifier not in self._seen
        )
        if _own(self._package.document.extensions):  # the kit's own export counts competencies through
            numbered = zip(self._numbers, draft.competencies, strict=True)
            draft.competencies = [competency for _, competency in sorted(numbered, key=itemgetter(0))]
        return draft

    def _read(self, top: Sequence[Item]) -> None:
        """Read the competencies, each with the nearest cluster above it; however deep clusters stand in one another."""
        left: list[tuple[Item, str | None]] = [(item, None) for item in reversed(top)]
        while left:
            item, cluster = left.pop()
            if item.identifier in self._seen:
                continue
            self._seen.add(item.identifier)
            below = self._below.get(item.identifier, ())
            kind = kind_of(item.type)
            if kind is Kind.CLUSTER:
                self._draft.clusters[item.identifier] = (item.short or item.full, item.code)
                left += ((lower, item.identifier) for lower in reversed(below))
            elif kind is Kind.COMPETENCY:
                competency = self._competency(item, cluster)
                self._read_lines(competency, item, below)
                self._draft.competencies.append(competency)
                self._numbers.append(self._number_of.get(item.identifier, math.inf))
            else:
                self._pass_over(below)
                problem = f"is of the type '{item.type}' and stands below no competency of this file"
                remedy = "Put it below its competency (isChildOf), and see that the file holds that."
                if kind is None:
                    problem, remedy = f"has the type '{item.type}'", f"Give it one of these: {_TYPES}."
                self._draft.findings.append(self._wrong(item, problem, remedy, "kind"))

    def _competency(self, item: Item, cluster: str | None) -> Drafted:
        where = f"{self._name}: {item.called}"
        title = " ".join((item.short or item.full).splitlines())
        competency = Drafted(title, where, item.code, cluster)
        own, notes = _own(item.extensions), item.notes.strip()
        if item.short:
            competency.of(Kind.DEFINITION).append(Line(item.full, where))
            kept = own.get("editor_notes")
            texts = kept if isinstance(kept, list) else [notes]
            competency.notes = tuple(note for note in texts if isinstance(note, str) and note.strip())
        elif notes:
            competency.of(Kind.DEFINITION).append(Line(notes, where))
        return competency

    def _read_lines(self, competency: Drafted, item: Item, below: Sequence[Item]) -> None:
        lines: dict[str, Line] = {}
        kinds: dict[str, Kind] = {}
        for lower in below:
            if lower.identifier in self._seen:
                continue
            self._seen.add(lower.identifier)
            deeper = self._below.get(lower.identifier, ())
            kind = kind_of(lower.type)
            if kind in LINES:
                code = lower.code.rpartition("/")[2]
                lines[lower.identifier] = Line(lower.full, f"{self._name}: {lower.called}", code)
                competency.of(kind).append(lines[lower.identifier])
                kinds[lower.identifier] = kind
            else:
                competency.is_whole = False
                self._draft.findings.append(self._misplaced(lower, item, kind))
            for deep in deeper:
                if kind in LINES:
                    problem = f"stands below {lower.called}, which is itself a line of a competency"
                    remedy = "Put it beside that line, or leave it out."
                    self._draft.findings.append(self._wrong(deep, problem, remedy, "too-deep"))
            self._pass_over(deeper)
        for identifier, kind in kinds.items():
            other = self._opposites.get(identifier, "")
            if kind is Kind.INEFFECTIVE and kinds.get(other) is Kind.EFFECTIVE:
                lines[identifier].opposite_of = lines[other]
                self._paired.add((identifier, other))

    def _misplaced(self, item: Item, above: Item, kind: Kind | None) -> Finding:
        if kind is None:
            return self._wrong(
                item, f"has the type '{item.type}'", f"Give it one of these: {_TYPES}.", "kind"
            )
        problem = f"is a {kind} below the competency {above.called}"
        return self._wrong(
            item, problem, f"Make {above.called} a Cluster, or put this one beside it.", "kind"
        )

    @cached_property
    def _number_of(self) -> dict[str, float]:
        return {child: number for (child, _), (number, _) in self._links.items()}

    @cached_property
    def _opposites(self) -> dict[str, str]:
        return {
            a.origin.identifier: a.destination.identifier
            for a in self._package.associations
            if a.type == OPPOSITE
        }

    def _pass_over(self, items: Sequence[Item]) -> None:
        """Count items and all below them as seen: a finding speaks for them."""
        left = list(items)
        while left:
            item = left.pop()
            if item.identifier not in self._seen:
                self._seen.add(item.identifier)
                left += self._below.get(item.identifier, ())

    def _unpaired(self) -> Iterator[Finding]:
        """Yield a warning when opposites are named that the framework cannot hold."""
        named = {
            (a.origin.identifier, a.destination.identifier)
            for a in self._package.associations
            if a.type == OPPOSITE
        }
        if lost := len(named - self._paired):
            problem = f"{counted(lost, 'association')} of the type '{OPPOSITE}' not taken over"
            remedy = "Each must lead from an ineffective behaviour to one effective behaviour of its own competency."
            yield _warning(self._name, problem, remedy)

    def _doubtful(self) -> Iterator[Finding]:
        """Yield a finding for each identifier that two items have, and for each item in two places."""
        for identifier, times in Counter(item.identifier for item in self._package.items).items():
            if times > 1:
                item = self._items[identifier]
                yield self._wrong(
                    item, "has the identifier of another item", "Give each its own.", "id-twice"
                )
        for identifier, times in Counter(child for child, _ in self._links).items():
            if times > 1:
                remedy = "Keep one of its associations (isChildOf)."
                yield self._wrong(
                    self._items[identifier], "stands in more than one place", remedy, "two-places"
                )

    def _left_out(self) -> Iterator[Finding]:
        """Yield a warning for each sort of thing that is not taken over."""
        needed = "Nothing is to be done if they are not needed."
        other = Counter(a.type for a in self._package.associations if a.type not in {CHILD, OPPOSITE})
        for type_, times in sorted(other.items()):
            yield _warning(
                self._name, f"{counted(times, 'association')} of the type '{type_}': not taken over", needed
            )
        remarks = sum(bool(i.notes or i.short) for i in self._package.items if kind_of(i.type) in LINES)
        if remarks:
            problem = f"{counted(remarks, 'behaviour')} or other lines with notes or a short form: these are not taken over"
            yield _warning(self._name, problem, needed)
        if self._package.rubrics:
            yield _warning(
                self._name,
                f"{counted(len(self._package.rubrics), 'rubric')}: not taken over",
                "Questions are written as files of the bank: see 'interview-kit schema question'.",
            )

    def _wrong(self, item: Item, problem: str, remedy: str, what: str) -> Finding:
        return error(f"{self._name}: {item.called}", problem, remedy, f"import-{what}")


def _warning(name: str, problem: str, remedy: str) -> Finding:
    return Finding(name, problem, remedy, severity=Severity.WARNING, code="import-left-out")
