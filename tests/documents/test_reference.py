from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.documents.reference import (
    ALPHABET,
    find_damaged_references,
    find_references,
    is_reference,
    sheet_reference,
)

KEY = bytes(range(32))
FREE = [0, 1, 3, 4, 5, 6, 8, 9, 10, 11]  # places of SK-92GA-M7ZG that are not dashes

references = st.builds(
    sheet_reference,
    key=st.binary(min_size=16, max_size=32),
    campaign=st.text(max_size=12),
    plan_fingerprint=st.text(alphabet="0123456789abcdef", min_size=8, max_size=64),
    candidate=st.text(min_size=1, max_size=6),
    member=st.text(min_size=1, max_size=4),
    kind=st.sampled_from(["SK", "AF", "ZZ"]),
)


def test_a_reference_is_the_same_for_the_same_input():
    made = sheet_reference(KEY, "HSG-2026-014", "ab" * 32, "C03", "P2")
    assert made == sheet_reference(KEY, "HSG-2026-014", "ab" * 32, "C03", "P2")
    assert is_reference(made)
    assert made.startswith("SK-")
    assert len(made) == 12


def test_a_reference_depends_on_every_part_of_what_it_is_for():
    made = {
        sheet_reference(KEY, "A", "f1", "C1", "P1"),
        sheet_reference(b"another key of the ledger", "A", "f1", "C1", "P1"),
        sheet_reference(KEY, "B", "f1", "C1", "P1"),
        sheet_reference(KEY, "A", "f2", "C1", "P1"),
        sheet_reference(KEY, "A", "f1", "C2", "P1"),
        sheet_reference(KEY, "A", "f1", "C1", "P2"),
        sheet_reference(KEY, "A", "f1", "C1P", "1"),
        sheet_reference(KEY, "A", "f1", "C1", "P1", kind="AF"),
    }
    assert len(made) == 8


def test_a_kind_outside_the_alphabet_is_refused():
    with pytest.raises(ValueError, match="two characters"):
        sheet_reference(KEY, "A", "f", "C1", "P1", kind="IO")


@given(references)
def test_every_single_wrong_character_is_found(reference: str):
    tried = 0
    for place in FREE:
        for character in ALPHABET:
            if character != reference[place]:
                tried += 1
                wrong = reference[:place] + character + reference[place + 1 :]
                assert not is_reference(wrong)
    assert tried == 310


@given(references)
def test_every_swap_of_two_different_characters_is_found(reference: str):
    for a, b in itertools.combinations(FREE, 2):
        swapped = list(reference)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        assert is_reference("".join(swapped)) == (reference[a] == reference[b])


def test_every_pair_of_values_in_neighbouring_places_is_told_from_its_swap():
    """Exhaustive: the check is linear, so all pairs in all neighbouring places settle it for all references."""
    base = sheet_reference(KEY, "A", "f", "C1", "P1").replace("-", "")
    seen = 0
    for place in range(8):
        for a, b in itertools.combinations(ALPHABET, 2):
            head, tail = base[:place], base[place + 2 : 9]

            def check(pair: str, head: str = head, tail: str = tail) -> str:
                body = head + pair + tail
                return next(c for c in ALPHABET if is_reference(f"{body[:2]}-{body[2:6]}-{body[6:]}{c}"))

            seen += 1
            assert check(a + b) != check(b + a)
    assert seen == 8 * 496


@given(references)
def test_a_reference_is_found_in_a_sentence_however_it_was_retyped(reference: str):
    text = f"Sheet {reference.lower().replace('-', chr(0x2011))} · Confidential {reference}"
    assert find_references(text) == [reference]
    assert find_references(reference.replace("-", " – ")) == [reference]


def test_text_without_a_reference_gives_none():
    assert find_references("SK-92GA SK-92GA-M7ZGX XSK-92GA-M7ZG") == []
    assert not is_reference("")
    assert not is_reference("SK92GAM7ZG")


def test_a_wrong_check_character_is_left_out_and_told_apart():
    good = sheet_reference(KEY, "A", "f", "C1", "P1")
    wrong = good[:-1] + next(c for c in ALPHABET if c != good[-1])
    assert find_references(f"{good} {wrong}") == [good]
    assert find_damaged_references(f"{good} {wrong}") == [wrong]
    assert find_damaged_references("SK-92IO-0101") == ["SK-92IO-0101"]
