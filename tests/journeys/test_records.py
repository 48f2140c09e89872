"""After the decision: feedback, a copy of one's data, the audit trail, erasing, and the campaigns that follow."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from html import unescape
from pathlib import Path

import openxml_audit
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from interview_kit import kit
from interview_kit.campaign_folder import CampaignFolder, write_csv
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.domain.english import day
from interview_kit.ledger import Ledger
from interview_kit.reports.rounding import show
from interview_kit.word.fill import fill
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.read import read_docx

NAMES = {
    "C01": "Priya Raman",
    "C02": "Tom Ellery",
    "C03": "Amara Osei",
    "C04": "Gareth Pugh",
    "C05": "Leila Haddad",
}
PANEL = ("Helen Marsh", "Daniel Hughes", "Sunita Bhatt")
LEAK = "Warmer than Amara; C 03 and tom rushed it, unlike Leila Haddad. Mrs Marsh nodded. Scored 2 like c04."
INTEREST = "Sat beside Gareth Pugh in 2019."
WHY = "Strongest on follow-up, Helen Marsh said; Priya was close."
OVER = "C03 took both cases to the end; C01 passed one on."


def run(*arguments: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=answer, catch_exceptions=False)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, compared and decided, with others named in what was written on C01; not to be changed."""
    root = kit.start_example(tmp_path_factory.mktemp("decided"))
    for name in ("plan", "pack"):
        assert run(name, root).exit_code == 0
    kit.fill_example(root)
    sheet = root / "returned" / "HSG-2026-014-C01-P2-score-sheet.docx"
    answers = {layout.evidence_key("Q3"): LEAK, layout.D_DETAILS: INTEREST}
    sheet.write_bytes(fill(sheet.read_bytes(), answers))
    assert run("collect", root).exit_code == 0
    assert run("compare", root).exit_code == 0
    arguments = ("--appoint", "C03", "--reserve", "C01", "--reason", WHY, "--over", "C01", OVER)
    assert run("decide", root, *arguments).exit_code == 0
    return root


@pytest.fixture
def campaign(decided: Path, tmp_path: Path) -> Path:
    """A copy of it, to do as one likes with."""
    return Path(shutil.copytree(decided, tmp_path / decided.name))


def letter_path(campaign: Path, ref: str) -> Path:
    return campaign / "reports" / "feedback" / f"HSG-2026-014-{ref}-feedback.docx"


def paragraphs(path: Path) -> list[str]:
    return [p for p in read_docx(path.read_bytes(), path.name).paragraphs if p.strip()]


