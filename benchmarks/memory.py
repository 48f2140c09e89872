"""The most memory that a process has while it stamps and writes sheets: python -m benchmarks.memory COUNT FOLDER."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.sheet import example_campaign, load_sheet
from interview_kit.campaign_folder import Batch


def peak(sheets: int, folder: Path) -> float:
    """Return the peak in MB of a process of its own that writes so many sheets into a folder."""
    command = [sys.executable, "-m", "benchmarks.memory", str(sheets), str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Write the sheets, and print the peak in MB."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    with example_campaign() as campaign:
        sheet = load_sheet(campaign)
    with tempfile.TemporaryDirectory(dir=folder) as new, Batch(Path(new)) as batch:
        for number in range(count):
            batch.add(Path(new, f"{number // 1000}"), f"{number:06d}.docx", sheet.stamp(number))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}")


if __name__ == "__main__":
    main()
