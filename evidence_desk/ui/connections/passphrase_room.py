"""Who can open the desk: the rows in Settings, what they ask, the status line, and what an unlocking says once."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Slot

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.lock_errors import PassphraseIsSet, TriedTooOften, WrongPassphrase
from evidence_desk.settings import LOCK_AFTER, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.locking import Locking
from evidence_desk.ui.dialogs.code_dialog import CodeDialog
from evidence_desk.ui.dialogs.passphrase_dialog import PassphraseAim, PassphraseDialog
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.lock_words import opened_words, status_words
from evidence_desk.ui.panels.settings_panel import SAFETY_SECTION
from evidence_desk.ui.passphrase_operation import PassphraseOperation
from evidence_desk.vault.secrets_given import RecoveryCode
from evidence_desk.workflows.lock_desk import has_passphrase

_SAID_FOR_MS = 30_000


class PassphraseRoom(QObject):
    """`was_locked` is whether somebody just unlocked it; `code` the recovery code, where it took that."""

    def __init__(
        self, parts: DeskParts, operation: PassphraseOperation, locking: Locking, settings: Settings,
        *, was_locked: bool, code: RecoveryCode | None,
    ) -> None:  # fmt: skip
        super().__init__(parts.window)
        self._window, self._clock, self._settings = parts.window, parts.clock, settings
        self._operation, self._locking = operation, locking
        self._safety = parts.rooms.settings
        self._panel = parts.rooms.settings.lock
        self._says_once, self._code = was_locked, code
        self._is_asking = False
        self._is_code_known = False
        self.dialog = PassphraseDialog(*parts.for_dialogs)
        self.code_dialog = CodeDialog(*parts.for_dialogs)
        self._saying = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._saying.timeout.connect(self.show_lock)
        self._connect()

    def _connect(self) -> None:
        panel, operation = self._panel, self._operation
        self._locking.hold_while(self._must_stay)
        panel.set_asked.connect(lambda: self.dialog.ask(PassphraseAim.SET))
        panel.change_asked.connect(lambda: self.dialog.ask(PassphraseAim.CHANGE))
        panel.remove_asked.connect(lambda: self.dialog.ask(PassphraseAim.REMOVE))
        panel.code_asked.connect(lambda: self.dialog.ask(PassphraseAim.CODE))
        panel.minutes_chosen.connect(self._on_minutes)
        panel.lock_asked.connect(self._locking.lock_if_on)
        self.dialog.given.connect(self._on_given)
        self.dialog.finished.connect(self._on_asked)
        self.code_dialog.closed.connect(self._on_code_closed)
        self._window.status.passphrase_asked.connect(self.open_settings)
        operation.changed.connect(self._on_changed)
        operation.refused.connect(self._on_refused)
        operation.openings_read.connect(self._on_openings_read)
        operation.code_known.connect(self._on_code_known)

    @Slot()
    def show_case(self) -> None:
        """The desk is open: say how it is locked; the first time also when it was opened before."""
        self.show_lock()
        if not self._panel.opened.text():
            self._operation.read_openings()
            if self._locking.is_on:
                self._operation.read_code()
        if self._code is not None and not self._is_asking:
            self._is_asking = True
            self.open_settings()
            self.dialog.ask(PassphraseAim.FORGOTTEN)

    @Slot()
    def show_lock(self) -> None:
        """Show how it is: in Settings, in the status line, and to whoever counts the minutes."""
        is_set, minutes = has_passphrase(self._operation.vault_path), self._settings.get(LOCK_AFTER)
        self._locking.set_on(on=is_set)
        self._panel.show_lock(is_set=is_set, code_words=self._code_words(), minutes=minutes)
        self._safety.leaving.show_lock(is_set=is_set)
        self._safety.place.show_lock(is_set=is_set)
        if not self._saying.isActive():
            self._window.status.show_lock(*status_words(is_set=is_set, minutes=minutes), offers=not is_set)

    def forget(self) -> None:
        """Hold no code any more."""
        self._code = None

    @Slot()
    def lock(self) -> None:
        """Ctrl+L: lock; without a passphrase lead to where one is set."""
        if self._locking.is_on:
            self._locking.lock_if_on()
        else:
            self.open_settings()

    @Slot()
    def open_settings(self) -> None:
        """Show the rows, with the keyboard on the first of them."""
        self._window.open_room(ActionId.SETTINGS)
        self._safety.choose(SAFETY_SECTION)
        self._safety.show_cards()
        self._panel.first().setFocus()

    @Slot(PassphraseAim, str, str)
    def _on_given(self, aim: PassphraseAim, old: str, new: str) -> None:
        if aim is PassphraseAim.SET:
            self._operation.set(new)
        elif aim is PassphraseAim.CHANGE:
            self._operation.change(old, new)
        elif aim is PassphraseAim.REMOVE:
            self._operation.remove(old)
        elif aim is PassphraseAim.CODE:
            self._operation.make_code(old)
        elif self._code is not None:
            self._operation.replace(self._code, new)

    @Slot()
    def _on_asked(self) -> None:
        """The code was for this one question; nobody needs it any more."""
        self._code, self._is_asking = None, False
        self._panel.first().setFocus()

    @Slot(str)
    def _on_changed(self, code: str) -> None:
        self.dialog.accept()
        self._saying.stop()
        self._is_code_known = self._is_code_known and not code
        self.show_lock()
        announce(self._panel.first(), self._panel.passphrase.words())
        if code:
            self.code_dialog.show_code(code)

    @Slot(object)
    def _on_refused(self, error: DeskError) -> None:
        self.show_lock()  # a disk that gives up may have done so after it was changed
        if self._was_set_after_all(error):
            self.dialog.accept()
            self._window.banner.say(self.tr("Your passphrase is set. Make a recovery code now."))
            self._panel.code.setFocus()
        elif not self.dialog.isVisible():
            self._window.banner.say(message(error))
        elif isinstance(error, WrongPassphrase):
            self.dialog.show_wrong(self._wrong_words(error.wait_s), of_old=True)
        else:
            self.dialog.show_wrong(message(error), of_old=isinstance(error, TriedTooOften))

    def _was_set_after_all(self, error: DeskError) -> bool:
        """Whether what was typed now is the passphrase, though the disk gave up behind that."""
        is_asked = self.dialog.isVisible() and self.dialog.aim is PassphraseAim.SET
        return is_asked and self._locking.is_on and not isinstance(error, PassphraseIsSet)

    def _wrong_words(self, seconds: int) -> str:
        if not seconds:
            return self.tr("That is not it. Try again.")
        return self.tr("That is not it. Try again in {seconds} seconds.").format(seconds=seconds)

    @Slot(bool)
    def _on_code_closed(self, typed_back: bool) -> None:
        self._is_asking = False
        if typed_back:
            self._operation.note_typed_back()
        self._panel.first().setFocus()

    @Slot(bool)
    def _on_code_known(self, is_known: bool) -> None:
        """The row says so only once the history does."""
        self._is_code_known = is_known
        self.show_lock()

    def _code_words(self) -> str:
        if self._is_code_known:
            return self.tr("You typed it back, so we know you have it")
        return self.tr("If you don't have it on paper, make a new one")

    def _must_stay(self) -> bool:
        """A code that is being written down, which is shown only now; or one that is just being made."""
        is_working = self.dialog.isVisible() and not self.dialog.give.isEnabled()
        return self.code_dialog.isVisible() or is_working

    @Slot(int)
    def _on_minutes(self, minutes: int) -> None:
        self._settings.set(LOCK_AFTER, minutes)
        self.show_lock()

    @Slot(object, object)
    def _on_openings_read(self, last_at: datetime | None, wrong_at: tuple[datetime, ...]) -> None:
        words = opened_words(last_at, wrong_at, self._clock.now())
        self._panel.show_opened(words)
        if self._says_once and words:
            self._says_once = False
            self._saying.start()
            self._window.status.show_lock(words, words, offers=False)
            announce(self._window.status, words)
