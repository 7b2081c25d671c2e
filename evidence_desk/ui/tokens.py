"""Every colour and text size of the program, by name; nothing else writes one down."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """The three ways the window can look."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


# Name: light, dark, high contrast. The pairs that text and edges rely on are measured in tests/ui/test_tokens.py.
_COLOURS: Mapping[str, tuple[str, str, str]] = {
    "ground": ("#f4f6f8", "#12171c", "#000000"),
    "surface": ("#ffffff", "#1a2128", "#000000"),
    "sunken": ("#eef1f4", "#141a20", "#000000"),
    "hover": ("#f0f3f6", "#222b33", "#242424"),
    "line": ("#dfe4ea", "#2e3843", "#ffffff"),
    "control-line": ("#7c8894", "#76838f", "#ffffff"),
    "ink": ("#1b2530", "#e9eef3", "#ffffff"),
    "ink-2": ("#44515e", "#bac5cf", "#ffffff"),
    "ink-3": ("#596673", "#9ba8b4", "#ffffff"),
    "accent": ("#0f6f6a", "#5cc4ba", "#ffe14d"),
    "accent-hover": ("#0b5c58", "#7ad1c8", "#fff0a3"),
    "accent-press": ("#094a47", "#97ddd6", "#ffffff"),
    "on-accent": ("#ffffff", "#05211f", "#000000"),
    "accent-soft": ("#e4f2f0", "#17383a", "#2e2900"),
    "accent-soft-line": ("#b4d8d4", "#2b5b5c", "#ffe14d"),
    "accent-ink": ("#0b5350", "#97ded6", "#ffe14d"),
    "amber-soft": ("#fdf3e1", "#33280f", "#2b1800"),
    "amber-line": ("#e0b877", "#80622a", "#ffb454"),
    "amber-ink": ("#744405", "#f2cd8d", "#ffc67d"),
    "amber-icon": ("#a3630c", "#e0aa4e", "#ffb454"),
    "cover": ("#e2e7ec", "#28313a", "#1c1c1c"),
    "cover-line": ("#cbd3db", "#3a4550", "#ffffff"),
    "cover-ink": ("#45525f", "#b3bfca", "#ffffff"),
    "mark": ("#ffe59a", "#ffe59a", "#ffe59a"),
    "mark-line": ("#7a5600", "#7a5600", "#7a5600"),
    "mark-ink": ("#1b2530", "#1b2530", "#1b2530"),
    "left-out": ("#27313b", "#05080b", "#000000"),
    "on-left-out": ("#f4f6f8", "#e9eef3", "#ffffff"),
    "disabled-bg": ("#eef1f4", "#1f272f", "#000000"),
    "disabled-line": ("#d3dae1", "#343f4a", "#8c8c8c"),
    "disabled-ink": ("#87929d", "#6f7b87", "#a6a6a6"),
    "focus": ("#0f6f6a", "#7ad1c8", "#4de1ff"),
}


def colour_texts(scheme: Scheme) -> dict[str, str]:
    """Every colour token of one scheme as #rrggbb."""
    column = list(Scheme).index(scheme)
    return {name: colours[column] for name, colours in _COLOURS.items()}


@dataclass(frozen=True, slots=True)
class SystemColours:
    """A high-contrast palette that the system brings with it, each as #rrggbb."""

    ground: str
    ink: str
    chosen: str
    on_chosen: str
    link: str
    disabled: str


def contrast_texts(system: SystemColours) -> dict[str, str]:
    """High contrast in the system's own colours: the roles stay, and nothing rests on a shade between them."""
    roles = (
        (system.ground, ("ground", "surface", "sunken", "hover", "cover", "accent-soft", "amber-soft", "disabled-bg")),
        (system.chosen, ("accent", "accent-hover", "accent-press")),
        (system.on_chosen, ("on-accent",)),
        (system.link, ("accent-ink", "accent-soft-line")),
        (system.disabled, ("disabled-line", "disabled-ink")),
    )
    fixed = {name for name in _COLOURS if name.startswith("mark") or name.endswith("left-out")}
    texts = {name: text if name in fixed else system.ink for name, text in colour_texts(Scheme.CONTRAST).items()}
    return texts | {name: text for text, names in roles for name in names}


class TextSize(StrEnum):
    """The names of the text sizes."""

    BIG = "big"
    TITLE = "title"
    LEAD = "lead"
    SECTION = "section"
    BODY = "body"
    SMALL = "small"
    MONO = "mono"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """Pixels of the letters and of a line at 96 dots an inch, before the person's own text scale."""

    pixels: int
    line: int
    weight: int = 400
    fixed_width: bool = False


TEXT_SIZES: Mapping[TextSize, TextMetrics] = {
    TextSize.BIG: TextMetrics(32, 40, 600),
    TextSize.TITLE: TextMetrics(24, 32, 600),
    TextSize.LEAD: TextMetrics(18, 28),
    TextSize.SECTION: TextMetrics(18, 24, 600),
    TextSize.BODY: TextMetrics(15, 24),
    TextSize.SMALL: TextMetrics(13, 20),
    TextSize.MONO: TextMetrics(13, 20, fixed_width=True),
    TextSize.CODE: TextMetrics(20, 24, 700, fixed_width=True),
}
BASE_PIXELS = TEXT_SIZES[TextSize.BODY].pixels
