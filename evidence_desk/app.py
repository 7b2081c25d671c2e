"""The program with a window: every object is built once, connected, run and closed here."""

import logging
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from evidence_desk import paths, settings
from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.errors import DeskError, GuidanceDamaged, VaultBusy
from evidence_desk.domain.sentences import sentence
from evidence_desk.domain.times import Clock
from evidence_desk.here import surroundings
from evidence_desk.process import on_fault
from evidence_desk.taking_commands import take_commands
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.case_operations import CaseOperations
from evidence_desk.ui.connections.adding_files import AddingFiles
from evidence_desk.ui.connections.asking_permission import AskingPermission
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.connections.captures import Captures
from evidence_desk.ui.connections.care import Care
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.case_switching import CaseSwitching
from evidence_desk.ui.connections.checklists import Checklists
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.desk_troubles import DeskTroubles
from evidence_desk.ui.connections.desk_window import DeskWindow
from evidence_desk.ui.connections.evidence_room import EvidenceRoom
from evidence_desk.ui.connections.hand_over_room import HandOverRoom
from evidence_desk.ui.connections.item_finding import ItemFinding
from evidence_desk.ui.connections.last_room import LastRoom
from evidence_desk.ui.connections.locked_desk import Unlocked, WasOpen
from evidence_desk.ui.connections.mending import Mending
from evidence_desk.ui.connections.outside import Outside
from evidence_desk.ui.connections.passphrases import Passphrases
from evidence_desk.ui.connections.questions import Questions
from evidence_desk.ui.connections.registers import Registers
from evidence_desk.ui.connections.settings_room import SettingsRoom, wanted_look
from evidence_desk.ui.connections.start_and_help import StartAndHelp
from evidence_desk.ui.connections.timeline_room import TimelineRoom
from evidence_desk.ui.day_turn import DayTurn
from evidence_desk.ui.dialogs.area_picker import AreaPicker
from evidence_desk.ui.dialogs.esc_listener import EscListener
from evidence_desk.ui.dialogs.item_picker import ItemPicker
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.hand_over_operation import HandOverOperation
from evidence_desk.ui.import_operation import ImportOperation
from evidence_desk.ui.leaving import Leaving
from evidence_desk.ui.listing_operation import ListingOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message, synced_folder
from evidence_desk.ui.models.guidance_words import content_in_the_windows_language, in_the_windows_language
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.own_windows import OwnWindows
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.recover_operation import RecoverOperation
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.ui.rooms import Rooms
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.ui.tidying import Tidying
from evidence_desk.ui.timeline_operation import TimelineOperation
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.load_steps import content_or_trouble

_log = logging.getLogger(__name__)


