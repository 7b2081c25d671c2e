"""What windows of real programs say about themselves: read exactly where it is text, and never able to do harm."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import xcffib
from xcffib import xproto

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.x11.properties import LONGEST_TEXT
from evidence_desk.domain.sentences import shown
from tests.commands.conftest import type_command, vault_path  # noqa: F401 — fixtures
from tests.hostile.words import WORDS
from tests.real_tools import need_tools, wait_until

TITLES = {name: word for name, word in WORDS.items() if word and "\0" not in word}


@dataclass
class Terminal:
    """A real xterm, whose properties somebody else writes."""

    display: str
    window: int

    def says(self, name: str, kind: str, data: bytes, width: int = 8) -> None:
        """Write one property of the window, as any program may."""
        connection = xcffib.connect(self.display)
        core = connection.core
        atoms = [core.InternAtom(False, len(each), each).reply().atom for each in (name, kind)]
        # A long property comes in pieces: a request of the server's has its own bound.
        step = 200_000
        for at in range(0, max(len(data), 1), step):
            piece = data[at : at + step]
            mode = xproto.PropMode.Replace if at == 0 else xproto.PropMode.Append
            count = len(piece) * 8 // width
            core.ChangeProperty(mode, self.window, *atoms, width, count, piece, is_checked=True).check()
        connection.disconnect()


@pytest.fixture
def terminal(screen) -> Iterator[Terminal]:
    need_tools("xterm", "xdotool")
    environ = screen.environment()
    command = ["xterm", "-title", "=<b>&a title given when it was started", "-e", "cat"]
    with subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) as xterm:
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm"]
            found = subprocess.run(search, env=environ, capture_output=True, check=True, timeout=100)
            yield Terminal(screen.name, int(found.stdout.split()[0]))
        finally:
            xterm.kill()


@pytest.fixture
def labels_of(terminal) -> Iterator:
    """Title and application of the terminal as the program lists them."""
    backend = open_backend(os.environ)

    def labels() -> tuple[str, str]:
        (found,) = [window for window in backend.windows() if int(window.id, 0) == terminal.window]
        return found.title, found.application

    yield labels
    backend.close()


def test_every_word_as_a_title_and_an_application(terminal, labels_of):
    """Kept exactly, as far as it is text: half a character becomes the sign for that, and the rest is cut."""
    for name, word in TITLES.items():
        data = word.encode("utf-8", "surrogatepass")
        terminal.says("_NET_WM_NAME", "UTF8_STRING", data)
        terminal.says("WM_CLASS", "STRING", b"x\0" + word.encode("latin-1", "replace") + b"\0")
        title, application = labels_of()

        assert title == data.decode("utf-8", "replace")[:LONGEST_TEXT], name
        assert application == word.encode("latin-1", "replace").decode("latin-1")[:LONGEST_TEXT], name
        assert title.encode().decode() == title, name
        assert shown(title).isprintable(), name


ODD = {
    "zeros": ("UTF8_STRING", b"a\0b\0\0c", 8),
    "nothing": ("UTF8_STRING", b"", 8),
    "no text": ("UTF8_STRING", b"\xff\xfe\xc0\xaf\xed\xa0\x80" * 300, 8),
    "two megabytes": ("UTF8_STRING", b"x" * 2_000_000, 8),
    "cut in a letter": ("UTF8_STRING", "\U0001f468".encode() * 1_000 + b"\xf0\x9f", 8),
    "Latin-1": ("STRING", bytes(range(256)), 8),
    "compound text that changes its letters": ("COMPOUND_TEXT", b"\x1b%G\xe2\x80\xae\x1b%@\x1b$(B!!", 8),
    "numbers of 32 bits": ("CARDINAL", b"\1\2\3\4" * 100, 32),
    "numbers of 16 bits": ("UTF8_STRING", b"\1\2" * 100, 16),
    "a type nobody knows": ("x" * 200, b"a", 8),
    "a type with a command": ("\x1b[31m", b"a", 8),
}


def test_properties_of_every_odd_kind(terminal, labels_of):
    for name, (kind, data, width) in ODD.items():
        for prop in ("_NET_WM_NAME", "WM_NAME", "WM_CLASS"):
            terminal.says(prop, kind, data, width)
        title, application = labels_of()

        for text in (title, application):
            assert text is None or "\0" not in text, name
            assert text is None or (len(text) <= LONGEST_TEXT and text.encode().decode() == text), name


@pytest.mark.parametrize("how", ["when it was started", "later"])
def test_one_of_them_all_the_way(how, terminal, type_command):  # noqa: F811 — the fixture
    word = "\x1b]0;owned\x07\u202e<img src=x>=1+1\n\x9b2J"
    if how == "later":
        terminal.says("_NET_WM_NAME", "UTF8_STRING", word.encode())
    kept = wait_until(lambda: type_command("capture", f"--window={terminal.window:#x}"), "a capture")

    assert kept.code == 0, kept
    assert kept.value["title"] == (word if how == "later" else "=<b>&a title given when it was started")
    assert kept.out.rstrip(b"\n").decode().isprintable()
    for words in (["list"], ["windows"], ["show", "1"], ["log"]):
        said = type_command(*words, json=False)
        assert said.code == 0
        assert all(line.isprintable() for line in said.out.decode().split("\n"))
