"""The menu of the case button: the other cases, a new one, another title."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.case_words import case_names
from evidence_desk.ui.models.safe_text import isolated, safe_line
from evidence_desk.ui.widgets.menu_entry import add_entry
from evidence_desk.ui.widgets.plain_tooltip import plain_tooltip

_OFFERED = 8
_LONGEST_NAME = 48


class CaseMenu(QMenu):
    """Offers the cases used last; where there are more, a list that can be searched. Says what was chosen."""

    case_chosen = Signal(str)
    """The case's id."""
    all_asked = Signal()
    new_asked = Signal()
    rename_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._others: list[tuple[CaseId, str]] = []
        self.setAccessibleName(self.tr("Cases"))
        self.setToolTipsVisible(True)
        look.changed.connect(self._fill)
        self.aboutToShow.connect(self._fill)
        self._fill()

    def set_cases(self, current: Case, cases: Sequence[Case]) -> None:
        """Offer these but the one that is open; the case used last comes first.

        A menu that is open stays as it is: filled anew it would lose which entry the keyboard is on.
        """
        names = case_names([case for case in cases if case.id != current.id] + [current])
        self._others = [(case.id, names[case.id]) for case in cases if case.id != current.id]
        if not self.isVisible():
            self._fill()

    def show_case(self, untrusted_title: str) -> None:
        """Be called after the case that is open, where this is a menu within a menu."""
        self.setTitle(_one_line(self.tr("Case: {title}").format(title=safe_line(untrusted_title))))

    def open_under(self, button: QWidget) -> None:
        """Open below a button, along its leading edge."""
        corner = button.mapToGlobal(QPoint(0, button.height() + 4))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            corner.setX(corner.x() + button.width() - self.sizeHint().width())
        self.popup(corner)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for case_id, name in self._others[:_OFFERED]:
            entry = add_entry(self, _one_line(name), partial(self.case_chosen.emit, case_id), self._icon("evidence"))
            entry.setToolTip(plain_tooltip(name))
        if len(self._others) > _OFFERED:
            words = self.tr("All {count} cases…").format(count=len(self._others) + 1)
            add_entry(self, words, self.all_asked.emit, self._icon("list"))
        self.addSeparator()
        add_entry(self, self.tr("New case…"), self.new_asked.emit, self._icon("plus"))
        add_entry(self, self.tr("Rename…"), self.rename_asked.emit, self._icon("edit"))

    def _icon(self, name: str) -> QIcon:
        return self._look.icon(name, "ink-3")


def _one_line(name: str) -> str:
    """Short enough for a menu, in which an ampersand stays an ampersand and a title keeps its own direction."""
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return isolated(short.replace("&", "&&"))
