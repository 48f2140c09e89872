import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import openxml_audit
import pytest

from interview_kit.documents import layout
from interview_kit.documents.agreement_form import MemberView, compose_agreement_form
from interview_kit.documents.agreement_geometry import fits_a_page, reason_on_blank
from interview_kit.documents.agreement_view import blank_block, decimals, reasons, scored_block
from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating
from interview_kit.domain.role import Combine, ScoringRules
from interview_kit.errors import KitError
from interview_kit.word.lint import lint_docx
from interview_kit.word.measure import text_width
from interview_kit.word.package import read_parts, write_parts
from tests.documents import papers
from tests.documents.panels import Score, ratings
from tests.word.templates import text_of

REFERENCE = "AG-7Q2C-K4XF"
TOM = papers.CANDIDATES[1]
PANEL = papers.CAMPAIGN.panel
FIVE = (*PANEL, PanelMember(ref="P4", name="Li Wei"), papers.LONG_MEMBER)
GIVEN: dict[str, Sequence[Score]] = {
    "Q1": (3, 4, 3),
    "Q2": (3, 4, 4),
    "Q4": (1, 3, 1),
    "Q6": (3, 4, 3),
}
HEIGHTS = {
    ("housing", 3): 2.4,
    ("housing", 5): 1.8,
    ("head_of_service", 3): 2.4,
    ("head_of_service", 5): 1.8,
}
PLANS = {"housing": papers.housing, "head_of_service": papers.head_of_service}


@lru_cache
def plan(name: str = "housing") -> Plan:
    return PLANS[name]()


def campaign(**changes: object) -> Campaign:
    return papers.CAMPAIGN.model_copy(update=changes)


def blank(name: str = "housing", candidate: Candidate = TOM, **changes: object) -> bytes:
    return compose_agreement_form(plan(name), campaign(**changes), candidate, REFERENCE, papers.TEMPLATES)


def scored(
    given: Mapping[str, Sequence[Score]] = GIVEN,
    panel: tuple[PanelMember, ...] = PANEL,
    used: Plan | None = None,
    **changes: object,
) -> bytes:
    used = used or plan()
    return compose_agreement_form(
        used,
        campaign(panel=panel, **changes),
        TOM,
        REFERENCE,
        papers.TEMPLATES,
        scores=ratings(used, panel, given),
    )


def body(document: bytes) -> str:
    return read_parts(document)["word/document.xml"].decode("utf-8")


def tags(document: bytes) -> list[str]:
    return re.findall(r'<w:tag w:val="([^"]*)"/>', body(document))


def rows(document: bytes) -> list[list[str]]:
    """Return the cells' texts of all rows."""
    found = re.findall(r"<w:tr>.*?</w:tr>", body(document), re.DOTALL)
    return [[_text(cell) for cell in re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)] for row in found]


def headings(document: bytes) -> list[str]:
    paragraphs = re.findall(r"<w:p><w:pPr><w:pStyle w:val=\"Heading.*?</w:p>", body(document), re.DOTALL)
    return [_text(paragraph).strip() for paragraph in paragraphs]


def _text(xml: str) -> str:
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)).replace("&amp;", "&").replace("&#39;", "'")


