"""Capture to saved: the running program and one command, beside scrot, maim and flameshot in one run.

Prints the tables of docs/benchmarks.md, in about five minutes. The others are timed as they are used: a whole process,
from its start until its file is there. None of them encrypts, syncs or reads back what it wrote; ours does all of it.
"""

import argparse
import compileall
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE, LARGE = "1920x1080x24", "3840x2160x24"
SMALLEST_PICTURE_BYTES = 10_000
CHAT, PHOTO, LARGE_CHAT = "running: 1080p chat", "running: 1080p photo", "running: 4K chat"
WINDOW, PAIR = "running: one window, covered", "running: one window, covered, all screens after it"
COMMAND = "script/run capture, no window open"
PEERS = ("scrot", "maim", "flameshot")
BETWEEN_PRESSES_S = 0.25
"""A person presses at most this often; the window has then shown what it saved before."""
RATE = 30
STALL_MS, LONG_STALL_MS = 16, 50
Times = dict[str, list[float]]
Child = subprocess.Popen[str]


@contextmanager
def child(*command: str, env: Mapping[str, str], **how: object) -> Iterator[Child]:
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
def display(size: str = SIZE) -> Iterator[dict[str, str]]:
    """A display of our own with a window manager; yields the environment for programs on it."""
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", size, "-noreset", "-nolisten", "tcp")
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


def ask(program: Child, words: str) -> dict[str, list[float]]:
    """What the running program answers."""
    program.stdin.write(words + "\n")
    program.stdin.flush()
    found = json.loads(program.stdout.readline())
    if not isinstance(found, dict) or "refused" in found:
        raise SystemExit(f"{words}: {found}")
    return found


def press(program: Child, what: str = "press screen") -> float:
    """Milliseconds from the press to the moment the bar has said "saved"."""
    time.sleep(BETWEEN_PRESSES_S)
    return float(ask(program, what)["ms"])


@contextmanager
def shown(what: str, env: Mapping[str, str]) -> Iterator[str]:
    """A chat or a photo all over the screen; yields its window."""
    with child(sys.executable, "-m", "benchmarks.chat_window", what, env=env) as window:
        yield window.stdout.readline().strip()


@contextmanager
def running(folder: Path, env: Mapping[str, str]) -> Iterator[Child]:
    """The real program, its window and bar shown, on a vault in that folder."""
    folder.mkdir(exist_ok=True)
    with child(sys.executable, "-m", "benchmarks.running_program", str(folder), env=env) as program:
        program.stdout.readline()
        yield program


def peers(folder: Path, env: Mapping[str, str]) -> dict[str, Callable[[], float]]:
    """One whole capture with each of the others."""
    made = folder / "peer.png"
    commands = {"scrot": ["scrot", "-o"], "maim": ["maim"], "flameshot": ["flameshot", "full", "-p"]}
    return {
        name: lambda command=command: whole_process([*command, str(made)], made, env)
        for name, command in commands.items()
    }


def rounds_of(ways: Mapping[str, Callable[[], float]], rounds: int) -> Times:
    """Two rounds to warm up, then the ones that count; every way once a round, so that a busy moment hits all alike."""
    times: Times = {name: [] for name in ways}
    for number in range(rounds + 2):
        for name, once in ways.items():
            took = once()
            if number > 1:
                times[name].append(took)
    return times


def on_one_screen(rounds: int, seconds: float, folder: Path, env: Mapping[str, str]) -> tuple[Times, str]:
    """The common screen: all ways on the same chat, then a photo, then so many a second."""
    with shown("chat", env) as window:
        capture = [str(ROOT / "script" / "run"), "--vault", str(folder / "cold"), "--json", "capture"]
        times = rounds_of(peers(folder, env) | {COMMAND: lambda: whole_process(capture, None, env)}, rounds)
        with running(folder / "warm", env) as program:
            chat = {
                CHAT: lambda: press(program),
                WINDOW: lambda: press(program, f"press {window}"),
                PAIR: lambda: press(program, f"pair {window}"),
            }
            before = rounds_of(chat, rounds)
            with shown("photo", env):
                times |= rounds_of({PHOTO: lambda: press(program)}, rounds)
            after = rounds_of(chat, rounds)
            times |= {name: before[name] + after[name] for name in chat}
            idle, busy = (ask(program, f"steady {seconds} {rate}") for rate in (0, RATE))
    return times, steady_table(idle, busy, seconds)


