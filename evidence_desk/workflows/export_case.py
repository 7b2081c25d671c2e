"""Hand a case over: check the place, fill a hidden folder, and only when it is whole and checked give it its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import VaultError
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.domain.times import Clock
from evidence_desk.export.folder import Staging
from evidence_desk.export.hand_over import HandOver, HandOverRequest
from evidence_desk.export.names import folder_names
from evidence_desk.export.place import check_destination
from evidence_desk.export.registers import Names
from evidence_desk.guidance.content import Content
from evidence_desk.in_order import WORKERS
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.fill_folder import Cancelled, Filling, OnProgress, Watch
from evidence_desk.workflows.see_plan import see_plan
from evidence_desk.workflows.stand import Source, Stand

_ROOM_PER_ITEM, _ROOM_PER_EVENT, _ROOM_FOR_PAGES = 16_384, 2_048, 2**20


@dataclass(frozen=True, slots=True)
class Exporter:
    """Everything a hand-over needs besides the request. `reader` belongs to the thread that runs `make_folder`.

    `workers` read, hash and write originals at a time. With `content` the steps are those of the case's own plan,
    and services and ways of paying have their names; without it, steps are looked for in `checklists`.
    """

    reader: Vault
    clock: Clock
    checklists: Sequence[Checklist]
    program_version: str
    workers: int = WORKERS
    content: Content | None = None

    def make_folder(
        self,
        request: HandOverRequest,
        progress: OnProgress = lambda _: None,
        cancelled: Cancelled = lambda: False,
    ) -> HandOver:
        """Make the folder. When this returns it stands there whole, durable and checked; when it raises, nothing does.

        Raises NothingToHandOver, NothingForBank, NothingForPlatform, NothingForHelpline, FlaggedItems (unless the
        request leaves such items out), DestinationRefused, DestinationFull, DestinationExists, CopyMismatch,
        HandOverCancelled, or VaultError where the case itself can't be read.
        """
        made = self._private_clock().now()
        source = Source(self.reader, request, self._lists(request.case), self.program_version, made, self._names())
        stand = source.stand()
        place, device, name = request.destination_path, request.device, next(folder_names(request.case, made))
        check_destination(place, self.reader.path, _room(stand), device)
        with Staging(place, name, request.umask, device) as staging:
            hand_over = Filling(source, stand, staging, Watch(progress, cancelled), self.workers).run()
            names = folder_names(request.case, made, is_part=not request.recipient.gets_everything)
            return replace(hand_over, folder_path=staging.finish(names))

    def _lists(self, case: Case) -> Sequence[Checklist]:
        """Where the words of the steps stand."""
        return see_plan(self.reader, case, self.content).lists if self.content else self.checklists

    def _names(self) -> Names:
        """What services and ways of paying are called."""
        if self.content is None:
            return Names()
        return Names(
            {service.id: service.name for service in self.content.services.values()},
            {method.id: method.name for method in self.content.methods.values()},
        )

    def _private_clock(self) -> Clock:
        """The clock whose name for this boot can't be compared with what other vaults say."""
        clock = self.clock
        return replace(clock, salt=self.reader.boot_salt) if isinstance(clock, SystemClock) else clock


def _room(stand: Stand) -> int:
    """About how many bytes the folder will take."""
    originals_bytes = sum(item.record.size_bytes for item in stand.items if item.id in stand.wanted)
    return about_bytes(originals_bytes, len(stand.items)) + stand.log.count * _ROOM_PER_EVENT


def about_bytes(originals_bytes: int, items: int) -> int:
    """How many bytes a folder takes, but for its history: the originals, and the pages and tables about them."""
    return originals_bytes + items * _ROOM_PER_ITEM + _ROOM_FOR_PAGES


def export_case(
    exporter: Exporter,
    request: HandOverRequest,
    note: Callable[[HandOver], bool],
    progress: OnProgress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> HandOver:
    """Make the folder, then have the case's history say so: `note` is `note_hand_over` on the writer's thread.

    Raises what `make_folder` raises.
    """
    hand_over = exporter.make_folder(request, progress, cancelled)
    return replace(hand_over, noted=note(hand_over))


def note_hand_over(vault: Vault, hand_over: HandOver) -> bool:
    """Write into the case's history that the folder was made; False where it can't be written. The folder stands."""
    if vault.read_only:
        return False
    try:
        vault.custody.append(LogId(hand_over.case_id), "exported", detail=_told(hand_over))
    except VaultError:
        return False
    return True


def _told(hand_over: HandOver) -> dict[str, Json]:
    """What the history says of it: enough to know the folder again, nothing of where it went."""
    left_out: dict[str, Json] = {"flagged": list(hand_over.flagged)} if hand_over.flagged else {}
    if not hand_over.recipient.gets_everything:
        left_out["left_out"] = hand_over.left_out
    return left_out | {
        "folder": hand_over.folder_path.name,
        "manifest_sha256": hand_over.manifest_sha256,
        "seal_sha256": hand_over.seal_sha256,
        "recipient": hand_over.recipient.value,
        "items": hand_over.items,
        "unreadable": list(hand_over.unreadable),
    }
