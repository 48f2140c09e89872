from pathlib import Path

import openxml_audit
import pytest

from interview_kit.documents.guide import compose_guide
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.typography import printed_plan
from interview_kit.errors import KitError
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts
from tests.documents import papers
from tests.word.templates import text_of


def shown(
    plan: Plan, candidates: tuple[Candidate, ...] = papers.CANDIDATES, campaign: Campaign = papers.CAMPAIGN
) -> str:
    """Return the words of a guide, on one line, as they are printed."""
    text = text_of(compose_guide(plan, campaign, candidates, papers.TEMPLATES)).replace("\n", " ")
    for code, sign in (("&#39;", "'"), ("&#34;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(code, sign)
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["housing", "five_levels", "managing_change", "head_of_service"])
def test_a_guide_is_sound_and_open_to_everybody(name: str, tmp_path: Path):
    made = compose_guide(getattr(papers, name)(), papers.CAMPAIGN, papers.CANDIDATES, papers.TEMPLATES)
    assert lint_docx(made, "guide.docx") == []
    file = tmp_path / "guide.docx"
    file.write_bytes(made)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []
    assert made == compose_guide(
        getattr(papers, name)(), papers.CAMPAIGN, papers.CANDIDATES, papers.TEMPLATES
    )


@pytest.mark.parametrize("name", ["housing", "head_of_service"])
def test_a_guide_has_every_word_of_the_questions(name: str):
    plan = getattr(papers, name)()
    words = shown(plan)
    assert len(plan.questions) > 5
    for planned in printed_plan(plan).questions:
        question = planned.question
        clauses = (*question.benchmarks.weak, *question.benchmarks.acceptable, *question.benchmarks.strong)
        said = [question.lead, question.alternative, question.notes, *(p.ask for p in question.probes)]
        said += [c.text for c in clauses]
        said += [b.text for b in (*planned.effective, *planned.ineffective)]
        assert [text for text in said if text not in words] == []
        assert len(said) > 10


def test_the_header_says_that_candidates_must_not_see_it():
    made = compose_guide(papers.housing(), papers.CAMPAIGN, papers.CANDIDATES, papers.TEMPLATES)
    assert "Do not show to candidates" in text_of(made, "word/header1.xml")
    assert f"Plan {papers.housing().mark}" in text_of(made, "word/footer1.xml")


def test_the_panel_shares_the_questions():
    words = shown(papers.housing())
    assert (
        "P1 Helen Marsh Chair. Welcomes, keeps time, closes. Leads the discussion afterwards. Questions 1 and 2"
        in words
    )
    assert "P3 Sunita Bhatt Member. Asks, writes, and scores alone. Questions 5 and 6" in words


def test_the_timetable_adds_up():
    words = shown(papers.housing())
    plan = papers.housing()
    assert f"One interview: {plan.minutes} minutes, then 20 to score" in words
    assert (
        "0 min 5 Welcome: read out the opening P1 5 min 7 Question 1: Customer service & support P1" in words
    )
    assert f"{plan.minutes} min 20 Score alone, in silence." in words


def test_days_and_adjustments_are_listed():
    words = shown(papers.housing())
    assert "The two days" in words
    assert (
        "C04 Gareth Pugh Friday 13 March, 9.30 am, Room 1 Questions in writing on the table; 15 minutes more"
        in words
    )
    assert "C05 Leila Haddad not fixed None asked for" in words


def test_without_candidates_there_is_no_list_of_days():
    words = shown(papers.housing(), ())
    assert "Adjustments to the arrangements" not in words
    assert "What to say" in words


def test_a_panel_of_one_is_introduced_alone():
    campaign = Campaign.model_validate(
        {
            **papers.CAMPAIGN.model_dump(by_alias=True),
            "panel": [{"ref": "P1", "name": "Helen Marsh", "chair": True}],
        }
    )
    words = shown(papers.housing(), campaign=campaign)
    assert "I am Helen Marsh, and I chair the panel. We have six questions." in words
    assert "With me" not in words


def test_the_chair_reads_out_when_the_result_comes():
    words = shown(papers.housing())
    assert "With me are Daniel Hughes and Sunita Bhatt." in words
    assert "We will tell you the result by Friday 20 March, and everyone can have feedback." in words


def test_each_level_names_the_behaviours_it_rests_on():
    plan = papers.housing()
    first = plan.questions[0]
    weak = sorted({i for clause in first.question.benchmarks.weak for i in clause.traced_to})
    assert {i[0] for i in weak} == {"e", "i"}
    words = shown(plan)
    heard = ", ".join(i for i in weak if i.startswith("i"))
    absent = ", ".join(i for i in weak if i.startswith("e"))
    assert f"{heard}; {absent} absent" in words


def test_a_level_without_a_benchmark_says_what_it_means():
    words = shown(papers.managing_change())
    assert (
        "7 Outstanding demonstration The evidence provided wholly exceeds expectation at this level. –"
        in words
    )


def test_norwich_statements_stand_above_the_question():
    plan = papers.head_of_service()
    first = plan.questions[0]
    named = [
        s.text
        for s in plan.competency_by_id[first.competency].statements
        if s.id in first.question.statements
    ]
    assert len(named) > 0
    assert [text for text in named if text not in shown(plan)] == []


def test_a_missing_template_is_a_finding():
    with pytest.raises(KitError) as error:
        compose_guide(papers.housing(), papers.CAMPAIGN, (), {})
    assert [f.where for f in error.value.findings] == ["templates/guide.docx"]


def test_the_title_names_role_and_campaign():
    made = compose_guide(papers.housing(), papers.CAMPAIGN, (), papers.TEMPLATES)
    assert (
        "Interviewers’ guide: Housing Officer, HSG-2026-014".encode() in read_parts(made)["docProps/core.xml"]
    )


def test_a_guide_of_an_example_says_so():
    campaign = papers.CAMPAIGN.model_copy(update={"example": True})
    said = "This is an example. The people in it are invented."
    assert said in shown(papers.housing(), campaign=campaign)
    assert said not in shown(papers.housing())
