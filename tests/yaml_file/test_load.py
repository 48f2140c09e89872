from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from pydantic import BaseModel, Field

from interview_kit.domain.base import Model, Slug, Text
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.framework import Framework
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import QuestionFile
from interview_kit.domain.rating import ScoreSheet
from interview_kit.domain.role import Exact, RoleProfile, Share
from interview_kit.domain.scale import Scale
from interview_kit.yaml_file import Loaded, load_yaml
from interview_kit.yaml_file.error_texts import PATTERN_TEXTS


class Part(Model):
    """A model inside a list of another."""

    name: Text
    """What the part is called."""
    weight: Exact = Fraction(1)
    share: Share = Fraction(1)
    needed: bool = False


class Thing(Model):
    """A small model with a field of each kind."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Slug
    title: Text
    note: str = ""
    cluster: Slug | None = None
    minutes: int = 5
    day: dt.date | None = None
    skills: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = ()


Load = Callable[[str | bytes], Loaded[Thing]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load_text(text: str | bytes) -> Loaded[Thing]:
        path = tmp_path / "thing.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load_yaml(path, Thing, name="thing.yaml")

    return load_text


def found(loaded: Loaded[Any]) -> list[tuple[str, str]]:
    return [(f.where, f.code) for f in loaded.findings]


HEAD = "schema: 1\nid: clerk\ntitle: Clerk\n"


def test_plain_words_stay_text_where_the_model_wants_text(load: Load):
    loaded = load(
        "schema: 1\nid: no\ntitle: No\nnote: 1:30\nskills: [010, 1.10, Yes, 2026-03-12, 0x1F, 1_000, Null]\n"
    )
    assert loaded.findings == ()
    assert loaded.value == Thing(
        schema=1,
        id="no",
        title="No",
        note="1:30",
        skills=("010", "1.10", "Yes", "2026-03-12", "0x1F", "1_000", "Null"),
    )


def test_numbers_dates_and_yes_no_are_read_where_the_model_wants_them(load: Load):
    loaded = load(
        HEAD
        + "minutes: 7\nday: 2026-03-12\nparts:\n- {name: A, weight: 1.10, needed: yes}\n- {name: B, weight: 5/2}\n"
    )
    assert loaded.findings == ()
    assert loaded.value is not None
    assert loaded.value.minutes == 7
    assert loaded.value.day == dt.date(2026, 3, 12)
    assert [(p.weight, p.needed) for p in loaded.value.parts] == [
        (Fraction(11, 10), True),
        (Fraction(5, 2), False),
    ]


def test_key_with_nothing_after_it_takes_the_default(load: Load):
    loaded = load(HEAD + "note:\ncluster: null\nskills:\nminutes: ~\n")
    assert loaded.findings == ()
    assert loaded.value == Thing(schema=1, id="clerk", title="Clerk")


def test_required_text_with_nothing_after_it_is_an_error(load: Load):
    assert found(load("schema: 1\nid: clerk\ntitle:\n")) == [("thing.yaml:3", "yaml-text-wanted")]


def test_file_with_a_byte_order_mark_and_windows_line_ends_is_read(load: Load):
    loaded = load(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert loaded.findings == ()
    assert loaded.value == Thing(schema=1, id="clerk", title="Clerk")


def test_all_findings_of_a_file_come_at_once_in_the_order_of_lines(load: Load):
    loaded = load(
        "schema: 1\nid: Clerk One\ntitel: Clerk\nminutes: seven\nparts:\n- name: A\n  weigth: 2\n- weight: 3\n"
    )
    assert loaded.value is None
    assert found(loaded) == [
        ("thing.yaml:2", "yaml-form"),
        ("thing.yaml:3", "yaml-unknown-key"),
        ("thing.yaml:4", "yaml-number-wanted"),
        ("thing.yaml:7", "yaml-unknown-key"),
        ("thing.yaml:8", "yaml-missing-key"),
    ]
    assert [f.remedy for f in loaded.findings] == [
        "Write small letters, figures and single hyphens, such as housing-officer.",
        "Did you mean 'title'?",
        "Write a number such as 7, without words.",
        "Did you mean 'weight'?",
        "Add a line 'name: …'. What the part is called.",
    ]


def test_key_that_stands_twice_is_reported_with_both_lines(load: Load):
    loaded = load(HEAD + "title: Chief clerk\nparts:\n- name: A\n  name: B\n")
    assert found(loaded) == [("thing.yaml:4", "yaml-duplicate-key"), ("thing.yaml:7", "yaml-duplicate-key")]
    assert loaded.findings[0].problem == "the key 'title' stands twice; it is first on line 3"


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("", "thing.yaml", "yaml-empty-file"),
        ("# only a comment\n", "thing.yaml", "yaml-empty-file"),
        ("---\n", "thing.yaml", "yaml-empty-file"),
        ("- a\n- b\n", "thing.yaml:1", "yaml-no-keys"),
        ("Dear colleague\n", "thing.yaml:1", "yaml-no-keys"),
        (HEAD + "\tnote: x\n", "thing.yaml:4", "yaml-tab"),
        (HEAD + "note: see: below\n", "thing.yaml:4", "yaml-colon"),
        (HEAD + "note: 'not closed\n", "thing.yaml:4", "yaml-open-quote"),
        (HEAD + 'note: "a" and b\n', "thing.yaml:4", "yaml-indent"),
        (HEAD + 'note: "a\n\n# See {by: "x"}.\nminutes: 5\n', "thing.yaml:4", "yaml-open-quote"),
        (HEAD + "note: 'a\ncluster: 'b'\n", "thing.yaml:4", "yaml-open-quote"),
        (HEAD + "note: 'a\n  b: c'\nminutes 5\n", "thing.yaml:7", "yaml-no-colon"),
        (HEAD + "note: @home\n", "thing.yaml:4", "yaml-odd-start"),
        (HEAD + "note: - dash\n", "thing.yaml:4", "yaml-dash"),
        (HEAD + 'note: "C:\\q"\n', "thing.yaml:4", "yaml-backslash"),
        (HEAD + "skills: [a, b\n", "thing.yaml:4", "yaml-open-bracket"),
        (HEAD + "note: *strong*\n", "thing.yaml:4", "yaml-alias"),
        (HEAD + "note: **strong**\n", "thing.yaml:4", "yaml-alias"),
        (HEAD + "note: & co\n", "thing.yaml:4", "yaml-alias"),
        (HEAD + "note: &anchor x\n", "thing.yaml:4", "yaml-alias"),
        (HEAD + "note: !!python/object/apply:os.system [ls]\n", "thing.yaml:4", "yaml-tag"),
        (HEAD + "note: !important\n", "thing.yaml:4", "yaml-tag"),
        (HEAD + "? [a, b]\n: c\n", "thing.yaml:4", "yaml-odd-key"),
        (HEAD + "---\n" + HEAD, "thing.yaml:4", "yaml-second-document"),
        (HEAD + "note: a\x00b\n", "thing.yaml:4", "yaml-control-character"),
        (HEAD + 'note: "a\\x07b"\n', "thing.yaml:4", "yaml-control-character"),
        (HEAD + "note: a\ufffeb\n", "thing.yaml:4", "yaml-control-character"),
        (HEAD + "skills: " + "[" * 60 + "]" * 60 + "\n", "thing.yaml:4", "yaml-too-deep"),
        (HEAD + "skills: one\n", "thing.yaml:4", "yaml-list-wanted"),
        (HEAD + "skills: ['']\n", "thing.yaml:4", "yaml-empty"),
        (HEAD + "note: [a]\n", "thing.yaml:4", "yaml-text-wanted"),
        (HEAD + "parts: [a]\n", "thing.yaml:4", "yaml-keys-wanted"),
        (HEAD + "minutes: 7.5\n", "thing.yaml:4", "yaml-number-wanted"),
        (HEAD + "minutes: " + "9" * 5000 + "\n", "thing.yaml:4", "yaml-out-of-range"),
        (HEAD + "day: 12 March 2026\n", "thing.yaml:4", "yaml-date-wanted"),
        (HEAD + "day: 20260312\n", "thing.yaml:4", "yaml-date-wanted"),
        (HEAD + "day: 86400\n", "thing.yaml:4", "yaml-date-wanted"),
        (HEAD + "day: 2026-02-30\n", "thing.yaml:4", "yaml-date-wanted"),
        (HEAD + "parts: [{name: a, needed: perhaps}]\n", "thing.yaml:4", "yaml-yes-no-wanted"),
        (HEAD + "parts: [{name: a, weight: heavy}]\n", "thing.yaml:4", "yaml-value"),
        (HEAD + "parts: [{name: a, weight: 1e999999999}]\n", "thing.yaml:4", "yaml-value"),
        ("schema: 2\nid: clerk\ntitle: Clerk\n", "thing.yaml:1", "yaml-schema"),
        ("id: clerk\ntitle: Clerk\n", "thing.yaml:1", "yaml-missing-key"),
    ],
)
def test_fault_in_a_file_is_one_finding_with_its_line(load: Load, text: str, where: str, code: str):
    loaded = load(text)
    assert found(loaded) == [(where, code)]
    assert loaded.value is None
    assert loaded.findings[0].problem
    assert loaded.findings[0].remedy


def test_text_cut_off_at_a_hash_sign_is_a_warning_and_still_loads(load: Load):
    loaded = load(HEAD + "note: see issue #4\nskills: [calm]  # said by HR\n")
    assert [(f.where, f.code, f.is_error) for f in loaded.findings] == [
        ("thing.yaml:4", "yaml-hash-in-text", False)
    ]
    assert loaded.value is not None


def test_file_in_another_encoding_is_named_with_its_line(load: Load):
    assert found(load(HEAD.encode() + "note: café\n".encode("cp1252"))) == [("thing.yaml:4", "yaml-not-utf8")]


def test_file_over_one_megabyte_is_refused_unread(load: Load):
    assert found(load(HEAD + "#" * 1_000_001)) == [("thing.yaml", "yaml-too-large")]


def test_missing_file_is_a_finding(tmp_path: Path):
    assert found(load_yaml(tmp_path / "none.yaml", Thing, name="none.yaml")) == [
        ("none.yaml", "file-missing")
    ]


def test_folder_in_place_of_a_file_is_a_finding(tmp_path: Path):
    assert found(load_yaml(tmp_path, Thing, name="folder")) == [("folder", "file-unreadable")]


def test_bombs_of_references_are_refused_at_once(load: Load):
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    before = time.process_time()
    assert found(load(bomb)) == [("thing.yaml:1", "yaml-alias")]
    assert time.process_time() - before < 1


def test_place_names_the_line_of_a_key_an_item_or_the_nearest_parent(load: Load):
    loaded = load(HEAD + "skills:\n- calm\n- kind\nparts:\n- name: A\n  needed: true\n")
    assert loaded.place("title") == "thing.yaml:3"
    assert loaded.place("skills", 1) == "thing.yaml:6"
    assert loaded.place("parts", 0, "needed") == "thing.yaml:9"
    assert loaded.place("parts", 0, "weight") == "thing.yaml:8"
    assert loaded.place("parts", 4, "weight") == "thing.yaml:7"
    assert loaded.place("absent") == "thing.yaml:1"


def patterns(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for value in node.values():
            yield from patterns(value)
    elif isinstance(node, list):
        for value in node:
            yield from patterns(value)


FILES: tuple[type[BaseModel], ...] = (Framework, QuestionFile, Scale, RoleProfile, Campaign, Plan, ScoreSheet)


def test_every_pattern_of_the_domain_has_words_for_people():
    used = {p for model in FILES for p in patterns(model.model_json_schema())}
    assert len(used) > 8
    assert used - set(PATTERN_TEXTS) == set()


def test_schema_version_of_every_file_is_one():
    versions = [model.model_fields["schema_version"].annotation for model in FILES[:-1]]
    assert [get_args(v) for v in versions] == [(1,)] * 6


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("“Clerk”", ["yaml-curly-quotes"]),
        ("‘Clerk’", ["yaml-curly-quotes"]),
        ('"“Clerk”"', []),
        ("“Clerk” of works", []),
    ],
)
def test_a_word_processor_s_quotation_marks_around_a_text_are_pointed_out(
    load: Load, written: str, codes: list[str]
):
    loaded = load(f"schema: 1\nid: clerk\ntitle: {written}\n")
    assert found(loaded) == [("thing.yaml:3", code) for code in codes]
    assert loaded.value is not None


@pytest.mark.parametrize(("key", "examples"), [("weight", "2, 2.5 or 5/2"), ("share", "3/5 or 0.6")])
def test_a_number_that_is_none_is_answered_with_examples_that_the_key_takes(
    load: Load, key: str, examples: str
):
    loaded = load(HEAD + f"parts: [{{name: a, {key}: 60%}}]\n")
    assert [(f.problem, f.remedy) for f in loaded.findings] == [
        (f"'{key}' wants a number; it says '60%'", f"Write a number such as {examples}, in figures only.")
    ]
