from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import pytest

from interview_kit.domain.rating import AgreedScore, Mark, Rating, ScoreSheet
from interview_kit.domain.role import Basis, Combine, TieRule
from interview_kit.domain.rulings import Decision, Effect, PassedOver, Result, Rulings, Who, Withdrawal
from interview_kit.domain.scale import Level, Scale
from interview_kit.reports.build import EXAMPLE
from interview_kit.reports.subject import Absent
from interview_kit.scoring.comparison import Everybody


def texts(value: object) -> Iterator[str]:
    """Return every text in a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def lines(report) -> list[str]:
    return [said.text for said in report.in_short]


def merit(report) -> list[tuple[str, ...]]:
    return [
        (r.place, r.candidate.ref, r.total, r.total_note, r.minimums.text, r.certainty.text, r.outcome)
        for r in report.merit
    ]


def settle(report) -> list[tuple[str, ...]]:
    return [
        (r.candidate.ref, r.question.key if r.question else "all", " ".join(r.scores), r.open, r.todo)
        for r in report.settle
    ]


def reversed_roles(housing, **pairs: tuple[int, int, int]):
    """Return the campaign with the scores of some candidates' questions changed: C01_Q1=(4, 4, 4)."""
    for name, scores in pairs.items():
        candidate, question = name.split("_")
        for member, score in zip(housing.members, scores, strict=True):
            housing = housing.with_rating(candidate, question, member, score)
    return housing


def test_first_page_says_what_the_pictures_say(report) -> None:
    assert report.subtitle == (
        "Housing Officer · HSG-2026-014 · interviews 12 to 13 March 2026 · 3 members, 6 questions, levels 1 to 4"
    )
    assert lines(report) == [
        (
            "The scores put C03 Amara Osei first (3.35), 0.02 ahead of C01 Priya Raman (3.33). The lead is not safe: "
            "without P2’s scores C01 would be first."
        ),
        (
            "C02 Tom Ellery is below a minimum: Respecting diversity & equality 1.67 (minimum 2.00). "
            "It rests on one question that the members saw differently."
        ),
        "C05 Leila Haddad cannot be placed yet: 14 of 18 ratings are in.",
    ]
    assert merit(report) == [
        ("1", "C03", "3.35", "", "All 3 met", "Likely. First in 19 of 27 re-draws", "Appointable"),
        ("2", "C01", "3.33", "", "All 3 met", "Open. Second in 15 of 27, first in 11", "Appointable"),
        ("3", "C04", "2.60", "", "All 3 met", "Likely. Third in 20 of 27", "Appointable"),
        (
            "–",
            "C02",
            "3.05",
            "",
            "▼ 1 missed: Respecting diversity & equality",
            "Meets the minimum in 7 of 27",
            "Below a minimum",
        ),
        ("–", "C05", "3.00", "14 of 18", "All 3 met so far", "Not worked out", "Incomplete"),
    ]
    assert [r.parts for r in report.merit] == [False, False, False, True, False]
    assert report.merit_note == (
        "Re-draws: all 27 ways to draw three members, with repeats, from these three. "
        "Likely: two thirds or more. Open: under two thirds. Ties count."
    )
    assert settle(report) == [
        (
            "C02",
            "Q4",
            "1 3 1",
            "Two apart, and on both sides of the minimum",
            "Discuss: the outcome turns on it",
        ),
        ("C03", "Q6", "2 4 3", "Two apart; C03 and C01 are 0.02 apart", "Discuss: first place turns on it"),
        ("C05", "Q2", "3 3 –", "P3 left the score blank", "Ask P3 for it"),
        (
            "C05",
            "Q6",
            "n/a n/a n/a",
            "Not asked of C05",
            "Drop Q6 for everyone (interview-kit drop), or do not place C05",
        ),
        ("C04", "Q3", "2 4 2", "Two apart", "Discuss"),
    ]
    assert report.running_foot.endswith(" · ledger 5D1E-0B77 · interview-kit 0.1.0 · 18 March 2026, 10.42")


