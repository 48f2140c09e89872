"""A framework taken over from elsewhere, before it is one: texts with the place that each comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from pydantic import ValidationError

from interview_kit.bank.exchange.kinds import LINES, Kind
from interview_kit.bank.shared_findings import error
from interview_kit.domain.base import is_printable
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding
from interview_kit.yaml_file.problems import find_problems

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_LETTERS: Mapping[Kind, str] = {Kind.STATEMENT: "s", Kind.EFFECTIVE: "e", Kind.INEFFECTIVE: "i"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a framework is called, by whoever takes it over or by the file itself."""

    id: str
    title: str
    organisation: str
    audience: str = ""
    used_with: tuple[str, ...] = ()
    suffix: str = ""
    """Ending of the file that becomes the framework's source."""
    note: str = ""


@dataclass(slots=True)
class Line:
    """One text, where it stands, and the id that it has there, if any."""

    text: str
    where: str
    code: str = ""
    opposite_of: Line | None = None
    """The effective behaviour that it is the opposite of."""


@dataclass(slots=True)
class Drafted:
    """A competency as far as it has been read."""

    title: str
    where: str
    code: str = ""
    cluster: str | None = None
    """Key of the cluster that it stands in."""
    notes: tuple[str, ...] = ()
    lines: dict[Kind, list[Line]] = field(default_factory=dict)
    is_whole: bool = True
    """False when something of it could not be read, so that what is missing may be that."""

    def of(self, kind: Kind) -> list[Line]:
        """Return the lines of a kind, to be read or added to."""
        return self.lines.setdefault(kind, [])


@dataclass(slots=True)
class Draft:
    """All that was read of a file, and what there is to mend or to know."""

    competencies: list[Drafted] = field(default_factory=list)
    clusters: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title, and the id that it has in the file if any, by key."""
    findings: list[Finding] = field(default_factory=list)


CheckId = Callable[[str], Iterable[Finding]]
"""Says what is against an id that can be one, such as that it is another framework's."""


def slug(text: str) -> str:
    """Return a text as an id: lower-case letters, figures, hyphens; empty when nothing is left.

    >>> slug("Café & Team-working (2026)")
    'cafe-and-team-working-2026'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    return (
        re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())
        .strip("-")[:_LONGEST_SLUG]
        .strip("-")
    )


def is_slug(text: str) -> bool:
    """Return True when a text can be an id."""
    return _SLUG.fullmatch(text) is not None and len(text) <= _LONGEST_SLUG


def make_framework(
    head: Head, draft: Draft, name: str, check_id: CheckId
) -> tuple[Framework | None, list[Finding]]:
    """Return a framework of what was read, or every reason why it is none; warnings may stand beside it.

    Args:
        head: what it is called.
        draft: what was read.
        name: what findings call the file.
        check_id: what is against its id.
    """
    findings = [*draft.findings, *_check_head(head, check_id), *_check(draft, name)]
    if any(f.is_error for f in findings):
        return None, findings
    clusters = dict(zip(draft.clusters, _unique(draft.clusters.values(), "cluster"), strict=True))
    ids = _unique(((c.title, c.code) for c in draft.competencies), "competency")
    data = {
        "schema": 1,
        "id": head.id,
        "title": head.title,
        "organisation": head.organisation,
        "audience": head.audience or head.title,
        "used_with": head.used_with,
        "source": {"file": f"sources/{head.id}{head.suffix}", "note": head.note},
        "clusters": [{"id": id_, "title": draft.clusters[key][0]} for key, id_ in clusters.items()],
        "competencies": [
            _competency(competency, id_, clusters)
            for competency, id_ in zip(draft.competencies, ids, strict=True)
        ],
    }
    try:
        return Framework.model_validate(data), findings
    except ValidationError as invalid:

        def place(*at: str | int) -> str:
            return " ".join([f"{name}:", *map(str, at)])

        return None, [*findings, *find_problems(invalid.errors(), Framework, place)]


def _check_head(head: Head, check_id: CheckId) -> Iterator[Finding]:
    for option, given, example in (
        ("--title", head.title, "Core competencies"),
        ("--organisation", head.organisation, "Borsetshire County Council"),
    ):
        if not given.strip():
            yield error(
                option,
                "it is empty, and the file does not say it",
                f"Add {option} '{example}'.",
                "import-not-named",
            )
        elif not is_printable(given):
            yield _unprintable(option, "it")
    if not is_printable(head.audience):
        yield _unprintable("--audience", "it")
    if is_slug(head.id):
        yield from check_id(head.id)
    elif head.id or head.title.strip():
        yield error(
            "--id",
            f"'{head.id}' cannot be an id" if head.id else "no id can be made of the title",
            "Give one of lower-case letters, figures and hyphens: --id core-competencies.",
            "import-id",
        )


def _check(draft: Draft, name: str) -> Iterator[Finding]:
    """Yield what a person who types or sorts the file has to mend, in their words."""
    if not draft.competencies and not any(f.is_error for f in draft.findings):
        yield error(
            name, "there is no competency in it", "Check that it is the right file.", "import-no-competency"
        )
    for competency in draft.competencies:
        yield from _check_competency(competency)
        yield from _check_lines(competency)
    for title, _ in draft.clusters.values():
        if not is_printable(title):
            yield _unprintable(name, f"the cluster '{title[:40]}'")


def _check_competency(competency: Drafted) -> Iterator[Finding]:
    if not is_printable(competency.title):
        yield _unprintable(competency.where, "the competency's title")
    for line in competency.of(Kind.DEFINITION)[1:]:
        yield error(
            line.where,
            f"'{competency.title}' has a definition already",
            "Put both into one line, or make this one a statement.",
            "import-definition-twice",
        )
    if not competency.is_whole:
        return
    if not any(competency.lines.values()):
        yield error(
            competency.where,
            f"nothing stands below '{competency.title}'",
            "If it is a heading, put it under Cluster or Kind; else give it a definition and behaviours.",
            "import-empty",
        )
        return
    if not competency.of(Kind.DEFINITION):
        yield error(
            competency.where,
            f"'{competency.title}' has no definition",
            "Give it one line that says what the competency means.",
            "import-no-definition",
        )
    if not competency.of(Kind.EFFECTIVE):
        yield error(
            competency.where,
            f"'{competency.title}' has no effective behaviour",
            "Questions are mapped to behaviours: give it at least one.",
            "import-no-effective",
        )


def _check_lines(competency: Drafted) -> Iterator[Finding]:
    for kind in LINES:
        seen: dict[str, Line] = {}
        for line in competency.of(kind):
            if not is_printable(line.text):
                yield _unprintable(line.where, "the text")
            first = seen.setdefault(normalise(line.text).casefold(), line)
            if first is not line:
                yield error(
                    line.where,
                    f"the same words stand there as in {first.where.removeprefix(_before(line.where))}",
                    "Delete one of the two, or put its own words there.",
                    "import-text-twice",
                )


def _before(where: str) -> str:
    """Return the file's name in a place, with what stands between it and the rest."""
    name, colon, _ = where.partition(": ")
    return f"{name}{colon}"


