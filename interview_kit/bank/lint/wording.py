"""Rules on wording: pure functions on one question, or on the questions of one competency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import pyphen

from interview_kit.domain.framework import Competency
from interview_kit.domain.question import Question

Heard = tuple[str, tuple[str | int, ...], str]
"""A rule's code, the path of the key it speaks about, and what it found."""

MAX_WORDS = 40
MAX_GRADE = 12
MAX_SAME_OPENING = 2
GIVEN_AWAY = 2

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_CLOSED = re.compile(
    r"^(?:do|does|did|have|has|had|are|is|was|were|can|could|will|would|should|may|might|must)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:surely|obviously|of course|needless to say|you(?:'d| would)? agree|isn't it|don't you|wouldn't you"
    r"|aren't you|haven't you|won't you|as we all know|it is important (?:to|that)|how important is it)\b",
    re.IGNORECASE,
)
_ASKS = r"(?:what|why|how|who|whom|when|where|which)"
_SECOND_QUESTION = re.compile(
    rf"^{_ASKS}\b.*(?:,| )and {_ASKS} (?:did|do|does|was|were|would|will|have|has|had|is|are|can|could)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]+s?\b")
_PLAIN_CAPITALS = {"OK", "UK", "TV", "CCTV", "IT", "PM", "AM", "CV", "NHS", "BBC"}
_JARGON = re.compile(
    r"\b(?:stakeholders?|going forward|deep dive|key performance indicators?|outcomes[- ]focus(?:s?ed)?|synerg\w+"
    r"|leverag\w+|holistic\w*|blue[- ]sky|touch base|low[- ]hanging|paradigm|granular\w*|upskill\w*|onboard\w*"
    r"|cascad(?:e|ed|ing)|signpost\w*|wraparound|co-produc\w+|commissioning cycle|section 106|horizon[- ]scan\w*"
    r"|business as usual|buy-in|deliverables?|best practice|service users?|direct reports?|line reports?)\b",
    re.IGNORECASE,
)
_EMPTY = {
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "with",
    "by",
    "from",
    "into",
    "about",
    "as",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "do",
    "does",
    "did",
    "done",
    "have",
    "has",
    "had",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "they",
    "them",
    "their",
    "own",
    "other",
    "others",
    "what",
    "how",
    "when",
    "who",
    "whom",
    "which",
    "why",
    "you",
    "your",
    "we",
    "us",
    "our",
    "he",
    "she",
    "his",
    "her",
    "him",
    "not",
    "no",
    "any",
    "some",
    "somebody",
    "someone",
    "anybody",
    "people",
    "person",
    "work",
    "working",
    "job",
    "time",
    "make",
    "makes",
    "made",
    "take",
    "takes",
    "way",
    "things",
    "thing",
    "people's",
    "best",
    "good",
    "new",
    "use",
    "uses",
}
_SETTING = {
    "service",
    "services",
    "team",
    "teams",
    "staff",
    "manager",
    "managers",
    "council",
    "councillor",
    "councillors",
    "customer",
    "customers",
    "project",
    "projects",
    "partner",
    "partners",
    "plan",
    "plans",
    "organisation",
    "organisations",
    "colleague",
    "colleagues",
    "safety",
}
"""Where the story plays; a lead cannot do without them, and they give no behaviour away."""
_STEM = 6


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [w.casefold().replace("’", "'") for w in _WORD.findall(text)]


def stems(text: str) -> set[str]:
    """Return the beginnings of the words that carry meaning; enough to tell 'manage' from 'managed'.

    >>> sorted(stems("Manages the Councillors' expectations"))
    ['counci', 'expect', 'manage']
    """
    return {w.removesuffix("'s")[:_STEM] for w in words(text) if w not in _EMPTY and len(w) > 3}  # noqa: PLR2004 - shorter words say little


def check_wording(question: Question, competency: Competency) -> Iterator[Heard]:
    """Yield what the rules W01 to W07 and W10 say of one question."""
    for key in ("lead", "alternative"):
        text: str = getattr(question, key)
        yield from ((code, (key,), said) for code, said in _lead(text))
        yield from ((code, (key,), said) for code, said in _any_text(text))
    for n, probe in enumerate(question.probes):
        yield from ((code, ("probes", n, "ask"), said) for code, said in _any_text(probe.ask))
    setting = stems(competency.title) | {w[:_STEM] for w in _SETTING}
    for id_ in question.indicators:
        shared = (stems(question.lead) & stems(competency.indicators[id_].text)) - setting
        if len(shared) >= GIVEN_AWAY:
            yield "W07", ("lead",), f"the lead uses words of {id_}: {_list(shared)}"
    for level in ("weak", "acceptable", "strong"):
        for n, clause in enumerate(getattr(question.benchmarks, level)):
            for id_ in clause.traced_to:
                shared = stems(clause.text) & stems(competency.indicators[id_].text)
                if len(shared) > GIVEN_AWAY:
                    at = ("benchmarks", level, n, "text")
                    yield "W10", at, f"the clause repeats words of {id_}: {_list(shared)}"


def check_openings(questions: Sequence[Question]) -> Iterator[tuple[Question, Heard]]:
    """Yield W08 for the third and later leads of a competency that begin with the same two words."""
    seen: Counter[str] = Counter()
    for question in questions:
        opening = " ".join(words(question.lead)[:2])
        seen[opening] += 1
        if seen[opening] > MAX_SAME_OPENING:
            yield question, ("W08", ("lead",), f"{seen[opening]} leads of this competency begin '{opening}'")


def _lead(text: str) -> Iterator[tuple[str, str]]:
    last = re.split(r"(?<=[.!?]) +", text.strip())[-1]
    if _CLOSED.match(last):
        yield "W01", f"'{last}' can be answered with yes or no"
    if text.count("?") > 1 or _SECOND_QUESTION.search(last):
        yield "W03", "it asks two things"
    if (count := len(words(text))) > MAX_WORDS:
        yield "W04", f"it has {count} words"
    if (grade := reading_grade(text)) > MAX_GRADE:
        yield "W06", f"its reading grade is {grade:.0f}"


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade: years of schooling that a text asks for.

    Syllables are counted as places where British English may be hyphenated, plus one a word. Source:
    Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical Training Command report 8-75.
    """
    found = words(text)
    sentences = max(1, len(re.findall(r"[.!?]+(?:\s|$)", text)))
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / max(1, len(found)) - 15.59


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def _any_text(text: str) -> Iterator[tuple[str, str]]:
    if match := _LEADING.search(text):
        yield "W02", f"'{match[0]}' shows the wanted answer"
    if found := [a for a in _ACRONYM.findall(text) if a.removesuffix("s") not in _PLAIN_CAPITALS]:
        yield "W05", f"it has an acronym: {', '.join(found)}"
    if match := _JARGON.search(text):
        yield "W05", f"'{match[0]}' is jargon"


def _list(found: set[str]) -> str:
    return ", ".join(f"{s}…" if len(s) == _STEM else s for s in sorted(found))
