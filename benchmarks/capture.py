"""Capture to saved at 1080p: the running program and one command, beside scrot, maim and flameshot in one run.

Prints a table for docs/benchmarks.md. The others are timed as they are used: a whole process, from its start until its
file is there. None of them encrypts, syncs or reads back what it wrote; ours does all of it.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE = "1920x1080x24"
SMALLEST_PICTURE_BYTES = 10_000
PROGRAM = "Evidence Desk, running: all screens"
WINDOW = "Evidence Desk, running: one window, covered"
PAIR = "Evidence Desk, running: one window, covered, and all screens with it"
COMMAND = "Evidence Desk, one command: all screens"
BETWEEN_PRESSES_S = 0.25
"""A person presses at most this often; the window has then shown what it saved before."""
Times = dict[str, list[float]]


@contextmanager
def child(*command: str, env: Mapping[str, str], **how: object) -> Iterator["subprocess.Popen[str]"]:
    """A program for as long as the block runs."""
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=quiet, text=True, env=env, cwd=ROOT, **how
    ) as process:
        try:
            yield process
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.terminate()


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """A display of our own with a window manager; yields the environment for programs on it."""
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-noreset", "-nolisten", "tcp")
    with child(*command, env=os.environ) as server:
        name = f":{server.stdout.readline().strip()}"
        away = {"WAYLAND_DISPLAY", "EVIDENCE_DESK_VAULT"}
        kept = {key: value for key, value in os.environ.items() if key not in away}
        env = kept | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        with child("openbox", "--sm-disable", env=env):
            yield env


def whole_process(command: list[str], made: Path | None, env: Mapping[str, str]) -> float:
    """Milliseconds from start to end; fails when the file it should have made is not there."""
    if made is not None:
        made.unlink(missing_ok=True)
    begun = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True, cwd=ROOT)
    took = (time.perf_counter() - begun) * 1000
    if made is not None and made.stat().st_size < SMALLEST_PICTURE_BYTES:
        raise SystemExit(f"{command[0]} made no picture")
    return took


def press(program: "subprocess.Popen[str]", what: str) -> float:
    """Milliseconds from the press to "saved", as the program's own window hears it."""
    time.sleep(BETWEEN_PRESSES_S)
    program.stdin.write(what + "\n")
    program.stdin.flush()
    return float(program.stdout.readline())


def peers(folder: Path, env: Mapping[str, str]) -> dict[str, Callable[[], float]]:
    """One whole capture with each of the others."""
    made = folder / "peer.png"
    commands = {
        "scrot": ["scrot", "-o", str(made)],
        "maim": ["maim", str(made)],
        "flameshot": ["flameshot", "full", "-p", str(made)],
    }
    return {name: lambda command=command: whole_process(command, made, env) for name, command in commands.items()}


def measure(rounds: int, folder: Path, env: Mapping[str, str]) -> Times:
    """Every way once a round, so that a busy moment hits all alike."""
    python = [sys.executable, "-m"]
    with child(*python, "benchmarks.chat_window", env=env) as chat:
        window = chat.stdout.readline().strip()
        capture = [sys.executable, "-I", "-m", "evidence_desk", "--vault", str(folder / "cold"), "--json", "capture"]
        ways = peers(folder, env) | {COMMAND: lambda: whole_process(capture, None, env)}
        found = rounds_of(ways, rounds)
        with child(*python, "benchmarks.running_program", str(folder), env=env) as program:
            program.stdout.readline()
            running = {PROGRAM: lambda: press(program, "screen"), WINDOW: lambda: press(program, window)}
            running |= {PAIR: lambda: press(program, f"pair {window}")}
            return rounds_of(running, 2 * rounds) | found


def rounds_of(ways: Mapping[str, Callable[[], float]], rounds: int) -> Times:
    """Two rounds to warm up, then the ones that count."""
    times: Times = {name: [] for name in ways}
    for number in range(rounds + 2):
        for name, once in ways.items():
            took = once()
            if number > 1:
                times[name].append(took)
    return times


def table(times: Times) -> str:
    """Markdown: p50 and p95 in milliseconds, and how many times as long as the running program each takes."""
    ours = statistics.median(times[PROGRAM])
    lines = ["| | p50 ms | p95 ms | times the running program |", "|---|---|---|---|"]
    for name, each in times.items():
        p95 = statistics.quantiles(each, n=20)[-1]
        lines.append(f"| {name} | {statistics.median(each):.1f} | {p95:.1f} | {statistics.median(each) / ours:.1f} |")
    return "\n".join(lines)


def surroundings() -> str:
    """The computer, as far as it matters."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = models[0].partition(":")[2].strip() if models else platform.machine()
    load = os.getloadavg()[0]
    return f"{len(models)} of {processor}, Python {platform.python_version()}, {SIZE}, load {load:.1f} at the end"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--on", type=Path, default=Path.cwd(), help="a folder on the disk to measure with")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.on) as folder, display() as env:
        times = measure(arguments.rounds, Path(folder), env)
    print(table(times))
    print(f"\n{surroundings()}")


if __name__ == "__main__":
    main()
