from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interview_kit.domain.framework import Competency, Effective, Framework, Source
from interview_kit.domain.question import Benchmarks, Clause, Probe, Question, QuestionType, Seeks, Status
from interview_kit.domain.role import CountRange, DemandRange, QuestionMix, RoleCompetency, RoleProfile
from interview_kit.errors import KitError
from interview_kit.selection.choose import choose_questions

EFFECTIVE = ("e1", "e2", "e3", "e4")
FRAMEWORKS = {
    "f": Framework(
        schema=1,
        id="f",
        title="F",
        organisation="O",
        audience="All",
        source=Source(file="f.txt"),
        competencies=tuple(
            Competency(
                id=c,
                title=c.upper(),
                definition="d",
                effective=tuple(Effective(id=e, text=e) for e in EFFECTIVE),
            )
            for c in ("a", "b")
        ),
    )
}


def question(
    name: str,
    indicators: Sequence[str] = ("e1",),
    *,
    minutes: int = 7,
    demand: int = 2,
    group: str | None = None,
    kind: QuestionType = QuestionType.PAST_BEHAVIOUR,
    status: Status = Status.LIVE,
) -> Question:
    clause = (Clause(text="x", **{"from": ("e1",)}),)
    return Question(
        id=f"f/{name}",
        status=status,
        type=kind,
        demand=demand,
        minutes=minutes,
        variant_group=group or name.replace("/", "-"),
        lead="Lead?",
        alternative="Alternative?",
        probes=(Probe(ask="And?", seeks=Seeks.ACTION),),
        indicators=tuple(indicators),
        benchmarks=Benchmarks(weak=clause, acceptable=clause, strong=clause),
    )


def role(
    minutes: int = 60, counts: Mapping[str, tuple[int, int]] | None = None, **more: object
) -> RoleProfile:
    counts = counts or {"a": (1, 2), "b": (1, 2)}
    return RoleProfile(
        schema=1,
        id="clerk",
        title="Clerk",
        organisation="O",
        frameworks=("f",),
        scale="s",
        minutes=minutes,
        competencies=tuple(
            RoleCompetency(
                competency=f"f/{c}",
                weight=Fraction(2 if c == "a" else 1),
                essential=c == "b",
                questions=CountRange(min=low, max=high),
            )
            for c, (low, high) in counts.items()
        ),
        **more,
    )


def ids(chosen: Sequence[Question]) -> list[str]:
    return [q.id for q in chosen]


def choose(r: RoleProfile, *bank: Question, used: Mapping[str, int] | None = None) -> list[str]:
    return ids(choose_questions(r, FRAMEWORKS, bank, used=used))


def findings(r: RoleProfile, *bank: Question) -> list[tuple[str, str, str]]:
    with pytest.raises(KitError) as raised:
        choose_questions(r, FRAMEWORKS, bank)
    return [(f.code, f.problem, f.remedy) for f in raised.value.findings]


def value(r: RoleProfile, chosen: Sequence[Question], used: Mapping[str, int]) -> Fraction:
    """Return what the choice is worth, worked out apart from the optimiser."""
    worth = {c.competency: c.weight * (2 if c.essential else 1) for c in r.competencies}
    covered = {(q.competency, i) for q in chosen for i in q.indicators}
    cost = min(worth.values()) / 4 * sum(min(4, used.get(q.id, 0)) for q in chosen)
    return sum((worth[c] for c, _ in covered), Fraction(0)) - cost


def meets(r: RoleProfile, chosen: Sequence[Question]) -> bool:
    """Return whether a choice meets every demand, worked out apart from the optimiser."""
    groups = [q.variant_group for q in chosen]
    mean = Fraction(sum(q.demand for q in chosen), len(chosen)) if chosen else Fraction(0)
    return (
        bool(chosen)
        and sum(q.minutes for q in chosen)
        <= r.minutes - r.timetable.welcome - r.timetable.candidate_questions
        and len(set(groups)) == len(groups)
        and all(
            c.questions.min <= sum(q.competency == c.competency for q in chosen) <= c.questions.max
            for c in r.competencies
        )
        and all(m.min <= sum(q.type is m.type for q in chosen) <= m.max for m in r.mix)
        and r.demand.min <= mean <= r.demand.max
        and set(r.pinned) <= set(ids(chosen))
    )


