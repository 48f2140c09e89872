"""The styles of a document that decide what is read: those that hide text or strike it through."""

from __future__ import annotations

from collections.abc import Iterable

from interview_kit.word.read_text import RUN_PROPERTIES, STRIKES, VANISH, Looks, W, is_on
from interview_kit.word.read_xml import Element


def style_looks(styles: Element | None) -> Looks:
    """Return which styles hide text or strike it through, by themselves or through the style they are based on."""
    if styles is None:
        return Looks()
    every = list(styles.iterchildren(W + "style"))
    return Looks(_switched_on(every, (VANISH,)), _switched_on(every, STRIKES))


def _switched_on(styles: Iterable[Element], switches: tuple[str, ...]) -> frozenset[str]:
    """Return the ids of the styles in which one of some switches is on."""
    based: dict[str, str] = {}
    found: set[str] = set()
    for style in styles:
        id_ = style.get(W + "styleId", "")
        said = [
            is_on(s)
            for s in (style.find(f"{RUN_PROPERTIES}/{switch}") for switch in switches)
            if s is not None
        ]
        if any(said):
            found.add(id_)
        elif not said:
            parent = style.find(W + "basedOn")
            based[id_] = "" if parent is None else parent.get(W + "val", "")
    growing = bool(found)
    while growing:
        more = {id_ for id_, parent in based.items() if parent in found} - found
        found |= more
        growing = bool(more)
    return frozenset(found)
