"""A framework with its questions as a CASE 1.1 package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from interview_kit.bank.exchange.case_names import CHILD, EXTENSION, ITEM_TYPES, OPPOSITE, VERSION
from interview_kit.bank.exchange.kinds import Kind
from interview_kit.domain.framework import Competency, Framework
from interview_kit.domain.question import Question

_LEVELS: Final = ("weak", "acceptable", "strong")
_MEANINGS: Final[Mapping[Kind, str]] = {
    Kind.CLUSTER: "A group of competencies.",
    Kind.COMPETENCY: "What somebody has to be good at, with its definition.",
    Kind.STATEMENT: "One of the sentences in which a framework says what a competency comes to.",
    Kind.SKILL: "A skill or quality that belongs to a competency.",
    Kind.EFFECTIVE: "A behaviour that shows the competency.",
    Kind.INEFFECTIVE: "A behaviour that shows that it is missing.",
}
_Json = dict[str, Any]


def case_package(framework: Framework, questions: Iterable[Question], *, at: dt.datetime) -> _Json:
    """Return the framework as a ``CFPackage``; its live questions are rubrics, with what is heard in an answer as levels.

    Identifiers are made from the framework's ids, so that they are the same each time, and names are URNs, since
    nothing here lies on a server. ``at`` is said to be the moment of the last change, which CASE wants to know.
    """
    return _Package(framework, at).whole(tuple(questions))


class _Package:
    """One package in the making."""

    def __init__(self, framework: Framework, at: dt.datetime) -> None:
        self._framework = framework
        self._at = at.isoformat()
        self._items: list[_Json] = []
        self._associations: list[_Json] = []
        self._used: dict[Kind, None] = {}

    def whole(self, questions: Sequence[Question]) -> _Json:
        """Return all of it."""
        framework = self._framework
        document = self._object("document")
        clusters = {
            cluster.id: self._item(Kind.CLUSTER, cluster.id, cluster.title, document, n)
            for n, cluster in enumerate(framework.clusters, 1)
        }
        competencies = {
            competency.id: self._competency(competency, clusters.get(competency.cluster or "", document), n)
            for n, competency in enumerate(framework.competencies, 1)
        }
        extension = {"id": framework.id, "used_with": list(framework.used_with)}
        return {
            "CFDocument": document
            | {
                "frameworkType": "Competency framework",
                "caseVersion": VERSION,
                "creator": framework.organisation,
                "title": framework.title,
                "publisher": framework.organisation,
                "description": framework.audience,
                "language": "en-GB",
                "extensions": {EXTENSION: extension},
            }
            | ({"notes": framework.source.note} if framework.source.note else {}),
            "CFItems": self._items,
            "CFAssociations": self._associations,
            "CFDefinitions": {"CFItemTypes": [self._item_type(kind) for kind in self._used]},
            "CFRubrics": list(self._rubrics(competencies, questions)),
        }

    def _competency(self, competency: Competency, above: _Json, number: int) -> _Json:
        item = self._item(Kind.COMPETENCY, competency.id, competency.definition, above, number)
        item["abbreviatedStatement"] = competency.title
        if competency.editor_notes:
            item["notes"] = "\n".join(competency.editor_notes)
            item["extensions"] = {EXTENSION: {"editor_notes": list(competency.editor_notes)}}
        lines = [
            *((Kind.STATEMENT, s.id, s.text) for s in competency.statements),
            *((Kind.SKILL, f"skill-{n}", text) for n, text in enumerate(competency.skills, 1)),
            *((Kind.EFFECTIVE, i.id, i.text) for i in competency.effective),
            *((Kind.INEFFECTIVE, i.id, i.text) for i in competency.ineffective),
        ]
        items = {
            id_: self._item(kind, f"{competency.id}/{id_}", text, item, n)
            for n, (kind, id_, text) in enumerate(lines, 1)
        }
        for indicator in competency.ineffective:
            if indicator.opposite_of is not None:
                self._associate(OPPOSITE, items[indicator.id], items[indicator.opposite_of])
        return item

    def _item(self, kind: Kind, code: str, text: str, above: _Json, number: int) -> _Json:
        self._used.setdefault(kind)
        item = self._object(f"{'cluster' if kind is Kind.CLUSTER else 'competency'}/{code}") | {
            "fullStatement": text,
            "humanCodingScheme": code,
            "CFItemType": ITEM_TYPES[kind],
            "CFItemTypeURI": _link(self._item_type(kind), ITEM_TYPES[kind]),
            "language": "en-GB",
        }
        self._items.append(item)
        self._associate(CHILD, item, above, number)
        return item

    def _associate(self, type_: str, origin: _Json, destination: _Json, number: int | None = None) -> None:
        ends = {"originNodeURI": origin, "destinationNodeURI": destination}
        self._associations.append(
            self._object(f"{type_}/{origin['identifier']}/{destination['identifier']}")
            | {"associationType": type_}
            | {end: _link(node, self._title(node)) | {"targetType": "CASE"} for end, node in ends.items()}
            | ({} if number is None else {"sequenceNumber": number})
        )

    def _item_type(self, kind: Kind) -> _Json:
        return self._object(f"type/{kind}") | {
            "title": ITEM_TYPES[kind],
            "description": _MEANINGS[kind],
            "hierarchyCode": str(1 + list(ITEM_TYPES).index(kind)),
        }

    def _rubrics(self, competencies: Mapping[str, _Json], questions: Sequence[Question]) -> Iterator[_Json]:
        for competency in self._framework.competencies:
            asked = [q for q in questions if q.competency == f"{self._framework.id}/{competency.id}"]
            if not asked:
                continue
            rubric = self._object(f"rubric/{competency.id}")
            link = _link(competencies[competency.id], competency.title)
            yield rubric | {
                "title": f"Interview questions on {competency.title}",
                "CFRubricCriteria": [
                    self._criterion(question, n, rubric["identifier"], link)
                    for n, question in enumerate(asked, 1)
                ],
            }

    def _criterion(self, question: Question, number: int, rubric: str, link: _Json) -> _Json:
        criterion = self._object(f"question/{question.id}")
        return criterion | {
            "category": question.type.value,
            "description": question.lead,
            "CFItemURI": link,
            "position": number,
            "rubricId": rubric,
            "CFRubricCriterionLevels": [
                self._object(f"question/{question.id}/{quality}")
                | {
                    "quality": quality,
                    "description": "\n".join(clause.text for clause in getattr(question.benchmarks, quality)),
                    "position": n,
                    "rubricCriterionId": criterion["identifier"],
                }
                for n, quality in enumerate(_LEVELS, 1)
            ],
        }

    def _object(self, path: str) -> _Json:
        identifier = str(uuid5(NAMESPACE_URL, f"urn:interview-kit:{self._framework.id}/{path}"))
        return {"identifier": identifier, "uri": f"urn:uuid:{identifier}", "lastChangeDateTime": self._at}

    def _title(self, node: _Json) -> str:
        return str(node.get("humanCodingScheme", self._framework.title))


def _link(node: _Json, title: str) -> _Json:
    return {"title": title, "identifier": node["identifier"], "uri": node["uri"]}
