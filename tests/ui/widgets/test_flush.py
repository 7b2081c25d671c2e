"""What should stand on one edge stands there: words, links, buttons and the bar beside them; and a choice is seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.facts import Phone
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.bank_card import BankCard
from evidence_desk.ui.tokens import Scheme, TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.number_label import NumberLabel
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn, fill_card
from tests.ui.rendered import picture, stands_out
from tests.ui.room_samples import NOW
from tests.ui.themes import theme_of

EDGE, LINE = 15, 1
INSIDE = EDGE + LINE


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_bar_of_what_scrolls_lies_between_the_words_and_the_card_s_edge(
    look: Appearance, qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    card, body, words, foot = Card(), ScrolledColumn(), QWidget(), QWidget()
    qtbot.addWidget(card)
    foot.setFixedHeight(40)
    body.column.addWidget(words)
    fill_card(card, (body, foot), EDGE, gap=12)
    words.setMinimumHeight(40)
    card.resize(320, 400)
    card.show()
    qtbot.waitUntil(lambda: sides(words, card) == sides(foot, card) == (INSIDE, INSIDE))
    words.setMinimumHeight(4_000)
    bar = body.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    near, far = sides(bar, card)
    past_words = sides(words, card)[near > far]
    outer = min(near, far)

    assert sides(foot, card) == (INSIDE, INSIDE)
    assert outer + bar.width() <= INSIDE < past_words
    assert (near > far) is (direction is Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_link_begins_where_the_words_over_it_do(
    look: Appearance, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    page = QWidget()
    link = Button(look, "Save to my calendar", kind="quiet", size="small-link", parent=page)
    qtbot.addWidget(page)
    link.ensurePolished()

    assert link.sizeHint().width() == link.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, link.text()).width()
    assert min(link.sizeHint().width(), link.sizeHint().height()) >= 24


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_number_that_was_come_to_is_seen_to_be_chosen(
    look: Appearance, qapp: QApplication, qtbot: QtBot, scheme: Scheme
) -> None:
    """On the calm card too, whose ground is what chosen rows have elsewhere."""
    look.show_in(theme_of(qapp, scheme))
    card = Card(calm=True)
    qtbot.addWidget(card)
    number = NumberLabel("116 123", "1 1 6 1 2 3", TextSize.TITLE)
    QVBoxLayout(card).addWidget(number)
    card.show()
    before = picture(card)
    number.setSelection(0, len(number.text()))

    assert stands_out(before, picture(card)) > number.fontMetrics().horizontalAdvance(number.text())


def test_the_buttons_of_the_bank_are_of_one_width_at_the_card_s_edge(look: Appearance, qtbot: QtBot) -> None:
    bank = BankCard(look)
    qtbot.addWidget(bank)
    bank.show_bank(Phone("GB", "Bank", "159"), None, NOW)
    bank.resize(960, bank.heightForWidth(960))
    bank.show()
    edge = 24

    def stand_at_the_edge() -> bool:
        return sides(bank.copy, bank)[1] == sides(bank.called_now, bank)[1] == edge

    qtbot.waitUntil(stand_at_the_edge)
    assert bank.copy.width() == bank.called_now.width()
    assert bank.copy.mapTo(bank, QPoint()).y() < bank.called_now.mapTo(bank, QPoint()).y()


def sides(part: QWidget | QScrollBar, whole: QWidget) -> tuple[int, int]:
    """How far it stays from the left and from the right side."""
    left = part.mapTo(whole, QPoint()).x()
    return left, whole.width() - left - part.width()
