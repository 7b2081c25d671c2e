"""What the window picker says of itself."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
