"""A desktop portal that behaves as it is told; a template for Debian's python3-dbusmock, run by the system's Python."""

import json
import os
from pathlib import Path

import dbus
import dbus.service
from dbusmock import get_object
from gi.repository import GLib

BUS_NAME = "org.freedesktop.portal.Desktop"
MAIN_OBJ = "/org/freedesktop/portal/desktop"
MAIN_IFACE = "org.freedesktop.portal.Screenshot"
SYSTEM_BUS = False

REQUEST = "org.freedesktop.portal.Request"
REGISTRY = "org.freedesktop.host.portal.Registry"
STORE = "org.freedesktop.impl.portal.PermissionStore"
STORE_PATH = "/org/freedesktop/impl/portal/PermissionStore"
CONTROL = "org.evidencedesk.Fake"
PLAIN = {"version": 2, "targets": 0, "answer": 0, "registry": False, "permissions": None}
_NOBODY = 65534
_ME = f"objects[{MAIN_OBJ!r}]"


def load(mock, parameters):
    mock.how, mock.seen = dict(PLAIN), []
    tell(mock)
    mock.store_name = dbus.service.BusName(STORE, mock.connection)
    mock.lookup = lambda table, name: lookup(mock, table, name)
    mock.AddObject(STORE_PATH, STORE, {}, [("Lookup", "ss", "a{sas}v", f"ret = {_ME}.lookup(*args)")])


def tell(mock):
    properties = {"version": dbus.UInt32(mock.how["version"])}
    if mock.how["version"] >= 3:
        properties["AvailableTargets"] = dbus.UInt32(mock.how["targets"])
    mock.props[MAIN_IFACE] = properties


@dbus.service.method(CONTROL, in_signature="s", out_signature="")
def Behave(self, how):  # noqa: N802 — names on the bus begin with capitals
    self.how = {**PLAIN, **json.loads(how)}
    self.seen = []
    tell(self)


@dbus.service.method(CONTROL, in_signature="", out_signature="s")
def Seen(self):  # noqa: N802
    return json.dumps(self.seen)


@dbus.service.method(REGISTRY, in_signature="sa{sv}", out_signature="", sender_keyword="sender")
def Register(self, app_id, options, sender):  # noqa: N802
    if not self.how["registry"]:
        raise dbus.exceptions.DBusException("none", name="org.freedesktop.DBus.Error.UnknownInterface")
    self.seen.append(["Register", str(app_id), str(sender)])


@dbus.service.method(MAIN_IFACE, in_signature="sa{sv}", out_signature="o", sender_keyword="sender")
def Screenshot(self, parent, options, sender):  # noqa: N802
    plain = {str(name): value.real if isinstance(value, int) else str(value) for name, value in options.items()}
    self.seen.append(["Screenshot", str(parent), plain, str(sender)])
    if self.how.get("error"):
        raise dbus.exceptions.DBusException("no", name=self.how["error"])
    path = f"{MAIN_OBJ}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
    self.AddObject(path, REQUEST, {}, [("Close", "", "", f"{_ME}.seen.append(['Close'])")])
    make_file(self.how)
    if self.how["answer"] is None:
        return path
    if self.how.get("at_once"):
        answer(self, path)  # before the call itself is answered
    else:
        GLib.timeout_add(10, answer, self, path)
    return path


def answer(mock, path):
    uri = mock.how.get("uri")
    results = dbus.Dictionary({"uri": uri} if uri else {}, signature="sv")
    get_object(path).EmitSignal(REQUEST, "Response", "ua{sv}", [dbus.UInt32(mock.how["answer"]), results])
    return False


def lookup(mock, table, name):
    """What the permission store says."""
    permissions = mock.how["permissions"]
    if permissions is None or (table, name) != ("screenshot", "screenshot"):
        raise dbus.exceptions.DBusException("none", name="org.freedesktop.portal.Error.NotFound")
    return dbus.Dictionary(permissions, signature="sas"), dbus.Byte(0, variant_level=1)


def make_file(how):
    if "file" not in how:
        return
    path = Path(how["file"])
    if how.get("link_to"):
        path.symlink_to(how["link_to"])
    elif how.get("pipe"):
        os.mkfifo(path)
    else:
        path.write_bytes(Path(how["copy_of"]).read_bytes())
    if how.get("foreign"):
        os.chown(path, _NOBODY, _NOBODY)
