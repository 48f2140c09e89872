"""Pages that load nothing from anywhere: style and script inside, and a policy that lets only these run."""

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
    name: str,
    styles: Sequence[str],
    templates: Mapping[str, Path],
    context: Mapping[str, object],
    *,
    script: str | None = None,
) -> str:
    """Return the page of the template ``name``.

    Args:
        name: the page's template among ``templates``.
        styles: names of style sheets among ``templates``; the page gets them, one after the other, as ``style``.
        templates: files by their name below ``templates/``.
        context: what the page shows; every text in it is escaped.
        script: name of the one script among ``templates`` that the page gets as ``script`` and may run.

    Raises:
        KitError: when a template is missing, cannot be read, is not UTF-8, or has a broken or forbidden tag.
    """
    page = _read(templates, name)
    style = Markup("").join(_embedded(templates, each, "</style") for each in styles)
    embedded = {"style": style}
    if script is not None:
        embedded["script"] = _embedded(templates, script, "</script")
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        return environment.from_string(page).render(**context, **embedded, policy=_policy(embedded))
    except TemplateSyntaxError as error:
        where = f"{name}:{error.lineno}"
        raise _broken(where, error.message or "has a broken tag") from None
    except TemplateError as error:
        raise _broken(name, error.message or "has a tag that cannot be filled in") from None


def _policy(embedded: Mapping[str, str]) -> str:
    """Return the page's policy: what is embedded may run, known by its hash, and nothing else."""
    hashes = {
        kind: base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        for kind, text in embedded.items()
    }
    allowed = [f"{kind}-src 'sha256-{digest}'" for kind, digest in hashes.items()]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _embedded(templates: Mapping[str, Path], name: str, end: str) -> Markup:
    text = _read(templates, name)
    if end in text.lower():
        raise _broken(name, f"holds {end}, which would end it too soon")
    return Markup(text)  # noqa: S704 - the organisation's own file, checked above; no data is in it


def _read(templates: Mapping[str, Path], name: str) -> str:
    path = templates.get(name)
    if path is None:
        raise _broken(name, "is missing")
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _broken(name, "is not UTF-8 text") from None
    except OSError as error:
        raise _broken(name, f"cannot be read: {error.strerror or error}") from None


def _broken(where: str, problem: str) -> KitError:
    return KitError([Finding(f"templates/{where}", problem, _REMEDY, code="html-template")])
