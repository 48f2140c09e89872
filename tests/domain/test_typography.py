"""Quotes as they are printed: right to the eye, and the same words to every check."""

import pytest

from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.typography import printed_plan, typographic
from tests.documents import papers

PRINTED = {
    "'In public' may be a tenants' meeting": "‘In public’ may be a tenants’ meeting",
    "\"it's 'done'\", they said": "“it’s ‘done’”, they said",
    "the '90s, rock 'n' roll and 'em": "the ’90s, rock ’n’ roll and ’em",
    "Put it down to 'them upstairs', so": "Put it down to ‘them upstairs’, so",
    '"\'Tis" ("x")': "“’Tis” (“x”)",
    "your employer's – 'yes' – don't": "your employer’s – ‘yes’ – don’t",
    "‘curly’ and “curly” stay": "‘curly’ and “curly” stay",
    "": "",
}


@pytest.mark.parametrize("written", PRINTED)
def test_quotes_are_set_as_a_printer_sets_them(written: str):
    assert typographic(written) == PRINTED[written]


@pytest.mark.parametrize("written", PRINTED)
def test_what_is_printed_is_the_same_wording(written: str):
    assert normalise(typographic(written)) == normalise(written)
    assert typographic(typographic(written)) == typographic(written)


def test_a_plan_as_printed_has_other_quotes_and_the_same_fingerprints():
    plan = papers.head_of_service()
    shown = printed_plan(plan)
    questions = [q.question.model_dump_json() for q in plan.questions]
    assert sum("'" in text for text in questions) > 3
    assert [
        q.question.model_dump_json() for q in shown.questions if "'" in q.question.model_dump_json()
    ] == []
    assert shown.fingerprint == plan.fingerprint
    assert [(q.wording, q.structure) for q in shown.questions] == [
        (q.wording, q.structure) for q in plan.questions
    ]
    assert [level.label for level in shown.scale.levels] == [level.label for level in plan.scale.levels]
