"""What is known of the payment a step is about: the number on its receipt, and whether somebody collected it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.payment_words import PICKED_UP, collected_choices, reference_label
from evidence_desk.ui.models.step_known import StepKnown
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.line_field import LineField
from evidence_desk.ui.widgets.segments import Segments

_FOLD_BELOW = 400


class StepPayment(QWidget):
    """Shows itself only where there is something to write; what is typed is kept in the payment itself."""

    reference_edited = Signal(str, str)
    """The payment's EntryId and the number."""
    collected_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cut = ""
        self.reference = LineField(look, self.tr("Receipt number"), clean=without_card_number)
        self.collected = Segments(look, self.tr("Collected?"), collected_choices())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ColumnRow(look, (self.reference, self.collected), (1, 0), _FOLD_BELOW, gap=16))
        self.reference.edited.connect(self.reference_edited)
        self.reference.tidied.connect(self._on_tidied)
        self.reference.field.textEdited.connect(self._on_typed)
        self.collected.chosen.connect(self.collected_chosen)

    def show_step(self, known: StepKnown) -> None:
        """Show one step's payment, or nothing."""
        payment, method = known.payment, known.method
        label = reference_label(method)
        picked_up = method is not None and method.kind in PICKED_UP
        self.setVisible(payment is not None and (bool(label) or picked_up))
        self.reference.setVisible(bool(label))
        self.collected.setVisible(picked_up)
        if payment is None:
            return
        if method is not None and method.reference is not None:
            self.reference.set_name(label)
            hint = self._cut_words() if payment.id == self._cut else known.hint
            self.reference.set_hint(hint, method.reference.how)
        self.reference.show_note(payment.id, payment.what.reference)
        self.collected.show_value(payment.what.collected)

    def _cut_words(self) -> str:
        return self.tr("We kept only the last four digits.")

    @Slot(str)
    def _on_tidied(self, entry_id: str) -> None:
        """Where a whole card number was typed, the field says what became of it."""
        self._cut = entry_id
        self.reference.set_hint(self._cut_words())
        announce(self.reference, self._cut_words())

    @Slot()
    def _on_typed(self) -> None:
        self._cut = ""
