"""YAML text to a tree of nodes that know their line; plain scalars stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from interview_kit.errors import Finding, Severity
from interview_kit.yaml_file.syntax_texts import explain_syntax

MAX_DEPTH = 20
"""No file of the kit nests half as deep."""

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser is ten times as fast; only its events are used, never its constructors."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither Word nor Excel can hold."""

_TEXT_AFTER_HASH = re.compile(r"\s+#[^\s#]")


_OPENING, _CLOSING = frozenset("“‘„‚«"), frozenset("”’“‘»")
"""Quotation marks that a word processor sets, which are letters like any other here."""


@dataclass(slots=True)
class Scalar:
    """One value as written; ``plain`` means without quotes and not a block."""

    text: str
    plain: bool
    line: int


@dataclass(slots=True)
class Items:
    """A list; each item knows its own line."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Keys:
    """A mapping; ``lines`` has the line of each key."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Items | Keys


class _Mark(Protocol):
    """A place in the text, counted from 0; the two parsers have a class each."""

    line: int
    column: int


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """Carries the one finding after which the rest of the text cannot be understood."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.problem)


def read_tree(text: str, name: str) -> tuple[Node | None, list[Finding]]:
    """Return the tree of the one document in ``text``, and findings.

    The tree is ``None`` when the text is empty or cannot be understood. Of a key that stands twice the
    first value is kept and the second reported.
    """
    findings = _find_unprintable(text, name)
    if findings:
        return None, findings
    builder = _Builder(text, name, findings)
    try:
        return builder.build(), findings
    except _Refusal as refused:
        return None, [*findings, refused.finding]
    except yaml.YAMLError as error:
        return None, [*findings, explain_syntax(error, text, name)]


def _find_unprintable(text: str, name: str) -> list[Finding]:
    """Return a finding for each line that holds a character no document can hold."""
    return [
        _unprintable(f"{name}:{number}", match.group())
        for number, line in enumerate(text.split("\n"), 1)
        if (match := UNPRINTABLE.search(line))
    ]


def _unprintable(where: str, character: str) -> Finding:
    return Finding(
        where=where,
        problem=f"there is an invisible control character (U+{ord(character):04X})",
        remedy="Delete the text around it and type it again; such characters come in by copying.",
        code="yaml-control-character",
    )


class _Builder:
    """Builds one tree from the parser's events; refuses what the kit's files never need."""

    def __init__(self, text: str, name: str, findings: list[Finding]) -> None:
        self._lines = text.split("\n")
        self._name = name
        self._findings = findings
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def build(self) -> Node | None:
        """Return the root, ``None`` for an empty document."""
        root: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refusal(
                        self._finding(
                            event,
                            "a second document begins here (a line of three hyphens)",
                            "Keep one document in a file: delete this line, or move what follows to a file of its own.",
                            "yaml-second-document",
                        )
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        if isinstance(root, Scalar) and root.plain and not root.text:
            return None
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refusal(
                self._finding(
                    event,
                    "a value begins with & or *, which YAML takes for a reference to another place",
                    "Put the text in quotation marks; references are not used in these files.",
                    "yaml-alias",
                )
            )
        if (tag := getattr(event, "tag", None)) is not None:
            raise _Refusal(
                self._finding(
                    event,
                    f"a value begins with an exclamation mark ({tag}), which YAML takes for a type",
                    "Put the text in quotation marks; types are not used in these files.",
                    "yaml-tag",
                )
            )
        if depth > MAX_DEPTH:
            raise _Refusal(
                self._finding(
                    event,
                    f"the file nests more than {MAX_DEPTH} levels deep",
                    "Compare the file with a shipped one; no file of the kit nests half as deep.",
                    "yaml-too-deep",
                )
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = Items(_line(event))
            for child in self._events:
                if isinstance(child, yaml.SequenceEndEvent):
                    break
                items.items.append(self._node(child, depth + 1))
            return items
        return self._keys(Keys(_line(event)), depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text = event.value
        if match := UNPRINTABLE.search(text):
            self._findings.append(_unprintable(f"{self._name}:{_line(event)}", match.group()))
            text = UNPRINTABLE.sub("\ufffd", text)
        plain = event.implicit[0] and event.style in (None, "")
        if plain and text and self._stops_at_hash(event.end_mark):
            self._findings.append(
                Finding(
                    where=f"{self._name}:{_line(event)}",
                    problem="the text stops before a # sign, which begins a comment here",
                    remedy="If the # belongs to the text, put the whole text in quotation marks; "
                    "if it is a comment, leave a space after the #.",
                    severity=Severity.WARNING,
                    code="yaml-hash-in-text",
                )
            )
        if plain and text[:1] in _OPENING and text[-1:] in _CLOSING:
            self._findings.append(
                Finding(
                    where=f"{self._name}:{_line(event)}",
                    problem=f"the quotation marks {text[0]} and {text[-1]} are taken for part of the text",
                    remedy='Delete them, or type straight ones ("). If they belong to the text, put straight ones '
                    "around the whole.",
                    severity=Severity.WARNING,
                    code="yaml-curly-quotes",
                )
            )
        return Scalar(text, plain, _line(event))

    def _stops_at_hash(self, end: _Mark | None) -> bool:
        """Return whether what follows a text on its last line looks like a cut-off rest of it."""
        if end is None or end.line >= len(self._lines):
            return False
        rest = self._lines[end.line][end.column :]
        return "#" in rest and _TEXT_AFTER_HASH.match(rest) is not None

    def _keys(self, keys: Keys, depth: int) -> Keys:
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refusal(
                    self._finding(
                        event,
                        "a list or a group of keys stands where one key is wanted",
                        "Put the text in quotation marks if it begins with a bracket or a question mark.",
                        "yaml-odd-key",
                    )
                )
            value = self._node(next(self._events), depth + 1)
            if key.text in keys.entries:
                self._findings.append(
                    Finding(
                        where=f"{self._name}:{key.line}",
                        problem=f"the key '{key.text}' stands twice; it is first on line {keys.lines[key.text]}",
                        remedy="Keep one of the two and delete the other.",
                        code="yaml-duplicate-key",
                    )
                )
                continue
            keys.entries[key.text] = value
            keys.lines[key.text] = key.line
        return keys

    def _finding(self, event: yaml.Event, problem: str, remedy: str, code: str) -> Finding:
        return Finding(where=f"{self._name}:{_line(event)}", problem=problem, remedy=remedy, code=code)


def _line(event: yaml.Event) -> int:
    """Return the line, from 1, on which an event begins."""
    return event.start_mark.line + 1 if event.start_mark is not None else 1
