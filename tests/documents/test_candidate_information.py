import datetime as dt
import json
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import openxml_audit
import pytest

from interview_kit.documents import candidate_words as words
from interview_kit.documents.candidate_information import (
    InformationPress,
    compose_candidate_information,
)
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import QuestionType
from interview_kit.domain.role import Basis, ScoringRules
from interview_kit.errors import KitError
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts, write_parts
from tests.documents import papers
from tests.word.templates import text_of

AMARA, GARETH, LEILA = papers.CANDIDATES[2:]
EVERY = tuple(
    f"cambridge-{where}"
    for where in (
        "core/customer-service-and-support",
        "core/communication",
        "core/respecting-diversity-and-equality",
        "core/commitment-and-accountability",
        "core/personal-effectiveness",
        "core/team-and-partnership-working",
        "core/motivation-and-drive",
        "core/adaptability-and-forward-thinking",
        "first-line/developing-people-and-teams",
        "first-line/influencing-and-negotiating",
        "first-line/managing-people",
        "first-line/delivering-results",
    )
)


def twelve() -> Plan:
    """Return a plan on twelve competencies of two frameworks."""
    return papers.plan("opm-5", *((competency, (1,)) for competency in EVERY))


PLANS = {
    "housing": papers.housing,
    "five_levels": papers.five_levels,
    "head_of_service": papers.head_of_service,
    "managing_change": papers.managing_change,
    "twelve": twelve,
}


@lru_cache
def plan(name: str = "housing") -> Plan:
    return PLANS[name]()


def campaign(**changes: object) -> Campaign:
    return papers.CAMPAIGN.model_copy(update=changes)


def compose(name: str = "housing", candidate: Candidate = AMARA, **changes: object) -> bytes:
    return compose_candidate_information(plan(name), campaign(**changes), candidate, papers.TEMPLATES)


def shown(document: bytes) -> str:
    """Return the text of a document, a paragraph on a line."""
    body = read_parts(document)["word/document.xml"].decode("utf-8").replace("&amp;", "&")
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body, re.DOTALL)
    return "\n".join(_words(paragraph) for paragraph in paragraphs)


def _words(paragraph: str) -> str:
    return "".join(
        text or " " for text, _ in re.findall(r"<w:t[^>]*>([^<]*)</w:t>|(<w:br/>|<w:tab/>)", paragraph)
    )


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("candidate", [GARETH, LEILA, papers.LONG], ids=lambda c: c.ref)
def test_the_information_is_sound_and_open_to_everybody(name: str, candidate: Candidate, tmp_path: Path):
    made = compose(name, candidate, example=name == "housing")
    assert lint_docx(made, "information.docx") == []
    file = tmp_path / "information.docx"
    file.write_bytes(made)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.ooxml
@pytest.mark.parametrize("name", ["housing", "twelve"])
def test_the_information_is_valid_for_the_open_xml_sdk(ooxml_validator: str, name: str, tmp_path: Path):
    file = tmp_path / "information.docx"
    file.write_bytes(compose(name, GARETH, example=True))
    said = subprocess.run([ooxml_validator, str(file)], check=False, capture_output=True, timeout=120)
    found = json.loads(said.stdout)
    assert (found["ok"], found["errors"]) == (True, [])


def test_the_facts_say_when_where_with_whom_and_what_to_bring():
    text = shown(compose())
    assert "Thursday 12 March 2026, 1.30 pm, about 55 minutes" in text
    assert "Mandela House, 4 Regent Street, Cambridge CB2 1BY Step-free, hearing loop Room 2" in text
    assert "Helen Marsh (chair), Daniel Hughes, Sunita Bhatt" in text
    assert "Proof that you may work in the United Kingdom, such as a passport" in text


def test_the_chair_is_named_first_wherever_the_list_has_them():
    members = (*papers.CAMPAIGN.panel[1:], papers.CAMPAIGN.panel[0])
    assert words.panel(campaign(panel=members)) == "Helen Marsh (chair), Daniel Hughes, Sunita Bhatt"


