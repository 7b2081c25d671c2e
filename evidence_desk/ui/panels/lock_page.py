"""The lock: one word, one field, and nothing of any case."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.scrolled_column import centred_page
from evidence_desk.ui.widgets.secret_line import SecretLine

_COLUMN = 400
_BIG_ICON = 40
_SECOND_MS = 1000


class LockPage(QScrollArea):
    """Asks for the passphrase or for the recovery code; what was typed leaves the field when it is told."""

    passphrase_given = Signal(str)
    code_given = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._takes_code = self._works = False
        self._seconds = 0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.secret = SecretLine(look, self.tr("Passphrase"))
        self.unlock = Button(look, self.tr("Unlock"), kind="main")
        self.other = Button(look, "", kind="quiet", size="small-link")
        self._stopped = Note(look)
        self._stopped.hide()
        self._column = QWidget()
        self._waiting = QTimer(self, interval=_SECOND_MS)
        self._waiting.timeout.connect(self._on_second)
        self._lay_out()
        self.secret.field.returnPressed.connect(self._on_given)
        self.unlock.clicked.connect(self._on_given)
        self.other.clicked.connect(self._on_other)
        self._ask_for(code=False)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self.secret.field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_working(self) -> None:
        """Take nothing more until there is an answer."""
        self._works = True
        self.secret.say("")
        self._stopped.hide()
        self._show_button()

    def show_wrong(self, seconds: int) -> None:
        """Say that it was not that, and take no other for as many seconds."""
        self._works = False
        again = self.tr("That is not it. Try again.")
        later = self.tr("That is not it. Try again in {seconds} seconds.").format(seconds=seconds)
        self.wait(seconds)
        self.secret.say(later if seconds else again)

    def wait(self, seconds: int) -> None:
        """Take nothing for as many seconds; the button counts them."""
        self._seconds = seconds
        if seconds:
            self._waiting.start()
        self._show_button()
        self.take_focus()

    def show_stopped(self, sentence: str) -> None:
        """Something else than a wrong passphrase stands in the way."""
        self._works = False
        self._stopped.set_text(sentence)
        self._stopped.show()
        self._show_button()
        self.take_focus()

    @Slot()
    def _on_given(self) -> None:
        if not self.unlock.isEnabled() or not self.secret.field.text():
            return
        typed = self.secret.field.take()
        (self.code_given if self._takes_code else self.passphrase_given).emit(typed)

    @Slot()
    def _on_other(self) -> None:
        self._ask_for(code=not self._takes_code)
        self.take_focus()

    def _ask_for(self, *, code: bool) -> None:
        """A code is copied letter by letter from paper, which nobody does well with dots."""
        self._takes_code = code
        self.secret.clear()
        self.secret.field.show_typed(shown=code)
        self.secret.set_name(self.tr("Recovery code") if code else self.tr("Passphrase"))
        self.other.set_name(self.tr("Use my passphrase") if code else self.tr("Use my recovery code"))
        self._show_button()

    @Slot()
    def _on_second(self) -> None:
        self._seconds = max(self._seconds - 1, 0)
        if not self._seconds:
            self._waiting.stop()
        self._show_button()

    def _show_button(self) -> None:
        """A recovery code never waits: nobody guesses one, and whoever has it may have waited for long already."""
        seconds = 0 if self._takes_code else self._seconds
        waits = self.tr("Wait {seconds}").format(seconds=seconds)
        words = self.tr("Unlocking…") if self._works else waits if seconds else self.tr("Unlock")
        self.unlock.set_name(words)
        self.unlock.setEnabled(not self._works and not seconds)
        self.secret.field.setReadOnly(self._works)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(Pictogram(self._look, "lock", "ink-2", pixels=_BIG_ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        title = PlainLabel(self.tr("Locked"), TextSize.TITLE)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addSpacing(32)
        column.addWidget(self.secret)
        column.addSpacing(16)
        column.addWidget(self.unlock)
        column.addSpacing(12)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(24)
        column.addWidget(Rule())
        column.addSpacing(16)
        calm = PlainLabel(
            self.tr("After a wrong try there is a short wait. Nothing is deleted."), TextSize.SMALL, ink="2", wraps=True
        )
        calm.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(calm)
        column.addSpacing(16)
        column.addWidget(self._stopped)
        column.addStretch(3)
        self.setWidget(centred_page(self._column))

    @Slot()
    def _on_look_changed(self) -> None:
        self._column.setFixedWidth(min(self._look.theme.px(_COLUMN), _COLUMN + _COLUMN // 2))
