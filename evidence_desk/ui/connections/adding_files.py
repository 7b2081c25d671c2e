"""Adding files: by the button, its key or dragging, after the one question about the pictures, and never under care."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.import_refusals import CareNoFiles
from evidence_desk.settings import FILES_LEFT, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.case_view import CaseView
from evidence_desk.ui.connections.care import Care
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.dialogs.place_dialog import files_dialog
from evidence_desk.ui.import_operation import Added, Adding, ImportOperation, Stopped
from evidence_desk.ui.models.adding_words import added_words, adding_words, kept_words, not_added_lines, still_to_add

BUTTON = "button"


class AddingFiles(QObject):
    """What is kept stays kept, whatever ends it; what is not is named, at the next start too."""

    def __init__(self, parts: DeskParts, operation: ImportOperation, settings: Settings) -> None:
        super().__init__(parts.window)
        self._window, self._state, self._operation, self._settings = parts.window, parts.state, operation, settings
        self._panel, self._pages = parts.rooms.evidence, parts.rooms.start
        self._action = parts.actions[ActionId.ADD_FILES]
        self._is_cared, self._read_only = False, True
        self._after_answer: Callable[[], None] | None = None
        self._ask: Callable[[], None] = lambda: None
        self._show_whether_on()
        self._action.triggered.connect(self.choose)
        self._panel.files_requested.connect(self.choose)
        self._panel.files_dropped.connect(self.take)
        self._panel.adding.stop_asked.connect(partial(operation.stop, Stopped.ASKED))
        operation.progressed.connect(self._on_progressed)
        operation.ended.connect(self._on_ended)
        parts.operations.case_opened.connect(self._on_case_opened)
        parts.operations.case_left.connect(self._on_case_left)
        parts.operations.item_kept.connect(self._on_item_kept)
        parts.window.room_opened.connect(self._on_room_opened)

    def ask_by(self, care: Care) -> None:
        """Who asks the one question, and hears its answer before this does."""
        self._ask = care.ask
        care.operation.answered.connect(self._on_answered)
        self._pages.question.put_off.connect(self._on_put_off)

    @Slot()
    def choose(self) -> None:
        """Ask which files; first the question about the pictures, as long as it has no answer."""
        if self._can_add:
            self._once_answered(self._open_dialog)

    @Slot(object)
    def take(self, paths: list[Path]) -> None:
        """Add files that were dropped."""
        if self._can_add and paths:
            self._once_answered(partial(self._add, paths, None))

    @Slot()
    def show_case(self) -> None:
        """Offer it or not, and say what the last start did not come to."""
        self._show_whether_on()
        left = self._settings.get(FILES_LEFT)
        if left and not self._operation.is_busy:
            self._settings.set(FILES_LEFT, 0)
            if self._can_add:
                self._window.banner.say(still_to_add(left))

    def set_care(self, *, cared: bool) -> None:
        """Under care no file is added, and what is being added ends at once."""
        self._is_cared = cared
        self._show_whether_on()
        if cared:
            self._operation.stop(CareNoFiles())
            for dialog in self._panel.findChildren(QFileDialog):
                dialog.reject()  # what would be chosen there is not added any more

    def close(self) -> None:
        """After the last thread has ended: remember how many files were not added, for the next start to say."""
        if self._operation.is_busy:
            self._settings.set(FILES_LEFT, self._operation.unfinished())

    @property
    def _can_add(self) -> bool:
        return self._state.case is not None and not self._is_cared and not self._read_only

    def _show_whether_on(self) -> None:
        self._action.setVisible(self._can_add)
        self._panel.set_takes_files(takes=self._can_add)

    def _once_answered(self, then: Callable[[], None]) -> None:
        """Do it; where nobody said yet whether anyone is under 18, that is asked first, each time until it is."""
        if self._state.case is not None and self._state.case.under18 != Under18.NOT_ASKED:
            then()
            return
        self._ask()
        self._after_answer = then

    def _open_dialog(self) -> None:
        self._window.open_room(ActionId.EVIDENCE)
        files_dialog(self._panel, self.tr("Choose files to add"), lambda paths: self._add(paths, BUTTON)).open()

    def _add(self, paths: list[Path], trigger: str | None) -> None:
        """What was chosen under other circumstances is not added."""
        if self._can_add and self._state.case is not None:
            self._window.open_room(ActionId.EVIDENCE)
            self._operation.add(self._state.case, paths, trigger)

    def _go_on(self) -> None:
        then, self._after_answer = self._after_answer, None
        if then is not None and self._can_add:
            then()

    @Slot(object)
    def _on_answered(self, _case: object) -> None:
        self._go_on()

    @Slot()
    def _on_put_off(self) -> None:
        self._go_on()

    @Slot(ActionId)
    def _on_room_opened(self, _room: ActionId) -> None:
        """Whoever goes elsewhere does not want to be brought back."""
        self._after_answer = None

    @Slot(object)
    def _on_case_opened(self, view: CaseView) -> None:
        """Heard before the case is shown."""
        self._read_only = view.read_only

    @Slot()
    def _on_case_left(self) -> None:
        self._after_answer = None
        self._operation.stop(Stopped.CASE_LEFT)
        self._panel.adding.leave()

    @Slot(object)
    def _on_progressed(self, adding: Adding) -> None:
        self._settings.set(FILES_LEFT, adding.total - adding.done)
        self._panel.adding.show_progress(adding.done, adding.total, adding_words(adding))

    @Slot(object)
    def _on_item_kept(self, item: Item) -> None:
        """Each is announced once it is kept; the last one's words are those of the whole."""
        if self._operation.is_busy and item.record.original_name and self._operation.has_more:
            announce(self._panel, kept_words(item.record.original_name))

    @Slot(object)
    def _on_ended(self, added: Added) -> None:
        self._settings.set(FILES_LEFT, 0)
        words, lines = added_words(added), not_added_lines(added)
        if added.why is Stopped.CASE_LEFT:
            self._window.banner.say(" ".join((words, *lines)))
            return
        self._panel.adding.show_result(words, lines)
        if lines and self._window.current_room is not ActionId.EVIDENCE:
            self._window.banner.say(" ".join((words, self.tr("Open Evidence to see why."))))
        if added.kept and not self._is_at_an_item():
            self._panel.choose(added.kept[-1].id)

    def _is_at_an_item(self) -> bool:
        """Whether the person looks at another item just now, or writes about it."""
        detail = self._panel.detail
        return detail.waits_or_shows or detail.isAncestorOf(self._window.focusWidget())
