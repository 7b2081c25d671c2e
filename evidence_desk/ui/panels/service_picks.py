"""A list of apps to tick: type to find one, and what is not in it can be added by its name."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.facts import Service
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.service_delegate import ServiceDelegate
from evidence_desk.ui.models.services_model import Picked, ServicesModel
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.find_field import FindField
from evidence_desk.ui.widgets.row_list import RowList


class ServicePicks(QWidget):
    """Space, Enter or a click ticks; nothing is kept from here."""

    changed = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ServicesModel(self)
        self.field = FindField(look, self.tr("Find an app, or type its name"))
        self.list = RowList(look, self.tr("Apps"))
        delegate = ServiceDelegate(look, self)
        self.list.show_rows(self.model, self.model, delegate, delegate)
        self.list.stretch_column(0)
        self.list.on_key(Qt.Key.Key_Space, self._on_ticked)
        self.list.on_key(Qt.Key.Key_Return, self._on_ticked)
        self.list.clicked.connect(self._on_clicked)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_entered)
        self.model.picks_changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addSpacing(12)
        for part, grows in ((Rule(), 0), (self.list, 1), (Rule(), 0)):
            column.addWidget(part, grows)

    @property
    def picked(self) -> Picked:
        """What is ticked now."""
        return self.model.picked

    def offer(self, services: Iterable[Service], picked: Picked) -> None:
        """Offer these, some of them ticked."""
        self.field.clear()
        self.model.set_services(services, picked)
        self.list.choose_row(self.model.first_row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that the field has no use for move in the list; Enter in it has done its work."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.list.keyPressEvent(event)
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_typed(self, untrusted_words: str) -> None:
        self.model.find(untrusted_words)
        self.list.choose_row(self.model.first_row())

    @Slot()
    def _on_entered(self) -> None:
        """What was found first is ticked, and the next can be typed."""
        if self.field.text():
            self._on_ticked()
            self.field.clear()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())

    def _on_ticked(self) -> None:
        row = self.list.chosen_row()
        if row is not None:
            self.model.toggle(row)
