"""Behaviours said to the person they are about."""

import re

import pytest

from interview_kit.bank import load_bank
from interview_kit.reports.you_words import to_you

THIRD_PERSON = re.compile(r"\b(is|has|does|treats|makes|takes|keeps|shows|uses|works|themself)\b")
TOLERATED = {
    "what is expected": "of staff",
    "is due": "praise",
    "it is received": "their style",
    "something which is": "what is built",
    "is established": "a focus",
    "workforce is": "a state",
    "uses praise": "after e.g.",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Treats customers politely and respectfully", "treat customers politely and respectfully"),
        ("Is interested in customers and attentive to their needs", None),
        (
            "Acts assertively. Is open and realistic about what can be achieved",
            "act assertively; are open and realistic about what can be achieved",
        ),
        (
            "Sees things through and does what they say they will",
            "see things through and do what you say you will",
        ),
        ("Considers the impact of own behaviour", "consider the impact of your own behaviour"),
        ("Does the job to the best of their ability", "do the job to the best of your ability"),
        (
            "Encourages staff to make best use of their abilities",
            "encourage staff to make best use of their abilities",
        ),
        (
            "Organises time effectively, plans ahead and deals with issues as they arise",
            "organise time effectively, plan ahead and deal with issues as they arise",
        ),
        ("You lead your service by example.", "lead your service by example"),
        ("Ability to communicate clearly", "have the ability to communicate clearly"),
        ("Be positively recognised externally", "are positively recognised externally"),
        (
            "Speaks as they would like to be spoken to themselves",
            "speak as you would like to be spoken to yourself",
        ),
    ],
)
def test_a_behaviour_is_said_to_you(text: str, said: str | None):
    assert to_you(text) == (said or "are interested in customers and attentive to their needs")


@pytest.mark.parametrize("text", ["Low contributor to groups", "Customers come first", "When in doubt, asks"])
def test_what_does_not_begin_with_a_verb_is_left_to_be_quoted(text: str):
    assert to_you(text) is None


def test_every_shipped_behaviour_but_one_can_be_said_to_you():
    texts = [e.text for f in load_bank().frameworks.values() for c in f.competencies for e in c.effective]
    assert len(texts) > 190
    said = {text: to_you(text) for text in texts}
    assert [t for t, you in said.items() if you is None] == [
        "When resistance encountered, looks for alternative ways to achieve the end goals"
    ]
    wrong = []
    for you in filter(None, said.values()):
        rest = you
        for tolerated in TOLERATED:
            rest = rest.replace(tolerated, "")
        if THIRD_PERSON.search(rest) or you[0].isupper() or you.endswith("."):
            wrong.append(you)
    assert wrong == []
