"""A field that is kept as it is typed: told, answered, and never lost or overwritten on the way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel

_PAUSE_MS = 1_500
_KEPT_MS = 2_000


class KeptField(QWidget):
    """One text at a time, each about a subject with an id; who inherits brings the field.

    `edited` tells subject and text after a pause in typing, and at once when the keyboard, the subject or the room is
    left. What was told stays a draft until `answer` brings it back as kept: what could not be kept is there
    again when its subject is, and is told again when that is left. `clean` makes of a text what may be kept.
    """

    edited = Signal(str, str)
    tidied = Signal(str)
    """The subject from whose text something was taken out that is never kept."""

    def __init__(
        self,
        name: str,
        field: QPlainTextEdit | QLineEdit,
        parent: QWidget | None = None,
        *,
        clean: Callable[[str], str] = str.strip,
    ) -> None:
        super().__init__(parent)
        self._clean = clean
        self._subject = ""
        self._kept_note = ""
        self._scope = ""
        self._drafts_of: dict[str, dict[str, str]] = {}
        self._drafts: dict[str, str] = {}
        self._told: dict[str, list[str]] = {}
        self._called: dict[str, str] = {}
        self._name = PlainLabel("", TextSize.SMALL, bold=True, wraps=True)
        field.installEventFilter(self)
        field.textChanged.connect(self._on_typed)
        self._field = field
        self._kept = PlainLabel("", TextSize.SMALL, ink="accent")
        self._pause = _timer(self, _PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._kept_time = _timer(self, _KEPT_MS)
        self._kept_time.timeout.connect(self._kept.clear)
        self._lay_out()
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what is written here."""
        self._name.setText(name)
        self._field.setAccessibleName(name)

    def turn_to(self, scope: str) -> None:
        """Go on in another case, whose subjects may be called the same; drafts wait until their case is back."""
        if scope == self._scope:
            return
        self.flush()
        self._drafts_of[self._scope] = self._drafts
        self._scope, self._drafts, self._told = scope, self._drafts_of.pop(scope, {}), {}
        self._called = {}
        self._subject = self._kept_note = ""
        self._kept.clear()
        self._put("")

    def show_note(self, subject: str, note: str) -> None:
        """Show the note kept about a subject, or its draft; what was typed about the one before is told first."""
        if subject == self._subject:
            self.answer(subject, note)
            return
        self.flush()
        self._subject, self._kept_note = subject, note
        if self._drafts.get(subject) == note and not self._told.get(subject):
            del self._drafts[subject]  # it was kept while nobody listened, in another case
        self._kept.clear()
        self._put(self._drafts.get(subject, note))

    def rename(self, subject: str, new_subject: str) -> None:
        """The subject has got a name of its own; what was told under the old one may still fail under that."""
        if subject == self._subject or subject in self._drafts or subject in self._told:
            self._called[subject] = new_subject
        if subject in self._drafts:
            self._drafts.setdefault(new_subject, self._drafts.pop(subject))
        if subject in self._told:
            self._told[new_subject] = [*self._told.get(new_subject, []), *self._told.pop(subject)]
        if subject == self._subject:
            self._subject = new_subject

    def answer(self, subject: str, note: str) -> None:
        """The note about a subject as it is kept now: says "Kept" if it was told from here; never overwrites typing."""
        typing = subject == self._subject and self.text() != self._said()
        was_told = self._brings_back(subject, note)
        if subject != self._subject:
            return
        self._kept_note = note
        if was_told and not typing:
            self._kept.setText(self.tr("Kept"))
            announce(self._field, self.said_kept())
            self._kept_time.start()
        elif not typing and subject not in self._drafts:
            self._put(note)

    def not_kept(self, subject: str) -> None:
        """The oldest words told about a subject could not be kept; a draft is told again when the subject is left."""
        del self._told.get(subject if self._told.get(subject) else self._called.get(subject, subject), [])[:1]

    def said_kept(self) -> str:
        """What a screen reader is told once it was kept."""
        return self.tr("Kept: {what}").format(what=self._name.text())

    def has_words(self, subject: str) -> bool:
        """Whether there is a draft about a subject."""
        return bool(self._drafts.get(subject))

    def text(self) -> str:
        """What is in the field, without blanks round it."""
        field = self._field
        return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()

    @Slot()
    def flush(self) -> None:
        """Tell now what was typed."""
        self._pause.stop()
        self._tidy()
        note, subject = self.text(), self._subject
        waits = bool(self._told.get(subject))
        if note == self._kept_note and not waits:
            self._drafts.pop(subject, None)
        elif subject and not (waits and note == self._said()):
            self._drafts[subject] = note
            self._told.setdefault(subject, []).append(note)
            self.edited.emit(subject, note)

    def _brings_back(self, subject: str, note: str) -> bool:
        """Whether the newest words come back as kept.

        Answers come in the order told; what says again what was known to be kept is none, though the words be the same.
        """
        told = self._told.get(subject, [])
        if told and note == told[0]:
            del told[0]
        elif told and note == told[-1] and (subject != self._subject or note != self._kept_note):
            told.clear()
        if told or self._drafts.get(subject) != note:
            return False
        del self._drafts[subject]
        return True

    def _tidy(self) -> None:
        cleaned = self._clean(self.text())
        if cleaned != self.text():
            self._put(cleaned)
            self.tidied.emit(self._subject)

    def _said(self) -> str:
        """What the field held when it last told or was filled."""
        return self._drafts.get(self._subject, self._kept_note)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.flush()
        return super().eventFilter(watched, event)

    def _put(self, note: str) -> None:
        if note != self.text():
            field = self._field
            blocked = field.blockSignals(True)
            (field.setText if isinstance(field, QLineEdit) else field.setPlainText)(note)
            field.blockSignals(blocked)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._kept)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addLayout(head)
        self.column.addWidget(self._field)

    @Slot()
    def _on_typed(self) -> None:
        self._kept.clear()
        self._pause.start()


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
