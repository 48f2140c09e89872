"""HR: once a year, selection rates of groups over several campaigns, with nobody told on."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.kit.fairness import compare_groups

HEADER = "Campaign,Ref,Sex,Age band\n"
REFERENCES = ("HSG-2026-014", "HSG-2026-021", "HSG-2026-033", "HSG-2026-040", "HSG-2026-052")
FILLED = 3
NOW = dt.datetime(2026, 3, 20, 9, 0)  # noqa: DTZ001 - local time


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def codes(result: Result) -> list[str]:
    return [f["code"] for f in json.loads(result.stdout)["findings"]]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Five campaigns with the example's candidates; in three of them the sheets are in.

    There C02 is below a minimum and C05 incomplete; in the other two nobody has an outcome by scores.
    """
    roots, parent = [], tmp_path_factory.mktemp("year")
    for at, reference in enumerate(REFERENCES):
        root = kit.start_example(parent / reference)
        text = (root / "campaign.yaml").read_text("utf-8")
        assert REFERENCES[0] in text
        (root / "campaign.yaml").write_text(text.replace(REFERENCES[0], reference), "utf-8")
        assert run("plan", root).exit_code == 0
        if at < FILLED:
            have_sheets_in(root)
        roots.append(root)
    return tuple(roots)


def have_sheets_in(root: Path) -> None:
    assert run("pack", root).exit_code == 0
    kit.fill_example(root)
    run("collect", root)


