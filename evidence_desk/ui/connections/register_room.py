"""What both registers have in common: entries that keep themselves, go and come back, and the items that show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Clock
from evidence_desk.domain.written import Written
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.item_finding import ItemFinding
from evidence_desk.ui.entry_operation import EntryOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.register_model import RegisterRow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.register_panel import RegisterPanel
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWays:
    """What a register's room works with."""

    window: MainWindow
    operations: Operations
    writing: RegisterOperation
    entries: EntryOperation
    state: CaseState
    plan: CasePlan
    finding: ItemFinding
    clock: Clock
    aim: Callable[[], Aim]
    show_item: Callable[[ItemId], None]


class RegisterRoom(QObject):
    """Who inherits says what the rows of its register are. An entry is shown as changed only once that was kept."""

    def __init__(self, panel: RegisterPanel, room: ActionId, kind: type[Written], ways: RegisterWays) -> None:
        super().__init__(panel)
        self._register = panel
        self._room = room
        self._kind = kind
        self._ways = ways
        self._template: Written = kind()
        self._shown_case = ""
        self._hear_panel(panel)
        ways.entries.kept.connect(self._on_kept)
        ways.entries.not_kept.connect(self._on_not_kept)
        ways.writing.written.connect(self._on_written)
        ways.operations.case_left.connect(panel.detail.form.leave)
        ways.operations.item_removed.connect(self._on_items_changed)

    def register(self) -> tuple[Kept[Any], ...]:
        """The entries, oldest first."""
        raise NotImplementedError

    def template(self) -> Written:
        """What a new entry begins with."""
        return self._kind()

    def rows(self, entries: Mapping[str, Any]) -> list[RegisterRow]:
        """How the entries are shown, by their subjects and in their order."""
        raise NotImplementedError

    def removed_words(self) -> str:
        """What is said when an entry is gone."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Show what is unusual about the entry in the form."""
        raise NotImplementedError

    @Slot()
    def show_case(self) -> None:
        """Show the register of the case as it is known now."""
        case_id = self._ways.state.case.id if self._ways.state.case else ""
        if case_id != self._shown_case:
            self._shown_case = case_id
            self._register.forget_new()
            self._register.removed.hide()
        self._register.detail.form.turn_to(case_id)
        kept: dict[str, Written] = {each.id: each.what for each in self.register()}
        new = self._register.new_subject
        entries = kept | ({new: self._template} if new is not None else {})
        self._register.set_entries(entries, self.rows(entries), self._ways.state.exhibits)
        self._ways.window.list.set_count(self._room, len(kept))

    def begin(self) -> None:
        """A new entry, with the keyboard in its first field; it is kept with its first word."""
        if self._register.new_subject is None:
            self._template = self.template()
            self._register.begin(self._ways.entries.new_subject())
            self.show_case()
        self._register.choose(self._register.new_subject or "")
        self._register.start_typing()

    def _hear_panel(self, panel: RegisterPanel) -> None:
        panel.new_asked.connect(self.begin)
        panel.row_chosen.connect(self._on_row_chosen)
        panel.removed.undo_asked.connect(self._on_undo_asked)
        detail = panel.detail
        detail.edited.connect(self._on_edited)
        detail.removal_asked.connect(self._on_removal_asked)
        detail.exhibit_added.connect(self._on_exhibit_added)
        detail.exhibit_taken.connect(self._on_exhibit_taken)
        detail.exhibit_shown.connect(self._on_exhibit_shown)
        detail.looked_odd.connect(self.show_hints)

    @Slot(str)
    def _on_row_chosen(self, subject: str) -> None:
        """Who goes elsewhere without a word did not want a new entry."""
        new = self._register.new_subject
        if new is not None and subject != new and not self._register.detail.form.has_draft(new):
            self._register.forget_new()
            self.show_case()

    @Slot(str, object)
    def _on_edited(self, subject: str, changes: dict[str, Any]) -> None:
        if subject == self._register.new_subject:
            changes = {**self._begun(), **changes}
        self._ways.entries.change(self._kind, subject, changes)

    def _begun(self) -> dict[str, Any]:
        """What a new entry begins with, as far as it is not untouched."""
        return {name: getattr(self._template, name) for name in self._template.as_json()}

    @Slot(str, object)
    def _on_kept(self, subject: str, kept: Kept[Any]) -> None:
        if isinstance(kept.what, self._kind):
            self._register.name_new(subject, kept.id)
            self._register.detail.answer(kept.id, kept.what)
            self.show_case()

    @Slot(str, object)
    def _on_not_kept(self, subject: str, error: DeskError) -> None:
        if subject in {self._register.new_subject, *(each.id for each in self.register())}:
            self._register.detail.show_trouble(subject, message(error))

    @Slot(object)
    def _on_written(self, kept: Kept[Any]) -> None:
        """Taken out or put back, here, by Undo or by whatever else writes; what is typed here is told as kept after."""
        if isinstance(kept.what, self._kind) and not self._register.detail.form.waits(kept.id):
            if kept.is_removed:
                self._say_removed(kept)
            elif kept.id == self._register.removed.entry_id:
                self._register.removed.hide()
            self.show_case()

    def _say_removed(self, kept: Kept[Any]) -> None:
        words = self.removed_words()
        self._register.removed.say(kept.id, words)
        announce(self._register.list, words)

    @Slot(str)
    def _on_removal_asked(self, subject: str) -> None:
        known = next((each.id for each in self.register() if each.id == subject), None)
        if known is not None:
            self._register.flush()
            self._register.both.show_list()
            self._ways.writing.take_out(self._kind, known)
        elif subject == self._register.new_subject and not self._register.detail.form.waits(subject):
            self._register.detail.form.drop(subject)
            self._register.forget_new()
            self._register.both.show_list()
            self.show_case()

    @Slot(str)
    def _on_undo_asked(self, entry_id: str) -> None:
        gone = next((each for each in self._ways.state.registers.taken_out if each.id == entry_id), None)
        if gone is not None:
            self._ways.writing.put_back(self._kind, gone.id)
            self._register.take_focus()

    @Slot(str)
    def _on_exhibit_added(self, subject: str) -> None:
        question, take = self.tr("Which item shows it?"), self.tr("Use this one")
        self._ways.finding.ask(question, take, lambda item: self._name_exhibit(subject, item))

    def _name_exhibit(self, subject: str, item: Listed) -> None:
        self._register.detail.form.flush()
        self._ways.entries.name_exhibit(self._kind, subject, item.id, named=True)

    @Slot(str, str)
    def _on_exhibit_taken(self, subject: str, item_id: str) -> None:
        self._ways.entries.name_exhibit(self._kind, subject, ItemId(item_id), named=False)

    @Slot(str)
    def _on_exhibit_shown(self, item_id: str) -> None:
        self._ways.window.open_room(ActionId.EVIDENCE)
        self._ways.show_item(ItemId(item_id))

    @Slot()
    def _on_items_changed(self) -> None:
        """An item can't be named any more."""
        self.show_case()
