"""A form that keeps what is typed as it is typed: told after a pause, at once when keyboard or entry is left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.domain.written import Written
from evidence_desk.ui.widgets.form_parts import FormPart

Kind = TypeVar("Kind", bound=Written)
Changes = dict[str, Any]

_PAUSE_MS = 1_000


class SavedForm(QObject):
    """One entry at a time, each under a subject.

    `edited` tells subject and the changed parts. What was told stays a draft until `answer` says that it is kept: what
    could not be kept is there again when its entry is, and is told again when that is left.
    """

    edited = Signal(str, object)
    kept = Signal()
    """What was told is kept, and nothing was typed since."""
    tidied = Signal(object)
    """The parts from which something was taken out that is never kept."""
    typed = Signal()

    def __init__(self, parts: Iterable[FormPart], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._scope = self.subject = ""
        self._known: Written | None = None
        self._drafts: dict[tuple[str, str], Changes] = {}
        self._waiting: dict[tuple[str, str], list[Changes]] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        for part in self._parts:
            part.typed.connect(self._on_typed)
            part.left.connect(self.flush)

    def turn_to(self, scope: str) -> None:
        """Go on in another case; drafts wait until theirs is back."""
        if scope != self._scope:
            self.leave()
            self._scope = scope
            self._waiting.clear()  # of a case that was left nobody hears what became of it

    def leave(self) -> None:
        """Show no entry; what was typed is told first."""
        self.flush()
        self.subject, self._known = "", None

    def show_entry(self, subject: str, known: Written) -> None:
        """Show an entry as it is kept, or as far as it was typed; what is being typed in it stays."""
        if subject != self.subject:
            self.flush()
            self.subject, self._known = subject, known
            self._put(self._with_draft(known), force=True)
            self._forget_if_same((self._scope, subject))  # it was kept while nobody listened, in another case
        else:
            before, self._known = self.said(), known
            self._put(self._with_draft(known), before=before)

    def rename(self, subject: str, new_subject: str) -> None:
        """An entry has got a name of its own."""
        old, new = (self._scope, subject), (self._scope, new_subject)
        for found in (self._drafts, self._waiting):
            if old in found:
                found[new] = found.pop(old)  # type: ignore[assignment]
        if self.subject == subject:
            self.subject = new_subject

    def answer(self, subject: str, known: Written) -> None:
        """What was told first is kept; the entry is now as `known` says."""
        told = self._answered(subject)
        draft = self._drafts.get((self._scope, subject), {})
        before = self.said() if subject == self.subject else None
        for name, value in told.items():
            if draft.get(name) == value:
                del draft[name]
        if not draft:
            self._drafts.pop((self._scope, subject), None)
        if before is not None:
            self._known = known
            self._put(self._with_draft(known), before=before)
            if told and not draft and not self._changes():
                self.kept.emit()

    def not_kept(self, subject: str) -> None:
        """What was told first could not be kept; it is told again when the entry is left."""
        self._answered(subject)

    def has_draft(self, subject: str) -> bool:
        """Whether something typed into an entry is not kept yet."""
        return bool(self._drafts.get((self._scope, subject)))

    def waits(self, subject: str) -> bool:
        """Whether something told of an entry is not answered yet."""
        return bool(self._waiting.get((self._scope, subject)))

    def drop(self, subject: str) -> None:
        """Forget what was typed into an entry, and show none."""
        self._drafts.pop((self._scope, subject), None)
        if subject == self.subject:
            self._pause.stop()
            self.subject, self._known = "", None

    def now(self, kind: type[Kind]) -> Kind:
        """The entry as it stands in the form."""
        known = self._known if isinstance(self._known, kind) else kind()
        return replace(known, **self._values())

    def said(self) -> Changes:
        """The parts as they were last told or filled in."""
        known = self._with_draft(self._known) if self._known is not None else {}
        return {name: known[name] for name in self._values() if name in known}

    @Slot()
    def flush(self) -> None:
        """Tell now what was typed."""
        self._pause.stop()
        if self._known is None:
            return
        tidied = [part for part in self._parts if part.tidy()]
        if tidied:
            self.tidied.emit(tidied)
        key = (self._scope, self.subject)
        changes = self._changes()
        if not self._waiting.get(key):  # nothing is on its way: what could not be kept is tried again
            changes = {**self._unlike_known(), **changes}
        if changes:
            self._drafts[key] = self._drafts.get(key, {}) | changes
            self._waiting.setdefault(key, []).append(changes)
            self.edited.emit(self.subject, changes)
        else:
            self._forget_if_same(key)

    def _changes(self) -> Changes:
        said = self.said()
        return {name: value for name, value in self._values().items() if name in said and said[name] != value}

    def _unlike_known(self) -> Changes:
        values = self._values()
        return {name: value for name, value in values.items() if getattr(self._known, name) != value}

    def _forget_if_same(self, key: tuple[str, str]) -> None:
        if not self._waiting.get(key) and not self._unlike_known():
            self._drafts.pop(key, None)

    def _answered(self, subject: str) -> Changes:
        waiting = self._waiting.get((self._scope, subject), [])
        return waiting.pop(0) if waiting else {}

    def _values(self) -> Changes:
        return {name: value for part in self._parts for name, value in part.values().items()}

    def _with_draft(self, known: Written) -> Changes:
        draft = self._drafts.get((self._scope, self.subject), {})
        names = (name for part in self._parts for name in part.names)
        return {name: draft.get(name, getattr(known, name)) for name in names}

    def _put(self, values: Changes, *, before: Mapping[str, Any] | None = None, force: bool = False) -> None:
        """Fill in each part; not one that the person is changing."""
        for part in self._parts:
            if force:
                part.begin_anew()
            shown = part.values()
            if force or before is None or all(before.get(name) == value for name, value in shown.items()):
                part.show_values(values)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()
        self.typed.emit()
