"""What a step says of itself: in its row, in its chips and to a screen reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import Progress, Step, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.facts import UNCERTAIN, Page
from evidence_desk.domain.times import Moment
from evidence_desk.guidance.age import is_old
from evidence_desk.guidance.reasons import CONTEXT as REASONS
from evidence_desk.guidance.reasons import Reason
from evidence_desk.ui.models.moment_words import near_time, short_day_words
from evidence_desk.ui.models.report_words import asked_words, end_short, is_report, is_soon, is_waiting, number_words
from evidence_desk.ui.models.safe_text import left_to_right, safe_line
from evidence_desk.ui.models.step_known import NOTHING_OF_IT, StepKnown

translate = QCoreApplication.translate

Exhibits = Mapping[ItemId, str]
"""The exhibit number of every item of the case, for naming a proof."""


def state_of(mark: StepMark | None) -> StepState:
    """Where a step stands; without a mark it is still to do."""
    return mark.state if mark else StepState.TODO


@dataclass(frozen=True, slots=True)
class RowEnd:
    """What stands at the end of a row: words that do something, or a chip of a kind with its icon."""

    words: str
    icon: str = ""
    kind: str = ""

    @property
    def is_action(self) -> bool:
        """Whether pressing it does something."""
        return not self.kind


def row_hint(
    step: Step, mark: StepMark | None, exhibits: Exhibits, now: Moment, known: StepKnown = NOTHING_OF_IT
) -> str:
    """The line under a title: what it takes, or when it was asked or done, with which proof. Nothing once skipped."""
    state = state_of(mark)
    if state is StepState.SKIPPED:
        return ""
    proof = proof_words(mark, exhibits) if mark else ""
    if state is StepState.DONE and mark is not None:
        number = number_words(known.report.what if known.report else None) if is_report(step) else ""
        return _sentences(done_words(mark, now), number if known.report or step.asks_number else "", proof)
    report = known.report.what if known.report else None
    ends = end_short(step, known.deadline, now) if known.deadline else ""
    if report is not None and is_waiting(report):
        return _sentences(asked_words(report, now), ends, proof)
    # What is new comes first: a line may be too short for all.
    return _sentences(proof, ends, step.hint)


def row_end(step: Step, state: StepState, known: StepKnown, now: Moment) -> RowEnd | None:
    """Undo or Put back; while it is to do, what to know of it: Waiting, Soon, Read first."""
    action = end_action(state)
    if action:
        return RowEnd(action)
    if known.report is not None and is_waiting(known.report.what):
        return RowEnd(translate("checklist_words", "Waiting"), "clock", "plain")
    if is_soon(known.deadline, now):
        return RowEnd(translate("checklist_words", "Soon"), "clock", "amber")
    return RowEnd(read_first(), "warning", "amber") if step.read_first else None


def row_ends() -> Iterator[RowEnd]:
    """Everything that can stand at the end of a row, for the room it needs."""
    yield RowEnd(end_action(StepState.DONE))
    yield RowEnd(end_action(StepState.SKIPPED))
    yield RowEnd(translate("checklist_words", "Waiting"), "clock", "plain")
    yield RowEnd(translate("checklist_words", "Soon"), "clock", "amber")
    yield RowEnd(read_first(), "warning", "amber")


def title_words(step: Step) -> str:
    """What a step is called; a person may have typed it."""
    return safe_line(step.title)


def service_words(step: Step) -> str:
    """The head over a step, and the small line over its title; a person may have typed it."""
    return safe_line(translate("own_steps", step.service) if step.is_own else step.service)


def own_note_lines(step: Step) -> tuple[str, ...]:
    """What the person wrote about a step of their own, line by line."""
    return tuple(safe_line(line) for note in step.how for line in note.splitlines())


def reason_words(step: Step, reason: str) -> str:
    """Here because you picked Snapchat; `reason` is the plan's English sentence."""
    if reason == Reason.PICKED.value:
        return translate("checklist_words", "Here because you picked {service}.").format(service=service_words(step))
    if reason == Reason.NAMED.value:
        return translate("checklist_words", "Here because you named {service}.").format(service=service_words(step))
    return translate(REASONS, reason) if reason else ""


def _sentences(*parts: str) -> str:
    """Done today, 20:41. Proof EX-009: what there is of them, in the order of the language."""
    joined = translate("checklist_words", "{first}. {second}")
    said = [part for part in parts if part]
    while len(said) > 1:
        said[:2] = [joined.format(first=said[0], second=said[1])]
    return said[0] if said else ""


def done_words(mark: StepMark, now: Moment) -> str:
    """Done today, 20:41."""
    return translate("checklist_words", "Done {when}").format(when=near_time(mark.changed_at, now))