def test_without_a_slot_the_time_follows():
    assert (
        "We will tell you the time. Interviews are held from Thursday 12 March to Friday 13 March 2026"
        in (shown(compose(candidate=LEILA)))
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-03-12", "2026-03-12", "held on Thursday 12 March 2026 and take"),
        ("2026-12-31", "2027-01-04", "held from Thursday 31 December 2026 to Monday 4 January 2027 and take"),
    ],
)
def test_days_of_interviews_are_said_as_short_as_can_be(first: str, last: str, said: str):
    days = {"interviews_from": dt.date.fromisoformat(first), "interviews_to": dt.date.fromisoformat(last)}
    dates = papers.CAMPAIGN.dates.model_copy(update=days)
    assert said in words.date_and_time(plan(), campaign(dates=dates), LEILA)


def test_nothing_to_bring_is_not_mentioned():
    assert "Please bring" in shown(compose())
    assert "Please bring" not in shown(compose(bring=" "))


@pytest.mark.parametrize("name", PLANS)
def test_every_competency_stands_with_its_definition_verbatim(name: str):
    text = shown(compose(name))
    for competency in plan(name).competencies:
        assert f"\n{competency.title}\n{competency.definition}\n" in text
        assert competency.framework_title in text


def test_a_competency_that_no_question_asks_about_is_left_out():
    asked = plan().questions[:2]
    text = shown(
        compose_candidate_information(
            plan().model_copy(update={"questions": asked}), papers.CAMPAIGN, AMARA, papers.TEMPLATES
        )
    )
    assert "One competency from the Core Competency Framework:" in text
    assert "Communicates effectively" not in text


def test_two_frameworks_are_both_named():
    assert words.competencies_from(plan("twelve")) == (
        "12 competencies from the Core Competency Framework and “Competencies for first line managers”:"
    )


@pytest.mark.parametrize("name", PLANS)
def test_no_question_probe_or_behaviour_is_given_away(name: str):
    everything = b"".join(read_parts(compose(name)).values()).decode("utf-8").replace("&amp;", "&")
    definitions = " ".join(c.definition for c in plan(name).competencies)
    seen = 0
    for planned in plan(name).questions:
        question = planned.question
        secret = [question.lead, question.alternative, question.id, question.notes]
        secret += [probe.ask for probe in question.probes]
        secret += [b.text for b in (*planned.effective, *planned.ineffective)]
        secret += [clause.text for clause in question.benchmarks.strong]
        for text in filter(None, secret):
            seen += 1
            assert text not in everything or text in definitions
    assert seen > 20


def test_no_other_candidate_no_weight_and_no_minimum_is_given_away():
    heavy = [
        c.model_copy(update={"weight": 37, "minimum": 41, "essential": True}) for c in plan().competencies
    ]
    changed = plan().model_copy(update={"competencies": tuple(heavy)})
    made = compose_candidate_information(changed, papers.CAMPAIGN, AMARA, papers.TEMPLATES)
    text = shown(made)
    assert "Amara Osei" in text
    assert [c.name for c in papers.CANDIDATES if c.name in text] == ["Amara Osei"]
    assert re.findall(r"\b(?:37|41|[Ww]eights?|[Mm]inimum|[Ee]ssential)\b", text) == []


def test_the_kinds_of_questions_are_counted():
    assert words.questions_asked(plan()).endswith(" ones. All ask about something you have done.")
    kinds = [QuestionType.SITUATIONAL, QuestionType.KNOWLEDGE, QuestionType.VALUES, QuestionType.SITUATIONAL]
    assert words.questions_asked(of_kinds(*kinds)) == (
        "We ask six questions, about seven minutes each. Every candidate gets the same ones. Two ask what you "
        "would do in a situation we describe, two about something you have done, one what you know about the "
        "work, and one what matters to you."
    )


