"""The theme part: Word's colour and font pickers show the documents' own palette."""

from __future__ import annotations

from typing import Final

from interview_kit.word.xml import NAMESPACES, Xml, element
from tools.build_templates.style import BAD, FONT, FRAME, GOOD, HEAD_FILL, MUTED, NAVY, TEXT, WHITE

_COLOURS: Final = {
    "dk1": TEXT,
    "lt1": WHITE,
    "dk2": NAVY,
    "lt2": HEAD_FILL,
    "accent1": NAVY,
    "accent2": "7FA9CF",
    "accent3": "D5DDE6",
    "accent4": GOOD,
    "accent5": BAD,
    "accent6": FRAME,
    "hlink": NAVY,
    "folHlink": MUTED,
}


def _a(name: str, /, *children: str, **attributes: str | float) -> Xml:
    return element(f"a:{name}", attributes, *children)


def theme_part() -> bytes:
    """Return theme1.xml."""
    colours = [_a(name, _a("srgbClr", val=value)) for name, value in _COLOURS.items()]
    font = Xml(_a("latin", typeface=FONT) + _a("ea", typeface="") + _a("cs", typeface=""))
    fill = _a("solidFill", _a("schemeClr", val="phClr"))
    line = _a("ln", fill, _a("prstDash", val="solid"), w=6350, cap="flat", cmpd="sng", algn="ctr")
    effect = _a("effectStyle", _a("effectLst"))
    tree = _a(
        "theme",
        _a(
            "themeElements",
            _a("clrScheme", *colours, name="Kit"),
            _a("fontScheme", _a("majorFont", font), _a("minorFont", font), name="Kit"),
            _a(
                "fmtScheme",
                _a("fillStyleLst", fill, fill, fill),
                _a("lnStyleLst", line, line, line),
                _a("effectStyleLst", effect, effect, effect),
                _a("bgFillStyleLst", fill, fill, fill),
                name="Kit",
            ),
        ),
        **{"xmlns:a": NAMESPACES["a"], "name": "Kit"},
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{tree}'.encode()
