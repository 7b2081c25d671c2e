"""The window on a case of 100,000 items: opening, a new capture, scrolling, memory; beside Qt's own list of strings.

Prints tables for docs/benchmarks.md and draws docs/pictures/frame.svg. The case is made first, with real rows, sealed
files and signed history; `--vault` keeps it for the next run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.capture import ROOT, child, display, surroundings
from benchmarks.frame_plot import Bar, plot
from benchmarks.many_items import make

ITEMS = 100_000
SMALL = 1_000
PLOT_PATH = ROOT / "docs" / "pictures" / "frame.svg"

Figures = dict[str, Any]


def figures_of(env: Mapping[str, str], *arguments: str) -> Figures:
    """What one process of its own measured."""
    command = [sys.executable, "-m", "benchmarks.frame_window", *arguments]
    answer = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: Figures = json.loads(answer.stdout)
    return found


def prepared(folder: Path, count: int) -> Path:
    """A folder with a vault of so many items, made unless it is there."""
    if not (folder / "vault").exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(folder / "vault", count)
    return folder


def table(small: Figures, large: Figures, plain: Figures) -> str:
    """Markdown: what was asked for beside what was found."""
    lines = [
        f"| | {small['rows']:,} items | {large['rows']:,} items | asked for | Qt's list of {ITEMS:,} strings |",
        "|---|---|---|---|---|",
    ]
    for name, asked, way in _LINES:
        cells = [_cell(figures, way) for figures in (small, large)]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {asked} | {_cell(plain, way)} |")
    return "\n".join(lines)


_LINES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("open to the first page, ms", "1,000", ("first page",)),
    ("… its own work on all threads, ms", "1,000", ("first page work",)),
    ("every row there, ms", "", ("all rows",)),
    ("a new capture on the main thread, p50 ms", "5", ("inserts", "slots", "p50")),
    ("… its own work, p50 ms", "5", ("inserts", "slots", "work p50")),
    ("… with layout and painting, its own work, p50 ms", "", ("inserts", "with_painting", "work p50")),
    ("a frame while scrolling, p50 ms", "", ("frames", "p50")),
    ("… p95 ms", "16", ("frames", "p95")),
    ("… its own work, p95 ms", "16", ("frames", "work p95")),
    ("… p95 ms while everything is checked", "16", ("frames while checking", "p95")),
    ("… its own work then, p95 ms", "16", ("frames while checking", "work p95")),
    ("memory with every row, MB", "300", ("memory with all rows", "now")),
    ("… most, while everything is checked, MB", "300", ("memory after the check", "peak")),
    ("… at the end, MB", "300", ("memory at the end", "now")),
    ("everything read back and checked after, ms", "", ("checked after",)),
)


def _cell(figures: Figures, way: tuple[str, ...]) -> str:
    value: Any = figures
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    return f"{value:,}" if isinstance(value, int) else "" if value is None else f"{value:,.1f}"


def bars(large: Figures, plain: Figures) -> tuple[Bar, ...]:
    """What the plot shows beside what was asked for: own work, which other programs on the machine do not lengthen."""
    work = "work p50"
    return (
        Bar("Open to the first page", large["first page work"], 1_000, "ms"),
        Bar("A new capture on the main thread", large["inserts"]["slots"][work], 5, "ms"),
        Bar("A new row in Qt's own list", plain["inserts"]["with_painting"][work], 5, "ms"),
        Bar("Scrolling, p95 of a frame", large["frames"]["work p95"], 16, "ms"),
        Bar("… while everything is checked", large["frames while checking"]["work p95"], 16, "ms"),
        Bar("Memory with every row", large["memory with all rows"]["now"], 300, "MB"),
        Bar("… the most, while all is checked", large["memory after the check"]["peak"], 300, "MB"),
    )


def main() -> None:
    """Make, measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vault", type=Path, help="a folder that keeps what is made, for another run")
    parser.add_argument("--items", type=int, default=ITEMS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="frame-") as made, display() as env:
        folder = arguments.vault or Path(made)
        small, large = prepared(folder / "small", SMALL), prepared(folder / "large", arguments.items)
        with child(sys.executable, "-m", "benchmarks.chat_window", env=env) as chat:
            chat.stdout.readline()
            found = [figures_of(env, "window", str(each)) for each in (small, large)]
        plain = figures_of(env, "plain", str(folder), str(arguments.items))
        whole = figures_of(dict(os.environ), "whole", str(large))
    print(table(*found, plain))
    read, first = whole["all items"], found[1]["first page"]
    memory_mb = whole["memory"]["now"]
    print(f"\nEvery record at once takes {read / first:.1f} times as long as the first page, and {memory_mb} MB.")
    print(f"\n{surroundings()}")
    print(json.dumps({"small": found[0], "large": found[1], "plain": plain, "whole": whole}), file=sys.stderr)
    PLOT_PATH.write_text(plot(f"The window on {found[1]['rows']:,} items", bars(found[1], plain)))


if __name__ == "__main__":
    main()
