from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from interview_kit.documents import layout
from interview_kit.documents.agreement_form import compose_agreement_form
from interview_kit.documents.agreement_form_reader import ReadForm, read_agreement_form
from interview_kit.documents.reference import sheet_reference
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import AgreedScore
from interview_kit.word.fill import Value, fill
from tests.documents import papers
from tests.documents.panels import ratings
from tests.documents.plans import KEY
from tests.documents.sheets import score_sheet
from tests.fill.editors import EDITORS, W, control, edit, edit_text, row, stripped, without_properties
from tests.fill.libreoffice import convert

NAME = "returned/C02.docx"
TOM, AMARA = papers.CANDIDATES[1], papers.CANDIDATES[2]
PLAN = papers.housing()
WHY = "All three heard him call it banter; he put it right the same day.\nThat is a 2, not a 1. שלום & <b>"
ANSWERS: dict[str, Value] = {
    "Q4.agreed": "2 - Good – but areas for development",
    "Q4.reason": WHY,
    "Z.alone": True,
    "Z.date": dt.date(2026, 3, 16),
}
AGREED = AgreedScore(candidate="C02", question="Q4", score=2, reason=WHY)


def issued_for(candidate: Candidate, fingerprint: str = PLAN.fingerprint) -> Issued:
    chair = papers.CAMPAIGN.chair
    reference = sheet_reference(KEY, PLAN.campaign, fingerprint, candidate.ref, chair.ref, kind="AG")
    return Issued(reference, candidate.ref, chair.ref, candidate.name, chair.name, fingerprint)


TOMS = issued_for(TOM)
ISSUED = {form.reference: form for form in (TOMS, issued_for(AMARA))}


@lru_cache
def form(*, scored: bool = True, candidate: Candidate = TOM) -> bytes:
    """An empty form: with the scores of a panel that differs on Q4, or blank as in the pack."""
    scores = ratings(PLAN, papers.CAMPAIGN.panel, {"Q4": (1, 3, 1)}) if scored else None
    return compose_agreement_form(
        PLAN, papers.CAMPAIGN, candidate, issued_for(candidate).reference, papers.TEMPLATES, scores=scores
    )


def filled(**changes: Value) -> bytes:
    """The scored form filled in; ``Q4_agreed`` changes ``Q4.agreed``, and an empty text leaves it open."""
    answers = ANSWERS | {key.replace("_", "."): value for key, value in changes.items()}
    return fill(form(), {key: value for key, value in answers.items() if value is not False})


def read(data: bytes) -> ReadForm:
    found = read_agreement_form(data, NAME, PLAN, ISSUED)
    assert found is not None
    return found


def codes(found: ReadForm) -> list[str]:
    return [finding.code for finding in found.findings]


# What is written is read


@pytest.mark.parametrize("scored", [True, False])
@pytest.mark.parametrize("editor", EDITORS)
def test_a_filled_form_reads_the_same_whatever_editor_it_went_through(editor: str, *, scored: bool):
    found = read(EDITORS[editor](fill(form(scored=scored), ANSWERS)))
    assert found.scores == (AGREED,)
    assert found.findings == ()
    assert (found.issued, found.reference) == (TOMS, TOMS.reference)


@pytest.mark.parametrize("scored", [True, False])
@pytest.mark.parametrize("editor", EDITORS)
def test_an_empty_form_settles_nothing_and_asks_nothing(editor: str, *, scored: bool):
    found = read(EDITORS[editor](form(scored=scored)))
    assert (found.issued, found.scores, found.findings) == (TOMS, (), ())


def test_scores_copied_onto_the_blank_form_are_not_what_was_agreed():
    copied = {"Q1.P1.score": "3 - Very good", "Q1.P2.score": "4 - Excellent", "Q1.P1.note": "Rang back."}
    found = read(fill(form(scored=False), copied | ANSWERS))
    assert (found.scores, found.findings) == ((AGREED,), ())


