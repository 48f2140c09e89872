"""What people's hands do to a filled sheet: rows moved, words typed over, things pasted in."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.fill.editors import SPACE, W, control, edit, row, stripped
from tests.fill.layers import piece


def _answer(root: etree._Element, key: str) -> etree._Element:
    return row(root, key).findall(W + "tc")[-1]


def typed(data: bytes, key: str, text: str) -> bytes:
    """Type a text over the whole answer of a row, its label and control included."""

    def change(root: etree._Element) -> None:
        cell = _answer(root, key)
        for old in [child for child in cell if child.tag != W + "tcPr"]:
            cell.remove(old)
        for line in text.split("\n"):
            shown = etree.SubElement(etree.SubElement(etree.SubElement(cell, W + "p"), W + "r"), W + "t")
            shown.text = line
            shown.set(SPACE, "preserve")

    return edit(stripped(data), change)


def pasted(data: bytes, key: str, *pieces: str) -> bytes:
    """Paste WordprocessingML behind the answer in a row's cell."""

    def change(root: etree._Element) -> None:
        cell = _answer(root, key)
        for xml in pieces:
            cell.append(piece(xml))
        if cell[-1].tag == W + "tbl":
            cell.append(piece("<w:p/>"))

    return edit(data, change)


def in_control(data: bytes, key: str, xml: str) -> bytes:
    """Put runs of WordprocessingML into a control in place of what it shows."""

    def change(root: etree._Element) -> None:
        sdt = control(root, key)
        flag = sdt.find(f"{W}sdtPr/{W}showingPlcHdr")
        if flag is not None:
            flag.getparent().remove(flag)
        content = sdt.find(W + "sdtContent")
        for old in list(content):
            content.remove(old)
        for run in piece(f"<w:p>{xml}</w:p>"):
            content.append(run)

    return edit(data, change)


def _on_row(key: str, then: Callable[[etree._Element], object]) -> Callable[[bytes], bytes]:
    return lambda data: edit(data, lambda root: then(row(root, key)))


def without_row(data: bytes, key: str) -> bytes:
    """Delete a row."""
    return _on_row(key, lambda tr: tr.getparent().remove(tr))(data)


def with_row_twice(data: bytes, key: str) -> bytes:
    """Copy a row and paste it under itself."""
    return _on_row(key, lambda tr: tr.addnext(deepcopy(tr)))(data)


def _table(root: etree._Element, key: str) -> etree._Element:
    return next(row(root, key).iterancestors(W + "tbl"))


def rows_reversed(data: bytes, key: str) -> bytes:
    """Put the rows of the table with a key in the opposite order."""

    def change(root: etree._Element) -> None:
        table = _table(root, key)
        for tr in reversed(table.findall(W + "tr")):
            table.append(tr)

    return edit(data, change)


def tables_swapped(data: bytes, one: str, other: str) -> bytes:
    """Put the tables with two keys in each other's place."""

    def change(root: etree._Element) -> None:
        first, second = _table(root, one), _table(root, other)
        mark = piece("<w:p/>")
        first.addprevious(mark)
        second.addprevious(first)
        mark.addprevious(second)
        mark.getparent().remove(mark)

    return edit(data, change)


def without_table(data: bytes, key: str) -> bytes:
    """Delete the table with a key."""
    return edit(data, lambda root: _table(root, key).getparent().remove(_table(root, key)))


def with_table_twice(data: bytes, key: str) -> bytes:
    """Copy the table with a key and paste it under itself, a paragraph between them."""

    def change(root: etree._Element) -> None:
        table = _table(root, key)
        table.addnext(deepcopy(table))
        table.addnext(piece("<w:p/>"))

    return edit(data, change)


def row_to_table(data: bytes, key: str, target: str) -> bytes:
    """Drag a row into the table with another key."""
    return edit(data, lambda root: _table(root, target).append(row(root, key)))


def control_to_row(data: bytes, key: str, target: str) -> bytes:
    """Drag a control into the answer of another row."""

    def change(root: etree._Element) -> None:
        _answer(root, target).findall(W + "p")[-1].append(control(root, key))

    return edit(data, change)


def box_to_row(data: bytes, key: str, target: str) -> bytes:
    """Drag a tick box beside the one of another row."""

    def change(root: etree._Element) -> None:
        row(root, target).findall(W + "tc")[1].findall(W + "p")[-1].append(control(root, key))

    return edit(data, change)


def only(data: bytes, *pieces: str) -> bytes:
    """Delete the whole text and put pieces in its place."""

    def change(root: etree._Element) -> None:
        body = root.find(W + "body")
        edge = body.find(W + "sectPr")
        for child in [child for child in body if child is not edge]:
            body.remove(child)
        for xml in pieces:
            edge.addprevious(piece(xml))

    return edit(data, change)


def row_below(data: bytes, key: str, *cells: str) -> bytes:
    """Add a row of texts below the row with a key, as the tabulator does at the end of a table."""
    texts = (f'<w:tc><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>' for text in cells)
    added = piece(f"<w:tr>{''.join(texts)}</w:tr>")
    return _on_row(key, lambda tr: tr.addnext(added))(data)


def beside(data: bytes, key: str, cell: int, *runs: str) -> bytes:
    """Add runs at the end of one cell of the row with a key."""

    def change(tr: etree._Element) -> None:
        last = tr.findall(W + "tc")[cell].findall(W + "p")[-1]
        for xml in runs:
            last.append(piece(xml))

    return _on_row(key, change)(data)


def in_heading(data: bytes, key: str, text: str) -> bytes:
    """Type a text into the nearest heading row below the row with a key."""

    def change(tr: etree._Element) -> None:
        heading = next(r for r in tr.itersiblings(W + "tr") if "".join(r.itertext()).startswith("Key"))
        heading.findall(W + "tc")[-1].findall(W + "p")[-1].append(run(text))

    return _on_row(key, change)(data)


def with_looks(data: bytes, key: str, properties: str) -> bytes:
    """Give every run with words in the answer of a row a look: ``<w:strike/>``."""

    def change(root: etree._Element) -> None:
        control_of = control(root, key)
        for found in list(control_of.iter(W + "r")):
            old = found.find(W + "rPr")
            if old is None:
                old = piece("<w:rPr/>")
                found.insert(0, old)
            old.append(piece(properties))

    return edit(data, change)


def behind_the_tables(data: bytes, *pieces: str) -> bytes:
    """Put pieces behind the last table."""

    def change(root: etree._Element) -> None:
        last = root.findall(f"{W}body/{W}tbl")[-1]
        for xml in reversed(pieces):
            last.addnext(piece(xml))

    return edit(data, change)


def recorded(data: bytes, key: str, day: str, shown: str) -> bytes:
    """Let a date's control record one day and show a text."""

    def change(root: etree._Element) -> None:
        date = control(root, key).find(f"{W}sdtPr/{W}date")
        date.set(W + "fullDate", f"{day}T00:00:00Z")

    return edit(in_control(data, key, f"<w:r><w:t>{shown}</w:t></w:r>"), change)


def run(text: str) -> etree._Element:
    """Return a run with a text."""
    return piece(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
