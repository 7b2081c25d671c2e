"""Takes the pictures of the documents: the real program on a display of its own, light and dark.

.venv/bin/python script/pictures.py [FOLDER]      (needs Xvfb and openbox; FOLDER is docs/pictures unless given)
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evidence_desk.app import Program
    from evidence_desk.domain.evidence import Item

CHATS = (
    ("Facebook", "Facebook message request"),
    ("Firefox", "Transfer details"),
    ("Telegram", "Telegram profile, @blue_harbour_93"),
    ("Telegram", "Telegram chat"),
)
_SIZE = "1600x1000x24"


def main() -> int:
    """Start the display and what is on it, then the program in a process of its own."""
    match sys.argv[1:]:
        case ["--chat", application, title, place]:
            return chat(application, title, int(place))
        case ["--desk", folder]:
            return desk(Path(folder))
        case arguments:
            return stage(Path(arguments[0] if arguments else "docs/pictures").absolute())


def stage(folder: Path) -> int:
    """A display, a window manager, some chats, and the program in the middle."""
    folder.mkdir(parents=True, exist_ok=True)
    home = Path("/tmp/desk-pictures")  # noqa: S108 — its name is seen in a picture
    home.mkdir()
    with ExitStack() as running:
        running.callback(shutil.rmtree, home)
        name = running.enter_context(display())
        environ = os.environ | {
            "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11", "HOME": str(home),
            "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path.cwd()),
        }  # fmt: skip
        environ.pop("WAYLAND_DISPLAY", None)
        running.enter_context(program(["openbox", "--sm-disable"], environ))
        for place, (application, title) in enumerate(CHATS):
            running.enter_context(
                program([sys.executable, __file__, "--chat", application, title, str(place)], environ)
            )
        return subprocess.run([sys.executable, __file__, "--desk", str(folder)], env=environ, check=False).returncode


@contextmanager
def display() -> Iterator[str]:
    """An X server of our own; its name."""
    read_fd, write_fd = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_fd), "-screen", "0", _SIZE, "-dpi", "96", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write_fd,), stderr=subprocess.DEVNULL) as server:
        os.close(write_fd)
        try:
            with os.fdopen(read_fd) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def program(command: list[str], environ: dict[str, str]) -> Iterator[None]:
    """Something that runs meanwhile."""
    with subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) as running:
        try:
            yield
        finally:
            running.terminate()


def chat(application: str, title: str, place: int) -> int:
    """Another program's window, made up; Qt is loaded in its own process only."""
    from PySide6.QtWidgets import QApplication, QLabel

    made = QApplication([application])
    made.setApplicationName(application)
    window = QLabel("Nothing here is anybody's.")
    window.setMargin(200)
    window.setWindowTitle(title)
    window.move(40 * place, 30 * place)
    window.show()
    return made.exec()


def desk(folder: Path) -> int:
    """The program itself, used as a person would use it."""
    from PySide6.QtGui import QFont

    from evidence_desk import app, settings
    from evidence_desk.here import new_item_id, surroundings, system_clock
    from evidence_desk.ui import neutral_application
    from evidence_desk.ui.actions import ActionId
    from evidence_desk.ui.screen_here import look_for_screen
    from evidence_desk.ui.theme import Theme
    from evidence_desk.ui.tokens import BASE_PIXELS, Scheme

    application = neutral_application.application()
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    home = Path(os.environ["HOME"])
    program = app.Program(application, system_clock(), screen, home / "vault", settings.default_settings_path())
    program.open()
    person = Person(program, folder, home)

    def in_look(scheme: Scheme, scale: float = 1.0) -> None:
        font = QFont(application.font())
        font.setPixelSize(round(BASE_PIXELS * scale))
        program.look.show_in(Theme(scheme, font))

    for scheme in (Scheme.DARK, Scheme.LIGHT):
        in_look(scheme)
        person.take(program.window, "first-start", scheme)
    person.save_something()
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        in_look(scheme)
        person.go_round(scheme)
    in_look(Scheme.CONTRAST)
    person.take(program.window, "window", Scheme.CONTRAST)
    program.window.open_room(ActionId.START)
    person.take(program.window, "start-here", Scheme.CONTRAST)
    program.window.open_room(ActionId.EVIDENCE)
    in_look(Scheme.LIGHT, 2.0)
    person.take(program.window, "large-text", Scheme.LIGHT)
    program.close()
    return 0


