"""What can be done with a step of one's own: change it, or take it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow


class OwnStepTools(FlowRow):
    """Stands only with a step that the person made. Taking it away can be undone."""

    change_asked = Signal()
    remove_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self.change = Button(look, self.tr("Change it"), "edit", size="small")
        self.remove = Button(look, self.tr("Take it away"), "close", size="small")
        for each in (self.change, self.remove):
            self.flow.addWidget(each)
        self.change.clicked.connect(self.change_asked)
        self.remove.clicked.connect(self.remove_asked)
