import datetime as dt
import io
import re
import zipfile
from functools import lru_cache
from pathlib import Path

import openxml_audit
import pytest

from interview_kit.documents import layout
from interview_kit.documents.score_sheet_writer import SheetPress, compose_score_sheets
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.scale import Scale
from interview_kit.domain.typography import printed_plan
from interview_kit.errors import KitError
from interview_kit.word.lint import lint_docx
from interview_kit.word.measure import text_width
from interview_kit.word.package import read_parts, write_parts
from tests.documents import papers
from tests.word.templates import text_of

PLANS = ("housing", "five_levels", "managing_change", "head_of_service")
MEMBER = papers.CAMPAIGN.panel[1]


@lru_cache
def plan(name: str) -> Plan:
    made: Plan = getattr(papers, name)()
    return made


@lru_cache
def press(name: str) -> SheetPress:
    return compose_score_sheets(plan(name), papers.CAMPAIGN, papers.TEMPLATES)


def sheet(name: str = "housing", candidate: Candidate = papers.CANDIDATES[2]) -> bytes:
    return press(name).stamp(candidate, MEMBER, papers.REFERENCE)


def body(document: bytes) -> str:
    return read_parts(document)["word/document.xml"].decode("utf-8")


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("candidate", [*papers.CANDIDATES[2:], papers.LONG], ids=lambda c: c.ref)
def test_a_sheet_is_sound_and_open_to_everybody(name: str, candidate: Candidate, tmp_path: Path):
    made = sheet(name, candidate)
    assert lint_docx(made, "sheet.docx") == []
    file = tmp_path / "sheet.docx"
    file.write_bytes(made)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("name", PLANS)
def test_a_sheet_has_every_control_once_in_the_order_of_the_layout(name: str):
    tags = re.findall(r'<w:tag w:val="([^"]*)"/>', body(sheet(name)))
    assert tags == list(layout.score_sheet_tags(plan(name)))
    assert len(tags) == len(set(tags)) > 20


def test_each_control_stands_in_the_row_of_its_key():
    text = body(sheet())
    rows = re.findall(r"<w:tr>.*?</w:tr>", text, re.DOTALL)
    keyed = 0
    for row in rows:
        words = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", row)
        tags = re.findall(r'<w:tag w:val="([^"]*)"/>', row)
        if tags and tags != [layout.REFERENCE_TAG]:
            assert tags == [words[0]]
            keyed += 1
    assert keyed == len(layout.score_sheet_tags(plan("housing"))) - 1


def test_the_identity_stands_in_six_places():
    parts = {name: content.decode("utf-8") for name, content in read_parts(sheet()).items()}
    core, document = parts["docProps/core.xml"], parts["word/document.xml"]
    assert f"<vt:lpwstr>{papers.REFERENCE}</vt:lpwstr>" in parts["docProps/custom.xml"]
    assert f"<dc:identifier>{papers.REFERENCE}</dc:identifier>" in core
    assert f"<dc:title>Score sheet {papers.REFERENCE}</dc:title>" in core
    locked = re.search(
        r'<w:alias w:val="[^"]*"/><w:tag w:val="sheet.reference"/>.*?<w:lock w:val="(\w+)"/>.*?</w:sdt>',
        document,
    )
    assert locked is not None
    assert locked[1] == "sdtContentLocked"
    assert f">{papers.REFERENCE}<" in locked[0]
    assert f'<w:alias w:val="Sheet reference {papers.REFERENCE}"/>' in locked[0]
    assert document.count(papers.REFERENCE) == 2
    first_table = document[document.index("<w:tbl>") : document.index("</w:tbl>")]
    assert "Sheet: " in first_table
    assert papers.REFERENCE in first_table
    assert f"Sheet {papers.REFERENCE}" in parts["word/footer1.xml"]


def test_the_custom_properties_say_what_the_sheet_is_for():
    custom = read_parts(sheet())["docProps/custom.xml"].decode("utf-8")
    found = dict(re.findall(r'name="([^"]*)"><vt:lpwstr>([^<]*)<', custom))
    assert found == {
        "kit-reference": papers.REFERENCE,
        "kit-campaign": "HSG-2026-014",
        "kit-plan": plan("housing").fingerprint,
        "kit-candidate": "C03",
        "kit-member": "P2",
    }


