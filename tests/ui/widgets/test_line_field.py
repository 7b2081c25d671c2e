"""One line is kept as notes are, and a hint explains what is unusual without taking a letter away."""

from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.line_field import LineField


def test_what_is_typed_is_told_once_and_a_hint_changes_nothing(qtbot: QtBot, look: Appearance) -> None:
    field = LineField(look, "MTCN")
    qtbot.addWidget(field)
    field.show()
    field.show_note("payment-1", "")
    edited = QSignalSpy(field.edited)
    field.field.setText("123 456 789")
    field.set_hint("These numbers have 10 digits. This one has 9. You can leave it.", "It is on your receipt.")
    field.flush()
    field.flush()
    assert [edited.at(place) for place in range(edited.count())] == [["payment-1", "123 456 789"]]
    assert field.field.accessibleDescription().endswith("You can leave it. It is on your receipt.")
    field.set_hint("", "It is on your receipt.")
    assert field.field.accessibleDescription() == "It is on your receipt."
    assert field.text() == "123 456 789"


def test_another_subject_has_its_own_words(qtbot: QtBot, look: Appearance) -> None:
    """And what was typed about the first is told before."""
    field = LineField(look, "Case number")
    qtbot.addWidget(field)
    edited = QSignalSpy(field.edited)
    field.show_note("one", "A-1")
    field.field.setText("A-2")
    field.show_note("two", "B-1")
    assert (field.text(), edited.at(0)) == ("B-1", ["one", "A-2"])


def test_what_is_never_kept_is_taken_out_before_it_is_told(qtbot: QtBot, look: Appearance) -> None:
    """And Kept is said of what is left: the vault answers with just that."""
    field = LineField(look, "MTCN", clean=without_card_number)
    qtbot.addWidget(field)
    field.show()
    field.show_note("payment-1", "")
    edited, tidied = QSignalSpy(field.edited), QSignalSpy(field.tidied)
    field.field.setText("card 4111 1111 1111 1111")
    field.flush()
    field.answer("payment-1", "card •••• 1111")

    assert [edited.at(place) for place in range(edited.count())] == [["payment-1", "card •••• 1111"]]
    assert tidied.at(0) == ["payment-1"]
    assert field.text() == "card •••• 1111"
    assert any(label.text() == "Kept" for label in field.findChildren(QLabel))


def test_what_was_kept_while_another_case_was_shown_is_no_draft(qtbot: QtBot, look: Appearance) -> None:
    """Nobody heard there that it was kept; what changes it later, such as Undo, is shown and not told away."""
    field = LineField(look, "Case number")
    qtbot.addWidget(field)
    field.turn_to("case 1")
    field.show_note("one", "A-1")
    field.field.setText("A-2")
    field.turn_to("case 2")
    field.turn_to("case 1")
    field.show_note("one", "A-2")
    edited = QSignalSpy(field.edited)
    field.answer("one", "A-1")
    field.flush()

    assert field.text() == "A-1"
    assert edited.count() == 0
