"""Whether a program answers is told by its own answer and by no other."""

from struct import pack

import pytest
import xcffib
from xcffib import xproto

from evidence_desk.capture.x11 import answering
from evidence_desk.capture.x11.answering import Answering
from evidence_desk.capture.x11.connection import Connection
from tests.capture.conftest import StartProgram
from tests.display_fixtures import XDisplay


def test_the_answer_of_another_window_says_nothing_of_this_one(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PATIENCE_MS", 20)
    program = start_program(bare)
    ping = program.ask(do="atom", name="_NET_WM_PING")
    promise = ("WM_PROTOCOLS", "ATOM", pack("=I", ping).hex())
    window, other = (program.open(10, 10, 100, 100, seed, properties=[promise]) for seed in (1, 2))
    connection, answerer = Connection(bare.name), xcffib.connect(bare.name)
    found = []
    for about in (other.number, window.number):
        with Answering(connection).asked(window.number) as is_answered:
            _answer(answerer, connection.root, ping, about)
            found.append(is_answered())
    connection.close()
    answerer.disconnect()

    assert found == [False, True]


def _answer(connection: xcffib.Connection, root: int, ping: int, about: int) -> None:
    """What a program sends back: the same message, to the root."""
    protocols = connection.core.InternAtom(False, 12, "WM_PROTOCOLS").reply().atom
    data = xproto.ClientMessageData.synthetic([ping, 0, about, 0, 0], "I" * 5)
    event = xproto.ClientMessageEvent.synthetic(32, root, protocols, data)
    connection.core.SendEvent(False, root, xproto.EventMask.SubstructureNotify, event.pack())
    connection.core.GetInputFocus().reply()
