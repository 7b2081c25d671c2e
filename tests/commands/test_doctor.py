"""`doctor`: a contract, on a real screen and on none, with and without a desk that is open."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.capture.hotkey.chords import chord_from, usual_chords
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.domain.examined import ExamState, Reason, Remedy
from evidence_desk.domain.refusals import DisplayLost
from evidence_desk.workflows.examine_desk import Place, examine_desk
from tests.capture.hotkey.keyboards import another_program_has
from tests.display_fixtures import XDisplay
from tests.fake_clock import FakeClock
from tests.real_tools import need_tools, wait_until

PARTS = ["screen", "window", "portal", "hotkey", "tray", "permission", "folder", "space", "sync", "encryption", "clock"]


def doctor(vault_path: Path, *words: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", *words, "doctor"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=60)
    return ended.returncode, ended.stdout, ended.stderr


def by_name(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in found}


def test_without_a_screen_or_a_desk(tmp_path: Path) -> None:
    code, said, complaints = doctor(tmp_path / "vault", "--json")
    found = json.loads(said)

    assert (code, complaints) == (0, "")
    assert [each["name"] for each in found] == PARTS
    assert all({"name", "state", "reason", "remedy"} <= set(each) for each in found)
    assert all(each["state"] in set(ExamState) and each["reason"] and each["remedy"] for each in found)
    assert by_name(found)["screen"]["state"] == "not_here"
    assert by_name(found)["encryption"]["state"] == "works"
    assert not (tmp_path / "vault").exists(), "nothing is made"


def test_on_a_real_screen(screen: XDisplay, tmp_path: Path) -> None:
    """The pattern of the screen is tried; there is no other window, and nothing is kept of anything."""
    code, said, complaints = doctor(tmp_path / "vault", "--json")
    found = by_name(json.loads(said))

    assert (code, complaints) == (0, "")
    assert (found["screen"]["state"], found["screen"]["reason"]) == (
        "works",
        "The test picture, 1920 \u00d7 1080, matches your screens.",
    )
    assert found["screen"]["took_ms"] >= 0
    assert found["window"]["reason"] == "No other window is open to try this with."
    assert found["x11"]["state"] == "works"
    assert found["hotkey"]["reason"] == "Ctrl+Alt+E is free, and it answers."
    assert found["tray"]["state"] == "not_here"
    assert found["permission"]["state"] == "not_needed"
    assert not list(tmp_path.rglob("*.png"))


def test_a_window_and_a_tray_that_are_there(x_desktop: XDisplay, tmp_path: Path, clock: FakeClock) -> None:
    need_tools("xterm", "trayer", "xdotool")
    quiet = subprocess.DEVNULL
    seen: dict[str, tuple[int, int]] = {}
    place = Place(os.environ, tmp_path / "vault", clock)
    with (
        subprocess.Popen(["xterm", "-geometry", "40x10+50+50", "-e", "cat"], stderr=quiet) as other,
        subprocess.Popen(["trayer"], stdout=quiet, stderr=quiet) as tray,
    ):
        try:
            subprocess.run(
                ["xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm"], check=True, stdout=quiet
            )

            def look(name: str, frame: Any) -> None:
                seen[name] = frame.width, frame.height

            def all_there() -> dict[str, Any] | None:
                found = {each.name: each for each in examine_desk(place, look)}
                there = found["window"].state is found["tray"].state is ExamState.WORKS
                return found if there else None

            found = wait_until(all_there, "the window and the tray are found")
        finally:
            other.terminate()
            tray.terminate()
    assert found is not None
    assert found["window"].reason is Reason.WINDOW_FITS
    assert seen["screen"] == (1920, 1080)
    assert seen["window"] < (1920, 1080)


def test_a_key_that_somebody_else_has(x_display: XDisplay, tmp_path: Path, clock: FakeClock) -> None:
    (first, *_) = usual_chords("linux")
    place = Place(os.environ, tmp_path, clock, chords=[first])
    with another_program_has(x_display, first):
        taken = {each.name: each for each in examine_desk(place)}["hotkey"]
    known = Place(os.environ, tmp_path, clock, standing=Standing(HotkeyState.TAKEN, chord_from("Ctrl+F9")))
    of_the_window = {each.name: each for each in examine_desk(known)}["hotkey"]

    assert (taken.state, taken.reason, taken.remedy) == (ExamState.LOOK, Reason.KEY_IN_USE, Remedy.LOOK_BELOW)
    assert of_the_window.reason_text() == "Ctrl+F9 is used by another program."
    assert of_the_window.remedy is Remedy.CHOOSE_KEY


class Hanging:
    """A backend that never answers, until the test is over."""

    name = "hanging"

    def __init__(self, released) -> None:
        self.released = released

    def windows(self) -> tuple[()]:
        return ()

    def grab(self, _target: object) -> None:
        self.released.wait()
        raise DisplayLost

    def close(self) -> None:
        """Nothing to let go of."""


def test_a_check_that_hangs_is_said_and_the_others_go_on(tmp_path: Path, clock: FakeClock) -> None:
    import threading

    released = threading.Event()
    place = Place({}, tmp_path, clock, backend=Hanging(released), tray=True)
    found = list(examine_desk(place, no_answer_s=0.5))
    released.set()

    assert (found[0].name, found[0].reason) == ("screen", Reason.NO_ANSWER)
    assert {each.name for each in found} >= {"tray", "folder", "clock"}


def test_a_failure_is_told_as_reason_and_remedy(tmp_path: Path, clock: FakeClock) -> None:
    import threading

    released = threading.Event()
    released.set()
    found = {each.name: each for each in examine_desk(Place({}, tmp_path, clock, backend=Hanging(released)))}

    assert found["screen"].state is ExamState.FAILS
    assert found["screen"].reason_text() == "The desktop did not answer."
    assert found["screen"].remedy_text() == "Try again."


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Dropbox", ExamState.LOOK),
        ("plain", ExamState.WORKS),
        pytest.param("x" * 300, ExamState.WORKS, id="where nobody may look"),
    ],
)
def test_a_synced_folder_is_named(tmp_path: Path, clock: FakeClock, name: str, state: ExamState) -> None:
    found = {each.name: each for each in examine_desk(Place({}, tmp_path / name / "vault", clock))}

    assert found["sync"].state is state
    assert found["folder"].state is ExamState.WORKS


def test_words_for_people(tmp_path: Path) -> None:
    code, said, _ = doctor(tmp_path / "vault")

    assert code == 0
    assert len(said.splitlines()) == len(PARTS)
    assert "Nothing to do." in said


def test_every_way_to_save_gives_up_before_it_is_left_alone() -> None:
    """A portal that is left alone would write its picture for nobody, and it would stay on the disk."""
    from evidence_desk.capture.wayland import portal, programs
    from evidence_desk.workflows.examine_desk import NO_ANSWER_S

    assert max(portal.WATCHDOG_S, programs._WATCHDOG_S) + 1 < NO_ANSWER_S
