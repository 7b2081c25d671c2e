"""What the program ships in the language of the window; what is handed over keeps the words it was written in."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import Checklist, Step
from evidence_desk.domain.facts import DeadlineRule, Method, ReferenceGuide, Service
from evidence_desk.guidance.content import Content

CONTEXT = "guidance"
"""The translation context of every text in resources/guidance."""
_HINTS = "hints"


def content_in_the_windows_language(content: Content) -> Content:
    """Steps, services, ways of paying and their dates translated; helplines keep the names they answer to."""
    return replace(
        content,
        lists=in_the_windows_language(content.lists),
        services={name: _service(each) for name, each in content.services.items()},
        methods={name: _method(each) for name, each in content.methods.items()},
        own_service=tuple(map(_step, content.own_service)),
        own_method=tuple(map(_step, content.own_method)),
    )


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


def hint_in_the_windows_language(text: str) -> str:
    """What `guidance.hints` says: those hints that hold everywhere, and those of a service."""
    said = QCoreApplication.translate(_HINTS, text)
    return said if said != text else _said(text)


def _step(step: Step) -> Step:
    return replace(
        step,
        service=_said(step.service),
        title=_said(step.title),
        hint=_said(step.hint),
        why=_said(step.why),
        how=tuple(map(_said, step.how)),
        caution=_said(step.caution) if step.caution else None,
        asks_number=_said(step.asks_number) if step.asks_number else None,
        deadline=_rule(step.deadline) if step.deadline else None,
    )


def _rule(rule: DeadlineRule) -> DeadlineRule:
    return replace(rule, says=_said(rule.says))


def _service(service: Service) -> Service:
    return replace(service, name=_said(service.name))


def _method(method: Method) -> Method:
    reference = method.reference
    return replace(
        method,
        name=_said(method.name),
        reference=ReferenceGuide(_said(reference.name), _said(reference.how), reference.hint) if reference else None,
        deadlines=tuple(map(_rule, method.deadlines)),
    )


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
