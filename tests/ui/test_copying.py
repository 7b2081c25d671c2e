"""What is copied on request can be pasted for a minute; what somebody else copied meanwhile stays."""

from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from evidence_desk.ui.copying import KEPT_S, Copying


def test_it_is_taken_off_the_clipboard_again(qapp: QApplication) -> None:
    copying = Copying(qapp)
    copied, cleared = QSignalSpy(copying.copied), QSignalSpy(copying.cleared)
    copying.copy("Someone threatened me.")
    assert (qapp.clipboard().text(), copied.at(0)) == ("Someone threatened me.", [KEPT_S])
    assert copying._timer.isActive()
    copying._timer.timeout.emit()
    assert (qapp.clipboard().text(), cleared.count()) == ("", 1)


def test_who_remembers_what_was_copied_is_asked_not_to(qapp: QApplication) -> None:
    Copying(qapp).copy("Someone threatened me.")
    assert bytes(qapp.clipboard().mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    qapp.clipboard().clear()


def test_what_another_copied_stays(qapp: QApplication) -> None:
    copying = Copying(qapp)
    copying.copy("ours")
    qapp.clipboard().setText("theirs")
    copying.clear()
    assert qapp.clipboard().text() == "theirs"
    qapp.clipboard().clear()
