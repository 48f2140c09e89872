from __future__ import annotations

import pytest

from interview_kit.domain.campaign import PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.errors import KitError
from interview_kit.selection.freeze import check_plan, freeze_plan, plan_fingerprint, share_out


def panel(*refs: str, chair: str) -> tuple[PanelMember, ...]:
    return tuple(PanelMember(ref=r, name=r, chair=r == chair) for r in refs)


def test_questions_are_shared_out_in_blocks_with_the_chair_first() -> None:
    assert share_out(7, panel("P1", "P2", "P3", chair="P2")) == ("P2", "P2", "P2", "P1", "P1", "P3", "P3")


def test_members_beyond_the_number_of_questions_ask_none() -> None:
    assert share_out(2, panel("P1", "P2", "P3", chair="P1")) == ("P1", "P2")


def test_plan_holds_every_question_verbatim_with_the_behaviours_it_elicits(housing) -> None:
    plan = housing.plan
    assert [q.key for q in plan.questions] == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
    assert [q.asked_by for q in plan.questions] == ["P1", "P1", "P2", "P2", "P3", "P3"]
    assert [e.id for e in plan.questions[0].effective] == ["e1", "e2", "e7", "e8"]
    assert [i.id for i in plan.questions[3].ineffective] == ["i3", "i4"]
    diversity = plan.competency_by_id["cambridge-core/respecting-diversity-and-equality"]
    assert diversity.covered == ("e1", "e2", "e4", "e5")
    assert [e.id for e in diversity.uncovered] == ["e3"]


def test_frozen_plan_is_found_unchanged_also_after_a_round_trip(housing) -> None:
    again = Plan.model_validate(housing.plan.model_dump(mode="json", by_alias=True))
    assert plan_fingerprint(again) == housing.plan.fingerprint
    assert check_plan(again) == []


def test_plan_edited_by_hand_is_found_and_the_question_named(housing) -> None:
    data = housing.plan.model_dump(mode="json", by_alias=True)
    data["questions"][3]["question"]["lead"] = "Tell us about yourself."
    found = check_plan(Plan.model_validate(data))
    assert [(f.where, f.code) for f in found] == [("plan.yaml: Q4", "plan-edited")]
    assert found[0].problem == "its words were changed after the plan was frozen"


def test_plan_whose_behaviours_were_edited_is_found(housing) -> None:
    data = housing.plan.model_dump(mode="json", by_alias=True)
    del data["questions"][0]["effective"][0]
    assert {f.problem.split()[1] for f in check_plan(Plan.model_validate(data))} == {"words", "scoring"}


@pytest.mark.parametrize("place", ["weight", "minimum", "campaign"])
def test_plan_whose_rules_were_edited_is_found_by_its_fingerprint(housing, place: str) -> None:
    data = housing.plan.model_dump(mode="json", by_alias=True)
    if place == "campaign":
        data["campaign"] = "OTHER-1"
    else:
        data["competencies"][0][place] = "1"
    found = check_plan(Plan.model_validate(data))
    assert [(f.where, f.code) for f in found] == [("plan.yaml", "plan-edited")]


def test_plan_needs_a_question_and_only_questions_of_the_role(housing) -> None:
    plan = housing.plan
    stranger = plan.questions[0].question.model_copy(update={"id": "cambridge-core/motivation-and-drive/q01"})
    for chosen in ((), (stranger,)):
        with pytest.raises(KitError):
            freeze_plan(
                plan.role, plan.scale, {}, chosen, housing.campaign.panel, campaign="X-1", kit_version="0.1.0"
            )
