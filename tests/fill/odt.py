"""Small OpenDocument texts, built by hand as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

KIND = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    [
        *(
            f'xmlns:{short}="{_OASIS}:{long}:1.0"'
            for short, long in (
                *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")),
                *(("style", "style"), ("meta", "meta"), ("svg", "svg-compatible"), ("script", "script")),
                *(("manifest", "manifest"), ("form", "form")),
            )
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)


def element(name: str, inside: str = "") -> str:
    """Return a whole part with one root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {SPACES}>{inside}</office:{name}>'


def manifest(kind: str = KIND, inside: str = "") -> str:
    """Return the list of contents."""
    return (
        f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/>{inside}</manifest:manifest>'
    )


def odt_parts(
    body: str, *, styles: str = "", edges: str = "", meta: str = "", auto: str = ""
) -> dict[str, str]:
    """Return the entries of an OpenDocument text."""
    return {
        "mimetype": KIND,
        "META-INF/manifest.xml": manifest(),
        "content.xml": element(
            "document-content",
            f"<office:automatic-styles>{auto}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": element(
            "document-styles",
            f"<office:styles>{styles}</office:styles><office:master-styles><style:master-page>{edges}"
            "</style:master-page></office:master-styles>",
        ),
        "meta.xml": element("document-meta", f"<office:meta>{meta}</office:meta>"),
    }


def odt_package(parts: dict[str, str]) -> bytes:
    """Return a package of entries, the mark of kind first and not packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=packed)
    return buffer.getvalue()


def odt(body: str, **more: str) -> bytes:
    """Return an OpenDocument text with a body and, by keyword, styles, edges, meta and automatic styles."""
    return odt_package(odt_parts(body, **more))


def p(text: str) -> str:
    """Return a paragraph of plain text."""
    return f"<text:p>{escape(text)}</text:p>"


def odt_table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is XML."""
    cells = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
    return (
        f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
    )
