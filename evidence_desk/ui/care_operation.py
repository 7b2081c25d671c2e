"""Saying whether anyone is under 18: kept on the case thread, and told to every room."""

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.workflows.answer_ages import answer_ages


class CareOperation(QObject):
    """Returns at once; whatever changed comes to the rooms as news, like the change of a command."""

    answered = Signal(object)
    """The Case, as it is once the answer is in the history."""

    def __init__(self, desk: CaseDesk, operations: Operations) -> None:
        super().__init__()
        self._desk = desk
        self._operations = operations

    def answer(self, answer: Under18) -> None:
        """Keep the answer."""

        def answered(case: Case) -> None:
            self.answered.emit(case)
            self._operations.refresh()

        self._operations.in_case(
            lambda: self._desk.doing(lambda vault, case: answer_ages(vault, case, answer)),
            answered,
            self._operations.failed.emit,
        )
