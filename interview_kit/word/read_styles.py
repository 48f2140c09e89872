"""The styles of a document that decide what is read: those that hide text or strike it through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from interview_kit.word.read_odt_names import STYLE, TEXT
from interview_kit.word.read_text import RUN_PROPERTIES, STRIKES, VANISH, Looks, W, is_on
from interview_kit.word.read_xml import Element


class _Style(NamedTuple):
    name: str
    said: list[bool]
    """What it says itself of what is asked for; nothing where that is left to the style it follows."""
    follows: str


def style_looks(styles: Element) -> Looks:
    """Return which styles of a Word document hide text or strike it through."""
    every = list(styles.iterchildren(W + "style"))
    hidden, struck = (_switches(every, names) for names in ((VANISH,), STRIKES))
    return Looks(_where(hidden), _where(struck))


def _switches(styles: Iterable[Element], names: tuple[str, ...]) -> Iterator[_Style]:
    for style in styles:
        own = (style.find(f"{RUN_PROPERTIES}/{name}") for name in names)
        parent = style.find(W + "basedOn")
        follows = "" if parent is None else parent.get(W + "val", "")
        yield _Style(style.get(W + "styleId", ""), [is_on(s) for s in own if s is not None], follows)


def hidden_styles(*roots: Element) -> frozenset[str]:
    """Return the names of the styles of an OpenDocument text that hide text."""
    return _where(_attributes(roots, TEXT + "display", lambda value: value == "none"))


def struck_styles(*roots: Element) -> frozenset[str]:
    """Return the names of the styles of an OpenDocument text that strike text through."""
    return _where(_attributes(roots, STYLE + "text-line-through-style", lambda value: value != "none"))


def _attributes(roots: Iterable[Element], name: str, is_so: Callable[[str], bool]) -> Iterator[_Style]:
    for style in (style for root in roots for style in root.iter(STYLE + "style")):
        own = (looks.get(name) for looks in style.iterchildren(STYLE + "text-properties"))
        said = [is_so(value) for value in own if value is not None]
        yield _Style(style.get(STYLE + "name", ""), said, style.get(STYLE + "parent-style-name", ""))


def _where(styles: Iterable[_Style]) -> frozenset[str]:
    """Return the names of the styles that say so, or that say nothing and follow one of them."""
    found: set[str] = set()
    silent: dict[str, str] = {}
    for style in styles:
        if any(style.said):
            found.add(style.name)
        elif not style.said:
            silent[style.name] = style.follows
    more = found
    while more:
        more = {name for name, follows in silent.items() if follows in found} - found
        found |= more
    return frozenset(found)
