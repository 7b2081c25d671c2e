"""A place is asked for in our own dialog, which goes with our windows and remembers nothing."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.calendar_saving import CalendarSaving
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.place_dialog import place_dialog
from evidence_desk.ui.panels.start_here_dates import DatesCard
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.vault.vault import open_vault
from tests.fake_clock import FakeClock


def test_what_is_chosen_is_told_and_nothing_stays(qtbot: QtBot, tmp_path: Path) -> None:
    parent, told = QWidget(), list[Path]()
    qtbot.addWidget(parent)
    dialog = place_dialog(parent, "Where?", told.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.directory().path() == str(Path.home())
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert told == [tmp_path]
    assert parent.findChildren(QFileDialog) == []


def test_a_calendar_is_offered_a_name_that_says_nothing(look: Appearance, qtbot: QtBot, clock: FakeClock) -> None:
    background, card, vault_path = Background(), DatesCard(look), Path.home() / "vault"
    open_vault(vault_path, clock, create=True).close()
    qtbot.addWidget(card)
    plan = CasePlan(None, CaseState(), clock)
    saving = CalendarSaving(card, background, plan, reads=VaultReading(vault_path), clock=clock)
    card.save_asked.emit()
    (dialog,) = card.findChildren(QFileDialog)

    assert dialog.selectedFiles() == [str(Path.home() / "dates.ics")]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(Path.home() / "mine.ics"))
    dialog.reject()
    qtbot.waitUntil((Path.home() / "mine.ics").exists)
    saving.deleteLater()
    background.shut_down()
