"""Which column of a table holds what of a framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from interview_kit.bank.exchange.kinds import LINES, Kind, kind_of
from interview_kit.bank.shared_findings import error
from interview_kit.domain.english import listed
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Row, plain_header
from interview_kit.yaml_file import nearest

TABLE_HEADS: Final = ("Competency", "Kind", "Text")
LOOK_AT: Final = 10
"""Rows in which the header may stand; a title may stand above it."""
HOW: Final = (
    f"Name the columns {TABLE_HEADS[0]}, {TABLE_HEADS[1]} and {TABLE_HEADS[2]}, with one line of the framework a row; or "
    "Competency, Definition, Effective and Ineffective, with the lines of each kind in its column."
)
_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "Competency": (
        "competency", "competencies", "competency name", "competency title", "competence", "capability", "value",
    ),
    "Kind": ("kind", "type", "kind of line", "behaviour type", "type of behaviour", "what it is"),
    "Text": (
        "text",
        "wording",
        "words",
        "behaviour",
        "behaviours",
        "behavior",
        "behaviors",
        "indicator",
        "indicators",
        "line",
    ),
    "Cluster": ("cluster", "competency cluster", "area", "competency area", "domain", "theme"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header stands and which column holds what: one kind a row, or one kind a column."""

    header: int
    """Number of its row."""
    competency: int
    cluster: int | None
    kind: int | None
    text: int | None
    wide: Mapping[int, Kind]
    """The columns of kinds, where each kind has its own."""

    @property
    def columns(self) -> frozenset[int]:
        """The columns that are read."""
        single = (self.competency, self.cluster, self.kind, self.text)
        return frozenset((*(c for c in single if c is not None), *self.wide))


def find_layout(rows: Sequence[Row]) -> Layout | None:
    """Return the layout of a table, ``None`` when no row near the top names its columns."""
    for row in rows:
        if row.number > LOOK_AT:
            break
        words = [plain_header(cell) for cell in row.cells]
        at = {
            role: next((n for n, w in enumerate(words) if w in known), None) for role, known in _ROLES.items()
        }
        competency = at["Competency"]
        if competency is None:
            continue
        if at["Kind"] is not None and at["Text"] is not None:
            return Layout(row.number, competency, at["Cluster"], at["Kind"], at["Text"], {})
        kinds = {n: kind_of(str(cell or "")) for n, cell in enumerate(row.cells) if n != competency}
        wide = {n: kind for n, kind in kinds.items() if kind in LINES}
        if at["Kind"] is None and {Kind.DEFINITION, Kind.EFFECTIVE} <= set(wide.values()):
            return Layout(row.number, competency, at["Cluster"], None, None, wide)
    return None


def check_layout(layout: Layout, rows: Sequence[Row], name: str) -> Iterator[Finding]:
    """Yield a finding for each column that could be what another is, and for each that is not read."""
    row = next(row for row in rows if row.number == layout.header)
    where = f"{name}: row {layout.header}"
    shown = {
        n: str(cell).strip() for n, cell in enumerate(row.cells) if cell is not None and str(cell).strip()
    }
    roles = dict(_ROLES)
    if layout.wide:
        roles = {role: _ROLES[role] for role in ("Competency", "Cluster")}
    spoken: set[int] = set()
    for role, known in roles.items():
        fitting = [n for n, text in shown.items() if plain_header(text) in known]
        if len(fitting) > 1:
            spoken |= set(fitting)
            yield _two(where, role, [shown[n] for n in fitting])
    for kind in LINES if layout.wide else ():
        fitting = [n for n, its in layout.wide.items() if its is kind]
        if len(fitting) > 1:
            yield _two(where, kind, [shown[n] for n in fitting])
    filled = {
        n
        for row in rows
        for n, cell in enumerate(row.cells)
        if row.number > layout.header and cell is not None and str(cell).strip()
    }
    for n in sorted(filled - shown.keys() - layout.columns):
        problem = f"something stands in column {xl_col_to_name(n)}, which has no heading"
        yield error(
            where,
            problem,
            "Give the column a heading, or move or delete what stands there.",
            "import-no-heading",
        )
    for n in sorted(shown.keys() - layout.columns - spoken):
        yield Finding(
            where,
            f"the column '{shown[n]}' is not read",
            "Nothing is to be done if it is not needed here.",
            severity=Severity.WARNING,
            code="import-unread-column",
        )


def is_repeated(row: Row, layout: Layout, rows: Sequence[Row]) -> bool:
    """Return True for a row that repeats the header, as each page of a printed table does."""
    header = next(r for r in rows if r.number == layout.header)
    return [plain_header(c) for c in row.cells] == [plain_header(c) for c in header.cells]


def no_layout(rows: Sequence[Row], name: str) -> Finding:
    """Return the finding that no row names the columns, with the row that comes nearest to it."""
    best: tuple[int, Row, list[str], list[str]] | None = None
    for row in rows:
        if row.number > LOOK_AT:
            break
        known, left = [], []
        for cell in row.cells:
            word = plain_header(cell)
            is_role = any(word in _ROLES[role] for role in TABLE_HEADS)
            if is_role or kind_of(str(cell or "")) in LINES:
                known.append(str(cell).strip())
            elif word:
                left.append(str(cell).strip())
        if known and (best is None or len(known) > best[0]):
            best = len(known), row, known, left
    if best is None:
        problem = f"none of the first {LOOK_AT} rows names the columns of a framework"
        return error(name, problem, HOW, "import-no-header")
    _, row, known, left = best
    quoted = listed([f"'{heading}'" for heading in known])
    verb = "is" if len(known) == 1 else "are"
    problem = f"of the headings in this row only {quoted} {verb} understood"
    guesses = [(role, nearest(role, left)) for role in TABLE_HEADS if role not in known]
    meant = [f"call '{guess}' {role}" for role, guess in guesses if guess]
    remedy = f"If it is meant so, {listed(meant)}. {HOW}" if meant else HOW
    return error(f"{name}: row {row.number}", problem, remedy, "import-no-header")


def _two(where: str, role: str, names: Sequence[str]) -> Finding:
    quoted = listed([f"'{n}'" for n in names])
    problem = f"two columns can be meant as {role}: {quoted}"
    return error(where, problem, "Delete or rename all but one.", "import-two-columns")
