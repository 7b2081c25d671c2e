"""A long chat in a real browser, with a header and an input that stay where they are, scrolled by a real wheel."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.display_fixtures import XDisplay
from tests.journeys.chat import in_browser, wait_until_drawn

TITLE = "Long chat"
WIDTH, HEIGHT = 820, 700
END_RGB, END_HEIGHT = (0x11, 0x77, 0xDD), 6
"""A bar of this colour is the last of the chat: all of it is in view at the very end only."""
_TEXT = "you have until tonight send it now or everybody you know will see this I have all your contacts"
_WORDS = _TEXT.split()
_BUBBLES = "\n".join(
    f'<p class="{"me" if number % 3 == 0 else "them"}">'
    + ("Pay" if number % 7 in {3, 4} else f"{number}: " + " ".join(_WORDS[number % 9 :] * (1 + number % 3)))
    + "</p>"
    for number in range(1, 46)
)
_PAGE = f"""<!doctype html><meta charset="utf-8"><title>{TITLE}</title>
<style>
  html, body {{ height: 100%; margin: 0 }}
  body {{ display: flex; flex-direction: column; font: 16px/20px sans-serif; background: #e9edf1 }}
  header, footer {{ background: #2a3942; color: #fff; padding: 16px; flex: none }}
  main {{ flex: 1; overflow-y: scroll; padding: 0 24px }}
  p {{ background: #fff; border-radius: 12px; padding: 10px 16px; margin: 12px 0; max-width: 420px }}
  p.me {{ background: #d9fdd3; margin-left: auto }}
  hr {{ border: 0; margin: 0; height: {END_HEIGHT}px; background: rgb{END_RGB} }}
  input {{ width: 300px; height: 24px; caret-color: transparent }}
</style>
<header>blue_harbour<br>online</header><main>{_BUBBLES}<hr></main>
<footer><input placeholder="Write a message"></footer>
<script>
  const chat = document.querySelector("main");
  addEventListener("keydown", pressed => {{
    if (pressed.key === "x") [...chat.children].forEach(each => each.textContent += "!");
    if (pressed.key === "j") chat.scrollBy({{top: 1000, behavior: "instant"}});
  }});
</script>
"""


@contextmanager
def long_chat(display: XDisplay, folder_path: Path, height: int = HEIGHT) -> Iterator[str]:
    """The browser showing the chat in a window of that height; yields its window's id."""
    page_path = folder_path / "long.html"
    page_path.write_text(_PAGE, encoding="utf-8")
    place = ["--window-position=0,0", f"--window-size={WIDTH},{height}"]
    own = [f"--user-data-dir={folder_path / f'profile{height}'}", f"--app={page_path.as_uri()}"]
    with in_browser(display, [*place, *own], lambda: _window(display)) as window:
        wait_until_drawn(display, window)
        yield window


def wheel(display: XDisplay, clicks: int) -> None:
    """Turn the wheel over the chat: down, or up where `clicks` is negative."""
    button = "5" if clicks > 0 else "4"
    turned = ["xdotool", "mousemove", "400", "350", "click", "--repeat", str(abs(clicks)), "--delay", "12", button]
    subprocess.run(turned, env=display.environment(), check=True)


def press(display: XDisplay, window: str, key: str) -> None:
    """Press a key in the chat."""
    keys = ["xdotool", "windowfocus", "--sync", window, "key", key]
    subprocess.run(keys, env=display.environment(), check=True)


def _window(display: XDisplay) -> str:
    asked = ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}"]
    found = subprocess.run(asked, env=display.environment(), capture_output=True, check=False).stdout.split()
    return found[-1].decode() if found else ""
