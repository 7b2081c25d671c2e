"""Cards side by side; one under the other where they do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.folding_cards import FoldingCards

_GAP = 24


class ColumnRow(FoldingCards):
    """`shares` are the kit's widths; narrower than `fold_below`, at text of 100 %, the cards are stacked.

    With `whole` they are stacked as well where one of them would be cut, such as a button with long words.
    """

    def __init__(
        self,
        look: Appearance,
        cards: Sequence[QWidget],
        shares: Sequence[int],
        fold_below: int,
        parent: QWidget | None = None,
        *,
        gap: int = _GAP,
        whole: bool = False,
    ) -> None:
        super().__init__(look, parent)
        self._cards = tuple(cards)
        self._shares = tuple(shares)
        self._fold_below = fold_below
        self._whole = whole
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        for card in cards:
            self._box.addWidget(card)

    @property
    def is_folded(self) -> bool:
        """Whether the cards are stacked."""
        if self.width() < self._look.theme.px(self._fold_below):
            return True
        return self._whole and self.width() < self._needed()

    def _needed(self) -> int:
        """How wide the cards are side by side; only asked for where it matters, because measuring dresses them."""
        gaps = self._box.spacing() * (len(self._cards) - 1)
        return sum(card.minimumSizeHint().width() for card in self._cards) + gaps

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()  # a button has got longer words, or shorter ones
        return super().event(event)

    @override
    def _arrange(self) -> None:
        folded = self.is_folded
        directions = QBoxLayout.Direction
        wanted = directions.TopToBottom if folded else directions.LeftToRight
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
        for place, share in enumerate(self._shares):
            self._box.setStretch(place, 0 if folded else share)
