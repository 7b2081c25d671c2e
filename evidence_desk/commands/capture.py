"""`screens`, `windows`, `capture`."""

import os
import threading
from dataclasses import dataclass
from typing import Any

import click

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneScreen, OneWindow, Region, Target
from evidence_desk.commands.forwarding import pid_of_desk
from evidence_desk.commands.seconds import SecondsType
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import item_shape, screen_shape, window_shape
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import refuse_by_itself
from evidence_desk.workflows.capture_evidence import CaptureRequest
from evidence_desk.workflows.open_case import case_to_write_in

_LOOKS_UP_EVERY_S = 0.2


class RectangleType(click.ParamType[Rectangle]):
    """X,Y,WxH in physical pixels; X and Y may be negative."""

    name = "X,Y,WxH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Rectangle:
        if isinstance(value, Rectangle):
            return value
        try:
            x, y, size = str(value).split(",")
            width, height = size.lower().split("x")
            rectangle = Rectangle(int(x), int(y), int(width), int(height))
        except ValueError:
            rectangle = Rectangle(0, 0, 0, 0)
        if rectangle.width < 1 or rectangle.height < 1:
            self.fail(f"{value!r} is not of the form X,Y,WxH, such as 100,50,640x480.", param, ctx)
        return rectangle


@dataclass(frozen=True, slots=True)
class Press:
    """One press of the shutter, as it was typed."""

    screen: int | None
    window: str | None
    active_window: bool
    region: Rectangle | None
    leave_out: tuple[Rectangle, ...]
    note: str
    tags: tuple[str, ...]
    case_name: str | None
    no_context: bool = False

    def target(self) -> Target:
        """What is pointed at; raises click.UsageError when two things are."""
        chosen: list[Target] = []
        if self.screen is not None:
            chosen.append(OneScreen(self.screen))
        if self.window is not None:
            chosen.append(OneWindow(self.window))
        if self.active_window:
            chosen.append(ActiveWindow())
        if self.region is not None:
            chosen.append(Region(self.region))
        if len(chosen) > 1:
            raise click.UsageError("Choose one of --screen, --window, --active-window and --region.")
        return chosen[0] if chosen else AllScreens()

    def request(self, vault: Vault) -> CaptureRequest:
        """The request, in the case that was named or the one used last."""
        case = case_to_write_in(vault, self.case_name)
        words = (self.note, self.tags, self.leave_out)
        return CaptureRequest(case, self.target(), *words, trigger="command", context=not self.no_context)

    def arguments(self) -> list[str]:
        """The same press, typed again: each one of a series stands for itself."""
        typed = ["capture"]
        typed += [f"--screen={self.screen}"] if self.screen is not None else []
        typed += [f"--window={self.window}"] if self.window is not None else []
        typed += ["--active-window"] if self.active_window else []
        typed += [f"--region={_typed(self.region)}"] if self.region is not None else []
        typed += [f"--leave-out={_typed(area)}" for area in self.leave_out]
        typed += ["--no-context"] if self.no_context else []
        typed += [f"--case={self.case_name}"] if self.case_name is not None else []
        return [*typed, f"--note={self.note}", *(f"--tag={tag}" for tag in self.tags)]


def _typed(area: Rectangle) -> str:
    return f"{area.x},{area.y},{area.width}x{area.height}"


@click.command()
@pass_session
def screens(session: Session) -> None:
    """List the screens."""
    backend = open_backend(os.environ)
    try:
        found = backend.screens()
    finally:
        backend.close()
    session.answer(
        [screen_shape(screen) for screen in found],
        *(
            f"{s.number}  {shown(s.name)}  {s.width} x {s.height} at {s.x},{s.y}{'  primary' if s.primary else ''}"
            for s in found
        ),
    )


@click.command()
@pass_session
def windows(session: Session) -> None:
    """List the windows that can be captured, topmost first."""
    backend = open_backend(os.environ)
    try:
        every = backend.windows()
    finally:
        backend.close()
    # What is captured now is captured by the desk that has the vault open, and it never captures its own windows.
    desk_pid = pid_of_desk(session.vault_path)
    found = [each for each in every if not each.own and (each.pid is None or each.pid != desk_pid)]
    session.answer(
        [window_shape(window) for window in found],
        *(f"{w.id}  {shown(w.title)}  ({shown(w.application)})  {w.width} x {w.height}" for w in found),
    )


@click.command()
@click.option("--screen", type=click.IntRange(min=1), metavar="N", help="One screen.")
@click.option("--window", metavar="ID", help="One window, whole, even when others cover it.")
@click.option("--active-window", is_flag=True, help="The window in use.")
@click.option("--region", type=RectangleType(), help="One area of the desktop.")
@click.option(
    "--leave-out", type=RectangleType(), multiple=True, help="Fill this part of the picture before it is kept."
)
@click.option("--no-context", is_flag=True, help="Keep a window without the whole screen around it.")
@click.option("--delay", type=SecondsType(), default=0.0, metavar="S", help="Wait first.")
@click.option("--count", type=click.IntRange(min=1), metavar="N", help="Capture N times.")
@click.option("--every", type=SecondsType(), default=1.0, metavar="S", help="Seconds between captures.")
@click.option("--note", default="", metavar="T", help="Your own words about it.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; may be given several times.")
@case_option
@pass_session
def capture(session: Session, /, delay: float, count: int | None, every: float, **press: Any) -> None:  # noqa: ANN401
    """Keep what is on screen. Default: all screens."""
    shot = Press(**press)
    shot.target()
    if count is None and not delay:
        _capture(session, shot)
    else:
        _capture_series(session, shot, delay, count or 1, every)


def _capture(session: Session, press: Press) -> None:
    kept, case = session.desk.capture(press, session.caller.display)
    around = f" The whole screen with it is {kept.context.exhibit}." if kept.context is not None else ""
    session.answer(item_shape(kept.item, case), f"Saved {kept.item.exhibit} in {shown(case.title)}.{around}")


def _capture_series(session: Session, press: Press, delay: float, count: int, every: float) -> None:
    """Each capture is a command of its own, so that the desk is free between two and each line is final."""
    if count > 1:
        session.desk.work(lambda vault: refuse_by_itself(vault, case_to_write_in(vault, press.case_name)), create=True)
    start_ns = session.desk.clock.now().monotonic_ns + int(delay * NANOSECONDS)
    for number in range(count):
        _wait_until(session, start_ns + int(number * every * NANOSECONDS))
        code = session.again(press.arguments())
        if code:
            raise click.exceptions.Exit(code)


def _wait_until(session: Session, due_ns: int) -> None:
    """Look up now and then: whoever waits for a series that a window carries out may press Ctrl+C, or be gone."""
    clock, pause = session.desk.clock, threading.Event()
    while not session.caller.gone():
        left_ns = due_ns - clock.now().monotonic_ns
        if left_ns <= 0:
            return
        pause.wait(min(left_ns / NANOSECONDS, _LOOKS_UP_EVERY_S))
    raise click.Abort