def test_heat_map_is_that_of_the_pictures(report) -> None:
    rows = [
        [(c.value or c.missing, " ".join(c.members), " ".join(c.flags), c.shade) for c in row.cells]
        for row in report.heat.rows
    ]
    assert rows[0] == [
        ("3.50", "3.5 3.5 3.5", "", 5),
        ("3.67", "4 4 3", "", 5),
        ("3.00", "3 3 3", "", 4),
        ("3.33", "3 3 4", "", 4),
        ("3.00", "2 4 3", "≠", 4),
    ]
    assert rows[3][2] == ("1.67", "1 3 1", "▼ ≠", 1)
    assert rows[4][0] == ("3.00", "3 3 3", "○", 4)
    assert rows[4][4] == ("not asked", "", "", None)
    assert [(r.total, r.total_flag) for r in report.heat.rows][-1] == ("3.00", "○")
    assert report.heat.rows[3].cells[2].below
    assert report.heat.rows[3].cells[2].spoken == (
        "C02 Tom Ellery, Respecting diversity & equality: 1.67; below the minimum of 2.00; "
        "two or more apart on a question; P1 1, P2 3 and P3 1"
    )


def test_panel_section_is_that_of_the_pictures(report) -> None:
    panel = report.panel
    assert panel.in_short.text == (
        "The members put the candidates in much the same order, but three members are too few to be sure. "
        "Of 85 pairs of scores for the same answer, 42 are equal, 38 are one apart and 5 are two apart."
    )
    assert [(r.candidate.ref, *r.members, r.panel, r.difference) for r in panel.own_totals] == [
        ("C03", "3.25", "3.45", "3.35", "3.35", "0.20"),
        ("C01", "3.30", "3.35", "3.35", "3.33", "0.05"),
        ("C04", "2.30", "2.85", "2.65", "2.60", "0.55"),
        ("C02", "2.80", "3.60", "2.75", "3.05", "0.85"),
        ("C05", "2.78", "3.22", "3.00", "3.00", "0.44"),
    ]
    assert [(r.deviation, r.used) for r in panel.members] == [
        ("−0.19", "1 to 4"),
        ("+0.24", "2 to 4"),
        ("−0.05", "1 to 4"),
    ]
    assert [(r.condition, r.first, r.first_changes, r.order) for r in panel.changes] == [
        ("As it stands", "C03", False, "C03 3.35, C01 3.33, C04 2.60"),
        ("without P1", "C03", False, "C03 3.40, C01 3.35, C02 3.18 (minimum met), C04 2.75"),
        ("without P2", "C01", True, "C01 3.33, C03 3.30, C04 2.48"),
        ("without P3", "C03", False, "C03 3.35, C01 3.33, C02 3.20 (minimum met), C04 2.58"),
        ("median instead of mean", "C03", False, "C03 3.35, C01 3.30, C04 2.50"),
        ("equal weights", "C03", False, "C03 3.30, C01 3.27, C04 2.67"),
    ]
    assert panel.changes_note == "Without P2, C01 is first."
    assert (panel.agreement[0].name, panel.agreement[0].estimate, panel.agreement[0].interval) == (
        "ICC(C,3)",
        "0.87",
        "0.13 to 0.99",
    )
    assert panel.spread.said == (
        "Totals from each member’s scores alone. P2 is the most generous, most of all to C02."
    )
    assert (panel.spread.axis_from, panel.spread.axis_to) == (2, 4)
    assert panel.spread.axis_note == "The axis starts at 2, not at 1."


def test_certainty_bars_add_up_to_the_draws(report) -> None:
    assert report.certainty.said == (
        "C03 comes first in 19 of 27 re-draws, C01 in 11 and C02 in 1; in 4 of them two or more are level. "
        "Three members are a rough guide."
    )
    assert [sum(s.count for s in bar.segments) for bar in report.certainty.bars] == [27] * 4
    assert [(s.label, s.count) for s in report.certainty.bars[3].segments] == [
        ("1st", 1),
        ("2nd", 3),
        ("3rd", 3),
        ("below a minimum", 20),
    ]


