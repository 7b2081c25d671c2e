"""The program with a window: every object is built once, connected, run and closed here."""

import logging
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from evidence_desk import resources, settings
from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import Window
from evidence_desk.commands.cold_desk import new_item_id, surroundings, system_clock
from evidence_desk.commands.open_desk import OpenDesk, command_service
from evidence_desk.domain.checklists import Checklist, ListId
from evidence_desk.domain.errors import (
    CaptureRefused,
    DeskError,
    GuidanceDamaged,
    NoDisplay,
    NotOnThisSystem,
    VaultBusy,
)
from evidence_desk.domain.sentences import sentence
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.checklists import LIST_IDS, load_checklists
from evidence_desk.ui import display_check
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.connections.capturing import Capturing
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF, ChecklistRooms
from evidence_desk.ui.connections.desk_window import DeskWindow
from evidence_desk.ui.connections.evidence_room import EvidenceRoom
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.leaving import Leaving
from evidence_desk.ui.main_window import MainWindow, Room
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.evidence_panel import EvidencePanel
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer, note_refusal

_log = logging.getLogger(__name__)
_NEUTRAL_NAME = "Desk"


def run(vault_path: Path) -> int:
    """Open the window on the vault and stay until it closes; the exit code. Says in one sentence why there is none."""
    forbid_core_dumps()
    try:
        screen = ScreenHere.found(os.environ)
        program = Program(application(), system_clock(), screen, vault_path, settings.default_settings_path())
        sys.excepthook = program.on_our_fault
        return program.run()
    except (NoDisplay, VaultBusy) as refusal:
        sys.stderr.write(sentence(refusal) + "\n")
        return 1


def application() -> QApplication:
    """Qt's own object, under a name that says nothing to somebody looking on."""
    made = QApplication([_NEUTRAL_NAME])
    made.setApplicationName(_NEUTRAL_NAME)
    made.setApplicationDisplayName(_NEUTRAL_NAME)
    made.setQuitOnLastWindowClosed(False)
    return made


