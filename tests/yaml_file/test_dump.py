from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_kit.domain.base import Model, Text
from interview_kit.domain.framework import Framework
from interview_kit.domain.role import Exact, TieRule
from interview_kit.shipped import shipped_folder
from interview_kit.yaml_file import dump_yaml, load_yaml
from interview_kit.yaml_file.tree import UNPRINTABLE


class Note(Model):
    """A small model with a field of each kind."""

    title: Text
    body: str = ""
    cluster: str | None = None
    weight: Exact = Fraction(1)
    day: dt.date | None = None
    start: dt.datetime | None = None
    rules: tuple[TieRule, ...] = ()
    lines: tuple[str, ...] = ()
    done: bool = False
    count: int = 0


text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t").filter(
        lambda c: not UNPRINTABLE.match(c)
    ),
    max_size=60,
)
odd = st.sampled_from(
    [
        "No",
        "null",
        "~",
        "Null",
        "010",
        "1:30",
        "1e5",
        "=1+1",
        "@x",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "*a",
        "&b",
        "!c",
        "%",
        "|",
        ">",
        "---",
        "...",
        "",
        " a ",
        "a\n",
        "\na",
        "a\n b\n\n c",
        "a\u2028b",
        "\ufeff",
        "2026-03-12",
        "<<",
        "=",
        "{a}",
        "[b]",
        "é\u0301",
        "😀",
    ]
)
notes = st.builds(
    Note,
    title=(text | odd).filter(lambda t: bool(t.strip())),
    body=text | odd,
    cluster=st.none() | text | odd,
    weight=st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9),
    day=st.none() | st.dates(min_value=dt.date(1000, 1, 1)),
    start=st.none() | st.datetimes(min_value=dt.datetime(1000, 1, 1)).map(lambda d: d.replace(microsecond=0)),  # noqa: DTZ001 - slots are local times
    rules=st.lists(st.sampled_from(TieRule)).map(tuple),
    lines=st.lists(text | odd, max_size=4).map(tuple),
    done=st.booleans(),
    count=st.integers(),
)


@given(note=notes)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_dumped_is_loaded_back_equal(note: Note, tmp_path: Path):
    path = tmp_path / "note.yaml"
    path.write_text(dump_yaml(note), encoding="utf-8", newline="\n")
    loaded = load_yaml(path, Note, name="note.yaml")
    assert loaded.findings == ()
    assert loaded.value == note


def test_fractions_are_written_as_people_write_them():
    weights = [Fraction(2), Fraction(5, 2), Fraction(1, 3), Fraction(-1, 8), Fraction(1, 10**7)]
    assert [dump_yaml(Note(title="x", weight=w)).split("\n")[3] for w in weights] == [
        "weight: 2",
        "weight: 2.5",
        "weight: 1/3",
        "weight: -0.125",
        "weight: 1/10000000",
    ]


def test_lists_are_indented_and_several_lines_are_a_block():
    assert dump_yaml(Note(title="x", body="a\nb\n", lines=("No", "calm"), day=dt.date(2026, 3, 12))) == (
        "title: x\nbody: |\n  a\n  b\ncluster: null\nweight: 1\nday: 2026-03-12\nstart: null\nrules: []\n"
        "lines:\n  - 'No'\n  - calm\ndone: false\ncount: 0\n"
    )


@pytest.mark.parametrize(
    "name", ["cambridge-core", "cambridge-first-line", "cambridge-leadership", "norwich-pace"]
)
def test_shipped_framework_is_loaded_back_equal(name: str, tmp_path: Path):
    framework = load_yaml(
        shipped_folder("question_bank") / "frameworks" / f"{name}.yaml", Framework, name=name
    ).value
    assert framework is not None
    path = tmp_path / "again.yaml"
    path.write_text(dump_yaml(framework), encoding="utf-8")
    assert load_yaml(path, Framework, name="again").value == framework
