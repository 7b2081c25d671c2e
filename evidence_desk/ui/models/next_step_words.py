"""What Start here says of each thing that comes next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import ListId, Step, StepId

translate = QCoreApplication.translate

# The icons of the rooms that the steps are in.
_ICONS: Mapping[ListId, str] = {ListId("suspend"): "suspend", ListId("report"): "report", ListId("payments"): "cancel"}


@dataclass(frozen=True, slots=True)
class NextEntry:
    """One line of *Next for you*: without a step it is the entry that saves what is on screen."""

    step_id: StepId | None
    icon: str
    title: str
    hint: str
    button: str
    spoken: str
    """What a screen reader says of the button; it begins with what stands on it."""


def save_entry() -> NextEntry:
    """The first thing to do while nothing is saved."""
    capture = translate("next_step_words", "Capture")
    title = translate("next_step_words", "Save what is on screen")
    hint = translate("next_step_words", "One press keeps an exact copy. Then no step can take it away.")
    return NextEntry(None, "capture", title, hint, capture, f"{capture}: {title}")


def step_entries(steps: Iterable[Step], *, paid: bool) -> Iterator[NextEntry]:
    """One entry for each step; `paid` is whether the person is known to have paid."""
    show_me = translate("next_step_words", "Show me")
    for step in steps:
        about = translate("next_step_words", "{service}. {hint}").format(service=step.service, hint=step.hint)
        if step.list_id == "payments" and not paid:
            about = translate("next_step_words", "If you paid. {hint}").format(hint=about)
        icon = _ICONS.get(step.list_id, "list")
        yield NextEntry(step.id, icon, step.title, about, show_me, f"{show_me}: {step.title}, {step.service}")
