"""A small campaign at the stages that the tests of security and reliability start from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from interview_kit import kit
from interview_kit.cli import main
from interview_kit.documents import layout
from interview_kit.word.fill import fill

CANDIDATES = "Ref,Name\nC01,Amara Osei\nC02,Björn Ó Néill\n"
MEMBERS = ("P1", "P2", "P3")
PAIRS = tuple((c, m) for c in ("C01", "C02") for m in MEMBERS)


@dataclass(frozen=True)
class Stages:
    """One campaign: planned, packed, and with all six sheets filled in and returned."""

    planned: Path
    packed: Path
    filled: Path

    @property
    def sheets(self) -> dict[tuple[str, str], bytes]:
        """The filled sheets by candidate and member."""
        found = {}
        for path in sorted((self.filled / "returned").iterdir()):
            _, _, _, candidate, member, *_ = path.name.split("-")
            found[candidate, member] = path.read_bytes()
        return found


def run(*arguments: str | Path) -> Result:
    """Return the result of a command; a traceback fails the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def build(room: Path) -> Stages:
    """Return the stages, made by the real commands in an empty folder."""
    root = kit.start_example(room)
    (root / "candidates.csv").write_text(CANDIDATES, encoding="utf-8")
    assert run("plan", root).exit_code == 0
    planned = Path(shutil.copytree(root, room / "planned"))
    assert run("pack", root).exit_code == 0
    packed = Path(shutil.copytree(root, room / "packed"))
    kit.fill_example(root)
    return Stages(planned, packed, Path(shutil.copytree(root, room / "filled")))


def copy(stage: Path, room: Path) -> Path:
    """Return a copy of a stage, to do as one likes with."""
    return Path(shutil.copytree(stage, room / "campaign"))


def with_score(sheet: bytes, question: str, shown: str) -> bytes:
    """Return a sheet with one score chosen anew."""
    return fill(sheet, {layout.score_key(question): shown})
