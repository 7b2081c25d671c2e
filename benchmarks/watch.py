"""A watch on a real chat in Chromium: what it costs while nothing changes, and whether it keeps every short message.

Prints a table for docs/benchmarks.md: the work of the watching process in percent of one core, and what was kept, on a
page that stands still, one with a blinking caret, one with a turning spinner, one that changes four times a second, and
on a scripted chat that posts messages and deletes them after 400 ms and more for as long as `--minutes` says. Every
message is looked for by its pixels in the pictures. Exit code 1 when one is missing.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.capture import child, display, surroundings
from evidence_desk.vault.vault import open_reader
from tests.display_fixtures import XDisplay
from tests.journeys.moving_chat import Message, messages_in, moving_chat, script, start_script

PAGES = {
    "a page that stands still": "",
    "… with a blinking caret": "<input autofocus>",
    "… with a turning spinner": (
        "<style>div{width:28px;height:28px;border:4px solid #ccc;border-top-color:#07c;border-radius:50%;"
        "animation:t 1s linear infinite}@keyframes t{to{transform:rotate(360deg)}}</style><div></div>"
    ),
    "… with four new messages a second": (
        "<div id=c></div><script>let n=0;setInterval(()=>{c.innerHTML=`<p style='width:460px'>${n++} is here</p>`"
        ".repeat(3)},250)</script>"
    ),
}
Figures = dict[str, Any]


def watched(folder: Path, env: Mapping[str, str], seconds: float, page: str | list[Message]) -> Figures:
    """What one watch took and kept, in a vault of its own in that folder."""
    folder.mkdir()
    shown = XDisplay(env["DISPLAY"])
    with ExitStack() as running:
        messages = page if isinstance(page, list) else []
        plain = None if isinstance(page, list) else f"<!doctype html><meta charset=utf-8><title>Messages</title>{page}"
        window = running.enter_context(moving_chat(shown, folder, messages, plain))
        arguments = (str(folder / "vault"), window, str(seconds))
        watch = running.enter_context(child(sys.executable, "-m", "benchmarks.watching_program", *arguments, env=env))
        watch.stdout.readline()
        if messages:
            start_script(shown, window)
        found: Figures = json.loads(watch.stdout.readline())
    return found


def missing(vault_path: Path, messages: list[Message]) -> list[Message]:
    """Messages that no picture shows."""
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        items = reader.items.of_case(case.id) if case is not None else ()
        seen = set().union(*(messages_in(reader.read(item)) for item in items))
    return [each for each in messages if each.number not in seen]


def row(name: str, seconds: float, found: Figures, more: str = "") -> str:
    """One line of the table."""
    size_mb = found["bytes"] / 1e6
    return f"| {name} | {seconds:,.0f} | {found['percent']:.2f} | {found['kept']:,} | {size_mb:.2f} | {more} |"


def main() -> None:
    """Measure, look, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=60, help="for each of the plain pages")
    arguments = parser.parse_args()
    seconds = arguments.minutes * 60
    messages = script(seconds)
    print("| | seconds | % of one core | pictures | MB | messages kept |\n|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="watch-") as made, display() as env:
        for number, (name, page) in enumerate(PAGES.items()):
            found = watched(Path(made) / str(number), env, arguments.seconds, page)
            print(row(name, arguments.seconds, found), flush=True)
        found = watched(Path(made) / "chat", env, seconds, messages)
        lost = missing(Path(made) / "chat" / "vault", messages)
    kept = f"{len(messages) - len(lost):,} of {len(messages):,}"
    print(row("a chat that posts and deletes, with both", seconds, found, kept))
    print(f"\n{surroundings()}")
    if lost:
        sys.exit(f"missing: {lost}")


if __name__ == "__main__":
    main()
