"""Which apps did this happen in? What stands in a list of steps until somebody said so."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.facts import Service
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.services_model import Picked
from evidence_desk.ui.panels.service_picks import ServicePicks
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_LEAST_HEIGHT = 232


class WhichApps(Card):
    """Nothing is shown as picked before it was kept; until then every app can be ticked and taken back."""

    picked = Signal(object)
    """The Picked."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("Which apps did this happen in?"))
        self.picks = ServicePicks(look)
        self.show_steps = Button(look, self.tr("Show the steps"), "check", kind="main")
        self.show_steps.clicked.connect(self._on_shown)
        self.picks.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(23, 23, 23, 23)
        column.setSpacing(12)
        words = self.tr("Pick every app they wrote to you in, or threaten to post in. You can change it at any time.")
        body = ScrolledColumn()
        body.column.setSpacing(12)
        for part in (
            PlainLabel(self.accessibleName(), TextSize.SECTION, wraps=True),
            PlainLabel(words, ink="2", wraps=True),
        ):
            body.column.addWidget(part)
        body.column.addWidget(self.picks, 1)
        column.addWidget(body, 1)
        column.addWidget(FlowRow((self.show_steps,)))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self._on_changed()

    def offer(self, services: Iterable[Service]) -> None:
        """Offer these; what was typed or ticked here and not kept yet stays."""
        if not self.picks.model.rowCount():
            self.picks.offer(services, self.picks.picked)
        self._on_changed()

    def forget(self) -> None:
        """Another case: nothing is ticked."""
        self.picks.offer((), Picked())

    @Slot()
    def _on_look_changed(self) -> None:
        """A low room scrolls as a whole, so that more than one app is seen."""
        self.picks.list.setMinimumHeight(self._look.theme.px(_LEAST_HEIGHT))

    @Slot()
    def _on_changed(self) -> None:
        self.show_steps.setEnabled(bool(self.picks.picked))

    @Slot()
    def _on_shown(self) -> None:
        self.picked.emit(self.picks.picked)
