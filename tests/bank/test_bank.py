from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from interview_kit.bank import check_role, coverage, load_bank
from interview_kit.domain.question import Status
from interview_kit.errors import KitError, Severity
from interview_kit.shipped import shipped_folder

BANK = load_bank()
CASES = Path(__file__).parents[1] / "cases"


def test_shipped_bank_has_no_findings_and_is_not_empty():
    assert BANK.findings == ()
    assert {name: len(f.competencies) for name, f in BANK.frameworks.items()} == {
        "cambridge-core": 8,
        "cambridge-first-line": 4,
        "cambridge-leadership": 15,
        "norwich-pace": 4,
    }
    assert list(BANK.scales) == ["civil-service-7", "opm-5", "pace-4"]
    assert list(BANK.roles) == [
        "customer-services-team-leader",
        "head-of-environmental-services",
        "housing-officer",
        "norwich-head-of-service",
    ]


def test_every_competency_has_four_live_questions_or_more():
    live = [q.competency for q in BANK.questions.values() if q.status is Status.LIVE]
    competencies = [f"{f.id}/{c.id}" for f in BANK.frameworks.values() for c in f.competencies]
    assert len(competencies) == 31
    assert [c for c in competencies if live.count(c) < 4] == []


def test_benchmarks_stand_where_the_scales_say():
    places = {s.id: {lv.benchmark: lv.level for lv in s.levels if lv.benchmark} for s in BANK.scales.values()}
    assert places == {
        "pace-4": {"strong": 4, "acceptable": 3, "weak": 1},
        "opm-5": {"strong": 5, "acceptable": 3, "weak": 1},
        "civil-service-7": {"strong": 6, "acceptable": 4, "weak": 2},
    }
    assert BANK.scales["pace-4"].by_level[2].hint == "Some of level 3, with gaps."


def test_shipped_roles_ask_what_they_say():
    asked = {
        r.id: (len(r.competencies), sum(c.questions.min for c in r.competencies), r.scale, r.minutes)
        for r in BANK.roles.values()
    }
    assert asked == {
        "customer-services-team-leader": (6, 7, "opm-5", 65),
        "head-of-environmental-services": (8, 8, "civil-service-7", 75),
        "housing-officer": (5, 6, "pace-4", 55),
        "norwich-head-of-service": (4, 8, "pace-4", 75),
    }


def test_own_bank_is_laid_over_the_shipped_one():
    bank = load_bank(CASES / "framework-good" / "question_bank")
    assert bank.findings == ()
    assert set(bank.frameworks) - set(BANK.frameworks) == {"lift-crew"}
    assert set(bank.questions) - set(BANK.questions) == {"lift-crew/opening/q01"}
    first, second = bank.roles["lift-operator"].competencies
    assert (first.weight, first.minimum, first.essential) == (Fraction(5, 2), Fraction(5, 2), True)
    assert (second.weight, second.minimum, second.essential) == (Fraction(1), None, False)


def test_shipped_role_that_own_files_no_longer_serve_is_only_a_warning():
    bank = load_bank(CASES / "role-nothing-live" / "question_bank")
    found = [
        (f.where.partition(":")[0], f.severity) for f in bank.findings if f.where.startswith("question_bank/")
    ]
    assert found == [("question_bank/roles/norwich-head-of-service.yaml", Severity.WARNING)]


def test_broken_file_is_reported_once_and_what_rests_on_it_is_not():
    bank = load_bank(CASES / "questions-empty" / "question_bank")
    assert [f.code for f in bank.findings] == ["yaml-list-too-short", "yaml-empty-file"]


def test_own_folder_that_is_not_there_is_a_finding(tmp_path: Path):
    bank = load_bank(tmp_path / "nowhere")
    assert [f.code for f in bank.findings] == ["own-folder-missing"]
    assert bank.frameworks == {}


def test_findings_name_own_files_by_their_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(CASES / "role-empty" / "question_bank", tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    assert load_bank(Path("mine")).findings[0].where == "mine/roles/clerk.yaml"
    assert load_bank(tmp_path / "mine").findings[0].where == "mine/roles/clerk.yaml"


def test_shipped_bank_given_as_own_bank_is_the_same_bank():
    own = load_bank(shipped_folder("question_bank"))
    assert own == BANK


def test_role_of_a_campaign_is_checked_with_its_own_places():
    role = BANK.roles["housing-officer"].model_copy(update={"scale": "pace-44"})
    findings = check_role(role, BANK, lambda *loc: f"role.yaml:{loc[0]}")
    assert [(f.where, f.code, f.remedy) for f in findings] == [
        ("role.yaml:scale", "unknown-scale", "Did you mean 'pace-4'?")
    ]


def test_coverage_has_a_row_for_every_behaviour_and_none_is_bare():
    for framework in BANK.frameworks.values():
        rows = coverage(BANK, framework.id)
        assert len(rows) == sum(len(c.effective) + len(c.ineffective) for c in framework.competencies) > 0
        assert [(r.competency, r.indicator) for r in rows if not r.questions] == []


def test_coverage_of_a_behaviour_lists_the_questions_that_name_it():
    bank = load_bank(CASES / "framework-good" / "question_bank")
    assert [(r.indicator, r.questions) for r in coverage(bank, "lift-crew")] == [
        ("e1", ("lift-crew/opening/q01",)),
        ("e2", ("lift-crew/opening/q01",)),
        ("i1", ("lift-crew/opening/q01",)),
    ]


def test_coverage_of_an_unknown_framework_names_the_nearest():
    with pytest.raises(KitError) as stopped:
        coverage(BANK, "cambridge-cor")
    assert [f.remedy for f in stopped.value.findings] == ["Did you mean 'cambridge-core'?"]
