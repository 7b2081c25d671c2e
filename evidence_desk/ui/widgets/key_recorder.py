"""A button that takes the next keys that are pressed together."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.capture.hotkey.chords import Chord, ChordTrouble, chord_from, trouble_with
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button

_HELD_ALONE = frozenset({
    Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
})  # fmt: skip
_PASSES_ON = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_MEANT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KeyRecorder(Button):
    """Pressed, it listens until it has heard a chord that can be used; Esc, Tab or going elsewhere changes nothing."""

    recording_began = Signal()
    recording_ended = Signal()
    """Told before `chord_chosen`."""
    chord_chosen = Signal(object)
    """The Chord."""
    chord_refused = Signal(ChordTrouble)
    """It still listens."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        self._records = False  # Qt hands over events while the button is being made
        super().__init__(look, self.tr("Change"), size="small", parent=parent)
        self.clicked.connect(self._on_clicked)

    @property
    def is_recording(self) -> bool:
        """Whether the next keys are the new chord."""
        return self._records

    @override
    def event(self, event: QEvent) -> bool:
        """While it listens no shortcut of the window is carried out."""
        if self._records and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._records or key in _PASSES_ON:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._stop()
        elif key not in _HELD_ALONE and not event.isAutoRepeat():
            self._hear(QKeyCombination(event.modifiers() & _MEANT, key))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._stop()
        super().focusOutEvent(event)

    def _hear(self, keys: QKeyCombination) -> None:
        chord = _chord_of(keys)
        trouble = trouble_with(chord) if chord is not None else ChordTrouble.NO_KEY
        if trouble is None:
            self._stop()
            self.chord_chosen.emit(chord)
        else:
            self.chord_refused.emit(trouble)

    @Slot()
    def _on_clicked(self) -> None:
        if self._records:
            self._stop()
            return
        self._records = True
        self._name_it()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.text())
        self.recording_began.emit()

    def _stop(self) -> None:
        if self._records:
            self._records = False
            self._name_it()
            self.recording_ended.emit()

    def _name_it(self) -> None:
        self.set_name(self.tr("Press the new keys…") if self._records else self.tr("Change"))


def _chord_of(keys: QKeyCombination) -> Chord | None:
    return chord_from(QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText))
