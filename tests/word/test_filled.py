from __future__ import annotations

from collections.abc import Callable

import pytest

from interview_kit.word.fill import Value, fill
from interview_kit.word.filled import is_filled
from tests.documents.plans import small_plan
from tests.documents.sheets import score_sheet
from tests.documents.test_score_sheet_round_trip import SHEET, empty_sheet
from tests.fill import editors, hands, layers
from tests.fill.odt import as_odt

EMPTY = empty_sheet("kit")
ONE: dict[str, Value] = {"Q2.evidence": "He rang back."}
PROGRAMS: dict[str, Callable[[bytes], bytes]] = {
    **editors.EDITORS,
    "no tags": layers.without_tags,
    "OpenDocument": as_odt,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_untouched_form_is_not_filled_whatever_program_saved_it(program: str):
    assert not is_filled(PROGRAMS[program](EMPTY), fresh=EMPTY)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "values", [ONE, {"Q1.e1": True}, {"Q3.score": "3 - Very good"}, {"Z.notes": "x"}], ids=str
)
def test_one_answer_makes_it_filled_whatever_program_saved_it(program: str, values: dict[str, Value]):
    assert is_filled(PROGRAMS[program](fill(EMPTY, values)), fresh=EMPTY)


def test_typing_in_front_of_the_placeholder_counts_though_the_flag_stays():
    typed = editors.edit_text(EMPTY, ">what the candidate said", ">Rang back.what the candidate said")
    assert is_filled(typed, fresh=EMPTY)


def test_typing_below_a_control_counts():
    assert is_filled(hands.pasted(EMPTY, "Q1.evidence", "<w:p><w:r><w:t>x</w:t></w:r></w:p>"), fresh=EMPTY)


def test_a_form_of_another_plan_is_filled_only_by_answers():
    other = small_plan("0123abcd" * 8)
    cut = other.model_copy(update={"questions": other.questions[:2]})
    longer = score_sheet(other, SHEET)
    assert not is_filled(longer, fresh=score_sheet(cut, SHEET))
    assert is_filled(fill(longer, {"Q3.evidence": "x"}), fresh=score_sheet(cut, SHEET))


def test_a_printed_form_with_boxes_that_the_fresh_one_lacks_is_not_filled():
    extra = layers.piece(
        '<w:p><w:sdt><w:sdtPr><w:tag w:val="Q1.P1.note"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>the evidence it rests on</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    longer = editors.edit(EMPTY, lambda root: root.find(f"{editors.W}body").insert(0, extra))
    assert not is_filled(longer, fresh=EMPTY)
    assert is_filled(fill(longer, {"Q1.P1.note": "x"}), fresh=EMPTY)


def test_what_cannot_be_read_counts_as_filled():
    assert is_filled(b"%PDF", fresh=EMPTY)
