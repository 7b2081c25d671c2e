"""A desk that is locked: everything that is there while nothing is open, built once and taken down whole."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.capture.hotkey.choosing import open_hotkey, open_watch
from evidence_desk.domain.errors import DeskError, VaultDamaged
from evidence_desk.domain.facts import Country
from evidence_desk.domain.lock_errors import TriedTooOften, WrongCode, WrongPassphrase
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.settings import TRAY, Settings
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.coming_forward import come_forward
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.connections.locked_help import LockedHelp
from evidence_desk.ui.connections.settings_room import wanted_look
from evidence_desk.ui.leaving import Leaving
from evidence_desk.ui.lock_window import LockWindow
from evidence_desk.ui.messages import message, our_fault
from evidence_desk.ui.models.moment_words import time_words
from evidence_desk.ui.panels.locked_bar import LockedBar
from evidence_desk.ui.tray import Tray
from evidence_desk.ui.unlock_operation import UnlockOperation
from evidence_desk.vault.secrets_given import Passphrase, RecoveryCode, Secret
from evidence_desk.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open vault and the thread it belongs to, or what opens one that is damaged and has to be mended first.

    `code` is the recovery code, where the passphrase was forgotten.
    """

    background: Background
    given: Vault | Secret
    code: RecoveryCode | None = None


@dataclass(frozen=True, slots=True)
class WasOpen:
    """What is left of a desk that was open until now: when it was locked, and where its window stood."""

    at: Moment
    place: QByteArray


class LockedDesk(QObject):
    """The lock, the help, a bar and a key that keep nothing. Ends by unlocking or by leaving."""

    ended = Signal()

    def __init__(
        self,
        application: QApplication,
        clock: Clock,
        vault_path: Path,
        settings_path: Path,
        countries: Mapping[str, Country],
        *,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        super().__init__()
        self._application = application
        self._tried: Secret | None = None
        self._is_damaged = False
        self._is_over = False
        self._settings = Settings(settings_path)
        self.background = Background()
        self.operation = UnlockOperation(self.background, vault_path, clock)
        self.look = Appearance(application, *wanted_look(self._settings), environ)
        self.look.undress()
        self.actions = Actions(self.look)
        self.window = LockWindow(application, self.look, self.actions)
        self.bar = LockedBar(application, self.look, self.actions)
        self._bar_place = BarPlace(application, self.window, self.bar, self._settings)
        self._help = LockedHelp(application, self.window.help, countries, clock)
        self.key = CaptureKey(
            self._settings, self.background, partial(open_hotkey, environ), partial(open_watch, environ)
        )
        self._tray = Tray(self.look, self.window)
        self.leaving = Leaving(application, clock)
        self._connect()
        self.look.dress()

    def run(self, was_open: WasOpen | None = None) -> Unlocked | None:
        """Stay until it is unlocked or left; None where it was left."""
        self.ended.connect(self._application.exit)  # `quit` would close the window, which is leaving
        try:
            self.open(was_open)
            if not self._is_over:
                self._application.exec()
        finally:
            unlocked = self.close()
        return unlocked

    def open(self, was_open: WasOpen | None = None) -> None:
        """Show the lock, where the window of the desk stood if it was open until now."""
        if was_open is not None:
            self.window.say_since(time_words(was_open.at)[: len("hh:mm")])
            self.window.restoreGeometry(was_open.place)
            self._bar_place.restore()
        self.window.show()
        self.window.activateWindow()
        self._tray.want(wanted=self._settings.get(TRAY))
        self.key.start()

    def close(self) -> Unlocked | None:
        """Take everything down; what was unlocked is handed on with its thread. May be called twice."""
        self._is_over = True
        self.leaving.stop_counting()
        self._tray.close()
        self.key.stop()
        given = self._given() if self.background.is_listening else None
        if given is None:
            self.background.shut_down(last=self.operation.close)
        for window in (self.bar, self.window):
            window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        code = self._tried if isinstance(self._tried, RecoveryCode) else None
        self._tried = None
        return Unlocked(self.background, given, code) if given is not None else None

    @property
    def place(self) -> QByteArray:
        """Where the window stands, for the one that comes in its place."""
        return self.window.saveGeometry()

    def _connect(self) -> None:
        lock, leave = self.window.lock, self.leaving.leave
        lock.passphrase_given.connect(lambda typed: self._unlock(Passphrase(typed)))
        lock.code_given.connect(lambda typed: self._unlock(RecoveryCode(typed)))
        self.operation.unlocked.connect(self._on_unlocked)
        self.operation.refused.connect(self._on_refused)
        self.background.broke.connect(self._on_broke)
        self.window.help_opened.connect(self._help.show_now)
        self.bar.unlock_asked.connect(self._on_unlock_asked)
        for asked in (self.key.pressed, self._tray.save_asked):
            asked.connect(self._on_save_asked)
        self._tray.open_asked.connect(self._on_unlock_asked)
        for asked in (self._tray.leave_asked, self.window.closing, self.actions[ActionId.LEAVE].triggered):
            asked.connect(leave)
        self.leaving.left.connect(self._on_left)

    def _given(self) -> Vault | Secret | None:
        """The open vault; or what was given, where it is the vault that is damaged. Once."""
        return self.operation.give_away() or (self._tried if self._is_damaged else None)

    def _unlock(self, given: Secret) -> None:
        self._tried = given
        self.window.lock.show_working()
        self.operation.unlock(given)

    @Slot(object)
    def _on_refused(self, error: DeskError) -> None:
        if isinstance(error, VaultDamaged):
            self._is_damaged = True
            self._end()
            return
        self._tried = None
        if isinstance(error, WrongPassphrase | TriedTooOften):
            self.window.lock.show_wrong(error.wait_s)
        elif isinstance(error, WrongCode):
            self.window.lock.show_wrong(0)
        else:
            self.window.lock.show_stopped(message(error))

    @Slot(object)
    def _on_broke(self, _error: BaseException) -> None:
        self.window.lock.show_stopped(our_fault())

    @Slot()
    def _on_save_asked(self) -> None:
        if not self.bar.isVisible():
            self._bar_place.restore()
            self.bar.show()
        self.bar.refuse()

    @Slot()
    def _on_unlock_asked(self) -> None:
        self.window.show_lock()
        come_forward(self.window)

    @Slot()
    def _on_unlocked(self) -> None:
        self._end()

    @Slot()
    def _on_left(self) -> None:
        """Every window is gone already."""
        self.background.stop_listening()
        self._end()

    def _end(self) -> None:
        self._is_over = True
        self.ended.emit()
