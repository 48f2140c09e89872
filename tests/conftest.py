"""Programs that some checks need: found, skipped with a reason, or, in CI, a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
os.environ.pop("COLUMNS", None)  # pytest-xdist hands on the width of the terminal that it runs in


def _need(name: str, found: str | None, how: str) -> str:
    """Return the program's path; without it skip, or fail where CI must not skip."""
    if found:
        return found
    reason = f"{name} is not installed: {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must not skip this check. {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice."""
    return _need(
        "LibreOffice", shutil.which("soffice"), "apt-get install libreoffice-writer libreoffice-calc"
    )


@pytest.fixture(scope="session")
def uno_python() -> str:
    """Path of a Python that has LibreOffice's bridge: Debian's own, or the one LibreOffice brings."""
    tried = [shutil.which("python3", path="/usr/bin:/usr/local/bin"), *map(str, _OFFICE_PYTHONS)]
    found = (python for python in tried if python and Path(python).exists() and _has_uno(python))
    return _need("LibreOffice's bridge for Python", next(found, None), "apt-get install python3-uno")


_OFFICE_PYTHONS = (
    *Path("/opt").glob("libreoffice*/program/python"),
    Path("/usr/lib/libreoffice/program/python"),
    Path("/Applications/LibreOffice.app/Contents/Resources/python"),
)


def _has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Path of poppler's pdftotext."""
    return _need("pdftotext", shutil.which("pdftotext"), "apt-get install poppler-utils")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Path of poppler's pdftoppm."""
    return _need("pdftoppm", shutil.which("pdftoppm"), "apt-get install poppler-utils")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return _need("Chromium", found, "apt-get install chromium")


@pytest.fixture(scope="session")
def ooxml_validator() -> str:
    """Path of the Open XML SDK validator."""
    folder = CHECKOUT / "node_modules" / "@xarsh"
    found = sorted(folder.glob("ooxml-validator-*/ooxml-validator*"))
    return _need("The Open XML SDK validator", str(found[0]) if found else None, "npm ci")


@pytest.fixture(scope="session")
def axe_core() -> Path:
    """The accessibility checker that runs inside a page."""
    found = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
    return Path(_need("axe-core", str(found) if found.exists() else None, "npm ci"))