def of_kinds(*kinds: QuestionType) -> Plan:
    """Return the housing plan with the first questions' types changed."""
    questions = list(plan().questions)
    for at, kind in enumerate(kinds):
        changed = questions[at].question.model_copy(update={"type": kind})
        questions[at] = questions[at].model_copy(update={"question": changed})
    return plan().model_copy(update={"questions": tuple(questions)})


def test_one_question_is_not_many():
    one = plan().model_copy(update={"questions": plan().questions[:1]})
    assert words.questions_asked(one) == (
        "We ask one question, about seven minutes. Every candidate gets the same one. "
        "It asks about something you have done."
    )


def test_questions_of_unequal_length_are_given_as_a_range():
    first = plan().questions[0]
    longer = first.model_copy(update={"question": first.question.model_copy(update={"minutes": 12})})
    changed = plan().model_copy(update={"questions": (longer, *plan().questions[1:])})
    assert "We ask six questions, six to 12 minutes each." in words.questions_asked(changed)


def test_how_to_answer_what_you_would_do_is_said_only_where_it_is_asked():
    hint = "If we ask what you would do"
    assert hint not in shown(compose())
    asked = of_kinds(QuestionType.SITUATIONAL)
    assert hint in shown(compose_candidate_information(asked, papers.CAMPAIGN, AMARA, papers.TEMPLATES))


def test_who_needs_something_changed_is_told_whom_to_tell_and_by_when():
    text = shown(compose())
    assert "Tell us by Monday 9 March what would help: call 01223 000 000 or write to recruitment@" in text
    assert "We have arranged this for you:" not in text


def test_what_has_been_arranged_is_said_to_the_candidate_it_is_for():
    text = shown(compose(candidate=GARETH))
    assert "We have arranged this for you:\nQuestions in writing on the table\n15 minutes more\n" in text
    assert "about 55 minutes, longer if extra time is arranged" in text


def test_the_year_of_a_last_day_is_said_when_it_is_another():
    dates = papers.CAMPAIGN.dates.model_copy(update={"adjustments_by": dt.date(2025, 12, 30)})
    assert words.tell_us_by(campaign(dates=dates)) == "Tuesday 30 December 2025"


@pytest.mark.parametrize("name", PLANS)
def test_the_scale_is_given_in_words(name: str):
    text = shown(compose(name))
    scale = plan(name).scale
    assert f"scores each answer alone, from {scale.lowest} to {scale.highest}." in text
    for level in scale.levels:
        assert f"\n{level.level} {level.label}\n{level.short[0].upper()}{level.short[1:]}.\n" in text


def test_under_the_agreed_basis_the_panel_is_said_to_discuss():
    scoring = ScoringRules(basis=Basis.AGREED)
    role = plan().role.model_copy(update={"scoring": scoring})
    assert "they discuss what you said" in words.how_we_decide(plan().model_copy(update={"role": role}))
    assert "they discuss what you said" not in words.how_we_decide(plan())


def test_when_they_hear_and_what_is_kept_is_said():
    text = shown(compose(retention_months=18))
    assert "You will hear from us by Friday 20 March 2026. Everyone can have feedback" in text
    assert "for 18 months after the result, then delete them" in text
    assert "Only the panel and Human Resources can see them." in text
    assert "for one month after the result" in words.what_we_keep(campaign(retention_months=1))


def test_an_example_says_that_it_is_one():
    warning = "This is an example. The people in it are invented."
    assert warning in shown(compose(example=True))
    assert warning not in shown(compose())


def test_the_footer_says_whom_to_ask():
    assert "Questions? Call 01223 000 000 or write to recruitment@cambridge.example" in text_of(
        compose(), "word/footer1.xml"
    )
    no_phone = papers.CAMPAIGN.contact.model_copy(update={"phone": ""})
    assert text_of(compose(contact=no_phone), "word/footer1.xml").startswith(
        "Questions? Write to recruitment@cambridge.example"
    )
    long = papers.CAMPAIGN.contact.model_copy(update={"email": f"{'recruitment-' * 6}@cambridge.example"})
    assert text_of(compose(contact=long), "word/footer1.xml").startswith("recruitment-")


