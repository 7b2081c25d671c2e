"""The small bar that stays on top: one press, one answer."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QScreen
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.panels.bar_face import BarFace
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.panels.bar_reason import BarReason
from evidence_desk.ui.panels.bar_standing import Standing, beyond, standing
from evidence_desk.ui.remedies import Remedy
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.rounded import rounded_mask, rounded_path

_HEIGHT, _REASON_HEIGHT = 56, 40
_CORNER = 12
_SAYS_SAVING_AFTER_MS = 250
_OF_THE_FACE = (
    "capture_asked", "window_choice_asked", "area_choice_asked", "delay_asked", "cancel_asked", "finish_asked",
)  # fmt: skip
_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class CaptureBar(QWidget):
    """Says what will be saved and what was saved; "saved" is shown only when it is told so.

    Pressing its buttons leaves the keyboard where it is, so that the window being saved does not change; pressing the
    dots gives the bar the keyboard until another window takes it.
    """

    capture_asked = Signal(BarTarget)
    window_choice_asked = Signal()
    area_choice_asked = Signal()
    delay_asked = Signal(int)
    cancel_asked = Signal()
    finish_asked = Signal()
    placed = Signal()
    counting_began = Signal()
    answered = Signal()
    """A countdown was cancelled, or something was saved; a reason why nothing was stays to be read."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions) -> None:
        super().__init__(None, _FLAGS)
        self._application = application
        self._look = look
        self._is_small = False
        self._count = 0
        self._title = ""
        self._shift = QPoint()
        self._grabbed = QPoint()
        self.setWindowTitle(self.tr("Desk"))
        self.setAccessibleName(self.tr("Capture bar"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.face = BarFace(look, actions)
        self._reason = BarReason(look)
        self._reason.hide()
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.face)
        self._column.addWidget(self._reason)
        self._ring = FocusRing(application, look, self)
        self._patience = QTimer(self, singleShot=True, interval=_SAYS_SAVING_AFTER_MS)
        self._connect()
        self._fit()

    @property
    def is_small(self) -> bool:
        """Whether it has its small form."""
        return self._is_small

    @property
    def line_place(self) -> QPoint:
        """Where the first line was put; the bar may stand elsewhere for as long as it would not be in view there."""
        return self.pos() - self._shift

    @Slot(bool)
    def set_small(self, small: bool) -> None:
        """Take the small form, or the whole one."""
        self._is_small = small
        self._fit()

    def show_ready(self, count: int, untrusted_title: str) -> None:
        """Say how much is kept."""
        self._title = safe_line(untrusted_title)
        self._count = count
        self._answer("", self._ready_words(), str(count))

    def show_working(self) -> None:
        """Wait for an answer; words come only if it takes long."""
        self._patience.start()

    def show_saved(self, count: int) -> None:
        """Say that the press was kept; called after the commit and never before."""
        self._count = count
        words = self.tr("{count} saved").format(count=count)
        self._answer("done", words, str(count))
        announce(self, words)
        if self.face.is_watching:
            self.face.watching.show_answer(words)
        else:
            self.answered.emit()

    def show_counting(self, seconds: int, *, first: bool) -> None:
        """Say how long it still takes; spoken once, as a voice would still be counting when it is over."""
        if first:
            self._reason.hide()
            announce(self, self.face.counting_words(seconds))
        self.face.count(seconds)
        self._fit()
        if first:
            self.counting_began.emit()

    def stop_counting(self, *, cancelled: bool) -> None:
        """Show Capture again, and what was so before."""
        self.face.count(None)
        if cancelled:
            announce(self, self.tr("Cancelled. Nothing was saved."))
            self.answered.emit()
        self._fit()

    def show_answer(self, words: str, icon: str = "") -> None:
        """Say what became of something that took its time; with an icon it is good, without words as at the start."""
        self._answer(icon, words or self._ready_words(), str(self._count))
        self.answered.emit()

    def set_watching(self, *, watching: bool) -> None:
        """Show what is watched, and Stop, in the place of what will be saved; or that again."""
        self.face.set_watching(watching=watching)
        self.show_count(self._count)
        (self.counting_began if watching else self.answered).emit()

    def show_count(self, count: int) -> None:
        """Say how much is kept; not spoken, as a chat that is watched would never let the voice rest."""
        self._count = count
        self._answer("", self._ready_words(), str(count))

    def show_why(self, sentence: str) -> None:
        """Something that went on has ended by itself, and why; it stays to be read."""
        self._reason.say(sentence, Remedy.NOTHING, lead="")
        self._reason.show()
        self._fit()

    def show_not_saved(self, sentence: str, remedy: Remedy) -> None:
        """Say why nothing was kept, and offer the one thing that may help."""
        self._answer("", self._ready_words(), str(self._count))
        self._reason.say(sentence, remedy)
        self._reason.show()
        self._fit()
        announce(self, self.tr("Not saved. {why}").format(why=sentence), at_once=True)

    def move_into_view(self, place: QPoint, screen: QScreen | None = None) -> None:
        """Put the first line there, or as near as keeps all of the bar on one screen: that which has the place."""
        screen = screen or self._application.screenAt(place) or self._application.primaryScreen()
        stands = self._standing(place, screen)
        self._stand(stands)
        self._shift = QPoint(0, self._line_height() - self.height() if stands.is_above else 0)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.colour("control-line"), 1))
        painter.setBrush(self._look.theme.colour("surface"))
        painter.drawPath(rounded_path(self.rect(), _CORNER))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(rounded_mask(self.size(), _CORNER))

    def _connect(self) -> None:
        for name in _OF_THE_FACE:
            getattr(self.face, name).connect(getattr(self, name))
        self.face.refit_asked.connect(self._fit)
        self.face.grip.pressed.connect(self._on_grip_pressed)
        self.face.grip.dragged.connect(self._on_dragged)
        self.face.grip.moved.connect(self._on_moved)
        self.face.grip.dropped.connect(self.placed)
        self.face.grip.turned.connect(self._on_turned)
        self._reason.remedy_asked.connect(self._on_remedy_asked)
        self._patience.timeout.connect(self.face.say_saving)
        self._application.applicationStateChanged.connect(self._on_application_state)
        self._look.changed.connect(self._fit)
        self._application.screenAdded.connect(self._on_screen_added)
        self._application.screenRemoved.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        for screen in self._application.screens():
            self._on_screen_added(screen)

    def _ready_words(self) -> str:
        return self.tr("{count} saved in {case}").format(count=self._count, case=self._title)

    def _answer(self, icon: str, words: str, small_words: str) -> None:
        self._patience.stop()
        is_fixed = self._reason.isHidden() and not (self._is_small or self.face.is_watching)
        self._reason.hide()
        self.face.say(icon, words, small_words)
        if not is_fixed:  # the whole form is as wide as it is, whatever it says
            self._fit()

    @Slot()
    def _fit(self) -> None:
        """One of three sizes; the reason needs the whole width, so the small form waits while there is one.

        All of it stays in view, and the first line goes back to its place when there is room for it again.
        """
        line = self.line_place
        screen = self._application.screenAt(line) or self.screen()
        # A bar wider than its screen would have Leave now outside.
        room = screen.availableGeometry().width()
        width = self.face.take_form(small=self._is_small and self._reason.isHidden(), room=room)
        height = self._line_height()
        self.face.setFixedHeight(height)
        if not self._reason.isHidden():
            height += max(self._look.theme.px(_REASON_HEIGHT), self._reason.heightForWidth(width))
        self.setFixedSize(QSize(width, height))
        stands = self._standing(line, screen)
        self._stand(stands)
        self._shift = stands.top_left - line

    def _line_height(self) -> int:
        return self._look.theme.px(_HEIGHT)

    def _standing(self, line: QPoint, screen: QScreen) -> Standing:
        return standing(line, self.size(), self._line_height(), screen.availableGeometry())

    def _stand(self, stands: Standing) -> None:
        upward, downward = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.TopToBottom
        self._column.setDirection(upward if stands.is_above else downward)
        if self.pos() != stands.top_left:
            self.move(stands.top_left)

    @Slot(QScreen)
    def _on_screen_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._fit)
        self._fit()

    @Slot(QPoint)
    def _on_dragged(self, pointer: QPoint) -> None:
        """The screen the pointer is on, so that the bar can be dragged to every screen."""
        self.move_into_view(pointer - self._grabbed, self._application.screenAt(pointer))

    @Slot(QPoint)
    def _on_moved(self, by: QPoint) -> None:
        """By keys; from the edge of one screen on to the next."""
        before, wanted, here = self.pos(), self.line_place + by, self._application.screenAt(self.pos()) or self.screen()
        self.move_into_view(wanted, here)
        if self.pos() == before:
            self.move_into_view(
                wanted, self._application.screenAt(beyond(here.geometry(), self.geometry(), by)) or here
            )

    @Slot()
    def _on_turned(self) -> None:
        self.set_small(not self._is_small)
        self.move_into_view(self.line_place, self.screen())
        self.placed.emit()

    @Slot(QPoint)
    def _on_grip_pressed(self, pointer: QPoint) -> None:
        self._grabbed = pointer - self.line_place
        self._accept_focus(accept=True)
        self.activateWindow()
        self.face.grip.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot(Remedy)
    def _on_remedy_asked(self, remedy: Remedy) -> None:
        if remedy is Remedy.CHOOSE_WINDOW:
            self.window_choice_asked.emit()
            return
        if remedy is Remedy.CHOOSE_AREA:
            self.area_choice_asked.emit()
            return
        if remedy is Remedy.WHOLE_SCREEN:
            self.face.set_target(BarTarget.SCREEN)
        self.capture_asked.emit(self.face.target)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._accept_focus(accept=False)

    def _accept_focus(self, *, accept: bool) -> None:
        """Through the native window: changing a widget's own flags would hide it."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not accept)
