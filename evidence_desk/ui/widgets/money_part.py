"""Where an amount of money is typed: read as people write it, shown as everybody reads it."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from evidence_desk.domain.money import amount_of, amount_words
from evidence_desk.domain.written_errors import NotAnAmount
from evidence_desk.ui.widgets.form_parts import LinePart, Values

_NOTHING: dict[str, Any] = {"amount_minor": None, "currency": "", "amount_as_typed": ""}


class AmountPart(LinePart):
    """Amount and currency of a payment in one line. `likely` is the currency where none is typed."""

    def __init__(self) -> None:
        super().__init__("amount")
        self.names = tuple(_NOTHING)
        self.likely = ""

    @override
    def values(self) -> dict[str, Any]:
        text = self.field.text().strip()
        if not text:
            return dict(_NOTHING)
        try:
            amount = amount_of(text, self.likely)
        except NotAnAmount:
            return _NOTHING | {"amount_as_typed": text}
        return _NOTHING | {"amount_minor": amount.minor, "currency": amount.currency}

    @override
    def show_values(self, values: Values) -> None:
        if any(values[name] != value for name, value in self.values().items()) or not self.field.hasFocus():
            self.field.setText(_words(values))
            self.field.setCursorPosition(0)

    @override
    def tidy(self) -> bool:
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self.control and event.type() is QEvent.Type.FocusOut:
            self.field.setText(_words(self.values()))
        return done


def _words(values: Values) -> str:
    if values["amount_minor"] is None:
        return str(values["amount_as_typed"])
    return amount_words(values["amount_minor"], values["currency"])
