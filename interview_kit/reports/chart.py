"""A native bar chart: Word draws it, scales it, reads its description; no picture, no workbook inside.

The figures are literals in the chart: a record whose numbers could be edited behind its bars would be none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.reports.palette import CHART_FILLS, HEAD_FILL, LINE, NAVY, TEXT
from interview_kit.word.measure import text_width
from interview_kit.word.xml import NAMESPACES, Xml, element

FONT: Final = "Arial"
WIDTH: Final = 17.4
"""Width in cm."""
EMU_PER_CM: Final = 360_000
NAMES: Final = 3.5
"""Width in cm left of the bars, for categories' names."""
_LABEL, _SMALL_LABEL = 8, 7
"""Size in points of what stands at the end of a bar; the small one for thin bars."""
_TOP, _AXIS = 0.15, 0.75
"""Heights in cm above and below the bars."""
_BAR, _THIN_BAR, _MANY_BARS = 0.34, 0.29, 30
"""Thickness of a bar in cm; thin when there are more than so many."""
_GAP = 0.7
"""Between groups, in bars."""
_LEAST = 2.6
_CATEGORIES, _VALUES = 111_111_111, 222_222_222
_PATTERNS: Final = ("wdUpDiag", "pct20")
"""Fills after the plain ones and white are used up."""


