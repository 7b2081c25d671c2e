"""Notices that the session was unlocked or the computer woke up, after which a key may be gone; and the opposite."""

from collections.abc import Callable, Mapping

from jeepney import DBusErrorResponse, HeaderFields, MatchRule, Message

from evidence_desk.capture.hotkey.bus import Bus, session_address, system_address
from evidence_desk.capture.hotkey.choosing import Watch
from evidence_desk.capture.hotkey.listener import Listener
from evidence_desk.domain.refusals import NoPortal

_LOGIN_SESSION, _LOGIN_MANAGER = "org.freedesktop.login1.Session", "org.freedesktop.login1.Manager"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class SessionWatch(Watch):
    """Listens to logind and the desktops' screen savers, as far as there are any; both are told on its threads."""

    def __init__(self, environ: Mapping[str, str], unlocked: Callable[[], None], left: Callable[[], None]) -> None:
        self._unlocked = unlocked
        self._left = left
        self._listeners: list[Listener] = []
        savers = [MatchRule(type="signal", interface=each, member="ActiveChanged") for each in _SAVERS]
        login = [
            *(MatchRule(type="signal", interface=_LOGIN_SESSION, member=each) for each in ("Lock", "Unlock")),
            MatchRule(type="signal", interface=_LOGIN_MANAGER, member="PrepareForSleep"),
        ]
        self._watch(lambda: session_address(environ), savers)
        self._watch(lambda: system_address(environ), login)

    def close(self) -> None:
        """Hear nothing more."""
        for each in self._listeners:
            each.close()

    def _watch(self, address: Callable[[], str], rules: list[MatchRule]) -> None:
        def serve() -> None:
            try:
                bus = Bus(address())
            except NoPortal:
                return
            try:
                self._hear(bus, rules, listener)
            except (NoPortal, DBusErrorResponse, TimeoutError):
                return  # nobody tells any more; the key itself still is heard
            finally:
                bus.close()

        listener = Listener("desk-unlocked", serve)
        self._listeners.append(listener)
        listener.start()

    def _hear(self, bus: Bus, rules: list[MatchRule], listener: Listener) -> None:
        for rule in rules:
            bus.listen(rule)
        while not listener.is_closing:
            for message in bus.signals():
                if _is_coming_back(message):
                    self._unlocked()
                elif _is_going(message):
                    self._left()
            listener.wait(bus.fileno())


def _is_coming_back(message: Message) -> bool:
    """Unlock says just that; the others say False when they are over."""
    if message.header.fields.get(HeaderFields.member) == "Unlock":
        return True
    return bool(message.body) and message.body[0] is False


def _is_going(message: Message) -> bool:
    """Lock says just that; the others say True when they begin."""
    if message.header.fields.get(HeaderFields.member) == "Lock":
        return True
    return bool(message.body) and message.body[0] is True
