"""What screens a compositor has, and what else it offers."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from evidence_desk.capture.wayland.wire import Body, Event, Wire, socket_path
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import DisplayLost

_GLOBAL = 0
_GET_XDG_OUTPUT = 1
WL_OUTPUT, _WL_OUTPUT_NEWEST = "wl_output", 4
_XDG_OUTPUTS, _XDG_OUTPUTS_NEWEST = "zxdg_output_manager_v1", 3
_CURRENT_MODE = 1
_QUARTER_TURNS = frozenset({1, 3, 5, 7})
_SCALE_STEPS = 120
"""Fractional scales are told in 120ths."""


@dataclass(frozen=True, slots=True)
class Output:
    """One screen.

    `logical` is its place on the desktop, in the compositor's units; `width` and `height` are its own pixels, turned
    as it is turned.
    """

    name: str
    logical: Rectangle
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Its own pixels in one unit of the desktop."""
        return round(self.width / self.logical.width * _SCALE_STEPS) / _SCALE_STEPS


@dataclass(frozen=True, slots=True)
class Compositor:
    """What was offered at one moment: screens from left to right, and the version of each interface."""

    outputs: tuple[Output, ...]
    offers: Mapping[str, int]


@dataclass(slots=True)
class _Told:
    """What is known of one screen so far."""

    name: str = ""
    x: int = 0
    y: int = 0
    transform: int = 0
    mode: tuple[int, int] = (0, 0)
    scale: int = 1
    place: tuple[int, int] | None = None
    size: tuple[int, int] | None = None


@dataclass(slots=True)
class _Reading:
    wire: Wire
    offers: dict[str, int] = field(default_factory=dict)
    found: list[tuple[int, int]] = field(default_factory=list)
    manager: int | None = None
    told: dict[int, _Told] = field(default_factory=dict)
    hear: dict[int, Callable[[int, Body], None]] = field(default_factory=dict)


def read_compositor(environ: Mapping[str, str]) -> Compositor:
    """Ask the compositor now: screens come and go. Raises NoDisplay or DisplayLost."""
    with closing(Wire(socket_path(environ))) as wire:
        reading = _Reading(wire)
        _read_offers(reading)
        _read_screens(reading)
    outputs = [_output(number, told) for number, told in enumerate(reading.told.values(), 1) if all(told.mode)]
    if not outputs:
        raise DisplayLost
    outputs.sort(key=lambda each: (each.logical.x, each.logical.y, each.name))
    return Compositor(tuple(outputs), reading.offers)


def _read_offers(reading: _Reading) -> None:
    registry = reading.wire.registry()
    managers = []
    for event in list(reading.wire.answers()):
        if (event.object, event.opcode) != (registry, _GLOBAL):
            continue
        number, interface, version = event.body.number(), event.body.text(), event.body.number()
        reading.offers[interface] = version
        if interface == WL_OUTPUT:
            reading.found.append((number, version))
        if interface == _XDG_OUTPUTS:
            managers.append((number, version))
    for number, version in managers[:1]:
        newest = min(version, _XDG_OUTPUTS_NEWEST)
        reading.manager = reading.wire.bound(registry, number, _XDG_OUTPUTS, newest)
    for number, version in reading.found:
        output = reading.wire.bound(registry, number, WL_OUTPUT, min(version, _WL_OUTPUT_NEWEST))
        reading.told[output] = told = _Told()
        reading.hear[output] = _WlOutput(told).hear
        if reading.manager is not None:
            place = reading.wire.new_id()
            reading.wire.send(reading.manager, _GET_XDG_OUTPUT, place, output)
            reading.hear[place] = _XdgOutput(told).hear


def _read_screens(reading: _Reading) -> None:
    for event in reading.wire.answers():
        _hear(reading, event)


def _hear(reading: _Reading, event: Event) -> None:
    hear = reading.hear.get(event.object)
    if hear is not None:
        hear(event.opcode, event.body)


@dataclass(frozen=True, slots=True)
class _WlOutput:
    told: _Told

    def hear(self, opcode: int, body: Body) -> None:
        """wl_output: 0 geometry, 1 mode, 3 scale, 4 name."""
        match opcode:
            case 0:
                self.told.x, self.told.y = body.signed(), body.signed()
                _millimetres_and_subpixels = [body.signed() for _ in range(3)]
                _make_and_model = [body.text() for _ in range(2)]
                self.told.transform = body.signed()
            case 1 if body.number() & _CURRENT_MODE:
                self.told.mode = (body.signed(), body.signed())
            case 3:
                self.told.scale = max(1, body.signed())
            case 4:
                self.told.name = body.text()


@dataclass(frozen=True, slots=True)
class _XdgOutput:
    told: _Told

    def hear(self, opcode: int, body: Body) -> None:
        """zxdg_output_v1: 0 logical_position, 1 logical_size, 3 name."""
        match opcode:
            case 0:
                self.told.place = (body.signed(), body.signed())
            case 1:
                self.told.size = (body.signed(), body.signed())
            case 3 if not self.told.name:
                self.told.name = body.text()


def _output(number: int, told: _Told) -> Output:
    width, height = told.mode if told.transform not in _QUARTER_TURNS else reversed(told.mode)
    x, y = told.place or (told.x, told.y)
    size = told.size if told.size and min(told.size) > 0 else (width // told.scale, height // told.scale)
    return Output(told.name or f"screen-{number}", Rectangle(x, y, *size), width, height)
