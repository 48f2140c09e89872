"""Friendly texts for pydantic's errors and for the patterns of ids: data, not code."""

from __future__ import annotations

from typing import NamedTuple


class ErrorText(NamedTuple):
    """What is said for one type of error; braces take ``key``, ``given`` and the error's own context."""

    code: str
    problem: str
    remedy: str


ERROR_TEXTS: dict[str, ErrorText] = {
    "string_type": ErrorText(
        "yaml-text-wanted",
        "'{key}' wants a text; {given}",
        "Write the text after 'key: ', on one line or indented below.",
    ),
    "string_too_short": ErrorText(
        "yaml-empty", "'{key}' is empty", "Write the text, or delete the key if it is optional."
    ),
    "string_too_long": ErrorText(
        "yaml-too-long", "'{key}' is longer than {max_length} characters", "Shorten it."
    ),
    "int_type": ErrorText(
        "yaml-number-wanted", "'{key}' wants a whole number; {given}", "Write a number such as 7."
    ),
    "int_parsing": ErrorText(
        "yaml-number-wanted",
        "'{key}' wants a whole number; {given}",
        "Write a number such as 7, without words.",
    ),
    "int_parsing_size": ErrorText(
        "yaml-out-of-range", "'{key}' is a number far too large", "Write a number such as 7."
    ),
    "int_from_float": ErrorText(
        "yaml-number-wanted", "'{key}' wants a whole number; {given}", "Write a number such as 7."
    ),
    "exact_number": ErrorText(
        "yaml-value", "'{key}' wants a number; {given}", "Write a number such as {examples}, in figures only."
    ),
    "exact_too_fine": ErrorText(
        "yaml-value",
        "'{key}' has too many figures; {given}",
        "Write it with 9 decimals or fewer, or as a simpler fraction.",
    ),
    "greater_than": ErrorText(
        "yaml-out-of-range", "'{key}' must be more than {gt}; {given}", "Write a larger number."
    ),
    "greater_than_equal": ErrorText(
        "yaml-out-of-range", "'{key}' must be {ge} or more; {given}", "Write a number of {ge} or more."
    ),
    "less_than": ErrorText(
        "yaml-out-of-range", "'{key}' must be less than {lt}; {given}", "Write a smaller number."
    ),
    "less_than_equal": ErrorText(
        "yaml-out-of-range", "'{key}' must be {le} or less; {given}", "Write a number of {le} or less."
    ),
    "bool_type": ErrorText("yaml-yes-no-wanted", "'{key}' wants yes or no; {given}", "Write true or false."),
    "bool_parsing": ErrorText(
        "yaml-yes-no-wanted", "'{key}' wants yes or no; {given}", "Write true or false."
    ),
    "tuple_type": ErrorText(
        "yaml-list-wanted",
        "'{key}' wants a list; {given}",
        "Write each entry on a line of its own after a dash and a space, or between square brackets.",
    ),
    "too_short": ErrorText(
        "yaml-list-too-short",
        "'{key}' has {actual_length} entries and needs {min_length} or more",
        "Add an entry to the list.",
    ),
    "too_long": ErrorText(
        "yaml-list-too-long",
        "'{key}' has {actual_length} entries; {max_length} are the most there can be",
        "Take entries out of the list.",
    ),
    "model_type": ErrorText(
        "yaml-keys-wanted",
        "'{key}' wants keys with values; {given}",
        "Write one 'key: value' a line, indented below, as the shipped files have it.",
    ),
    "date_type": ErrorText(
        "yaml-date-wanted",
        "'{key}' wants a date; {given}",
        "Write it as year-month-day, for example 2026-03-12.",
    ),
    "date_absurd": ErrorText(
        "yaml-date-wanted",
        "'{key}' is a day in the year {year}, which cannot be meant",
        "Write it as year-month-day, for example 2026-03-12.",
    ),
    "date_from_datetime_parsing": ErrorText(
        "yaml-date-wanted",
        "'{key}' wants a date; {given}",
        "Write a day that exists, for example 2026-03-12.",
    ),
    "date_parsing": ErrorText(
        "yaml-date-wanted",
        "'{key}' wants a date; {given}",
        "Write a day that exists, for example 2026-03-12.",
    ),
    "datetime_type": ErrorText(
        "yaml-date-wanted", "'{key}' wants a date and time; {given}", "Write it as 2026-03-12 13:30."
    ),
    "datetime_parsing": ErrorText(
        "yaml-date-wanted", "'{key}' wants a date and time; {given}", "Write it as 2026-03-12 13:30."
    ),
}
"""By pydantic's error type. What is not here falls back to pydantic's own words."""

PATTERN_TEXTS: dict[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, figures and single hyphens, such as housing-officer",
    r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$": "framework/competency, such as cambridge-core/communication",
    r"^[a-z0-9-]+/[a-z0-9-]+/q[0-9]{2,3}$": "framework/competency/q and two figures, such as cambridge-core/communication/q01",
    r"^e[1-9][0-9]*$": "the id of an effective behaviour, such as e4",
    r"^i[1-9][0-9]*$": "the id of an ineffective behaviour, such as i2",
    r"^[ei][1-9][0-9]*$": "the id of a behaviour, such as e4 or i2",
    r"^s[1-9][0-9]*$": "the id of a competency statement, such as s2",
    r"^Q[1-9][0-9]?$": "a question's key, such as Q4",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "letters, figures, full stops, hyphens and underlines, such as HSG-2026-014",
    r"^[A-Za-z0-9][A-Za-z0-9-]*$": "letters, figures and hyphens, such as C03 or P2",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date as year-month-day, such as 2026-03-12",
    r"^[^@\s]+@[^@\s]+$": "an e-mail address, such as recruitment@cambridge.example",
}
"""By the pattern of the domain's id types: what the pattern wants, with an example."""
