import pytest

from interview_kit.word.measure import count_lines, count_lines_of, fits, shortened, text_width


def test_a_line_of_known_letters_is_as_wide_as_in_arial():
    # A 667, v 500, e 556 thousandths of 10 points, 2.54 cm to 72 points
    assert text_width("Ave", 10) == pytest.approx(17.23 * 2.54 / 72)


def test_bold_is_wider_than_regular():
    assert text_width("Housing", 10, bold=True) > text_width("Housing", 10)


def test_an_accent_takes_no_room():
    assert text_width("Ó Néill", 9) == text_width("O Neill", 9)
    assert text_width("O\u0301", 9) == text_width("O", 9)


def test_east_asian_characters_are_squares():
    assert text_width("東京", 72) == pytest.approx(2 * 2.54)


def test_an_empty_text_takes_one_line():
    assert count_lines("", 10, 5) == 1


def test_line_breaks_in_a_text_are_lines():
    assert count_lines("a\nb\n\nc", 10, 5) == 4


def test_words_that_do_not_fit_go_to_the_next_line():
    width = text_width("one two", 10)
    assert count_lines("one two three", 10, width) == 2


def test_a_space_at_the_end_of_a_line_needs_no_room():
    assert count_lines("one two ", 10, text_width("one two", 10)) == 1


def test_a_word_longer_than_a_line_is_cut():
    assert count_lines("x" * 100, 10, text_width("x" * 30, 10) + 0.001) == 4


def test_runs_of_different_sizes_share_a_line():
    assert count_lines_of([("Good ", 9.5, True), ("does what is expected", 8.5, False)], 13) == 1


def test_a_text_that_fits_is_not_shortened():
    assert shortened("Amara Osei", 8.5, 5) == "Amara Osei"


def test_a_shortened_text_fits_and_says_that_it_was_cut():
    cut = shortened("Maximiliana Wolfeschlegelsteinhausen", 8.5, 3, bold=True)
    assert cut.endswith("…")
    assert fits(cut, 8.5, 3, bold=True)
    assert not fits("Maximiliana Wolfeschlegelsteinhausen", 8.5, 3, bold=True)
