"""What stands in Cancel payments while no payment is written down: paid or not, and how."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.answers import Told
from evidence_desk.domain.facts import Method
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel

_MOST_WIDTH = 560


class NoPayment(Card):
    """Three states: not said, paid but not written down, and not paid."""

    paid = Signal()
    not_paid = Signal()
    method_chosen = Signal(str)
    """A MethodId: the payment is to be written down."""
    register_asked = Signal()
    """The payments' own room is wanted."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = PlainLabel("", TextSize.SECTION, wraps=True)
        self._words = PlainLabel("", ink="2", wraps=True)
        self.yes = Button(look, self.tr("I paid"), kind="main")
        self.no = Button(look, self.tr("I did not pay"))
        self.method = ChoiceBox(look, self.tr("How did you pay?"))
        self.write = Button(look, self.tr("Show the steps"), kind="main")
        self.register = Button(look, self.tr("Write down more in Payments"), kind="quiet")
        self._said = FlowRow((self.yes, self.no), gap=12)
        self._how = FlowRow((self.write, self.register), gap=12)
        self._title.setBuddy(self.method)  # stands beside it, for then a screen reader hears it before what is chosen
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._title, self._words, self.method, self._how, self._said):
            column.addWidget(part)
        column.setAlignment(self.method, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        row.setContentsMargins(31, 31, 31, 31)
        row.addStretch(1)
        row.addWidget(self._middle, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.yes.clicked.connect(self.paid)
        self.no.clicked.connect(self.not_paid)
        self.write.clicked.connect(self._on_write)
        self.method.setPlaceholderText(self.tr("Choose"))
        self.method.currentIndexChanged.connect(self._on_method)
        self.register.clicked.connect(self.register_asked)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def offer(self, methods: Iterable[Method]) -> None:
        """The ways of paying to choose from; none is chosen before the person did, unless there is only one."""
        chosen = self.method.currentData()
        self.method.clear()
        for each in methods:
            self.method.addItem(each.name, each.id)
        only_one = self.method.count() == 1
        self.method.setCurrentIndex(0 if only_one else self.method.findData(chosen))  # -1: nobody has said it
        self._on_method()

    def show_told(self, told: Told) -> None:
        """Show what fits what was said."""
        for part in (self.method, self._how):
            part.setVisible(told is Told.YES)
        self.yes.setVisible(told is not Told.YES)
        self.no.setVisible(told is not Told.NO)
        self.yes.set_kind("standard" if told is Told.NO else "main")
        self._title.setText({
            Told.NOT_SAID: self.tr("Did you pay?"),
            Told.YES: self.tr("How did you pay?"),
            Told.NO: self.tr("You said that you did not pay."),
        }[told])  # fmt: skip
        self._words.setText({
            Told.NOT_SAID: self.tr(
                "You have not written down a payment. If you paid, add it. If not, there is nothing to do here."
            ),
            Told.YES: self.tr("Choose one, and its steps come here. Paying was not your fault."),
            Told.NO: self.tr("There is nothing to do here. You can change it at any time."),
        }[told])  # fmt: skip

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.method if self._how.isVisibleTo(self) else self.yes

    @Slot()
    def _on_method(self) -> None:
        self.write.setEnabled(self.method.currentIndex() >= 0)

    @Slot()
    def _on_write(self) -> None:
        self.method_chosen.emit(self.method.currentData())

    @Slot()
    def _on_look_changed(self) -> None:
        self._middle.setMaximumWidth(self._look.theme.px(_MOST_WIDTH))
