import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from interview_kit.word.sandbox import TemplateEnvironment, slot


def filled(template: str, **values: object) -> str:
    return TemplateEnvironment().from_string(template).render(values)


def test_harmless_tags_work():
    given = {"names": ["a", "b"], "role": "clerk", "figures": {"x": 1}}
    assert (
        filled("{{ names|join(', ') }} {{ role.upper() }} {{ names|length + 1 }}", **given) == "a, b CLERK 3"
    )
    assert filled("{% for k, v in figures.items() %}{{ k ~ '=' ~ v }}{% endfor %}", **given) == "x=1"
    assert filled("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(role) }}", **given) == "[clerk]"
    assert (
        filled("{% for n in names %}{{ loop.cycle('+', '-') }}{{ loop.index }}{% endfor %}", **given)
        == "+1-2"
    )
    assert filled("{% for n in range(3) %}{{ n * 2 }}{% endfor %}") == "024"


def test_an_undefined_name_is_never_silent():
    with pytest.raises(UndefinedError):
        filled("{% if nmae %}x{% endif %}", name="a")


def test_a_value_is_escaped_once():
    assert (
        filled("{{ a ~ b }}|{{ a|join }}|{{ [a, b]|join(' & ') }}", a="<", b=">")
        == "&lt;&gt;|&lt;|&lt; &amp; &gt;"
    )


def test_only_a_slot_may_hold_its_marks():
    assert filled("{{ x }}", x=slot("name")) == "\ue000name\ue001"
    assert filled("{{ x }}", x="\ue000name\ue001") == "\ufffdname\ufffd"


def test_loops_are_counted_across_the_parts_of_a_document():
    environment = TemplateEnvironment()
    part = environment.from_string(
        "{% for a in range(600) %}{% for b in range(600) %}{% endfor %}{% endfor %}"
    )
    assert part.render() == ""
    with pytest.raises(SecurityError, match="rounds"):
        part.render()


def test_a_value_cannot_be_changed_from_a_template():
    names = ["a"]
    with pytest.raises(SecurityError):
        filled("{{ names.append('b') }}", names=names)
    assert names == ["a"]
