"""The councils' source texts taken apart into cells, and the frameworks put together into the same cells.

Nothing here reads a framework to take a source apart, and nothing reads a source to put a framework
together: only the results are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interview_kit.domain.framework import Competency, Framework
from interview_kit.domain.scale import Scale

CELLS = ("title and definition", "skills", "effective", "ineffective")
SECTIONS = {
    "cambridge-core": re.compile(
        r"^COMPETENCY & DEFINITION\t.*?(?=^Competencies for first line managers$)", re.DOTALL | re.MULTILINE
    ),
    "cambridge-first-line": re.compile(
        r"^Competencies for first line managers$.*?(?=^City leadership & management framework – )",
        re.DOTALL | re.MULTILINE,
    ),
    "cambridge-leadership": re.compile(
        r"^City leadership & management framework – .*", re.DOTALL | re.MULTILINE
    ),
}
HEAD = "COMPETENCY & DEFINITION\t"
PAGE_NUMBER = re.compile(r"[0-9]+\t*")
WANTED, UNWANTED = (
    "Examples of types of behaviour we want to see",
    "Examples of types of behaviour we don’t want to see",
)


@dataclass(frozen=True)
class Cambridge:
    """One competency as the table has it: four cells and the heading of its part."""

    heading: str
    cells: tuple[str, str, str, str]


@dataclass(frozen=True)
class Norwich:
    """One competency as the source has it."""

    title: str
    definition: str
    statements: tuple[str, ...]
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def join(text: str) -> str:
    """Return text with white space made single and the marks of underlining dropped."""
    return " ".join(re.sub(r"</?u>", "", text).split())


def cambridge_cells(source: str, framework: str) -> list[Cambridge]:
    """Return the rows of a framework's tables; a title above its row, and a row over two pages, are joined."""
    match = SECTIONS[framework].search(source)
    assert match is not None, framework
    heading, title = "", ""
    rows: list[Cambridge] = []
    for line in match.group().split("\n"):
        cells = [join(cell) for cell in line.split("\t")]
        if line.startswith(HEAD) or PAGE_NUMBER.fullmatch(line):
            continue
        if len(cells) == 1:
            heading = cells[0] if "ramework" in cells[0] or "ompetencies" in cells[0] else heading
        elif not any(cells[1:]):
            title = cells[0]
        elif not cells[0]:
            before = rows.pop()
            rows.append(
                Cambridge(
                    before.heading, _four(join(f"{a} {b}") for a, b in zip(before.cells, cells, strict=True))
                )
            )
        else:
            rows.append(Cambridge(heading, _four([join(f"{title} {cells[0]}"), *cells[1:]])))
            title = ""
    return rows


def rebuild_cambridge(competency: Competency) -> tuple[str, str, str, str]:
    """Return the four cells that a competency's texts give in their order."""
    return _four(
        (
            f"{competency.title} {competency.definition}",
            " ".join(competency.skills),
            " ".join(i.text for i in competency.effective),
            " ".join(i.text for i in competency.ineffective),
        )
    )


def _four(cells: Iterable[str]) -> tuple[str, str, str, str]:
    first, second, third, fourth = cells
    return first, second, third, fourth


def differences_cambridge(framework: Framework, source: str) -> list[str]:
    """Return where a framework differs from its source; nothing when every cell is rebuilt."""
    rows = cambridge_cells(source, framework.id)
    clusters = {c.id: c.title for c in framework.clusters}
    found = [] if len(rows) == len(framework.competencies) else [f"{len(rows)} rows in the source"]
    for row, competency in zip(rows, framework.competencies, strict=False):
        for name, theirs, ours in zip(CELLS, row.cells, rebuild_cambridge(competency), strict=True):
            if name == CELLS[0]:  # a title is in capitals in the source
                end = len(competency.title)
                theirs, ours = theirs[:end].casefold() + theirs[end:], ours[:end].casefold() + ours[end:]  # noqa: PLW2901 - the pair compared
            if theirs != ours:
                found.append(f"{competency.id}: {name}")
        cluster = clusters[competency.cluster] if competency.cluster else ""
        if cluster and not row.heading.endswith(f"– {cluster}"):
            found.append(f"{competency.id}: cluster")
    return found


def norwich_competencies(source: str) -> list[Norwich]:
    """Return the four values of the source with their blocks."""
    parts = re.split(r"^ (?=[A-Z]{4,} )", source, flags=re.MULTILINE)[1:]
    return [_norwich(part) for part in parts]


def _norwich(part: str) -> Norwich:
    head, rest = part.split("COMPETENCIES", 1)
    numbered, blocks = rest.split("EXAMPLES OF BEHAVIOUR", 1)
    title, definition = re.split(r"\s+[–-]\s+", join(head), maxsplit=1)
    statements = re.split(r"(?:^| )[1-9]\. ", join(numbered))
    assert statements[0] == "", statements
    texts = [join(block) for block in re.split(r"\n\s*\n", blocks) if block.strip()]
    assert texts[:2] == [WANTED, UNWANTED], texts[:2]
    return Norwich(title, definition, tuple(statements[1:]), tuple(texts[2::2]), tuple(texts[3::2]))


def differences_norwich(framework: Framework, source: str) -> list[str]:
    """Return where the framework differs from its source; nothing when every block is there."""
    theirs = norwich_competencies(source)
    found = [] if len(theirs) == len(framework.competencies) else [f"{len(theirs)} values in the source"]
    for value, competency in zip(theirs, framework.competencies, strict=False):
        ours = Norwich(
            competency.title.upper(),
            competency.definition,
            tuple(s.text for s in competency.statements),
            tuple(i.text for i in competency.effective),
            tuple(i.text for i in competency.ineffective),
        )
        found += [
            f"{competency.id}: {name}" for name in vars(value) if getattr(value, name) != getattr(ours, name)
        ]
        pairs = [i.opposite_of for i in competency.ineffective]
        if pairs != [i.id for i in competency.effective]:
            found.append(f"{competency.id}: pairs")
    return found


def norwich_levels(source: str) -> list[str]:
    """Return the rows of the table of ratings: level, label and description in one text."""
    match = re.search(r"^Level Rating Assessment(.*?)^It is expected", source, re.DOTALL | re.MULTILINE)
    assert match is not None
    return [join(row) for row in re.split(r"^(?=[1-9] )", match.group(1), flags=re.MULTILINE) if row.strip()]


def rebuild_levels(scale: Scale) -> list[str]:
    """Return the rows that a scale's texts give."""
    return [f"{level.level} {level.label} {level.description}" for level in scale.levels]
