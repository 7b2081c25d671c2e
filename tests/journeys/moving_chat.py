"""A chat in a real browser that posts and deletes messages by a script, beside a blinking caret and a turning spinner.

Each message is a bar of coloured cells that no other message has, so that it is found in a picture again by its pixels.
"""

import io
import json
import random
import struct
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image

from tests.display_fixtures import XDisplay
from tests.journeys.chat import TITLE, in_browser, usual_place, window_of
from tests.real_tools import wait_until

CELL, CELLS = 16, 12
"""A message shows so many squares of so many pixels; the first two and the last are the same in all."""
_COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))
_HEAD = (0, 1, 0, 2)
_DIGITS = CELLS - len(_HEAD)
_STARTED, _OVER, _KEY = "started", "over", "F8"
_STILL_MS = 100
"""No frame counts for more of a message's time than this."""


@dataclass(frozen=True)
class Message:
    """Posted so many milliseconds after the script began, and there for so long."""

    number: int
    at_ms: int
    for_ms: int


def script(seconds: float, seed: int = 7) -> list[Message]:
    """Two messages in three seconds: many for the least time, some longer, some one right after the other."""
    dice, at_ms = random.Random(seed), 500  # noqa: S311 — the same each time
    found: list[Message] = []
    while at_ms < (seconds - 2) * 1000:
        stays = dice.choice((400, 400, 450, 600, 900))
        found.append(Message(len(found), at_ms, stays))
        at_ms += stays + dice.choice((200, 700, 900, 1500))
    return found


def page(messages: Iterable[Message]) -> str:
    """The chat. It begins with the press of a key, and its title says so."""
    cells = [{**asdict(each), "cells": list(cells_of(each.number))} for each in messages]
    return f"""<!doctype html><meta charset="utf-8"><title>{TITLE}</title>
<style>
  body {{ font: 17px sans-serif; background: #e9edf1; margin: 24px }}
  p {{ background: #fff; border-radius: 12px; padding: 12px 16px; max-width: 460px }}
  .cells {{ display: flex }} .cells b {{ width: {CELL}px; height: {CELL}px }}
  .turn {{ position: fixed; right: 60px; top: 40px; width: 28px; height: 28px; border: 4px solid #ccc;
    border-top-color: #0f6f6a; border-radius: 50%; animation: turn 1s linear infinite }}
  @keyframes turn {{ to {{ transform: rotate(360deg) }} }}
</style>
<div class="turn"></div><h1>blue_harbour</h1><p>We need to talk about something</p>
<input autofocus placeholder="Write a message"><div id="chat"></div>
<script>
const colours = {json.dumps([f"rgb{colour}" for colour in _COLOURS])}, messages = {json.dumps(cells)};
let left = messages.length;
function post(message) {{
  const bubble = document.createElement("p"), bar = document.createElement("span");
  bar.className = "cells";
  for (const cell of message.cells) {{
    const square = document.createElement("b");
    square.style.background = colours[cell];
    bar.append(square);
  }}
  bubble.append("I will send it to everyone", bar);
  // Its time counts from the frame that shows it; a machine that stands still shows nothing to anybody meanwhile.
  let shown = 0, before;
  function stay(now) {{
    shown += Math.min(now - (before ?? now), {_STILL_MS});
    before = now;
    if (shown < message.for_ms) return requestAnimationFrame(stay);
    bubble.remove();
    if (!--left) setTimeout(() => document.title = "{TITLE} {_OVER}", 1000);
  }}
  requestAnimationFrame(() => {{
    document.getElementById("chat").prepend(bubble);
    requestAnimationFrame(stay);
  }});
}}
addEventListener("keydown", (pressed) => {{
  if (pressed.key !== "{_KEY}") return;
  document.title = "{TITLE} {_STARTED}";
  for (const message of messages) setTimeout(() => post(message), message.at_ms);
}}, {{ once: true }});
</script>"""


def cells_of(number: int) -> tuple[int, ...]:
    """The colours of a message, by their numbers."""
    return (*_HEAD, *(number >> 2 * digit & 3 for digit in range(_DIGITS)))


def messages_in(png: bytes) -> set[int]:
    """The numbers of the messages whose every cell is in the picture."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    rows = picture.tobytes()
    width, step = picture.width * 3, CELL * 3
    start = b"".join(bytes(_COLOURS[cell]) * CELL for cell in _HEAD)
    found = set()
    for top in range(0, picture.height, CELL // 2):
        line = rows[top * width : (top + 1) * width]
        at = line.find(start)
        if at >= 0:
            middles = [at + step * cell + step // 2 for cell in range(CELLS)]
            colours = [struct.unpack("3B", line[middle - middle % 3 : middle - middle % 3 + 3]) for middle in middles]
            found |= _number(colours)
    return found


def _number(colours: list[tuple[int, ...]]) -> set[int]:
    if any(colour not in _COLOURS for colour in colours):
        return set()
    digits = [_COLOURS.index(colour) for colour in colours[len(_HEAD) :]]  # type: ignore[arg-type]
    return {sum(digit << 2 * place for place, digit in enumerate(digits))}


@contextmanager
def moving_chat(
    display: XDisplay, folder_path: Path, messages: Iterable[Message], instead: str | None = None
) -> Iterator[str]:
    """The browser before its script begins, or with another page instead; yields its window's id."""
    page_path = folder_path / "moving.html"
    page_path.write_text(page(messages) if instead is None else instead, encoding="utf-8")
    with in_browser(display, [*usual_place(folder_path), page_path.as_uri()], lambda: window_of(display)) as window:
        yield window


def start_script(display: XDisplay, window: str) -> None:
    """Have the chat begin to move."""
    press = ["xdotool", "windowfocus", "--sync", window, "key", _KEY]
    subprocess.run(press, env=display.environment(), check=True)
    wait_until(lambda: window_of(display, f"{TITLE} {_STARTED}"), "the script has begun")


def wait_for_end(display: XDisplay, seconds: float) -> None:
    """Until the last message is gone and there was time to see that."""
    wait_until(lambda: window_of(display, f"{TITLE} {_OVER}"), "the script is over", seconds)
