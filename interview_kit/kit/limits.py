"""How much a process that reads for another may take; where the system can set no limits, it sets none."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 768 * 1024 * 1024
"""Bytes for the files, on top of what the process has when it begins; the reader itself stays below 150 MB."""
SECONDS: Final = 20
"""Of the processor, for one file; the worst that the reader lets through takes about two."""
_STATM: Final = Path("/proc/self/statm")


def limit_memory() -> None:
    """Let this process take only so much more memory."""
    resource = _resource()
    if resource is None or not _STATM.exists():
        return
    pages = int(_STATM.read_text(encoding="ascii").split()[0])
    _lower(resource, resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)


def limit_time() -> None:
    """Let this process take only so much more time; the system stops it when it takes more."""
    resource = _resource()
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + SECONDS)


def _resource() -> Any:  # noqa: ANN401 - a module that Windows does not have
    try:
        return importlib.import_module("resource")
    except ImportError:
        return None


def _lower(resource: Any, kind: int, wanted: int) -> None:  # noqa: ANN401 - same
    """Set a limit, unless a lower one holds already; the hard limit stays, so that it can be set again."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