def test_candidate_page_holds_scores_evidence_and_what_how_many_heard(report) -> None:
    page = report.pages[0]
    assert [s.text for s in page.summary] == [
        "Likely first: first in 19 of 27 re-draws, second in 8.",
        "All 3 minimums met.",
        "To discuss: Q6 (2, 4, 3).",
    ]
    first = page.evidence[0]
    assert (first.scores, first.figure, first.apart) == (("3", "4", "3"), "mean 3.33", False)
    assert first.notes[0].gave == "P1 gave 3."
    assert first.notes[0].text.startswith("Library assistant.")
    assert [(h.count, h.behaviours) for h in first.heard] == [
        (
            "3 heard:",
            (
                "+ Treats customers politely and respectfully",
                "+ Acts assertively. Is open and realistic about what can be achieved",
            ),
        ),
        ("2 heard:", ("+ Is interested in customers and attentive to their needs",)),
        ("1 heard:", ("+ Sees things through and does what they say they will",)),
    ]
    unheard = report.pages[4].evidence[5]
    assert (unheard.figure, unheard.notes[0].gave, unheard.heard) == ("not asked", "P1: not asked.", ())


def test_behaviours_that_end_in_a_full_stop_are_strung_together_without(housing, make_report) -> None:
    first, *others = housing.plan.questions
    ended = tuple(e.model_copy(update={"text": f"{e.text}."}) for e in first.effective)
    question = first.model_copy(update={"effective": ended})
    h = dataclasses.replace(housing, plan=housing.plan.model_copy(update={"questions": (question, *others)}))
    heard = [line for page in make_report(h).pages for line in page.evidence[0].heard]
    assert heard
    assert [text for line in heard for text in line.behaviours if text.endswith(".")] == []


def test_side_by_side_has_every_candidate_under_every_question(report) -> None:
    assert [s.question.key for s in report.side_by_side] == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
    assert [s.question.key for s in report.side_by_side if s.to_discuss] == ["Q2", "Q3", "Q4", "Q6"]
    side = report.side_by_side[3]
    assert side.heading == "Evidence side by side: question 4, Respecting diversity & equality"
    assert [(r.candidate.ref, r.figure, r.flags) for r in side.rows][3] == ("C02", "1.67", ("▼", "≠"))
    assert side.rows[3].notes[0].ticks == ("–i3", "–i4")
    assert side.heard[0] == "+e1 Respects people from varied backgrounds"
    assert len(side.heard) == 6


def test_record_names_rules_inputs_and_versions(report) -> None:
    record = {row.what: row.how for row in report.record}
    assert record["Rules"].startswith(
        "Fixed in the role profile on 2 March 2026 by Head of Housing, before the"
    )
    assert record["Sheets"] == "15 of 15 sheets are in."
    assert record["Agreement"] == (
        "ICC(C,3) of the members’ totals 0.87, 95% interval 0.13 to 0.99: "
        "with four complete candidates and three members this says little."
    )
    assert record["Minimums"].endswith("Checked before the total.")
    assert [f.key for f in report.decision.fields] == ["R.offer", "R.reserve", "R.close", "R.other"]
    assert report.decision.fields[2].label == ("Why C03 is placed above C01, or C01 above C03 (0.02 apart):")


def test_example_is_said_plainly_only_when_it_is_one(housing, make_report) -> None:
    assert make_report(housing).example == ""
    assert make_report(housing, example=True).example == EXAMPLE


def test_two_members_are_too_few_to_judge(housing, make_report) -> None:
    report = make_report(housing.with_panel("P1", "P2"))
    assert "Two members are too few to judge how sure the order is." in lines(report)
    assert {r.certainty.text for r in report.merit if r.placed} == {"Too few members to judge"}
    assert report.certainty.bars == ()
    assert report.merit_note == ""
    assert report.panel.in_short.strong == "Two members are too few to judge how well they agree."


