import io
import zipfile
import zlib

import pytest

from interview_kit.errors import KitError
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.sandbox import slot
from interview_kit.word.stamp import Stamp

HOSTILE = [
    "A&B <x/> \"'",
    "{{ 7*7 }} {% x %}",
    "]]>",
    "<script>alert(1)</script>",
    "👩🏽‍💼 😀",
    "\u202eعربي\u202c שלום",
    "Ŵŷñ Ó Néill-Żółć",
    "x" * 60_000,
    "ü" * 40_000,
    "&" * 40_000,
    "",
    " leading and trailing ",
    "a\nb\tc",
]


def document(name: str, place: str) -> bytes:
    """Return a package whose parts hold the two values in text and in attributes."""
    return write_parts(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f'<d><t>before {name} between</t><t a="{place}">{name}{name}</t></d>'.encode(),
            "word/header1.xml": f"<h>{place}</h>".encode(),
            "docProps/core.xml": b"<core>same for all</core>",
        }
    )


@pytest.fixture(scope="module")
def stamp() -> Stamp:
    """A stamp with two slots in two parts."""
    return Stamp.compile(document(slot("name"), slot("place")), ["name", "place"])


def escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_stamped_document_has_the_parts_of_one_made_directly(stamp: Stamp, value: str):
    stamped = stamp.stamp({"name": value, "place": "Room 2"})
    assert read_parts(stamped) == read_parts(document(escaped(value), "Room 2"))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_stamped_document_is_a_sound_zip(stamp: Stamp, value: str):
    with zipfile.ZipFile(io.BytesIO(stamp.stamp({"name": value, "place": value}))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 4


def test_the_content_types_come_first(stamp: Stamp):
    with zipfile.ZipFile(io.BytesIO(stamp.stamp({"name": "a", "place": "b"}))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_same_values_give_the_same_bytes(stamp: Stamp):
    values = {"name": "Amara Osei", "place": "Room 2"}
    again = Stamp.compile(document(slot("name"), slot("place")), ["name", "place"])
    assert stamp.stamp(values) == again.stamp(values)


@pytest.mark.parametrize("value", ["a\x00b", "bell\x07", "\x0b", "\ud800", "\uffff", "\ue000name\ue001"])
def test_a_value_that_word_cannot_hold_is_refused(stamp: Stamp, value: str):
    with pytest.raises(KitError) as error:
        stamp.stamp({"name": value, "place": "fine"})
    assert [(f.where, f.code) for f in error.value.findings] == [("name", "value-characters")]


def test_values_must_name_exactly_the_slots(stamp: Stamp):
    with pytest.raises(ValueError, match="values for"):
        stamp.stamp({"name": "a"})
    with pytest.raises(ValueError, match="values for"):
        stamp.stamp({"name": "a", "place": "b", "more": "c"})


def test_a_slot_that_stands_nowhere_is_an_error():
    with pytest.raises(ValueError, match="slots asked for"):
        Stamp.compile(document(slot("name"), "fixed"), ["name", "place"])


def test_a_slot_that_nobody_asked_for_is_an_error():
    with pytest.raises(ValueError, match="slots asked for"):
        Stamp.compile(document(slot("name"), slot("place")), ["name"])


def test_checksums_are_put_together_for_large_pieces():
    body = "<d>" + "housing " * 100_000 + slot("name") + "officer " * 100_000 + "</d>"
    press = Stamp.compile(write_parts({"word/document.xml": body.encode()}), ["name"])
    made = press.stamp({"name": "Osei"})
    wanted = body.replace(slot("name"), "Osei").encode()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert zlib.crc32(wanted) == archive.getinfo("word/document.xml").CRC
        assert archive.read("word/document.xml") == wanted
