"""Taking back the last step, tag or note. Evidence is never undone."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from evidence_desk.domain.checklists import StepMark, StepState
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.models.checklist_words import title_words
from evidence_desk.ui.models.register_words import register_words
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

_MOST = 50


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that was done to an item or a step, and how it is taken back."""

    subject: str
    kind: str
    words: str
    take_back: Callable[[], None]


class Undoing(QObject):
    """What is taken back is a change like any other, with its line in the history; it can't be undone again."""

    def __init__(
        self,
        action: QAction,
        operations: Operations,
        writing: RegisterOperation,
        plan: CasePlan,
        announce_at: QWidget,
    ) -> None:
        super().__init__(announce_at)
        self._writing = writing
        self._action = action
        self._operations = operations
        self._plan = plan
        self._announce_at = announce_at
        self._done: list[Undoable] = []
        self._going: Undoable | None = None
        action.setEnabled(False)
        action.triggered.connect(self.undo)
        operations.words_changed.connect(self._on_words_changed)
        operations.item_changed.connect(self._on_item_changed)
        operations.step_turned.connect(self._on_step_turned)
        operations.item_removed.connect(self._on_removed)
        operations.item_troubled.connect(self._on_trouble)
        operations.step_not_changed.connect(self._on_trouble)
        writing.turned.connect(self._on_turned)
        writing.not_written.connect(self._on_not_written)
        operations.case_left.connect(self._forget)
        operations.news_came.connect(self._forget)

    @Slot()
    def undo(self) -> None:
        """Take back what was done last; the next one waits until that is kept."""
        if self._done and self._going is None:
            self._going = self._done.pop()
            self._action.setEnabled(False)
            self._going.take_back()

    @Slot(object, object)
    def _on_words_changed(self, before: Item, after: Item) -> None:
        if self._is_answer(after.id):
            return
        added, removed = set(after.tags) - set(before.tags), set(before.tags) - set(after.tags)
        for tag in added:
            self._remember_tag(after, partial(self._operations.remove_tag, after.id, tag))
        for tag in removed:
            self._remember_tag(after, partial(self._operations.add_tag, after.id, tag))
        if before.note != after.note:
            self._remember_note(before)

    @Slot(object)
    def _on_item_changed(self, item: Item) -> None:
        """The answer also where nothing had to be taken back: a note, say, that was emptied by hand meanwhile."""
        self._is_answer(item.id)

    def _remember_tag(self, item: Item, take_back: Callable[[], None]) -> None:
        words = self.tr("the tag of {exhibit}").format(exhibit=item.exhibit)
        self._remember(Undoable(item.id, "tag", words, take_back))

    def _remember_note(self, before: Item) -> None:
        """A note is kept again at every pause in typing; all of it is taken back at once."""
        if self._done and (self._done[-1].subject, self._done[-1].kind) == (before.id, "note"):
            return
        words = self.tr("the note of {exhibit}").format(exhibit=before.exhibit)
        self._remember(Undoable(before.id, "note", words, lambda: self._operations.set_note(before.id, before.note)))

    @Slot(object, object)
    def _on_step_turned(self, before: StepMark | None, after: StepMark) -> None:
        if self._is_answer(after.step_id):
            return
        state, note = (before.state, before.note) if before else (StepState.TODO, "")
        proof = before.proof if before else None
        plan = self._plan.now()
        step = plan.step(after.step_id) if plan else None
        words = title_words(step) if step else after.step_id
        if after.proof != proof:
            take_back = partial(self._operations.name_proof, after.step_id, proof)
            self._remember(Undoable(after.step_id, "proof", words, take_back))
        elif after.state is not state:
            back = partial(self._operations.change_step, after.step_id, state, note=note)
            self._remember(Undoable(after.step_id, "state", words, back))

    @Slot(object, object)
    def _on_turned(self, before: Kept[Any] | None, after: Kept[Any]) -> None:
        """An entry is kept again at every pause in typing; what was typed into one part of it goes at once."""
        if self._is_answer(after.id) or before == after:
            return
        parts = changed_parts(before, after)
        kind = f"entry {' '.join(parts)}"
        # Coming and going are never taken back as one.
        if parts and self._done and (self._done[-1].subject, self._done[-1].kind) == (after.id, kind):
            return
        self._remember(Undoable(after.id, kind, register_words(after.what), self._turn_back(before, after)))

    def _turn_back(self, before: Kept[Any] | None, after: Kept[Any]) -> Callable[[], None]:
        if before is None:
            return partial(self._writing.take_out, type(after.what), after.id, subject=after.id)
        if before.is_removed != after.is_removed:
            put = self._writing.put_back if after.is_removed else self._writing.take_out
            return partial(put, type(after.what), after.id, subject=after.id)
        return partial(self._writing.keep, before.what, after.id, subject=after.id)

    @Slot(object)
    def _on_removed(self, item: Item) -> None:
        """Nothing can be said of what is gone, and no step can have it as its proof again."""
        self._done = [each for each in self._done if each.subject != item.id and each.kind != "proof"]
        self._action.setEnabled(bool(self._done))

    @Slot(str, object)
    def _on_trouble(self, subject: str, _error: object) -> None:
        """The room says what went wrong; it was not taken back, and can be tried again."""
        if self._going is not None and self._going.subject == subject:
            self._done.append(self._going)
            self._going = None
            self._action.setEnabled(True)

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        """An entry may have no room that shows it now: the window says it."""
        if self._going is not None and self._going.subject == subject:
            self._on_trouble(subject, error)
            self._operations.failed.emit(error)

    @Slot()
    def _forget(self) -> None:
        """Another case, or somebody else had a hand in it."""
        self._done, self._going = [], None
        self._action.setEnabled(False)

    def _remember(self, done: Undoable) -> None:
        self._done = [*self._done[-_MOST + 1 :], done]
        self._action.setEnabled(self._going is None)

    def _is_answer(self, subject: str) -> bool:
        """Whether this is what was just taken back; then it is said, and not remembered."""
        if self._going is None or self._going.subject != subject:
            return False
        words = self.tr("Undone: {what}").format(what=self._going.words)
        self._going = None
        self._action.setEnabled(bool(self._done))
        announce(self._announce_at, words)
        return True


def changed_parts(before: Kept[Any] | None, after: Kept[Any]) -> tuple[str, ...]:
    """Which parts of an entry a change is about; nothing where it came or went."""
    if before is None or before.is_removed != after.is_removed:
        return ()
    return tuple(
        part.name for part in fields(after.what) if getattr(before.what, part.name) != getattr(after.what, part.name)
    )
