"""CASE packages: what is written obeys the standard, and is read back as it was."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.bank import Bank, load_bank
from interview_kit.bank.exchange import Head, case_package, read_case
from interview_kit.domain.base import is_printable
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.framework import Framework, Source
from interview_kit.errors import Finding

AT = dt.datetime(2026, 3, 16, 9, 0, tzinfo=dt.UTC)
UNNAMED = Head("", "", "", suffix=".json")
BASIC = frozenset({"identifier", "uri", "lastChangeDateTime"})
FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "CFDocument": (
        BASIC | {"creator", "title"},
        frozenset(
            {"frameworkType", "caseVersion", "publisher", "description", "language", "notes", "extensions"}
        ),
    ),
    "CFItems": (
        BASIC | {"fullStatement"},
        frozenset(
            {
                "abbreviatedStatement",
                "CFItemType",
                "CFItemTypeURI",
                "humanCodingScheme",
                "language",
                "notes",
                "extensions",
            }
        ),
    ),
    "CFAssociations": (
        BASIC | {"associationType", "originNodeURI", "destinationNodeURI"},
        frozenset({"sequenceNumber"}),
    ),
    "CFItemTypes": (BASIC | {"title", "description", "hierarchyCode"}, frozenset()),
    "CFRubrics": (BASIC, frozenset({"title", "CFRubricCriteria"})),
    "CFRubricCriteria": (
        BASIC,
        frozenset(
            {"category", "description", "CFItemURI", "position", "rubricId", "CFRubricCriterionLevels"}
        ),
    ),
    "CFRubricCriterionLevels": (
        BASIC,
        frozenset({"quality", "description", "position", "rubricCriterionId"}),
    ),
}
"""Of each object of CASE 1.1: the fields that it must have, and those of the others that the kit uses."""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@cache
def bank() -> Bank:
    return load_bank()


@cache
def written(framework: str) -> str:
    return json.dumps(case_package(bank().frameworks[framework], bank().questions.values(), at=AT))


def package(framework: str = "norwich-pace") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(written(framework))
    return made


def read(content: object, head: Head = UNNAMED) -> tuple[Framework | None, list[Finding]]:
    return read_case(json.dumps(content).encode(), "pace.json", head, known=bank().frameworks)


def objects(made: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a package with the name of what it is one of."""
    yield "CFDocument", made["CFDocument"]
    for name in ("CFItems", "CFAssociations"):
        yield from ((name, each) for each in made[name])
    yield from (("CFItemTypes", each) for each in made["CFDefinitions"]["CFItemTypes"])
    for rubric in made["CFRubrics"]:
        yield "CFRubrics", rubric
        for criterion in rubric["CFRubricCriteria"]:
            yield "CFRubricCriteria", criterion
            yield from (("CFRubricCriterionLevels", level) for level in criterion["CFRubricCriterionLevels"])


def as_imported(framework: Framework) -> Framework:
    """Return a framework as it is once it came from a file of its own id."""
    return framework.model_copy(update={"source": Source(file=f"sources/{framework.id}.json", note="")})


@pytest.mark.parametrize("framework", sorted(load_bank().frameworks))
def test_what_is_written_is_read_back_as_it_was(framework: str) -> None:
    original = bank().frameworks[framework]
    got, findings = read(package(framework))
    assert got == as_imported(original)
    assert [f.problem for f in findings] == [f"{len(original.competencies)} rubrics: not taken over"]


TEXT = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=20,
    )
    .map(str.strip)
    .filter(lambda text: bool(text) and is_printable(text))
)


