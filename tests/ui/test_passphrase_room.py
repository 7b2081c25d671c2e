"""The rows of the passphrase say what is so, also where the disk gave up after the passphrase was there."""

import errno
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.vault import locks
from evidence_desk.vault.header import Header
from evidence_desk.vault.header_copy import replace_both
from evidence_desk.workflows.lock_desk import has_passphrase
from tests.ui.desk_program import press, words

WORDS = "four quiet herons"


@pytest.mark.usefixtures("quick_passphrases")
def test_a_passphrase_that_is_set_though_the_disk_gave_up_gets_its_code(
    program: Program, qtbot: QtBot, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up_after(header: Header) -> None:
        replace_both(header)
        raise OSError(errno.EIO, "made up")

    room, settings = program.passphrases.room, program.rooms.settings
    room.open_settings()
    press(qtbot, settings, "Set one")
    for line in (room.dialog.new, room.dialog.again):
        QTest.keyClicks(line.field, WORDS)
    with monkeypatch.context() as disk:
        disk.setattr(locks, "replace_both", gives_up_after)
        with qtbot.waitSignal(room._operation.refused):
            room.dialog.give.click()

    assert has_passphrase(vault_path)
    assert "Set. You need it, or the recovery code, to look inside" in words(settings)
    assert "If you don't have it on paper, make a new one" in words(settings)
    assert program.window.banner.text() == "Your passphrase is set. Make a recovery code now."
    assert not room.dialog.isVisible()

    press(qtbot, settings, "Make a new one")
    QTest.keyClicks(room.dialog.old.field, WORDS)
    room.dialog.give.click()
    qtbot.waitUntil(room.code_dialog.isVisible)
    room.code_dialog.later.click()
