import re
from pathlib import Path

import pytest

from interview_kit.errors import Finding, KitError
from interview_kit.word import controls
from interview_kit.word.compose import compose
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.xml import run
from tests.word.templates import template, text_of
from tools.build_templates.blocks import Row, cell, head, para, repeat, table, tag

HOSTILE = [
    "A&B <x/> \"'",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{_{ not ours }_}",
    "]]>",
    "<w:t>x</w:t>",
    "😀 👩🏽‍💼",
    "\u202eعربي",
    "&amp;",
    "  two  spaces  ",
]


def refused(file: Path, **context: object) -> Finding:
    """Return the one finding with which composing stops."""
    with pytest.raises(KitError) as error:
        compose(file, context)
    assert len(error.value.findings) == 1
    return error.value.findings[0]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_printed_exactly_as_it_is(tmp_path: Path, value: str):
    made = compose(template(tmp_path, "Before {{ x }} after"), {"x": value})
    shown = (
        text_of(made).replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
    )
    assert shown.replace("&amp;", "&") == f"Before {value} after"


def test_control_characters_are_shown_as_replaced(tmp_path: Path):
    made = compose(template(tmp_path, "{{ x }}"), {"x": "a\x07b\ud800c\ue000d"})
    assert text_of(made) == "a\ufffdb\ufffdc\ufffdd"


def test_a_line_break_in_a_value_becomes_a_line_break_in_word(tmp_path: Path):
    made = compose(template(tmp_path, "Place: {{ x }}!"), {"x": "one\ntwo\r\nthree"})
    body = read_parts(made)["word/document.xml"].decode("utf-8")
    assert text_of(made) == "Place: one\ntwo\nthree!"
    assert body.count("<w:br/>") == 2


def test_a_line_break_in_an_attribute_becomes_a_space(tmp_path: Path):
    field = controls.rich_text("t", "Title {{ x }}", "write")
    made = compose(template(tmp_path, para("Field: ", field)), {"x": "one\ntwo"})
    assert 'w:val="Title one two"' in read_parts(made)["word/document.xml"].decode("utf-8")


def test_tags_that_word_cut_into_runs_are_filled(tmp_path: Path):
    torn = para(run("Dear {"), run("{ na", properties="<w:b/>"), run("me }"), run("}"))
    assert "Dear" in text_of(made := compose(template(tmp_path, torn), {"name": "Amara"}))
    assert "Amara" in text_of(made)


def test_headers_footers_and_properties_are_filled(tmp_path: Path):
    made = compose(template(tmp_path, "Text", header="For {{ x }}"), {"x": "A & B"})
    assert text_of(made, "word/header1.xml").startswith("For A &amp; B")


def test_rows_are_repeated(tmp_path: Path):
    rows = [head("Name"), *repeat("n in names", Row([cell("{{ n }}")]))]
    made = compose(template(tmp_path, table((4,), rows, title="t", description="d")), {"names": ["a", "b"]})
    assert text_of(made) == "Name\na\nb"


def test_the_height_of_a_row_is_set_by_its_tag(tmp_path: Path):
    rows = [head("Name"), Row([cell("x{% rowheight tall %}")], height=1), Row([cell("y")], height=1)]
    made = compose(template(tmp_path, table((4,), rows, title="t", description="d")), {"tall": 1234})
    body = read_parts(made)["word/document.xml"].decode("utf-8")
    assert re.findall(r'<w:trHeight w:val="(\d+)"', body) == ["1234", "567"]
    assert text_of(made) == "Name\nx\ny"


def test_an_entry_of_a_list_is_repeated(tmp_path: Path):
    entry = controls.repeated_item("s in scores", "{{ s }} - level", "{{ s }}")
    field = controls.drop_down("score", "Score", "Choose", [entry, ("Not asked", "na")])
    made = compose(template(tmp_path, para("Score: ", field)), {"scores": [2, 1]})
    body = read_parts(made)["word/document.xml"].decode("utf-8")
    shown = re.findall(r'<w:listItem w:displayText="([^"]*)" w:value="([^"]*)"/>', body)
    assert shown == [("2 - level", "2"), ("1 - level", "1"), ("Not asked", "na")]


def test_controls_in_a_loop_get_numbers_of_their_own(tmp_path: Path):
    field = controls.rich_text("{{ n }}.text", "Text {{ n }}", "write")
    made = compose(template(tmp_path, tag("for n in 'abc'"), para("Text: ", field), tag("endfor")), {})
    body = read_parts(made)["word/document.xml"].decode("utf-8")
    assert re.findall(r'<w:tag w:val="([^"]*)"/><w:id w:val="(\d+)"/>', body) == [
        ("a.text", "1"),
        ("b.text", "2"),
        ("c.text", "3"),
    ]


