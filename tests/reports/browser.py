"""A page opened in headless Chromium."""

from __future__ import annotations

import subprocess
from pathlib import Path


def open_page(chromium: str, folder: Path, page: str, *options: str) -> str:
    """Open a page; return what the browser says on standard error, or, with ``--dump-dom``, the page as it then is."""
    source = folder / "page.html"
    source.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={folder / 'profile'}",
            "--enable-logging=stderr",
            *options,
            source.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return (done.stdout if "--dump-dom" in options else done.stderr).decode("utf-8", "replace")
