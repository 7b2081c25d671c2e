"""Notes are kept as they are typed: told, answered, and never lost or overwritten on the way."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.note_field import NoteField


@pytest.fixture
def note(qtbot: QtBot, look: Appearance) -> NoteField:
    """A field about item A, which has a note."""
    made = NoteField(look, "Your note")
    qtbot.addWidget(made)
    made.show()
    made.show_note("A", "first")
    return made


def _type(note: NoteField, words: str) -> None:
    note.field.setPlainText(words)


def _all(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(place) for place in range(spy.count())]


def _says_kept(note: NoteField) -> bool:
    return any(label.text() == "Kept" for label in note.findChildren(QLabel))


def test_it_is_told_once(note: NoteField) -> None:
    """Leaving twice tells nothing twice; blanks round it are no change."""
    edited = QSignalSpy(note.edited)
    _type(note, "  first ")
    note.flush()
    _type(note, "second")
    note.flush()
    note.flush()
    assert _all(edited) == [["A", "second"]]


def test_kept_is_said_only_when_it_was(note: NoteField) -> None:
    """And not for somebody else's change."""
    note.answer("A", "first")
    assert not _says_kept(note)
    _type(note, "second")
    note.flush()
    assert not _says_kept(note)
    note.answer("A", "second")
    assert _says_kept(note)


def test_what_could_not_be_kept_is_there_again(note: NoteField) -> None:
    """A full disk loses no words: the draft waits with its subject and is told again."""
    edited = QSignalSpy(note.edited)
    _type(note, "second")
    note.show_note("B", "")
    note.not_kept("A")
    assert note.text() == ""
    assert note.has_words("A")
    note.show_note("A", "first")
    assert note.text() == "second"
    note.show_note("B", "")
    assert _all(edited) == [["A", "second"], ["A", "second"]]
    note.answer("A", "second")
    assert not note.has_words("A")


def test_an_early_answer_does_not_bring_back_old_words(note: NoteField) -> None:
    """Told twice, answered once: the later words stay."""
    _type(note, "second")
    note.flush()
    _type(note, "third")
    note.flush()
    note.answer("A", "second")
    assert note.text() == "third"


def test_words_taken_back_are_told_too(note: NoteField) -> None:
    """Typed, told, and typed back before the answer came."""
    edited = QSignalSpy(note.edited)
    _type(note, "second")
    note.flush()
    _type(note, "first")
    note.flush()
    note.answer("A", "second")
    note.answer("A", "first")
    assert _all(edited) == [["A", "second"], ["A", "first"]]
    assert note.text() == "first"


def test_what_is_only_said_again_is_no_answer(note: NoteField) -> None:
    """Typed, told, typed back and told; then the room is shown anew before the first answer comes."""
    _type(note, "second")
    note.flush()
    _type(note, "first")
    note.flush()
    note.show_note("A", "first")
    note.answer("A", "second")
    assert note.text() == "first"


def test_a_long_note_is_told_whole(note: NoteField) -> None:
    """Whether it can be kept is for the vault to say."""
    edited = QSignalSpy(note.edited)
    _type(note, "x" * 30_000)
    note.flush()
    assert len(str(edited.at(0)[1])) == 30_000


_WORDS = st.sampled_from(["", "one", "two", "three"])
_SUBJECTS = st.sampled_from(["A", "B"])


class Desk(RuleBasedStateMachine):
    """A person who types and moves on, before a disk that keeps in order, may refuse, and answers late."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.note = NoteField(look, "Your note")
        self.kept = {"A": "", "B": ""}
        self.wanted = {"A": "", "B": ""}
        self.subject = "A"
        self.waiting: list[tuple[str, str]] = []
        self.note.edited.connect(lambda subject, words: self.waiting.append((subject, words)))
        self.note.show_note("A", "")

    @rule(words=_WORDS)
    def types(self, words: str) -> None:
        _type(self.note, words)
        self.wanted[self.subject] = words

    @rule(subject=_SUBJECTS)
    def moves_on(self, subject: str) -> None:
        self.note.show_note(subject, self.kept[subject])
        self.subject = subject

    @rule()
    def pauses(self) -> None:
        self.note.flush()

    @rule()
    def disk_keeps(self) -> None:
        if self.waiting:
            subject, words = self.waiting.pop(0)
            self.kept[subject] = words
            self.note.answer(subject, words)

    @rule()
    def disk_refuses(self) -> None:
        if self.waiting:
            self.note.not_kept(self.waiting.pop(0)[0])

    @invariant()
    def the_field_shows_what_was_typed_last(self) -> None:
        assert self.note.text() == self.wanted[self.subject]

    def teardown(self) -> None:
        """In the end everything is kept, if only the disk lets it."""
        for _round in range(3):
            for subject in ("A", "B"):
                self.moves_on(subject)
                self.pauses()
            while self.waiting:
                self.disk_keeps()
        assert self.kept == self.wanted
        self.note.deleteLater()


def test_no_order_of_events_loses_words(qapp: object, look: Appearance) -> None:
    """The field shows what was typed last, and in the end that is what is kept."""
    run_state_machine_as_test(lambda: Desk(look), settings=settings(max_examples=60, stateful_step_count=25))


def test_each_case_has_its_own_drafts(note: NoteField) -> None:
    """Step A of one case is not step A of another; what could not be kept is there when its case is back."""
    edited = QSignalSpy(note.edited)
    note.turn_to("case 1")
    note.show_note("A", "")
    _type(note, "never kept")
    note.turn_to("case 2")
    note.show_note("A", "")
    in_the_other = note.text()
    note.turn_to("case 1")
    note.show_note("A", "")
    back = note.text()
    note.flush()

    assert (in_the_other, back) == ("", "never kept")
    assert _all(edited)[-2:] == [["A", "never kept"], ["A", "never kept"]]


def test_a_draft_that_was_kept_meanwhile_is_not_told_again(note: NoteField) -> None:
    note.turn_to("case 1")
    note.show_note("A", "")
    _type(note, "kept behind another case")
    note.turn_to("case 2")
    edited = QSignalSpy(note.edited)
    note.turn_to("case 1")
    note.show_note("A", "kept behind another case")
    note.turn_to("case 2")

    assert _all(edited) == []
