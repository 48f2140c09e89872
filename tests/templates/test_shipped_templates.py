"""The committed Word templates are what the scripts build, and are sound Word files themselves."""

from pathlib import Path

import openxml_audit
import pytest

from interview_kit.word.package import read_parts
from tools.build_templates import FOLDER, NAMES, build


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    """All templates as the scripts build them now."""
    return build()


@pytest.mark.parametrize("name", NAMES)
def test_a_committed_template_is_what_the_script_builds(built: dict[str, bytes], name: str):
    committed = FOLDER / name
    assert committed.exists(), f"templates/{name} is missing: run `make templates`"
    same = read_parts(committed.read_bytes()) == read_parts(built[name])
    assert same, f"templates/{name} is stale: run `make templates` and commit the result"


def test_no_word_template_is_without_a_script():
    assert {file.name for file in FOLDER.glob("*.docx")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_built_the_same_every_time(built: dict[str, bytes], name: str):
    assert build()[name] == built[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_opens_in_word_as_it_stands(name: str, built: dict[str, bytes], tmp_path: Path):
    file = tmp_path / name
    file.write_bytes(built[name])
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []
