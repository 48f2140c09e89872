"""Whose sheet it is, and that the matrix of sheets is right whatever happens in whatever order."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from interview_kit import kit
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.documents import layout
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.kit.standing import standing_sheets
from interview_kit.ledger import Ledger
from interview_kit.scoring.received import Part
from interview_kit.word.fill import fill
from tests.fill.editors import DOCUMENT, edit_text, parts_of
from tests.security.campaigns import MEMBERS, PAIRS, Stages, copy, run, with_score

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
Pair = tuple[str, str]


def matrix(root: Path) -> dict[Pair, str]:
    rows = json.loads(run("status", root, "--json").stdout)
    return {(row["candidate"], member): state for row in rows for member, state in row["sheets"].items()}


def collect(root: Path) -> dict[str, list[str]]:
    """Return the codes of the findings by file."""
    found: dict[str, list[str]] = {}
    for finding in json.loads(run("collect", root, "--json").stdout)["findings"]:
        found.setdefault(finding["where"].partition(":")[0], []).append(finding["code"])
    return found


def put(root: Path, name: str, data: bytes) -> None:
    (root / "returned" / name).write_bytes(data)


ALTERED = {
    "another candidate's name": ((DOCUMENT, "Amara Osei", "Bo Li"), "names-altered"),
    "another member's name": ((DOCUMENT, "Helen Marsh", "Ann Other"), "names-altered"),
    "another candidate in the properties": (("docProps/custom.xml", ">C01<", ">C02<"), "identity-conflict"),
    "another member in the properties": (("docProps/custom.xml", ">P1<", ">P2<"), "identity-conflict"),
    "another plan in the properties": (("docProps/custom.xml", "<vt:lpwstr>HSG-2026-014<", "<vt:lpwstr>HSG-2025-001<"), "identity-conflict"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_sheet_is_set_aside_kept_and_shown_as_odd(packed: Path, stages: Stages, what: str):
    (part, old, new), code = ALTERED[what]
    data = edit_text(stages.sheets["C01", "P1"], old, new, part)
    put(packed, "sheet.docx", data)
    assert collect(packed) == {"returned/sheet.docx": [code]}
    assert matrix(packed) == {pair: "odd" if pair == ("C01", "P1") else "missing" for pair in PAIRS}
    assert "0 of 6 score sheets are in: 1 odd, 5 missing." in run("status", packed).output
    with open_ledger(CampaignFolder(packed)) as ledger:
        (kept,) = ledger.received()
        assert ledger.original(kept.sha256) == data
        assert ledger.individual() == {}
    put(packed, "sheet.docx", stages.sheets["C01", "P1"])
    collect(packed)
    assert matrix(packed)["C01", "P1"] == "in"


def test_a_question_in_other_words_is_named(packed: Path, stages: Stages):
    sheet = stages.sheets["C01", "P1"]
    lead = kit.make_plan(packed, now=NOW).plan.questions[0].question.lead
    opening = re.split("['’]", lead)[0][:30].rstrip()
    assert opening in parts_of(sheet)[DOCUMENT].decode()
    put(packed, "sheet.docx", edit_text(sheet, opening, "Tell us a joke"))
    assert collect(packed) == {"returned/sheet.docx": ["wording-altered"]}


def test_two_references_on_one_sheet_belong_to_nobody(packed: Path, stages: Stages):
    other = parts_of(stages.sheets["C02", "P1"])["word/footer1.xml"].decode()
    own = parts_of(stages.sheets["C01", "P1"])["word/footer1.xml"].decode()
    put(packed, "sheet.docx", edit_text(stages.sheets["C01", "P1"], own, other, "word/footer1.xml"))
    assert collect(packed) == {"returned/sheet.docx": ["identity-conflict"]}
    assert set(matrix(packed).values()) == {"missing"}


def test_a_sheet_of_another_campaign_is_named_as_that_and_not_kept(packed: Path, tmp_path: Path):
    """The other campaign is the same in every word; only its secret is another."""
    other = copy(packed, tmp_path / "other")
    (other / "ledger.db").unlink()
    Ledger(other / "ledger.db").close()
    (other / "plan.yaml").unlink()
    assert run("plan", other).exit_code == 0
    shutil.rmtree(other / "documents")
    assert run("pack", other).exit_code == 0
    put(packed, "sheet.docx", next(other.glob("documents/score-sheets/P1/*C01*")).read_bytes())
    assert collect(packed) == {"returned/sheet.docx": ["not-issued"]}
    with open_ledger(CampaignFolder(packed)) as ledger:
        assert ledger.received() == ()


def test_a_sheet_of_an_older_plan_is_named_as_that_whether_it_came_before_or_after(filled: Path):
    early = next((filled / "returned").glob("*C01-P1*"))
    late = [p for p in (filled / "returned").iterdir() if p != early]
    for path in late:
        path.rename(filled / path.name)
    collect(filled)
    assert matrix(filled)["C01", "P1"] == "in"
    role = filled / "role.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("weight: 3", "weight: 4", 1), encoding="utf-8")
    assert run("plan", filled, "--again", "A weight was wrong.").exit_code == 0
    assert run("pack", filled).exit_code == 0
    for path in late:
        (filled / path.name).rename(path)
    found = collect(filled)
    assert len(found) == 6
    assert set(map(tuple, found.values())) == {("older-plan",)}
    assert set(matrix(filled).values()) == {"missing"}


def test_the_same_sheet_twice_a_newer_one_and_a_contrary_one_are_told_apart(packed: Path, stages: Stages):
    sheet = stages.sheets["C01", "P1"]
    for number, (data, said) in enumerate((
        (sheet, "C01 by P1, received"),
        (sheet, "C01 by P1, read before"),
        (with_score(sheet, "Q1", "1 - Unsatisfactory"), "C01 by P1, a newer version, received"),
    )):  # fmt: skip
        put(packed, f"{number}.docx", data)
        files = json.loads(run("collect", packed, "--json").stdout)["files"]
        assert files[-1] == {"file": f"{number}.docx", "result": said}
    assert matrix(packed)["C01", "P1"] == "odd"


WORDS, OTHER = "Rang back the same day.", "Let it ring."
"""The evidence for Q2, and what a sheet that was rewritten says in its place."""
VARIANTS = ("whole", "bare", "rewritten", "declared", "blank", "changed", "altered", "unclear")
"""A sheet whole; without or with other evidence; with an interest declared; with a score left out, changed or
unclear; with another name on it."""
CROSSING = (("C01", "P1"), ("C01", "P3"), ("C02", "P3"))
"""So few that things happen to the same pair again and again."""
PLACES = st.tuples(st.sampled_from(CROSSING), st.sampled_from(VARIANTS))
EVENTS = st.one_of(
    *[st.tuples(st.just("arrive"), PLACES)] * 5,
    st.tuples(st.just("twice"), st.integers(0, 5)),
    st.tuples(st.just("collect"), st.none()),
    st.tuples(st.just("pack"), st.none()),
    st.tuples(st.just("member leaves"), st.none()),
    st.tuples(st.just("member returns"), st.none()),
    st.tuples(st.just("candidate withdraws"), st.none()),
    st.tuples(st.just("candidate returns"), st.none()),
)


class Versions(dict[str, dict[Pair, bytes]]):
    """The sheets of each pair by variant; shown by name alone, for a story that fails prints it."""

    def __repr__(self) -> str:
        """Return the variants."""
        return f"Versions of {', '.join(self)}"


@dataclass
class Story:
    """A campaign to which things happen, and a plain account of what its matrix must be."""

    root: Path
    versions: Versions
    arrived: list[tuple[Pair, str]] = field(default_factory=list)
    received: dict[Pair, list[str]] = field(default_factory=dict)
    set_aside: set[Pair] = field(default_factory=set)
    collected: int = 0
    members: tuple[str, ...] = MEMBERS
    candidates: tuple[str, ...] = ("C01", "C02")

    def happen(self, event: str, what: object) -> None:
        """Let one thing happen."""
        if event == "arrive":
            self.arrive(*what)  # type: ignore[misc]
        elif event == "twice" and self.arrived:
            self.arrive(*self.arrived[int(str(what)) % len(self.arrived)])
        elif event == "collect":
            self.collect()
        elif event == "pack":
            assert run("pack", self.root).exit_code == 0
        elif event.startswith("member"):
            self._rewrite(
                "campaign.yaml",
                "  - ref: P3\n    name: Sunita Bhatt\n    chair: false\n",
                back="returns" in event,
            )
            self.members = MEMBERS if "returns" in event else MEMBERS[:2]
        elif event.startswith("candidate"):
            self._rewrite("candidates.csv", "C02,Björn Ó Néill\n", back="returns" in event)
            self.candidates = ("C01", "C02") if "returns" in event else ("C01",)

    def arrive(self, pair: Pair, variant: str) -> None:
        """Drop a file into the returned folder, under a name that says nothing."""
        put(self.root, f"{len(self.arrived):03}.docx", self.versions[variant][pair])
        self.arrived.append((pair, variant))

    def collect(self) -> None:
        """Collect, and keep the account: the same bytes are received once."""
        collect(self.root)
        for pair, variant in self.arrived[self.collected :]:
            known = self.received.setdefault(pair, [])
            if variant == "altered":
                self.set_aside.add(pair)
            elif variant not in known:
                known.append(variant)
        self.collected = len(self.arrived)

    def _rewrite(self, file: str, line: str, *, back: bool) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        text = text.replace(line, "")
        if back and file == "candidates.csv":
            text += line
        elif back:
            text = text.replace("  - ref: P2\n    name: Daniel Hughes\n    chair: false\n",
                                "  - ref: P2\n    name: Daniel Hughes\n    chair: false\n" + line)  # fmt: skip
        path.write_text(text, encoding="utf-8")

    def state(self, pair: Pair) -> str:
        """Return what must stand in the matrix for a pair."""
        versions = self.received.get(pair, [])
        if not versions:
            return "odd" if pair in self.set_aside else "missing"
        firm = {v == "changed" for v in versions if v not in {"blank", "unclear"}}
        if len(firm) > 1 or versions[-1] == "unclear":
            return "odd"
        return "in" if firm else "incomplete"

    def standing(self) -> dict[Pair, tuple[str, bool]]:
        """Return what must stand as evidence for Q2, and whether an interest does, for each pair that came in."""
        return {
            pair: (
                next((OTHER if v == "rewritten" else WORDS for v in versions if v != "bare"), ""),
                "declared" in versions,
            )
            for pair, versions in self.received.items()
            if versions and pair in self.expected()
        }

    def changed(self) -> set[Pair]:
        """Return the pairs of which a later version gives Q2 in other words than stand."""
        worded = {
            pair: {v == "rewritten" for v in versions if v != "bare"}
            for pair, versions in self.received.items()
        }
        return {pair for pair, words in worded.items() if len(words) > 1 and pair in self.expected()}

    def expected(self) -> dict[Pair, str]:
        """Return the whole matrix."""
        return {(c, m): self.state((c, m)) for c in self.candidates for m in self.members}


@pytest.fixture(scope="module")
def versions(stages: Stages) -> Versions:
    """Each pair's sheet as :data:`VARIANTS` has it."""
    made = Versions({variant: {} for variant in VARIANTS})
    for pair in PAIRS:
        [out] = (stages.packed / "documents" / "score-sheets" / pair[1]).glob(f"*{'-'.join(pair)}-*.docx")
        whole: dict[str, str | bool] = {
            layout.Z_OWN: True,
            layout.D_INTEREST: "No",
            **{layout.score_key(f"Q{n}"): "3 - Very good" for n in range(1, 7)},
            layout.evidence_key("Q2"): WORDS,
        }
        differing: dict[str, dict[str, str | bool]] = {
            "whole": {},
            "bare": {layout.evidence_key("Q2"): ""},
            "rewritten": {layout.evidence_key("Q2"): OTHER},
            "declared": {layout.D_INTEREST: "Yes, and I have told the chair"},
            "blank": {layout.score_key("Q1"): ""},
            "changed": {layout.score_key("Q1"): "1 - Unsatisfactory"},
            "unclear": {layout.score_key("Q1"): "2-3"},
        }
        for variant, other in differing.items():
            answers = {key: said for key, said in (whole | other).items() if said}
            made[variant][pair] = fill(out.read_bytes(), answers)
        name = "Amara Osei" if pair[0] == "C01" else "Björn Ó Néill"
        made["altered"][pair] = edit_text(made["whole"][pair], name, "Bo Li")
    return made


@settings(
    max_examples=15,
    deadline=None,
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # a story takes seconds; the first that fails is told
)
@given(events=st.lists(EVENTS, min_size=6, max_size=14))
def test_the_matrix_is_right_after_any_order_of_events(
    stages: Stages,
    versions: Versions,
    tmp_path_factory: pytest.TempPathFactory,
    events: list[tuple[str, object]],
):
    room = tmp_path_factory.mktemp("story")
    story = Story(copy(stages.packed, room), versions)
    for event, what in events:
        story.happen(event, what)
    story.collect()
    assert matrix(story.root) == story.expected()
    for event in ("member returns", "candidate returns"):
        story.happen(event, None)
    assert matrix(story.root) == story.expected()
    opened = open_campaign(story.root)
    with open_ledger(opened.folder) as ledger:
        found = standing_sheets(ledger, opened)
    assert {
        pair: (sheet.by_question["Q2"].evidence, bool(sheet.interest)) for pair, sheet in found.sheets.items()
    } == story.standing()
    assert {
        pair for pair, changes in found.changes.items() if any(c.part is Part.EVIDENCE for _, c in changes)
    } == story.changed()
    with open_ledger(CampaignFolder(story.root)) as ledger:
        assert ledger.verify() == []
    shutil.rmtree(room)