@dataclass(frozen=True, slots=True)
class Series:
    """One bar for each category; a value of ``None`` leaves its bar out."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Groups of lying bars, the first category at the top, the axis from ``low`` to ``high``.

    Each bar says at its end whose it is: a legend would run backwards in some programs, and a fill would
    have to be looked up.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: int
    high: int

    @property
    def height(self) -> float:
        """Height in cm at which bars and labels do not crowd each other."""
        bar = _THIN_BAR if self._thin else _BAR
        groups = len(self.categories) * (len(self.series) + _GAP) * bar
        return round(max(_LEAST, _TOP + _AXIS + groups), 2)

    @property
    def _thin(self) -> bool:
        return len(self.series) * len(self.categories) > _MANY_BARS

    def part(self) -> bytes:
        """Return the chart part, the same bytes for the same figures."""
        names = {key: NAMESPACES[key] for key in ("c", "a", "r")}
        space = element(
            "c:chartSpace",
            {f"xmlns:{prefix}": uri for prefix, uri in names.items()},
            _value("date1904", 0),
            _value("lang", "en-GB"),
            _value("roundedCorners", 0),
            element(
                "c:chart",
                {},
                _value("autoTitleDeleted", 1),
                self._plot(),
                _value("plotVisOnly", 1),
                _value("dispBlanksAs", "gap"),
            ),
            element("c:spPr", {}, element("a:noFill"), element("a:ln", {}, element("a:noFill"))),
            _letters(9),
        )
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{space}'.encode()

    def _plot(self) -> Xml:
        longest = max((text_width(f"{one.name} 0.00", _LABEL) for one in self.series), default=0.0)
        top, bottom = _TOP / self.height, _AXIS / self.height
        place = {
            "x": NAMES / WIDTH,
            "y": top,
            "w": 1 - (NAMES + longest + 0.3) / WIDTH,
            "h": 1 - top - bottom,
        }
        layout = element(
            "c:layout",
            {},
            element(
                "c:manualLayout",
                {},
                _value("layoutTarget", "inner"),
                _value("xMode", "edge"),
                _value("yMode", "edge"),
                *(_value(side, round(share, 4)) for side, share in place.items()),
            ),
        )
        bars = element(
            "c:barChart",
            {},
            _value("barDir", "bar"),
            _value("grouping", "clustered"),
            _value("varyColors", 0),
            *(self._series(at, one) for at, one in enumerate(self.series)),
            _value("gapWidth", round(_GAP * 100)),
            _value("axId", _CATEGORIES),
            _value("axId", _VALUES),
        )
        return element("c:plotArea", {}, layout, bars, _category_axis(), self._value_axis())

    def _series(self, at: int, one: Series) -> Xml:
        points = [
            element("c:pt", {"idx": n}, element("c:v", {}, name)) for n, name in enumerate(self.categories)
        ]
        figures = [
            element("c:pt", {"idx": n}, element("c:v", {}, f"{value:.2f}"))
            for n, value in enumerate(one.values)
            if value is not None
        ]
        count = _value("ptCount", len(self.categories))
        code = element("c:formatCode", {}, "0.00")
        return element(
            "c:ser",
            {},
            _value("idx", at),
            _value("order", at),
            element("c:tx", {}, element("c:v", {}, one.name)),
            element("c:spPr", {}, _fill(at), _line(NAVY)),
            _value("invertIfNegative", 0),
            self._labels(),
            element("c:cat", {}, element("c:strLit", {}, count, *points)),
            element("c:val", {}, element("c:numLit", {}, code, count, *figures)),
        )

    def _labels(self) -> Xml:
        shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 1, "Percent": 0}
        return element(
            "c:dLbls",
            {},
            element("c:numFmt", {"formatCode": "0.00", "sourceLinked": "0"}),
            element("c:spPr", {}, element("a:noFill"), element("a:ln", {}, element("a:noFill"))),
            _letters(_SMALL_LABEL if self._thin else _LABEL, wrap="none"),
            _value("dLblPos", "outEnd"),
            *(_value(f"show{what}", on) for what, on in shown.items()),
            _value("showBubbleSize", 0),
            element("c:separator", {}, " "),
        )

    def _value_axis(self) -> Xml:
        scaling = element(
            "c:scaling",
            {},
            _value("orientation", "minMax"),
            _value("max", self.high),
            _value("min", self.low),
        )
        return element(
            "c:valAx",
            {},
            _value("axId", _VALUES),
            scaling,
            _value("delete", 0),
            _value("axPos", "b"),
            element("c:majorGridlines", {}, element("c:spPr", {}, _line(HEAD_FILL))),
            element("c:numFmt", {"formatCode": "0", "sourceLinked": "0"}),
            _value("majorTickMark", "none"),
            _value("minorTickMark", "none"),
            _value("tickLblPos", "nextTo"),
            element("c:spPr", {}, _line(LINE)),
            _letters(9),
            _value("crossAx", _CATEGORIES),
            _value("crosses", "max"),
            _value("crossBetween", "between"),
            _value("majorUnit", 1),
        )


def _category_axis() -> Xml:
    return element(
        "c:catAx",
        {},
        _value("axId", _CATEGORIES),
        element("c:scaling", {}, _value("orientation", "maxMin")),
        _value("delete", 0),
        _value("axPos", "l"),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": "0"}),
        _value("majorTickMark", "none"),
        _value("minorTickMark", "none"),
        _value("tickLblPos", "low"),
        element("c:spPr", {}, _line(NAVY)),
        _letters(9),
        _value("crossAx", _VALUES),
        _value("crosses", "autoZero"),
        _value("auto", 1),
        _value("lblAlgn", "ctr"),
        _value("lblOffset", 100),
        _value("noMultiLvlLbl", 1),
    )


def _fill(at: int) -> Xml:
    """Return the fill of a series: plain, then white, then patterns; the outline is always there."""
    plain: Sequence[str] = (*CHART_FILLS, "FFFFFF")
    if at < len(plain):
        return _solid(plain[at])
    pattern = _PATTERNS[(at - len(plain)) % len(_PATTERNS)]
    return element(
        "a:pattFill",
        {"prst": pattern},
        element("a:fgClr", {}, _colour(NAVY)),
        element("a:bgClr", {}, _colour("FFFFFF")),
    )


def _line(colour: str) -> Xml:
    return element("a:ln", {"w": 9525}, _solid(colour))


def _solid(colour: str) -> Xml:
    return element("a:solidFill", {}, _colour(colour))


def _colour(colour: str) -> Xml:
    return element("a:srgbClr", {"val": colour})


def _letters(size: int, *, wrap: str = "square") -> Xml:
    look = element(
        "a:defRPr",
        {"sz": size * 100, "b": 0},
        _solid(TEXT),
        element("a:latin", {"typeface": FONT}),
        element("a:cs", {"typeface": FONT}),
    )
    end = element("a:endParaRPr", {"lang": "en-GB"})
    return element(
        "c:txPr",
        {},
        element("a:bodyPr", {"wrap": wrap}),
        element("a:lstStyle"),
        element("a:p", {}, element("a:pPr", {}, look), end),
    )


def _value(name: str, value: str | float) -> Xml:
    return element(f"c:{name}", {"val": value})
