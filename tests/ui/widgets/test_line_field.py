"""One line is kept as notes are, and a hint explains what is unusual without taking a letter away."""

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

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