def test_every_word_of_the_plan_is_on_the_sheet():
    shown = text_of(sheet()).replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", '"')
    for planned in printed_plan(plan("housing")).questions:
        assert planned.question.lead in shown
        for probe in planned.question.probes:
            assert probe.ask in shown
        for behaviour in (*planned.effective, *planned.ineffective):
            assert behaviour.text in shown
        for clause in planned.question.benchmarks.strong:
            assert clause.text in shown
    for level in printed_plan(plan("housing")).scale.levels:
        assert level.description in shown


def test_the_list_of_scores_has_the_levels_and_what_is_no_score():
    entries = re.findall(r'<w:listItem w:displayText="([^"]*)" w:value="([^"]*)"/>', body(sheet()))
    one = [(item.text, item.value) for item in layout.score_items(plan("housing").scale)]
    assert entries == [("No", "no"), ("Yes, and I have told the chair", "yes"), *one * 6]
    assert one[0] == ("4 - Excellent", "4")
    assert one[-2:] == [("Not asked", "not-asked"), ("No answer", "no-answer")]


def test_what_the_panel_must_do_for_a_candidate_is_not_on_the_sheet():
    candidate = papers.CANDIDATES[3]
    made = sheet(candidate=candidate)
    assert candidate.adjustments == "Questions in writing on the table; 15 minutes more"
    everything = b"".join(read_parts(made).values()).decode("utf-8")
    assert "Gareth Pugh" in everything
    assert "in writing on the table" not in everything


def test_sheets_differ_only_in_who_scores_whom():
    one = read_parts(sheet(candidate=papers.CANDIDATES[0]))
    other = read_parts(sheet(candidate=papers.CANDIDATES[1]))
    differing = {name for name in one if one[name] != other[name]}
    assert differing == {"word/document.xml", "word/header1.xml", "docProps/custom.xml"}


def test_the_same_sheet_has_the_same_bytes():
    again = compose_score_sheets(plan("housing"), papers.CAMPAIGN, papers.TEMPLATES)
    assert again.stamp(papers.CANDIDATES[2], MEMBER, papers.REFERENCE) == sheet()


def test_an_interview_without_a_day_says_so():
    assert "Date: not fixed" in text_of(sheet(candidate=papers.CANDIDATES[4]))


def test_day_time_and_room_are_said():
    shown = text_of(sheet())
    assert "Date: 12 March 2026" in shown
    assert "1.30 pm, Room 2" in shown


def header(candidate: Candidate, role: str, member: str = "Daniel Hughes") -> str:
    campaign = papers.CAMPAIGN.model_copy(update={"title": role})
    made = compose_score_sheets(plan("housing"), campaign, papers.TEMPLATES)
    somebody = MEMBER.model_copy(update={"name": member})
    words = text_of(made.stamp(candidate, somebody, papers.REFERENCE), "word/header1.xml")
    return words.replace("\n", "")


LONG_ROLE = "Head of Environmental Services, Waste, Parks and Open Spaces"


def test_a_header_has_everything_that_fits_on_one_line():
    amara = papers.CANDIDATES[2]
    assert header(amara, "Housing Officer") == (
        "Score sheet · Housing Officer · HSG-2026-014C03 Amara Osei   ·   scored by P2 Daniel Hughes"
    )
    assert header(amara, LONG_ROLE) == (
        "Score sheet · HSG-2026-014C03 Amara Osei   ·   scored by P2 Daniel Hughes"
    )
    featherstone = amara.model_copy(update={"name": "Maximiliana Featherstonehaugh"})
    assert header(featherstone, LONG_ROLE, "Bartholomew Papadopoulos-Williams") == (
        "Score sheet · HSG-2026-014C03 Maximiliana Featherstonehaugh   ·   P2 Bartholomew Papadopoulos-Williams"
    )


def test_a_header_cuts_names_that_would_need_a_second_line():
    shown = header(papers.LONG, LONG_ROLE, papers.LONG_MEMBER.name)
    assert shown.count("…") == 2
    assert text_width(shown, 8.5, bold=True) < 17.4


@pytest.mark.parametrize(
    "name", ["A&B <x/> \"'", "{{ 7*7 }}", "شيماء الحسن", "李 小龍", "😀 O’Neill", "Two\nlines\tand tab"]
)
def test_a_name_is_printed_as_it_is(name: str):
    candidate = papers.CANDIDATES[2].model_copy(update={"name": name})
    made = sheet(candidate=candidate)
    assert lint_docx(made, "sheet.docx") == [] or name.startswith("{{")
    shown = text_of(made).replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    assert " ".join(name.split()) in shown.replace("&amp;", "&")