def best(r: RoleProfile, bank: Sequence[Question], used: Mapping[str, int]) -> set[str] | None:
    """Return the best choice by trying every one."""
    live = sorted((q for q in bank if q.status is Status.LIVE and q.id not in r.excluded), key=lambda q: q.id)
    every = chain.from_iterable(combinations(live, n) for n in range(len(live) + 1))
    allowed = [c for c in every if meets(r, c)]
    if not allowed:
        return None
    return set(
        ids(
            max(
                allowed,
                key=lambda c: (value(r, c, used), -sum(q.minutes for q in c), [q in c for q in live]),
            )
        )
    )


@st.composite
def banks(draw: st.DrawFn) -> list[Question]:
    return [
        question(
            f"{draw(st.sampled_from('ab'))}/q{n:02}",
            draw(st.lists(st.sampled_from(EFFECTIVE), min_size=1, max_size=3, unique=True)),
            minutes=draw(st.integers(4, 12)),
            demand=draw(st.integers(1, 3)),
            group=draw(st.sampled_from(["one", "two", f"g-{n}", f"g-{n}"])),
            kind=draw(st.sampled_from([QuestionType.PAST_BEHAVIOUR, QuestionType.SITUATIONAL])),
            status=draw(st.sampled_from([Status.LIVE] * 4 + [Status.DRAFT])),
        )
        for n in range(1, draw(st.integers(2, 9)) + 1)
    ]


@st.composite
def roles(draw: st.DrawFn) -> RoleProfile:
    low, high = sorted((draw(st.integers(0, 2)), draw(st.integers(1, 3))))
    return role(
        draw(st.integers(20, 60)),
        {"a": (low, max(high, 1)), "b": (draw(st.integers(0, 1)), 2)},
        mix=draw(st.sampled_from([(), (QuestionMix(type=QuestionType.SITUATIONAL, min=1, max=2),)])),
        demand=draw(st.sampled_from([DemandRange(), DemandRange(min=Fraction(3, 2), max=Fraction("2.5"))])),
    )


@settings(max_examples=120, deadline=None)
@given(
    banks(), roles(), st.dictionaries(st.sampled_from(["f/a/q01", "f/b/q02", "f/a/q03"]), st.integers(0, 6))
)
def test_choice_equals_the_best_of_all_choices(bank, r, used) -> None:
    assume(any(q.status is Status.LIVE for q in bank))
    expected = best(r, bank, used)
    if expected is None:
        with pytest.raises(KitError) as raised:
            choose_questions(r, FRAMEWORKS, bank, used=used)
        assert raised.value.findings
        return
    assert set(choose(r, *bank, used=used)) == expected


@settings(max_examples=15, deadline=None)
@given(banks(), st.randoms())
def test_choice_does_not_depend_on_the_order_of_the_bank(bank, source) -> None:
    r = role(counts={"a": (0, 2), "b": (0, 2)})
    assume(any(q.status is Status.LIVE for q in bank))
    shuffled = list(bank)
    source.shuffle(shuffled)
    assert choose(r, *bank) == choose(r, *shuffled)


def test_questions_are_grouped_by_the_roles_competencies_and_the_easier_is_asked_first() -> None:
    r = role(counts={"b": (1, 2), "a": (1, 2)})
    bank = (
        question("a/q01", ["e1"]),
        question("b/q02", ["e1"], demand=3),
        question("b/q03", ["e2"], demand=1),
    )
    assert choose(r, *bank) == ["f/b/q03", "f/b/q02", "f/a/q01"]


