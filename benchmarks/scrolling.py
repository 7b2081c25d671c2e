"""How long it takes to join a scroll of 1080p pictures: CPU of one picture, beside encoding the same one as PNG.

Everything happens in memory, with the program's own parts; each line is measured in turns with the others.
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PIL import Image

from benchmarks.chat_window import chat
from evidence_desk.capture.png import encode_png
from evidence_desk.capture.scrolling import Joining, Outcome
from evidence_desk.capture.scrolling_map import joined_maps
from evidence_desk.capture.scrolling_picture import draw_joined
from evidence_desk.capture.scrolling_view import View
from evidence_desk.capture.targets import Frame
from evidence_desk.here import new_item_id, system_clock

T = TypeVar("T")
WIDTH, HEIGHT, BAR = 1920, 1080, 15
HEADER, FOOTER = 80, 70
_DOWN, _UP, _JUMP = 300, 240, 2500
_NAMES = {
    Outcome.JOINED: "a picture that follows the last one",
    Outcome.GAP: "a picture that follows none of those before it",
    Outcome.BRIDGED: "a picture that closes a gap",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One window of the chat: its view, and the same as the display would give it."""

    view: View
    frame: Frame


class Window:
    """A long chat between a header and an input that stay, with a scroll bar."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._chat = chat(WIDTH, rows)
        self._header, self._footer = chat(WIDTH, HEADER).rotate(180), Image.new("RGB", (WIDTH, FOOTER), "#d0d7de")

    def shown(self, at: int, name: str) -> Shown:
        """The window scrolled to that row."""
        pane = HEIGHT - HEADER - FOOTER
        picture = Image.new("RGB", (WIDTH, HEIGHT))
        picture.paste(self._header, (0, 0))
        picture.paste(self._chat.crop((0, at, WIDTH, at + pane)), (0, HEADER))
        picture.paste(self._footer, (0, HEADER + pane))
        picture.paste("#eeeeee", (WIDTH - BAR, HEADER, WIDTH, HEADER + pane))
        top = HEADER + pane * at // self.rows
        picture.paste("#888888", (WIDTH - BAR, top, WIDTH, top + pane * pane // self.rows))
        pixels = memoryview(picture.tobytes("raw", "BGRX"))
        return Shown(View(name, WIDTH, HEIGHT, picture.tobytes()), Frame(pixels, WIDTH, HEIGHT, 4 * WIDTH))


def path(rows: int) -> list[int]:
    """Down, a jump, up until the gap is closed, and down again past it."""
    deepest = rows - HEIGHT
    down = list(range(0, deepest // 3, _DOWN))
    jumped = min(down[-1] + _JUMP, deepest)
    up = list(range(jumped, down[-1] - _UP, -_UP))
    return [*down, *up, *range(jumped, deepest, _DOWN)]


def measured(window: Window, spent: dict[str, list[float]]) -> None:
    """One scroll, and the joined picture at its end."""
    joining, pictures, clock = Joining(), dict[str, bytes](), system_clock()
    for number, at in enumerate(path(window.rows)):
        shown, moment = window.shown(at, str(number)), clock.now()
        outcome, took = timed(partial(joining.add, shown.view))
        spent[_NAMES.get(outcome, "the first picture")].append(took)
        encoded, took = timed(partial(encode_png, shown.frame, captured=moment, item_id=new_item_id()))
        spent["encoding one picture as PNG"].append(took)
        pictures[str(number)] = encoded.data
    for each in joined_maps(joining):
        _, took = timed(partial(draw_joined, (each.width, each.height), each.parts, each.gaps, pictures.__getitem__))
        spent[f"drawing the joined picture of {each.height:,} rows from its originals"].append(took)


def timed(job: Callable[[], T]) -> tuple[T, float]:
    """What came of the job, and the milliseconds of the processor that it took."""
    before = time.process_time()
    answer = job()
    return answer, (time.process_time() - before) * 1000


def main() -> None:
    """Print the table of docs/benchmarks.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=12_000)
    asked.add_argument("--rounds", type=int, default=3)
    wanted = asked.parse_args()
    window, spent = Window(wanted.rows), defaultdict[str, list[float]](list)
    for _ in range(wanted.rounds):
        measured(window, spent)
    one = statistics.median(spent["encoding one picture as PNG"])
    lines = ["| | CPU ms p50 | p95 | times one PNG |", "|---|---|---|---|"]
    for name, each in sorted(spent.items(), key=lambda pair: statistics.median(pair[1])):
        middle, high = statistics.median(each), sorted(each)[int(0.95 * (len(each) - 1))]
        lines.append(f"| {name} | {middle:.1f} | {high:.1f} | {middle / one:.1f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