def test_one_member_has_nothing_to_compare_with(housing, make_report) -> None:
    report = make_report(housing.with_panel("P2"))
    assert lines(report)[-1] == "One member scored: how sure the order is cannot be judged."
    assert report.panel.changes[0].condition == "As it stands"
    assert {r.condition for r in report.panel.changes} == {"As it stands", "equal weights"}
    assert [r.deviation for r in report.panel.members] == ["–"]
    assert report.panel.agreement == ()


def test_equal_totals_at_first_are_left_to_the_panel(housing, make_report) -> None:
    h = reversed_roles(housing, C01_Q6=(3, 3, 3), C03_Q6=(3, 3, 3), C03_Q5=(3, 3, 3), C01_Q5=(3, 3, 3))
    h = reversed_roles(h, C01_Q1=(3, 4, 3), C01_Q2=(4, 3, 4), C01_Q3=(4, 4, 3), C01_Q4=(3, 3, 3))
    report = make_report(h)
    assert [r.place for r in report.merit[:3]] == ["1=", "1=", "3"]
    assert lines(report)[0].startswith(
        "The scores put C01 Priya Raman and C03 Amara Osei level at first (3.28)."
    )
    assert report.decision.fields[2].label.endswith("(level):")


def test_declared_rule_that_parts_equal_totals_is_named_with_its_figures(housing, make_report) -> None:
    h = reversed_roles(housing, C01_Q6=(3, 3, 3), C03_Q6=(3, 3, 3), C01_Q5=(3, 3, 4), C03_Q5=(3, 3, 3))
    h = reversed_roles(h, C01_Q1=(3, 4, 3), C01_Q2=(4, 3, 4), C01_Q3=(3, 3, 3), C01_Q4=(3, 3, 3))
    h = reversed_roles(h, C03_Q3=(3, 3, 4), C03_Q4=(3, 3, 3))
    assert [r.place for r in make_report(h).merit[:2]] == ["1=", "1="]
    parted = make_report(h.with_scoring(tie_rules=(TieRule.ESSENTIAL_MEAN,)))
    assert [r.place for r in parted.merit[:2]] == ["1", "2"]
    assert "a declared rule parts them (the higher mean on the essential competencies" in lines(parted)[0]
    assert "C03 above C01 by the higher mean" in {r.what: r.how for r in parted.record}["Equal totals"]


def test_lead_that_no_member_alone_holds_up_is_firm_or_likely(housing, make_report) -> None:
    h = reversed_roles(housing, C03_Q6=(4, 4, 4), C03_Q5=(4, 4, 4), C03_Q4=(4, 4, 4))
    report = make_report(h)
    assert lines(report)[0].endswith("The lead is firm: first in 27 of 27 re-draws.")
    assert report.merit_note.count("Firm: 95% or more.") == 1


def test_nobody_placed_is_said_first(housing, make_report) -> None:
    report = make_report(housing.with_scoring(overall_minimum=Fraction(4)))
    assert lines(report)[0] == "Nobody can be placed."
    assert lines(report)[1] == "C03, C01, C02 and C04 are below a minimum."
    assert all(row.place == "–" for row in report.merit)
    assert not any(row.parts for row in report.merit)
    assert "R.close" not in [f.key for f in report.decision.fields]


def test_missing_sheet_is_named(housing, make_report) -> None:
    h = housing.without_sheet("C04", "P2")
    report = make_report(h)
    row = next(r for r in settle(report) if r[0] == "C04")
    assert row == ("C04", "all", "", "P2’s sheet is not in", "Ask P2 for it")
    assert [(m.candidate.ref, m.member.ref, m.why) for m in report.missing] == [("C04", "P2", "not received")]
    assert {r.what: r.how for r in report.record}["Sheets"] == (
        "14 of 15 sheets are in. Missing: P2 on C04 (not received)."
    )
    assert "C04 2.58 (then complete)" not in report.panel.changes[0].order
    assert "(then complete)" in next(r.order for r in report.panel.changes if r.condition == "without P2")


