"""Keep what is on screen: grab, check, encode, seal, and only then say so."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.png import EncodedPicture, encode_png
from evidence_desk.capture.targets import Shot, Target
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import ReadOnlyVault
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record, Rectangle, Surroundings
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.vault.vault import Vault

KIND = "picture"


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """One press: what to keep, in which case, and the person's words with it. `leave_out` counts from the picture."""

    case: Case
    target: Target
    note: str = ""
    tags: Sequence[str] = ()
    leave_out: tuple[Rectangle, ...] = ()


@dataclass(frozen=True, slots=True)
class Capturer:
    """Everything a capture needs besides the request; built once and used from the case thread only."""

    vault: Vault
    backend: Backend
    clock: Clock
    new_item_id: Callable[[], ItemId]
    surroundings: Surroundings

    def capture(self, request: CaptureRequest) -> Item:
        """Keep one picture. When this returns, the item survives a power cut; when it raises, nothing was kept.

        Raises CaptureRefused (also a line in the vault's history), ReadOnlyVault or another VaultError.
        """
        self.refuse_read_only()
        with self.noting_refusals():
            captured = self.clock.now()
            with self.backend.grab(request.target) as shot:
                record, picture = self._made(request, captured, shot)
        return self.vault.keep(record, picture.data, note=request.note, tags=request.tags)

    def keep(self, request: CaptureRequest, captured: Moment, shot: Shot) -> Item:
        """Keep a picture that was taken before, at that moment; promises and raises as `capture` does."""
        self.refuse_read_only()
        with self.noting_refusals():
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
            warnings=shot.warnings,
        )


def note_refusal(vault: Vault, refusal: CaptureRefused) -> None:
    """Write into the vault's history that no picture was kept, and why; a vault that can only be read stays silent."""
    if not vault.read_only:
        vault.custody.append(VAULT_LOG, "capture refused", detail={"why": refusal.type, **refusal.facts})
