"""One X11 display and everything that is kept about it between pictures."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from evidence_desk.capture.targets import Frame
from evidence_desk.capture.x11.answering import Answering
from evidence_desk.capture.x11.arming import Arming
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.memory import PixelReader
from evidence_desk.capture.x11.own import OwnClients
from evidence_desk.capture.x11.same_answers import SameAnswers
from evidence_desk.capture.x11.saver import STATUS, Saver

if TYPE_CHECKING:
    from evidence_desk.capture.login_session import LoginSession

NAME = "x11"
SCENE = "scene"
"""What is on the desktop, as `evidence_desk.capture.x11.scene` makes it out."""


class Display:
    """The connection with its shared memory, our own windows and the redirected ones."""

    def __init__(self, display_name: str) -> None:
        """Connect; raises NoDisplay."""
        self.connection = Connection(display_name)
        self.version = self.connection.server_version
        self.own = OwnClients(self.connection)
        self.answers = SameAnswers(self.connection.raw)
        self.saver = Saver(self.connection)
        self.login: LoginSession | None = None

    @cached_property
    def reader(self) -> PixelReader:
        """Made with the first picture: a list of windows needs no shared memory."""
        return PixelReader(self.connection)

    @cached_property
    def arming(self) -> Arming:
        """Made when it is needed; raises NotOnThisSystem where the server can't redirect."""
        return Arming(self.connection)

    @cached_property
    def answering(self) -> Answering:
        """Made with the first picture of a window."""
        return Answering(self.connection)

    @contextmanager
    def picturing(self) -> Iterator[None]:
        """A conversation in which pictures are taken; what all of them begin with is on its way before it begins."""
        with self.connection.conversation(lambda: self.answers.ask_ahead(SCENE)):
            try:
                yield
            finally:  # inside, so that nobody's but our own are forgotten
                self.forget_ahead()

    def ask_ahead(self, *abouts: Hashable) -> None:
        """Ask what is asked after every picture, and of these: the display is not waited for once more."""
        self.saver.ask_ahead()
        self.answers.ask_ahead(STATUS, SCENE, *abouts)

    def forget_ahead(self) -> None:
        """What was asked ahead and not wanted is old when the next picture is taken."""
        self.answers.forget_ahead()
        self.saver.forget_ahead()

    def close(self) -> None:
        """Disconnect; a picture that is still held stays readable."""
        self.connection.close()
        if self.login is not None:
            self.login.close()
        if "reader" in self.__dict__:
            self.reader.close()


def read_only(frame: Frame) -> Frame:
    """The same pixels, which can only be read from here on."""
    return Frame(frame.pixels.toreadonly(), frame.width, frame.height, frame.stride)
