"""The bar on the still picture: what is true now, which keys there are, and what to do."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.capture.leaving_out import LEAST_SIDE
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.rounded import rounded_path
from evidence_desk.ui.widgets.tick_box import TickBox

_WIDTH, _FROM_SIDE = 960, 16
_CORNER = 12
_SAYS_SAVING_AFTER_MS = 250


class AreaBar(QWidget):
    """Words at the leading side, three buttons at the other; one above the other where there is little room.

    Under care there is a tick more, and Save is off until `set_may_save` says otherwise.
    """

    leave_out_asked = Signal()
    cancel_asked = Signal()
    save_asked = Signal()
    nothing_shows_changed = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._holder = parent
        self._is_cared = self._is_working = False
        self._may_save, self._too_small = True, False
        self._truth = PlainLabel(self._nothing_saved(), TextSize.SMALL, bold=True, wraps=True)
        self._keys = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._warning = Pictogram(look, "warning", "amber-icon", pixels=16)
        self._warning.hide()
        self._leave_out = Button(look, self.tr("Leave out a part"), "cover", kind="soft")
        self._cancel = Button(look, self.tr("Cancel"))
        self._save = Button(look, self.tr("Save"), "capture", kind="main")
        self._nothing_shows = TickBox(look, self.tr("No sexual picture shows"))
        self._nothing_shows.setToolTip(self.tr("Tick this only if none shows in the frame (N)"))
        self._nothing_shows.hide()
        self._patience = QTimer(self, singleShot=True, interval=_SAYS_SAVING_AFTER_MS)
        self._lay_out()
        self._nothing_shows.toggled.connect(self.nothing_shows_changed)
        self._leave_out.clicked.connect(self.leave_out_asked)
        self._cancel.clicked.connect(self.cancel_asked)
        self._save.clicked.connect(self.save_asked)
        self._patience.timeout.connect(self._on_patience)
        self.say_keys(fresh_part=False)

    def buttons(self) -> list[QAbstractButton]:
        """In the order Tab goes."""
        return [self._nothing_shows, self._leave_out, self._cancel, self._save]

    @property
    def nothing_shows(self) -> bool:
        """Whether the person said that no sexual picture shows."""
        return self._nothing_shows.isChecked()

    def set_care(self, *, cared: bool) -> None:
        """Ask whether a sexual picture shows."""
        self._is_cared = cared
        self._nothing_shows.setVisible(cared)
        self._truth.setText(self._nothing_saved())
        self.fit()

    def tick(self, *, ticked: bool) -> None:
        """Say that no sexual picture shows, or that it is not said any more."""
        self._nothing_shows.setChecked(ticked)

    def set_may_save(self, *, may: bool, too_small: bool = False) -> None:
        """Whether there is anything to be saved as it stands; if not, whether that is for parts that are too small."""
        self._may_save, self._too_small = may, too_small
        self._save.setEnabled(may and not self._is_working)
        for say in (self._save.setToolTip, self._save.setAccessibleDescription):
            say("" if may else self.what_is_missing())

    def what_is_missing(self) -> str:
        """Why Save is off."""
        if self._too_small:
            return self._make_it_larger()
        return self.tr("First leave out every sexual picture, or tick that none shows.")

    @Slot()
    def fit(self) -> None:
        """Take the width there is."""
        room = self._holder.width() - 2 * _FROM_SIDE
        wide = self._look.theme.px(_WIDTH) <= room
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(direction)
        width = min(self._look.theme.px(_WIDTH), room)
        # Layouts inside a layout keep what they knew until it is worked out anew.
        self._line.invalidate()
        self._line.activate()
        self.setFixedSize(width, self._line.heightForWidth(width))

    def say_keys(self, *, fresh_part: bool, fixed: bool = False) -> None:
        """Say how a box is moved, or a part that was just suggested; in a `fixed` box parts are marked."""
        moving = self.tr("Arrow keys move the box. Shift and arrow keys change its size.")
        leaving_out = self.tr("Draw over what to leave out, or move the dark box with the arrow keys.")
        marking = self.tr("Draw over what to leave out. All else in the frame is saved.")
        words = leaving_out if fresh_part else marking if fixed else moving
        if words != self._keys.text():
            self._keys.setText(words)
            self.fit()

    def show_working(self) -> None:
        """Wait for an answer; words come only if it takes long."""
        self._is_working = True
        self._save.setEnabled(False)
        self._patience.start()

    def show_trouble(self, words: str) -> None:
        """Say why nothing was saved; what was drawn stays."""
        self._say(words, ink="amber")

    def show_choosing(self) -> None:
        """Say what is true while nothing was asked for."""
        if self._truth.text() != self._nothing_saved():
            self._say(self._nothing_saved(), ink="")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("control-line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawPath(rounded_path(self.rect(), _CORNER))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press between the buttons draws nothing on the picture beneath."""

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        truth = QHBoxLayout()
        truth.setSpacing(8)
        truth.addWidget(self._warning)
        truth.addWidget(self._truth, 1)
        words.addLayout(truth)
        words.addWidget(self._keys)
        words.addWidget(self._nothing_shows)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in self.buttons():
            # A click leaves the keyboard with the box.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button is not self._nothing_shows:
                buttons.addWidget(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(16, 8, 8, 8)
        self._line.setSpacing(8)
        self._line.addLayout(words, 1)
        self._line.addLayout(buttons)

    def _nothing_saved(self) -> str:
        if self._is_cared and self._too_small and not self._may_save:
            return self._make_it_larger()
        if self._is_cared:
            return self.tr("Leave out every sexual picture first. Nothing is saved yet.")
        return self.tr("A still picture of your screen. Nothing is saved yet.")

    def _make_it_larger(self) -> str:
        words = self.tr("The dark box is too small. Make it at least {least} x {least} pixels.")
        return words.format(least=LEAST_SIDE)

    def _say(self, words: str, *, ink: str) -> None:
        self._patience.stop()
        self._is_working = False
        self._save.setEnabled(self._may_save)
        self._warning.setVisible(ink == "amber")
        self._truth.setText(words)
        self._truth.set_ink(ink, bold=True)
        self.fit()

    @Slot()
    def _on_patience(self) -> None:
        self._truth.setText(self.tr("Saving…"))
