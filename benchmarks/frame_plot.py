"""Bars against what was asked for, as a small SVG that needs no other program to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _ROW, _TOP, _NAMES, _SCALE = 760, 40, 64, 290, 240
_FONT = "font-family='sans-serif' font-size='14'"


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure and the most it may be."""

    name: str
    value: float
    most: float
    unit: str


def plot(title: str, bars: Sequence[Bar]) -> str:
    """A line down the middle is what was asked for; a bar that ends before it is within. Longer ones are cut."""
    height = _TOP + _ROW * len(bars) + 16
    asked = _NAMES + _SCALE
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height}' role='img'>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{_WIDTH}' height='{height}' fill='#ffffff'/>",
        f"<text x='16' y='30' {_FONT} font-weight='bold' fill='#1b2530'>{escape(title)}</text>",
        f"<text x='{asked}' y='52' {_FONT} fill='#596673' text-anchor='middle'>asked for</text>",
        *(part for place, bar in enumerate(bars) for part in _bar(bar, _TOP + place * _ROW)),
        f"<line x1='{asked}' x2='{asked}' y1='58' y2='{height - 12}' stroke='#1b2530' stroke-dasharray='4 3'/>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(bar: Bar, top: int) -> tuple[str, ...]:
    part = bar.value / bar.most
    length = round(min(part, 1.35) * _SCALE)
    colour = "#0f6f6a" if part <= 1 else "#a3630c"
    value = f"{bar.value:,.0f}" if bar.value >= 100 else f"{bar.value:.1f}"
    words = f"{value} of {bar.most:,.0f} {bar.unit}"
    beside = _NAMES + max(length, _SCALE if part > 0.7 else 0) + 8
    return (
        f"<text x='16' y='{top + 19}' {_FONT} fill='#1b2530'>{escape(bar.name)}</text>",
        f"<rect x='{_NAMES}' y='{top + 4}' width='{length}' height='20' fill='{colour}'/>",
        f"<text x='{beside}' y='{top + 19}' {_FONT} fill='#44515e'>{words}</text>",
    )