def test_candidate_without_any_sheet_has_no_total_and_is_listed(housing, make_report) -> None:
    h = housing
    for member in ("P1", "P2", "P3"):
        h = h.without_sheet("C05", member)
    report = make_report(h)
    row = report.merit[-1]
    assert (row.candidate.ref, row.total, row.total_note) == ("C05", "–", "0 of 18")
    assert [r[3:] for r in settle(report) if r[0] == "C05"] == [
        (
            "No sheet is in",
            "Ask P1, P2 and P3; if C05 was not interviewed, record it (interview-kit withdraw)",
        )
    ]
    assert report.panel.spread.lanes[-1].total is None


def test_gaps_of_some_members_say_who_to_ask(housing, make_report) -> None:
    h = housing.with_rating("C01", "Q5", "P2", Mark.NOT_ASKED).with_rating("C01", "Q6", "P1", Mark.NO_ANSWER)
    rows = {r[1]: r[3:] for r in settle(make_report(h)) if r[0] == "C01"}
    assert rows == {
        "Q5": ("P2 noted that it was not asked", "Ask P2: the others scored it"),
        "Q6": ("P1 noted that there was no answer", "Ask P1: the others scored it"),
    }


def test_no_answer_from_everybody_is_scored_alike_for_everyone_or_not_at_all(housing, make_report) -> None:
    h = housing
    for member in ("P1", "P2", "P3"):
        h = h.with_rating("C01", "Q6", member, Mark.NO_ANSWER)
    report = make_report(h)
    row = next(r for r in settle(report) if r[0] == "C01")
    assert row[2:4] == ("none none none", "No answer from C01")
    heat = next(r for r in report.heat.rows if r.candidate.ref == "C01")
    assert heat.cells[4].missing == "no answer"


def test_nothing_open_is_said_in_place_of_the_table(housing, make_report) -> None:
    h = reversed_roles(housing, C02_Q4=(3, 3, 3), C03_Q6=(3, 3, 3), C04_Q3=(3, 3, 3))
    h = reversed_roles(h, C05_Q2=(3, 3, 3), C05_Q6=(3, 3, 3))
    report = make_report(h)
    assert report.settle == ()
    assert report.settle_note.startswith("Nothing is open")


def test_declared_interest_comes_before_everything_else(housing, make_report) -> None:
    first, *others = housing.sheets
    sheet = ScoreSheet.model_validate(
        first.model_dump(by_alias=True) | {"interest": True, "interest_details": "Worked together in 2019"}
    )
    h = dataclasses.replace(housing, sheets=(sheet, *others))
    report = make_report(h)
    assert settle(report)[0] == (
        "C01",
        "all",
        "",
        "P1 declared an interest: Worked together in 2019",
        (
            "Chair: say whether P1’s scores count, and record it, with --stands as well if they do: "
            "interview-kit withdraw CAMPAIGN P1 --on C01 --reason …"
        ),
    )
    assert lines(report)[-1] == "An interest was declared: P1 in C01."
    ruled = Withdrawal(
        at=dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC),
        who=Who.MEMBER,
        ref="P1",
        on="C01",
        effect=Effect.STANDS,
        reason="In the same building only.",
    )
    stands = make_report(h, rulings=Rulings(withdrawals=(ruled,)))
    assert settle(stands) == settle(report)[1:]
    assert merit(stands) == merit(report)
    assert lines(stands)[-1] == "An interest was declared: P1 in C01 (ruled to count)."
    record = {r.what: r.how for r in stands.record}
    assert record["P1 on C01"].startswith("P1 Helen Marsh’s scores on C01: stand, recorded on")
    assert record["P1 on C01"].endswith("Reason: In the same building only.")
    assert record["Interests"] == "Declared by P1 in C01 (ruled to count)."


