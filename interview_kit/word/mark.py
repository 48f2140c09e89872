"""A mark in a document by which the kit knows its own work again, untouched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from interview_kit.errors import KitError
from interview_kit.word.package import CUSTOM, read_parts, with_properties
from interview_kit.word.read_package import open_package

MARK: Final = "kit-content"
_MARK: Final = re.compile(rf'name="{MARK}"><vt:lpwstr>([0-9a-f]{{64}})</vt:lpwstr>')


def with_mark(
    document: bytes, *, title: str, creator: str, custom: Mapping[str, str], identifier: str = ""
) -> bytes:
    """Return the document with its properties, one of them a fingerprint of everything it says."""
    plain = with_properties(document, title=title, creator=creator, identifier=identifier, custom=custom)
    marked = {**custom, MARK: _fingerprint(plain)}
    return with_properties(document, title=title, creator=creator, identifier=identifier, custom=marked)


def is_as_made(document: bytes, name: str = "the document") -> bool:
    """Return True when a document is as the kit wrote it: nobody has saved it since.

    One that cannot be read, or has no mark, is somebody's own.
    """
    try:
        open_package(document, name)
    except KitError:
        return False
    found = _MARK.search(read_parts(document).get(CUSTOM, b"").decode("utf-8", "replace"))
    return found is not None and found[1] == _fingerprint(document)


def _fingerprint(document: bytes) -> str:
    """Return 64 hexadecimal figures (SHA-256) over all parts but the custom properties."""
    digest = hashlib.sha256()
    for name, content in sorted(read_parts(document).items()):
        if name != CUSTOM:
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
