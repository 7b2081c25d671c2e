"""What the window picker is opened for, and what it says of itself."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Purpose(Enum):
    """What becomes of the window that is chosen."""

    SAVE = auto()
    WATCH = auto()
    SCROLL = auto()


def promise_words(purpose: Purpose, *, cares: bool) -> tuple[str, str]:
    """What the button says that it does, and its icon; under care a window is only saved once it was looked at."""
    saving = (translate("window_picker", "Save this window"), "capture")
    marking = (translate("window_picker", "Mark its pictures first"), "cover")
    return {
        Purpose.SAVE: marking if cares else saving,
        Purpose.WATCH: (translate("window_picker", "Watch this window"), "watch"),
        Purpose.SCROLL: (translate("window_picker", "Scroll this window"), "scroll"),
    }[purpose]


def lead_words(*, cares: bool) -> str:
    """The sentence under the question; under care no window shows itself."""
    if cares:
        return translate(
            "window_picker",
            "Only that window is saved, once you left out every sexual picture. Under-18 care is on, so previews are"
            " off.",
        )
    return translate(
        "window_picker",
        "Only that window is saved, even when others are in front. Previews stay covered. Hold Space to look at one.",
    )
