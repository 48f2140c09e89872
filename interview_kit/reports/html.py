"""The comparison as one self-contained page: nothing is loaded from anywhere, on opening or later."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from interview_kit.errors import Finding, KitError
from interview_kit.reports.drawings import draw_bars, draw_spread, legend_marks
from interview_kit.reports.model import Report

PAGE, STYLE, SCRIPT = "comparison.html.j2", "comparison.css", "comparison.js"
_REMEDY = "Mend the template, or take it out of your own templates to use the shipped one."


def render_html(report: Report, templates: Mapping[str, Path]) -> str:
    """Return the page.

    ``templates`` maps names to files; ``comparison.html.j2``, ``comparison.css`` and ``comparison.js`` are
    used. The page's policy lets only this very style and script run, known by their hashes.

    Raises:
        KitError: when a template is missing, is not UTF-8, or has a broken or forbidden tag.
    """
    page = _read(templates, PAGE)
    style = _embedded(templates, STYLE, "</style")
    script = _embedded(templates, SCRIPT, "</script")
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        return environment.from_string(page).render(
            report=report,
            style=style,
            script=script,
            policy=_policy(style, script),
            bars=draw_bars(report.certainty) if report.certainty.bars else None,
            spread=draw_spread(report.panel.spread, report.members),
            legend=legend_marks(report.members),
        )
    except TemplateSyntaxError as error:
        where = f"{PAGE}:{error.lineno}"
        raise _broken(where, error.message or "has a broken tag") from None
    except TemplateError as error:
        raise _broken(PAGE, error.message or "has a tag that cannot be filled in") from None


def _policy(style: str, script: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{_hash(style)}'",
            f"script-src 'sha256-{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _embedded(templates: Mapping[str, Path], name: str, end: str) -> Markup:
    text = _read(templates, name)
    if end in text.lower():
        raise _broken(name, f"holds {end}, which would end it too soon")
    return Markup(text)  # noqa: S704 - the organisation's own style and script, checked above; no data is in it


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
