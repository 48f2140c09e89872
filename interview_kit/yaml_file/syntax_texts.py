"""What the YAML parser's messages mean to somebody who does not know YAML."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from interview_kit.errors import Finding


class _Meaning(NamedTuple):
    """What is said when the parser's message has ``part`` in it."""

    part: str
    code: str
    problem: str
    remedy: str


_OPEN_QUOTE = _Meaning(
    "found unexpected end of stream",
    "yaml-open-quote",
    "a quotation mark is opened and never closed",
    "Close the text that begins here with the same quotation mark. A quotation mark of the same kind "
    "inside it needs to be doubled ('') or written with a backslash (\\\").",
)
_MEANINGS = (
    _Meaning(
        "scanning an alias",
        "yaml-alias",
        "a value begins with *, which YAML takes for a reference to another place",
        "Put the text in quotation marks; references are not used in these files.",
    ),
    _Meaning(
        "scanning an anchor",
        "yaml-alias",
        "a value begins with &, which YAML takes for a reference to another place",
        "Put the text in quotation marks; references are not used in these files.",
    ),
    _Meaning(
        "ing a tag",
        "yaml-tag",
        "a value begins with an exclamation mark, which YAML takes for a type",
        "Put the text in quotation marks; types are not used in these files.",
    ),
    _Meaning(
        "mapping values are not allowed",
        "yaml-colon",
        "there is a colon where no key is expected",
        "If the colon belongs to a text, put the whole text in quotation marks; otherwise check that this "
        "line starts in the same column as its neighbours.",
    ),
    _Meaning(
        "sequence entries are not allowed",
        "yaml-dash",
        "there is a list dash where no list is expected",
        "Start the list on a line of its own, or put the text in quotation marks.",
    ),
    _OPEN_QUOTE,
    _Meaning(
        "escape character",
        "yaml-backslash",
        "a backslash in a text in double quotation marks is not understood",
        "Write \\\\ for one backslash, or use single quotation marks around the text.",
    ),
    _Meaning(
        "Unicode character escape",
        "yaml-backslash",
        "a backslash in a text in double quotation marks is not understood",
        "Write the character itself.",
    ),
    _Meaning(
        "cannot start any token",
        "yaml-odd-start",
        "a text begins with a character that YAML keeps for itself",
        "Put the whole text in quotation marks.",
    ),
    _Meaning(
        "could not find expected ':'",
        "yaml-no-colon",
        "a line looks like a key without its colon",
        "Write key: value, or indent the line further if it goes on with the text above.",
    ),
    _Meaning(
        "while parsing a flow",
        "yaml-open-bracket",
        "a bracket is opened and not closed, or a comma is missing between two entries",
        "Close the bracket, and part the entries by commas.",
    ),
    _Meaning(
        "while parsing a block",
        "yaml-indent",
        "a line does not line up with its neighbours, or text goes on after a closing quotation mark",
        "Start every key of a group in the same column, and put the whole of a text in one pair of quotation marks.",
    ),
)
_TAB = (
    "yaml-tab",
    "there is a tab at the start of the line",
    "Replace the tab by spaces; YAML does not accept tabs there.",
)
_OTHER = (
    "yaml-syntax",
    "this is not YAML that can be read",
    "Compare this line and the one before it with a shipped file.",
)


_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEXT_LINE = re.compile(r"( *)(?:#|- |[\w-]+:(?: |$))")
"""A comment, an entry of a list or a key."""


def explain_syntax(error: yaml.YAMLError, text: str, name: str) -> Finding:
    """Return the finding for a parser's error, at the line where the fault is to be mended."""
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    lines = text.split("\n")
    line = min(int(mark.line), len(lines) - 1) if mark is not None else 0
    if lines[line][: len(lines[line]) - len(lines[line].lstrip())].count("\t"):
        code, said, remedy = _TAB
    else:
        code, said, remedy = next(
            (m[1:] for m in _MEANINGS if m.part in problem or m.part in context), _OTHER
        )
    if (runaway := _runaway_quote(text)) is not None:
        line, (code, said, remedy) = runaway, _OPEN_QUOTE[1:]
    elif code in {"yaml-open-quote", "yaml-open-bracket"} and opened is not None:
        line = int(opened.line)
    return Finding(where=f"{name}:{line + 1}", problem=said, remedy=remedy, code=code)


def _runaway_quote(text: str) -> int | None:
    """Return the line, from 0, of a quotation that goes on over the keys or comments below it.

    It was not closed: what ends it is a quotation mark that belongs to another text.
    """
    lines = text.split("\n")
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}:
                first, last = token.start_mark.line, token.end_mark.line
                indent = len(lines[first]) - len(lines[first].lstrip())
                found = (_NEXT_LINE.match(line) for line in lines[first + 1 : last + 1])
                if any(match is not None and len(match[1]) <= indent for match in found):
                    return int(first)
    except yaml.YAMLError:
        pass
    return None