def test_question_used_before_gives_way_to_an_equal_one() -> None:
    r = role(counts={"a": (1, 1)})
    bank = (question("a/q01", ["e1", "e2"]), question("a/q02", ["e3", "e4"]))
    assert choose(r, *bank) == ["f/a/q01"]
    assert choose(r, *bank, used={"f/a/q01": 1}) == ["f/a/q02"]


def test_question_used_before_still_beats_one_that_covers_two_behaviours_fewer() -> None:
    r = role(counts={"a": (1, 1)})
    bank = (question("a/q01", ["e1", "e2", "e3"]), question("a/q02", ["e4"]))
    assert choose(r, *bank, used={"f/a/q01": 50}) == ["f/a/q01"]


def test_pinned_question_is_chosen_and_excluded_draft_and_retired_ones_are_not() -> None:
    bank = (
        question("a/q01", EFFECTIVE),
        question("a/q02", ["e1"]),
        question("a/q03", EFFECTIVE, status=Status.DRAFT),
        question("a/q04", EFFECTIVE, status=Status.RETIRED),
    )
    r = role(counts={"a": (1, 1)}, pinned=("f/a/q02",))
    assert choose(r, *bank) == ["f/a/q02"]
    assert choose(role(counts={"a": (1, 2)}, excluded=("f/a/q01",)), *bank) == ["f/a/q02"]


def test_too_few_minutes_are_named_with_the_minutes_that_would_do() -> None:
    bank = (question("a/q01", minutes=24), question("b/q02", minutes=24))
    code, problem, remedy = findings(role(55), *bank)[0]
    assert code == "cannot-meet-minutes"
    assert problem == "55 minutes are too few: these demands need 61"
    assert remedy.startswith(
        "Give the interview 61 minutes; or ask for no question on A; or ask for no question on B"
    )


@settings(max_examples=60, deadline=None)
@given(banks(), roles())
def test_minutes_that_are_said_to_be_needed_are_enough_and_one_fewer_is_not(bank, r) -> None:
    assume(any(q.status is Status.LIVE for q in bank))
    assume(best(r.model_copy(update={"minutes": 180}), bank, {}) is not None)
    found = findings(r.model_copy(update={"minutes": 15}), *bank)
    assert [code for code, _, _ in found] == ["cannot-meet-minutes"]
    need = int(found[0][1].rpartition(" ")[2])
    assert best(r.model_copy(update={"minutes": need}), bank, {}) is not None
    assert best(r.model_copy(update={"minutes": need - 1}), bank, {}) is None


def test_competency_without_enough_live_questions_is_named() -> None:
    found = findings(role(counts={"a": (2, 2), "b": (1, 1)}), question("a/q01"), question("b/q02"))
    assert [f[:2] for f in found] == [
        ("cannot-meet-competencies", "at least 2 questions on A cannot be had: 1 can")
    ]


def test_mix_that_the_bank_cannot_give_is_named() -> None:
    r = role(mix=(QuestionMix(type=QuestionType.SITUATIONAL, min=1),))
    found = findings(r, question("a/q01"), question("b/q02"))
    assert found[0][1] == "at least 1 question on situational cannot be had: 0 can"


def test_demand_that_the_bank_cannot_give_is_named_with_the_nearest() -> None:
    r = role(demand=DemandRange(min=Fraction(5, 2)))
    found = findings(r, question("a/q01", demand=1), question("b/q02", demand=3))
    assert found[0][0] == "cannot-meet-demand"
    assert "the nearest is" in found[0][1]