def _unprintable(where: str, what: str) -> Finding:
    return error(
        where, f"{what} holds a character that cannot be printed", "Type it again.", "import-character"
    )


def _competency(competency: Drafted, id_: str, clusters: Mapping[str, str]) -> dict[str, object]:
    effective, ineffective = competency.of(Kind.EFFECTIVE), competency.of(Kind.INEFFECTIVE)
    ids = dict(zip(map(id, effective), _ids(competency, Kind.EFFECTIVE), strict=True))
    return {
        "id": id_,
        "title": competency.title,
        "cluster": clusters.get(competency.cluster) if competency.cluster is not None else None,
        "definition": competency.of(Kind.DEFINITION)[0].text,
        "statements": _numbered(competency, Kind.STATEMENT),
        "skills": [line.text for line in competency.of(Kind.SKILL)],
        "effective": _numbered(competency, Kind.EFFECTIVE),
        "ineffective": [
            {**entry, "opposite_of": ids.get(id(line.opposite_of))}
            for entry, line in zip(_numbered(competency, Kind.INEFFECTIVE), ineffective, strict=True)
        ],
        "editor_notes": competency.notes,
    }


def _numbered(competency: Drafted, kind: Kind) -> list[dict[str, str]]:
    ids = _ids(competency, kind)
    return [{"id": id_, "text": line.text} for id_, line in zip(ids, competency.of(kind), strict=True)]


def _ids(competency: Drafted, kind: Kind) -> list[str]:
    """Return the ids of the lines of a kind: the first that has an id of this kind keeps it, others get the next free ones."""
    letter = _LETTERS[kind]
    codes = [line.code for line in competency.of(kind)]
    kept = {
        code: n
        for n, code in reversed(list(enumerate(codes)))
        if re.fullmatch(rf"{letter}[1-9][0-9]{{0,3}}", code)
    }
    highest = max((int(code[1:]) for code in kept), default=0)
    free = count(highest + 1)
    return [code if kept.get(code) == n else f"{letter}{next(free)}" for n, code in enumerate(codes)]


def _unique(named: Iterable[tuple[str, str]], other: str) -> list[str]:
    """Return an id for each of (title, code): the code where it can be one, else made of the title, or of ``other``."""
    named = list(named)
    ids: list[str] = []
    taken = {code for _, code in named if is_slug(code)}
    used: set[str] = set()
    following: dict[str, count[int]] = {}
    for title, code in named:
        wanted = code if is_slug(code) else slug(title) or other
        id_ = wanted
        if id_ in used or (id_ in taken and id_ != code):
            numbers = following.setdefault(wanted, count(2))
            others = (f"{wanted[: _LONGEST_SLUG - 8]}-{number}" for number in numbers)
            id_ = next(other for other in others if other not in used and other not in taken)
        used.add(id_)
        ids.append(id_)
    return ids
