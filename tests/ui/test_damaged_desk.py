"""A desk that somebody or something has damaged, in the whole program: one clear sentence, and it goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import capture, forget, press, words

Start = Callable[[], Program]


def kept_then_closed(start: Start, qtbot: QtBot, qapp: QApplication, pictures: int = 1) -> None:
    made = start()
    with qtbot.waitSignal(made.operations.seals_checked):
        press(qtbot, made.window.first_start, "Start saving")
    for _ in range(pictures):
        capture(made, qtbot)
    made.close()
    forget(qapp, made)


def test_an_older_book_put_back_is_said_in_one_sentence_and_saving_goes_on(
    start: Start, qtbot: QtBot, qapp: QApplication, vault_path: Path
) -> None:
    kept_then_closed(start, qtbot, qapp)
    older = (vault_path / "desk.db").read_bytes()
    again = start()
    capture(again, qtbot)
    again.close()
    forget(qapp, again)
    (vault_path / "desk.db").write_bytes(older)
    third = start()

    assert third.window.banner.text().startswith("The book is older than what was noted beside it.")
    capture(third, qtbot)
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        assert case.items == 3


def test_a_damaged_book_is_put_back_together_with_one_press(
    start: Start, qtbot: QtBot, qapp: QApplication, vault_path: Path
) -> None:
    kept_then_closed(start, qtbot, qapp, pictures=2)
    book_path = vault_path / "desk.db"
    book_path.write_bytes(b"nothing of a book" * 5000)
    again = start()

    assert "The desk can't be opened now" in words(again.window)
    assert "is damaged. Saved files are kept apart from it." in words(again.window)
    with qtbot.waitSignal(again.operations.case_opened, timeout=30_000):
        with qtbot.waitSignal(again.recovering.mended, timeout=30_000):
            press(qtbot, again.window, "Put it back together")
        assert "The desk is back together" in words(again.window)
        assert "Items: 2. The damaged files were kept." in words(again.window)
        press(qtbot, again.window, "Open the desk")
    assert "2 saved" in words(again.bar)
    capture(again, qtbot)
    again.close()
    assert again.exit_code == 0
    assert len(list(vault_path.glob("damaged-*/desk.db"))) == 1


def test_a_lost_key_has_no_such_button(start: Start, qtbot: QtBot, qapp: QApplication, vault_path: Path) -> None:
    kept_then_closed(start, qtbot, qapp)
    (vault_path / "key").unlink()
    again = start()

    assert "Nothing in it can be read without it." in words(again.window)
    assert not again.window.not_opened.mend.isVisible()
