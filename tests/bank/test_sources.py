from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from interview_kit.bank import load_bank
from interview_kit.domain.framework import Competency, Effective, Framework, Ineffective
from interview_kit.shipped import shipped_folder
from tests.bank.source_text import (
    HEAD,
    PAGE_NUMBER,
    cambridge_cells,
    differences_cambridge,
    differences_norwich,
    norwich_competencies,
    norwich_levels,
    rebuild_levels,
)

BANK = load_bank()
SPLIT: dict[str, list[tuple[str, int, int, int]]] = {
    # competency, skills, effective, ineffective: counted by eye in the source
    "cambridge-core": [
        ("customer-service-and-support", 4, 8, 6),
        ("team-and-partnership-working", 4, 8, 5),
        ("respecting-diversity-and-equality", 4, 5, 4),
        ("commitment-and-accountability", 4, 7, 4),
        ("personal-effectiveness", 3, 6, 6),
        ("motivation-and-drive", 5, 7, 3),
        ("adaptability-and-forward-thinking", 5, 6, 4),
        ("communication", 4, 7, 6),
    ],
    "cambridge-first-line": [
        ("developing-people-and-teams", 4, 7, 4),
        ("influencing-and-negotiating", 4, 8, 3),
        ("managing-people", 4, 7, 4),
        ("delivering-results", 4, 6, 4),
    ],
    "cambridge-leadership": [
        ("personal-impact", 5, 7, 5),
        ("contribution", 3, 4, 3),
        ("resilience", 4, 6, 4),
        ("communication", 3, 4, 4),
        ("strategic-focus", 4, 7, 3),
        ("corporate-focus", 2, 6, 4),
        ("managing-change", 4, 8, 5),
        ("managing-for-results", 4, 6, 4),
        ("partnership-working", 5, 6, 4),
        ("community-engagement", 5, 6, 5),
        ("political-knowledge-and-sensitivity", 5, 8, 4),
        ("managing-people-performance", 6, 11, 10),
        ("managing-projects-and-resources", 4, 10, 5),
        ("managing-information-and-knowledge", 3, 5, 3),
        ("customer-focused-service-delivery", 3, 7, 8),
    ],
    "norwich-pace": [
        ("pride", 0, 5, 5),
        ("accountability", 0, 5, 5),
        ("collaborative", 0, 5, 5),
        ("excellence", 0, 5, 5),
    ],
}
CAMBRIDGE = [name for name in SPLIT if name.startswith("cambridge")]
INNER_CAPITALS = {
    # words with a capital that stand inside a behaviour or a skill of Cambridge's tables and begin none
    ("cambridge-core", "customer-service-and-support", "e7", "Is"),
    ("cambridge-core", "commitment-and-accountability", "e1", "City"),
    ("cambridge-core", "commitment-and-accountability", "e1", "Council"),
    ("cambridge-core", "commitment-and-accountability", "i1", "I"),
    ("cambridge-core", "commitment-and-accountability", "i1", "Jack"),
    ("cambridge-core", "commitment-and-accountability", "i2", "City"),
    ("cambridge-core", "commitment-and-accountability", "i2", "Council"),
    ("cambridge-core", "personal-effectiveness", "e3", "Remains"),
    ("cambridge-first-line", "delivering-results", "i1", "No"),
    ("cambridge-leadership", "strategic-focus", "e2", "Members"),
    ("cambridge-leadership", "strategic-focus", "e4", "Local"),
    ("cambridge-leadership", "strategic-focus", "e4", "Government"),
    ("cambridge-leadership", "partnership-working", "e3", "Council"),
    ("cambridge-leadership", "partnership-working", "e4", "City"),
    ("cambridge-leadership", "partnership-working", "e4", "Council"),
    ("cambridge-leadership", "partnership-working", "e6", "Councils"),
    ("cambridge-leadership", "partnership-working", "i1", "Council"),
    ("cambridge-leadership", "partnership-working", "i3", "Council"),
    ("cambridge-leadership", "community-engagement", "i3", "Council"),
    ("cambridge-leadership", "political-knowledge-and-sensitivity", "e2", "Councillors"),
    ("cambridge-leadership", "political-knowledge-and-sensitivity", "e3", "Councillors"),
    ("cambridge-leadership", "political-knowledge-and-sensitivity", "e8", "Councillors"),
    ("cambridge-leadership", "customer-focused-service-delivery", "i3", "Council"),
}


