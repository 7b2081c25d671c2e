"""A form loses nothing that is typed, whatever becomes of it on its way to the vault."""

from typing import Any

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.payments import Payment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.form_parts import ChoicePart, LinePart, NamedChoicePart, TextPart
from evidence_desk.ui.widgets.saved_form import SavedForm

Told = list[tuple[str, dict[str, Any]]]


class Form:
    """Two lines and a note, and what they told."""

    def __init__(self, look: Appearance, qtbot: QtBot) -> None:
        self.name, self.handle = LinePart("display_name"), LinePart("handle")
        self.note = TextPart(look, "note")
        self.saved = SavedForm((self.name, self.handle, self.note))
        self.told: Told = []
        self.kept: list[bool] = []
        self.saved.edited.connect(lambda subject, changes: self.told.append((subject, changes)))
        self.saved.kept.connect(lambda: self.kept.append(True))
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        for part in (self.name, self.handle, self.note):
            column.addWidget(part.control)
        qtbot.addWidget(self.window)
        self.window.show()
        self.saved.turn_to("case 1")
        self.saved.show_entry("a", Account(display_name="bh"))

    def type(self, part: LinePart, text: str) -> None:
        part.field.setText(text)
        part.typed.emit()


@pytest.fixture
def form(look: Appearance, qtbot: QtBot) -> Form:
    return Form(look, qtbot)


def test_it_tells_after_a_pause_what_was_changed_and_no_more(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.saved.edited):
        form.type(form.handle, "@bh_93 ")

    assert form.told == [("a", {"handle": "@bh_93"})]


