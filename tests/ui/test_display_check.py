"""Whether a display answers is known before Qt is asked, which would end the program."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_desk.ui.display_check import answers
from tests.display_fixtures import StartDisplay, XDisplay


@pytest.mark.parametrize("display", ["", "nonsense", ":", ":no", ":59999", "localhost:59999", "a..b:0"])
def test_no_display_does_not_answer(display: str) -> None:
    assert not answers({"DISPLAY": display})


def test_a_running_display_answers(start_display: StartDisplay) -> None:
    display = start_display("640x480x24")

    assert answers({"DISPLAY": display.name})
    assert answers({"DISPLAY": f"{display.name}.0"})


def test_a_wayland_socket_answers_and_a_dead_one_does_not(desk_home: Path) -> None:
    folder = os.environ["XDG_RUNTIME_DIR"]
    environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": folder}
    before = answers(environ)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/wayland-7")
        server.listen()
        during = answers(environ)
    after = answers(environ)

    assert (before, during, after) == (False, True, False)


@pytest.mark.parametrize("missing", [{}, {"DISPLAY": ":59999"}, {"WAYLAND_DISPLAY": "wayland-9"}])
def test_the_program_says_one_sentence_instead_of_aborting(desk_home: Path, missing: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    told = subprocess.run(
        [sys.executable, "-m", "evidence_desk"],
        env=kept | missing,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "There is no screen here." in told.stderr
    assert not told.stdout


def test_a_second_window_on_the_same_desk_says_one_sentence(desk_home: Path, x_desktop: XDisplay) -> None:
    environ = x_desktop.environment()
    held = (
        "import sys; from pathlib import Path; from evidence_desk.here import system_clock;"
        "from evidence_desk.vault.vault import open_vault;"
        "v = open_vault(Path(sys.argv[1]), system_clock(), create=True); print('held', flush=True); sys.stdin.read()"
    )
    path = desk_home / "vault"
    with subprocess.Popen([sys.executable, "-c", held, path], stdin=-1, stdout=-1, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        told = subprocess.run(
            [sys.executable, "-m", "evidence_desk", "--vault", path],
            env=environ, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        holder.communicate("")

    assert told.returncode == 1
    assert "The desk is already open in another program." in told.stderr
