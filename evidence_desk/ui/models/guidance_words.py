"""The built-in steps in the language of the window; what is handed over keeps the words they were written in."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import Checklist, Step

CONTEXT = "guidance"
"""The translation context of every text in resources/guidance."""


def in_the_windows_language(checklists: Iterable[Checklist]) -> tuple[Checklist, ...]:
    """Every text of the checklists translated; names of steps, addresses and sites stay."""
    return tuple(
        replace(
            checklist,
            title=_said(checklist.title),
            lede=_said(checklist.lede),
            steps=tuple(map(_step, checklist.steps)),
        )
        for checklist in checklists
    )


def _step(step: Step) -> Step:
    return replace(
        step,
        service=_said(step.service),
        title=_said(step.title),
        hint=_said(step.hint),
        why=_said(step.why),
        how=tuple(map(_said, step.how)),
        caution=_said(step.caution) if step.caution else None,
    )


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
