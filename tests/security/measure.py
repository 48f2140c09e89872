"""What reading each hostile file costs: a fork for each, its time and the most memory it held.

By hand, for the figures in docs/security.md:

    python -m tests.security.measure output/HSG-2026-014 [FOLDER TO KEEP THE FILES IN]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from interview_kit.documents.score_sheet_reader import read_score_sheet
from interview_kit.kit.opening import open_campaign, open_ledger
from tests.security.hostile import EVERY, file_name

SCALE = 1024 if sys.platform == "linux" else 1024 * 1024


def held() -> float:
    """Return the memory that this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def main() -> None:
    """Print a JSON object: kind to codes, whether a sheet was read, seconds, and MB on top of what was held."""
    root = Path(sys.argv[1])
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        issued = ledger.issued()
    sheet = next(path.read_bytes() for path in sorted(opened.folder.returned.glob("*C01-P1*.docx")))
    keep = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    found = {}
    for kind, hostile in EVERY.items():
        data = hostile.make(sheet)
        if keep is not None:
            (keep / file_name(kind)).write_bytes(data)
        with tempfile.TemporaryFile() as file:
            child = os.fork()
            if not child:
                before = held()
                read = read_score_sheet(data, "returned/x.docx", opened.plan, issued)
                codes = sorted({f.code for f in read.findings})
                line = json.dumps({"codes": codes, "read": read.sheet is not None, "before": before})
                os.write(file.fileno(), line.encode())
                os._exit(0)
            _, status, used = os.wait4(child, 0)
            file.seek(0)
            result = json.loads(file.read() or b"{}")
        grown = used.ru_maxrss / SCALE - result.pop("before", 0.0)
        result |= {
            "exit": status,
            "seconds": round(used.ru_utime + used.ru_stime, 2),
            "MB": round(grown, 1),
            "size": len(data),
        }
        found[kind] = result
    print(json.dumps(found, indent=1))  # noqa: T201 - a script


if __name__ == "__main__":
    main()
