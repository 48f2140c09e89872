"""A framework taken over from elsewhere, before it is one: texts with the place that each comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from interview_kit.bank.exchange.kinds import Kind
from interview_kit.bank.framework_checks import check_framework
from interview_kit.bank.shared_findings import error
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding
from interview_kit.yaml_file.problems import find_problems

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_LETTERS: Mapping[Kind, str] = {Kind.STATEMENT: "s", Kind.EFFECTIVE: "e", Kind.INEFFECTIVE: "i"}
_PARTS: Mapping[Kind, str] = {
    Kind.STATEMENT: "statements",
    Kind.EFFECTIVE: "effective",
    Kind.INEFFECTIVE: "ineffective",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a framework is called, by whoever takes it over or by the file itself."""

    id: str
    title: str
    organisation: str
    audience: str = ""
    used_with: tuple[str, ...] = ()
    source: str = ""
    """The source file's path inside the bank."""
    note: str = ""


@dataclass(slots=True)
class Line:
    """One text, where it stands, and the id that it has there, if any."""

    text: str
    where: str
    code: str = ""
    opposite_of: int | None = None
    """Which of the competency's effective behaviours it is the opposite of, from 0."""


@dataclass(slots=True)
class Drafted:
    """A competency as far as it has been read."""

    title: str
    where: str
    code: str = ""
    cluster: str | None = None
    """Title of the cluster that it stands in."""
    is_whole: bool = True
    """False when something of it could not be read, so that what is missing may be that."""
    notes: list[str] = field(default_factory=list)
    lines: dict[Kind, list[Line]] = field(default_factory=dict)

    def of(self, kind: Kind) -> list[Line]:
        """Return the lines of a kind, to be read or added to."""
        return self.lines.setdefault(kind, [])


def slug(text: str) -> str:
    """Return a text as an id: lower-case letters, figures, hyphens; empty when nothing is left.

    >>> slug("Café & Team-working (2026)")
    'cafe-and-team-working-2026'
    """
    plain = (
        unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def make_framework(
    head: Head, drafted: Sequence[Drafted], clusters: Mapping[str, str], name: str
) -> tuple[Framework | None, list[Finding]]:
    """Return a framework of what was read and passed :func:`check_drafted`, or every reason why it is none.

    Args:
        head: what it is called.
        drafted: its competencies, in their order.
        clusters: titles of its clusters, with the id that each has in the file; empty where it has none.
        name: what findings call the file.
    """
    cluster_ids = dict(zip(clusters, _unique(clusters.items()), strict=True))
    ids = _unique((competency.title, competency.code) for competency in drafted)
    data = {
        "schema": 1,
        "id": head.id,
        "title": head.title,
        "organisation": head.organisation,
        "audience": head.audience or head.title,
        "used_with": head.used_with,
        "source": {"file": head.source or name, "note": head.note},
        "clusters": [{"id": id_, "title": title} for title, id_ in cluster_ids.items()],
        "competencies": [
            _competency(competency, id_, cluster_ids) for competency, id_ in zip(drafted, ids, strict=True)
        ],
    }

    def place(*at: str | int) -> str:
        return _place(drafted, name, at)

    try:
        framework = Framework.model_validate(data)
    except ValidationError as invalid:
        return None, find_problems(invalid.errors(), Framework, place)
    findings = check_framework(
        framework, place, frameworks={head.id, *head.used_with}, sources={framework.source.file}
    )
    return (None if findings else framework), findings


def check_drafted(drafted: Sequence[Drafted], name: str) -> Iterator[Finding]:
    """Yield what a person who types or sorts the file has to mend, in their words."""
    if not drafted:
        yield error(
            name, "there is no competency in it", "Check that it is the right file.", "import-no-competency"
        )
    for competency in drafted:
        definitions = competency.of(Kind.DEFINITION)
        if competency.is_whole and not definitions:
            yield error(
                competency.where,
                f"'{competency.title}' has no definition",
                "Give it one line that says what the competency means.",
                "import-no-definition",
            )
        for line in definitions[1:]:
            yield error(
                line.where,
                f"'{competency.title}' has a definition already",
                "Put both into one line, or make this one a statement.",
                "import-definition-twice",
            )
        if competency.is_whole and not competency.of(Kind.EFFECTIVE):
            yield error(
                competency.where,
                f"'{competency.title}' has no effective behaviour",
                "Questions are mapped to behaviours: give it at least one.",
                "import-no-effective",
            )


def _competency(competency: Drafted, id_: str, clusters: Mapping[str, str]) -> dict[str, object]:
    effective = _numbered(competency, Kind.EFFECTIVE)
    by_number = [entry["id"] for entry in effective]
    ineffective = [
        {**entry, "opposite_of": None if line.opposite_of is None else by_number[line.opposite_of]}
        for entry, line in zip(
            _numbered(competency, Kind.INEFFECTIVE), competency.of(Kind.INEFFECTIVE), strict=True
        )
    ]
    return {
        "id": id_,
        "title": competency.title,
        "cluster": clusters.get(competency.cluster or ""),
        "definition": " ".join(line.text for line in competency.of(Kind.DEFINITION)),
        "statements": _numbered(competency, Kind.STATEMENT),
        "skills": [line.text for line in competency.of(Kind.SKILL)],
        "effective": effective,
        "ineffective": ineffective,
        "editor_notes": competency.notes,
    }


def _numbered(competency: Drafted, kind: Kind) -> list[dict[str, str]]:
    """Return the lines of a kind with ids: those that they have, if they are ids of this kind, else by their order."""
    lines, letter = competency.of(kind), _LETTERS[kind]
    codes = [line.code for line in lines]
    kept = all(re.fullmatch(rf"{letter}[1-9][0-9]*", code) for code in codes) and len(set(codes)) == len(
        codes
    )
    ids = codes if kept else [f"{letter}{n}" for n in range(1, len(lines) + 1)]
    return [{"id": id_, "text": line.text} for id_, line in zip(ids, lines, strict=True)]


def _unique(named: Iterable[tuple[str, str]]) -> list[str]:
    """Return an id for each of (title, code): the code where it can be one, else made of the title."""
    ids: list[str] = []
    for title, code in named:
        wanted = code if _SLUG.fullmatch(code) and len(code) <= _LONGEST_SLUG else slug(title) or "competency"
        number = 2
        id_ = wanted
        while id_ in ids:
            id_, number = f"{wanted}-{number}", number + 1
        ids.append(id_)
    return ids


def _place(drafted: Sequence[Drafted], name: str, at: Sequence[str | int]) -> str:
    """Return where the value stands in the file that is read."""
    match at:
        case ("competencies", int(n), str(part), int(m), *_):
            kind = next((kind for kind, named in _PARTS.items() if named == part), Kind.SKILL)
            lines = drafted[n].of(kind)
            return lines[m].where if m < len(lines) else drafted[n].where
        case ("competencies", int(n), "definition"):
            lines = drafted[n].of(Kind.DEFINITION)
            return lines[0].where if lines else drafted[n].where
        case ("competencies", int(n), *_):
            return drafted[n].where
        case _:
            return " ".join([f"{name}:", *(str(key) for key in at)])