def test_a_header_drops_the_role_when_it_would_need_a_second_line():
    right = "Your interview · Housing Officer · HSG-2026-014"
    assert right in text_of(compose(), "word/header1.xml")
    role = "Head of Environmental Services, Waste, Parks, Open Spaces and the Crematorium"
    assert text_of(compose(title=role), "word/header1.xml").split() == (
        ["Cambridge", "City", "Council", "Your", "interview", "·", "HSG-2026-014"]
    )


def test_the_same_information_has_the_same_bytes():
    assert compose("twelve", GARETH, example=True) == compose("twelve", GARETH, example=True)


def test_properties_name_the_interview_and_nobody():
    parts = read_parts(compose())
    core = parts["docProps/core.xml"].decode("utf-8")
    assert "<dc:title>Your interview: Housing Officer</dc:title>" in core
    assert "<dc:creator>Cambridge City Council</dc:creator>" in core
    assert "docProps/custom.xml" not in parts


def starting_a_page(document: bytes) -> list[str]:
    body = read_parts(document)["word/document.xml"].decode("utf-8")
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body, re.DOTALL)
    return [_words(paragraph) for paragraph in paragraphs if "<w:pageBreakBefore/>" in paragraph]


@pytest.mark.parametrize(
    ("scale", "count", "starts"),
    [
        ("pace-4", 5, ["How to prepare"]),
        ("civil-service-7", 7, ["How to prepare"]),
        ("pace-4", 8, []),
        ("civil-service-7", 8, ["What we will ask about", "How we decide"]),
        ("civil-service-7", 12, ["How we decide"]),
    ],
)
def test_pages_start_where_none_is_left_nearly_empty(scale: str, count: int, starts: list[str]):
    made = papers.plan(scale, *((competency, (1,)) for competency in EVERY[:count]))
    document = compose_candidate_information(made, papers.CAMPAIGN, AMARA, papers.TEMPLATES)
    assert starting_a_page(document) == starts


@pytest.mark.parametrize("name", ["A&B <x/> \"'", "{{ 7*7 }}", "شيماء الحسن", "Two\nlines"])
def test_a_name_is_printed_as_it_is(name: str):
    text = shown(compose(candidate=AMARA.model_copy(update={"name": name})))
    plain = text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    assert f"for {' '.join(name.split())}\n" in plain.replace("&#39;", "'")


def test_a_missing_template_is_a_finding():
    with pytest.raises(KitError) as error:
        compose_candidate_information(plan(), papers.CAMPAIGN, AMARA, {})
    assert [f.code for f in error.value.findings] == ["template-missing"]


def test_an_unknown_tag_in_an_own_template_is_a_finding(tmp_path: Path):
    parts = read_parts(papers.TEMPLATES["candidate-information.docx"].read_bytes())
    text = parts["word/document.xml"].decode("utf-8").replace("{{ what_we_keep }}", "{{ what_we_kept }}")
    own = tmp_path / "candidate-information.docx"
    own.write_bytes(write_parts({**parts, "word/document.xml": text.encode()}))
    with pytest.raises(KitError) as error:
        compose_candidate_information(plan(), papers.CAMPAIGN, AMARA, {own.name: own})
    assert [f.code for f in error.value.findings] == ["template-tag"]
    assert "{{ what_we_kept }}" in error.value.findings[0].problem


def test_one_press_gives_each_candidate_their_own_name_time_room_and_arrangements() -> None:
    press = InformationPress(plan(), campaign(), papers.TEMPLATES)
    people = [
        AMARA,
        AMARA.model_copy(update={"name": "Tom & Ellery", "room": "Attic"}),
        AMARA.model_copy(
            update={"name": "Leila Haddad", "slot": None, "adjustments": "ten minutes more; a break"}
        ),
        papers.LONG,
    ]
    for person in [*people, *people]:
        alone = compose(candidate=person)
        assert press.stamp(person) == alone
        assert person.name in shown(alone)
        assert [
            other.name for other in people if other.name != person.name and other.name in shown(alone)
        ] == []