def test_several_questions_are_read_in_the_order_asked():
    answers = {
        "Q5.agreed": "4 - Excellent",
        "Q5.reason": "Both heard it.",
        "Q1.agreed": "3",
        "Q1.reason": "Enough.",
    }
    found = read(fill(form(scored=False), ANSWERS | answers))
    assert [(s.question, s.score) for s in found.scores] == [("Q1", 3), ("Q4", 2), ("Q5", 4)]
    assert found.findings == ()


# The decision


@pytest.mark.parametrize("said", ["2", "level 2", "two", "2 of 4", "Good - but areas for development"])
def test_a_typed_score_is_read_as_on_a_score_sheet(said: str):
    found = read(filled(Q4_agreed=said))
    assert (found.scores, found.findings) == ((AGREED,), ())


@pytest.mark.parametrize("said", [layout.REFER.text, "refer", "No agreement.", "Referred"])
def test_no_agreement_is_a_referral_without_a_score(said: str):
    found = read(filled(Q4_agreed=said))
    assert found.scores == (AGREED.model_copy(update={"score": None}),)
    assert found.findings == ()


@pytest.mark.parametrize("said", ["2-3", "3?", "2.5", "5", "not asked", "N/A", "no", "refer or 2", "2 and 3"])
def test_what_is_not_one_level_is_asked_about(said: str):
    found = read(filled(Q4_agreed=said))
    assert found.scores == ()
    assert codes(found) == ["score-unclear"]
    assert found.findings[0].is_error
    assert found.findings[0].where == "returned/C02.docx: question 4"
    assert said in found.findings[0].problem
    assert found.findings[0].remedy.startswith("Ask the chair, P1;")


def test_two_boxes_with_different_scores_are_asked_about():
    def change(root: etree._Element) -> None:
        copy = deepcopy(control(root, "Q4.agreed"))
        next(copy.iter(W + "t")).text = "3 - Very good"
        row(root, "Q4.reason").findall(W + "tc")[-1].find(W + "p").append(copy)

    found = read(edit(filled(), change))
    assert found.scores == ()
    assert "score-unclear" in codes(found)


def test_a_score_moved_out_of_its_row_is_asked_about():
    def change(root: etree._Element) -> None:
        row(root, "X1.question").findall(W + "tc")[-1].find(W + "p").append(control(root, "Q4.agreed"))

    found = read(edit(filled(), change))
    assert found.scores == ()
    assert "score-unclear" in codes(found)


def test_a_score_without_a_reason_is_an_error_and_is_not_recorded():
    found = read(filled(Q4_reason=""))
    assert found.scores == ()
    assert codes(found) == ["reason-missing"]
    assert found.findings[0].is_error
    assert "has the agreed score 2 without a reason" in found.findings[0].problem
    assert "makes it defensible" in found.findings[0].problem


@pytest.mark.parametrize("reason", ["-", " \n ", "…", "\u200b"])
def test_a_reason_without_a_word_is_none(reason: str):
    assert codes(read(filled(Q4_reason=reason))) == ["reason-missing"]


def test_a_referral_needs_a_reason_too():
    found = read(filled(Q4_agreed=layout.REFER.text, Q4_reason=""))
    assert (found.scores, codes(found)) == ((), ["reason-missing"])
    assert "a referral without a reason" in found.findings[0].problem


def test_a_reason_without_a_score_is_asked_about():
    found = read(filled(Q4_agreed=""))
    assert (found.scores, codes(found)) == ((), ["agreed-missing"])


def test_one_block_that_must_be_asked_about_does_not_hold_up_the_others():
    answers = {"Q1.agreed": "3", "Q2.agreed": "4 or 3", "Q2.reason": "Unsure."}
    found = read(fill(form(scored=False), ANSWERS | answers))
    assert found.scores == (AGREED,)
    assert [(f.where.rpartition(" ")[2], f.code) for f in found.findings] == [
        ("1", "reason-missing"),
        ("2", "score-unclear"),
    ]