def test_declared_interest_is_on_record_when_the_scores_do_not_count(housing, make_report) -> None:
    first, *others = housing.sheets
    sheet = first.model_copy(update={"interest": True})
    ruled = Withdrawal(
        at=dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC),
        who=Who.MEMBER,
        ref="P1",
        on="C01",
        effect=Effect.WITHDRAWN,
        reason="A cousin.",
    )
    panel, refs = (tuple(x.ref for x in people) for people in (housing.campaign.panel, housing.candidates))
    made = make_report(
        dataclasses.replace(housing, sheets=tuple(others)),
        rulings=Rulings(withdrawals=(ruled,)),
        absent=Absent(everybody=Everybody(panel, refs, (sheet, *others), (), frozenset())),
    )
    assert {r.what: r.how for r in made.record}["Interests"] == "Declared by P1 in C01 (ruled not to count)."


def test_several_minimums_missed_are_told_apart(housing, make_report) -> None:
    h = housing
    for member in ("P1", "P2", "P3"):
        for question in ("Q3", "Q4"):
            h = h.with_rating("C02", question, member, 1)
    line = next(line for line in lines(make_report(h)) if line.startswith("C02"))
    assert line == (
        "C02 Tom Ellery is below two or more minimums: Communication 1.00 (minimum 2.00); "
        "Respecting diversity & equality 1.00 (minimum 2.00)."
    )


def test_several_placed_above_somebody_stand_above_them(housing, make_report) -> None:
    passed = [
        PassedOver(candidate="C04", above=("C03", "C01"), reason="Evidence."),
        PassedOver(candidate="C01", above=("C03",), reason="Evidence."),
    ]
    decision = Decision(
        at=dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC), appoint=("C03",), reason="x", passed_over=passed
    )
    fields = make_report(housing, rulings=Rulings(decisions=(decision,))).decision.fields
    assert [f.label for f in fields if f.key.startswith("R.close")] == [
        "Why C03 Amara Osei and C01 Priya Raman stand above C04 Gareth Pugh:",
        "Why C03 Amara Osei stands above C01 Priya Raman:",
    ]


def test_only_changes_since_the_decision_that_can_be_seen_are_said(housing, make_report) -> None:
    stood = [
        Result(candidate="C01", place=1, total=Fraction("3.331"), outcome="appointable"),
        Result(candidate="C03", place=2, total=Fraction("3.351"), outcome="appointable"),
        Result(candidate="C04", place=3, total=Fraction("2.601"), outcome="appointable"),
        Result(candidate="C02", place=4, total=Fraction("3.05"), outcome="appointable"),
    ]
    decision = Decision(
        at=dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC), appoint=("C01",), reason="Evidence.", results=stood
    )
    said = lines(make_report(housing, rulings=Rulings(decisions=(decision,))))
    changed = next(line for line in said if line.startswith("The figures have changed"))
    assert changed == (
        "The figures have changed since the decision: C03 second then, first now; C01 first then, second now; "
        "C02 appointable then, below a minimum now; C05 is new."
    )


def test_of_whom_nothing_was_asked_is_to_be_withdrawn_and_no_question_dropped(housing, make_report) -> None:
    h = housing
    for question in h.plan.question_by_key:
        for member in h.members:
            h = h.with_rating("C04", question, member, Mark.NOT_ASKED)
    assert [r for r in settle(make_report(h)) if r[0] == "C04"] == [
        (
            "C04",
            "all",
            "",
            "Nothing was asked: not interviewed",
            "Withdraw C04, with the reason (interview-kit withdraw), or hold the interview",
        )
    ]
    lost = make_report(h.without_sheet("C04", "P2"))
    assert [r[3] for r in settle(lost) if r[0] == "C04"] == ["Nothing was asked: not interviewed"]


