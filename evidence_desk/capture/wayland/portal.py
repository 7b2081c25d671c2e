"""The desktop's own way to hand out a picture: the Screenshot portal, spoken to over the session bus.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html, versions 1 to 3.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from evidence_desk.capture.desktop_portal import APP_ID, BUS_NAME, REGISTRY, REQUEST, new_request, portal, says_absent
from evidence_desk.capture.hotkey.bus import session_address
from evidence_desk.capture.wayland.handed_file import file_time_ns, path_of, take_handed
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.domain.refusals import NoPortal, PortalDialogClosed, PortalFailed, PortalRefused, PortalSilent

NAME = "portal"
WATCHDOG_S = 6.0
"""How long the desktop may take: a shot takes half a second, and a person waits for it."""
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_PERMISSIONS = "org.freedesktop.impl.portal.PermissionStore"
_PERMISSIONS_PATH = "/org/freedesktop/impl/portal/PermissionStore"
_DONE, _CLOSED = 0, 1
_THE_SCREENS, _TARGETS_SINCE = 1, 3
_REFUSALS = {"org.freedesktop.portal.Error.NotAllowed", "org.freedesktop.DBus.Error.AccessDenied"}


class Portal:
    """Each call is a conversation of its own, so any thread may make one; two at a time would share one file."""

    def __init__(self, environ: Mapping[str, str], *, watchdog_s: float = WATCHDOG_S) -> None:
        self._address = session_address(environ)
        self._watchdog_s = watchdog_s

    def version(self) -> int:
        """Of the Screenshot interface; raises NoPortal, PortalSilent or PortalFailed."""
        with self._talk() as bus:
            return bus.property_of_screenshots("version")

    def hand_out(self, parent_window: str = "") -> Picture:
        """Everything on screen, without a question where the person has answered it once.

        `parent_window` is the window a question belongs to, as the portal names windows. Raises NoPortal,
        PortalRefused, PortalDialogClosed, PortalSilent, PortalFailed, or what `take_handed` does.
        """
        with self._talk() as bus:
            version = bus.property_of_screenshots("version")
            begun_ns = file_time_ns()
            answer = bus.screenshot(parent_window, _options(bus, version))
        return take_handed(path_of(answer), begun_ns)

    def is_answered(self) -> bool:
        """Whether the person has said yes or no once; False too where the desktop does not keep such answers."""
        with self._talk() as bus, suppress(NoPortal, PortalFailed):
            store = DBusAddress(_PERMISSIONS_PATH, bus_name=_PERMISSIONS, interface=_PERMISSIONS)
            permissions, _ = bus.call(store, "Lookup", "ss", ("screenshot", "screenshot"))
            kept = {app: list(words) for app, words in permissions.items()}
            return bool({"yes", "no"} & set(kept.get(APP_ID, kept.get("", []))))
        return False

    @contextmanager
    def _talk(self) -> Iterator["_Bus"]:
        try:
            with open_dbus_connection(self._address) as connection:
                bus = _Bus(connection, self._watchdog_s)
                bus.register()
                yield bus
        except TimeoutError as error:
            raise PortalSilent(round(self._watchdog_s)) from error
        except (OSError, RuntimeError, ValueError, StopIteration) as error:
            raise NoPortal from error


def _options(bus: "_Bus", version: int) -> dict[str, tuple[str, Any]]:
    """The screens without a dialog; which targets there are is told from version 3 on."""
    options: dict[str, tuple[str, Any]] = {"interactive": ("b", False), "modal": ("b", False)}
    if version >= _TARGETS_SINCE and bus.property_of_screenshots("AvailableTargets") & _THE_SCREENS:
        options["target"] = ("u", _THE_SCREENS)
    return options


class _Bus:
    """The portal's words on one connection."""

    def __init__(self, connection: DBusConnection, watchdog_s: float) -> None:
        self._connection = connection
        self._watchdog_s = watchdog_s

    def register(self) -> None:
        """Say who asks, so that a permission is this program's alone; older desktops go without."""
        with suppress(NoPortal, PortalFailed, PortalRefused):
            self.call(portal(REGISTRY), "Register", "sa{sv}", (APP_ID, {}))

    def property_of_screenshots(self, name: str) -> int:
        """A number the interface tells of itself."""
        properties = portal("org.freedesktop.DBus.Properties")
        ((kind, value),) = self.call(properties, "Get", "ss", (_SCREENSHOT, name))
        if kind != "u":
            raise PortalFailed(f"{name} is of type {kind}")
        return int(value)

    def screenshot(self, parent_window: str, options: dict[str, tuple[str, Any]]) -> str:
        """Ask, and wait for the answer, which is listened for before it can come; the URI of a file."""
        token, request = new_request(str(self._connection.unique_name))
        (owner,) = self.call(message_bus, "GetNameOwner", "s", (BUS_NAME,))
        rule = MatchRule(type="signal", sender=owner, interface=REQUEST, member="Response", path=request)
        self.call(message_bus, "AddMatch", "s", (rule.serialise(),))
        with self._connection.filter(rule) as answers:
            asked = (parent_window, {**options, "handle_token": ("s", token)})
            self.call(portal(_SCREENSHOT), "Screenshot", "sa{sv}", asked)
            try:
                answer = self._connection.recv_until_filtered(answers, timeout=self._watchdog_s)
            except TimeoutError:
                self._close(request)
                raise
        return _uri(*answer.body)

    def call(self, address: DBusAddress, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """One call and its answer, as jeepney unpacks it."""
        message = new_method_call(address, method, signature, body)
        reply = self._connection.send_and_get_reply(message, timeout=self._watchdog_s)
        try:
            answer: tuple[Any, ...] = unwrap_msg(reply)
        except DBusErrorResponse as error:
            raise _refusal(error) from error
        return answer

    def _close(self, request: str) -> None:
        """Nobody waits any more: what came later would lie on the disk unread."""
        address = DBusAddress(request, bus_name=BUS_NAME, interface=REQUEST)
        with suppress(OSError):
            self._connection.send(new_method_call(address, "Close"))


def _uri(code: int, untrusted_results: Mapping[str, tuple[str, Any]]) -> str:
    if code == _CLOSED:
        raise PortalDialogClosed
    if code != _DONE:
        raise PortalRefused
    kind, uri = untrusted_results.get("uri", ("s", ""))
    return uri if kind == "s" else ""


def _refusal(error: DBusErrorResponse) -> NoPortal | PortalRefused | PortalFailed:
    name = str(error.name)
    if name in _REFUSALS:
        return PortalRefused()
    if ".Spawn." in name or says_absent(name):
        return NoPortal()
    return PortalFailed(name)
