"""The kit knows its own letters again, and takes everything else for somebody's own."""

from __future__ import annotations

import pytest

from interview_kit.word.compose import compose
from interview_kit.word.mark import is_as_made, with_mark
from interview_kit.word.package import read_parts, write_parts
from tests.documents.papers import TEMPLATES


@pytest.fixture
def made() -> bytes:
    letter = {
        **dict.fromkeys(("title", "name", "role", "organisation", "campaign", "closing", "contact"), "x"),
        **dict.fromkeys(("opening", "strengths", "next", "notes"), ()),
        **dict.fromkeys(("strengths_head", "no_strengths", "next_head", "advice"), "y"),
        "example": False,
    }
    document = compose(TEMPLATES["feedback-letter.docx"], {"letter": letter})
    return with_mark(document, title="A letter", creator="A council", custom={"kit-version": "1"})


def test_a_document_as_it_was_made_is_known(made: bytes):
    assert is_as_made(made)
    assert b'name="kit-version"' in read_parts(made)["docProps/custom.xml"]


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "docProps/core.xml"])
def test_a_document_that_somebody_saved_is_theirs(made: bytes, part: str):
    parts = read_parts(made)
    assert not is_as_made(write_parts({**parts, part: parts[part] + b" "}))


def test_a_document_without_a_mark_is_theirs(made: bytes):
    parts = read_parts(made)
    del parts["docProps/custom.xml"]
    assert not is_as_made(write_parts(parts))
    assert not is_as_made(TEMPLATES["feedback-letter.docx"].read_bytes())


def test_what_is_no_document_is_theirs():
    assert not is_as_made(b"not a document")
    assert not is_as_made(b"")
