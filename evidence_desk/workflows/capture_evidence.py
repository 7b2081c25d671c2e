"""Keep what is on screen: grab, check, encode, seal, and only then say so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.pairs import Pair, grab_pair
from evidence_desk.capture.png import EncodedPicture, encode_png
from evidence_desk.capture.targets import CONTEXT_MISSING, ActiveWindow, OneWindow, Shot, Target
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError, ReadOnlyVault, VaultError
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record, Rectangle, Surroundings
from evidence_desk.domain.hashes import Json, sha256_hex
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.vault.vault import Arrival, Vault

KIND = "picture"
NO_CONTEXT = "no_context"
"""In the history: the type of what stood in the way of the whole screen's picture."""


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """One press: what to keep, in which case, and the person's words with it. `leave_out` counts from the picture.

    `trigger` says how it was pressed, as in `Record`. Without `context` nothing around a window is ever kept, whatever
    the capturer does otherwise: that is the place for whoever may keep no more than what was pointed at.
    """

    case: Case
    target: Target
    note: str = ""
    tags: Sequence[str] = ()
    leave_out: tuple[Rectangle, ...] = ()
    trigger: str | None = None
    context: bool = True
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What one press kept: the item, and the whole screen around it where that was kept too."""

    item: Item
    context: Item | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it, in the order of its numbers."""
        return (self.item,) if self.context is None else (self.item, self.context)


@dataclass(frozen=True, slots=True)
class _Made:
    """A picture, encoded, and its record."""

    record: Record
    data: bytes


@dataclass(frozen=True, slots=True)
class Capturer:
    """Everything a capture needs besides the request; built once and used from the case thread only.

    With `keeps_context` the whole screen is kept with a window, taken in the same moment.
    """

    vault: Vault
    backend: Backend
    clock: Clock
    new_item_id: Callable[[], ItemId]
    surroundings: Surroundings
    keeps_context: bool = False

    def capture(self, request: CaptureRequest) -> Item:
        """Keep one picture; promises and raises as `take`, and returns what was pointed at."""
        return self.take(request).item

    def take(self, request: CaptureRequest) -> Kept:
        """Keep one picture, and the screen around it. When this returns, both survive a power cut, in one transaction.

        When it raises, nothing was kept: CaptureRefused (also a line in the vault's history), ReadOnlyVault or another
        VaultError. What stands in the way of the screen's picture alone costs only that: the window's item says so.
        """
        self.refuse_read_only()
        target = self._with_context(request)
        if target is None:
            return Kept(self._alone(request))
        with self.noting_refusals():
            captured = self.clock.now()
            with grab_pair(self.backend, target) as pair:
                window, context = self._made_both(request, captured, pair)
        if isinstance(context, DeskError):
            return self._without_context(request, window, context)
        try:
            kept = self.vault.keep_all([_arrival(request, window), _arrival(request, context)])
        except VaultError as error:
            return self._without_context(request, window, error)
        return Kept(*kept)

    def keep(self, request: CaptureRequest, captured: Moment, shot: Shot) -> Item:
        """Keep a picture that was taken before, at that moment; promises and raises as `capture` does."""
        self.refuse_read_only()
        with self.noting_refusals():
            made = self._made(request, captured, shot)
        return self._kept(request, made)

    def refuse_read_only(self) -> None:
        """Raise ReadOnlyVault before anything is taken that could not be kept."""
        if self.vault.read_only:
            raise ReadOnlyVault(str(self.vault.path))

    @contextmanager
    def noting_refusals(self) -> Iterator[None]:
        """Have the vault's history say why no picture was kept, where that happens in the block."""
        try:
            yield
        except CaptureRefused as refusal:
            note_refusal(self.vault, refusal)
            raise

    def _with_context(self, request: CaptureRequest) -> OneWindow | ActiveWindow | None:
        """The window, if the screen around it is kept too; never where something is left out: the screen has it."""
        wanted = self.keeps_context and request.context and not request.leave_out
        return request.target if wanted and isinstance(request.target, OneWindow | ActiveWindow) else None

    def _alone(self, request: CaptureRequest) -> Item:
        with self.noting_refusals():
            captured = self.clock.now()
            with self.backend.grab(request.target) as shot:
                made = self._made(request, captured, shot)
        return self._kept(request, made)

    def _kept(self, request: CaptureRequest, made: _Made, detail: Mapping[str, Json] | None = None) -> Item:
        (item,) = self.vault.keep_all([_arrival(request, made, detail)])
        return item

    def _without_context(self, request: CaptureRequest, window: _Made, why: DeskError) -> Kept:
        """Keep the window's picture all the same; its record and its line in the history say what is missing."""
        record = replace(window.record, warnings=(*window.record.warnings, CONTEXT_MISSING))
        return Kept(self._kept(request, replace(window, record=record), {NO_CONTEXT: why.type}))

    def _made_both(self, request: CaptureRequest, captured: Moment, pair: Pair) -> tuple[_Made, _Made | CaptureRefused]:
        """Both encoded at the same time, the larger one on a thread of its own."""
        context = pair.context
        if isinstance(context, CaptureRefused):
            return self._made(request, captured, pair.window), context
        window_id, context_id = self.new_item_id(), self.new_item_id()
        with ThreadPoolExecutor(1, "context") as beside:
            larger = beside.submit(encode_png, context.frame, captured=captured, item_id=context_id)
            made = self._made(request, captured, pair.window, window_id)
            record = self._record(request, context_id, captured, context, larger.result())
        return made, _Made(replace(record, context_of=window_id), larger.result().data)

    def _made(self, request: CaptureRequest, captured: Moment, shot: Shot, item_id: ItemId | None = None) -> _Made:
        item_id = item_id or self.new_item_id()
        picture = encode_png(shot.frame, captured=captured, item_id=item_id, left_out=request.leave_out)
        return _Made(self._record(request, item_id, captured, shot, picture), picture.data)

    def _record(
        self, request: CaptureRequest, item_id: ItemId, captured: Moment, shot: Shot, picture: EncodedPicture
    ) -> Record:
        return Record(
            item_id=item_id,
            case_id=request.case.id,
            origin=Origin.CAPTURED_HERE,
            kind=KIND,
            sha256=sha256_hex(picture.data),
            pixel_sha256=picture.pixel_sha256,
            size_bytes=len(picture.data),
            media_type=PNG,
            width=shot.frame.width,
            height=shot.frame.height,
            captured=captured,
            target=shot.target,
            covered=shot.covered,
            own_windows_left_out=shot.own_windows_left_out,
            left_out=request.leave_out,
            left_out_why="chosen by the person" if request.leave_out else None,
            backend=shot.backend,
            backend_version=shot.backend_version,
            window_title=shot.window_title,
            application=shot.application,
            system=self.surroundings.system,
            desktop=self.surroundings.desktop,
            program_version=self.surroundings.program_version,
            trigger=request.trigger,
            series=request.series,
            parts=shot.parts,
            gaps=shot.gaps,
            warnings=shot.warnings,
        )


def _arrival(request: CaptureRequest, made: _Made, detail: Mapping[str, Json] | None = None) -> Arrival:
    """The person's words go with what they pointed at."""
    if made.record.context_of is not None:
        return Arrival(made.record, made.data)
    return Arrival(made.record, made.data, request.note, request.tags, detail)


def note_refusal(vault: Vault, refusal: CaptureRefused) -> None:
    """Write into the vault's history that no picture was kept, and why; a vault that can only be read stays silent."""
    if not vault.read_only:
        vault.custody.append(VAULT_LOG, "capture refused", detail={"why": refusal.type, **refusal.facts})
