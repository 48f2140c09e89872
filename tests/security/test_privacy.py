"""What is where it must not be: others' scores, names in properties, files that others may read, what was erased."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import shutil
import stat
from pathlib import Path

import pytest

from interview_kit import kit
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.kit.opening import open_ledger
from tests.fill.editors import parts_of
from tests.security.campaigns import Stages, copy, run

NOW = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
PEOPLE = ("Amara Osei", "Björn Ó Néill", "Helen Marsh", "Daniel Hughes", "Sunita Bhatt")


@pytest.fixture(scope="module")
def done(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign that was collected and compared, and packed again afterwards."""
    root = copy(stages.filled, tmp_path_factory.mktemp("done"))
    assert run("collect", root).exit_code == 0
    assert run("compare", root).exit_code == 0
    assert run("pack", root).exit_code == 0
    return root


def test_properties_name_the_organisation_or_the_kit_and_no_person(done: Path):
    made = [*done.glob("documents/**/*.docx"), *done.glob("reports/*.docx"), *done.glob("reports/*.xlsx")]
    assert len(made) == 13
    for path in made:
        parts = parts_of(path.read_bytes())
        properties = "".join(parts[n].decode() for n in parts if n.startswith("docProps/"))
        authors = set(re.findall(r"(?:creator|lastModifiedBy)>([^<]+)<", properties))
        assert authors in ({"Cambridge City Council"}, {"interview-kit"}), path.name
        assert [name for name in PEOPLE if name in properties] == [], path.name


def test_a_sheet_to_fill_in_has_nobody_elses_scores_or_evidence(done: Path, stages: Stages):
    with open_ledger(CampaignFolder(done)) as ledger:
        written = {
            rating.evidence
            for one in ledger.received()
            if one.sheet is not None
            for rating in one.sheet.ratings
            if rating.evidence
        }
    assert len(written) > 20
    blank = list(done.glob("documents/score-sheets/*/*.docx"))
    assert len(blank) == 6
    for path in blank:
        assert path.read_bytes() == (stages.packed / path.relative_to(done)).read_bytes()
        text = "".join(
            re.sub("<[^>]+>", "", xml.decode("utf-8", "replace"))
            for xml in parts_of(path.read_bytes()).values()
        )
        assert [e for e in written if e.split("\n")[0][:40] in text] == []
        own = {member for member in ("P1", "P2", "P3") if f"-{member}-" in path.name}
        others = {"P1": "Helen Marsh", "P2": "Daniel Hughes", "P3": "Sunita Bhatt"}
        assert [name for ref, name in others.items() if ref not in own and name in text] == []


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these modes")
def test_every_file_that_the_kit_writes_is_for_its_owner_only(done: Path):
    files = [p for p in done.rglob("*") if p.is_file()]
    assert len(files) > 20
    assert [p.name for p in files if stat.S_IMODE(p.stat().st_mode) != 0o600] == []


def test_after_a_candidate_is_erased_the_ledger_holds_nothing_of_them(stages: Stages, tmp_path: Path):
    root = copy(stages.filled, tmp_path)
    run("collect", root)
    with open_ledger(CampaignFolder(root)) as ledger:
        theirs = [r for r in ledger.received() if r.sheet is not None and r.sheet.candidate == "C01"]
        words = [rating.evidence for r in theirs if r.sheet for rating in r.sheet.ratings if rating.evidence]
        assert len(words) > 10
        ledger.erase_candidate("C01", at=NOW)
        assert [ledger.original(r.sha256) for r in theirs] == [None] * 3
        assert ledger.verify() == []
    content = (root / "ledger.db").read_bytes()
    assert [
        w for w in (*words, "Amara Osei") if json.dumps(w, ensure_ascii=False)[1:-1].encode() in content
    ] == []
    assert "Björn Ó Néill".encode() in content
    assert [p.name for p in root.iterdir() if p.name.startswith("ledger.db-")] == [], "no journal is left"


def test_the_same_files_shuffled_and_renamed_give_the_same_results(stages: Stages, tmp_path: Path):
    made = []
    for turn in range(2):
        root = copy(stages.filled, tmp_path / str(turn))
        if turn:
            files = sorted((root / "returned").iterdir())
            random.Random(5).shuffle(files)  # noqa: S311 - an order, no secret
            for number, path in enumerate(files):
                shutil.copyfile(path, root / "returned" / f"scan {number}.docx")
                path.unlink()
        assert run("collect", root).exit_code == 0
        with open_ledger(CampaignFolder(root)) as ledger:
            sheets = {r: i.first.sheet for r, i in ledger.individual().items()}
            head = ledger.head()
        status = run("status", root, "--json").stdout
        kit.compare_candidates(root, now=NOW)
        made.append((sheets, status, contents_of(root / "reports", head)))
    assert len(made[0][0]) == 6
    assert sorted({name for name, _ in made[0][2]}) == [
        f"comparison.{kind}" for kind in ("docx", "html", "xlsx")
    ]
    assert made[0] == made[1]


def contents_of(reports: Path, head: str) -> dict[tuple[str, str], bytes]:
    """Return the bytes of each report, of each part where it has several; the ledger's head taken out."""
    found = {}
    for path in sorted(p for p in reports.iterdir() if p.is_file()):
        data = path.read_bytes()
        parts = {"": data} if path.suffix == ".html" else parts_of(data)
        found |= {(path.name, part): text.replace(head.encode(), b"head") for part, text in parts.items()}
    return found
