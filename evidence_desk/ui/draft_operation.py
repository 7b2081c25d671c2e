"""Drafting the text to paste of a step, on the case thread; nothing is copied by that."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from evidence_desk.domain.checklists import Step
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.text_facts import Draft, TextKind
from evidence_desk.guidance.texts import Texts, translated
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.models.guidance_words import CONTEXT
from evidence_desk.ui.operations import Operations
from evidence_desk.workflows.draft_text import draft_text, shipped_texts


class DraftOperation(QObject):
    """The answer comes home on the main thread; where it can't be drafted the window says so in its own place."""

    drafted = Signal(str, object)
    """The step's id and the Draft."""

    def __init__(self, operations: Operations, desk: CaseDesk, content: Content | None) -> None:
        super().__init__()
        self._operations = operations
        self._desk = desk
        self._content = content
        self._texts: Texts | None = None

    def ask(self, step: Step) -> None:
        """Draft the text of a step; nothing happens for one without a text."""
        content = self._content
        if content is None or step.text is None:
            return
        kind = TextKind(step.text)

        def job() -> Draft:
            texts = self._texts = self._texts or translated(shipped_texts(), _said)
            return self._desk.doing(lambda vault, case: draft_text(vault, case, content, kind, step.id, texts=texts))

        self._operations.in_case(job, lambda draft: self.drafted.emit(step.id, draft), self._operations.failed.emit)


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
