"""The screens nobody hopes for, and the one everything is for, as a screen reader finds them."""

import subprocess
from pathlib import Path

import pytest

from evidence_desk.here import system_clock
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.open_case import open_case
from tests.accessibility import laws
from tests.accessibility.conftest import Listener
from tests.accessibility.screen_reader import Node
from tests.real_tools import wait_until
from tests.vault.made_up import keep


def begin(listener: Listener) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")


def read_whole(listener: Listener, words: str, role: str) -> list[Node]:
    """All that is on the screen once this stands there; no law is broken by any of it."""
    listener.reader.find(role, words)
    read = listener.reader.showing(())
    assert not laws.broken(read)
    return read


@pytest.mark.parametrize("keys", [("Tab: Small capture bar", "space"), ()], ids=["small bar", "whole bar"])
def test_a_picture_that_came_out_empty(listener: Listener, keys: tuple[str, ...]) -> None:
    begin(listener)
    if keys:
        listener.follow("ctrl+comma", "Down", *keys, "ctrl+1")
        listener.reaches("Capture: Save")
    listener.close_other_window()
    subprocess.run(["xsetroot", "-solid", "black"], env=listener.display.environment(), check=True)
    listener.press("space")
    listener.hears("The picture came out empty")

    read_whole(listener, "Try the whole screen", "label")


def test_no_other_window_is_open(listener: Listener) -> None:
    begin(listener)
    listener.close_other_window()
    listener.follow("Tab: What to capture", "space", "Down", "Down", "Return")

    read_whole(listener, "No other windows are open.", "label")


def test_a_folder_handed_over(listener: Listener, tmp_path: Path) -> None:
    begin(listener)
    listener.press("Return")
    listener.hears("1 saved")
    place = tmp_path / "for the police"
    place.mkdir()
    listener.follow("ctrl+0", "Tab: Choose a folder", "space")
    listener.reaches("", "text")
    listener.write(str(place))
    listener.press("Return")
    listener.reaches("Make the folder")
    read_whole(listener, "Make the folder", "push button")
    listener.press("space")
    wait_until(lambda: any(place.rglob("seal.json")), "the folder is there")
    read_whole(listener, "Open the folder", "push button")


def broken_object(vault_path: Path) -> None:
    """A desk with a saved item that can't be read back."""
    with open_vault(vault_path, system_clock(), create=True) as vault:
        keep(vault, open_case(vault, "Case 1"), b"one")
    (sealed,) = (each for each in (vault_path / "objects").rglob("*") if each.is_file())
    sealed.chmod(0o600)
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"?")


@pytest.mark.parametrize("vault_path", [broken_object], indirect=True)
def test_an_item_that_can_not_be_read(listener: Listener) -> None:
    listener.reaches("Show me")
    read_whole(listener, "can't be read", "label")
