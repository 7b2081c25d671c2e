"""A watch on a chat in a real browser: what is posted and deleted again is kept, and what only moves fills nothing."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory  # noqa: TID251 — what is kept here is made up
from typing import Any

import pytest

from evidence_desk.vault.vault import open_reader
from tests.display_fixtures import XDisplay
from tests.journeys.moving_chat import cells_of, messages_in, moving_chat, script, start_script, wait_for_end
from tests.real_tools import need_tools

FIRST = -10
"""What `nice` is asked for."""
SECONDS, PATIENCE_S = 40, 160
"""For how long is posted, and how long that may take where the machine is busy."""


def program(tmp_path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "evidence_desk", f"--vault={tmp_path / 'vault'}", "--json", *words]


def typed(tmp_path: Path, *words: str) -> Any:
    return json.loads(subprocess.run(program(tmp_path, *words), capture_output=True, check=True).stdout)


def pictures(tmp_path: Path) -> list[bytes]:
    """The exact bytes of everything kept, oldest first."""
    with open_reader(tmp_path / "vault") as reader:
        case = reader.cases.last_used()
        assert case is not None
        return [reader.read(item) for item in reader.items.of_case(case.id)]


@pytest.fixture
def undisturbed() -> Iterator[Path]:
    """A folder in memory, and whatever is started now goes first where that is allowed.

    A chat that stands still because the machine does something else says nothing of the watch.
    """
    need_tools("Xvfb")  # where there is one, there are priorities
    process = os.getpid()
    before = os.getpriority(os.PRIO_PROCESS, process)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, process, FIRST)
    memory_path = Path("/dev/shm")  # noqa: S108 — a folder of its own is made in it
    with TemporaryDirectory(dir=memory_path if memory_path.is_dir() else None) as name:
        yield Path(name)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, process, before)


@pytest.mark.timeout(300)
def test_every_message_that_was_there_for_400_ms_is_kept(undisturbed: Path, x_desktop: XDisplay) -> None:
    messages, tmp_path = script(SECONDS), undisturbed
    with moving_chat(x_desktop, tmp_path, messages) as window:
        watch = program(tmp_path, "watch", f"--window={window}", "--tag=chat")
        with subprocess.Popen(watch, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as running:
            assert running.stdout is not None
            first = json.loads(running.stdout.readline())
            with ThreadPoolExecutor(1) as reading:
                told_by_it = reading.submit(running.communicate)  # what nobody reads would hold up the watch
                try:
                    start_script(x_desktop, window)
                    wait_for_end(x_desktop, PATIENCE_S)
                finally:
                    running.send_signal(signal.SIGINT)
            rest, said = told_by_it.result()
    kept = [first, *(json.loads(line) for line in rest.splitlines())]
    seen = [messages_in(picture) for picture in pictures(tmp_path)]

    assert running.returncode == 0, said
    assert said.startswith(b"Watching has stopped.")
    assert len(seen) == len(kept)
    missing = [each for each in messages if not any(each.number in found for found in seen)]
    told = [event for event in typed(tmp_path, "log") if event["event"].startswith("watch")]
    assert missing == [], told
    # A picture of each message, one of its end, and a few of what moves beside them.
    assert len(kept) <= 2 * len(messages) + 20
    assert {(item["trigger"], item["series"], *item["tags"]) for item in kept} == {("watch", first["series"], "chat")}
    assert [event["event"] for event in told] == ["watch began", "watch ended"]
    assert told[-1]["detail"]["kept"] == len(kept)
    assert typed(tmp_path, "check")["ok"]


def test_a_message_is_known_by_its_cells_alone() -> None:
    codes = {cells_of(number) for number in range(500)}

    assert len(codes) == 500
    assert min(each.for_ms for each in script(60)) == 400
