"""All measurements in one run, printed as the tables of README.md: make bench."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from benchmarks.disk import to_disk
from benchmarks.memory import peak
from benchmarks.peers import makers, walk
from benchmarks.rounds import per_second
from benchmarks.sheet import Sheet, example_campaign, load_sheet
from interview_kit.documents.score_sheet_reader import read_score_sheet
from interview_kit.kit.reading import Expected, read_files
from interview_kit.word.package import read_parts

_DOCUMENT = "word/document.xml"
_FOLDER = 1_000


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--in", dest="folder", type=Path, help="where files are written; else the system's own"
    )
    parser.add_argument("--sheets", type=int, nargs="*", default=[1_000, 100_000], help="how many for memory")
    given = parser.parse_args()
    with example_campaign() as campaign, tempfile.TemporaryDirectory(dir=given.folder) as folder:
        sheet = load_sheet(campaign)
        print(_machine(sheet))
        _print_making(sheet)
        _print_reading(sheet)
        _print_folder(sheet, Path(folder))
        disk = to_disk(sheet, Path(folder))
        rows = [
            (
                name,
                f"{taken.clock:.0f}",
                f"{taken.times:.2f}",
                f"{taken.times_synced:.2f}",
                f"{taken.processor:.0f}",
                f"{taken.times_processor:.2f}",
            )
            for name, taken in disk.items()
        ]
        heads = (
            "1,000 sheets",
            "µs a sheet by the clock",
            "× open and write",
            "× open, write, one sync",
            "µs of the processor",
            "× open and write",
        )
        _print_table("To new files", heads, rows)
        peaks = [(f"{count:,}", f"{peak(count, Path(folder)):.0f}") for count in given.sheets]
        _print_table("Memory", ("sheets stamped and written", "peak, MB"), peaks)


def _machine(sheet: Sheet) -> str:
    names = ("python-docx", "docxtpl", "jinja2", "lxml")
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    load = (_lines("/proc/loadavg") or ["not known"])[0].split()[0]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    made = sheet.stamp(0)
    return (
        f"{cpu}; {platform.system()}, Python {platform.python_version()}, {versions}, zlib {zlib.ZLIB_RUNTIME_VERSION}; "
        f"load when begun {load}. The sheet: {len(sheet.plan.questions)} questions, "
        f"{_DOCUMENT} {len(read_parts(made)[_DOCUMENT]) / 1000:.1f} KB, file {len(made) / 1000:.1f} KB."
    )


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _print_making(sheet: Sheet) -> None:
    """Print how fast each way makes the sheet, once it is known that all make the same."""
    ways = makers(sheet)
    texts = {name: _canonical(make(1)) for name, make in ways.items()}
    if len(set(texts.values())) != 1:
        msg = f"the documents differ: { {name: hash(text) for name, text in texts.items()} }"
        raise SystemExit(msg)
    xml = read_parts(sheet.stamp(0))[_DOCUMENT]
    limits: dict[str, Callable[[int], object]] = {
        f"a new deflate of {_DOCUMENT} alone, zlib {level}": _deflate(xml, level) for level in (1, 6, 9)
    }
    rates = per_second({**ways, **limits})
    slow = rates["docxtpl, sandboxed"]
    rows = [(name, f"{r:,.1f}", f"{1000 / r:.3f}", f"{r / slow:,.1f}") for name, r in rates.items()]
    _print_table("Making, in memory, one process", ("", "sheets a second", "ms", "× docxtpl"), rows)


def _deflate(xml: bytes, level: int) -> Callable[[int], object]:
    return lambda _: zlib.compress(xml, level)


def _canonical(document: bytes) -> bytes:
    return etree.tostring(etree.fromstring(read_parts(document)[_DOCUMENT]), method="c14n")


def _print_reading(sheet: Sheet) -> None:
    rates = per_second(
        {
            "python-docx: open, walk tables, rows, cells, paragraphs": lambda _: walk(sheet.filled),
            "interview-kit: the ratings, and every check": lambda _: read_score_sheet(
                sheet.filled, "returned/sheet.docx", sheet.plan, sheet.issued, sheet.printed
            ),
        }
    )
    slow = next(iter(rates.values()))
    rows = [(name, f"{r:.1f}", f"{1000 / r:.1f}", f"{r / slow:.2f}") for name, r in rates.items()]
    _print_table("Reading a filled sheet, one process", ("", "sheets a second", "ms", "× python-docx"), rows)


def _print_folder(sheet: Sheet, folder: Path) -> None:
    """Print how long a folder of sheets takes, in one process and on all cores."""
    jobs = [(folder / f"{number}.docx", f"{number}.docx") for number in range(_FOLDER)]
    for path, _ in jobs:
        path.write_bytes(sheet.filled)
    expected = Expected(sheet.plan, sheet.issued, {}, sheet.printed)
    taken: list[float] = []
    for few in (_FOLDER, 0):
        begun = time.perf_counter()
        read = sum(1 for _ in read_files(jobs, expected, few=few))
        taken.append((time.perf_counter() - begun) / read * 1000)
    ways = ("one process", f"a process for each of {os.cpu_count()} cores, their start included")
    rows = [(way, f"{ms:.1f}", f"{taken[0] / ms:.2f}") for way, ms in zip(ways, taken, strict=True)]
    _print_table(f"Reading a folder of {_FOLDER} sheets", ("", "ms a sheet by the clock", "×"), rows)


def _print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"\n## {title}\n")
    print(f"| {' | '.join(heads)} |")
    print(f"| --- |{' ---: |' * (len(heads) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
