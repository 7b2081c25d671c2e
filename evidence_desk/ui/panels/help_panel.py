"""Get help now: people to talk to, by country, crisis first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.help_words import CRISIS, HelpCard
from evidence_desk.ui.panels.contacts_card import ContactsCard
from evidence_desk.ui.panels.help_entries import HelpAsking, HelpBlock, HelpRow
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.card_columns import CardColumns
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.note_line import NoteLine
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import fill_room

_CARD_LEAST, _BLOCK_LEAST = 380, 200


class HelpPanel(QWidget):
    """Shows what it is given; `asking` says what the person asks of an entry."""

    country_chosen = Signal(str)
    """The code of a country, chosen by hand."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.asking = HelpAsking(self)
        self.country = ChoiceBox(look, self.tr("Country"))
        self.country.activated.connect(self._on_country)
        self.trouble = Note(look)
        self.crisis = CrisisCard(look, self.asking)
        self.cards = CardColumns(look, most=2, least=_CARD_LEAST, gap=24, below=16)
        self.people = ContactsCard(look, self.asking)
        self.people.hide()
        self._note = NoteLine(look, "info")
        self._lay_out()
        self.set_countries((), "")

    def set_countries(self, named: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these, by code and name; without any the choice is not shown."""
        self.country.clear()
        for code, name in named:
            self.country.addItem(name, code)
        self.country.setCurrentIndex(self.country.findData(chosen))
        self._chooser.setVisible(bool(named))

    def set_cards(self, cards: Sequence[HelpCard], note: str) -> None:
        """Show the cards; those of another country go."""
        self.trouble.hide()
        crisis = next((card for card in cards if card.id == CRISIS), None)
        self.crisis.setVisible(crisis is not None)
        if crisis is not None:
            self.crisis.set_card(crisis)
        rows = [RowsHelpCard(self._look, self.asking, card) for card in cards if card.id != CRISIS]
        self.cards.set_cards(rows)
        self._note.set_text(note)
        self._note.setVisible(bool(note))
        set_tab_order([self.country, *self.crisis.stops(), self.people.add])
        set_tab_order([self.people.form.remove, *(stop for card in rows for stop in card.stops())])

    def set_trouble(self, sentence: str) -> None:
        """Say what can be said without the list."""
        self.set_cards((), "")
        self.trouble.set_text(sentence)
        self.trouble.show()

    def take_focus(self) -> None:
        """Put the keyboard on the first number, with the page at its top wherever it was left."""
        begin = next(iter(self.crisis.stops()), self.country)
        begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scrolled.open_at_top()

    @Slot(int)
    def _on_country(self, place: int) -> None:
        self.country_chosen.emit(self.country.itemData(place))

    def _lay_out(self) -> None:
        name = PlainLabel(self.tr("Country"), TextSize.SMALL, ink="2")
        name.setBuddy(self.country)
        self._chooser = QWidget()
        choosing = QHBoxLayout(self._chooser)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(12)
        choosing.addWidget(name)
        choosing.addWidget(self.country)
        lede = self.tr("Works without internet. You can ring just to ask.")
        head = RoomHeader(self.tr("Get help now"), lede, self._chooser)
        self._scrolled = fill_room(self, (head, self.trouble, self.crisis, self.people, self.cards, self._note))


class CrisisCard(Card):
    """The calm card with the numbers for right now."""

    def __init__(self, look: Appearance, asking: HelpAsking) -> None:
        super().__init__(calm=True)
        self._look = look
        self._asking = asking
        self._title = PlainLabel("", TextSize.SECTION, wraps=True)
        self._lede = PlainLabel("", ink="2", wraps=True)
        self.blocks = CardColumns(look, most=4, least=_BLOCK_LEAST, gap=24, below=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(23, 19, 23, 19)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._lede)
        column.addSpacing(12)
        column.addWidget(self.blocks)

    def set_card(self, card: HelpCard) -> None:
        """Show these."""
        self.setAccessibleName(card.title)
        self._title.setText(card.title)
        self._lede.setText(card.lede)
        self.blocks.set_cards([HelpBlock(self._look, self._asking, entry) for entry in card.entries])

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [stop for block in self.blocks.cards() for stop in _stops(block)]


class RowsHelpCard(Card):
    """A title over one row for each entry."""

    def __init__(self, look: Appearance, asking: HelpAsking, card: HelpCard) -> None:
        super().__init__()
        self.card = card
        self.setAccessibleName(card.title)
        self.rows = [HelpRow(look, asking, entry) for entry in card.entries]
        head = PlainLabel(card.title, TextSize.SECTION, wraps=True)
        head.setContentsMargins(15, 15, 15, 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        for row in self.rows:
            column.addWidget(row)

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [stop for row in self.rows for stop in _stops(row)]


def _stops(entry: QWidget) -> list[QWidget]:
    assert isinstance(entry, HelpBlock | HelpRow)  # noqa: S101 — nothing else is put on these cards
    numbers = [stop for number in entry.numbers for stop in (number.label, number.copy)]
    return [*numbers, *(page.open for page in entry.pages)]