def test_a_name_with_a_control_character_is_refused():
    candidate = papers.CANDIDATES[2].model_copy(update={"name": "Amara\x07 Osei"})
    with pytest.raises(KitError) as error:
        sheet(candidate=candidate)
    assert {f.where for f in error.value.findings} == {"candidate_name", "header_candidate"}


def test_a_missing_template_is_a_finding():
    with pytest.raises(KitError) as error:
        compose_score_sheets(plan("housing"), papers.CAMPAIGN, {})
    assert [(f.where, f.code) for f in error.value.findings] == [
        ("templates/score-sheet.docx", "template-missing")
    ]


def test_a_template_that_lost_a_control_is_a_finding(tmp_path: Path):
    parts = read_parts(papers.TEMPLATES["score-sheet.docx"].read_bytes())
    text = parts["word/document.xml"].decode("utf-8")
    lost = re.sub(r'<w:tag w:val="\{\{ q\.key \}\}\.score"/>', "", text)
    assert lost != text
    own = tmp_path / "score-sheet.docx"
    own.write_bytes(write_parts({**parts, "word/document.xml": lost.encode()}))
    with pytest.raises(KitError) as error:
        compose_score_sheets(plan("housing"), papers.CAMPAIGN, {"score-sheet.docx": own})
    assert [(f.problem, f.code) for f in error.value.findings] == [
        (
            "the document made from this template lacks 6 fields: Q1.score, Q2.score, Q3.score, …",
            "template-control-lost",
        )
    ]


def test_texts_of_a_plan_that_look_like_tags_or_markup_are_printed():
    made = plan("housing")
    first = made.questions[0]
    odd = first.question.model_copy(update={"lead": "What is {{ 7*7 }} & <b>\x07?"})
    asked = first.model_copy(update={"question": odd})
    changed = made.model_copy(update={"questions": (asked, *made.questions[1:])})
    shown = text_of(
        compose_score_sheets(changed, papers.CAMPAIGN, papers.TEMPLATES).stamp(
            papers.CANDIDATES[0], MEMBER, papers.REFERENCE
        )
    )
    assert "What is {{ 7*7 }} &amp; &lt;b&gt;\ufffd?" in shown


def test_a_scale_without_a_note_names_its_source():
    made = plan("housing")
    bare = Scale.model_validate({**made.scale.model_dump(by_alias=True), "note": ""})
    changed = made.model_copy(update={"scale": bare})
    shown = text_of(
        compose_score_sheets(changed, papers.CAMPAIGN, papers.TEMPLATES).stamp(
            papers.CANDIDATES[0], MEMBER, papers.REFERENCE
        )
    )
    assert "PACE rating levels, Norwich City Council." in shown


def test_a_campaign_without_a_title_takes_the_role_s():
    campaign = Campaign.model_validate({**papers.CAMPAIGN.model_dump(by_alias=True), "title": ""})
    made = compose_score_sheets(plan("head_of_service"), campaign, papers.TEMPLATES)
    shown = text_of(made.stamp(papers.CANDIDATES[0], MEMBER, papers.REFERENCE))
    assert "Interview for Head of Environmental Services, Waste, Parks and Open Spaces ·" in shown


def test_a_sheet_of_an_example_says_so():
    campaign = papers.CAMPAIGN.model_copy(update={"example": True})
    made = compose_score_sheets(plan("housing"), campaign, papers.TEMPLATES)
    said = "This is an example. The people in it are invented."
    assert said in text_of(made.stamp(papers.CANDIDATES[0], MEMBER, papers.REFERENCE))
    assert said not in text_of(sheet())


def test_the_clock_is_that_of_the_candidates_own_time():
    """Two moments can be the same by the world's clock and still be printed otherwise."""
    noon = dt.datetime(2026, 3, 12, 12, 0, tzinfo=dt.UTC)
    later = noon.astimezone(dt.timezone(dt.timedelta(hours=1)))
    said = [
        press("housing").values(
            papers.CANDIDATES[2].model_copy(update={"slot": slot, "room": "Room 2"}), MEMBER, papers.REFERENCE
        )["time_and_room"]
        for slot in (noon, later)
    ]
    assert said == ["12 noon, Room 2", "1.00 pm, Room 2"]
