"""What a step says of itself: in its row, in its chips and to a screen reader."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import Progress, Step, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.facts import Page
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import near_time, short_day_words
from evidence_desk.ui.models.safe_text import left_to_right

translate = QCoreApplication.translate

Exhibits = Mapping[ItemId, str]
"""The exhibit number of every item of the case, for naming a proof."""

_OLD_AFTER: Final = timedelta(days=183)


def state_of(mark: StepMark | None) -> StepState:
    """Where a step stands; without a mark it is still to do."""
    return mark.state if mark else StepState.TODO


def row_hint(step: Step, mark: StepMark | None, exhibits: Exhibits, now: Moment) -> str:
    """The line under a title: what it takes, or when it was done; and with which proof. Nothing once skipped."""
    if mark is None:
        return step.hint
    if mark.state is StepState.SKIPPED:
        return ""
    proof = proof_words(mark, exhibits)
    if mark.state is StepState.TODO:
        # The proof first: it is what is new, and a line may be too short for both.
        return (
            translate("checklist_words", "{proof}. {hint}").format(proof=proof, hint=step.hint) if proof else step.hint
        )
    done = done_words(mark, now)
    return translate("checklist_words", "{done}. {proof}").format(done=done, proof=proof) if proof else done


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


def spoken(step: Step, state: StepState, hint: str) -> str:
    """Switch your account off for now, Facebook. About 3 minutes. Not done."""
    care = read_first() if step.read_first and state is StepState.TODO else ""
    # The service belongs to it: the head above is not read with the row.
    return ". ".join(part for part in (f"{step.title}, {step.service}", hint, care, _state_words(state)) if part)


def changed_words(step: Step, mark: StepMark | None, exhibits: Exhibits) -> str:
    """Done: Switch your account off for now, Facebook. Proof EX-009."""
    said = f"{_state_words(state_of(mark))}: {step.title}, {step.service}"
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
        action=action, step=step.title, service=step.service
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


def has_row_end(step: Step, state: StepState) -> bool:
    """Whether a row has something at its end: words that do something, or "Read first" while it is to do."""
    return bool(end_action(state)) or step.read_first


def page_button(step: Step) -> str:
    """Open Facebook page; where the page is somebody else's, Open official page."""
    if step.page is not None and _is_its_own(step, step.page):
        return translate("checklist_words", "Open {service} page").format(service=step.service)
    return translate("checklist_words", "Open official page")


def going_online(step: Step) -> str:
    """Goes online to facebook.com. Facebook will see that you visit. Nothing for a step without a page."""
    if step.page is None:
        return ""
    site = left_to_right(step.page.site)
    name = step.service if _is_its_own(step, step.page) else site
    return translate("checklist_words", "Goes online to {site}. {name} will see that you visit.").format(
        site=site, name=name
    )


def source_words(step: Step, today: date) -> str:
    """What a step's guidance is, and when it was last checked."""
    return checked_words(step.checked, today)


def checked_words(checked: date, today: date) -> str:
    """General information, not legal advice. Checked 22 Nov 2026. Said otherwise after six months."""
    day = short_day_words(checked)
    if today - checked > _OLD_AFTER:
        return translate(
            "checklist_words", "General information, not legal advice. Last checked {day}. Menus may have moved."
        ).format(day=day)
    return translate("checklist_words", "General information, not legal advice. Checked {day}.").format(day=day)


def progress_words(progress: Progress) -> str:
    """1 of 4 done."""
    return translate("checklist_words", "{done} of {all} done").format(done=progress.done, all=progress.all)


def _is_its_own(step: Step, page: Page) -> bool:
    return step.service.lower().replace(" ", "") in page.site
