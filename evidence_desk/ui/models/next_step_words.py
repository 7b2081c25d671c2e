"""What Start here says of each thing that comes next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import ListId, Phase, Step, StepId
from evidence_desk.guidance.next_steps import AT_MOST
from evidence_desk.guidance.plan import Plan
from evidence_desk.guidance.reasons import CONTEXT, Reason
from evidence_desk.ui.models.checklist_words import service_words, title_words

translate = QCoreApplication.translate

# What a step is for, as far as an icon can say it.
_ICONS: Mapping[Phase, str] = {
    Phase.CALM: "care",
    Phase.STOP: "chat",
    Phase.MONEY: "bank",
    Phase.SAVE: "capture",
    Phase.LOCK: "lock",
    Phase.BLOCK: "stop",
    Phase.REPORT: "report",
    Phase.WATCH_LIST: "eyeoff",
    Phase.POLICE: "phone",
    Phase.SUPPORT: "people",
    Phase.SUSPEND: "suspend",
    Phase.LOOK_OUT: "bell",
}
# What is true of everybody says nothing about this step.
_QUIET = frozenset({Reason.EVERYBODY.value, Reason.NOT_PICKED.value, Reason.NO_COUNTRY.value})

_PAYMENTS = ListId("payments")


@dataclass(frozen=True, slots=True)
class NextEntry:
    """One line of *Next for you*: a step, a list to go to, or without either the entry that saves what is on screen."""

    step_id: StepId | None
    icon: str
    title: str
    hint: str
    button: str
    spoken: str
    """What a screen reader says of the button; it begins with what stands on it."""
    list_id: ListId | None = None


def save_entry() -> NextEntry:
    """The first thing to do while nothing is saved."""
    capture = translate("next_step_words", "Capture")
    title = translate("next_step_words", "Save what is on screen")
    hint = translate("next_step_words", "One press keeps an exact copy. Then no step can take it away.")
    return NextEntry(None, "capture", title, hint, capture, f"{capture}: {title}")


def how_paid_entry() -> NextEntry:
    """The first thing for whoever paid and has not said how: the steps of that way of paying are what can help."""
    choose = translate("next_step_words", "Choose")
    title = translate("next_step_words", "Say how you paid")
    hint = translate("next_step_words", "Then its own steps come here. Some money can still be stopped.")
    return NextEntry(None, "bank", title, hint, choose, f"{choose}: {title}", _PAYMENTS)


def step_entries(steps: Iterable[Step], reasons: Mapping[StepId, str]) -> Iterator[NextEntry]:
    """One entry for each step; `reasons` are English sentences that say why it is there."""
    show_me = translate("next_step_words", "Show me")
    for step in steps:
        about = _about(service_words(step), step.hint)
        why = reasons.get(step.id, "")
        if why and why not in _QUIET:
            said = QCoreApplication.translate(CONTEXT, why)
            about = translate("next_step_words", "{hint} {reason}").format(hint=about, reason=said)
        icon = "edit" if step.is_own else _ICONS[step.phase]
        title = title_words(step)
        yield NextEntry(step.id, icon, title, about, show_me, f"{show_me}: {title}, {service_words(step)}")


def _about(service: str, hint: str) -> str:
    """Snapchat. About 3 minutes. A step of the person's own has no hint."""
    if not hint:
        return translate("next_step_words", "{service}.").format(service=service)
    return translate("next_step_words", "{service}. {hint}.").format(service=service, hint=hint)


def next_entries(plan: Plan) -> tuple[list[NextEntry], list[NextEntry]]:
    """The few that come next, and all that wait. Saving comes first while nothing is saved, but never before money.

    Whoever paid and has not said how is asked that, in the place of the step that asks whether they paid.
    """
    now, asks_how = plan.next_steps, plan.has_paid and all(each.is_removed for each in plan.situation.payments)
    steps = [step for step in now.steps if not (asks_how and step.phase is Phase.MONEY and step.list_id != _PAYMENTS)]
    money = sum(step.phase is Phase.MONEY for step in steps) if plan.has_paid else 0
    some, every = (list(step_entries(each, plan.reasons)) for each in (steps, now.waiting))
    if now.save_first:
        some.insert(money, save_entry())
        every.insert(money, save_entry())
    if asks_how:
        some.insert(0, how_paid_entry())
        every.insert(0, how_paid_entry())
    return some[:AT_MOST], every
