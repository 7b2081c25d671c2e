"""Made-up chats and views of them at any place, and what a joined picture may say of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evidence_desk.capture.scrolling import Joining
from evidence_desk.capture.scrolling_map import JoinedMap, joined_maps
from evidence_desk.capture.scrolling_view import View

WIDTH = 120
LINE = 3 * WIDTH
PANE = 180
BLANK = bytes((0xEF, 0xEA, 0xE2)) * WIDTH


@cache
def message(text: int, height: int) -> tuple[bytes, ...]:
    """The rows of one bubble; the same text always looks the same."""
    ink = hashlib.shake_128(str(text).encode()).digest(24 * max(0, height - 8))
    side, bubble = BLANK[:12], b"\xff" * (LINE - 36)
    lines = [ink[start : start + 24] * 10 for start in range(0, len(ink), 24)]
    body = [line + bubble[len(line) :] for line in lines]
    return tuple(side + row + BLANK[:24] for row in (*[bubble] * 4, *body, *[bubble] * 4))


@dataclass(frozen=True)
class Chat:
    """All rows that scroll, and what stands still above and below them."""

    rows: tuple[bytes, ...]
    header: tuple[bytes, ...] = message(-1, 30)
    footer: tuple[bytes, ...] = message(-2, 20)
    scroll_bar: bool = False

    @property
    def deepest(self) -> int:
        """The highest row number that a view can begin with."""
        return len(self.rows) - PANE

    def shown(self, at: int) -> list[bytes]:
        """Every row of the window when it begins at that row of the chat."""
        pane = list(self.rows[at : at + PANE])
        if self.scroll_bar:
            thumb = range(PANE * at // len(self.rows), PANE * (at + PANE) // len(self.rows))
            pane = [row[:-15] + bytes([0x55 if y in thumb else 0xDD]) * 15 for y, row in enumerate(pane)]
        return [*self.header, *pane, *self.footer]

    def view(self, at: int, name: str = "") -> View:
        """The window when it begins at that row."""
        rows = self.shown(at)
        return View(name or str(at), WIDTH, len(rows), b"".join(rows))


def chat_of(messages: Sequence[tuple[int, int]], space: int = 6, **kinds: bool) -> Chat:
    """A chat of bubbles (text, height) with blank rows between; a text of 0 is as many blank rows."""
    rows: list[bytes] = []
    for text, height in messages:
        rows += [BLANK] * height if text == 0 else message(text, height)
        rows += [BLANK] * space
    rows += [BLANK] * max(0, PANE - len(rows))
    return Chat(tuple(rows), **kinds)


def walked(views: Sequence[View]) -> Joining:
    """All of them joined, one after the other."""
    joining = Joining()
    for number, view in enumerate(views):
        joining.add(View(f"{number}:{view.name}", view.width, view.height, view.rgb))
    return joining


def drawn(joined: JoinedMap, views: Sequence[View]) -> list[list[bytes]]:
    """The rows of the joined picture, in runs parted by its gaps."""
    runs: list[list[bytes]] = [[]]
    pieces = sorted([*joined.parts, *joined.gaps], key=lambda each: getattr(each, "placed", each).y)
    for piece in pieces:
        if piece in joined.gaps:
            runs.append([])
            continue
        view = views[int(piece.source.partition(":")[0])]
        taken = piece.taken
        rows = [view.rgb[row * LINE : (row + 1) * LINE] for row in range(taken.y, taken.y + taken.height)]
        runs[-1] += [row[3 * taken.x : 3 * (taken.x + taken.width)] for row in rows]
    return runs


def all_drawn(joining: Joining, views: Sequence[View]) -> list[list[bytes]]:
    """The same of every picture, as one."""
    runs: list[list[bytes]] = [[]]
    for joined in joined_maps(joining):
        first, *others = drawn(joined, views)
        runs[-1] += first
        runs += others
    return runs


def is_run_of(rows: Sequence[bytes], part: Sequence[bytes]) -> bool:
    """Whether the part stands in the rows, one after the other."""
    text, wanted = b"".join(rows), b"".join(part)
    line, at = len(part[0]), text.find(wanted)
    while at >= 0 and at % line:
        at = text.find(wanted, at + 1)
    return at >= 0


def repeats(chat: Chat, rows: int) -> bool:
    """Whether a run of so many rows stands in the chat twice, and is particular: no picture can tell which it is."""
    numbers = [hash(row) for row in chat.rows]
    seen: set[int] = set()
    for at in range(len(numbers) - rows + 1):
        run = tuple(numbers[at : at + rows])
        if hash(run) in seen and len(set(run)) >= LEAST_KINDS:
            return True
        seen.add(hash(run))
    return False


LEAST_KINDS = 4