def proof_words(mark: StepMark, exhibits: Exhibits) -> str:
    """Proof EX-009; nothing without one."""
    if mark.proof is None:
        return ""
    exhibit = exhibits.get(mark.proof)
    return (
        translate("checklist_words", "Proof {exhibit}").format(exhibit=left_to_right(exhibit))
        if exhibit
        else translate("checklist_words", "Proof kept")
    )


def end_action(state: StepState) -> str:
    """The words at the end of a row that do something: Undo or Put back; nothing while it is to do."""
    return {
        StepState.DONE: translate("checklist_words", "Undo"),
        StepState.SKIPPED: translate("checklist_words", "Put back"),
    }.get(state, "")


def spoken(step: Step, state: StepState, hint: str, end: RowEnd | None = None) -> str:
    """Switch your account off for now, Facebook. About 3 minutes. Not done."""
    care = end.words if end is not None and not end.is_action else ""
    # The service belongs to it: the head above is not read with the row.
    named = f"{title_words(step)}, {service_words(step)}"
    return ". ".join(part for part in (named, hint, care, _state_words(state)) if part)


def changed_words(step: Step, mark: StepMark | None, exhibits: Exhibits) -> str:
    """Done: Switch your account off for now, Facebook. Proof EX-009."""
    said = f"{_state_words(state_of(mark))}: {title_words(step)}, {service_words(step)}"
    return ". ".join(filter(None, (said, proof_words(mark, exhibits) if mark else "")))


def _state_words(state: StepState) -> str:
    return {
        StepState.TODO: translate("checklist_words", "Not done"),
        StepState.DONE: translate("checklist_words", "Done"),
        StepState.SKIPPED: translate("checklist_words", "Not for me"),
    }[state]


def spoken_action(action: str, step: Step) -> str:
    """Undo: Switch your account off for now, Facebook."""
    return translate("checklist_words", "{action}: {step}, {service}").format(
        action=action, step=title_words(step), service=service_words(step)
    )


def chips(step: Step) -> Iterator[tuple[str, str]]:
    """Icon and words of each fact about a step: how long, whether it can be undone, what it needs."""
    if step.minutes is not None:
        minutes = (
            translate("checklist_words", "1 minute")
            if step.minutes == 1
            else translate("checklist_words", "{count} minutes").format(count=step.minutes)
        )
        yield "clock", minutes
    if step.reversible is not None:
        yield (
            ("undo", translate("checklist_words", "You can undo it"))
            if step.reversible
            else ("info", translate("checklist_words", "You can't undo it"))
        )
    if step.needs_internet:
        yield "globe", translate("checklist_words", "Needs internet")


def read_first() -> str:
    """The amber words on a step that can go wrong."""
    return translate("checklist_words", "Read first")


def page_button(step: Step) -> str:
    """Open Facebook page; where the page is somebody else's, Open official page."""
    if step.page is not None and _is_its_own(step, step.page):
        return translate("checklist_words", "Open {service} page").format(service=service_words(step))
    return translate("checklist_words", "Open official page")


def going_online(step: Step) -> str:
    """Goes online to facebook.com. Facebook will see that you visit. Nothing for a step without a page."""
    if step.page is None:
        return ""
    site = left_to_right(step.page.site)
    name = service_words(step) if _is_its_own(step, step.page) else site
    return translate("checklist_words", "Goes online to {site}. {name} will see that you visit.").format(
        site=site, name=name
    )


def source_words(step: Step, today: date) -> str:
    """What a step's guidance is, when it was last checked, and that it was not confirmed where it was not."""
    checked = checked_words(step.checked, today)
    if step.confidence != UNCERTAIN:
        return checked
    doubt = translate("checklist_words", "We could not confirm this with {service}. It may be different there.")
    return _sentences(checked.removesuffix("."), doubt.format(service=service_words(step)))


def source_site(step: Step) -> str:
    """Source: help.x.com."""
    site = step.source.partition("://")[2].partition("/")[0] or step.source
    return translate("checklist_words", "Source: {site}").format(site=left_to_right(site))


def checked_short(checked: date, today: date) -> str:
    """Checked 22 Nov 2026; after six months, last checked on that day."""
    day = short_day_words(checked)
    if is_old(checked, today):
        return translate("checklist_words", "Last checked {day}").format(day=day)
    return translate("checklist_words", "Checked {day}").format(day=day)


def checked_words(checked: date, today: date) -> str:
    """General information, not legal advice. Checked 22 Nov 2026. Said otherwise after six months."""
    day = short_day_words(checked)
    if is_old(checked, today):
        return translate(
            "checklist_words", "General information, not legal advice. Last checked {day}. Menus may have moved."
        ).format(day=day)
    return translate("checklist_words", "General information, not legal advice. Checked {day}.").format(day=day)


def progress_words(progress: Progress) -> str:
    """1 of 4 done."""
    return translate("checklist_words", "{done} of {all} done").format(done=progress.done, all=progress.all)


def _is_its_own(step: Step, page: Page) -> bool:
    return step.service.lower().replace(" ", "") in page.site
