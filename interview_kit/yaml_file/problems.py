"""Pydantic's errors to findings with a line, a friendly text and the nearest right word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from interview_kit.errors import Finding
from interview_kit.yaml_file.error_texts import ERROR_TEXTS, PATTERN_TEXTS
from interview_kit.yaml_file.shape import NotADate, field_keys, field_type, item_type, model_of

Loc = tuple[str | int, ...]
_SHOWN = 60
_ALIKE = 0.65
"""Below it, what looks nearest is seldom what was meant: salary is not summary."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, ``None`` when none is at all like it.

    >>> nearest("titel", ["title", "grade"])
    'title'
    """
    names = {k.casefold(): k for k in known}
    close = get_close_matches(word.casefold(), names, n=1, cutoff=_ALIKE)
    return names[close[0]] if close else None


def find_problems(
    errors: Iterable[ErrorDetails], model: type[BaseModel], place: Callable[..., str]
) -> list[Finding]:
    """Return a finding for each error; a missing key that was only misspelt is reported once."""
    errors = list(errors)
    given: dict[Loc, set[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            given.setdefault(error["loc"][:-1], set()).add(str(error["loc"][-1]))
    meant: set[Loc] = set()
    findings: list[Finding] = []
    for error in errors:
        if error["type"] == "extra_forbidden":
            finding, guess = _unknown_key(error, model, place)
            findings.append(finding)
            if guess is not None:
                meant.add((*error["loc"][:-1], guess))
    for error in errors:
        loc = error["loc"]
        if error["type"] == "extra_forbidden" or (error["type"] == "missing" and loc in meant):
            continue
        if error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]:
            continue  # its items are wrong, which is said of each; pydantic counts only the right ones
        findings.append(
            _missing(loc, model, place) if error["type"] == "missing" else _wrong(error, model, place)
        )
    return findings


def _unknown_key(
    error: ErrorDetails, model: type[BaseModel], place: Callable[..., str]
) -> tuple[Finding, str | None]:
    key = str(error["loc"][-1])
    owner = model_at(model, error["loc"][:-1])
    known = list(field_keys(owner)) if owner is not None else []
    guess = nearest(key, known)
    remedy = (
        f"Did you mean '{guess}'?"
        if guess is not None
        else f"Delete it, or use one of these keys: {', '.join(known)}."
    )
    finding = Finding(
        where=place(*error["loc"]),
        problem=f"the key '{key}' is not known here",
        remedy=remedy,
        code="yaml-unknown-key",
    )
    return finding, guess


def _missing(loc: Loc, model: type[BaseModel], place: Callable[..., str]) -> Finding:
    key = str(loc[-1])
    owner = model_at(model, loc[:-1])
    name = None if owner is None else field_keys(owner).get(key)
    about = (owner.model_fields[name].description or "") if owner is not None and name is not None else ""
    remedy = (
        "Write 'schema: 1' as the first line."
        if key == "schema"
        else f"Add a line '{key}: …'. {about}".strip()
    )
    return Finding(
        where=place(*loc[:-1]), problem=f"the key '{key}' is missing", remedy=remedy, code="yaml-missing-key"
    )


def _wrong(error: ErrorDetails, model: type[BaseModel], place: Callable[..., str]) -> Finding:
    loc, kind = error["loc"], error["type"]
    context: Mapping[str, object] = error.get("ctx", {})
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "file")
    given = _say(error["input"])
    if loc == ("schema",):
        problem = (
            f"the file is of schema {_text(error['input'])}; this version of interview-kit reads schema 1"
        )
        code, remedy = (
            "yaml-schema",
            "Write 'schema: 1', or install the version of interview-kit that made the file.",
        )
    elif kind == "string_pattern_mismatch":
        wanted = PATTERN_TEXTS.get(str(context.get("pattern")), f"the form {context.get('pattern')}")
        problem, code = f"'{key}' has the wrong form; {given}", "yaml-form"
        remedy = f"Write {wanted}."
    elif kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        choices = [c.strip() for c in expected.split(",")]
        guess = nearest(_text(error["input"]), choices)
        problem, code = f"'{key}' cannot be that; {given}", "yaml-choice"
        remedy = f"Write one of: {', '.join(choices)}." + (f" Did you mean '{guess}'?" if guess else "")
    elif kind == "value_error":
        said = str(context.get("error", error["msg"]))
        owner = model_at(model, loc)
        inner = next((k for k in (field_keys(owner) if owner else ()) if k in said.split()), None)
        loc = (*loc, inner) if inner is not None else loc
        problem, code = said if owner else f"'{key}' {said}", "yaml-value"
        remedy = "Change what is said here so that it holds."
    elif kind in ERROR_TEXTS:
        text = ERROR_TEXTS[kind]
        words = {**context, "key": key, "given": given}
        problem, code, remedy = text.problem.format(**words), text.code, text.remedy.format(**words)
    else:
        problem, code = f"'{key}' is not right: {error['msg']}", "yaml-value"
        remedy = "Compare the place with a shipped file."
    return Finding(where=place(*loc), problem=problem, remedy=remedy, code=code)


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model whose keys stand at a place, ``None`` when there is none."""
    here: object = model
    for part in loc:
        here = item_type(here) if isinstance(part, int) else field_type(model_of(here), part)
    return model_of(here)


def _text(value: object) -> str:
    return value.text if isinstance(value, NotADate) else str(value)


def _say(value: object) -> str:
    """Return what stands at the place, in words, short."""
    if value is None:
        return "nothing is written there"
    if isinstance(value, list):
        return "a list is written there"
    if isinstance(value, dict):
        return "keys with values are written there"
    text = " ".join(_text(value).split())
    return f"it says '{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}'"
