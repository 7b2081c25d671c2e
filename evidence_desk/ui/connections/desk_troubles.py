"""What a look at the desk found wrong, as one clear sentence above the room."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Slot

from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.ui.case_desk import UNREADABLE_PROBLEMS
from evidence_desk.ui.case_view import CaseView
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations

_WORST_FIRST = (
    "book_damaged", "book_unreadable", "history_forked", "rolled_back", "history_cut", "book_mixed", "history_broken",
    "header_old", "guard_missing", "head_damaged", "head_missing", "head_old",
)  # fmt: skip
_OTHER_WORDS = {
    "history_broken": QT_TRANSLATE_NOOP(
        "troubles", "A line of the history was changed or taken out. Make a copy of the desk, and ask for help."
    ),
    "book_damaged": QT_TRANSLATE_NOOP(
        "troubles", "A part of the book is damaged. Close the desk, then use the command “recover”. Nothing is removed."
    ),
    "book_unreadable": QT_TRANSLATE_NOOP(
        "troubles",
        "A part of the book can't be read. Close the desk, then use the command “recover”. Nothing is removed.",
    ),
}


class DeskTroubles(QObject):
    """Says each thing once; items that can't be read are the status line's to say."""

    def __init__(self, window: MainWindow, operations: Operations) -> None:
        super().__init__(window)
        self._window = window
        self._said: set[str] = set()
        operations.case_opened.connect(self._on_opened)
        operations.seals_checked.connect(self._on_checked)

    @Slot(object)
    def _on_opened(self, view: CaseView) -> None:
        self._say(view.problems)

    @Slot(object)
    def _on_checked(self, report: Report) -> None:
        self._say(report.problems)

    def _say(self, problems: Iterable[Problem]) -> None:
        found = {problem.type: problem for problem in problems if problem.type not in UNREADABLE_PROBLEMS}
        if self._said.issuperset(found):
            return
        self._said |= found.keys()
        worst = next((type_ for type_ in _WORST_FIRST if type_ in found), next(iter(found)))
        words = _OTHER_WORDS.get(worst)
        self._window.banner.say(
            QCoreApplication.translate("troubles", words)
            if words
            else QCoreApplication.translate("findings", found[worst].detail)
        )
