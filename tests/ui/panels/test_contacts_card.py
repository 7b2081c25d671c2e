"""People who help: rows with the number large, and a form that keeps nothing by itself."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.reports import Contact, Role
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.contact_words import contact_lines, contact_name
from evidence_desk.ui.panels.contacts_card import ContactsCard
from evidence_desk.ui.panels.help_entries import HelpAsking
from evidence_desk.workflows.write_down import Kept
from tests.ui.conftest import theme_of
from tests.ui.room_samples import HOSTILE_TITLES
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import wait_until_whole

AT = datetime(2026, 11, 22, tzinfo=UTC)
OFFICER = Contact(role=Role.OFFICER.value, name="PC 4411", organisation="Police", phone="101", reference="CR/1/26")


def kept(contact: Contact, number: int = 1) -> Kept[Contact]:
    return Kept(EntryId(f"entry-{number}"), number, contact, AT, AT)


@pytest.fixture
def card(look: Appearance, qtbot: QtBot) -> ContactsCard:
    asking = HelpAsking()
    made = ContactsCard(look, asking)
    asking.setParent(made)
    qtbot.addWidget(made)
    made.resize(920, 700)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def test_before_anybody_it_says_whom_to_write_down(card: ContactsCard) -> None:
    assert any(words.startswith("Write down who you spoke to") for words in names(card))
    assert not card.form.isVisible()


def test_a_person_with_number_and_reference(card: ContactsCard, qtbot: QtBot) -> None:
    card.set_contacts([kept(OFFICER)])
    told = " | ".join(names(card))

    assert "PC 4411" in told
    assert "ring 101" in told
    assert "Reference" in told
    assert not nameless_parts(card)
    wait_until_whole(qtbot, card)


def test_nothing_is_kept_before_it_is_said(card: ContactsCard, qtbot: QtBot) -> None:
    card.add.click()
    begins = card.form.name.field.hasFocus(), card.form.keep.isEnabled()
    QTest.keyClicks(card.form.name.field, "Sam ")
    QTest.keyClicks(card.form.phone.field, "0300 1")
    with qtbot.assertNotEmitted(card.keep_asked, wait=20):
        pass
    with qtbot.waitSignal(card.keep_asked) as asked:
        QTest.keyClick(card.form.phone.field, Qt.Key.Key_Return)

    assert begins == (True, False)
    assert asked.args == [Contact(name="Sam", phone="0300 1"), None]


def test_a_card_number_is_cut_before_it_is_kept_and_the_form_says_so(card: ContactsCard, qtbot: QtBot) -> None:
    card.add.click()
    card.form.note.field.setPlainText("with 4111 1111 1111 1111")
    card.form.note.left.emit()
    said = " | ".join(names(card))
    with qtbot.waitSignal(card.keep_asked) as asked:
        card.form.keep.click()

    assert "We keep only the last four digits." in said
    assert asked.args == [Contact(note="with •••• 1111"), None]


def test_changing_fills_the_form_and_names_the_entry(card: ContactsCard, qtbot: QtBot) -> None:
    card.set_contacts([kept(OFFICER)])
    card.rows[0].change.click()
    card.form.organisation.field.setText("Police Scotland")
    with qtbot.waitSignal(card.keep_asked) as asked:
        card.form.keep.click()

    changed, entry_id = asked.args
    assert entry_id == "entry-1"
    assert (changed.organisation, changed.reference, changed.role) == ("Police Scotland", "CR/1/26", "officer")


def test_trouble_keeps_what_was_typed(card: ContactsCard) -> None:
    card.add.click()
    card.form.name.field.setText("Sam")
    card.show_trouble("This disk is full.")

    assert "This disk is full." in names(card)
    assert card.form.name.field.text() == "Sam"
    assert card.form.keep.isEnabled()


def test_a_second_press_is_the_same_person(card: ContactsCard, qtbot: QtBot) -> None:
    """And no letter is typed that would be gone once the first press is kept."""
    given: list[Contact] = []
    card.form.given.connect(given.append)
    card.add.click()
    QTest.keyClicks(card.form.name.field, "Sam")
    card.form.keep.click()
    QTest.keyClicks(card.form.name.field, "x")
    card.form.keep.click()
    card.show_trouble("This disk is full.")
    QTest.keyClicks(card.form.name.field, "my")

    assert [each.name for each in given] == ["Sam"]
    assert card.form.name.field.text() == "Sammy"
    assert card.form.keep.isEnabled()


def test_the_keyboard_goes_back_where_it_came_from(card: ContactsCard) -> None:
    card.set_contacts([kept(OFFICER)])
    card.rows[0].change.click()
    card.form.cancel.click()
    to_row = card.rows[0].change.hasFocus()
    card.add.click()
    card.form.cancel.click()

    assert to_row
    assert card.add.hasFocus()


def test_what_is_being_typed_is_not_lost_to_somebody_else(card: ContactsCard) -> None:
    card.set_contacts([kept(OFFICER)])
    card.add.click()
    card.form.name.field.setText("Sam")
    card.set_contacts([kept(OFFICER), kept(OFFICER, 2)])
    for each in (card.add, *(row.change for row in card.rows)):
        each.click()
    typed = card.form.name.field.text()
    card.form.cancel.click()
    card.rows[1].change.click()

    assert typed == "Sam"
    assert card.form.name.field.text() == "PC 4411"


def test_who_is_taken_out_closes_the_form(card: ContactsCard, qtbot: QtBot) -> None:
    card.set_contacts([kept(OFFICER)])
    card.rows[0].change.click()
    with qtbot.waitSignal(card.removal_asked) as asked:
        card.form.remove.click()
    card.set_contacts([])

    assert asked.args == ["entry-1"]
    assert not card.form.isVisible()
    assert card.add.hasFocus()


@pytest.mark.parametrize("untrusted", HOSTILE_TITLES)
def test_words_from_outside_stay_words(card: ContactsCard, qtbot: QtBot, untrusted: str) -> None:
    words = untrusted[:2_000]  # no more fits into a line of the form
    card.set_contacts([kept(Contact(name=words, organisation=words, phone=words, email=words, note=words))])
    card.resize(920, 6_000)
    wait_until_whole(qtbot, card)

    assert "\u202e" not in " ".join(names(card))
    assert card.minimumSizeHint().width() < 600


@pytest.mark.parametrize(("width", "scale"), [(600, 1.0), (1200, 2.0)])
def test_the_form_is_whole_at_any_size(
    card: ContactsCard, look: Appearance, qapp: QApplication, qtbot: QtBot, width: int, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    card.set_contacts([kept(OFFICER)])
    card.add.click()
    card.resize(width, 1400)

    wait_until_whole(qtbot, card)


def test_what_there_is_of_a_person() -> None:
    assert contact_name(Contact(role="bank")) == "Bank"
    assert "Police" in contact_lines(OFFICER)[0]
    assert contact_lines(Contact(role="bank")) == ()


def test_what_was_typed_is_kept_when_the_page_is_left(card: ContactsCard) -> None:
    """Also by Leave now, which hides every window; what was cancelled or not changed is nobody's wish."""
    given: list[Contact] = []
    card.form.given.connect(given.append)
    card.set_contacts([kept(OFFICER)])
    card.rows[0].change.click()
    card.hide()
    card.show()
    card.form.cancel.click()
    card.add.click()
    QTest.keyClicks(card.form.name.field, "Sam")
    card.form.cancel.click()
    before = list(given)
    card.add.click()
    QTest.keyClicks(card.form.name.field, "Ann")
    card.hide()

    assert before == []
    assert [each.name for each in given] == ["Ann"]


class MadeSmall(QHideEvent):
    """What the desktop sends to all that can be seen of a window it makes small."""

    @override
    def spontaneous(self) -> bool:
        return True


def test_a_window_made_small_keeps_nothing_and_goes_on_where_it_was(card: ContactsCard, qapp: QApplication) -> None:
    given: list[Contact] = []
    card.form.given.connect(given.append)
    card.add.click()
    QTest.keyClicks(card.form.name.field, "Sa")
    qapp.sendEvent(card.form, MadeSmall())
    QTest.keyClicks(card.form.name.field, "m")

    assert given == []
    assert card.form.name.field.text() == "Sam"
