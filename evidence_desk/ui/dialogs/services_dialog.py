"""Asks one question, which apps it happened in; those that are not ticked any more are taken away."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.domain.facts import Service
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.models.services_model import Picked
from evidence_desk.ui.panels.service_picks import ServicePicks
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.fitting import fitted
from evidence_desk.ui.widgets.plain_label import PlainLabel

_SIZE = (560, 640)


class ServicesDialog(QuestionDialog):
    """What was ticked of the steps of an app stays kept when the app is taken away."""

    picked = Signal(object)
    """The Picked."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self.set_question(self.tr("Which apps did this happen in?"))
        meaning = PlainLabel(
            self.tr("Take a tick away and its steps go. What you did of them is kept."), ink="2", wraps=True
        )
        self.picks = ServicePicks(look)
        self.use = Button(look, self.tr("Show these steps"), kind="main")
        cancel = Button(look, self.tr("Cancel"))
        self.lay_out((meaning, self.picks), (cancel, self.use), grows=self.picks)
        set_tab_order((self.leave, self.picks.field, self.picks.list, cancel, self.use))
        self.use.clicked.connect(self._on_used)
        cancel.clicked.connect(self.reject)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def ask(self, services: Iterable[Service], picked: Picked) -> None:
        """Open with these ticked."""
        self.picks.offer(services, picked)
        self.open()
        self.picks.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_used(self) -> None:
        self.accept()
        self.picked.emit(self.picks.picked)

    @Slot()
    def _on_look_changed(self) -> None:
        self.resize(fitted(self, *(self._look.theme.px(length) for length in _SIZE)))
