"""Makes the README's pictures from the committed example; run with ``python -m tools.build_pictures``.

Needs LibreOffice and poppler's pdftoppm. Their versions decide the pixels, so no test compares them.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "output" / "example" / "HSG-2026-014"
PICTURES = {
    "score-sheet": (EXAMPLE / "returned" / "HSG-2026-014-C03-P2-score-sheet.docx", 2),
    "comparison": (EXAMPLE / "reports" / "comparison.docx", 1),
    "guide": (EXAMPLE / "documents" / "HSG-2026-014-interviewers-guide.docx", 3),
}
"""Name of each picture: the document and the page."""
WIDTH = "760"


def build() -> None:
    """Write docs/images/*.png."""
    with tempfile.TemporaryDirectory() as scratch:
        office = ["soffice", f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}", "--headless"]
        papers = [str(path) for path, _ in PICTURES.values()]
        subprocess.run([*office, "--convert-to", "pdf", "--outdir", scratch, *papers], check=True)
        for name, (path, page) in PICTURES.items():
            target = ROOT / "docs" / "images" / name
            subprocess.run(
                [
                    *("pdftoppm", "-png", "-singlefile", "-scale-to-x", WIDTH, "-scale-to-y", "-1"),
                    *("-f", str(page), "-l", str(page), str(Path(scratch) / f"{path.stem}.pdf"), str(target)),
                ],
                check=True,
            )


if __name__ == "__main__":
    build()
