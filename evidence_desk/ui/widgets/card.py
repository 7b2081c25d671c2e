"""Surfaces and rules that things lie on."""

from PySide6.QtWidgets import QFrame, QWidget


class Card(QFrame):
    """A surface with a 1 px edge and corners of 12; give its layout 15 px margins so that line and margin make 16."""

    def __init__(self, parent: QWidget | None = None, *, calm: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("calm" if calm else "card", True)


class Rule(QFrame):
    """A 1 px divider across; decoration only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        self.setFixedHeight(1)
