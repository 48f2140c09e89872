"""Documents opened in LibreOffice and saved again."""

from __future__ import annotations

import subprocess
from pathlib import Path

TARGETS = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt",
    "doc": "doc:MS Word 97",
    "rtf": "rtf",
    "pdf": "pdf",
}


def convert(soffice: str, folder: Path, files: list[Path], kind: str) -> dict[str, bytes]:
    """Return documents as LibreOffice saves them as a kind of :data:`TARGETS`, by the name they had."""
    out = folder / f"saved-{kind}"
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", TARGETS[kind], "--outdir", str(out), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    return {path.stem: (out / f"{path.stem}.{kind}").read_bytes() for path in files}