class Program:
    """Everything that runs, in the order it is built; `close` takes it down in the order that loses nothing."""

    exit_code = 0
    was_open: WasOpen | None = None
    """Said once it was locked: what is left of it."""

    def __init__(  # noqa: PLR0913 — what it is built of
        self, application: QApplication, clock: Clock, screen: ScreenHere, vault_path: Path, settings_path: Path,
        *, unlocked: Unlocked | None = None,
    ) -> None:  # fmt: skip
        self._application, self._screen, self._vault_path = application, screen, vault_path
        self._services = ExitStack()
        self._unlocked, self._now = unlocked, clock.now
        self.content, trouble = content_or_trouble()
        checklists = self.content.lists if self.content else ()
        # What works.
        self.background = unlocked.background if unlocked else Background()
        self._settings = settings.Settings(settings_path)
        screen.keeps_context = lambda: self._settings.get(settings.WHOLE_SCREEN)
        self._own_windows = OwnWindows(application, self.background)
        screen.aside = self._own_windows.aside
        given = unlocked.given if unlocked else None
        self._desk = CaseDesk(vault_path, clock, screen.capturer, self._on_vault_opened, given)
        self._reads = reads = VaultReading(vault_path)
        self.operations = Operations(self.background, self._desk, reads)
        self.writing = RegisterOperation(self.operations, self._desk)
        self._cases = CaseOperations(self.background, self._desk, self.operations)
        self._listing = ListingOperation(self.background, reads)
        self._listing.failed.connect(self.operations.failed)
        folders = HandOverOperation(self.background, self._desk, reads, clock, self.content)
        self.recovering = RecoverOperation(self.background, self._desk, self.operations, vault_path, clock, given=given)
        # What is seen.
        self.look = look = Appearance(application, *wanted_look(self._settings), os.environ)
        look.undress()
        self.actions = Actions(look)
        self.rooms = Rooms(application, look, clock)
        self.window = MainWindow(application, look, self.actions, self.rooms.by_action())
        self.bar = CaptureBar(application, look, self.actions)
        self.picker = WindowPicker(application, look, self.actions, self.window)
        self.area_picker = AreaPicker(application, look)
        self._esc_listener = EscListener()
        # Who hears what.
        self._introduce(in_the_windows_language(checklists), clock, folders)
        self._settle(vault_path, clock)
        self._connect(trouble)
        look.dress()

    def _settle(self, vault_path: Path, clock: Clock) -> None:
        """What belongs to no case: the bar's place, settings, leaving, and the ways in from outside."""
        application, look = self._application, self.look
        self._bar_place = BarPlace(application, self.window, self.bar, self._settings)
        self._last_room = LastRoom(self.window, self._settings)
        self._settings_room = SettingsRoom(
            self.rooms.settings, self._settings, look, self.bar, self._bar_place,
            application=application, vault_path=vault_path,
        )  # fmt: skip
        self.leaving = Leaving(application, clock)
        self._tidying = Tidying(application, self.background)
        self._listing.all_read.connect(self._tidying.keep_what_is_there)
        self.outside = Outside(
            os.environ, look, window=self.window, bar=self.bar, panel=self.rooms.settings, screen=self._screen,
            settings=self._settings, background=self.background, operations=self.operations,
            capturing=self._capturing, state=self.state, vault_path=vault_path, clock=clock,
        )  # fmt: skip
        self.start_and_help.remind_in(self.outside.tray)
        self.passphrases.hear(self.outside.key)
        self._permission = AskingPermission(self.window, self.background, self._settings, self._screen.permission)

    def _introduce(self, checklists: tuple[Checklist, ...], clock: Clock, folders: HandOverOperation) -> None:
        """Every room and what it listens to."""
        self.state = CaseState()
        self.writing.written.connect(self.state.write)
        self.plan = CasePlan(
            content_in_the_windows_language(self.content) if self.content else None, self.state, clock
        )  # fmt: skip
        captures = Captures(
            self.window, self.actions, bar=self.bar, picker=self.picker,
            area_picker=self.area_picker, esc_listener=self._esc_listener, background=self.background, desk=self._desk,
            operations=self.operations, screen=self._screen, state=self.state, settings=self._settings,
            reads=self._reads,
        )  # fmt: skip
        self._capturing, self._scrolling, self._watching = captures.capturing, captures.scrolling, captures.watching
        self._evidence = EvidenceRoom(self.rooms.evidence, self.operations, self._listing, self.state, clock)
        self.finding = ItemFinding(
            ItemPicker(self._application, self.look, self.actions, self.window), self.operations, self._listing,
            state=self.state, clock=clock,
        )  # fmt: skip
        parts = DeskParts(
            application=self._application, look=self.look, actions=self.actions, window=self.window, rooms=self.rooms,
            desk=self._desk, operations=self.operations, writing=self.writing, finding=self.finding,
            state=self.state, plan=self.plan, clock=clock,
        )  # fmt: skip
        self.lists = Checklists(parts, aim=lambda: self._capturing.aim)
        self._hand_over = HandOverRoom(
            self.rooms.hand_over, folders, self.operations, self.state,
            window=self.window, checklists=checklists, clock=clock,
        )  # fmt: skip
        self.start_and_help = StartAndHelp(
            parts, background=self.background, settings=self._settings, reads=self._reads,
            show_step=self.lists.rooms.show_step,
        )  # fmt: skip
        self.registers = Registers(
            parts, aim=lambda: self._capturing.aim, show_payment=self.lists.rooms.show_payment
        )  # fmt: skip
        reading = TimelineOperation(self.background, self._reads, clock, self.plan.content)
        self.timeline = TimelineRoom(self.rooms.timeline, reading, parts, show_step=self.lists.rooms.show_step)
        self._put_together(parts, captures)

    def _put_together(self, parts: DeskParts, captures: Captures) -> None:
        """What hears of care, the window as a whole, and what is asked in windows of its own."""
        importing = ImportOperation(self.background, self._desk, self.operations, surroundings, self._vault_path)
        self.adding = AddingFiles(parts, importing, self._settings)
        self.care = Care(parts, self.content, (*captures.all(), self.adding))
        self.adding.ask_by(self.care)
        self.passphrases = Passphrases(parts, self.background, self._settings, self._reads, self._unlocked)
        self._whole = DeskWindow(
            self.window, self.bar, self.operations, self.state,
            evidence=self._evidence,
            others=(
                self.care, self.adding, self.registers, self.lists, self.timeline, self._hand_over, self.start_and_help,
                self.passphrases,
            ),
            day=DayTurn(self._application, parts.clock, self.window),
        )  # fmt: skip
        self.questions = Questions(parts)
        self._troubles = DeskTroubles(self.window, self.operations)
        self._mending = Mending(self.window, self.recovering)
        self.switching = CaseSwitching(parts, self._cases)

    def run(self) -> int:
        """Open, stay until the window closes, close; the exit code. Raises VaultBusy before anything is shown."""
        try:
            self.open()
            self._application.exec()
        finally:
            self.close()
            self._delete_windows()
        return self.exit_code

    def open(self) -> None:
        """Open what is there and show it. Raises VaultBusy before anything is shown."""
        try:
            view = self.background.run(self._desk.open_existing)
            if view is not None:
                self.operations.case_opened.emit(view)
                self._last_room.restore()
        except VaultBusy:
            self.close()
            raise
        except DeskError as refusal:
            self.exit_code = 1
            sys.stderr.write(sentence(refusal) + "\n")
            self._mending.show_not_opened(refusal)
        self.window.show()
        self.window.activateWindow()
        self.outside.start()

    def lock(self) -> None:
        """As Leave now; whoever runs this program shows the lock in its place, once it is closed."""
        if self.was_open is None:
            self.was_open = WasOpen(self._now(), self.window.saveGeometry())
            self.leaving.leave()

    def close(self) -> None:
        """Finish what was asked to be kept, then let go of everything; may be called twice."""
        self.background.stop_listening()
        self.leaving.stop_counting()
        self.passphrases.locking.stop()
        self.outside.close()
        self._services.close()
        self.background.shut_down(last=self._desk.close)
        ends = self.adding.close, self._screen.close, self._tidying.stop, self._reads.forget, self.state.forget
        for end in (*ends, self.recovering.forget, self.passphrases.room.forget):
            end()
        self._unlocked = None

    def _delete_windows(self) -> None:
        """While everything they lean on is there: left to the interpreter's end, the order would be anybody's guess."""
        for window in (self.picker, self._esc_listener, self.bar, self.window):
            window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def on_our_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last resort for a fault of our own (an excepthook): the log has it, the person gets a sentence."""
        _log.error("a fault of the program", exc_info=(kind, error, trace))
        self._whole.on_broken(error)

    def _connect(self, trouble: GuidanceDamaged | None) -> None:
        for room in (self.rooms.evidence, self.rooms.hand_over, self.rooms.timeline, self.rooms.start_here):
            room.capture_requested.connect(self._capturing.capture_screen)
        self.rooms.start_here.ages_requested.connect(self.care.ask)
        self.rooms.settings.leave_requested.connect(self.leaving.leave)
        self.background.broke.connect(lambda error: on_fault(type(error), error, error.__traceback__))
        self.actions[ActionId.LEAVE].triggered.connect(self.leaving.leave)
        self.passphrases.locking.asked.connect(self.lock)
        self.window.closing.connect(self.leaving.leave)
        self.operations.case_opened.connect(self._on_case_opened)
        ends = self.outside.tray.close, self._capturing.stop, self._watching.stop, self._scrolling.stop
        for end in (*ends, self._own_windows.leave, self.lists.own_steps.leave, self._on_left):
            self.leaving.left.connect(end)
        self._whole.first_shown.connect(self._bar_place.restore)
        self._whole.first_shown.connect(self._permission.ask_once)
        if trouble is not None:
            self.window.banner.say(message(trouble))
        service = paths.synced_folder_name(self._vault_path)
        if service is not None:
            self.window.banner.say(synced_folder(service, has_key_file=self._unlocked is None))

    def _on_case_opened(self) -> None:
        self.exit_code = 0

    def _on_vault_opened(self, vault: Vault) -> None:
        """Case thread: from now on this program's other threads read it, and other processes' commands come here."""
        self._reads.follow(vault)
        work = vault, self.background, self._screen, self.operations, self.window
        self._services.callback(take_commands(*work, lock=self.lock))

    def _on_left(self) -> None:
        """Every window is gone already; what was typed is on its way to the vault."""
        self.background.stop_listening()
        self._application.quit()
