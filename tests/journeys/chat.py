"""A real chat in a real browser: Chromium showing a page of our own."""

import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.refusals import CaptureRefused
from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools, wait_until

TITLE = "Messages"
_RESTS_AFTER = 12
"""So many pictures in a row that are the same."""

# The caret is hidden: it would make two pictures of one moment differ.
PAGE = f"""<!doctype html><meta charset="utf-8"><title>{TITLE}</title>
<style>
  body {{ font: 17px sans-serif; background: #e9edf1; margin: 24px; caret-color: transparent }}
  p {{ background: #fff; border-radius: 12px; padding: 12px 16px; max-width: 460px }}
  p.me {{ background: #cdebc9; margin-left: auto }}
</style>
<h1>blue_harbour</h1>
<p>We need to talk about something</p><p class="me">Who is this?</p>
<p>Pay 500 by tonight or everyone you know sees it</p><p class="me">Please stop</p>
<p>I have the names of all your friends</p><input autofocus placeholder="Write a message">
"""

QUIET = [
    "--no-sandbox",
    "--test-type",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
    "--force-device-scale-factor=1",
]


@contextmanager
def chat(display: XDisplay, folder_path: Path) -> Iterator[str]:
    """The browser showing the chat, for as long as the block runs; yields its window's id."""
    page_path = folder_path / "chat.html"
    page_path.write_text(PAGE, encoding="utf-8")
    with in_browser(display, [*usual_place(folder_path), page_path.as_uri()], lambda: window_of(display)) as window:
        wait_until_drawn(display, window)
        yield window


def usual_place(folder_path: Path) -> list[str]:
    """Where the browser's window is, and that it knows nothing of any other."""
    return ["--window-position=40,60", "--window-size=900,760", f"--user-data-dir={folder_path / 'profile'}"]


@contextmanager
def in_browser(display: XDisplay, arguments: Sequence[str], find: Callable[[], str]) -> Iterator[str]:
    """A browser of its own until the block ends; yields its window's id as soon as `find` says it."""
    need_tools("chromium", "xdotool")
    command, quiet = ["chromium", *QUIET, *arguments], subprocess.DEVNULL
    with subprocess.Popen(command, env=display.environment(), stdout=quiet, stderr=quiet) as browser:
        try:
            yield wait_until(find, "the chat is on the screen")
        finally:
            browser.terminate()
            browser.wait(30)


def wait_until_drawn(display: XDisplay, window: str) -> None:
    """Until its picture stays the same: a browser has a window and a title long before, and refines what it drew."""
    backend = open_backend({"DISPLAY": display.name})
    last: deque[bytes] = deque(maxlen=_RESTS_AFTER)

    def rests() -> bool:
        try:
            with backend.grab(OneWindow(hex(int(window)))) as shot:
                last.append(bytes(shot.frame.pixels))
        except CaptureRefused:
            last.clear()
        return len(last) == _RESTS_AFTER and all(each == last[0] for each in last)

    try:
        wait_until(rests, "the chat is drawn")
    finally:
        backend.close()


def window_of(display: XDisplay, title: str = TITLE) -> str:
    """The id of the browser's window with that title, or an empty text."""
    asked = ["xdotool", "search", "--onlyvisible", "--name", f"^{title} - Chromium"]
    found = subprocess.run(asked, env=display.environment(), capture_output=True, check=False).stdout.split()
    return found[-1].decode() if found else ""