def on_a_large_screen(rounds: int, folder: Path, env: Mapping[str, str]) -> Times:
    """The largest common screen."""
    with shown("chat", env), running(folder / "large", env) as program:
        return rounds_of({LARGE_CHAT: lambda: press(program)}, rounds)


def part(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def gates(times: Times) -> str:
    """Markdown: what was asked for, and what was found."""
    middle = {name: statistics.median(each) for name, each in times.items()}
    chat = middle[CHAT]
    rows = [
        ("1080p chat, p50 ms", chat, "<= 15, better 12", chat <= 15),
        ("1080p chat, p99 ms", part(times[CHAT], 0.99), "<= 40", part(times[CHAT], 0.99) <= 40),
        ("4K chat, p50 ms", middle[LARGE_CHAT], "<= 45", middle[LARGE_CHAT] <= 45),
        ("scrot's file, times ours", middle["scrot"] / chat, ">= 6", middle["scrot"] >= 6 * chat),
        ("photo, times the chat", middle[PHOTO] / chat, "<= 3", middle[PHOTO] <= 3 * chat),
        ("one command, times flameshot", middle[COMMAND] / middle["flameshot"], "<= 2.5",
         middle[COMMAND] <= 2.5 * middle["flameshot"]),
    ]  # fmt: skip
    lines = [f"| {what} | {found:.1f} | {asked} | {'yes' if met else '**no**'} |" for what, found, asked, met in rows]
    return "\n".join(["| | found | asked for | met |", "|---|---|---|---|", *lines])


def table(times: Times) -> str:
    """Markdown: every way in milliseconds, and how many times as long as the running program's chat it takes."""
    ours = statistics.median(times[CHAT])
    lines = ["| | least ms | p50 ms | p95 ms | p99 ms | times ours |", "|---|---|---|---|---|---|"]
    for name, each in times.items():
        figures = (min(each), statistics.median(each), part(each, 0.95), part(each, 0.99))
        told = " | ".join(f"{figure:.1f}" for figure in figures)
        lines.append(f"| {name} | {told} | {statistics.median(each) / ours:.1f} |")
    return "\n".join(lines)


def steady_table(idle: dict[str, list[float]], busy: dict[str, list[float]], seconds: float) -> str:
    """Markdown: the main thread's beats while nothing happens and while pictures are taken, and what was saved."""
    lines = [f"| {seconds:.0f} s each | idle window | {RATE} captures a second |", "|---|---|---|"]
    for share in (0.5, 0.99, 0.999, 1):
        name = "worst" if share == 1 else f"p{share * 100:g}"
        lines.append(f"| a beat, {name} ms | {part(idle['beats'], share):.1f} | {part(busy['beats'], share):.1f} |")
    for most in (STALL_MS, LONG_STALL_MS):
        counts = " | ".join(
            f"{sum(beat > most for beat in each['beats'])} of {len(each['beats'])}" for each in (idle, busy)
        )
        lines.append(f"| beats over {most} ms | {counts} |")
    saved = (
        f"{busy['saved']} of {busy['pressed']}, p50 {part(busy['ms'], 0.5):.1f}, p99 {part(busy['ms'], 0.99):.1f} ms"
    )
    return "\n".join([*lines, f"| saved | | {saved} |"])


def surroundings() -> str:
    """The computer, as far as it matters."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = models[0].partition(":")[2].strip() if models else platform.machine()
    load = os.getloadavg()[0]
    return f"{len(models)} of {processor}, Python {platform.python_version()}, load {load:.1f} at the end"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=60, help="how long to capture 30 times a second")
    parser.add_argument("--on", type=Path, default=Path.cwd(), help="a folder on the disk to measure with")
    arguments = parser.parse_args()
    # Set-up does this once; a source that was edited since would be compiled at every start where Python may not write.
    compileall.compile_dir(ROOT / "evidence_desk", quiet=1)
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=arguments.on) as name:
        folder = Path(name)
        with display() as env:
            times, steady = on_one_screen(arguments.rounds, arguments.seconds, folder, env)
        with display(LARGE) as env:
            times |= on_a_large_screen(arguments.rounds, folder, env)
    print(f"{gates(times)}\n\n{table(times)}\n\n{steady}\n")
    print(f"{surroundings()}, {load_before:.1f} before")


if __name__ == "__main__":
    main()
