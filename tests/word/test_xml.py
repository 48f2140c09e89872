import pytest

from interview_kit.word.xml import Xml, element, escape, has_forbidden, part, printable, run, text, w


def test_text_is_escaped_and_xml_is_not():
    assert w("p", text("A & B <x/>"), Xml("<w:r/>")) == (
        '<w:p><w:t xml:space="preserve">A &amp; B &lt;x/&gt;</w:t><w:r/></w:p>'
    )


def test_attributes_are_escaped():
    assert element("w:alias", {"w:val": 'a "b" & <c>'}) == (
        '<w:alias w:val="a &quot;b&quot; &amp; &lt;c&gt;"/>'
    )


def test_apostrophes_stay_because_jinja_tags_need_them():
    assert escape("{{ x if y == 'z' }}") == "{{ x if y == 'z' }}"


def test_a_tab_in_a_run_becomes_a_tab_element():
    assert run("a\tb") == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t></w:r>'
    )


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_carry_is_shown_as_replaced(character: str):
    assert has_forbidden(f"a{character}b")
    assert printable(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", ["\t", "\n", "\r", " ", "é", "\u202e", "\U0001f600", "\ufffd"])
def test_a_character_that_xml_can_carry_stays(character: str):
    assert not has_forbidden(character)
    assert printable(character) == character


def test_a_part_declares_its_namespaces():
    made = part("w:hdr", w("p")).decode("utf-8")
    assert made.startswith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w=')
    assert 'mc:Ignorable="w14"' in made
