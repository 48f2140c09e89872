"""What Word leaves when somebody works with Track Changes on."""

from __future__ import annotations

from lxml import etree

from tests.fill.editors import W, control, edit, row, tag_of
from tests.fill.layers import piece

_BY = 'w:id="90" w:author="D Hughes" w:date="2026-03-12T14:00:00Z"'


def typed_over(data: bytes) -> bytes:
    """Change every answer letter by letter: a wrong letter deleted before each right one, in runs of their own."""

    def change(root: etree._Element) -> None:
        for text in [
            t for sdt in root.iter(W + "sdt") for t in sdt.iter(W + "t") if tag_of(sdt).startswith("Q")
        ]:
            run = text.getparent()
            if len(text.text or "") < 2 or len(run.findall(W + "t")) != 1 or run.find(W + "br") is not None:
                continue
            run.addprevious(piece(f"<w:del {_BY}><w:r><w:delText>4 - </w:delText></w:r></w:del>"))
            inserted = piece(f"<w:ins {_BY}/>")
            run.addprevious(inserted)
            inserted.append(run)
            inserted.addnext(piece(f"<w:del {_BY}><w:r><w:delText>?</w:delText><w:br/></w:r></w:del>"))

    return edit(data, change)


def moved(data: bytes) -> bytes:
    """Move each evidence within its cell: where it stood it is kept as moved away."""

    def change(root: etree._Element) -> None:
        for sdt in [s for s in root.iter(W + "sdt") if tag_of(s).endswith(".evidence")]:
            content = sdt.find(W + "sdtContent")
            here, gone = piece(f"<w:moveTo {_BY}/>"), piece(f"<w:moveFrom {_BY}/>")
            for run in list(content):
                copy = piece(etree.tostring(run).decode())
                gone.append(copy)
                here.append(run)
            content.append(gone)
            content.append(here)

    return edit(data, change)


def formats(data: bytes) -> bytes:
    """Make each answer bold with Track Changes on; the old look is kept beside the new."""

    def change(root: etree._Element) -> None:
        for sdt in [s for s in root.iter(W + "sdt") if tag_of(s).startswith("Q")]:
            for run in sdt.find(W + "sdtContent").iter(W + "r"):
                old = run.find(W + "rPr")
                if old is not None:
                    run.remove(old)
                run.insert(0, piece(f"<w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr>"))

    return edit(data, change)


def deleted_row(data: bytes, key: str) -> bytes:
    """Delete a row, its text with it."""

    def change(root: etree._Element) -> None:
        gone = row(root, key)
        for run in list(gone.iter(W + "r")):
            for text in run.findall(W + "t"):
                text.tag = W + "delText"
            deleted = piece(f"<w:del {_BY}/>")
            run.addprevious(deleted)
            deleted.append(run)
        properties = gone.find(W + "trPr")
        if properties is None:
            properties = piece("<w:trPr/>")
            gone.insert(0, properties)
        properties.append(piece(f"<w:del {_BY}/>"))

    return edit(data, change)


def deleted_score(data: bytes, key: str) -> bytes:
    """Delete what a control shows, and put nothing in its place."""

    def change(root: etree._Element) -> None:
        content = control(root, key).find(W + "sdtContent")
        for run in list(content.iter(W + "r")):
            for text in run.findall(W + "t"):
                text.tag = W + "delText"
            deleted = piece(f"<w:del {_BY}/>")
            run.addprevious(deleted)
            deleted.append(run)

    return edit(data, change)
