"""Add a file from elsewhere: read it, see what it is, seal its exact bytes, and only then say so."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import NoSuchExhibit, ReadOnlyVault
from evidence_desk.domain.evidence import Item, Origin, Record, Surroundings
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.import_refusals import CareNoFiles, FileIsFlagged, FileOfTheDesk
from evidence_desk.export.place import lies_in
from evidence_desk.here import new_item_id
from evidence_desk.reading.file_kinds import FileKind, kind_of
from evidence_desk.reading.given_file import GivenFile, read_given_file
from evidence_desk.reading.picture_facts import NotDecoded, PictureFacts, picture_facts
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import needs_care
from evidence_desk.workflows.capture_evidence import note_refusal
from evidence_desk.workflows.flag_item import flagged, is_copy

FILE, PICTURE = "file", "picture"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be kept: where it is, what was read, what it is, and what is known of it as a picture."""

    path: Path
    given: GivenFile
    kind: FileKind
    picture: PictureFacts | None = None
    warnings: tuple[str, ...] = ()


def import_file(  # noqa: PLR0913 — where it goes, and the person's words by name
    vault: Vault, case: Case, path: Path, surroundings: Surroundings, *,
    note: str = "", tags: Sequence[str] = (), trigger: str | None = None,
) -> Item:  # fmt: skip
    """Add the file at `path`. When this returns, its exact bytes survive a power cut.

    `trigger` is as in `Record`: "button", "drop" or "command". Raises CareNoFiles, FileRefused in one of its kinds,
    ReadOnlyVault, or what `Vault.keep` raises; then nothing of it was kept. For whoever must not wait until a picture
    is decoded there are `refuse_files`, `find_file` and `keep_file`.
    """
    refuse_files(vault, case)
    found = find_file(path, vault.path)
    return keep_file(vault, case, found, surroundings, note=note, tags=tags, trigger=trigger)


def refuse_files(vault: Vault, case: Case) -> None:
    """Raise where no file could be kept, before one is read: ReadOnlyVault, or CareNoFiles (also in the history)."""
    if vault.read_only:
        raise ReadOnlyVault(str(vault.path))
    if needs_care(vault, case):
        refusal = CareNoFiles()
        note_refusal(vault, refusal)
        raise refusal


def find_file(path: Path, vault_path: Path) -> FoundFile:
    """Read a file and see what it is; on any thread, and slow: a picture may take half a minute. Raises FileRefused."""
    if _lies_in_desk(path, vault_path):
        raise FileOfTheDesk(str(path))
    given = read_given_file(path)
    kind = kind_of(path, given.data)
    if kind.picture_format is None:
        return FoundFile(path, given, kind)
    facts = picture_facts(given.data, kind.picture_format)
    if isinstance(facts, NotDecoded):
        return FoundFile(path, given, kind, warnings=(facts.value,))
    return FoundFile(path, given, kind, facts)


def keep_file(  # noqa: PLR0913 — as above
    vault: Vault, case: Case, found: FoundFile, surroundings: Surroundings, *,
    note: str = "", tags: Sequence[str] = (), trigger: str | None = None,
) -> Item:  # fmt: skip
    """Keep what was found; promises and raises as `import_file`; of FileRefused only FileIsFlagged."""
    refuse_files(vault, case)
    given, picture = found.given, found.picture
    record = Record(
        item_id=new_item_id(),
        case_id=case.id,
        origin=Origin.IMPORTED,
        kind=PICTURE if picture else FILE,
        sha256=sha256_hex(given.data),
        pixel_sha256=picture.pixel_sha256 if picture else None,
        size_bytes=len(given.data),
        media_type=found.kind.media_type,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        captured=vault.clock.now(),
        system=surroundings.system,
        desktop=surroundings.desktop,
        program_version=surroundings.program_version,
        original_name=given.name,
        original_modified_ns=given.modified_ns,
        trigger=trigger,
        warnings=found.warnings,
    )
    _refuse_copy_of_flagged(vault, case, found.path, record)
    item = vault.keep(record, given.data, note=note, tags=tags)
    vault.settle()
    return item


def _refuse_copy_of_flagged(vault: Vault, case: Case, path: Path, record: Record) -> None:
    """Raise FileIsFlagged for the same file as a flagged item, or the same picture dot for dot."""
    for item_id in sorted(flagged(vault, case)):
        with suppress(NoSuchExhibit):  # gone since it was flagged
            item = vault.items.find(case.id, item_id)
            if is_copy(record, item.record):
                raise FileIsFlagged(str(path), item.exhibit)


def _lies_in_desk(path: Path, vault_path: Path) -> bool:
    """Whether the file is one of the desk's own; a path that leads nowhere is refused by whoever reads it."""
    try:
        return lies_in(path.resolve(), vault_path)
    except (OSError, ValueError, RuntimeError):
        return False
