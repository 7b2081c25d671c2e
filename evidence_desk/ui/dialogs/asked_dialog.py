"""Asks one question, when somebody was asked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.moment_part import MomentPart
from evidence_desk.ui.widgets.plain_label import PlainLabel

_MOMENT, _ZONE = "asked_ns", "zone"


class AskedDialog(QuestionDialog):
    """The moment is typed on the wall clock of its own zone, which stands beside it by name."""

    given = Signal(object, str, object)
    """Nanoseconds since 1970 UTC (0 where it was emptied), the zone (IANA), and the report's EntryId."""

    def __init__(
        self,
        application: QApplication,
        look: Appearance,
        actions: Actions,
        parent: QWidget,
        now: Callable[[], Moment],
    ) -> None:
        super().__init__(application, look, actions, parent)
        self.set_question(self.tr("When did you ask?"))
        self._entry_id: EntryId | None = None
        self.moment = MomentPart(look, _MOMENT, _ZONE, now)
        self._label = PlainLabel("", TextSize.SMALL, bold=True, wraps=True)
        self.give = Button(look, self.tr("Keep it"), kind="main")
        cancel = Button(look, self.tr("Cancel"))
        field = QVBoxLayout()
        field.setSpacing(4)
        field.addWidget(self._label)
        field.addWidget(self.moment.field)
        self.lay_out((field,), (cancel, self.give))
        set_tab_order((self.leave, self.moment.field, cancel, self.give))
        self.give.clicked.connect(self._on_given)
        cancel.clicked.connect(self.reject)
        look.changed.connect(self.fit_words)
        self.fit_words()

    def ask(self, report: Report, entry_id: EntryId) -> None:
        """Open with the moment that is kept."""
        self._entry_id = entry_id
        self.moment.show_values({_MOMENT: report.asked_ns, _ZONE: report.zone})
        label = self.tr("Day and time ({zone})").format(zone=self.moment.zone_words())
        self._label.setText(label)
        self.moment.field.setAccessibleName(label)
        self.fit_words()
        self.open()
        self.moment.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_given(self) -> None:
        values = self.moment.values()
        self.accept()
        self.given.emit(values[_MOMENT], values.get(_ZONE, ""), self._entry_id)
