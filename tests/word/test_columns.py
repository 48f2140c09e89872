import re
from pathlib import Path

import pytest

from interview_kit.word.compose import compose
from interview_kit.word.package import read_parts
from tests.word.templates import template
from tools.build_templates.blocks import Row, cell, repeat, table
from tools.build_templates.style import twips


def widths(folder: Path, members: int) -> list[int]:
    """Return the columns of a table 17 cm wide whose third column, 2 cm wide, is repeated."""
    first = [
        cell("Key"),
        cell("Question"),
        cell("{%tc for m in members %}"),
        cell("{{ m }}"),
        cell("{%tc endfor %}"),
    ]
    rows = [Row(first, header=True), *repeat("n in [1, 2]", Row(first))]
    made = table((2, 7, 1, 2, 1), rows, title="t", description="d", total=17)
    document = compose(template(folder, made), {"members": [f"P{n}" for n in range(members)]})
    body = read_parts(document)["word/document.xml"].decode("utf-8")
    grid = [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"/>', body)]
    cells = [int(w) for w in re.findall(r'<w:tcW w:w="(\d+)"', body)]
    assert cells == grid * 3
    return grid


@pytest.mark.parametrize("members", [1, 2, 3, 4, 6, 9, 12])
def test_a_table_keeps_its_width_whatever_number_of_columns_is_repeated(tmp_path: Path, members: int):
    columns = widths(tmp_path, members)
    assert len(columns) == 2 + members
    assert sum(columns) == twips(17)
    assert len(set(columns[2:])) == 1


def test_the_widest_column_gives_and_takes(tmp_path: Path):
    assert [round(w / 567, 1) for w in widths(tmp_path, 1)] == [2.0, 13.0, 2.0]
    assert [round(w / 567, 1) for w in widths(tmp_path, 5)] == [2.0, 5.0, 2.0, 2.0, 2.0, 2.0, 2.0]


def test_all_columns_shrink_when_the_widest_would_become_too_narrow(tmp_path: Path):
    columns = widths(tmp_path, 12)
    assert columns[2] < twips(2)
    assert columns[1] > columns[2]


def test_a_table_whose_columns_stand_is_left_alone(tmp_path: Path):
    made = table((3, 4), [Row([cell("a"), cell("b")])], title="t", description="d")
    body = read_parts(compose(template(tmp_path, made), {}))["word/document.xml"].decode("utf-8")
    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', body) == [str(twips(3)), str(twips(7) - twips(3))]
