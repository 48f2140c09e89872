"""The rules on wording by pairs: a lead that passes beside one that does not."""

from __future__ import annotations

import pytest

from interview_kit.bank import load_bank
from interview_kit.bank.lint import RULES, lint_bank
from interview_kit.bank.lint.overlap import check_overlap
from interview_kit.bank.lint.wording import check_openings, check_wording, reading_grade, stems
from interview_kit.domain.question import Question

BANK = load_bank()
QUESTION = BANK.questions["cambridge-core/communication/q01"]
COMPETENCY = BANK.frameworks["cambridge-core"].by_id["communication"]

PAIRS = [
    ("W01", "What did you do when a shift ran short?", "Have you ever run a shift that was short?"),
    ("W01", "A caller swears at you. What would you do?", "A caller swears at you. Would you hang up?"),
    ("W02", "What did you make of the complaint?", "What did you learn, as surely you did?"),
    (
        "W03",
        "Describe a rota that somebody called unfair.",
        "What did you change, and how did you measure it?",
    ),
    ("W03", "What do you do when a form makes no sense?", "What went wrong? Who noticed?"),
    ("W04", "What was hard about it?", "What " + "very " * 40 + "much?"),
    ("W05", "Tell us about a target that was missed.", "Tell us about a KPI that was missed."),
    ("W05", "Which people had a say in it?", "Which stakeholders had a say in it?"),
    (
        "W07",
        "What is the last thing you had to say twice?",
        "When did you communicate clearly, in plain language?",
    ),
]


def asked(lead: str, **more: object) -> Question:
    return QUESTION.model_copy(
        update={"lead": lead, "alternative": "What happened?", "indicators": ("e1",), **more}
    )


def codes(question: Question) -> set[str]:
    return {code for code, at, _ in check_wording(question, COMPETENCY) if at[0] == "lead"}


@pytest.mark.parametrize(("code", "passes", "fails"), PAIRS)
def test_a_wording_rule_tells_a_good_lead_from_a_near_miss(code: str, passes: str, fails: str) -> None:
    assert code not in codes(asked(passes))
    assert code in codes(asked(fails))


@pytest.mark.parametrize("code", ["W01", "W02", "W03", "W05"])
def test_the_examples_of_a_rule_show_it(code: str) -> None:
    assert code not in codes(asked(RULES[code].good))
    assert code in codes(asked(RULES[code].bad))


def test_a_long_learned_sentence_has_a_higher_grade_than_a_plain_one() -> None:
    plain = "What did you do next?"
    learned = "Characterise the organisational ramifications of interdepartmental prioritisation."
    assert reading_grade(plain) < 5
    assert reading_grade(learned) > 15
    assert "W06" in codes(asked(learned))


def test_a_clause_in_the_framework_s_words_is_an_echo() -> None:
    said = QUESTION.benchmarks.weak[0].model_copy(
        update={"text": "Uses plain language to communicate clearly at all levels.", "traced_to": ("e1",)}
    )
    marks = QUESTION.benchmarks.model_copy(update={"strong": (said,)})
    found = list(check_wording(QUESTION.model_copy(update={"benchmarks": marks}), COMPETENCY))
    assert [(code, at) for code, at, _ in found] == [("W10", ("benchmarks", "strong", 0, "text"))]


def test_the_third_lead_with_one_opening_is_found() -> None:
    leads = ["Tell us about a day.", "Tell us about a form.", "What broke?", "Tell us about a queue."]
    found = list(check_openings([asked(lead) for lead in leads]))
    assert [(q.lead, heard[0]) for q, heard in found] == [("Tell us about a queue.", "W08")]


def test_nearly_the_same_lead_is_found_unless_it_shares_the_group() -> None:
    first = asked("Describe the hardest no you gave to a tenant who counted on you.", variant_group="a")
    second = asked(
        "Describe the hardest no that you have given a tenant who counted on you.", variant_group="b"
    )
    assert [heard[0] for _, heard in check_overlap([first, second])] == ["W09"]
    assert list(check_overlap([first, second.model_copy(update={"variant_group": "a"})])) == []


def test_stems_tell_words_that_carry_meaning() -> None:
    assert stems("Managed the councillors' expectations") == stems("manages expectation of a councillor")


def test_the_shipped_bank_has_no_findings() -> None:
    assert len(BANK.questions) > 200
    assert [f"{f.where}: {f.problem}" for f in (*BANK.findings, *lint_bank(BANK))] == []
