"""Everything about the passphrase of an open desk, built once."""

from PySide6.QtCore import Slot

from evidence_desk.settings import Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.locked_desk import Unlocked
from evidence_desk.ui.connections.locking import Locking
from evidence_desk.ui.connections.passphrase_room import PassphraseRoom
from evidence_desk.ui.passphrase_operation import PassphraseOperation
from evidence_desk.ui.vault_reading import VaultReading


class Passphrases:
    """`locking` says when it is time to lock; `show_case` is told that the desk is open."""

    def __init__(
        self, parts: DeskParts, background: Background, settings: Settings, reads: VaultReading,
        unlocked: Unlocked | None,
    ) -> None:  # fmt: skip
        self.locking = Locking(parts.application, background, settings, parts.clock)
        self.room = PassphraseRoom(
            parts, PassphraseOperation(background, parts.desk, reads.path), self.locking, settings,
            was_locked=unlocked is not None, code=unlocked.code if unlocked is not None else None,
        )  # fmt: skip
        parts.actions[ActionId.LOCK].triggered.connect(self.room.lock)
        parts.operations.item_kept.connect(self.locking.use)

    def hear(self, key: CaptureKey) -> None:
        """A press of the capture key is use; the session that is left locks."""
        key.pressed.connect(self.locking.use)
        key.session_left.connect(self.locking.lock_if_on)

    @Slot()
    def show_case(self) -> None:
        """Say how the desk is locked."""
        self.room.show_case()
