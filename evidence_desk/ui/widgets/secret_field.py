"""A field for what nobody else should see: dots, an eye to look, and nothing of it anywhere else."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button

_EYE, _FROM_EDGE = 32, 4
_X11_CAPS_LOCK = 0x2
_KEPT_IN = (
    QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut,
)  # fmt: skip
_LONGEST = 4 * 1024 + 1
"""More than a passphrase may have, however its letters are typed: what is too long is refused, and never cut to fit."""


class SecretField(QLineEdit):
    """What is typed can be pasted in, and not copied, dragged or undone; a shown one can't be marked either."""

    caps_lock_changed = Signal(bool)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_caps = False
        self._name = name
        self.setMaxLength(_LONGEST)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = Button(look, "", "eye", kind="quiet", size="small-icon", parent=self)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.clicked.connect(lambda: self.show_typed(shown=self.is_hidden))
        self.selectionChanged.connect(self._on_selected)
        self.set_name(name)
        self.show_typed(shown=False)
        look.changed.connect(self._place)

    @property
    def is_hidden(self) -> bool:
        """Whether dots stand for what is typed."""
        return self.echoMode() is QLineEdit.EchoMode.Password

    def set_name(self, name: str) -> None:
        """Call it so, and its eye after it."""
        self._name = name
        self.setAccessibleName(name)
        self._name_eye()

    def show_typed(self, *, shown: bool) -> None:
        """Show the letters, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhHiddenText)
        self.eye.set_icon("eyeoff" if shown else "eye")
        self._name_eye()
        self.deselect()

    def take(self) -> str:
        """What was typed; the field is empty after that."""
        typed = self.text()
        self.setText("")
        return typed

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._look_for_caps_lock(event)
        if any(event.matches(each) for each in _KEPT_IN):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _look_for_caps_lock(self, event: QKeyEvent) -> None:
        """X11 tells with each key; elsewhere a letter that is large without Shift gives it away."""
        letter, native = event.text(), event.nativeModifiers()
        if event.key() == Qt.Key.Key_CapsLock:
            caps = not native & _X11_CAPS_LOCK  # what comes with the key is how it was before
        elif letter.isalpha() and letter.lower() != letter.upper():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            caps = letter.isupper() is not has_shift
        else:
            return
        if caps is not self._is_caps:
            self._is_caps = caps
            self.caps_lock_changed.emit(caps)

    def _name_eye(self) -> None:
        words = self.tr("Show what is typed: {name}") if self.is_hidden else self.tr("Hide what is typed: {name}")
        self.eye.set_name(words.format(name=self._name))

    @Slot()
    def _on_selected(self) -> None:
        """On X11 what is marked can be pasted elsewhere at once."""
        if not self.is_hidden and self.hasSelectedText():
            self.deselect()

    @Slot()
    def _place(self) -> None:
        side, edge = self._look.theme.px(_EYE), self._look.theme.px(_FROM_EDGE)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = edge if mirrored else self.width() - edge - side
        self.eye.setGeometry(left, (self.height() - side) // 2, side, side)
        self.setTextMargins(side if mirrored else 0, 0, 0 if mirrored else side, 0)
