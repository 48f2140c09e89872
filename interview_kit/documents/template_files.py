"""The templates that writers use: found by name, and checked for what the readers need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from interview_kit.errors import Finding, KitError
from interview_kit.word.package import read_parts

_TAG: Final = re.compile(r'<w:tag w:val="([^"]*)"/>')
_SHOWN: Final = 3


def template_file(templates: Mapping[str, Path], name: str) -> Path:
    """Return the file of a template.

    Raises:
        KitError: there is none of that name.
    """
    if name not in templates:
        remedy = "Install the kit again, or put a file of that name into your own templates folder."
        problem = "there is no such template"
        raise KitError([Finding(f"templates/{name}", problem, remedy, code="template-missing")])
    return templates[name]


def check_controls(document: bytes, wanted: Sequence[str], name: str) -> None:
    """Return nothing when each control that the reader needs stands in the document exactly once.

    Raises:
        KitError: an edited template lost controls, or has some twice; one finding for each kind.
    """
    text = read_parts(document)["word/document.xml"].decode("utf-8")
    found = Counter(_TAG.findall(text))
    lost = [tag for tag in wanted if not found[tag]]
    doubled = [tag for tag in wanted if found[tag] > 1]
    kinds = (("lacks", lost, "template-control-lost"), ("has twice", doubled, "template-control-twice"))
    findings = [
        Finding(
            f"templates/{name}",
            f"the document made from this template {said} {_counted(tags)}",
            "Take the shipped template again and change styles and wording only, not the fields.",
            code=code,
        )
        for said, tags, code in kinds
        if tags
    ]
    if findings:
        raise KitError(findings)


def _counted(tags: Sequence[str]) -> str:
    first = ", ".join(tags[:_SHOWN])
    return (
        f"the field {first}"
        if len(tags) == 1
        else f"{len(tags)} fields: {first}" + ", …" * (len(tags) > _SHOWN)
    )
