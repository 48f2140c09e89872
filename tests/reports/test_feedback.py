"""A feedback letter at its edges: weak answers, nothing ticked, one competency, words that cannot be turned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.reports.feedback import Letter, build_letter, hear
from interview_kit.reports.feedback_words import Outcome, heard_lead, next_lead
from interview_kit.reports.subject import Subject
from interview_kit.reports.you_words import to_you
from interview_kit.scoring.comparison import compare_candidates
from tests.documents import papers

LEADS = (
    lambda at: heard_lead(at, firm=True),
    lambda at: heard_lead(at, firm=False),
    lambda at: next_lead(at, Outcome.APPOINTED),
    lambda at: next_lead(at, Outcome.NOT_APPOINTED),
)
CANDIDATE = papers.CANDIDATES[0]


def subject(
    plan: Plan,
    scores: Mapping[str, int | Mark],
    heard: Mapping[str, Sequence[str]] | None = None,
    *,
    other: int = 3,
) -> Subject:
    """The panel's sheets on one candidate, all members alike."""

    def rating(key: str) -> Rating:
        given = scores.get(key, other)
        ticks = tuple((heard or {}).get(key, ()))
        if isinstance(given, Mark):
            return Rating(question=key, mark=given, heard=ticks)
        return Rating(question=key, mark=Mark.SCORED, score=given, heard=ticks)

    sheets = tuple(
        ScoreSheet(
            reference=f"SK-{member.ref}",
            candidate=CANDIDATE.ref,
            member=member.ref,
            plan=plan.fingerprint,
            ratings=tuple(rating(q.key) for q in plan.questions),
        )
        for member in papers.CAMPAIGN.panel
    )
    compared = compare_candidates(plan, [m.ref for m in papers.CAMPAIGN.panel], [CANDIDATE.ref], sheets, ())
    return Subject(plan, papers.CAMPAIGN, (CANDIDATE,), sheets, (), compared)


def everything_heard(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {q.key: tuple(e.id for e in q.effective) for q in plan.questions}


def letter(one: Subject, outcome: Outcome = Outcome.NOT_APPOINTED) -> Letter:
    return build_letter(one, CANDIDATE.ref, outcome)


def test_strengths_are_the_highest_figures_of_which_something_was_heard():
    plan = papers.housing()
    made = letter(
        subject(
            plan,
            {"Q3": 4, "Q4": 4, "Q5": 2, "Q6": 1},
            {"Q1": ["e2"], "Q3": ["e1"], "Q6": [plan.questions[5].effective[0].id]},
        )
    )
    assert [b.title for b in made.strengths] == [
        "Communication",
        "Customer service & support",
        "Personal effectiveness",
    ]
    assert [b.title for b in made.next] == ["Commitment & accountability", "Respecting diversity & equality"]
    assert made.strengths[0].lead.startswith("This came through most clearly.")


def test_a_weak_answer_is_not_praised():
    plan = papers.housing()
    made = letter(subject(plan, {}, {"Q1": ["e2"]}, other=1))
    assert "most clearly" not in made.strengths[0].lead
    assert made.strengths[0].lead.endswith("you treat customers politely and respectfully.")
    assert len(made.next) == 3


def test_where_nothing_was_ticked_the_letter_offers_a_conversation():
    made = letter(subject(papers.housing(), {}))
    assert made.strengths == ()
    assert "in a conversation" in made.no_strengths
    assert made.next != ()


def test_where_everything_was_heard_no_weakness_is_invented():
    plan = papers.housing()
    made = letter(subject(plan, {}, everything_heard(plan)))
    assert (len(made.strengths), made.next, made.no_strengths) == (3, (), "")
    assert made.advice


def test_a_competency_is_not_both_a_strength_and_to_be_strengthened():
    plan = papers.housing()
    ticks = everything_heard(plan)
    made = letter(subject(plan, {"Q3": 4}, ticks | {"Q3": ticks["Q3"][:1]}))
    assert "Communication" in [b.title for b in made.strengths]
    assert "Communication" not in [b.title for b in made.next]


def test_no_lead_runs_into_a_verb_that_it_has_itself():
    leads = [f(at) for f in LEADS for at in range(3)]
    twice = [(lead, word) for lead in leads for word in (lead.split()[-3],) if to_you(word)]
    assert twice == []


def test_a_question_that_was_not_asked_says_nothing_of_the_candidate():
    plan = papers.housing()
    one = subject(plan, {"Q3": Mark.NOT_ASKED, "Q4": Mark.NO_ANSWER})
    titles = [h.competency.title for h in hear(one, CANDIDATE.ref)]
    assert "Communication" not in titles
    assert "Respecting diversity & equality" in titles


def test_the_opposite_of_what_was_heard_comes_first_and_what_was_heard_is_not_said():
    plan = papers.plan("pace-4", ("norwich-pace/accountability", (1,)), ("norwich-pace/pride", (1,)))
    question = plan.questions[0]
    against = next(i for i in question.ineffective if i.opposite_of in {e.id for e in question.effective})
    wanted = next(e.id for e in question.effective if e.id == against.opposite_of)
    heard = hear(subject(plan, {}, {"Q1": [against.id]}), CANDIDATE.ref)[0]
    assert heard.against == (against.text,)
    assert heard.unheard[0] == next(e.text for e in question.effective if e.id == wanted)
    made = letter(subject(plan, {"Q1": 1}, {"Q1": [against.id]}))
    block = next(b for b in made.next if b.title == plan.competency_by_id[question.competency].title)
    assert "could be taken the other way" in block.after
    assert against.text[:30] not in repr(made)


def test_what_cannot_be_said_to_you_is_quoted():
    plan = papers.housing()
    question = plan.questions[2]
    odd = question.effective[0].model_copy(update={"text": "Plain words whenever there is a choice."})
    changed = question.model_copy(update={"effective": (odd, *question.effective[1:])})
    plan = plan.model_copy(update={"questions": (*plan.questions[:2], changed, *plan.questions[3:])})
    made = letter(subject(plan, {"Q3": 4}, {"Q3": [odd.id]}))
    assert made.strengths[0].points == ("“Plain words whenever there is a choice”",)
    assert made.strengths[0].lead.endswith("this, in the words of the framework:")


@pytest.mark.parametrize("outcome", Outcome)
def test_no_outcome_says_appointable_or_gives_a_figure(outcome: Outcome):
    plan = papers.housing()
    made = repr(letter(subject(plan, {"Q1": 4, "Q6": 1}, {"Q1": ["e2", "e4"]}), outcome))
    assert "appointable" not in made
    assert "3." not in made
    assert ("offer you the post" in made) is (outcome is Outcome.APPOINTED)
