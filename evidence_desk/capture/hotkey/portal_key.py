"""The key on Wayland: the GlobalShortcuts portal, where the desktop decides on the key and may ask the person.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
"""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message

from evidence_desk.capture.desktop_portal import APP_ID, BUS_NAME, REGISTRY, REQUEST, new_request, portal, says_absent
from evidence_desk.capture.hotkey.bus import Bus, session_address
from evidence_desk.capture.hotkey.chords import Chord, Modifier
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing
from evidence_desk.capture.hotkey.listened_key import ListenedKey
from evidence_desk.domain.refusals import NoPortal

SHORTCUT = "save"
_SHOWN_AS = "Desk"
"""The desktop shows this among its keys: a name that says nothing."""
_SHORTCUTS, _SESSION = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Session"
_OF_THE_BUS = "org.freedesktop.DBus"
_TRIGGER_WORDS = {Modifier.CTRL: "CTRL", Modifier.ALT: "ALT", Modifier.SHIFT: "SHIFT", Modifier.META: "LOGO"}
_KEYSYM_NAMES = {"Space": "space", "Ins": "Insert", "Del": "Delete", "PgUp": "Prior", "PgDown": "Next"}


def trigger_of(chord: Chord) -> str:
    """The chord as the shortcuts specification writes it: CTRL+ALT+e."""
    key = _KEYSYM_NAMES.get(chord.key, chord.key.lower() if len(chord.key) == 1 else chord.key)
    return "+".join([*(_TRIGGER_WORDS[each] for each in Modifier if each in chord.held), key])


class PortalHotkey(ListenedKey):
    """One session with one shortcut. A portal that starts anew, or ends the session, is asked again.

    The first chord is a wish, and the desktop decides: `words` are its own. A key that it gave stays given.
    """

    def __init__(self, environ: Mapping[str, str], pressed: Pressed, changed: Changed) -> None:
        super().__init__(pressed, changed)
        self._environ = dict(environ)
        self._bus: Bus | None = None
        self._session = ""
        self._request = ""
        self._listener.start()

    def _serve(self) -> None:
        try:
            bus = self._bus = Bus(session_address(self._environ))
            try:
                self._listen(bus)
                while not self._listener.is_closing:
                    for message in bus.signals():
                        self._take(message)
                    self._listener.wait(bus.fileno())
            finally:
                bus.close()
        except NoPortal:
            self._bus = None
            state = HotkeyState.LOST if self._session else HotkeyState.NOT_HERE
            self._tell(Standing(state, next(iter(self._chords), None)))

    def _listen(self, bus: Bus) -> None:
        with suppress(DBusErrorResponse, TimeoutError):  # older desktops, and those that do not know the program
            bus.call(portal(REGISTRY), "Register", "sa{sv}", (APP_ID, {}))
        for interface in (_SHORTCUTS, REQUEST, _SESSION):
            bus.listen(MatchRule(type="signal", interface=interface))
        owner = MatchRule(type="signal", interface=_OF_THE_BUS, member="NameOwnerChanged")
        owner.add_arg_condition(0, BUS_NAME)
        bus.listen(owner)

    def _register(self, chords: tuple[Chord, ...]) -> None:
        self._end_session()
        self._chords = chords
        if not chords:
            self._tell(Standing(HotkeyState.OFF))
            return
        self._tell(Standing(HotkeyState.WAITING, chords[0]))
        token = secrets.token_hex(16)
        self._ask("CreateSession", "a{sv}", (), {"session_handle_token": ("s", f"desk_{token}")})

    def _again(self) -> None:
        if self._chords and self._standing.state is not HotkeyState.READY:
            self._register(self._chords)

    def _end_session(self) -> None:
        session, self._session, self._request = self._session, "", ""
        if session and self._bus is not None:
            self._bus.send(DBusAddress(session, bus_name=BUS_NAME, interface=_SESSION), "Close")

    def _ask(self, method: str, signature: str, words: tuple[Any, ...], options: dict[str, tuple[str, Any]]) -> None:
        """Begin a request; its answer is a signal, and may come before the call returns."""
        if self._bus is None:
            return
        token, self._request = new_request(self._bus.unique_name)
        try:
            body = (*words, {**options, "handle_token": ("s", token)})
            self._bus.call(portal(_SHORTCUTS), method, signature, body)
        except DBusErrorResponse as error:
            self._fail(HotkeyState.NOT_HERE if says_absent(str(error.name)) else HotkeyState.REFUSED)
        except TimeoutError:
            self._fail(HotkeyState.LOST)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        member, path = fields.get(HeaderFields.member), fields.get(HeaderFields.path)
        match member:
            case "Response" if path == self._request:
                self._answered(*message.body)
            case "Activated" if message.body[:2] == (self._session, SHORTCUT):
                self._down(int(message.body[2]))
            case "Deactivated" if message.body[:2] == (self._session, SHORTCUT):
                self._holding.release(int(message.body[2]))
            case "ShortcutsChanged" if message.body[0] == self._session:
                self._bound(message.body[1])
            case "Closed" if path == self._session:
                self._session = ""
                self._register(self._chords)
            case "NameOwnerChanged":
                self._portal_changed(bool(message.body[2]))

    def _portal_changed(self, there: bool) -> None:  # noqa: FBT001 — what the signal says
        """It ended, and with it the session; or it is there again."""
        if there:
            self._register(self._chords)
        else:
            self._session = ""
            self._fail(HotkeyState.LOST)

    def _answered(self, code: int, untrusted_results: Mapping[str, tuple[str, Any]]) -> None:
        self._request = ""
        if code:
            self._fail(HotkeyState.REFUSED)
        elif not self._session:
            self._session = str(untrusted_results.get("session_handle", ("s", ""))[1])
            wish = {"description": ("s", _SHOWN_AS), "preferred_trigger": ("s", trigger_of(self._chords[0]))}
            self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, [(SHORTCUT, wish)], ""), {})
        else:
            self._bound(untrusted_results.get("shortcuts", ("a(sa{sv})", []))[1])

    def _bound(self, untrusted_shortcuts: Sequence[tuple[str, Mapping[str, tuple[str, Any]]]]) -> None:
        """A shortcut that is not among them, or has no key, was not granted."""
        words = [
            str(facts.get("trigger_description", ("s", ""))[1])
            for name, facts in untrusted_shortcuts
            if name == SHORTCUT
        ]
        if words and words[0]:
            self._tell(Standing(HotkeyState.READY, self._chords[0], words[0]))
        else:
            self._fail(HotkeyState.REFUSED)

    def _fail(self, state: HotkeyState) -> None:
        if self._chords:
            self._tell(Standing(state, self._chords[0]))


VERSION_OF = portal("org.freedesktop.DBus.Properties")
VERSION_QUESTION = (_SHORTCUTS, "version")
"""Asked with `Get`: a desktop that does not know the interface says so."""