@pytest.mark.parametrize(
    ("bound", "demands", "allowed"),
    [
        (DemandRange(min=Fraction("2.75")), (2, 3, 3), "2.66"),
        (DemandRange(min=Fraction("2.67")), (2, 3, 3), "2.66"),
        (DemandRange(min=Fraction("2.666666667")), (2, 3, 3), "2.66"),
        (DemandRange(max=Fraction("2.333333333")), (2, 2, 3), "2.34"),
        (DemandRange(max=Fraction("2.25")), (2, 2, 3), "2.34"),
        (DemandRange(max=Fraction("2.33")), (2, 2, 3), "2.34"),
    ],
)
def test_the_mean_demand_that_is_said_to_be_allowed_can_be_had(
    bound: DemandRange, demands: tuple[int, ...], allowed: str
) -> None:
    bank = [question(f"a/q{n:02}", demand=demand) for n, demand in enumerate(demands)]
    counts = {"a": (3, 3)}
    ((_, problem, remedy),) = findings(role(counts=counts, demand=bound), *bank)
    assert problem.endswith(f"cannot be had: the nearest is {allowed}")
    assert f"llow a mean demand of {allowed}" in remedy
    side = "min" if bound.min > 1 else "max"
    mended = role(counts=counts, demand=DemandRange(**{side: allowed}))
    assert len(choose(mended, *bank)) == 3


def test_two_pinned_questions_of_one_variant_group_cannot_both_be_kept() -> None:
    r = role(pinned=("f/a/q01", "f/a/q02"))
    bank = (question("a/q01", group="g"), question("a/q02", group="g"), question("b/q03"))
    assert [f[0] for f in findings(r, *bank)] == ["cannot-meet-pinned"]


def test_smallest_set_has_two_demands_when_no_single_one_is_enough() -> None:
    r = role(20, {"a": (1, 1), "b": (2, 2)}, pinned=("f/a/q01",))
    bank = (question("a/q01", minutes=10), question("b/q02", minutes=5))
    assert [f[0] for f in findings(r, *bank)] == ["cannot-meet-minutes", "cannot-meet-competencies"]


def test_pins_that_cannot_be_had_are_all_named_before_anything_is_solved() -> None:
    r = role(pinned=("f/a/q01", "f/a/q99", "f/b/q02"), excluded=("f/b/q02",))
    found = findings(r, question("a/q01", status=Status.DRAFT), question("b/q02"))
    assert [f[1] for f in found] == [
        "question f/a/q01 is draft, not live",
        "question f/a/q99 is not in the bank",
        "question f/b/q02 is also excluded",
    ]


def test_bank_without_a_live_question_is_named() -> None:
    assert findings(role(), question("a/q01", status=Status.DRAFT))[0][0] == "nothing-to-choose"


def test_competency_that_no_framework_has_is_named() -> None:
    r = role(counts={"zzz": (1, 1)})
    assert findings(r, question("a/q01"))[0][0] == "competency-unknown"


def test_weights_with_large_denominators_stay_exact() -> None:
    r = role(counts={"a": (1, 1)})
    parts = (r.competencies[0].model_copy(update={"weight": Fraction("1.37")}),)
    r = r.model_copy(update={"competencies": parts})
    assert choose(r, question("a/q01", ["e1"]), question("a/q02", ["e1", "e2"])) == ["f/a/q02"]


@pytest.mark.parametrize("weight", [Fraction(1, 10**17), Fraction(10**17 - 1, 10**16)])
def test_numbers_too_fine_for_the_solver_are_named_and_never_guessed(weight: Fraction) -> None:
    bank = [question(f"{c}/q{n:02}", EFFECTIVE[: n % 4 + 1]) for c in "ab" for n in range(4)]
    r = role()
    first, second = r.competencies
    r = r.model_copy(update={"competencies": (first.model_copy(update={"weight": weight}), second)})
    assert [f[0] for f in findings(r, *bank)] == ["cannot-choose-exactly"]


def test_nine_decimals_are_exact() -> None:
    bank = [question(f"{c}/q{n:02}", EFFECTIVE[: n % 4 + 1]) for c in "ab" for n in range(4)]
    r = role(demand=DemandRange(min="1.123456789", max="2.987654321"))
    first, second = r.competencies
    r = r.model_copy(
        update={
            "competencies": (
                first.model_copy(update={"weight": Fraction("99.123456789")}),
                second.model_copy(update={"weight": Fraction("0.987654321")}),
            )
        }
    )
    assert set(choose(r, *bank)) == best(r, bank, {})
