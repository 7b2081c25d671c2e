"""How far something is: a thin line for the eye, words for the ear."""

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressLine(QProgressBar):
    """A progress bar without text of its own; its value is spoken as the words given with it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def set_progress(self, done: int, total: int, words: str) -> None:
        """Show `done` of `total`; `words` is the same for a screen reader, such as "1 of 4 done"."""
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleDescription(words)
