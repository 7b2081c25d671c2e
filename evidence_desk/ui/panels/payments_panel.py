"""The payments: what was sent, and how to trace it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.domain.times import Moment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.register_delegate import RegisterDelegate
from evidence_desk.ui.delegates.row_canvas import RowCanvas, line_height
from evidence_desk.ui.models.paid_words import paid_columns
from evidence_desk.ui.panels.payment_detail import PaymentDetail
from evidence_desk.ui.panels.register_panel import RegisterPanel
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.foot_line import FootLine
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.room_header import RoomHeader

_AMOUNT, _BESIDE = 2, 3
_ABOVE, _LINE = 14, 28


class PaymentsPanel(RegisterPanel):
    """A table of payments with its totals, and a form for the chosen one."""

    detail: PaymentDetail

    def __init__(self, look: Appearance, now: Callable[[], Moment]) -> None:
        super().__init__(look, PaymentDetail(look, now), paid_columns(), "")
        add = self.tr("Add a payment")
        self.name_add(add, self.tr("Add a payment (Ctrl+N)"))
        self.list.setAccessibleName(self.tr("Payments"))
        words = self.tr("If you did not pay, there is nothing to do here.")
        empty = EmptyRoom(look, self.tr("No payments."), words, act=add, icon="plus")
        self.totals = Totals(look, self.delegate)
        lede = self.tr("What was sent, and how to trace it. Paying was not your fault.")
        header = RoomHeader(self.tr("Payments"), lede, self.add)
        foot = FootLine(look, self.tr("We never keep a full card number. Only the last four digits."))
        self.lay_out(header, (self.totals,), foot, empty=empty)


class Totals(PlainLabel):
    """What was sent in all, in the columns of the rows; a screen reader reads it as one sentence."""

    def __init__(self, look: Appearance, delegate: RegisterDelegate) -> None:
        super().__init__("", TextSize.SMALL)
        self._look = look
        self._delegate = delegate
        self._amounts: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    def show_amounts(self, amounts: Sequence[str]) -> None:
        """One for each currency."""
        self._amounts = amounts
        words = self.tr("Total sent: {amounts}").format(amounts=", ".join(amounts))
        self.setText(f"{words}. {self._apart()}." if len(amounts) > 1 else words)
        self.setVisible(bool(amounts))
        self._on_look_changed()

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self._look.theme.px(_ABOVE) + self._line() * len(self._amounts))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        option.initFrom(self)
        canvas = RowCanvas(QPainter(self), option, self._look.theme)
        places = self._delegate.places(canvas.width)
        for number, amount in enumerate(self._amounts):
            top, height = self._look.theme.px(_ABOVE) + self._line() * number, self._line()
            left, width = places[_AMOUNT]
            if number == 0:
                words = canvas.place(places[0][0], top, left - places[0][0] - _ABOVE, height)
                canvas.text(words, self.tr("Total sent"), TextSize.SMALL, "ink-2", bold=True)
            canvas.text(canvas.place(left, top, width, height), amount, TextSize.BODY, "ink", bold=True, trailing=True)
        if len(self._amounts) > 1:
            left, width = places[_BESIDE]
            top = self._look.theme.px(_ABOVE) + self._line() * (len(self._amounts) - 1)
            canvas.text(canvas.place(left, top, width, self._line()), self._apart(), TextSize.SMALL, "ink-2")

    def _apart(self) -> str:
        return self.tr("Never added together")

    def _line(self) -> int:
        return max(self._look.theme.px(_LINE), line_height(self._look.theme, TextSize.BODY))

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
