"""Pages that load nothing from anywhere: style inside, and a policy that lets only this style apply."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from interview_kit.errors import Finding, KitError

_REMEDY = "Mend the template, or take it out of your own templates to use the shipped one."


def render_page(
    name: str, styles: Sequence[str], templates: Mapping[str, Path], context: Mapping[str, object]
) -> str:
    """Return the page of the template ``name``, which runs no script.

    Args:
        name: the page's template among ``templates``.
        styles: names of style sheets among ``templates``; the page gets them, one after the other, as ``style``.
        templates: files by their name below ``templates/``.
        context: what the page shows; every text in it is escaped.

    Raises:
        KitError: when a template is missing, is not UTF-8, or has a broken or forbidden tag.
    """
    page = _read(templates, name)
    style = Markup("").join(_style(templates, each) for each in styles)
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        return environment.from_string(page).render(**context, style=style, policy=_policy(style))
    except TemplateSyntaxError as error:
        where = f"{name}:{error.lineno}"
        raise _broken(where, error.message or "has a broken tag") from None
    except TemplateError as error:
        raise _broken(name, error.message or "has a tag that cannot be filled in") from None


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _style(templates: Mapping[str, Path], name: str) -> Markup:
    text = _read(templates, name)
    if "</style" in text.lower():
        raise _broken(name, "holds </style, which would end it too soon")
    return Markup(text)  # noqa: S704 - the organisation's own style, checked above; no data is in it


def _read(templates: Mapping[str, Path], name: str) -> str:
    path = templates.get(name)
    if path is None:
        raise _broken(name, "is missing")
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _broken(name, "is not UTF-8 text") from None


def _broken(where: str, problem: str) -> KitError:
    return KitError([Finding(f"templates/{where}", problem, _REMEDY, code="html-template")])
