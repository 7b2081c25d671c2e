"""Cards in as many columns as there is room for; each stands under the one before in its column."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.flow_layout import drop
from evidence_desk.ui.widgets.folding_cards import FoldingCards


class CardColumns(FoldingCards):
    """Read across, then down; `least` is how wide a column is at least, at text of 100 %."""

    def __init__(
        self, look: Appearance, *, most: int, least: int, gap: int, below: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._least = least
        self._columns = [QVBoxLayout() for _ in range(most)]
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(gap)
        for column in self._columns:
            column.setSpacing(below)
            self._across.addLayout(column)
        self._used = 0

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these in place of any before."""
        for column in self._columns:
            drop(column, [card for card in self._cards if column.indexOf(card) >= 0])
        self._cards = tuple(cards)
        self._used = 0
        self._arrange()
        for card in cards:
            card.show()  # at once, so that the keyboard can be put on what is in it

    def cards(self) -> list[QWidget]:
        """What is shown, in order."""
        return list(self._cards)

    @property
    def columns(self) -> int:
        """How many columns there is room for now."""
        return min(len(self._columns), max(1, self.width() // self._look.theme.px(self._least)))

    @override
    def _arrange(self) -> None:
        if self._used == self.columns:
            return
        self._used = self.columns
        for place, column in enumerate(self._columns):
            _empty(column, self._cards)
            self._across.setStretch(place, int(place < self._used))
        for place, card in enumerate(self._cards):
            self._columns[place % self._used].addWidget(card)
        for column in self._columns[: self._used]:
            column.addStretch()


def _empty(column: QVBoxLayout, cards: Iterable[QWidget]) -> None:
    """Qt lets go of what it knows of a card's height only for the item that came first; it must be gone by then.

    `removeWidget` deletes it at once. One that `takeAt` gives lives on for a while: the next would keep old heights.
    """
    for card in cards:
        column.removeWidget(card)
    while column.takeAt(0) is not None:
        pass  # what filled the rest