def lines(letter: str, least: int = 0) -> st.SearchStrategy[list[dict[str, str]]]:
    """Return lists of lines with ids of their own, in any order, and texts that differ."""
    texts = st.lists(TEXT, min_size=least, max_size=4, unique_by=lambda text: normalise(text).casefold())
    numbers = st.lists(st.integers(1, 99), min_size=4, max_size=4, unique=True)
    return st.builds(
        lambda t, n: [{"id": f"{letter}{m}", "text": x} for m, x in zip(n, t, strict=False)], texts, numbers
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Return any framework: clusters of the same title, competencies in any order over them, notes of several lines."""
    clusters = [f"k{n}" for n in range(draw(st.integers(0, 3)))]
    competencies = []
    for n in range(draw(st.integers(1, 4))):
        effective = draw(lines("e", 1))
        pairs = st.none() | st.sampled_from([e["id"] for e in effective])
        competencies.append(
            {
                "id": f"c{n}",
                "title": draw(TEXT),
                "cluster": draw(st.none() | st.sampled_from(clusters)) if clusters else None,
                "definition": draw(TEXT),
                "statements": draw(lines("s")),
                "skills": draw(st.lists(TEXT, max_size=3, unique_by=lambda text: normalise(text).casefold())),
                "effective": effective,
                "ineffective": [{**line, "opposite_of": draw(pairs)} for line in draw(lines("i"))],
                "editor_notes": draw(st.lists(TEXT | st.just("one\ntwo"), max_size=2)),
            }
        )
    return Framework.model_validate(
        {
            "schema": 1,
            "id": "any",
            "title": draw(TEXT),
            "organisation": draw(TEXT),
            "audience": draw(TEXT),
            "used_with": draw(st.lists(st.sampled_from(sorted(bank().frameworks)), unique=True)),
            "source": {"file": "sources/any.json"},
            "clusters": [{"id": id_, "title": draw(st.just("Same") | TEXT)} for id_ in clusters],
            "competencies": competencies,
        }
    )


@settings(max_examples=150, deadline=None)
@given(frameworks())
def test_any_framework_is_read_back_as_it_was(framework: Framework) -> None:
    made = json.loads(json.dumps(case_package(framework, (), at=AT)))
    got, findings = read(made)
    assert got == framework, findings
    assert findings == []


@pytest.mark.parametrize("framework", sorted(load_bank().frameworks))
def test_every_object_has_the_fields_that_case_asks_for_and_no_others(framework: str) -> None:
    for name, made in objects(package(framework)):
        needed, allowed = FIELDS[name]
        assert needed <= made.keys() <= needed | allowed, (name, made)
        assert UUID.fullmatch(made["identifier"])
        assert made["uri"] == f"urn:uuid:{made['identifier']}"
        assert dt.datetime.fromisoformat(made["lastChangeDateTime"]) == AT


@pytest.mark.parametrize("framework", sorted(load_bank().frameworks))
def test_every_link_leads_to_an_object_of_the_package_and_identifiers_are_unique(framework: str) -> None:
    made = package(framework)
    identifiers = [each["identifier"] for _, each in objects(made)]
    assert len(set(identifiers)) == len(identifiers)
    for _, each in objects(made):
        for key in ("originNodeURI", "destinationNodeURI", "CFItemURI", "CFItemTypeURI"):
            if key in each:
                assert each[key]["identifier"] in identifiers
                assert each[key]["title"]


def test_a_question_is_a_criterion_with_what_is_heard_as_levels() -> None:
    rubric = package("cambridge-core")["CFRubrics"][0]
    criterion = rubric["CFRubricCriteria"][0]
    question = next(q for q in bank().questions.values() if q.lead == criterion["description"])
    assert [level["quality"] for level in criterion["CFRubricCriterionLevels"]] == [
        "weak",
        "acceptable",
        "strong",
    ]
    assert criterion["CFRubricCriterionLevels"][2]["description"].splitlines() == [
        clause.text for clause in question.benchmarks.strong
    ]


def test_the_same_framework_gives_the_same_identifiers_at_any_time() -> None:
    framework = bank().frameworks["norwich-pace"]
    later = case_package(framework, (), at=AT + dt.timedelta(days=1))
    assert [i["identifier"] for i in later["CFItems"]] == [i["identifier"] for i in package()["CFItems"]]


def test_what_is_given_wins_over_the_files_own_words() -> None:
    got, _ = read(package(), Head("ours", "Our values", "Borsetshire", "All of us"))
    assert got is not None
    assert (got.id, got.title, got.organisation, got.audience) == (
        "ours",
        "Our values",
        "Borsetshire",
        "All of us",
    )


def test_a_package_of_another_system_is_read_by_its_types_and_order() -> None:
    def item(id_: str, text: str, type_: str, **more: object) -> dict[str, object]:
        return {
            "identifier": id_,
            "uri": f"https://x/{id_}",
            "fullStatement": text,
            "CFItemType": type_,
            **more,
        }

    def child(lower: str, upper: str, number: int | None = None) -> dict[str, object]:
        ends = {"originNodeURI": {"identifier": lower}, "destinationNodeURI": {"identifier": upper}}
        return {"associationType": "isChildOf", **ends, "sequenceNumber": number}

    got, findings = read(
        {
            "CFDocument": {
                "identifier": "d",
                "title": "Values & behaviours",
                "creator": "Borsetshire",
                "notes": None,
            },
            "CFItems": [
                item("c2", "Openness", "Competency", notes="We say what we think."),
                item("c1", "Care", "competency", notes="We look after people.", humanCodingScheme="1.1"),
                item("a", "People", "Domain"),
                item("n", "Shouts", "Negative Indicator"),
                item("p2", "Asks again later", "Behaviours"),
                item("p1", "Asks how people are", "Behaviour"),
                item("p3", "Says when something went wrong", "Positive indicator"),
            ],
            "CFAssociations": [
                child("a", "d", 1),
                child("c2", "a", 2),
                child("c1", "a", 1),
                child("p2", "c1", 2),
                child("p1", "c1", 1),
                child("n", "c1"),
                child("p3", "c2"),
                {
                    "associationType": "isRelatedTo",
                    "originNodeURI": {"identifier": "c1"},
                    "destinationNodeURI": {"identifier": "c2"},
                },
            ],
        }
    )
    assert got is not None
    assert (got.id, [c.title for c in got.clusters]) == ("values-and-behaviours", ["People"])
    assert [(c.id, c.title, c.definition, c.cluster) for c in got.competencies] == [
        ("care", "Care", "We look after people.", "people"),
        ("openness", "Openness", "We say what we think.", "people"),
    ]
    assert [(i.id, i.text) for i in got.competencies[0].indicators.values()] == [
        ("e1", "Asks how people are"),
        ("e2", "Asks again later"),
        ("i1", "Shouts"),
    ]
    assert [(f.problem, f.is_error) for f in findings] == [
        ("1 association of the type 'isRelatedTo': not taken over", False)
    ]


def retyped(made: dict[str, Any]) -> None:
    made["CFItems"][1]["CFItemType"] = "Standard"


def untyped(made: dict[str, Any]) -> None:
    del made["CFItems"][0]["CFItemType"]


def twice(made: dict[str, Any]) -> None:
    made["CFItems"].append(made["CFItems"][3])


def in_two_places(made: dict[str, Any]) -> None:
    """Put the second competency's first line below the first competency too."""
    first, second = (i for i in made["CFItems"] if i["humanCodingScheme"] in {"pride", "accountability"})
    links = [
        a for a in made["CFAssociations"] if a["destinationNodeURI"]["identifier"] == second["identifier"]
    ]
    other = copy.deepcopy(links[0])
    other["destinationNodeURI"]["identifier"] = first["identifier"]
    made["CFAssociations"].append(other)


def nested(made: dict[str, Any]) -> None:
    """Put the last competency below the first."""
    first, *_, last = (i for i in made["CFItems"] if i["CFItemType"] == "Competency")
    link = next(a for a in made["CFAssociations"] if a["originNodeURI"]["identifier"] == last["identifier"])
    link["destinationNodeURI"]["identifier"] = first["identifier"]


def behaviour_on_top(made: dict[str, Any]) -> None:
    item = next(i for i in made["CFItems"] if i["CFItemType"] == "Positive indicator")
    made["CFAssociations"] = [
        a
        for a in made["CFAssociations"]
        if item["identifier"] not in {a["originNodeURI"]["identifier"], a["destinationNodeURI"]["identifier"]}
    ]


def text_twice(made: dict[str, Any]) -> None:
    first, second = [i for i in made["CFItems"] if i["CFItemType"] == "Positive indicator"][:2]
    second["fullStatement"] = first["fullStatement"].upper()


def in_a_circle(made: dict[str, Any]) -> None:
    first = next(a for a in made["CFAssociations"] if a["associationType"] == "isChildOf")
    first["destinationNodeURI"]["identifier"] = made["CFItems"][1]["identifier"]


def without_behaviours(made: dict[str, Any]) -> None:
    for item in made["CFItems"]:
        if item["CFItemType"] == "Positive indicator":
            item["CFItemType"] = "Statement"


def without_definition(made: dict[str, Any]) -> None:
    first = made["CFItems"][0]
    first["fullStatement"] = first.pop("abbreviatedStatement")
    first.pop("notes", None)


def empty(made: dict[str, Any]) -> None:
    made["CFItems"], made["CFAssociations"] = [], []


def text_is_a_number(made: dict[str, Any]) -> None:
    made["CFItems"][2]["fullStatement"] = 7


def control_character(made: dict[str, Any]) -> None:
    made["CFItems"][2]["fullStatement"] = "Rings \x07 the bell"


@pytest.mark.parametrize(
    ("damage", "codes"),
    [
        (retyped, {"import-kind"}),
        (untyped, {"import-kind"}),
        (twice, {"import-id-twice"}),
        (in_two_places, {"import-two-places"}),
        (nested, {"import-kind"}),
        (behaviour_on_top, {"import-kind"}),
        (text_twice, {"import-text-twice"}),
        (in_a_circle, {"import-circle"}),
        (without_behaviours, {"import-no-effective"}),
        (without_definition, {"import-no-definition"}),
        (empty, {"import-no-competency"}),
    ],
)
def test_what_cannot_be_placed_is_named_and_nothing_is_guessed(
    damage: Callable[[dict[str, Any]], None], codes: set[str]
) -> None:
    made = package()
    damage(made)
    got, findings = read(made)
    assert got is None
    assert {f.code for f in findings if f.is_error} == codes
    assert all(f.where.startswith("pace.json") and f.remedy for f in findings)


@pytest.mark.parametrize(
    ("damage", "where", "code"),
    [
        (text_is_a_number, "pace.json: CFItems 2 fullStatement", "import-form"),
        (control_character, "pace.json: 'pride/s2'", "import-character"),
    ],
)
def test_a_text_that_is_none_is_named_by_its_place(
    damage: Callable[[dict[str, Any]], None], where: str, code: str
) -> None:
    made = package()
    damage(made)
    got, findings = read(made)
    assert got is None
    assert [(f.where, f.code) for f in findings if f.is_error] == [(where, code)]


def test_many_faults_of_form_are_counted_and_not_all_printed() -> None:
    made = package()
    made["CFItems"] = [7] * 4_000
    _, findings = read(made)
    assert len(findings) == 21
    assert "3980 more" in findings[-1].problem


def test_a_whole_library_is_refused_before_it_is_read() -> None:
    made = package()
    made["CFItems"] = [7] * 100_000
    _, findings = read(made)
    assert [f.code for f in findings] == ["import-too-many"]


def test_items_without_types_are_named_in_one_finding() -> None:
    made = package()
    for item in made["CFItems"]:
        del item["CFItemType"]
    _, findings = read(made)
    assert [f.code for f in findings if f.is_error] == ["import-kind"]
    assert "56 items of 56 have no type" in findings[-1].problem


def test_what_lies_outside_the_package_and_repeated_links_are_no_harm() -> None:
    made = package()
    link = next(a for a in made["CFAssociations"] if a["associationType"] == "isChildOf")
    outside = copy.deepcopy(link)
    outside["destinationNodeURI"]["identifier"] = "elsewhere"
    made["CFAssociations"] += [copy.deepcopy(link), outside]
    got, _ = read(made)
    assert got == as_imported(bank().frameworks["norwich-pace"])


def test_an_opposite_that_leads_nowhere_is_left_out_and_said() -> None:
    made = package()
    pairs = [a for a in made["CFAssociations"] if a["associationType"] == "ext:isOppositeOf"]
    first, second = pairs[:2]
    first["destinationNodeURI"]["identifier"] = "elsewhere"
    second["originNodeURI"], second["destinationNodeURI"] = (
        second["destinationNodeURI"],
        second["originNodeURI"],
    )
    got, findings = read(made)
    assert got is not None
    kept = [i for c in got.competencies for i in c.ineffective if i.opposite_of]
    assert len(kept) == len(pairs) - 2
    said = "2 associations of the type 'ext:isOppositeOf' not taken over"
    assert [f.is_error for f in findings if f.problem == said] == [False]


def test_a_line_that_another_system_added_gets_the_next_free_id() -> None:
    made = package()
    item = copy.deepcopy(next(i for i in made["CFItems"] if i["humanCodingScheme"] == "pride/e1"))
    link = copy.deepcopy(
        next(a for a in made["CFAssociations"] if a["originNodeURI"]["identifier"] == item["identifier"])
    )
    item |= {"identifier": "new", "fullStatement": "Says thank you", "humanCodingScheme": None}
    link["originNodeURI"]["identifier"] = "new"
    made["CFItems"].insert(0, item)
    made["CFAssociations"].insert(0, link)
    got, _ = read(made)
    assert got is not None
    old = bank().frameworks["norwich-pace"].by_id["pride"]
    assert {i.id: i.text for i in got.by_id["pride"].effective} == {
        **{i.id: i.text for i in old.effective},
        "e6": "Says thank you",
    }


def test_a_framework_that_is_not_there_is_left_out_and_said() -> None:
    made = package("cambridge-first-line")
    made["CFDocument"]["extensions"]["interview-kit"]["used_with"] = ["cambridge-core", "elsewhere"]
    got, findings = read(made)
    assert got is not None
    assert got.used_with == ("cambridge-core",)
    assert any("elsewhere" in f.problem for f in findings)


def test_title_and_organisation_can_be_given_when_the_file_lacks_them() -> None:
    made = package()
    made["CFDocument"] |= {"title": None, "creator": ""}
    got, findings = read(made)
    assert got is None
    assert [f.where for f in findings if f.is_error] == ["--title", "--organisation"]
    got, _ = read(made, Head("", "Our values", "Borsetshire", suffix=".json"))
    assert got is not None
    assert got.id == "our-values"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-no-json"),
        (b"\xff\xfe{", "import-no-json"),
        (b'{"CFDocument": ', "import-no-json"),
        (b"[" * 100_000, "import-no-json"),
        (b"9" * 10_000, "import-no-json"),
        (b"[]", "import-no-case"),
        (b'{"title": "something else"}', "import-no-case"),
    ],
)
def test_a_file_that_is_no_package_is_named_as_that(data: bytes, code: str) -> None:
    got, findings = read_case(data, "pace.json", UNNAMED)
    assert got is None
    assert [f.code for f in findings] == [code]


def test_clusters_that_stand_in_one_another_without_end_are_no_harm() -> None:
    made = package()
    document, count = made["CFDocument"]["identifier"], 4_900
    made["CFItems"] += [
        {"identifier": f"x{n}", "fullStatement": f"Cluster {n}", "CFItemType": "Cluster"}
        for n in range(count)
    ]
    made["CFAssociations"] += [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": f"x{n}"},
            "destinationNodeURI": {"identifier": f"x{n + 1}" if n + 1 < count else document},
        }
        for n in range(count)
    ]
    got, _ = read(made)
    assert got is None or len(got.competencies) == len(made["CFRubrics"])


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_package_never_ends_in_a_traceback(data: st.DataObject) -> None:
    made = package()
    values = st.sampled_from(
        [None, 0, -1, "", "x", [], {}, "Competency", "isChildOf", True, "\u0000", 10**400]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        node: Any = made
        for _ in range(data.draw(st.integers(1, 4))):
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
                node[key] = data.draw(values)
                break
            node = node[key]
    got, findings = read(made)
    assert got is not None or any(f.is_error for f in findings)
    assert all(f.problem and f.remedy and f.where.startswith(("pace.json", "--")) for f in findings)
