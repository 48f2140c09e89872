"""Word files as packages: parts in, the same bytes out on every machine and day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from interview_kit.word.xml import Xml, element

CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"
TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATIONSHIP = f"{_OFFICE}/relationships/custom-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PID = 2


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package that the kit made or ships, by name, in their order.

    Not for files that come from outside: those go through the reader, which looks at them first.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of the parts in their order, without a date and the same on every system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def core_part(title: str, creator: str, *, identifier: str = "") -> bytes:
    """Return the part that holds title, author, identifier and language en-GB; it has no dates."""
    spaces = {
        "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    named = {"title": title, "creator": creator, "identifier": identifier, "language": "en-GB"}
    children = [element(f"dc:{name}", {}, value) for name, value in named.items() if value]
    return f"{_HEAD}{element('cp:coreProperties', spaces, *children)}".encode()


def custom_part(properties: Mapping[str, str]) -> bytes:
    """Return the part that holds custom document properties, all of them text."""
    spaces = {"xmlns": f"{_OFFICE}/custom-properties", "xmlns:vt": f"{_OFFICE}/docPropsVTypes"}
    children = [
        element("property", {"fmtid": _FMTID, "pid": pid, "name": name}, element("vt:lpwstr", {}, value))
        for pid, (name, value) in enumerate(properties.items(), start=_FIRST_PID)
    ]
    return f"{_HEAD}{element('Properties', spaces, *children)}".encode()


def with_properties(
    data: bytes, *, title: str, creator: str, identifier: str = "", custom: Mapping[str, str] | None = None
) -> bytes:
    """Return the document with title, author, language en-GB, identifier and custom properties set.

    Whatever stood there before is replaced: an editor that saved the template may have dropped some.
    """
    parts = read_parts(data)
    _put(parts, CORE, core_part(title, creator, identifier=identifier), _CORE_TYPE, _CORE_RELATIONSHIP)
    if custom:
        _put(parts, CUSTOM, custom_part(custom), _CUSTOM_TYPE, _CUSTOM_RELATIONSHIP)
    return write_parts(parts)


def _put(parts: dict[str, bytes], name: str, content: bytes, kind: str, relationship: str) -> None:
    """Set a part of the package itself, and register it unless it is registered already."""
    parts[name] = content
    override = element("Override", {"PartName": f"/{name}", "ContentType": kind})
    parts[TYPES] = _inserted(parts[TYPES], "</Types>", f"/{name}", override)
    identity = f"rId{name.partition('/')[2].partition('.')[0].title()}"
    relation = element("Relationship", {"Id": identity, "Type": relationship, "Target": name})
    parts[RELATIONSHIPS] = _inserted(parts[RELATIONSHIPS], "</Relationships>", relationship, relation)


def _inserted(content: bytes, before: str, unless: str, new: Xml) -> bytes:
    """Return a part with an element put before its end, unless it is there already."""
    known = content.decode("utf-8")
    return content if unless in known else known.replace(before, f"{new}{before}").encode()
