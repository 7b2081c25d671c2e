"""A dbusmock template: the GlobalShortcuts portal as its documentation describes it; run by the system's own Python."""
# mypy: ignore-errors
# ruff: noqa: N802 — named as the interface has them

import dbus
import dbus.service
from gi.repository import GLib

BUS_NAME = "org.freedesktop.portal.Desktop"
MAIN_OBJ = "/org/freedesktop/portal/desktop"
MAIN_IFACE = "org.freedesktop.portal.GlobalShortcuts"
SYSTEM_BUS = False
_ROOT = "/org/freedesktop/portal/desktop"
_TEST = "org.evidencedesk.Test"


def load(mock, parameters):
    """`mode` is ok, refused (the dialog was closed), keyless (granted without a key) or silent."""
    mock.mode = parameters.get("mode", "ok")
    mock.shown_as = parameters.get("words", "Ctrl+Alt+E")
    mock.sessions = []
    mock.now = 1000
    mock.wishes = []
    mock.AddProperties(MAIN_IFACE, dbus.Dictionary({"version": dbus.UInt32(1)}, signature="sv"))


def _answer(mock, sender, token, code, results):
    """The Response, a moment after the call has returned."""
    path = f"{_ROOT}/request/{sender[1:].replace('.', '_')}/{token}"

    def say():
        body = [dbus.UInt32(code), dbus.Dictionary(results, signature="sv")]
        request.EmitSignal("org.freedesktop.portal.Request", "Response", "ua{sv}", body)
        mock.RemoveObject(path)
        return False

    mock.AddObject(path, "org.freedesktop.portal.Request", {}, [("Close", "", "", "")])
    from dbusmock import get_object

    request = get_object(path)
    if mock.mode != "silent":
        GLib.timeout_add(5, say)
    return dbus.ObjectPath(path)


@dbus.service.method(MAIN_IFACE, in_signature="a{sv}", out_signature="o", sender_keyword="sender")
def CreateSession(self, options, sender):
    path = f"{_ROOT}/session/{sender[1:].replace('.', '_')}/{options['session_handle_token']}"
    self.AddObject(path, "org.freedesktop.portal.Session", {}, [("Close", "", "", "")])
    self.sessions.append(path)
    return _answer(self, sender, options["handle_token"], 0, {"session_handle": dbus.String(path)})


@dbus.service.method(MAIN_IFACE, in_signature="oa(sa{sv})sa{sv}", out_signature="o", sender_keyword="sender")
def BindShortcuts(self, session, shortcuts, parent, options, sender):
    assert session == self.sessions[-1]
    self.wishes += [str(facts["preferred_trigger"]) for _name, facts in shortcuts]
    if self.mode == "refused":
        return _answer(self, sender, options["handle_token"], 1, {})
    return _answer(self, sender, options["handle_token"], 0, {"shortcuts": _granted(self, shortcuts)})


def _granted(mock, shortcuts):
    words = "" if mock.mode == "keyless" else mock.shown_as
    each = [
        dbus.Struct(
            (name, dbus.Dictionary({"description": facts["description"], "trigger_description": words}, signature="sv"))
        )
        for name, facts in shortcuts
    ]
    return dbus.Array(each, signature="(sa{sv})")


@dbus.service.method(_TEST, in_signature="s", out_signature="")
def Key(self, what):
    """Activated or Deactivated, by the desktop."""
    self.now += 100
    body = [dbus.ObjectPath(self.sessions[-1]), "save", dbus.UInt64(self.now), dbus.Dictionary({}, signature="sv")]
    self.EmitSignal(MAIN_IFACE, what, "osta{sv}", body)


@dbus.service.method(_TEST, in_signature="s", out_signature="")
def Rename(self, words):
    """The person chose another key in the desktop's own settings."""
    self.shown_as = words
    wish = {"description": dbus.String("Desk")}
    body = [dbus.ObjectPath(self.sessions[-1]), _granted(self, [("save", wish)])]
    self.EmitSignal(MAIN_IFACE, "ShortcutsChanged", "oa(sa{sv})", body)


@dbus.service.method(_TEST, in_signature="", out_signature="")
def EndSession(self):
    from dbusmock import get_object

    get_object(self.sessions[-1]).EmitSignal(
        "org.freedesktop.portal.Session", "Closed", "a{sv}", [dbus.Dictionary({}, signature="sv")]
    )


@dbus.service.method(_TEST, in_signature="", out_signature="as")
def Wishes(self):
    return dbus.Array(self.wishes, signature="s")
