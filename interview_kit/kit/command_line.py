"""Commands for people to copy: one place that writes them."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

IS_WINDOWS = os.name == "nt"
_AS_IT_IS = re.compile(r"[\w.:\\/-]+")
"""What no window on Windows takes for more than a path."""


def command_line(name: str, folder: Path | str, *more: str) -> str:
    """Return a command on a folder as one would type it; ``more`` comes after the folder, as it is."""
    return " ".join(("interview-kit", name, quoted(str(folder)), *more))


def quoted(text: str) -> str:
    """Return a path or another word, between quotation marks where a terminal would not take it whole."""
    if not IS_WINDOWS:
        return shlex.quote(text)
    return text if _AS_IT_IS.fullmatch(text) else f'"{text}"'
