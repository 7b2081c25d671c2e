"""What stands under a list of steps: adding an app or a step of one's own, and one sentence that always holds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.foot_line import FootSentence
from evidence_desk.ui.widgets.plain_label import PlainLabel


class ChecklistListFoot(QWidget):
    """The list of payments has no apps, and warns of paid help instead of saying when it was checked."""

    service_asked = Signal()
    own_step_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.service = Button(look, self.tr("Add a service"), "plus", size="small")
        self.own = Button(look, self.tr("My own step"), "plus", size="small")
        self._checked = PlainLabel("", TextSize.SMALL, ink="3")
        self._warning = FootSentence(look, self.tr("Help is free. Never pay someone to get your money back."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        inside = QVBoxLayout()
        inside.setContentsMargins(11, 11, 15, 11)
        inside.setSpacing(8)
        inside.addWidget(self._warning)
        inside.addWidget(FlowRow((self.service, self.own, self._checked), last_at_end=True))
        column.addLayout(inside)
        self.service.clicked.connect(self.service_asked)
        self.own.clicked.connect(self.own_step_asked)

    def show_list(self, *, has_services: bool, is_money: bool, checked: str) -> None:
        """Fit the list above; `checked` says when its oldest step was."""
        self.service.setVisible(has_services)
        self._warning.setVisible(is_money)
        self._checked.setText(checked)
        self._checked.setVisible(bool(checked))