def everything_in(folder: Path) -> dict[str, str]:
    """What every file below a folder says: plain text, and each part of what is packed, with and without markup."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        parts = {path.name: data}
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = {f"{path.name}/{n}": archive.read(n) for n in archive.namelist()}
        for name, content in parts.items():
            text = content.decode("utf-8", "replace")
            found[f"{path.relative_to(folder)}:{name}"] = "\n".join(
                (name, text, unescape(re.sub("<[^>]*>", "", text)))
            )
    return found


# Feedback


def test_each_candidate_gets_a_letter_from_their_own_evidence(campaign: Path) -> None:
    drafted = run("feedback", campaign)
    assert drafted.exit_code == 0
    texts = {ref: "\n".join(paragraphs(letter_path(campaign, ref))) for ref in NAMES}
    for ref, name in NAMES.items():
        assert f"Dear {name}," in texts[ref]
        others = [n for r, n in NAMES.items() if r != ref and n in texts[ref]]
        assert others == [], ref
        assert [n for n in PANEL if n in texts[ref]] == [], ref
        assert (
            re.findall(
                r"\b(?:[Aa]ppointable|score[ds]?|place[ds]? (?:first|second|\d)|rank\w*|mean)\b", texts[ref]
            )
            == []
        )
        assert re.findall(r"\b\d\.\d\d\b", texts[ref]) == [], "no figures"
    assert "treat customers politely and respectfully" in texts["C02"]
    went_well, _, stronger = texts["C02"].partition("What would make your next interview stronger")
    assert "What went well" in went_well
    assert "Respecting diversity & equality" in stronger


def test_the_letter_knows_how_it_ended(campaign: Path) -> None:
    run("feedback", campaign)
    reserve, not_this_time, appointed = (
        "\n".join(paragraphs(letter_path(campaign, ref))) for ref in ("C01", "C02", "C03")
    )
    assert "reserve list, which stands until 20 March 2027" in reserve
    assert "disappointing not to be offered the post this time" in not_this_time
    assert "What to build on in your first months" in appointed
    assert "next interview" not in appointed


def test_without_a_decision_a_letter_says_nothing_of_the_result(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    for name in ("plan", "pack"):
        run(name, root)
    kit.fill_example(root)
    run("collect", root)
    drafted = run("feedback", root, "C03")
    assert "you will hear about the result separately" in "\n".join(paragraphs(letter_path(root, "C03")))
    assert "C03: no decision is recorded" in " ".join(drafted.output.split())
    assert not letter_path(root, "C01").exists(), "only those named"


def test_what_was_heard_against_somebody_is_for_hr_and_not_in_the_letter(campaign: Path) -> None:
    drafted = run("feedback", campaign)
    text = "\n".join(paragraphs(letter_path(campaign, "C02")))
    assert "One thing you said could be taken the other way." in text
    assert "Ignores discrimination" not in text
    assert "“Ignores discrimination”" in " ".join(drafted.output.split())


def test_notes_are_in_a_letter_only_when_released_and_name_nobody(campaign: Path) -> None:
    run("feedback", campaign, "C01")
    assert "What the panel wrote down" not in paragraphs(letter_path(campaign, "C01"))
    refused = run("feedback", campaign, "C01", "--release-notes", " ")
    assert refused.exit_code == 1
    assert run("feedback", campaign, "C01", "--release-notes", "She asked.").exit_code == 0
    text = "\n".join(paragraphs(letter_path(campaign, "C01")))
    assert "Warmer than [another candidate]; [another candidate] and [another candidate] rushed it" in text
    assert "Mrs [a panel member] nodded" in text
    assert [n for n in (*PANEL, "Amara", "Tom", "Leila", "P2") if n in text] == []
    assert "notes, without names, released in the feedback letter: She asked." in " ".join(
        entry["what"] for entry in json.loads(run("audit", campaign, "--json").stdout)["entries"]
    )


def test_a_letter_that_hr_edited_is_never_written_over(campaign: Path) -> None:
    run("feedback", campaign)
    path = letter_path(campaign, "C02")
    parts = read_parts(path.read_bytes())
    body = parts["word/document.xml"].replace(b"Dear Tom Ellery,", b"Dear Mr Ellery,")
    assert body != parts["word/document.xml"]
    path.write_bytes(write_parts({**parts, "word/document.xml": body}))
    mine, other = path.read_bytes(), letter_path(campaign, "C04")
    other.unlink()
    again = run("feedback", campaign)
    assert "somebody has edited HSG-2026-014-C02-feedback.docx" in " ".join(again.output.split())
    assert path.read_bytes() == mine
    assert other.exists()


def test_a_letter_is_sound_and_carries_what_it_was_made_from_unseen(campaign: Path) -> None:
    run("feedback", campaign, "--release-notes", "They asked.")
    for ref in NAMES:
        path = letter_path(campaign, ref)
        assert lint_docx(path.read_bytes(), path.name) == []
        assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(path)).errors] == []
    parts = read_parts(path.read_bytes())
    custom = parts["docProps/custom.xml"].decode()
    assert re.findall(r'name="(kit-[a-z]+)"', custom) == [
        "kit-version",
        "kit-plan",
        "kit-ledger",
        "kit-content",
    ]
    mark = re.search(r'kit-ledger"><vt:lpwstr>([0-9A-F-]+)<', custom)
    assert mark is not None
    assert mark[1] not in parts["word/document.xml"].decode()
    assert mark[1] not in parts["word/footer1.xml"].decode()


@pytest.mark.ooxml
def test_a_letter_is_valid_for_the_open_xml_sdk(campaign: Path, ooxml_validator: str) -> None:
    run("feedback", campaign, "C01", "--release-notes", "She asked.")
    said = subprocess.run(
        [ooxml_validator, str(letter_path(campaign, "C01"))], check=False, capture_output=True, timeout=120
    )
    found = json.loads(said.stdout)
    assert (found["ok"], found["errors"]) == (True, [])


# A copy of one's data


def bundle(campaign: Path, *options: str, ref: str = "C01") -> Path:
    run("feedback", campaign)
    result = run("subject-access", campaign, ref, *options)
    assert result.exit_code == 0
    return campaign / "reports" / f"subject-access-{ref}"


def sections(folder: Path) -> dict[str, dict[str, list[dict[str, str]]]]:
    """The tables of an overview, by section and title."""
    return dict(json.loads((folder / "what-we-hold.json").read_text(encoding="utf-8"))["sections"])


def test_the_bundle_holds_all_on_one_candidate(campaign: Path) -> None:
    folder = bundle(campaign)
    page = everything_in(folder)["what-we-hold.html:what-we-hold.html"]
    assert "Priya Raman" in page
    assert "Panel member 1 (chair)" in page
    assert "12 March 2026, 9.30 am" in page
    assert "We keep it until 20 March 2027" in page
    with Ledger(campaign / "ledger.db") as ledger:
        sheets = [r.sheet for r in ledger.received() if r.sheet and r.sheet.candidate == "C01"]
    evidence = [r.evidence for s in sheets for r in s.ratings if r.evidence and r.evidence != LEAK]
    assert len(evidence) == 17
    plain = " ".join(page.split())
    assert [e for e in evidence if " ".join(e.split()) not in plain] == []
    assert "The panel placed you on the reserve list." in page
    data = json.loads((folder / "what-we-hold.json").read_text(encoding="utf-8"))
    assert len(data["sections"]["What the panel members gave and wrote"]) == 3
    assert [f.name for f in (folder / "files").iterdir()] == [
        "reports-feedback-HSG-2026-014-C01-feedback.docx"
    ]
    assert "returned/HSG-2026-014-C01-[Panel member 2]-score-sheet.docx" in page, "listed, not copied"


def test_a_form_with_the_scores_is_not_said_to_hold_nothing_but_the_name(campaign: Path) -> None:
    run("agree", campaign)
    data = json.loads((bundle(campaign) / "what-we-hold.json").read_text(encoding="utf-8"))
    files = {r["File"]: r["What became of it"] for r in data["sections"]["Files that name you"]["Files"]}
    form = files["documents/agreement/HSG-2026-014-C01-agreement-form.docx"]
    assert form.endswith("all that was written on it about you is in this overview")


def test_nobody_else_can_be_recognised_anywhere_in_the_bundle(campaign: Path) -> None:
    texts = everything_in(bundle(campaign))
    assert len(texts) > 8
    parts = [part for ref, name in NAMES.items() if ref != "C01" for part in (name, *name.split())]
    secret = [*parts, *PANEL, "Marsh", "Bhatt", "C02", "C03", "C04", "C05", "c04", "C 03"]
    with Ledger(campaign / "ledger.db") as ledger:
        others = [r.sheet for r in ledger.received() if r.sheet and r.sheet.candidate != "C01"]
        secret += [r.evidence for s in others for r in s.ratings if r.evidence]
        secret += [s.reference for s in others]
        results = ledger.decisions(others[0].plan)[-1].results
        secret += [show(r.total) for r in results if r.candidate not in {"C01", "C05"}]
    assert len(secret) > 90
    found = {
        (name, word)
        for name, text in texts.items()
        for word in secret
        if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text)
    }
    assert found == set()
    page = texts["what-we-hold.html:what-we-hold.html"]
    assert (
        "Warmer than [another candidate]; [another candidate] and [another candidate] rushed it, unlike [another candidate]."
        in page
    )
    assert "Mrs [Panel member 1] nodded. Scored 2 like [another candidate]." in page
    assert "Sat beside [another candidate] in 2019." in page
    assert "[another candidate] took both cases to the end; C01 passed one on." in page


def test_the_reason_goes_to_those_it_is_about_and_to_nobody_else(campaign: Path) -> None:
    told = {}
    for ref in ("C01", "C03", "C04"):
        (rows,) = sections(bundle(campaign, ref=ref))["The decision"].values()
        told[ref] = {row["What"]: row["Says"] for row in rows}["The panel’s reason"]
    assert told == {
        "C01": "Strongest on follow-up, [Panel member 1] said; Priya was close.",
        "C03": "Strongest on follow-up, [Panel member 1] said; [another candidate] was close.",
        "C04": "It is about whoever was offered the post and does not name you, so it is not given here.",
    }
    page = (campaign / "reports/subject-access-C04/what-we-hold.html").read_text(encoding="utf-8")
    assert "follow-up, [" not in page


def test_when_nobody_is_appointed_the_reason_is_everybody_s(campaign: Path) -> None:
    assert run("decide", campaign, "--nobody", "--reason", "No one met the standard.").exit_code == 0
    (rows,) = sections(bundle(campaign, ref="C04"))["The decision"].values()
    assert {"What": "The panel’s reason", "Says": "No one met the standard."} in rows


def test_a_sheet_is_given_with_the_day_received_and_what_the_member_put_at_its_end(campaign: Path) -> None:
    with Ledger(campaign / "ledger.db") as ledger:
        (received,) = [
            r for r in ledger.received() if r.sheet and (r.sheet.candidate, r.sheet.member) == ("C01", "P1")
        ]
    tables = sections(bundle(campaign))["What the panel members gave and wrote"]
    title = next(t for t in tables if t.startswith("Panel member 1 (chair)"))
    assert title == f"Panel member 1 (chair), received {day(received.at.date())}"
    said = {row["Question"]: row["Written"] for row in tables[title]}
    assert received.sheet is not None
    assert received.sheet.finished == dt.date(2026, 3, 12)
    assert said["Date finished"] == "12 March 2026"
    assert said["Scored alone, before any discussion"] == "ticked"


def test_before_there_is_a_plan_the_bundle_says_what_is_held(tmp_path: Path) -> None:
    root = kit.start_example(tmp_path)
    folder = bundle(root)
    found = sections(folder)
    assert {r["What"]: r["Says"] for r in found["Your entry on the list of candidates"]["Your entry"]}[
        "Name"
    ] == "Priya Raman"
    assert [r["What"].partition(":")[0] for r in found["The record’s entries about you"]["Entries"]] == [
        "a copy of the data held, put together for a request"
    ]
    page = (folder / "what-we-hold.html").read_text(encoding="utf-8")
    for said in ("No score sheet about you has come in.", "No decision is recorded.", "Plan none · ledger"):
        assert said in page
    assert [n for n in NAMES.values() if n in page] == ["Priya Raman"]


def test_a_plan_that_was_frozen_and_is_gone_is_not_passed_over(campaign: Path) -> None:
    (campaign / "plan.yaml").unlink()
    assert "the questions have not been chosen yet" in run("subject-access", campaign, "C01").stderr


def test_members_are_named_and_their_sheets_copied_when_hr_says_so(campaign: Path) -> None:
    folder = bundle(campaign, "--name-members")
    names = sorted(p.name for p in (folder / "files").iterdir())
    assert "returned-HSG-2026-014-C01-P1-score-sheet.docx" in names
    assert "returned-HSG-2026-014-C01-P2-score-sheet.docx" not in names, "it names other candidates"
    assert "Helen Marsh" in everything_in(folder)["what-we-hold.html:what-we-hold.html"]
    assert [n for n, t in everything_in(folder).items() if "Amara" in t] == []


def test_making_the_bundle_is_recorded_and_somebody_unknown_is_refused(campaign: Path) -> None:
    bundle(campaign)
    entries = json.loads(run("audit", campaign, "--json").stdout)["entries"]
    assert entries[-1]["what"].startswith("a copy of the data held")
    assert entries[-1]["about"] == ["C01"]
    assert run("subject-access", campaign, "C99").exit_code == 1


# The audit trail


def test_the_audit_trail_says_what_whom_which_file_and_by_whom(campaign: Path) -> None:
    trail = json.loads(run("audit", campaign, "--json").stdout)
    assert trail["whole"] is True
    received = [e for e in trail["entries"] if "received" in e["what"]]
    assert len(received) == 15
    assert {(e["about"][0], e["by"]) for e in received} == {(c, m) for c in NAMES for m in ("P1", "P2", "P3")}
    assert {len(e["file"]) for e in received} == {64}
    shown = run("audit", campaign)
    assert f"All {len(trail['entries'])} entries follow from each other" in " ".join(shown.output.split())
    assert run("audit", campaign, "--html", campaign / "audit.html").exit_code == 0
    page = (campaign / "audit.html").read_text(encoding="utf-8")
    assert [e["number"] for e in trail["entries"] if e["file"] and e["file"] not in page] == []
    assert trail["head"] in page


def test_an_audit_of_a_ledger_that_was_altered_fails(campaign: Path) -> None:
    with closing(sqlite3.connect(campaign / "ledger.db")) as book:
        book.execute("DROP TRIGGER body_no_update")
        book.execute("UPDATE body SET text = replace(text, '\"score\":3', '\"score\":4')")
        book.commit()
    assert run("audit", campaign).exit_code == 1
    assert json.loads(run("audit", campaign, "--json").stdout)["whole"] is False


# Erasing


def traces(campaign: Path, *words: str) -> list[tuple[str, str]]:
    """Where some words stand in a folder: in names, in bytes, in what is packed."""
    found = [(str(p), w) for p in campaign.rglob("*") for w in words if w in p.name]
    for path in (p for p in campaign.rglob("*") if p.is_file()):
        found += [(path.name, w) for w in words if w.encode() in path.read_bytes()]
    return found + [(name, w) for name, text in everything_in(campaign).items() for w in words if w in text]


def test_erasing_before_the_last_day_needs_a_reason(campaign: Path) -> None:
    before = traces(campaign, "Tom Ellery")
    refused = run("erase", campaign, "C02", "--yes")
    assert refused.exit_code == 1
    assert "are to be kept until 20 March 2027" in refused.stderr
    assert "Personal data are kept until 20 March 2027" in run("status", campaign).output
    declined = run("erase", campaign, "C02", "--reason", "He asked.", answer="n\n")
    assert declined.exit_code == 1
    assert "C02 Tom Ellery" in declined.output
    assert traces(campaign, "Tom Ellery") == before
    assert run("erase", campaign).exit_code == 2


def test_after_one_candidate_is_erased_nothing_of_them_is_left_and_the_rest_goes_on(campaign: Path) -> None:
    bundle(campaign)
    with Ledger(campaign / "ledger.db") as ledger:
        sheets = [r.sheet for r in ledger.received() if r.sheet and r.sheet.candidate == "C01"]
    words = [
        json.dumps(r.evidence, ensure_ascii=False)[1:-1] for s in sheets for r in s.ratings if r.evidence
    ]
    assert len(words) == 18
    assert traces(campaign, "Priya Raman", "C01") != []
    done = run("erase", campaign, "C01", "--reason", "Priya Raman asked for it.", answer="y\n")
    assert done.exit_code == 0
    assert f"Next, without them: interview-kit compare {campaign}" in done.output
    assert traces(campaign, "Priya Raman", "Raman", "C01", INTEREST, *words) == []
    assert run("compare", campaign).exit_code == 0
    shown = run("compare", campaign).output
    assert "offer to C03 Amara Osei; reserve list erased" in shown
    assert "The figures have changed since the decision" not in shown
    assert run("pack", campaign).exit_code == 0
    assert "12 of 12 score sheets are in" in run("status", campaign).output
    assert json.loads(run("audit", campaign, "--json").stdout)["whole"] is True
    assert traces(campaign, "Priya Raman", "C01") == []


def test_what_others_wrote_of_somebody_erased_is_pointed_out(campaign: Path) -> None:
    done = run("erase", campaign, "C05", "--reason", "She asked.", "--yes")
    assert "returned/HSG-2026-014-C01-P2-score-sheet.docx: left where it is" in done.stderr
    assert (campaign / "returned" / "HSG-2026-014-C01-P2-score-sheet.docx").exists()


def test_a_sheet_on_somebody_else_stays_even_before_it_was_collected(campaign: Path) -> None:
    blank = campaign / "documents" / "score-sheets" / "P1" / "HSG-2026-014-C02-P1-score-sheet.docx"
    new = campaign / "returned" / "C02 again.docx"
    new.write_bytes(fill(blank.read_bytes(), {layout.evidence_key("Q1"): "Unlike Leila Haddad."}))
    (campaign / "notes.txt").write_text("Leila Haddad rang.", encoding="utf-8")
    (campaign / "returned" / "scan.pdf").write_bytes(b"%PDF-1.7 a scan")
    pdf = campaign / "documents" / "candidates" / "HSG-2026-014-C05-your-interview.pdf"
    pdf.write_bytes(b"%PDF-1.7 hers")
    done = run("erase", campaign, "C05", "--reason", "She asked.", "--yes")
    assert new.exists()
    assert "returned/C02 again.docx: left where it is: it names somebody who was erased" in done.stderr
    assert (
        "notes.txt: left where it is: it names somebody who was erased, and it is not the kit’s"
        in done.stderr
    )
    assert "returned/scan.pdf: left where it is: the kit cannot look into a file of this kind" in done.stderr
    assert not pdf.exists()


def test_after_everybody_is_erased_only_anonymous_figures_are_left(campaign: Path) -> None:
    bundle(campaign)
    assert run("erase", campaign, "--all", "--reason", "Amara Osei and C04 agreed.", "--yes").exit_code == 0
    kept = sorted(p.name for p in campaign.rglob("*") if p.is_file())
    assert kept == [".running", "campaign.yaml", "candidates.csv", "ledger.db", "plan.yaml", "role.yaml"]
    parts = [p for n in NAMES.values() for p in (n, n.split()[1])]
    assert traces(campaign, *parts, *NAMES, LEAK[:20], "follow-up", "score-sheet.docx") == []
    with Ledger(campaign / "ledger.db") as ledger:
        assert ledger.verify() == []
        (record,) = ledger.statistics()
    assert sorted(r["outcome"] for r in record["records"]) == [
        "appointed",
        *["not appointed"] * 3,
        "reserve list",
    ]
    assert {len(r["scores"]["Q1"]) for r in record["records"]} == {3}
    assert record["questions"]["Q1"]["id"].startswith("cambridge-core/")
    assert "the personal data of this campaign were erased" in run("status", campaign).stderr
    assert json.loads(run("audit", campaign, "--json").stdout)["whole"] is True
    again = run("erase", campaign, "--all", "--reason", "x", "--yes")
    assert "Nobody is left to erase." in again.output


def test_after_the_last_day_no_reason_is_needed(campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2027, 3, 21, 12, tzinfo=dt.UTC).timestamp())))
    assert "overdue: erase it" in run("campaigns", campaign.parent).output
    assert run("erase", campaign, "--all", "--yes").exit_code == 0
    listed = json.loads(run("campaigns", campaign.parent, "--json").stdout)["campaigns"]
    assert [(c["state"], c["overdue"]) for c in listed] == [("erased", False)]


def test_an_erasing_that_was_cut_short_stops_all_else_until_it_is_finished(campaign: Path) -> None:
    note = {"refs": ["C02"], "everybody": False, "reason": "He asked."}
    (campaign / ".erasing.json").write_text(json.dumps(note), encoding="utf-8")
    stopped = run("compare", campaign)
    assert stopped.exit_code == 1
    assert "erasing personal data was cut short here" in stopped.stderr
    assert run("erase", campaign, "--yes").exit_code == 0
    assert traces(campaign, "Tom Ellery") == []
    assert run("compare", campaign).exit_code == 0


def unclear_row(campaign: Path) -> Path:
    """Make C02's interview one that nobody can read; the list's path."""
    path = campaign / "candidates.csv"
    text = path.read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith("C02,"))
    path.write_text(text.replace(row, "C02,Tom Ellery,25:99 nonsense,Room 1,"), encoding="utf-8")
    return path


def workbook_of(campaign: Path) -> Path:
    """Put the list beside itself as a workbook; its path."""
    book, listed = Workbook(), CampaignFolder(campaign).load_candidates()[0]
    for row in (("Ref", "Name"), *((c.ref, c.name) for c in listed)):
        book.active.append(row)
    book.save(campaign / "candidates.xlsx")
    return campaign / "candidates.xlsx"


def kept_in(campaign: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in campaign.rglob("*") if p.is_file() and p.name != ".running"}


@pytest.mark.parametrize("whom", ["C01", "C02", "--all"])
def test_while_a_row_of_the_list_cannot_be_read_nothing_is_erased(campaign: Path, whom: str) -> None:
    unclear_row(campaign)
    before = kept_in(campaign)
    stopped = run("erase", campaign, whom, "--reason", "Asked.", "--yes")
    assert stopped.exit_code == 1
    assert "candidates.csv: row 3: the interview's start is not clear" in stopped.stderr
    assert ("Or delete the list" in stopped.stderr) == (whom == "--all")
    assert kept_in(campaign) == before


@pytest.mark.parametrize("whom", ["C02", "--all"])
def test_of_two_lists_neither_is_taken_for_the_campaigns(campaign: Path, whom: str) -> None:
    workbook_of(campaign)
    before = kept_in(campaign)
    stopped = run("erase", campaign, whom, "--reason", "Asked.", "--yes")
    assert stopped.exit_code == 1
    assert "candidates.xlsx: there are two lists of candidates" in stopped.stderr
    assert kept_in(campaign) == before


def test_everybody_can_be_erased_without_a_list_that_cannot_be_read(campaign: Path) -> None:
    unclear_row(campaign).unlink()
    assert run("erase", campaign, "--all", "--reason", "Asked.", "--yes").exit_code == 0
    assert traces(campaign, *NAMES.values()) == []


@pytest.mark.parametrize("whom", [["C02"], ["C01", "C02", "C03", "C04", "C05"]])
def test_a_workbook_left_over_from_an_erasing_cut_short_goes_when_it_is_finished(
    campaign: Path, whom: list[str]
) -> None:
    left = [c for c in CampaignFolder(campaign).load_candidates()[0] if c.ref not in whom]
    workbook = workbook_of(campaign)
    (campaign / "candidates.csv").write_bytes(
        write_csv(c.model_copy(update={"slot": None, "room": "", "adjustments": ""}) for c in left)
    )
    note = {"refs": whom, "everybody": not left, "reason": "They asked."}
    (campaign / ".erasing.json").write_text(json.dumps(note), encoding="utf-8")
    assert run("erase", campaign, "--yes").exit_code == 0
    assert not workbook.exists()
    assert [c.ref for c in CampaignFolder(campaign).load_candidates()[0]] == [c.ref for c in left]
    assert traces(campaign, "Tom Ellery") == []


# The campaigns that follow


def start(parent: Path, reference: str, first: str) -> Path:
    days = ("--from", first, "--place", "Room 1", "--email", "hr@council.example", "--in", parent)
    chair = ("--role", "housing-officer", "--chair", "Helen Marsh", "--member", "Daniel Hughes")
    assert run("new", reference, *chair, *days).exit_code == 0
    root = parent / reference
    (root / "candidates.csv").write_text("Ref,Name\nC01,Ada Byrne\n", encoding="utf-8")
    return root


def questions_of(result: Result) -> list[str]:
    return [q["question"]["id"] for q in json.loads(result.stdout)["questions"]]


def test_campaigns_are_listed_with_how_far_they_are_and_how_long_they_are_kept(
    tmp_path: Path, decided: Path
) -> None:
    one, two = start(tmp_path, "A-1", "2026-03-12"), start(tmp_path, "A-2", "2026-06-12")
    run("plan", one)
    run("plan", two)
    run("pack", two)
    start(tmp_path, "A-3", "2026-07-12")
    (tmp_path / "not-a-campaign").mkdir()
    shutil.copytree(decided, tmp_path / decided.name)
    (tmp_path / "A-9").mkdir()
    (tmp_path / "A-9" / "campaign.yaml").write_text("schema: 1\nrefrence: A-9\n", encoding="utf-8")
    listed = json.loads(run("campaigns", tmp_path, "--json").stdout)
    assert {c["reference"]: c["state"] for c in listed["campaigns"]} == {
        "A-1": "planned",
        "A-2": "packed",
        "A-3": "new",
        "A-9": "cannot be read",
        "HSG-2026-014": "decided",
    }
    assert listed["findings"] != []
    assert max(listed["questions"].values()) <= 2
    assert sum(listed["questions"].values()) == 12, "the example does not count"
    assert "Housing Officer" in run("campaigns", tmp_path, "--questions").output


def test_a_plan_passes_over_what_was_used_lately_and_says_so(tmp_path: Path) -> None:
    one, two = start(tmp_path, "A-1", "2026-03-12"), start(tmp_path, "A-2", "2026-06-12")
    first = questions_of(run("plan", one, "--json"))
    shown = run("plan", two)
    second = questions_of(run("plan", two, "--json"))
    passed_over = set(first) - set(second)
    assert passed_over, "other questions serve as well"
    plain = " ".join(shown.output.split())
    assert [
        q for q in passed_over if f"{q} was passed over: it was used once before (A-1)" not in plain
    ] == []
    taken = set(first) & set(second)
    assert [
        q for q in taken if f"{q} is in the plan although it was used once before (A-1)" not in plain
    ] == []
    assert questions_of(run("plan", two, "--used-within", "0", "--json")) == first
    assert questions_of(run("plan", one, "--json")) == first, (
        "a later campaign changes nothing in an earlier one"
    )


def test_what_was_used_long_ago_or_by_an_example_does_not_count(tmp_path: Path) -> None:
    alone = questions_of(run("plan", start(tmp_path / "alone", "B-1", "2026-06-12"), "--json"))
    run("plan", start(tmp_path, "A-1", "2024-03-12"))
    run("plan", kit.start_example(tmp_path))
    root = start(tmp_path, "B-1", "2026-06-12")
    assert questions_of(run("plan", root, "--json")) == alone


def test_once_sheets_are_out_a_new_campaign_beside_it_does_not_touch_the_plan(tmp_path: Path) -> None:
    root = start(tmp_path, "B-1", "2026-06-12")
    frozen = questions_of(run("plan", root, "--json"))
    assert run("pack", root).exit_code == 0
    run("plan", start(tmp_path, "A-1", "2026-03-12"))
    again = run("plan", root, "--json")
    assert again.exit_code == 0
    assert questions_of(again) == frozen


def test_a_copy_of_a_folder_is_the_same_campaign(tmp_path: Path) -> None:
    one, two = start(tmp_path, "A-1", "2026-03-12"), start(tmp_path, "A-2", "2026-06-12")
    run("plan", one)
    shutil.copytree(one, tmp_path / "A-1 copy")
    plain = " ".join(run("plan", two).output.split())
    assert "it was used once before (A-1)" in plain
    assert "2 times" not in plain
    listed = run("campaigns", tmp_path).output
    assert [line.split("  ")[0] for line in listed.splitlines() if line.startswith("A-")] == [
        "A-1, in A-1",
        "A-1, in A-1 copy",
        "A-2",
    ]
    used = json.loads(run("campaigns", tmp_path, "--json").stdout)["questions"]
    shared = set(questions_of(run("plan", one, "--json"))) & set(questions_of(run("plan", two, "--json")))
    assert {q for q, count in used.items() if count > 1} == shared
    assert max(used.values()) <= 2


def test_a_reserve_list_that_outlives_the_data_is_pointed_out(tmp_path: Path) -> None:
    root = start(tmp_path, "A-1", "2026-03-12")
    assert "reserve list" not in run("plan", root).stderr
    path = root / "campaign.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("retention_months: 12", "retention_months: 3"), encoding="utf-8")
    for command in ("plan", "pack"):
        said = " ".join(run(command, root).stderr.split())
        assert "a reserve list would stand until 19 March 2027" in said
        assert "kept until 19 June 2026 only Write reserve_months: 3 or fewer" in said


def test_a_minimum_that_is_no_whole_number_is_printed_as_a_decimal(tmp_path: Path) -> None:
    root = start(tmp_path, "A-1", "2026-03-12")
    path = root / "role.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("minimum: 2\n", "minimum: 2.5\n"), encoding="utf-8"
    )
    shown = run("plan", root).output
    assert "(weight 3, minimum 2.5)" in shown
    assert "5/2" not in shown