def test_the_same_context_gives_the_same_bytes(tmp_path: Path):
    file = template(tmp_path, "{{ x }}")
    assert compose(file, {"x": 1}) == compose(file, {"x": 1})


def test_an_unknown_name_is_named_with_its_tag_and_the_names_that_can_be_used(tmp_path: Path):
    finding = refused(template(tmp_path, "Dear {{ nmae }},"), name="Amara", role="Clerk")
    assert finding.where == f"{tmp_path.name}/test.docx"
    assert finding.problem == "{{ nmae }} cannot be filled in: 'nmae' is undefined"
    assert finding.remedy.endswith("These names can be used: name, role.")


def test_an_unknown_field_of_a_value_is_named(tmp_path: Path):
    finding = refused(template(tmp_path, "{{ sheet.refrence }}"), sheet={"reference": "x"})
    assert finding.problem.startswith("{{ sheet.refrence }} cannot be filled in")
    assert "refrence" in finding.problem


@pytest.mark.parametrize(
    "broken",
    [
        "{{ name",
        "{% for %}",
        "{% endfor %}",
        "{{ name | nofilter }}",
        "{% if name %}",
        "{{ 'a }}",
        "{% paint %}",
    ],
)
def test_a_broken_tag_is_named(tmp_path: Path, broken: str):
    finding = refused(template(tmp_path, f"Dear {broken} you"), name="Amara")
    assert finding.code in {"template-tag", "template-broken"}
    assert "is not a tag that can be used" in finding.problem


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__class__.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.getpid() }}",
        "{{ x.append(1) }}",
        "{{ x.clear() }}",
        "{{ (x|attr('__class__')) }}",
        "{{ '%200000000d' % 1 }}",
        "{{ 'x' * 200000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '{:200000000d}'.format(1) }}",
        "{{ 'x'.ljust(200000000) }}",
        "{{ 'x'|center(200000000) }}",
        "{{ range(99999999)|length }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='x') %}{% for a in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "{% set a = 'x' %}" + "{% set a = a + a %}" * 40 + "{{ a }}",
        "{% set a = 'x' %}" + "{% set a = [a, a, a, a]|join(a) %}" * 40 + "{{ a }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
    ],
)
@pytest.mark.parametrize("place", ["body", "header"])
def test_an_attack_in_a_template_is_a_finding(tmp_path: Path, attack: str, place: str):
    file = template(tmp_path, attack) if place == "body" else template(tmp_path, "x", header=attack)
    assert refused(file, x=[1, 2]).code == "template-tag"


def test_an_attack_in_the_properties_is_a_finding(tmp_path: Path):
    file = template(tmp_path, "x")
    parts = read_parts(file.read_bytes())
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"A test", b"{{ ''.__class__ }}")
    file.write_bytes(write_parts(parts))
    assert refused(file).code == "template-tag"


def test_a_missing_template_is_a_finding(tmp_path: Path):
    assert refused(tmp_path / "none.docx").code == "template-unreadable"


def test_a_file_that_is_no_word_file_is_a_finding(tmp_path: Path):
    file = tmp_path / "test.docx"
    file.write_bytes(b"Dear {{ name }}")
    assert refused(file, name="x").where.endswith("test.docx")


def test_a_zip_without_a_document_is_a_finding(tmp_path: Path):
    file = tmp_path / "test.docx"
    file.write_bytes(write_parts({"[Content_Types].xml": b"<Types/>"}))
    assert refused(file).code == "template-unreadable"


def test_a_template_with_a_document_type_is_refused(tmp_path: Path):
    file = template(tmp_path, "x")
    parts = read_parts(file.read_bytes())
    body = parts["word/document.xml"].partition(b"\n")[2]
    evil = b'<!DOCTYPE d [<!ENTITY e "boo">]>' + body.replace(b">x<", b">&e;<")
    file.write_bytes(write_parts({**parts, "word/document.xml": evil}))
    assert refused(file).code == "template-broken"


def test_tags_that_leave_no_word_file_are_a_finding(tmp_path: Path):
    broken = table((4,), [head("Name"), Row([cell("{% endif %}")])], title="t", description="d")
    assert refused(template(tmp_path, "{% if x %}", broken), x=False).code == "template-broken"