def source_of(framework: Framework) -> str:
    return (shipped_folder("question_bank") / framework.source.file).read_text(encoding="utf-8")


def differences(framework: Framework) -> list[str]:
    compare = differences_norwich if framework.id == "norwich-pace" else differences_cambridge
    return compare(framework, source_of(framework))


def split_of(framework: Framework) -> list[tuple[str, int, int, int]]:
    return [(c.id, len(c.skills), len(c.effective), len(c.ineffective)) for c in framework.competencies]


def inner_capitals(framework: Framework) -> tuple[set[tuple[str, str, str, str]], list[str]]:
    """Return the words with a capital inside an item, and the items that do not begin with one."""
    inside: set[tuple[str, str, str, str]] = set()
    small: list[str] = []
    for competency in framework.competencies:
        items = [(i.id, i.text) for i in (*competency.effective, *competency.ineffective)]
        items += [(f"skill {n}", text) for n, text in enumerate(competency.skills, 1)]
        for id_, text in items:
            words = re.findall(r"[A-Za-z]+", text)
            small += [f"{competency.id} {id_}"] if not words[0][0].isupper() else []
            inside |= {(framework.id, competency.id, id_, word) for word in words[1:] if word[0].isupper()}
    return inside, small


@pytest.mark.parametrize("name", SPLIT)
def test_framework_rebuilds_every_cell_of_its_source(name: str):
    framework = BANK.frameworks[name]
    assert differences(framework) == []
    assert split_of(framework) == SPLIT[name]


def test_sources_give_as_many_cells_as_a_reader_counts():
    source = source_of(BANK.frameworks["cambridge-core"])
    rows = {name: cambridge_cells(source, name) for name in CAMBRIDGE}
    assert {name: len(found) for name, found in rows.items()} == {
        "cambridge-core": 8,
        "cambridge-first-line": 4,
        "cambridge-leadership": 15,
    }
    assert sum(bool(cell) for found in rows.values() for row in found for cell in row.cells) == 4 * 27
    values = norwich_competencies(source_of(BANK.frameworks["norwich-pace"]))
    assert [(v.title, len(v.statements), len(v.wanted), len(v.unwanted)) for v in values] == [
        ("PRIDE", 3, 5, 5),
        ("ACCOUNTABILITY", 2, 5, 5),
        ("COLLABORATIVE", 3, 5, 5),
        ("EXCELLENCE", 4, 5, 5),
    ]


def test_every_line_of_the_tables_is_in_some_cell():
    source = source_of(BANK.frameworks["cambridge-core"])
    table_lines = [
        line
        for line in source.split("\n")[60:]
        if "\t" in line and not line.startswith(HEAD) and not PAGE_NUMBER.fullmatch(line)
    ]
    cells = [cell for name in CAMBRIDGE for row in cambridge_cells(source, name) for cell in row.cells]
    words = sum(len(re.sub("</?u>", "", line).split()) for line in table_lines)
    assert words == sum(len(cell.split()) for cell in cells) > 1000


def test_bullets_begin_where_a_capital_stands_and_nowhere_else():
    found: set[tuple[str, str, str, str]] = set()
    for name in CAMBRIDGE:
        inside, small = inner_capitals(BANK.frameworks[name])
        assert small == []
        found |= inside
    assert found == INNER_CAPITALS


def test_titles_and_audiences_of_the_cambridge_frameworks_are_those_of_the_overview():
    overview = {
        line.split("\t")[0].casefold(): line.split("\t")[1].strip()
        for line in source_of(BANK.frameworks["cambridge-core"]).split("\n")[:60]
        if line.count("\t") == 1
    }
    misprinted = "competenices for first line managers"
    for name in CAMBRIDGE:
        framework = BANK.frameworks[name]
        key = misprinted if name == "cambridge-first-line" else framework.title.casefold()
        assert overview[key] == framework.audience


def test_audience_of_the_norwich_framework_is_the_first_sentence_of_the_source():
    framework = BANK.frameworks["norwich-pace"]
    assert framework.audience in " ".join(source_of(framework).split())


def test_pace_scale_rebuilds_the_table_of_ratings():
    rows = norwich_levels(source_of(BANK.frameworks["norwich-pace"]))
    scale = BANK.scales["pace-4"]
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert rebuild_levels(scale) == rows
    assert [f"i.e. {level.short}" in level.description for level in scale.levels] == [True] * 4


Change = Callable[[Competency], dict[str, object]]


