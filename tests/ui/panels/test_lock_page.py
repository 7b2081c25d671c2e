"""The lock page, its field, and the rows and questions about a passphrase; without a vault."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from evidence_desk.domain.lock_errors import PassphraseTooLong
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.lock_words import opened_words, status_words
from evidence_desk.ui.panels.lock_page import LockPage
from evidence_desk.ui.panels.settings_lock import LockSettings
from evidence_desk.ui.panels.status_line import Seals, StatusLine
from evidence_desk.ui.widgets.secret_line import SecretLine
from evidence_desk.vault.new_passphrases import require_typeable
from evidence_desk.vault.secrets_given import Passphrase
from tests.fake_clock import START
from tests.ui.desk_program import words


@pytest.fixture
def page(look: Appearance, qtbot: QtBot) -> LockPage:
    made = LockPage(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_was_typed_leaves_the_field_when_it_is_told(page: LockPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.secret.field, "four herons")
    with qtbot.waitSignal(page.passphrase_given) as given:
        QTest.keyClick(page.secret.field, Qt.Key.Key_Return)

    assert given.args == ["four herons"]
    assert page.secret.field.text() == ""
    with qtbot.assertNotEmitted(page.passphrase_given):
        page.unlock.click()


def test_a_wrong_one_waits_and_a_code_does_not(page: LockPage, qtbot: QtBot) -> None:
    page.show_working()
    assert (page.unlock.text(), page.unlock.isEnabled()) == ("Unlocking…", False)
    page.show_wrong(0)
    assert page.secret.trouble() == "That is not it. Try again."
    page.show_wrong(5)
    assert page.secret.trouble() == "That is not it. Try again in 5 seconds."
    assert (page.unlock.text(), page.unlock.isEnabled()) == ("Wait 5", False)
    for _ in range(5):
        page._waiting.timeout.emit()
    assert (page.unlock.text(), page.unlock.isEnabled()) == ("Unlock", True)

    page.show_wrong(60)
    page.other.click()
    QTest.keyClicks(page.secret.field, "ABCD")
    with qtbot.waitSignal(page.code_given) as given:
        page.unlock.click()
    assert given.args == ["ABCD"]


@pytest.mark.parametrize("shown", [False, True])
def test_nothing_of_a_secret_can_be_copied_or_undone(look: Appearance, qtbot: QtBot, *, shown: bool) -> None:
    line = SecretLine(look, "Passphrase")
    qtbot.addWidget(line)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("of another")
    field = line.field
    QTest.keyClicks(field, "secret")
    field.show_typed(shown=shown)
    field.selectAll()
    for key in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Undo):
        QTest.keySequence(field, QKeySequence(key))

    assert (field.text(), clipboard.text()) == ("secret", "of another")
    assert field.echoMode() is (QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
    assert not (shown and field.hasSelectedText())
    assert field.eye.accessibleName() == f"{'Hide' if shown else 'Show'} what is typed: Passphrase"


@pytest.mark.parametrize("letter", ["x", "e\u0301", "\U0001f511"], ids=ascii)
def test_what_is_too_long_is_never_cut_to_what_would_do(look: Appearance, qtbot: QtBot, letter: str) -> None:
    line = SecretLine(look, "Passphrase")
    qtbot.addWidget(line)
    QGuiApplication.clipboard().setText(letter * 1100)
    line.field.paste()

    with pytest.raises(PassphraseTooLong):
        require_typeable(Passphrase(line.field.text()))


def test_caps_lock_is_said(look: Appearance, qtbot: QtBot, qapp: QApplication) -> None:
    line = SecretLine(look, "Passphrase")
    qtbot.addWidget(line)

    def types(letter: str, modifier: Qt.KeyboardModifier) -> str:
        qapp.sendEvent(line.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter))
        return line.trouble()

    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    assert [types("A", shift), types("a", none), types("1", none)] == ["", "", ""]
    assert [types("A", none), types("a", shift), types("1", none)] == ["Caps Lock is on"] * 3
    assert types("a", none) == ""


def test_the_rows_follow_what_is_set(look: Appearance, qtbot: QtBot) -> None:
    rows = LockSettings(look)
    qtbot.addWidget(rows)
    (card,) = rows.cards()
    qtbot.addWidget(card)
    card.show()
    rows.show_lock(is_set=False, code_words="", minutes=5)
    assert rows.first() is rows.set
    assert "Lock by itself" not in words(card)
    rows.show_lock(is_set=True, code_words="Opens it too", minutes=7)
    assert rows.first() is rows.change
    assert rows.minutes.currentText() == "After 7 minutes"
    assert "Opens it too" in words(card)


def test_the_status_line_says_who_can_open_it(look: Appearance, qtbot: QtBot) -> None:
    line = StatusLine(look)
    qtbot.addWidget(line)
    line.resize(1280, line.height())
    line.show()
    line.show_seals(Seals(0, 0))
    line.show_lock(*status_words(is_set=False, minutes=5), offers=True)
    qtbot.waitUntil(line._lock_button.isVisible)
    with qtbot.waitSignal(line.passphrase_asked):
        line._lock_button.click()
    line.show_lock(*status_words(is_set=True, minutes=5), offers=False)
    assert "Passphrase set. Locks after 5 minutes" in line.accessibleName()
    assert not line._lock_button.isVisible()


def test_what_is_said_of_the_last_opening() -> None:
    now = datetime.fromtimestamp(START.utc_ns / 1e9, UTC)
    early, late = now - timedelta(minutes=40), now - timedelta(minutes=39)
    assert opened_words(None, (), START) == ""
    assert opened_words(early, (), START) == "Last opened today, 21:34."
    assert opened_words(early, (late,), START) == "Last opened today, 21:34. One wrong try today, 21:35."
    assert opened_words(early, (early, late), START) == (
        "Last opened today, 21:34. 2 wrong tries, the last today, 21:35."
    )