def test_it_tells_at_once_when_the_entry_is_left(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.show_entry("b", Account())

    assert form.told == [("a", {"display_name": "blue"})]
    assert form.name.field.text() == ""


def test_kept_is_said_once_nothing_more_was_typed(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.flush()
    form.type(form.name, "blue harbour")
    form.saved.answer("a", Account(display_name="blue"))
    assert not form.kept
    assert form.name.field.text() == "blue harbour"

    form.saved.flush()
    form.saved.answer("a", Account(display_name="blue harbour"))
    assert form.kept == [True]
    assert form.told == [("a", {"display_name": "blue"}), ("a", {"display_name": "blue harbour"})]


def test_what_was_not_kept_is_there_again_and_told_again(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.flush()
    form.saved.not_kept("a")
    form.saved.show_entry("b", Account())
    form.saved.show_entry("a", Account(display_name="bh"))

    assert form.name.field.text() == "blue"
    form.saved.flush()
    assert form.told[-1] == ("a", {"display_name": "blue"})


def test_somebody_elses_change_is_shown_but_not_over_what_is_typed(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.show_entry("a", Account(display_name="theirs", handle="@theirs"))

    assert (form.name.field.text(), form.handle.field.text()) == ("blue", "@theirs")


def test_what_is_kept_otherwise_than_typed_is_shown_as_kept(form: Form) -> None:
    form.type(form.name, "4111 1111 1111 1111")
    form.saved.flush()
    form.saved.answer("a", Account(display_name="•••• 1111"))

    assert form.name.field.text() == "•••• 1111"
    form.saved.flush()
    assert len(form.told) == 1


def test_a_new_entry_keeps_its_draft_under_its_own_name(form: Form) -> None:
    form.saved.show_entry("new-1", Account())
    form.type(form.name, "bl")
    form.saved.flush()
    form.type(form.name, "blue")
    form.saved.rename("new-1", "c")
    form.saved.answer("c", Account(display_name="bl"))
    form.saved.flush()

    assert form.told == [("new-1", {"display_name": "bl"}), ("c", {"display_name": "blue"})]


def test_drafts_of_another_case_wait_for_it(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.turn_to("case 2")
    form.saved.show_entry("a", Account(display_name="other"))
    assert form.told == [("a", {"display_name": "blue"})]
    assert form.name.field.text() == "other"

    form.saved.turn_to("case 1")
    form.saved.show_entry("a", Account(display_name="bh"))
    assert form.name.field.text() == "blue"


def test_what_was_kept_while_another_case_was_shown_is_no_draft(form: Form) -> None:
    form.type(form.name, "blue")
    form.saved.turn_to("case 2")
    form.saved.turn_to("case 1")
    form.saved.show_entry("a", Account(display_name="blue"))
    form.saved.answer("a", Account(display_name="bh"))
    form.saved.leave()

    assert form.name.field.text() == "bh"
    assert len(form.told) == 1


def test_nothing_is_told_of_what_was_put_back(form: Form) -> None:
    form.type(form.name, "blue")
    form.type(form.name, "bh")
    form.saved.flush()

    assert form.told == []


def test_a_field_that_is_hidden_tells(form: Form) -> None:
    form.type(form.name, "blue")
    form.window.hide()

    assert form.told == [("a", {"display_name": "blue"})]


def test_a_dropped_entry_is_forgotten(form: Form) -> None:
    form.saved.show_entry("new-1", Account())
    form.type(form.name, "blue")
    form.saved.drop("new-1")
    form.saved.flush()

    assert form.told == []
    assert not form.saved.has_draft("new-1")


def test_what_a_newer_program_wrote_is_shown_and_stays(look: Appearance, qtbot: QtBot) -> None:
    """A choice that is not in the list is no choice of the person's to take it away."""
    stopped = ChoicePart(look, "stopped", (("not asked", "Not asked yet"), ("asked", "Asked, waiting")))
    method = NamedChoicePart(look, "method", "own_method", QLineEdit())
    method.set_choices((("card", "Card"),), "Something else")
    for field in (stopped.field, method.field, method.own):
        qtbot.addWidget(field)
    form = SavedForm((stopped, method))
    told: Told = []
    form.edited.connect(lambda subject, changes: told.append((subject, changes)))
    newer = Payment(stopped="half back", method="new-way")
    form.show_entry("a", newer)
    form.flush()
    method.set_choices((("card", "Card"), ("cash", "Cash")), "Something else")
    form.flush()
    shown = (stopped.field.currentText(), method.field.currentText(), form.now(Payment))
    form.show_entry("b", Payment(stopped="asked", own_method="cheque"))
    form.leave()

    assert told == []
    assert shown == ("half back", "new-way", newer)
    assert (stopped.field.count(), method.field.count()) == (2, 3)
    assert (stopped.field.currentText(), method.field.currentText()) == ("Asked, waiting", "Something else")


def test_whoever_types_goes_on_where_they_were_when_something_is_taken_out(look: Appearance, qtbot: QtBot) -> None:
    note = TextPart(look, "note", clean=lambda text: text.replace("4111", "•"))
    qtbot.addWidget(note.field)
    note.field.show()
    note.field.activateWindow()
    note.field.setFocus()
    qtbot.waitUntil(note.field.hasFocus)
    note.field.insertPlainText("my card 4111 😀 of the bank")
    for _ in range(len(" of the bank")):
        note.field.moveCursor(QTextCursor.MoveOperation.Left)
    note.tidy()
    note.field.insertPlainText(" now")

    assert note.field.toPlainText() == "my card • 😀 now of the bank"


def test_a_choice_that_nobody_made_stands_nowhere(look: Appearance, qtbot: QtBot) -> None:
    """Not with the keyboard in it either; what was chosen and has no name yet stays, until another entry is shown."""
    method = NamedChoicePart(look, "method", "own_method", QLineEdit())
    method.set_choices((("card", "Card"),), "Something else")
    for field in (method.field, method.own):
        qtbot.addWidget(field)
    form = SavedForm((method,))
    form.show_entry("a", Payment())
    method.field.show()
    method.field.activateWindow()
    method.field.setFocus()
    qtbot.waitUntil(method.field.hasFocus)
    form.show_entry("a", Payment(amount_minor=5))
    untouched = method.field.currentIndex()
    method.field.setCurrentIndex(1)
    method.field.activated.emit(1)
    form.show_entry("a", Payment(amount_minor=6))
    chosen = (method.field.currentText(), method.wants_own)
    form.show_entry("b", Payment())

    assert (untouched, chosen, method.field.currentIndex()) == (-1, ("Something else", True), -1)
