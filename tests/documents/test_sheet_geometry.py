import dataclasses

import pytest

from interview_kit.documents.sheet_geometry import LEAST, PAGE, RESERVE, second_page, sheet_geometry
from interview_kit.documents.sheet_view import QuestionView, question_views
from tests.documents import papers


@pytest.fixture(scope="module")
def views() -> tuple[QuestionView, ...]:
    """Six questions on a scale of four levels."""
    return question_views(papers.housing())


def test_six_questions_on_four_levels_take_a_page_each(views: tuple[QuestionView, ...]):
    geometry = sheet_geometry(views)
    assert not geometry.two_pages
    assert len(geometry.evidence) == 6
    assert min(geometry.evidence) >= LEAST


def test_more_behaviours_leave_less_room(views: tuple[QuestionView, ...]):
    first = views[0]
    more = dataclasses.replace(first, effective=(*first.effective, first.effective[0]))
    one, two = sheet_geometry([first]).evidence[0], sheet_geometry([more]).evidence[0]
    assert one - two == pytest.approx(0.654, abs=0.01)  # one row: a tick line of 14 pt and its padding


def test_one_question_without_room_gives_all_questions_two_pages(views: tuple[QuestionView, ...]):
    first = views[0]
    full = dataclasses.replace(first, effective=first.effective * 5)
    geometry = sheet_geometry([full, *views[1:]])
    assert geometry.two_pages
    assert min(geometry.evidence) > 19


def test_in_the_two_page_form_the_box_fills_what_the_question_leaves():
    views = question_views(papers.head_of_service())
    geometry = sheet_geometry(views)
    assert geometry.two_pages
    longer = dataclasses.replace(views[0], probes=(*views[0].probes, "And then?"))
    less = geometry.evidence[0] - sheet_geometry([longer, *views[1:]]).evidence[0]
    assert less == pytest.approx(9.5 * 1.149 * 1.02 * 2.54 / 72)


@pytest.mark.parametrize("plan", ["housing", "five_levels", "managing_change", "head_of_service"])
def test_behaviours_levels_and_score_always_fit_on_one_page(plan: str):
    views = question_views(getattr(papers, plan)())
    assert len(views) >= 5
    assert max(second_page(view) for view in views) < PAGE - RESERVE
