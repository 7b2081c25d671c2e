"""The items that show an entry, as chips: each leads to its item or can be taken away."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from evidence_desk.domain.evidence import ItemId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.regions import stand_in
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.menu_entry import add_entry
from evidence_desk.ui.widgets.plain_label import PlainLabel

_SHOWN_FIRST = 2


class ExhibitChips(FlowRow):
    """Shows the first two until the others are asked for; an item that is gone is not named."""

    show_asked = Signal(str)
    """The item's id, as with the others."""
    take_away_asked = Signal(str)
    add_asked = Signal()

    def __init__(self, look: Appearance, name: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look = look
        self._exhibits: Sequence[tuple[ItemId, str]] = ()
        self._all = False
        self._chips: list[QWidget] = []
        self._name = PlainLabel(name, TextSize.SMALL, ink="2", bold=True)
        self.more = Button(look, "", kind="quiet", size="small-link")
        self.more.clicked.connect(self._on_more)
        self.add = Button(look, add, kind="quiet", size="small-link")
        self.add.clicked.connect(self.add_asked)
        self._lay_out()

    def show_exhibits(self, ids: Sequence[str], numbers: Mapping[ItemId, str], *, same: bool) -> None:
        """Show these; of another entry than before not all of them."""
        exhibits = [(ItemId(each), numbers[ItemId(each)]) for each in ids if each in numbers]
        if same and exhibits == self._exhibits:
            return
        self._exhibits = exhibits
        self._all = same and self._all
        self._lay_out()

    def _lay_out(self) -> None:
        drop(self.flow, self._chips)
        for kept in (self._name, self.more, self.add):
            self.flow.removeWidget(kept)
        shown = self._exhibits if self._all else self._exhibits[:_SHOWN_FIRST]
        self._chips = [self._chip(item_id, exhibit) for item_id, exhibit in shown]
        for widget in (self._name, *self._chips, self.more, self.add):
            self.flow.addWidget(widget)
        stand_in(self, [*self._chips, self.more, self.add])
        for chip in self._chips:
            chip.show()
        rest = len(self._exhibits) - len(shown)
        self.more.set_name(self.tr("{count} more").format(count=rest))
        self.more.setVisible(bool(rest))
        self.updateGeometry()

    def _chip(self, item_id: ItemId, exhibit: str) -> Button:
        chip = Button(self._look, exhibit, "evidence", size="small-chip", parent=self)
        menu = QMenu(chip)
        menu.setAccessibleName(exhibit)
        add_entry(menu, self.tr("Show it"), lambda: self.show_asked.emit(item_id))
        add_entry(menu, self.tr("Take it away from here"), lambda: self.take_away_asked.emit(item_id))
        chip.setMenu(menu)
        return chip

    @Slot()
    def _on_more(self) -> None:
        self._all = True
        self._lay_out()
