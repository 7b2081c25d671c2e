"""The Screenshot portal in all its moods: a fake one on a real bus, since no real one refuses on demand."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PIL import Image

from evidence_desk.capture.desktop_portal import APP_ID
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import DISPLAY_HAS_10_BITS, LEFT_ON_DISK
from evidence_desk.capture.wayland.handed_file import file_time_ns
from evidence_desk.capture.wayland.portal import Portal
from evidence_desk.domain import refusals
from tests.capture import pattern
from tests.capture.mocked_bus import bare_bus, mocking
from tests.real_tools import wait_until

_ROOT = Path(__file__).resolve().parents[2]
_TEMPLATE = _ROOT / "tests" / "capture" / "fake_portal.py"
SIZE = (64, 48)
RGB = pattern.rgb(5, *SIZE)


@dataclass
class FakePortal:
    """The portal as a test holds it: told how to behave, asked what it saw."""

    address: str

    @property
    def portal(self) -> Portal:
        return Portal({"DBUS_SESSION_BUS_ADDRESS": self.address}, watchdog_s=60.0)

    @property
    def hasty(self) -> Portal:
        return Portal({"DBUS_SESSION_BUS_ADDRESS": self.address}, watchdog_s=0.2)

    def behave(self, **how: Any) -> None:
        self._ask("Behave", "s", (json.dumps(how),))

    @property
    def seen(self) -> list[list[Any]]:
        answer: list[list[Any]] = json.loads(self._ask("Seen", "", ())[0])
        return answer

    def _ask(self, method: str, signature: str, body: tuple[str, ...]) -> Any:
        there = DBusAddress(
            "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", interface="org.evidencedesk.Fake"
        )
        with open_dbus_connection(self.address) as connection:
            reply = connection.send_and_get_reply(new_method_call(there, method, signature, body), timeout=60)
        assert reply.header.message_type.name == "method_return", reply.body
        return reply.body


@pytest.fixture(scope="module")
def fake_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakePortal]:
    """A bus of its own with the fake on it."""
    with (
        bare_bus(tmp_path_factory.mktemp("bus")) as address,
        mocking({"DBUS_SESSION_BUS_ADDRESS": address}, str(_TEMPLATE), lambda: _answers(address)),
    ):
        yield FakePortal(address)


def _answers(address: str) -> bool:
    try:
        return Portal({"DBUS_SESSION_BUS_ADDRESS": address}).version() > 0
    except refusals.NoPortal:
        return False


@pytest.fixture
def shown(tmp_path: Path) -> dict[str, str]:
    """What the portal is told to hand out: a picture that it writes when it is asked."""
    source_path = tmp_path / "source.png"
    Image.frombytes("RGB", SIZE, RGB).save(source_path)
    handed_path = tmp_path / "handed out %20é.png"
    return {"copy_of": str(source_path), "file": str(handed_path), "uri": handed_path.as_uri()}


def handed(shown: dict[str, str]) -> Path:
    return Path(shown["file"])


@pytest.mark.parametrize("at_once", [False, True], ids=["later", "before the call returns"])
def test_a_picture_is_read_and_its_file_is_gone(
    fake_portal: FakePortal, shown: dict[str, str], at_once: object
) -> None:
    fake_portal.behave(**shown, at_once=bool(at_once))
    picture = fake_portal.portal.hand_out()
    frame = picture.frame
    assert rgb_rows(frame, 0, frame.height).tobytes() == RGB
    assert (frame.width, frame.height, picture.warnings) == (*SIZE, ())
    assert not handed(shown).exists()
    asked = [each for each in fake_portal.seen if each[0] == "Screenshot"]
    assert len(asked) == 1
    assert (asked[0][1], asked[0][2]["interactive"], "target" in asked[0][2]) == ("", 0, False)


def test_transparency_is_dropped_and_sixteen_bits_are_said(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    clear = Image.frombytes("RGB", SIZE, RGB).convert("RGBA")
    clear.putalpha(128)
    clear.save(shown["copy_of"])
    fake_portal.behave(**shown)
    picture = fake_portal.portal.hand_out()
    assert rgb_rows(picture.frame, 0, picture.frame.height).tobytes() == RGB

    Image.new("I;16", SIZE, 30_000).save(shown["copy_of"])
    fake_portal.behave(**shown)
    assert fake_portal.portal.hand_out().warnings == (DISPLAY_HAS_10_BITS,)


@pytest.mark.parametrize(
    ("version", "targets", "wanted"), [(2, 0, None), (3, 15, 1), (3, 1, 1), (3, 2, None), (9, 13, 1)]
)
def test_the_screens_are_named_as_the_target_where_that_is_offered(
    fake_portal: FakePortal, shown: dict[str, str], version: int, targets: int, wanted: int | None
) -> None:
    fake_portal.behave(**shown, version=version, targets=targets)
    fake_portal.portal.hand_out()
    asked = next(each for each in fake_portal.seen if each[0] == "Screenshot")
    assert asked[2].get("target") == wanted


def test_the_program_says_who_it_is_on_the_same_connection_first(
    fake_portal: FakePortal, shown: dict[str, str]
) -> None:
    fake_portal.behave(**shown, registry=True)
    fake_portal.portal.hand_out("x11:1a")
    registered, asked = fake_portal.seen
    assert registered[:2] == ["Register", APP_ID]
    assert asked[0] == "Screenshot"
    assert asked[1] == "x11:1a"
    assert registered[2] == asked[3]


@pytest.mark.parametrize(
    ("permissions", "answered"),
    [
        (None, False),
        ({}, False),
        ({APP_ID: ["yes"]}, True),
        ({APP_ID: ["no"], "": ["ask"]}, True),
        ({APP_ID: ["ask"], "": ["yes"]}, False),
        ({"": ["yes"]}, True),
        ({"another.Program": ["yes"]}, False),
    ],
)
def test_whether_the_person_has_answered_once(
    fake_portal: FakePortal, permissions: dict[str, list[str]] | None, answered: object
) -> None:
    fake_portal.behave(permissions=permissions)
    assert fake_portal.portal.is_answered() is answered


@pytest.mark.parametrize(("answer", "refusal"), [(1, refusals.PortalDialogClosed), (2, refusals.PortalRefused)])
def test_a_closed_dialog_and_a_refusal_are_two_things(
    fake_portal: FakePortal, answer: int, refusal: type[refusals.CaptureRefused]
) -> None:
    fake_portal.behave(answer=answer)
    with pytest.raises(refusal):
        fake_portal.portal.hand_out()


def test_silence_ends_and_takes_the_question_back(fake_portal: FakePortal) -> None:
    fake_portal.behave(answer=None)
    with pytest.raises(refusals.PortalSilent):
        fake_portal.hasty.hand_out()
    wait_until(lambda: ["Close"] in fake_portal.seen, "the request is closed")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("org.freedesktop.portal.Error.NotAllowed", refusals.PortalRefused),
        ("org.freedesktop.DBus.Error.AccessDenied", refusals.PortalRefused),
        ("org.freedesktop.DBus.Error.UnknownMethod", refusals.NoPortal),
        ("org.freedesktop.DBus.Error.Failed", refusals.PortalFailed),
    ],
)
def test_an_error_is_told_by_its_kind(
    fake_portal: FakePortal, name: str, refusal: type[refusals.CaptureRefused]
) -> None:
    fake_portal.behave(error=name)
    with pytest.raises(refusal):
        fake_portal.portal.hand_out()


@pytest.mark.parametrize(
    ("uri", "refusal"),
    [
        ("", refusals.HandedNothing),
        ("file:///nonexistent/nothing.png", refusals.HandedNothing),
        ("https://example.org/a.png", refusals.HandedWrong),
        ("file://elsewhere/tmp/a.png", refusals.HandedWrong),
        ("file:relative.png", refusals.HandedWrong),
        ("file:///tmp/a%00b.png", refusals.HandedWrong),
        ("nonsense", refusals.HandedWrong),
        ("file:///tmp", refusals.HandedForeign),
        ("file:///dev/zero", refusals.HandedForeign),
    ],
)
def test_what_is_no_picture_file_is_not_read(
    fake_portal: FakePortal, uri: str, refusal: type[refusals.CaptureRefused]
) -> None:
    fake_portal.behave(uri=uri)
    with pytest.raises(refusal):
        fake_portal.portal.hand_out()


def test_an_old_file_is_left_where_it_is(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    own_path = handed(shown)
    own_path.write_bytes(Path(shown["copy_of"]).read_bytes())
    os.utime(own_path, (1_000_000_000, 1_000_000_000))
    fake_portal.behave(uri=shown["uri"])
    with pytest.raises(refusals.HandedOld):
        fake_portal.portal.hand_out()
    assert own_path.exists()


def test_a_file_said_to_be_new_but_made_before_is_old(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    own_path = handed(shown)
    own_path.write_bytes(Path(shown["copy_of"]).read_bytes())
    os.utime(own_path, (4_000_000_000, 4_000_000_000))
    wait_until(lambda: file_time_ns() > own_path.stat().st_ctime_ns, "the clock of files has gone on")
    fake_portal.behave(uri=shown["uri"])
    with pytest.raises(refusals.HandedOld):
        fake_portal.portal.hand_out()
    assert own_path.exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file to somebody else")
def test_somebody_elses_file_is_neither_read_nor_removed(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    fake_portal.behave(**shown, foreign=True)
    with pytest.raises(refusals.HandedForeign):
        fake_portal.portal.hand_out()
    assert handed(shown).exists()


def test_a_link_is_not_followed(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    fake_portal.behave(**shown, link_to=shown["copy_of"])
    with pytest.raises(refusals.HandedForeign):
        fake_portal.portal.hand_out()
    assert Path(shown["copy_of"]).exists()


def test_a_file_with_a_second_name_is_not_taken(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    own_path = handed(shown)
    own_path.write_bytes(b"")
    second_path = own_path.with_name("second name")
    second_path.hardlink_to(own_path)
    fake_portal.behave(**shown)
    with pytest.raises(refusals.HandedForeign):
        fake_portal.portal.hand_out()


def test_a_pipe_does_not_keep_us_waiting(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    fake_portal.behave(**shown, pipe=True)
    with pytest.raises(refusals.HandedForeign):
        fake_portal.portal.hand_out()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusals.HandedEmpty),
        (b"GIF89a and more", refusals.HandedWrong),
        (b"\x89PNG\r\n\x1a\n", refusals.HandedWrong),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\2\0\0\0", refusals.HandedWrong),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\0\0\x7f\xff\0\0\x08\2\0\0\0", refusals.HandedWrong),
    ],
    ids=["empty", "another kind", "cut short", "without pixels", "far too large"],
)
def test_our_own_file_is_gone_even_when_it_is_no_picture(
    fake_portal: FakePortal, shown: dict[str, str], data: bytes, refusal: type[refusals.CaptureRefused]
) -> None:
    Path(shown["copy_of"]).write_bytes(data)
    fake_portal.behave(**shown)
    with pytest.raises(refusal):
        fake_portal.portal.hand_out()
    assert not handed(shown).exists()


def test_a_picture_cut_short_is_none(fake_portal: FakePortal, shown: dict[str, str]) -> None:
    source_path = Path(shown["copy_of"])
    source_path.write_bytes(source_path.read_bytes()[:-40])
    fake_portal.behave(**shown)
    with pytest.raises(refusals.HandedWrong):
        fake_portal.portal.hand_out()
    assert not handed(shown).exists()


def test_a_file_that_stays_is_said_to_stay(
    fake_portal: FakePortal, shown: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> None:
        raise PermissionError

    fake_portal.behave(**shown)
    monkeypatch.setattr(Path, "unlink", refused)
    assert fake_portal.portal.hand_out().warnings == (LEFT_ON_DISK,)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"XDG_RUNTIME_DIR": "/nonexistent"},
        {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"},
        {"DBUS_SESSION_BUS_ADDRESS": "tcp:host=localhost,port=1"},
        {"DBUS_SESSION_BUS_ADDRESS": "nonsense"},
    ],
)
def test_without_a_bus_there_is_no_portal(environ: dict[str, str]) -> None:
    with pytest.raises(refusals.NoPortal):
        Portal(environ).version()


def test_a_bus_without_a_portal_has_none(tmp_path: Path) -> None:
    with bare_bus(tmp_path) as address:
        portal = Portal({"DBUS_SESSION_BUS_ADDRESS": address})
        for ask in (portal.version, portal.hand_out):
            with pytest.raises(refusals.NoPortal):
                ask()
        assert not portal.is_answered()
