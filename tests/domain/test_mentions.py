"""People found in what others wrote, however they are written, and nobody else."""

import pytest

from interview_kit.domain.mentions import Hidden, Mentions

OTHER = "[another candidate]"
PEOPLE = (
    Hidden("Björn Ó Néill", "C02", OTHER),
    Hidden("Amara Osei", "C03", OTHER),
    Hidden("Will Smith-Jones", "C11", OTHER),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Better than Amara Osei.", f"Better than {OTHER}."),
        ("AMARA  OSEI was clearer", f"{OTHER} was clearer"),
        ("as amara said", f"as {OTHER} said"),
        ("Bjorn O Neill and Björn", f"{OTHER} and {OTHER}"),
        ("C03 Amara took both", f"{OTHER} took both"),
        ("see c-3, C 03 and c3", f"see {OTHER}, {OTHER} and {OTHER}"),
        ("HSG-2026-014-C03-P1.docx", f"HSG-2026-014-{OTHER}-P1.docx"),
        ("Osei’s answer", f"{OTHER}’s answer"),
        ("Amara\u200b Osei", OTHER),
        ("Smith - Jones", f"{OTHER} - {OTHER}"),
        ("Will was better", f"{OTHER} was better"),
    ],
)
def test_somebody_hidden_is_masked_however_they_are_written(text: str, said: str):
    assert Mentions(PEOPLE).masked(text) == said


@pytest.mark.parametrize("text", ["She will do it.", "C030 and AC03", "Tamara Oseier", "seaport", ""])
def test_what_only_looks_like_a_name_stays(text: str):
    mentions = Mentions(PEOPLE)
    assert mentions.masked(text) == text
    assert not mentions.in_text(text)


def test_a_name_shared_with_the_reader_is_not_taken_for_somebody_else():
    shared = Mentions([Hidden("Priya Osei", "C09", OTHER)], spared=["Amara Osei"])
    assert shared.masked("Mrs Osei spoke; Priya did not; Priya Osei left.") == (
        f"Mrs Osei spoke; {OTHER} did not; {OTHER} left."
    )


def test_whole_names_only_where_parts_do_not_count():
    whole = Mentions(PEOPLE, parts=False)
    assert whole.masked("Amara, Amara Osei, C3, C03") == f"Amara, {OTHER}, C3, {OTHER}"


def test_nobody_hidden_hides_nothing():
    assert Mentions([]).masked("Amara Osei C03") == "Amara Osei C03"
