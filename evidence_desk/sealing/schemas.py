"""What a seal and a line of the history may hold: JSON Schema draft-07, everything named, nothing more let through."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import fastjsonschema

Checked = dict[str, Any]

MOST_FILES: Final = 250_000
_SHA256: Final = {"type": "string", "pattern": "^[0-9a-f]{64}\\Z"}
_SIGNATURE: Final = {"type": "string", "pattern": "^[0-9a-f]{128}\\Z"}
_ID: Final = {"type": "string", "pattern": "^[0-9A-Za-z-]{1,64}\\Z"}
_UTC: Final = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z"}
_COUNT: Final = {"type": "integer", "minimum": 0, "maximum": 2**63}
_INT64: Final = {"type": "integer", "minimum": -(2**63), "maximum": 2**63}
_TEXT: Final = {"type": "string", "maxLength": 200, "pattern": r"^[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*\Z"}

# Every pattern ends with \Z: a "$" would also let a line end pass, and in names of properties it stays one.
# One to four names of ASCII letters, digits and ". _ -", which every file system and every tool writes the same way.
# None starts with a dot or ends with one. Reserved Windows names are looked for in code.
_NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,118}[A-Za-z0-9_-])?"
_PATH: Final = f"^(?=.{{1,200}}$){_NAME}(?:/{_NAME}){{0,3}}\\Z"


def _only(**properties: object) -> dict[str, object]:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_MOMENT: Final = _only(
    utc_ns={"type": "integer", "minimum": 0, "maximum": 253_402_300_799_999_999_999},
    utc=_UTC,
    zone=_TEXT,
    utc_offset_s={"type": "integer", "minimum": -86_399, "maximum": 86_399},
    monotonic_ns=_INT64,
    boot_ns={"anyOf": [{"type": "null"}, _INT64]},
    boot_session=_TEXT,
    clock=_TEXT,
    clock_error_ms={"anyOf": [{"type": "null"}, _INT64]},
)

_SEAL: Final = _only(
    format=_TEXT,
    case=_only(id=_ID, reference=_ID),
    recipient=_ID,
    sealed=_MOMENT,
    program=_TEXT,
    signed_by=_TEXT,
    items={
        "type": "array",
        "maxItems": MOST_FILES,
        "items": _only(
            number={"type": "integer", "minimum": 1, "maximum": 9_999_999},
            id=_ID,
            sha256=_SHA256,
            bytes=_COUNT,
            captured_at=_UTC,
            file={"anyOf": [{"type": "null"}, {"type": "string", "pattern": _PATH}]},
        ),
    },
    merkle_root=_SHA256,
    log=_only(count=_COUNT, hash=_SHA256),
    vault_log=_only(count=_COUNT, hash=_SHA256),
    counts=_only(items=_COUNT, originals=_COUNT, files=_COUNT, bytes=_COUNT),
    files={
        "type": "object",
        "maxProperties": MOST_FILES,
        "patternProperties": {_PATH: _only(bytes=_COUNT, sha256=_SHA256)},
        "additionalProperties": False,
    },
)

_EVENT: Final = _only(
    log=_ID,
    seq={"type": "integer", "minimum": 1, "maximum": 2**63},
    moment=_MOMENT,
    actor=_TEXT,
    event=_TEXT,
    item={"anyOf": [{"type": "null"}, _ID]},
    sha256={"anyOf": [{"type": "null"}, _SHA256]},
    detail={"type": "object"},
    prev=_SHA256,
    hash=_SHA256,
    signature=_SIGNATURE,
)


def checked_seal(untrusted: object) -> Checked:
    """The value, when it has the shape of a seal; raises ValueError."""
    return _check("seal")(untrusted)


def checked_event(untrusted: object) -> Checked:
    """The value, when it has the shape of an event; raises ValueError."""
    return _check("event")(untrusted)


@cache
def _check(name: str) -> Callable[[object], Checked]:
    """The compiled check; compiling takes some milliseconds, so only what is asked for is compiled, once."""
    schemas = {"seal": _SEAL, "event": _EVENT}
    check: Callable[[object], Checked] = fastjsonschema.compile(schemas[name], detailed_exceptions=False)
    return check
