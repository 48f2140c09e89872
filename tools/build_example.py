"""Makes output/example anew, and the demo's output in the README; run with ``python -m tools.build_example``."""

from __future__ import annotations

import os
import re
from pathlib import Path

from click.testing import CliRunner

from interview_kit.cli import main

ROOT = Path(__file__).parents[1]
EXAMPLE = Path("output/example")
EPOCH = "1773830520"
"""18 March 2026, 10.42 UTC: when the example's comparison is made."""
BEGIN, END = "<!-- demo -->", "<!-- /demo -->"


def play(parent: Path) -> str:
    """Play the demo below a folder at the example's fixed time and return what it prints."""
    result = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH, "COLUMNS": None}).invoke(
        main, ["demo", "--in", str(parent)], catch_exceptions=False
    )
    if result.exit_code != 0:
        raise SystemExit(result.output)
    return "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"


def with_demo(readme: str, printed: str) -> str:
    """Return the README with the demo's output between its two marks, as if made where users make it."""
    printed = printed.replace(EXAMPLE.as_posix(), EXAMPLE.parent.as_posix())
    block = f"{BEGIN}\n\n```console\n$ make demo\n{printed}```\n\n{END}"
    return re.sub(f"{BEGIN}.*?{END}", lambda _: block, readme, flags=re.DOTALL)


def build() -> None:
    """Write the example and the README's block."""
    os.chdir(ROOT)
    printed = play(EXAMPLE)
    readme = ROOT / "README.md"
    readme.write_text(with_demo(readme.read_text(encoding="utf-8"), printed), encoding="utf-8")


if __name__ == "__main__":
    build()