@pytest.fixture(scope="module")
def decided(year: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """All five campaigns with the sheets in and a decision: C01 and C03 in each, C04 in the last three."""
    parent = tmp_path_factory.mktemp("decided")
    roots = tuple(Path(shutil.copytree(root, parent / root.parent.name)) for root in year)
    for at, root in enumerate(roots):
        if at >= FILLED:
            have_sheets_in(root)
        appoint = ["C01", "C03", "C04"] if at > 1 else ["C01", "C03"]
        over = {} if "C04" in appoint else {"C04": "Two cases taken to the end, against none."}
        kit.record_decision(root, appoint=appoint, over=over, reason="Most evidence.", now=NOW)
    return roots


@pytest.fixture
def equality(tmp_path: Path) -> Path:
    """Women: C01 and C03 everywhere; men: C02 and C04; age bands with one small group."""
    bands = {"C01": "under 40", "C02": "40 and over", "C03": "under 40", "C04": "40 and over"}
    lines = [
        f"{reference},{ref},{'woman' if ref in {'C01', 'C03'} else 'man'},{bands[ref]}\n"
        for reference in REFERENCES
        for ref in bands
    ]
    lines[0] = lines[0].replace("under 40", "not for saying")
    path = tmp_path / "equality.csv"
    path.write_text(HEADER + "".join(lines), "utf-8")
    return path


def test_rates_over_a_year_are_shown_with_exact_ratio_and_what_they_are_not(
    decided, equality, tmp_path
) -> None:
    book = tmp_path / "fairness.xlsx"
    made = compare_groups(decided, equality, save=book, outcome="appointed")
    assert (
        "20 candidates considered, 13 selected. 5 candidates without an outcome left out."
        in made.report.heading
    )
    sex = made.report.tables[0]
    assert [(r.group, r.considered, r.selected, r.ratio, r.fisher, r.remark) for r in sex.rows] == [
        ("man", "10", "3", "3/10 (0.30)", "0.003", "below four fifths"),
        ("woman", "10", "10", "–", "–", "highest rate"),
    ]
    cells = [
        tuple(r) for r in load_workbook(io.BytesIO(book.read_bytes())).active.iter_rows(values_only=True)
    ]
    assert ("man", 10, 3, "30%", "3/10 (0.30)", "0.003", "below four fifths") in cells
    assert "not UK law" in made.report.notes[0]


def test_small_groups_are_hidden_with_another_or_withheld(decided, equality) -> None:
    ages = compare_groups(decided, equality, outcome="appointed").report.tables[1]
    assert [(r.group, r.considered, r.selected, r.rate) for r in ages.rows] == [
        ("40 and over", "hidden", "hidden", "hidden"),
        ("not for saying", "hidden", "hidden", "hidden"),
        ("under 40", "hidden", "hidden", "hidden"),
    ]
    assert ages.note == "Too few groups can be shown to compare them."


def test_command_takes_appointable_as_selected_and_says_so(year, equality) -> None:
    result = run("fairness", *year, "--equality", equality)
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    assert "12 candidates considered, 9 selected. 13 candidates without an outcome left out." in text
    assert "Selected means: appointable" in text
    assert "Withheld" in text
    assert "not UK law" in text


def test_recorded_decisions_count_when_asked_for(year, equality, tmp_path) -> None:
    roots = [Path(shutil.copytree(root, tmp_path / root.parent.name)) for root in year[:FILLED]]
    for root in roots:
        kit.record_decision(
            root, appoint=["C03"], reason="Most evidence.", over={"C01": "Two cases seen through."}, now=NOW
        )
    text = " ".join(run("fairness", *roots, "--equality", equality, "--outcome", "appointed").output.split())
    assert "12 candidates considered, 3 selected. 3 candidates without an outcome left out." in text
    assert "recorded decision" in text
    nobody = run("fairness", *year, "--equality", equality, "--outcome", "appointed", "--json")
    assert codes(nobody) == ["fairness-too-few"]


def test_one_campaign_is_refused_whether_named_once_or_twice(year, equality) -> None:
    for roots in (year[:1], (year[0], year[0])):
        result = run("fairness", *roots, "--equality", equality, "--json")
        assert result.exit_code == 1
        assert codes(result) == ["fairness-one-campaign"]


def test_copy_of_a_campaign_is_refused(year, equality, tmp_path) -> None:
    again = shutil.copytree(year[0], tmp_path / "again")
    result = run("fairness", year[0], again, year[1], "--equality", equality, "--json")
    assert "fairness-reference-twice" in codes(result)


def test_equality_file_in_a_campaigns_folder_is_not_opened(year, equality, tmp_path) -> None:
    home = Path(shutil.copytree(year[0], tmp_path / "home"))
    for place in (home / "equality.csv", home / "reports" / "deep" / "equality.csv"):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(equality, place)
        result = run("fairness", *year, "--equality", place, "--json")
        assert (result.exit_code, codes(result)) == (1, ["equality-inside-campaign"])
    link = tmp_path / "link.csv"
    link.symlink_to(home / "equality.csv")
    assert codes(run("fairness", *year, "--equality", link, "--json")) == ["equality-inside-campaign"]


def test_figures_are_not_saved_into_a_campaigns_folder(year, equality) -> None:
    target = year[0] / "reports" / "fairness.xlsx"
    result = run("fairness", *year, "--equality", equality, "--save", target, "--json")
    assert codes(result) == ["fairness-save-inside-campaign"]
    assert not target.exists()


def test_few_candidates_are_refused(year, equality) -> None:
    assert codes(run("fairness", *year[:2], "--equality", equality, "--json")) == ["fairness-too-few"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "equality-no-header"),
        ("Name,Sex\nA,woman\n", "equality-no-header"),
        ("Campaign,Ref\nHSG-2026-014,C01\n", "equality-no-characteristic"),
        ("Campaign,Ref,Sex,sex\nHSG-2026-014,C01,a,b\n", "equality-column-twice"),
        ("Campaign;Ref;Sex\nHSG-2026-014;C01;a\nhsg-2026-014;c01;b\n", "equality-twice"),
        ("Campaign,Ref,Sex\nHSG-2026-014,,a\n", "equality-no-ref"),
        ("Campaign,Ref,Sex\nHSG-2026-014,C99,a\n", "equality-unknown"),
        ("PK\x03\x04", "equality-not-csv"),
    ],
)
def test_faults_of_the_equality_file_are_named(year, tmp_path, content, code) -> None:
    path = tmp_path / "equality.csv"
    path.write_text(content, "utf-8")
    result = run("fairness", *year, "--equality", path, "--json")
    assert (result.exit_code, code in codes(result)) == (1, True)


def test_names_in_the_equality_file_are_not_read_and_said_to_be_too_much(year, equality) -> None:
    text = equality.read_text("utf-8").splitlines()
    rows = [f"{text[0]},Name", *(f"{row},Priya Raman" for row in text[1:])]
    equality.write_text("\n".join(rows), "utf-8")
    result = run("fairness", *year, "--equality", equality, "--json")
    assert (result.exit_code, codes(result)) == (0, ["equality-names"])
    assert "Priya" not in result.stdout
