"""A document of either kind read as hostile input: :func:`read_document`."""

from __future__ import annotations

from interview_kit.word.content import WordContent
from interview_kit.word.read import read_docx
from interview_kit.word.read_odt import is_odt, read_odt


def read_document(data: bytes, name: str) -> WordContent:
    """Return what a Word document or an OpenDocument text says, whatever its name ends in.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C03-P2.docx``.

    Raises:
        KitError: as of :func:`read_docx` and :func:`read_odt`.
    """
    return read_odt(data, name) if is_odt(data) else read_docx(data, name)