def test_a_picture_in_place_of_a_reason_is_named():
    def change(root: etree._Element) -> None:
        cell = row(root, "Q4.reason").findall(W + "tc")[-1]
        run = etree.SubElement(etree.SubElement(cell, W + "p"), W + "r")
        etree.SubElement(run, W + "pict")

    assert codes(read(edit(filled(Q4_reason=""), change))) == ["picture-unread", "reason-missing"]


def test_a_deleted_row_is_named():
    def change(root: etree._Element) -> None:
        gone = row(root, "Q4.reason")
        gone.getparent().remove(gone)

    assert codes(read(edit(filled(), change))) == ["row-missing", "reason-missing"]


# The block to spare


@pytest.mark.parametrize("named", ["Q2 - Customer service & support", "Q2", "question 2", "2"])
def test_the_block_to_spare_settles_the_question_that_it_names(named: str):
    found = read(
        filled(X1_question=named, X1_agreed="4 - Excellent", X1_reason="Helen had missed the second visit.")
    )
    assert [(s.question, s.score) for s in found.scores] == [("Q4", 2), ("Q2", 4)]
    assert found.scores[1].reason == "Helen had missed the second visit."
    assert found.findings == ()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"X1_agreed": "3", "X1_reason": "It fits."}, "question-missing"),
        ({"X1_reason": "It fits."}, "question-missing"),
        ({"X1_question": "Q7", "X1_agreed": "3", "X1_reason": "It fits."}, "question-unclear"),
        ({"X1_question": "Q2 - Communication", "X1_agreed": "3", "X1_reason": "It"}, "question-unclear"),
        ({"X1_question": "Q2"}, "agreed-missing"),
        ({"X1_question": "Q2", "X1_agreed": "3"}, "reason-missing"),
        ({"X1_question": "Q2", "X1_agreed": "3?", "X1_reason": "It fits."}, "score-unclear"),
    ],
)
def test_a_block_to_spare_that_was_begun_is_asked_about(answers: dict[str, Value], code: str):
    found = read(filled(**answers))
    assert found.scores == (AGREED,)
    assert codes(found) == [code]
    assert found.findings[0].is_error


def test_two_decisions_on_one_question_are_asked_about_and_neither_is_recorded():
    found = read(filled(X1_question="Q4", X1_agreed="3", X1_reason="It fits."))
    assert (found.scores, codes(found)) == ((), ["agreed-twice"])
    assert found.findings[0].problem == "has two decisions on this form, agreed 2 and agreed 3"


def test_the_same_decision_given_twice_keeps_both_reasons():
    found = read(filled(X1_question="Q4", X1_agreed="2", X1_reason="And he knows why."))
    assert found.scores == (AGREED.model_copy(update={"reason": f"{WHY}\nAnd he knows why."}),)
    assert found.findings == ()


# The confirmation


def test_a_form_that_does_not_say_that_all_scored_alone_is_a_warning():
    found = read(filled(Z_alone=False))
    assert found.scores == (AGREED,)
    assert [(f.code, f.is_error) for f in found.findings] == [("not-alone", False)]


def test_a_date_that_is_none_is_a_warning():
    found = read(filled(Z_date="soon"))
    assert (found.scores, codes(found)) == ((AGREED,), ["date-unclear"])


# Whose form it is


def test_a_form_whose_places_name_two_references_is_set_aside():
    other = issued_for(AMARA).reference
    data = edit_text(filled(), TOMS.reference, other, "docProps/custom.xml")
    found = read(data)
    assert (found.issued, found.scores, codes(found)) == (None, (), ["identity-conflict"])
    assert "Ask the chair whose scores these are" in found.findings[0].remedy


def test_a_form_given_another_candidate_s_name_is_set_aside():
    def change(root: etree._Element) -> None:
        for text in root.iter(W + "t"):
            text.text = (text.text or "").replace("C02 Tom Ellery", "C03 Amara Osei")

    found = read(edit(filled(), change))
    assert (found.issued, found.scores, codes(found)) == (None, (), ["names-altered"])
    assert found.findings[0].problem == (
        f"does not show C02 Tom Ellery and the chair, P1 Helen Marsh, for whom form {TOMS.reference} was made"
    )


