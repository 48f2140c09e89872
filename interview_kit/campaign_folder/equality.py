"""The equality file: candidates' characteristics, kept by HR away from every campaign's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder.clean import clean
from interview_kit.campaign_folder.columns import LOOK_AT
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import MAX_BYTES, Row, plain_header, read_csv

CAMPAIGN, REF = "campaign", "ref"
_REFS = {"ref", "reference", "candidate", "candidate ref", "candidate reference"}
_NAMES = {"name", "full name", "first name", "last name", "surname", "email"}
_EXAMPLE = (
    "Write Campaign, Ref and a column for each characteristic in the first row, one candidate a row below."
)


@dataclass(frozen=True, slots=True)
class EqualityRow:
    """What one candidate said of themselves; a characteristic left open is not there."""

    row: int
    campaign: str
    ref: str
    values: Mapping[str, str]


def inside_campaign(path: Path) -> Path | None:
    """Return the campaign's folder that a file lies in, or ``None``; links are followed."""
    for folder in path.resolve().parents:
        if (folder / "campaign.yaml").exists() or (folder / "ledger.db").exists():
            return folder
    return None


def read_equality(path: Path) -> tuple[tuple[str, ...], tuple[EqualityRow, ...], tuple[Finding, ...]]:
    """Return the names of the characteristics, the rows, and findings by row.

    A CSV file with a column for the campaign's reference, one for the candidate's ref, and one for each
    characteristic. A file inside a campaign's folder is not even opened: whoever sees the panel's papers
    would see it.
    """
    name = path.name
    home = inside_campaign(path)
    if home is not None:
        return (), (), (_inside(path, home),)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = f"the equality file cannot be opened: {error.strerror or error}"
        return (), (), (_error(name, problem, "Check where it is, and that you may read it.", "unreadable"),)
    if len(data) > MAX_BYTES:
        return (), (), (_error(name, "is larger than 5 MB", "Check that it is the right file.", "too-large"),)
    if (b"\0" in data[:4] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))) or data.startswith(b"PK"):
        return (), (), (_error(name, "is no CSV file", "Save it as CSV and run again.", "not-csv"),)
    rows, findings = read_csv(
        data, name, kind="equality", has_header=lambda found: _header(found) is not None
    )
    header = _header(rows)
    if header is None:
        return (), (), (*findings, _error(name, "has no header with Campaign and Ref", _EXAMPLE, "no-header"))
    titles, columns = _columns(header)
    findings += _check_titles(header, titles, name)
    seen: dict[tuple[str, str], int] = {}
    made = []
    for row in rows:
        if row.number <= header.number or row.is_blank:
            continue
        one, found = _read(row, columns, titles, name)
        findings += found
        if one is None:
            continue
        earlier = seen.setdefault((one.campaign.casefold(), one.ref.casefold()), row.number)
        if earlier == row.number:
            made.append(one)
        else:
            problem = f"{one.ref} of {one.campaign} stands in row {earlier} already"
            findings.append(_error(f"{name}: row {row.number}", problem, "Delete one of the two.", "twice"))
    return tuple(titles.values()), tuple(made), tuple(findings)


def _header(rows: Sequence[Row]) -> Row | None:
    for row in rows[:LOOK_AT]:
        words = {plain_header(cell) for cell in row.cells}
        if any(w.startswith(CAMPAIGN) for w in words) and words & _REFS:
            return row
    return None


def _columns(header: Row) -> tuple[dict[int, str], tuple[int, int]]:
    """Return the titles of the characteristics by column, and the columns of campaign and ref."""
    words = [plain_header(cell) for cell in header.cells]
    campaign = next(at for at, w in enumerate(words) if w.startswith(CAMPAIGN))
    ref = next(at for at, w in enumerate(words) if w in _REFS)
    titles = {
        at: " ".join(str(header.cells[at]).split())
        for at, word in enumerate(words)
        if word and at not in {campaign, ref} and word not in _NAMES
    }
    return titles, (campaign, ref)


def _check_titles(header: Row, titles: Mapping[int, str], name: str) -> Iterator[Finding]:
    where = f"{name}: row {header.number}"
    if not titles:
        yield _error(where, "there is no column with a characteristic", _EXAMPLE, "no-characteristic")
    plain = [title.casefold() for title in titles.values()]
    for title in sorted({t for t in plain if plain.count(t) > 1}):
        yield _error(where, f"the column '{title}' is there twice", "Delete or rename one.", "column-twice")
    if _NAMES & {plain_header(cell) for cell in header.cells}:
        yield Finding(
            where,
            "there is a column with names or addresses; it is not read",
            "Delete it: campaign and ref are enough, and this file should not say who anybody is.",
            severity=Severity.WARNING,
            code="equality-names",
        )


def _read(
    row: Row, columns: tuple[int, int], titles: Mapping[int, str], name: str
) -> tuple[EqualityRow | None, list[Finding]]:
    where = f"{name}: row {row.number}"
    findings: list[Finding] = []

    def text(at: int, kind: str) -> str:
        words, found = clean(row.cells[at] if at < len(row.cells) else None, kind, where)
        findings.extend(found)
        return words

    campaign, ref = text(columns[0], CAMPAIGN), text(columns[1], REF)
    if not campaign or not ref:
        problem = "the campaign's reference or the candidate's ref is missing"
        return None, [*findings, _error(where, problem, "Write both, as in the campaign's list.", "no-ref")]
    values = {title: value for at, title in titles.items() if (value := text(at, title))}
    return EqualityRow(row.number, campaign, ref, values), findings


def _inside(path: Path, home: Path) -> Finding:
    return _error(
        str(path),
        f"the equality file lies in the campaign folder {home.name}, where the panel's papers are",
        "Move it to a folder that only HR can open, outside every campaign, and run again.",
        "inside-campaign",
    )


def _error(where: str, problem: str, remedy: str, code: str) -> Finding:
    return Finding(where, problem, remedy, code=f"equality-{code}")