def test_agreed_basis_shows_both_scores_and_says_when_the_other_basis_orders_otherwise(
    housing, make_report
) -> None:
    agreed = (
        AgreedScore(candidate="C02", question="Q4", score=3, reason="On the probe he saw it."),
        AgreedScore(candidate="C04", question="Q3", score=None, reason="Two and two."),
    )
    h = dataclasses.replace(housing.with_scoring(basis=Basis.AGREED), agreed=agreed)
    report = make_report(h)
    assert report.agreed_basis
    before = make_report(housing).panel
    assert set(report.panel.own_totals) == set(before.own_totals)
    assert set(report.panel.spread.lanes) == set(before.spread.lanes)
    assert (before.panel_column, report.panel.panel_column) == ("All three", "All three, before agreement")
    assert "those of the merit order are from the agreed ones" in report.panel.spread.said
    page = next(p for p in report.pages if p.candidate.ref == "C02")
    assert page.evidence[3].agreed.text == "Agreed 3. On the probe he saw it."
    assert page.evidence[3].figure == "agreed 3"
    assert page.evidence[3].scores == ("1", "3", "1")
    assert "The individual scores would give another order: C03, C01, C04." in lines(report)
    assert (
        "C04",
        "Q3",
        "2 4 2",
        "Two apart; the panel could not agree",
        "Have it decided how C04 is scored here, and record it (interview-kit resolve)",
    ) in settle(report)
    assert "agreed 3; individual scores 1, 3, 1. Reason: On the probe he saw it." in {
        r.how for r in report.record
    }


def test_median_is_called_the_median_throughout(housing, make_report) -> None:
    report = make_report(housing.with_scoring(combine=Combine.MEDIAN))
    assert report.heat.heading == "Heat map: median of the panel for each competency"
    assert report.pages[0].evidence[0].figure.startswith("median ")
    assert "mean instead of median" in {r.condition for r in report.panel.changes}


def test_shades_follow_the_range_of_the_scale(housing, make_report) -> None:
    levels = tuple(
        Level(level=n, label=str(n), description="x", short="x", benchmark=mark)
        for n, mark in zip(
            range(7, 0, -1), ("strong", None, None, "acceptable", None, None, "weak"), strict=True
        )
    )
    scale = Scale(schema=1, id="seven", title="Seven", organisation="O", levels=levels)
    plan = housing.plan.model_copy(update={"scale": scale})
    report = make_report(dataclasses.replace(housing, plan=plan))
    assert report.heat.ramp == "1 to 7, in six steps"
    assert [c.shade for c in report.heat.rows[0].cells] == [2, 2, 2, 2, 2]


def test_control_characters_and_lone_surrogates_are_made_visible(housing, make_report) -> None:
    first, *others = housing.sheets
    hostile = Rating(question="Q1", mark=Mark.SCORED, score=4, evidence="a\x00b\x0bc\ud800d\ufffee")
    sheet = ScoreSheet.model_validate(
        first.model_dump(by_alias=True) | {"ratings": (hostile, *first.ratings[1:])}
    )
    report = make_report(dataclasses.replace(housing, sheets=(sheet, *others)))
    page = next(p for p in report.pages if p.candidate.ref == first.candidate)
    assert page.evidence[0].notes[0].text == "a�b�c�d�e"
    every = "".join(texts(report))
    assert len(every) > 1000
    assert not {c for c in every if ord(c) < 32} - {"\n", "\t"}


def test_name_written_from_right_to_left_turns_nothing_round(housing, make_report) -> None:
    names = ("محمد علي", "Ana\u202etxt", "Amara Osei", "דנה", "Li Na")
    people = tuple(
        c.model_copy(update={"name": name}) for c, name in zip(housing.candidates, names, strict=True)
    )
    report = make_report(dataclasses.replace(housing, candidates=people))
    assert [p.label for p in report.candidates] == [
        "C03 Amara Osei",
        "C01 \u2068محمد علي\u2069",
        "C04 \u2068דנה\u2069",
        "C02 Anatxt",
        "C05 Li Na",
    ]


def test_report_does_not_depend_on_the_order_of_sheets(housing, make_report, report) -> None:
    shuffled = dataclasses.replace(housing, sheets=tuple(reversed(housing.sheets)))
    assert make_report(shuffled) == report


@pytest.mark.parametrize("word", ["None", "Fraction", "Decimal"])
def test_no_figure_slips_out_as_python_writes_it(report, word: str) -> None:
    printed = [t for t in texts(report) if word in t]
    assert printed == (["None declared."] if word == "None" else [])
