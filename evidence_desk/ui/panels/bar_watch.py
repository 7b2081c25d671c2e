"""What the capture bar says of a watch: what is watched, how much is kept, and Stop."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.elided_label import ElidedLabel
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class BarWatch(QWidget):
    """In the place of what will be saved and what was saved; a press of Capture is answered in it too."""

    stop_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._most = ""
        self._icon = Pictogram(look, "watch", "accent-ink", pixels=16)
        self._what = ElidedLabel("", TextSize.SMALL, ink="accent", bold=True)
        self._how_many = ElidedLabel("", TextSize.SMALL, ink="2")
        self._count = PlainLabel("", TextSize.SMALL, ink="accent", bold=True)
        self._stop = Button(look, self.tr("Stop"), "stop")
        self._stop_small = Button(look, self.tr("Stop watching"), "stop", size="icon")
        self._stop.setAccessibleDescription(self._stop_small.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._count)
        row.addWidget(self._what, 1)
        row.addWidget(self._how_many, 1)
        row.addWidget(self._stop)
        row.addWidget(self._stop_small)
        for button in (self._stop, self._stop_small):
            button.clicked.connect(self.stop_asked)
        look.changed.connect(self._make_room)

    def watch(self, untrusted_name: str, at_most: int) -> None:
        """Say what is watched; nothing of it is kept yet."""
        self._name, self._most = safe_line(untrusted_name), str(at_most)
        self._make_room()
        self._what.setText(self.words())
        self.show_kept(0, at_most)

    def words(self) -> str:
        """What is watched."""
        return self.tr("Watching: {name}").format(name=self._name)

    def show_kept(self, kept: int, at_most: int) -> None:
        """Say how many pictures are kept."""
        self._what.setText(self.words())
        self._count.setText(str(kept))
        self._how_many.setText(self.tr("{kept} kept, at most {most}").format(kept=kept, most=at_most))

    def show_paused(self) -> None:
        """Say that there is nothing to see for now."""
        self._what.setText(self.tr("Waiting: {name}").format(name=self._name))

    def show_going_on(self) -> None:
        """Say that there is something to see again."""
        self._what.setText(self.words())

    @Slot()
    def _make_room(self) -> None:
        """For the last number from the first on, so that nothing moves under the pointer while it counts."""
        now = self._count.text()
        self._count.ensurePolished()
        self._count.setText(self._most)
        self._count.setMinimumWidth(self._count.sizeHint().width())
        self._count.setText(now)

    def show_answer(self, words: str) -> None:
        """What a press of Capture kept, until the watch keeps something itself."""
        self._how_many.setText(words)

    def set_small(self, *, small: bool, brief: bool) -> None:
        """The small form has no words, but for screen readers; the brief one has fewer."""
        self._what.setHidden(small and not brief)
        self._how_many.setHidden(small and not brief)
        self._count.setVisible(small and not brief)
        self._stop.setHidden(small or brief)
        self._stop_small.setVisible(small or brief)