def forms() -> dict[str, bytes]:
    """Return forms of all kinds by name."""
    wide = {"Q2": (7, 3, 6, 5, 4), "Q7": [Mark.NOT_ASKED] * 5, "Q8": (4, 4, Mark.NO_ANSWER, 4, None)}
    return {
        "blank": blank(),
        "blank-long": blank("head_of_service", papers.LONG, panel=FIVE, title="", example=True),
        "blank-alone": blank(panel=PANEL[:1]),
        "scored": scored(),
        "scored-none": scored({}),
        "scored-all": scored({q.key: (1, 4, 2) for q in plan().questions}),
        "scored-long": scored(wide, FIVE, plan("head_of_service"), example=True),
        "scored-six": scored({}, (*FIVE, PanelMember(ref="P6", name="Ann Six"))),
    }


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Forms of all kinds by name."""
    return forms()


KINDS = tuple(forms())


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_sound_and_open_to_everybody(made: dict[str, bytes], kind: str, tmp_path: Path):
    assert lint_docx(made[kind], "form.docx") == []
    file = tmp_path / "form.docx"
    file.write_bytes(made[kind])
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.ooxml
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_valid_for_the_open_xml_sdk(
    ooxml_validator: str, made: dict[str, bytes], kind: str, tmp_path: Path
):
    file = tmp_path / "form.docx"
    file.write_bytes(made[kind])
    said = subprocess.run([ooxml_validator, str(file)], check=False, capture_output=True, timeout=120)
    found = json.loads(said.stdout)
    assert (found["ok"], found["errors"]) == (True, [])


def test_the_same_form_has_the_same_bytes(made: dict[str, bytes]):
    assert forms() == made


@pytest.mark.parametrize("kind", ["blank", "scored", "scored-none", "scored-all"])
def test_each_control_stands_in_the_row_of_its_key(made: dict[str, bytes], kind: str):
    keyed = []
    for row in re.findall(r"<w:tr>.*?</w:tr>", body(made[kind]), re.DOTALL):
        words = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", row)
        keyed += [
            (words[0], tag) for tag in re.findall(r'<w:tag w:val="([^"]*)"/>', row) if tag.count(".") == 1
        ]
    assert [key for key, tag in keyed if key != tag] == []
    assert {tag for _, tag in keyed} >= {layout.Z_ALONE, layout.Z_DATE}


def test_a_blank_form_has_the_fields_of_every_question_but_no_spare_block():
    questions = tuple(q.key for q in plan().questions)
    found = [tag for tag in tags(blank()) if not re.fullmatch(r"Q\d+\.P\d+\.(?:score|note)", tag)]
    assert found == [t for t in layout.agreement_form_tags(questions) if not t.startswith("X1")]


def test_a_blank_form_has_a_list_and_a_note_for_each_member_and_question():
    wanted = [
        f"{q.key}.{m.ref}.{what}" for q in plan().questions for m in PANEL for what in ("score", "note")
    ]
    assert [tag for tag in tags(blank()) if tag in wanted] == wanted
    assert len(wanted) == 36


def test_a_blank_form_says_when_to_use_it_and_that_scores_stay():
    text = text_of(blank()).replace("\n", " ")
    assert "Use this form when all 3 score sheets on this candidate are in." in text
    assert "two or more apart, or on both sides of the minimum" in text
    assert "Each member’s own scores are kept as they came in; nothing here replaces them." in text
    assert "both score sheets" in text_of(blank(panel=PANEL[:2]))
    assert "One member scores alone: there is nothing to agree." in text_of(blank(panel=PANEL[:1]))


def test_a_blank_form_shows_no_score_of_anybody():
    values = re.findall(r"<w:sdtContent>(.*?)</w:sdtContent>", body(blank()))
    shown = {_text(value) for value in values}
    assert shown == {
        REFERENCE,
        layout.SCORE_PLACEHOLDER,
        layout.REASON_PLACEHOLDER,
        layout.DATE_PLACEHOLDER,
        layout.NOT_TICKED,
        "the evidence it rests on",
    }


def test_a_blank_form_names_the_minimum_where_there_is_one():
    found = [h for h in headings(blank()) if h.startswith("Q")]
    assert found[0] == "Q1  Customer service & support   minimum 2"
    assert found[2] == "Q3  Communication"
    assert len(found) == 6


def test_a_scored_form_has_the_fields_of_what_is_to_be_discussed_and_a_spare_block():
    assert tags(scored()) == list(layout.agreement_form_tags(("Q4",)))


def test_the_agreed_score_is_a_level_or_a_referral():
    entries = re.findall(r'<w:listItem w:displayText="([^"]*)" w:value="([^"]*)"/>', body(scored()))
    agreed = [(item.text, item.value) for item in layout.agreed_items(plan().scale)]
    questions = [(i.text.replace("&", "&amp;"), i.value) for i in layout.question_items(plan())]
    assert entries == [*agreed, *questions, *agreed]
    assert agreed[-1] == ("No agreement: refer", "refer")


def test_a_scored_form_says_what_is_to_be_discussed():
    text = text_of(scored()).replace("\n", " ")
    assert "All 3 score sheets are in. One question of six needs the panel’s discussion." in text
    assert headings(scored()) == [
        "Agreement form",
        "To discuss",
        "Q4  Respecting diversity & equality   1, 3, 1: two apart",
        "Not for discussion: one apart or less",
        "Another question, if the panel wants to discuss it",
        "Confirm",
    ]


def test_two_sheets_are_both_and_several_questions_are_counted():
    text = text_of(scored({"Q1": (1, 4), "Q2": (1, 4)}, PANEL[:2])).replace("\n", " ")
    assert "Both score sheets are in. Two questions of six need the panel’s discussion." in text


def test_a_form_without_disagreement_has_no_block():
    made = scored({})
    assert "No question needs the panel’s discussion." in text_of(made)
    assert headings(made)[1] == "Not for discussion: one apart or less"


def test_a_form_on_which_all_is_discussed_has_no_other_table():
    made = scored({q.key: (1, 4, 2) for q in plan().questions})
    assert "Six questions of six need the panel’s discussion." in text_of(made)
    assert [h for h in headings(made) if h.startswith("Not for")] == []


def test_a_block_has_each_member_s_score_evidence_and_ticks():
    views = {key: list(given) for key, given in ratings(plan(), PANEL, GIVEN).items()}
    fourth = plan().question_by_key["Q4"]
    last = Rating(
        question="Q4",
        mark=Mark.SCORED,
        score=1,
        evidence="Called it banter.\nDid nothing & left.",
        heard=(fourth.ineffective[0].id, fourth.effective[1].id),
    )
    views["Q4"][2] = MemberView(PANEL[2], last)
    silent = Rating(question="Q4", mark=Mark.SCORED, score=3)
    views["Q4"][1] = MemberView(PANEL[1], silent)
    made = compose_agreement_form(plan(), papers.CAMPAIGN, TOM, REFERENCE, papers.TEMPLATES, scores=views)
    found = [row for row in rows(made) if re.match(r"P\d ", row[0])]
    effective, ineffective = fourth.effective[1].text, fourth.ineffective[0].text
    assert found[0][:3] == ["P1 Helen Marsh", "1", "Heard 1."]
    assert found[1] == ["P2 Daniel Hughes", "3", "Nothing written", "Nothing ticked"]
    assert found[2] == [
        "P3 Sunita Bhatt",
        "1",
        "Called it banter.Did nothing & left.",
        f"+ {effective}– {ineffective}",
    ]


def test_what_is_not_discussed_stands_with_scores_and_mean():
    table = [row for row in rows(scored()) if re.fullmatch(r"Q\d", row[0])]
    assert table[0] == ["Q1", "Customer service & support", "3", "4", "3", "3.33"]
    assert [row[0] for row in table] == ["Q1", "Q2", "Q3", "Q5", "Q6"]
    assert [row[-1] for row in table] == ["3.33", "3.67", "3.00", "3.00", "3.33"]


def test_a_role_that_combines_by_median_shows_medians():
    role = plan().role.model_copy(update={"scoring": ScoringRules(combine=Combine.MEDIAN)})
    changed = plan().model_copy(update={"role": role})
    table = rows(scored({"Q1": (3, 4)}, PANEL[:2], changed))
    assert table[0] == ["Key", "Question", "P1", "P2", "Median"]
    assert table[1] == ["Q1", "Customer service & support", "3", "4", "3.50"]


def test_more_members_than_columns_share_one():
    six = (*FIVE, PanelMember(ref="P6", name="Ann Six"))
    table = rows(scored({"Q1": (3, 4, 3, 3, 3, 3)}, six))
    assert table[0] == ["Key", "Question", "Scores", "Mean"]
    assert table[1][2].replace("\N{NO-BREAK SPACE}", " ") == "P1 3, P2 4, P3 3, P4 3, P5 3, P6 3"
    assert table[1][3] == "3.17"


def test_a_sheet_that_is_not_in_is_waited_for():
    text = text_of(scored({q.key: (3, None, 3) for q in plan().questions})).replace("\n", " ")
    assert "2 of 3 score sheets are in. Wait for P2 Daniel Hughes before the panel talks." in text


@pytest.mark.parametrize(
    ("question", "given", "why"),
    [
        ("Q4", (3, 3, 3), ()),
        ("Q4", (3, 4, 3), ()),
        ("Q4", (2, 4, 3), ("two apart",)),
        ("Q1", (2, 2, 3), ()),
        ("Q1", (1, 2, 2), ("on both sides of the minimum of 2",)),
        ("Q1", (1, 4, 2), ("three apart", "on both sides of the minimum of 2")),
        ("Q4", (3, Mark.NO_ANSWER, 3), ("not every member gave a score",)),
        ("Q4", (3, Mark.BLANK, 1), ("two apart", "not every member gave a score")),
        ("Q4", (Mark.NOT_ASKED, Mark.NOT_ASKED, Mark.NOT_ASKED), ()),
    ],
)
def test_a_question_is_discussed_for_a_reason(question: str, given: Sequence[Score], why: tuple[str, ...]):
    views = ratings(plan(), PANEL, {question: given})[question]
    assert reasons(plan(), plan().question_by_key[question], views) == why


def test_the_lowest_level_is_discussed_where_it_rules_an_essential_competency_out():
    role = plan().role
    strict = plan().model_copy(
        update={
            "role": role.model_copy(
                update={"scoring": role.scoring.model_copy(update={"essential_above_lowest": True})}
            )
        }
    )
    essential = {q.key: strict.competency_by_id[q.competency].essential for q in strict.questions}
    found = {
        key: reasons(strict, strict.question_by_key[key], ratings(strict, PANEL, {key: (1, 2, 2)})[key])
        for key in essential
    }
    said = "only some at the lowest level, 1"
    assert {key for key, why in found.items() if said in why} == {k for k, yes in essential.items() if yes}
    assert len({*essential.values()}) == 2


def test_what_stands_in_the_place_of_a_score_is_shown():
    made = scored({"Q4": (3, Mark.NO_ANSWER, None), "Q5": [Mark.NOT_ASKED] * 3})
    assert "Q4  Respecting diversity & equality   3, no answer, no sheet: not every member gave a score" in (
        headings(made)
    )
    assert ["Q5", "Commitment & accountability", "not asked", "not asked", "not asked", "–"] in rows(made)


@pytest.mark.parametrize(
    ("value", "least", "text"),
    [
        (Fraction(2), 0, "2"),
        (Fraction(5, 2), 0, "2.5"),
        (Fraction(10, 3), 2, "3.33"),
        (Fraction(3), 2, "3.00"),
        (Fraction(461, 200), 2, "2.31"),
    ],
)
def test_figures_are_rounded_half_up(value: Fraction, least: int, text: str):
    assert decimals(value, least) == text


def test_the_reference_stands_in_all_its_places():
    parts = {name: content.decode("utf-8") for name, content in read_parts(blank()).items()}
    core, document = parts["docProps/core.xml"], parts["word/document.xml"]
    assert f"<vt:lpwstr>{REFERENCE}</vt:lpwstr>" in parts["docProps/custom.xml"]
    assert f"<dc:identifier>{REFERENCE}</dc:identifier>" in core
    assert f"<dc:title>Agreement form {REFERENCE}</dc:title>" in core
    locked = re.search(r'<w:tag w:val="sheet.reference"/>.*?<w:lock w:val="(\w+)"/>.*?</w:sdt>', document)
    assert locked is not None
    assert locked[1] == "sdtContentLocked"
    assert REFERENCE in locked[0]
    assert f"Form: {REFERENCE}   Do not change." in _text(document)
    assert f"Form {REFERENCE}" in parts["word/footer1.xml"]


def test_the_custom_properties_say_what_the_form_is_for():
    custom = read_parts(blank())["docProps/custom.xml"].decode("utf-8")
    found = dict(re.findall(r'name="([^"]*)"><vt:lpwstr>([^<]*)<', custom))
    assert found == {
        "kit-reference": REFERENCE,
        "kit-campaign": "HSG-2026-014",
        "kit-plan": plan().fingerprint,
        "kit-candidate": "C02",
        "kit-member": "P1",
    }


def test_no_other_candidate_and_no_adjustment_is_on_the_form():
    candidate = papers.CANDIDATES[3]
    everything = b"".join(read_parts(blank(candidate=candidate)).values()).decode("utf-8")
    assert [c.name for c in papers.CANDIDATES if c.name in everything] == ["Gareth Pugh"]
    assert "in writing on the table" not in everything


def test_an_example_says_that_it_is_one():
    assert "This is an example." in text_of(blank(example=True))
    assert "This is an example." not in text_of(blank())


def test_a_header_has_what_fits_on_one_line():
    assert text_of(blank(), "word/header1.xml").replace("\n", "") == (
        "Agreement form · Housing Officer · HSG-2026-014C02 Tom Ellery   ·   kept by the chair, P1 Helen Marsh"
    )
    long = text_of(blank(candidate=papers.LONG), "word/header1.xml").replace("\n", "")
    assert long.startswith("Agreement form · HSG-2026-014C12 Maximiliana Wolfeschlegelsteinhausen")
    assert long.endswith("…   ·   P1 Helen Marsh")
    assert text_width(long, 8.5, bold=True) < 17.4


def test_a_block_too_high_for_a_page_may_be_torn():
    question = plan().question_by_key["Q4"]
    views = ratings(plan(), PANEL, GIVEN)["Q4"]
    assert fits_a_page(scored_block(plan(), question, views))
    rating = views[0].rating
    assert rating is not None
    long = rating.model_copy(update={"evidence": "A long account of what was said. " * 80})
    wordy = tuple(MemberView(v.member, long) for v in views)
    assert not fits_a_page(scored_block(plan(), question, wordy))


def test_the_box_for_reasons_is_as_high_as_the_pages_allow():
    heights = {
        (name, len(panel)): reason_on_blank([blank_block(plan(name), q, panel) for q in plan(name).questions])
        for name in PLANS
        for panel in (PANEL, FIVE)
    }
    assert {key: round(height, 1) for key, height in heights.items()} == HEIGHTS


@pytest.mark.parametrize("lost", ["{{ b.agreed }}", "Z.alone"])
def test_a_template_that_lost_a_control_is_a_finding(lost: str, tmp_path: Path):
    parts = read_parts(papers.TEMPLATES["agreement-form.docx"].read_bytes())
    text = parts["word/document.xml"].decode("utf-8").replace(f'<w:tag w:val="{lost}"/>', "")
    own = tmp_path / "agreement-form.docx"
    own.write_bytes(write_parts({**parts, "word/document.xml": text.encode()}))
    with pytest.raises(KitError) as error:
        compose_agreement_form(plan(), papers.CAMPAIGN, TOM, REFERENCE, {own.name: own})
    assert [f.code for f in error.value.findings] == ["template-control-lost"]


def test_a_missing_template_is_a_finding():
    with pytest.raises(KitError) as error:
        compose_agreement_form(plan(), papers.CAMPAIGN, TOM, REFERENCE, {})
    assert [f.code for f in error.value.findings] == ["template-missing"]
