import io
import zipfile
from pathlib import Path

import docx
import openxml_audit

from interview_kit.word.package import read_parts, with_properties, write_parts
from tests.word.templates import template

CUSTOM = {"kit-reference": "SK-92GA-M7ZG", "kit-campaign": 'A&B <"c">'}


def test_a_package_has_the_same_bytes_whenever_it_is_written():
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}
    made = write_parts(parts)
    assert made == write_parts(parts)
    assert read_parts(made) == parts
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {(e.date_time, e.create_system) for e in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_properties_are_set_and_the_document_stays_valid(tmp_path: Path):
    file = template(tmp_path, "x")
    made = with_properties(
        file.read_bytes(), title="A & B", creator="Council", identifier="SK-92GA-M7ZG", custom=CUSTOM
    )
    file.write_bytes(made)
    core = docx.Document(str(file)).core_properties
    assert (core.title, core.author, core.identifier, core.language) == (
        "A & B",
        "Council",
        "SK-92GA-M7ZG",
        "en-GB",
    )
    assert b"A&amp;B &lt;&quot;c&quot;&gt;" in read_parts(made)["docProps/custom.xml"]
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []


def test_properties_set_twice_are_registered_once(tmp_path: Path):
    once = with_properties(template(tmp_path, "x").read_bytes(), title="t", creator="c", custom=CUSTOM)
    twice = with_properties(once, title="t", creator="c", custom=CUSTOM)
    assert read_parts(twice) == read_parts(once)
    assert read_parts(once)["[Content_Types].xml"].count(b"/docProps/custom.xml") == 1


def test_without_custom_properties_there_is_no_such_part(tmp_path: Path):
    made = with_properties(template(tmp_path, "x").read_bytes(), title="t", creator="c")
    assert "docProps/custom.xml" not in read_parts(made)
