"""What must hold inside a framework and between frameworks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from interview_kit.bank.shared_findings import Place, inside, unknown
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.framework import Competency, Framework
from interview_kit.errors import Finding


def check_framework(
    framework: Framework, place: Place, *, frameworks: Collection[str], sources: Collection[str]
) -> list[Finding]:
    """Return findings on one framework; ``frameworks`` are all ids there are, ``sources`` all source files."""
    return [
        *_check_head(framework, place, frameworks, sources),
        *_check_ids("competency", [c.id for c in framework.competencies], inside(place, "competencies")),
        *_check_ids("cluster", [c.id for c in framework.clusters], inside(place, "clusters")),
        *(
            finding
            for n, competency in enumerate(framework.competencies)
            for finding in _check_competency(framework, competency, inside(place, "competencies", n))
        ),
    ]


def _check_head(
    framework: Framework, place: Place, frameworks: Collection[str], sources: Collection[str]
) -> Iterator[Finding]:
    for n, other in enumerate(framework.used_with):
        if other == framework.id or other not in frameworks:
            yield unknown(
                place("used_with", n), "framework", other, [f for f in frameworks if f != framework.id]
            )
    if framework.source.file not in sources:
        yield unknown(place("source", "file"), "source file", framework.source.file, sources)


def _check_competency(framework: Framework, competency: Competency, place: Place) -> Iterator[Finding]:
    clusters = [c.id for c in framework.clusters]
    if competency.cluster is not None and competency.cluster not in clusters:
        yield unknown(place("cluster"), "cluster", competency.cluster, clusters)
    parts: Mapping[str, list[tuple[str, str]]] = {
        "statements": [(s.id, s.text) for s in competency.statements],
        "effective": [(i.id, i.text) for i in competency.effective],
        "ineffective": [(i.id, i.text) for i in competency.ineffective],
    }
    for part, entries in parts.items():
        yield from _check_ids(part, [id_ for id_, _ in entries], inside(place, part))
        yield from _check_texts(entries, inside(place, part))
    effective = [i.id for i in competency.effective]
    for n, indicator in enumerate(competency.ineffective):
        if indicator.opposite_of is not None and indicator.opposite_of not in effective:
            yield unknown(
                place("ineffective", n, "opposite_of"),
                "effective behaviour",
                indicator.opposite_of,
                effective,
            )


def _check_ids(kind: str, ids: Iterable[str], place: Place) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, id_ in enumerate(ids):
        if id_ in seen:
            yield Finding(
                where=place(n, "id"),
                problem=f"the id '{id_}' stands twice ({kind})",
                remedy="Give the newer of the two an id of its own; ids that are in use never change.",
                code="id-twice",
            )
        seen.add(id_)


def _check_texts(entries: Iterable[tuple[str, str]], place: Place) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for n, (id_, text) in enumerate(entries):
        first = seen.setdefault(normalise(text).casefold(), id_)
        if first != id_:
            yield Finding(
                where=place(n, "text"),
                problem=f"{id_} has the words of {first}",
                remedy=f"Delete {id_}, or put its own words there.",
                code="text-twice",
            )