def forbid_core_dumps() -> None:
    """A core file would hold pictures in plaintext; PR_SET_DUMPABLE=0 would do more, and break portals."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class ScreenHere:
    """The screen this program sees: a way to picture it, or the reason why there is none."""

    def __init__(self, backend: Backend | None, refusal: DeskError | None) -> None:
        self._backend = backend
        self._refusal = refusal

    @classmethod
    def found(cls, environ: Mapping[str, str]) -> "ScreenHere":
        """Look before Qt does, which would abort. Raises NoDisplay where no window could be shown either."""
        try:
            return cls(open_backend(environ, keep_redirected=True), None)
        except NoDisplay:
            raise
        except (CaptureRefused, NotOnThisSystem) as refusal:
            if isinstance(refusal, CaptureRefused) and not display_check.answers(environ):
                raise NoDisplay from refusal
            return cls(None, refusal)

    def capturer(self, vault: Vault) -> Capturer:
        """What takes pictures into the vault; case thread. Raises the reason, also written into the history."""
        if self._backend is not None:
            return Capturer(vault, self._backend, vault.clock, new_item_id, surroundings())
        if isinstance(self._refusal, CaptureRefused):
            note_refusal(vault, self._refusal)
        raise self._refusal or NoDisplay

    def windows(self) -> tuple[Window, ...]:
        """What can be chosen; raises the reason where nothing can."""
        if self._backend is None:
            raise self._refusal or NoDisplay
        return self._backend.windows()

    def close(self) -> None:
        """Let go of the display."""
        if self._backend is not None:
            self._backend.close()


class Program:
    """Everything that runs, in the order it is built; `close` takes it down in the order that loses nothing."""

    def __init__(
        self, application: QApplication, clock: Clock, screen: ScreenHere, vault_path: Path, settings_path: Path
    ) -> None:
        self._application = application
        self._clock = clock
        self._screen = screen
        self._vault_path = vault_path
        self._services = ExitStack()
        checklists, trouble = _checklists()
        # What works.
        self.background = Background()
        self._desk = CaseDesk(vault_path, clock, screen.capturer, self._on_vault_opened)
        self.operations = Operations(self.background, self._desk, vault_path)
        # What is seen.
        self._look = Appearance(application)
        self._actions = Actions(self._look)
        evidence = EvidencePanel(self._look, application)
        lists = {list_id: ChecklistPanel(self._look) for list_id in LIST_IDS}
        rooms = _rooms(evidence, lists)
        self.window = MainWindow(application, self._look, self._actions, rooms)
        self.bar = CaptureBar(application, self._look, self._actions)
        picker = WindowPicker(application, self._look, self._actions, self.window)
        self._leaving = Leaving(application, clock)
        # Who hears what.
        state = CaseState()
        self._capturing = Capturing(
            self.window, self.bar, picker, self.operations, state, actions=self._actions, list_windows=screen.windows
        )
        evidence_room = EvidenceRoom(evidence, self.operations, state, clock)
        checklist_rooms = ChecklistRooms(
            lists, self.window.list, self.operations, state,
            checklists=checklists, clock=clock, proof_target=lambda: self._capturing.target,
        )  # fmt: skip
        self._whole = DeskWindow(
            self.window, self.bar, self.operations, state, evidence=evidence_room, others=(checklist_rooms,)
        )
        self._bar_place = BarPlace(application, self.bar, settings.Settings(settings_path))
        self._connect()
        if trouble is not None:
            self.window.banner.say(message(trouble))

    def run(self) -> int:
        """Open what is there, show it, and stay until the window closes. Raises VaultBusy before anything is shown."""
        code = 0
        try:
            view = self.background.run(self._desk.open_existing)
            if view is not None:
                self._whole.show_case(view)
        except VaultBusy:
            self.close()
            raise
        except DeskError as refusal:
            code = 1
            sys.stderr.write(sentence(refusal) + "\n")
            self.window.show_not_opened(message(refusal))
        self.window.show()
        self.window.activateWindow()
        self._application.exec()
        self.close()
        return code

    def close(self) -> None:
        """Finish what was asked to be kept, then let go of everything; may be called twice."""
        self.background.stop_listening()
        self._services.close()
        self.background.shut_down(last=self._desk.close)
        self._screen.close()

    def on_our_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last resort for a fault of our own (an excepthook): the log has it, the person gets a sentence."""
        _log.error("a fault of the program", exc_info=(kind, error, trace))
        self._whole.on_broken(error)

    def _connect(self) -> None:
        self.background.broke.connect(lambda error: self.on_our_fault(type(error), error, error.__traceback__))
        self._actions[ActionId.LEAVE].triggered.connect(self._leaving.leave)
        self.window.closing.connect(self._leaving.leave)
        self._leaving.left.connect(self._on_left)
        self._whole.first_shown.connect(self._bar_place.restore)

    def _on_vault_opened(self, vault: Vault) -> None:
        """Case thread: from now on other processes' commands are carried out here."""
        desk = OpenDesk(
            vault,
            vault.clock,
            self.background,
            lambda: self._screen.capturer(vault),
            lambda: load_checklists(resources.resource_path("guidance")),
            os.environ.get("DISPLAY", ""),
            lambda: self.background.say(self.operations.refresh),
        )
        service = command_service(desk, self._vault_path)
        service.start()
        self._services.callback(service.stop)

    def _on_left(self) -> None:
        """Every window is gone already; what was typed is on its way to the vault."""
        self.background.stop_listening()
        self._application.quit()


def _checklists() -> tuple[tuple[Checklist, ...], GuidanceDamaged | None]:
    """The built-in steps; without them the desk still saves and hands over."""
    try:
        return load_checklists(resources.resource_path("guidance")), None
    except GuidanceDamaged as trouble:
        return (), trouble


def _rooms(evidence: EvidencePanel, lists: Mapping[ListId, ChecklistPanel]) -> dict[ActionId, Room]:
    rooms = {ActionId.EVIDENCE: Room(evidence, evidence, (evidence.list, evidence.detail))}
    return rooms | {ROOM_OF[list_id]: Room(each, each, (each.list, each.detail)) for list_id, each in lists.items()}