def numbered(texts: list[str], kind: type[Effective | Ineffective]) -> tuple[Effective | Ineffective, ...]:
    letter = "e" if kind is Effective else "i"
    return tuple(kind(id=f"{letter}{n}", text=text) for n, text in enumerate(texts, 1))


def texts(competency: Competency) -> list[str]:
    return [i.text for i in competency.effective]


CORRUPTIONS: dict[str, Change] = {
    "an effective behaviour lost": lambda c: {"effective": c.effective[:-1]},
    "an effective behaviour twice": lambda c: {"effective": (*c.effective, c.effective[-1])},
    "an ineffective behaviour lost": lambda c: {"ineffective": c.ineffective[1:]},
    "a word changed": lambda c: {
        "effective": numbered([texts(c)[0].replace(" ", " not ", 1), *texts(c)[1:]], Effective)
    },
    "a letter changed": lambda c: {
        "effective": numbered([*texts(c)[:-1], texts(c)[-1][:-1] + "z"], Effective)
    },
    "two behaviours in the other order": lambda c: {
        "effective": numbered([texts(c)[1], texts(c)[0], *texts(c)[2:]], Effective)
    },
    "a behaviour on the wrong side": lambda c: {
        "effective": c.effective[:-1],
        "ineffective": numbered([texts(c)[-1], *(i.text for i in c.ineffective)], Ineffective),
    },
    "two behaviours in one": lambda c: {
        "effective": numbered([" ".join(texts(c)[:2]), *texts(c)[2:]], Effective)
    },
    "one behaviour in two": lambda c: {
        "effective": numbered([*texts(c)[0].split(" ", 2)[1:], *texts(c)[1:]], Effective)
    },
    "a boundary moved by a word": lambda c: {
        "effective": numbered(
            [f"{texts(c)[0]} {texts(c)[1].split(' ', 1)[0]}", texts(c)[1].split(" ", 1)[1], *texts(c)[2:]],
            Effective,
        )
    },
    "a definition changed": lambda c: {"definition": c.definition + " Always."},
    "a title changed": lambda c: {"title": c.title + "s"},
}


@pytest.mark.parametrize("corruption", CORRUPTIONS)
@pytest.mark.parametrize("name", SPLIT)
def test_corrupted_framework_is_found_out(name: str, corruption: str):
    whole = BANK.frameworks[name]
    for at, competency in enumerate(whole.competencies):
        changed = competency.model_copy(update=CORRUPTIONS[corruption](competency))
        competencies = (*whole.competencies[:at], changed, *whole.competencies[at + 1 :])
        framework = whole.model_copy(update={"competencies": competencies})
        inside, small = inner_capitals(framework) if name in CAMBRIDGE else (set(), [])
        known = {c for c in INNER_CAPITALS if c[0] == name}
        assert differences(framework) or split_of(framework) != SPLIT[name] or inside != known or small


@pytest.mark.parametrize(
    "change",
    [
        lambda c: {"statements": c.statements[1:]},
        lambda c: {"ineffective": tuple(i.model_copy(update={"opposite_of": "e1"}) for i in c.ineffective)},
    ],
    ids=["a statement lost", "pairs mixed up"],
)
def test_corrupted_norwich_value_is_found_out(change: Change):
    whole = BANK.frameworks["norwich-pace"]
    for at, competency in enumerate(whole.competencies):
        changed = competency.model_copy(update=change(competency))
        competencies = (*whole.competencies[:at], changed, *whole.competencies[at + 1 :])
        assert differences(whole.model_copy(update={"competencies": competencies}))


def test_competency_lost_or_under_the_wrong_cluster_is_found_out():
    whole = BANK.frameworks["cambridge-leadership"]
    assert differences(whole.model_copy(update={"competencies": whole.competencies[:-1]}))
    moved = whole.competencies[0].model_copy(update={"cluster": "leadership"})
    assert differences(whole.model_copy(update={"competencies": (moved, *whole.competencies[1:])})) == [
        "personal-impact: cluster"
    ]


def test_reworded_scale_is_found_out():
    scale = BANK.scales["pace-4"]
    level = scale.levels[2].model_copy(
        update={"description": scale.levels[2].description.replace("most", "some", 1)}
    )
    changed = scale.model_copy(update={"levels": (*scale.levels[:2], level, scale.levels[3])})
    assert rebuild_levels(changed) != norwich_levels(source_of(BANK.frameworks["norwich-pace"]))
