"""Whether somebody has begun to fill in a form: :func:`is_filled`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from interview_kit.errors import KitError
from interview_kit.word.content import Control, Row, WordContent
from interview_kit.word.read_document import read_document

_GOOGLE = "goog_rdk"
"""How the tags begin that Google Docs puts round everything."""


def is_filled(document: bytes, *, fresh: bytes, name: str = "the document") -> bool:
    """Return True when anything was written, chosen or ticked in a form, whatever editor was used.

    ``fresh`` is the same form as it would be made now, empty. Its rows are compared with those of the document:
    the flags of controls prove nothing, since LibreOffice 7.4 keeps them when somebody types in front of a
    placeholder, and other editors drop the controls. Controls without such a row, as an older plan leaves
    them, must show what an empty one shows. A document that cannot be read counts as filled.
    """
    try:
        content = read_document(document, name)
    except KitError:
        return True
    empty = read_document(fresh, name)
    fields = tuple(f for f in _fields(empty) if f[0] in content.rows_by_key)
    if any(text not in _texts(content.rows_by_key[key], at) for key, at, text in fields):
        return True
    compared = {key for key, _, _ in fields} | {c.tag for c in empty.controls if c.locked}
    known = {_plain(c.text) for c in empty.controls if c.placeholder}
    return any(
        control.checked or control.glyph or (_is_outside(control, compared) and _is_written(control, known))
        for control in content.controls
    )


def _is_outside(control: Control, compared: Collection[str]) -> bool:
    """Return True for a control of text that no row answers for; wrappers that an editor added are none."""
    own = control.tag and not control.tag.startswith(_GOOGLE)
    return bool(own) and control.tag not in compared and control.checked is None


def _is_written(control: Control, placeholders: Collection[str]) -> bool:
    """Return True when a control shows more than a placeholder; one that the fresh form lacks goes by its flag."""
    shown = _plain(control.text)
    if not shown or shown in placeholders:
        return False
    return not control.placeholder or any(placeholder in shown for placeholder in placeholders)


def _fields(empty: WordContent) -> Iterator[tuple[str, int, str]]:
    """Yield key, place and text of each cell of an empty form that is filled in."""
    for row in empty.rows:
        for at, cell in enumerate(row.cells):
            if any(not control.locked for control in cell.controls):
                yield row.key, at, _plain(cell.text)


def _texts(rows: Iterable[Row], at: int) -> set[str]:
    """Return what stands in one place of rows; nothing counts as changed where a row is shorter."""
    return {_plain(row.cells[at].text) if at < len(row.cells) else "" for row in rows}


def _plain(text: str) -> str:
    return " ".join(text.split())