class Person:
    """Presses what a person would press, and takes pictures on the way."""

    def __init__(self, program: "Program", folder: Path, home: Path) -> None:
        self._program = program
        self._folder = folder
        self._home = home

    def take(self, window: "QWidget", name: str, scheme: str) -> None:
        """Save a picture of a window as it is painted now."""
        if window is not self._program.bar:
            window.activateWindow()
            self._wait(window.isActiveWindow)
        self._wait(lambda: True)
        suffix = "" if scheme == "light" else f"-{scheme}"
        window.grab().save(str(self._folder / f"{name}{suffix}.png"))

    def save_something(self) -> None:
        """Start, save every chat and the whole screen, say something of each, and take two steps."""
        from evidence_desk.capture.targets import AllScreens, OneWindow, Target, Window
        from evidence_desk.domain.checklists import StepState
        from evidence_desk.ui.actions import ActionId

        program, operations = self._program, self._program.operations
        program.window.first_start.start.click()
        self._wait(lambda: program.state.case is not None)
        listed: list[Window] = []
        operations.windows_listed.connect(listed.extend)
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
        self._wait(lambda: len([each for each in listed if not each.own]) >= len(CHATS))
        program.picker.hide()
        ids = {each.title: each.id for each in listed}
        targets: list[Target] = [OneWindow(ids[title]) for _application, title in CHATS]
        targets.insert(2, AllScreens())
        items: list[Item] = []
        operations.item_kept.connect(items.append)
        for place, target in enumerate(targets):
            operations.capture(target)
            self._wait(partial(self._has_more_than, items, place))
        for item, tags in zip(items, (["threat", "asks for money"], ["who it is"], []), strict=False):
            for tag in tags:
                operations.add_tag(item.id, tag)
        program.rooms.evidence.choose(items[0].id)
        operations.set_note(items[2].id, "Bank page behind the chat")
        self._write_down(items)
        plan = program.plan.now()
        steps = [step.id for step in plan.lists[0].steps] if plan else []
        done, skipped = steps[0], steps[-1]
        operations.change_step(done, StepState.DONE)
        operations.name_proof(done, items[-1].id)
        operations.change_step(skipped, StepState.SKIPPED)
        self._wait(lambda: skipped in program.state.marks and program.state.marks[done].proof is not None)

    def _write_down(self, items: "list[Item]") -> None:
        """Some answers, who it is and what was paid; all of it made up."""
        from evidence_desk.domain.accounts import Account
        from evidence_desk.domain.payments import Payment, Stopped
        from evidence_desk.here import system_clock

        program, seen = self._program, tuple(item.id for item in items)
        hour_ns = 3600 * 10**9
        paid_ns, zone = system_clock().now().utc_ns - 3 * hour_ns, "Europe/London"
        for entry in (
            Account(service="telegram", display_name="blue harbour", handle="@blue_harbour_93",
                    permanent_id="5529018834", exhibits=seen[:2]),
            Account(service="facebook", display_name="Blue Harbour", handle="blue.harbour.93", exhibits=seen[2:]),
            Account(service="x", display_name="bh", handle="@bluehbr_7702"),
            Payment(method="bank-transfer", amount_minor=18_000, currency="GBP", paid_ns=paid_ns, zone=zone,
                    sent_from="GB", to_name="HARBOUR 93", to_account="12345678", reference="gift"),
            Payment(method="western-union", amount_minor=25_000, currency="GBP", paid_ns=paid_ns + hour_ns, zone=zone,
                    sent_from="GB", reference="123 456 789", stopped=Stopped.MAY_BE_POSSIBLE.value),
        ):  # fmt: skip
            program.writing.keep(entry)
        apps = ("facebook", "telegram", "x")
        program.writing.answer(lambda before: replace(before, country="GB", paid="yes", posted="yes", services=apps))
        known = program.state
        self._wait(lambda: known.registers.answers.services and known.registers.payments)

    def _has_more_than(self, items: "list[Item]", before: int) -> bool:
        return len(items) > before

    def go_round(self, scheme: str) -> None:
        """Every room, the picker, and every answer of the bar."""
        from evidence_desk.ui.actions import APART, ROOMS, ActionId
        from evidence_desk.ui.panels.bar_menu import BarTarget
        from evidence_desk.ui.remedies import Remedy

        program = self._program
        names = {ActionId.START: "start-here", ActionId.EVIDENCE: "window", ActionId.HAND_OVER: "hand-over"}
        for room in (*ROOMS, *APART, ActionId.HELP):
            program.window.open_room(room)
            if room is ActionId.TIMELINE:
                self._wait(lambda: program.rooms.timeline.model.events)
            self.take(program.window, names.get(room, room.value), scheme)
        program.window.leave_help()
        if scheme == "light":
            self._hand_over()
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
        self._wait(program.picker.isActiveWindow)
        self.take(program.picker, "choose-window", scheme)
        program.picker.hide()
        bar = program.bar
        bar.face.set_target(BarTarget.WINDOW)
        bar.show_ready(14, "Case 1")
        self.take(bar, "bar-ready", scheme)
        bar.show_saved(15)
        self.take(bar, "bar-saved", scheme)
        bar.set_small(True)
        self.take(bar, "bar-small", scheme)
        bar.set_small(False)
        bar.show_not_saved("The window is minimised. Open it, then press Capture.", Remedy.CHOOSE_WINDOW)
        self.take(bar, "bar-not-saved", scheme)
        bar.show_saved(15)
        program.window.open_room(ActionId.EVIDENCE)

    def _hand_over(self) -> None:
        """Make a folder for the police."""
        from evidence_desk.ui.actions import ActionId

        program, place = self._program, self._home / "stick"
        place.mkdir()
        program.window.open_room(ActionId.HAND_OVER)
        panel = program.rooms.hand_over
        panel.set_place(place, 12_400_000_000)
        self.take(program.window, "hand-over-ready", "light")
        panel.folder_requested.emit(place)
        self._wait(panel.result.isVisible)
        self.take(program.window, "hand-over-done", "light")
        panel.result.another_asked.emit()

    def _wait(self, look: Callable[[], object]) -> None:
        """Let the program work until the answer is true, and then a little longer for the paint."""
        from PySide6.QtTest import QTest

        for _ in range(3000):
            QTest.qWait(20)
            if look():
                break
        else:
            raise SystemExit("The program did not get there.")
        QTest.qWait(150)


if __name__ == "__main__":
    sys.exit(main())