def test_a_form_with_another_candidate_in_its_properties_is_set_aside():
    data = edit_text(filled(), ">C02<", ">C03<", "docProps/custom.xml")
    assert (read(data).issued, codes(read(data))) == (None, ["identity-conflict"])


def test_a_form_of_another_campaign_is_named():
    found = read_agreement_form(filled(), NAME, PLAN, {})
    assert found is not None
    assert (found.issued, codes(found)) == (None, ["not-issued"])
    assert TOMS.reference in found.findings[0].problem


def test_a_form_of_an_older_plan_is_set_aside():
    older = PLAN.model_copy(update={"fingerprint": "0" * 64})
    found = read_agreement_form(filled(), NAME, older, ISSUED)
    assert found is not None
    assert found.issued is None
    assert codes(found) == ["older-plan"]
    assert "interview-kit agree" in found.findings[0].remedy


def test_a_form_that_lost_its_reference_everywhere_is_named():
    def change(root: etree._Element) -> None:
        for text in root.iter(W + "t"):
            text.text = (text.text or "").replace(TOMS.reference, "")

    data = edit_text(edit(stripped(without_properties(filled())), change), TOMS.reference, "", FOOTER)
    assert (read(data).issued, codes(read(data))) == (None, ["no-reference"])


FOOTER = "word/footer1.xml"


def test_a_reference_in_a_member_s_evidence_does_not_change_whose_form_it_is():
    other = issued_for(AMARA)
    views = ratings(PLAN, papers.CAMPAIGN.panel, {"Q4": (1, 3, 1)})
    first = views["Q4"][0]
    assert first.rating is not None
    said = f"Compare {other.reference}, C03 Amara Osei."
    views["Q4"] = (
        replace(first, rating=first.rating.model_copy(update={"evidence": said})),
        *views["Q4"][1:],
    )
    data = compose_agreement_form(PLAN, papers.CAMPAIGN, TOM, TOMS.reference, papers.TEMPLATES, scores=views)
    found = read(fill(data, ANSWERS))
    assert (found.issued, found.scores, found.findings) == (TOMS, (AGREED,), ())


def test_a_reference_in_the_reason_does_not_change_whose_form_it_is():
    found = read(filled(Q4_reason=f"Heard as for {issued_for(AMARA).reference}, Amara Osei."))
    assert (found.issued, found.findings) == (TOMS, ())


def test_a_score_sheet_and_other_files_are_no_agreement_form():
    sheet = Issued("SK-92GA-M7ZG", "C02", "P1", TOM.name, "Helen Marsh", PLAN.fingerprint)
    for data in (score_sheet(PLAN, sheet), b"", b"%PDF-1.7", b"not a document"):
        assert read_agreement_form(data, NAME, PLAN, ISSUED) is None


# LibreOffice


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_filled_form_saved_by_libreoffice_reads_the_same(soffice: str, tmp_path: Path, kind: str):
    spare: dict[str, Value] = {
        "X1.question": "Q2 - Customer service & support",
        "X1.agreed": "4",
        "X1.reason": "W",
    }
    made = {
        "scored": fill(form(), ANSWERS | spare),
        "blank": fill(form(scored=False), ANSWERS),
        "empty": form(),
    }
    made |= {"stripped": without_properties(stripped(made["scored"]))}
    paths = [tmp_path / f"{name}.docx" for name in made]
    for path in paths:
        path.write_bytes(made[path.stem])
    found = {name: read(data) for name, data in convert(soffice, tmp_path, paths, kind).items()}
    second = AgreedScore(candidate="C02", question="Q2", score=4, reason="W")
    assert {name: f.scores for name, f in found.items()} == {
        "scored": (AGREED, second),
        "blank": (AGREED,),
        "empty": (),
        "stripped": (AGREED, second),
    }
    assert {name: f.findings for name, f in found.items()} == dict.fromkeys(found, ())
