"""Every screen by itself, at its own pixels: grim, on compositors that let it."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cutting import cut, joined
from evidence_desk.capture.targets import RESAMPLED_BY_SYSTEM, Frame
from evidence_desk.capture.wayland.layout import Aim, Layout, Placed, is_stretched, own_layout
from evidence_desk.capture.wayland.outputs import Compositor, Output
from evidence_desk.capture.wayland.pictures import NotAPictureError, Picture, from_ppm
from evidence_desk.capture.wayland.programs import answers, find_program
from evidence_desk.capture.wayland.veil import veiled
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import FlatPicture, NotOffered, ProgramFailed, WrongSize

NAME = "grim"
_NEEDED = ("zwlr_screencopy_manager_v1", "ext_image_copy_capture_manager_v1")


class EachScreen:
    """Satisfies `evidence_desk.capture.wayland.ways.Way`."""

    name = NAME

    def __init__(self, environ: Mapping[str, str], compositor: Compositor) -> None:
        """Raises ProgramMissing or NotOffered."""
        offered = [name for name in _NEEDED if name in compositor.offers]
        if not offered:
            raise NotOffered(NAME)
        self._path = find_program(NAME, environ)
        self._environ = environ
        self.version = f"grim, {offered[0]} {compositor.offers[offered[0]]}"

    def layout(self, outputs: Sequence[Output]) -> Layout:
        """Each screen at its own pixels."""
        return own_layout(outputs)

    def take(self, aim: Aim, layout: Layout) -> Picture:
        """Only the screens that are touched, all at once. Raises ProgramFailed, ProgramSilent or WrongSize."""
        outputs = [each.output for each in layout.placed]
        stretched = {each.number for each in aim.touched if is_stretched(each.output, outputs)}
        commands = [_arguments(each.output, fitted=each.number in stretched) for each in aim.touched]
        # A single screen is always drawn anew for its picture.
        with veiled(self._environ) if len(outputs) > 1 else nullcontext():
            told = answers(self._path, commands, self._environ)
        frames = [_checked(each, data) for each, data in zip(aim.touched, told, strict=True)]
        return Picture(_whole(aim, frames), (RESAMPLED_BY_SYSTEM,) if stretched else ())


def _arguments(output: Output, *, fitted: bool) -> list[str]:
    """One screen to the pipe. Where others show through, the largest scale would be taken unless one is named."""
    return [*(["-s", f"{output.scale:g}"] if fitted else []), "-o", output.name, "-t", "ppm", "-"]


def _checked(screen: Placed, untrusted_data: bytes) -> Frame:
    try:
        frame = from_ppm(untrusted_data)
    except NotAPictureError as error:
        raise ProgramFailed(NAME, str(error)) from error
    found, expected = (frame.width, frame.height), (screen.output.width, screen.output.height)
    if found != expected:
        raise WrongSize(f"{expected[0]}x{expected[1]}", f"{found[0]}x{found[1]}")
    return frame


def _whole(aim: Aim, frames: Sequence[Frame]) -> Frame:
    """The pieces laid side by side; one piece that is all of the picture is not copied again."""
    pieces = aim.pieces
    cuts = [_piece(frame, piece.taken) for frame, piece in zip(frames, pieces, strict=True)]
    _refuse_all_flat(cuts)
    if len(cuts) == 1 and (cuts[0].width, cuts[0].height) == (aim.area.width, aim.area.height):
        return cuts[0]
    places = (piece.placed for piece in pieces)
    return joined(aim.area.width, aim.area.height, zip(cuts, places, strict=True))


def _piece(frame: Frame, taken: Rectangle) -> Frame:
    return frame if (taken.width, taken.height) == (frame.width, frame.height) else cut(frame, taken)


def _refuse_all_flat(frames: Sequence[Frame]) -> None:
    """Raise FlatPicture unless one of them shows something: the black between screens would hide it later."""
    flat = []
    for frame in frames:
        try:
            check_frame(frame, frame.width, frame.height)
        except FlatPicture as refusal:
            flat.append(refusal)
    if len(flat) == len(frames):
        raise flat[0]
