"""The legal rules by pairs of near misses: what must pass stands beside what must not."""

from __future__ import annotations

import pytest

from interview_kit.bank.lint.law import LAW, breaches
from interview_kit.bank.lint.rule import RULES

PAIRS = [
    ("L01", "Tell us about a time you supported a colleague under pressure.", "How do you cope with stress?"),
    (
        "L01",
        "Describe a week when more was due than you had people for.",
        "How well do you work under pressure?",
    ),
    ("L01", "A resident tells you that he is ill. What would you do?", "Have you been ill in the last year?"),
    ("L01", "What did you do about the crew's sickness absence figures?", "How many days were you off sick?"),
    ("L01", "What made the job physically hard to plan?", "Are you physically fit for this job?"),
    ("L02", "What did you tell the parents at the pool?", "Who picks up your children?"),
    (
        "L02",
        "How did you choose a partner for the project?",
        "Does your partner or your family mind the hours?",
    ),
    ("L02", "Tell us about cover that you planned for a colleague's maternity leave.", "Are you pregnant?"),
    ("L03", "Describe a service for older people that you changed.", "How old are you?"),
    (
        "L03",
        "Go back to a change you led at least two years ago.",
        "How many years of experience do you have?",
    ),
    ("L03", "What did a trainee teach you?", "We need somebody energetic. What drives you?"),
    ("L04", "A tenant speaks little English. What would you do?", "Is English your first language?"),
    ("L04", "Where did the idea come from?", "Where do you come from originally?"),
    (
        "L05",
        "How did you plan burials around different faiths?",
        "Would your faith keep you from Sunday work?",
    ),
    ("L05", "What do you believe that a council is for?", "Are you religious?"),
    ("L06", "How did you work with the union on the new rota?", "Are you a member of a trade union?"),
    ("L06", "How did you brief councillors of every party?", "Which party do you support?"),
    ("L06", "What happened on the day of the strike?", "Have you ever gone on strike?"),
    ("L07", "Tell us about a rule that a colleague broke.", "Have you ever been arrested?"),
    ("L07", "What did you do when the police rang?", "Do you have any convictions?"),
    ("L08", "What made the new team work well together?", "How would you fit in with our team?"),
    ("L08", "How did you get to sites across the city?", "Do you own a car?"),
]


@pytest.mark.parametrize(("code", "passes", "fails"), PAIRS)
def test_a_legal_rule_tells_a_question_about_work_from_one_about_the_candidate(
    code: str, passes: str, fails: str
) -> None:
    assert breaches(passes) == []
    assert [found for found, _ in breaches(fails)] == [code]


def test_there_are_at_least_twelve_pairs_and_two_for_each_rule() -> None:
    assert len(PAIRS) >= 12
    codes = [code for code, _, _ in PAIRS]
    assert {code: codes.count(code) >= 2 for code in LAW} == dict.fromkeys(LAW, True)


@pytest.mark.parametrize("code", LAW)
def test_each_legal_rule_has_examples_that_show_it(code: str) -> None:
    assert breaches(RULES[code].good) == []
    assert [found for found, _ in breaches(RULES[code].bad)] == [code]
