"""Keep what is on screen: grab, check, encode, seal, and only then say so."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.leaving_out import is_large_enough
from evidence_desk.capture.pairs import Pair, grab_pair
from evidence_desk.capture.png import EncodedPicture, encode_png
from evidence_desk.capture.targets import CONTEXT_MISSING, ActiveWindow, Frame, OneWindow, Shot, Target
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import ReadOnlyVault, VaultError
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record, Rectangle, Surroundings
from evidence_desk.domain.hashes import Json, sha256_hex
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.domain.written_errors import CareNeedsParts
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import needs_care

KIND = "picture"
NOT_KEPT = "capture refused"
CONTEXT, NO_CONTEXT, CONTEXT_OF = "context", "no_context", "context_of"
"""In the history: the item that shows the whole screen around this one; what stood in its way; and the other way."""


def _nobody(_item: Item) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """One press: what to keep, in which case, and the person's words with it. `leave_out` counts from the picture.

    `trigger` says how it was pressed, as in `Record`. Without `context` nothing around a window is ever kept, whatever
    the capturer does otherwise: that is the place for whoever may keep no more than what was pointed at.
    `nothing_shows`: the person looked at the still picture and said that no sexual picture is in it.
    """

    case: Case
    target: Target
    note: str = ""
    tags: Sequence[str] = ()
    leave_out: tuple[Rectangle, ...] = ()
    trigger: str | None = None
    context: bool = True
    series: str | None = None
    nothing_shows: bool = False


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

    def take(self, request: CaptureRequest, saved: Callable[[Item], None] = _nobody) -> Kept:
        """Keep one picture, and then the screen around it. When this returns, both survive a power cut.

        `saved` is told of what was pointed at the moment that does, before the screen of that moment is encoded. When
        this raises, nothing was kept: CaptureRefused (also a line in the vault's history), ReadOnlyVault or another
        VaultError. What stands in the way of the screen's picture costs only that.
        """
        self.refuse_read_only()
        with ExitStack() as held:
            with self.noting_refusals():
                cared = self.refuse_unmarked(request.case, request.leave_out, nothing_shows=request.nothing_shows)
                captured = self.clock.now()
                pair = self._grabbed(request, held, alone=cared)
                self.refuse_specks(request, pair.window.frame)
                record, picture = self._made(request, captured, pair.window)
            if isinstance(pair.context, CaptureRefused):
                record = replace(record, warnings=(*record.warnings, CONTEXT_MISSING))
            said = _said_of(pair.context, self.new_item_id)
            item = self.vault.keep(record, picture.data, note=request.note, tags=request.tags, detail=said)
            saved(item)
            kept = Kept(item)
            if isinstance(pair.context, Shot):
                kept = self._with_screen(request, item, pair.context, ItemId(str(said[CONTEXT])))
        self.vault.settle()
        return kept

    def keep(self, request: CaptureRequest, captured: Moment, shot: Shot) -> Item:
        """Keep a picture that was taken before, at that moment; promises and raises as `capture` does."""
        self.refuse_read_only()
        with self.noting_refusals():
            self.refuse_specks(request, shot.frame)
            record, picture = self._made(request, captured, shot)
        return self.vault.keep(record, picture.data, note=request.note, tags=request.tags)

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

    def refuse_unmarked(self, case: Case, marked: Sequence[Rectangle], *, nothing_shows: bool) -> bool:
        """Whether the case is handled with under-18 care; raises CareNeedsParts where nothing is left out then."""
        cared = needs_care(self.vault, case)
        if cared and not marked and not nothing_shows:
            raise CareNeedsParts
        return cared

    def refuse_specks(self, request: CaptureRequest, frame: Frame) -> None:
        """The same for the parts of it that are large enough in this picture."""
        marked = [area for area in request.leave_out if is_large_enough(area, frame.width, frame.height)]
        self.refuse_unmarked(request.case, marked, nothing_shows=request.nothing_shows)

    def _grabbed(self, request: CaptureRequest, held: ExitStack, *, alone: bool) -> Pair:
        """What is pointed at, and the screen around a window; never where something is left out: the screen has it."""
        wanted = self.keeps_context and request.context and not request.leave_out and not alone
        if wanted and isinstance(request.target, OneWindow | ActiveWindow):
            return held.enter_context(grab_pair(self.backend, request.target))
        return Pair(held.enter_context(self.backend.grab(request.target)), None)

    def _with_screen(self, request: CaptureRequest, item: Item, shot: Shot, item_id: ItemId) -> Kept:
        """Keep the screen around what was kept just now. Where that fails, the history has why, and the item stays."""
        picture = encode_png(shot.frame, captured=item.record.captured, item_id=item_id)
        record = self._record(request, item_id, item.record.captured, shot, picture)
        try:
            context = self.vault.keep(replace(record, context_of=item.id), picture.data)
        except VaultError as error:
            with suppress(VaultError):  # the line that was saved with the item says that more was to come
                self.vault.custody.append(VAULT_LOG, NOT_KEPT, detail={"why": error.type, CONTEXT_OF: item.id})
            return Kept(item)
        return Kept(replace(item, context=context.number), replace(context, surrounds=item.number))

    def _made(self, request: CaptureRequest, captured: Moment, shot: Shot) -> tuple[Record, EncodedPicture]:
        item_id = self.new_item_id()
        picture = encode_png(shot.frame, captured=captured, item_id=item_id, left_out=request.leave_out)
        return self._record(request, item_id, captured, shot, picture), picture

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


def _said_of(context: Shot | CaptureRefused | None, new_item_id: Callable[[], ItemId]) -> dict[str, Json]:
    """What the item's line in the history says of the screen that follows it: its id, or why there is none."""
    if context is None:
        return {}
    return {NO_CONTEXT: context.type} if isinstance(context, CaptureRefused) else {CONTEXT: new_item_id()}


def note_refusal(vault: Vault, refusal: CaptureRefused) -> None:
    """Write into the vault's history that no picture was kept, and why; a vault that can only be read stays silent."""
    if not vault.read_only:
        vault.custody.append(VAULT_LOG, NOT_KEPT, detail={"why": refusal.type, **refusal.facts})
