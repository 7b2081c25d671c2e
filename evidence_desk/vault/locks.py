"""What opens a vault, and changing it: slots come and go, and not one sealed file is written anew."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError, ReadOnlyVault, StorageFailed
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.lock_errors import NoPassphrase, PassphraseIsSet, TooLittleMemory
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem
from evidence_desk.vault import slow_key
from evidence_desk.vault.aside import drop_set_aside
from evidence_desk.vault.custody_log import UNLOCKED, CustodyLog, Entry
from evidence_desk.vault.disk import speaking_of
from evidence_desk.vault.findings import problem
from evidence_desk.vault.header import HEADER_NAME, Header, changed_header, read_header
from evidence_desk.vault.header_age import (
    CHANGED,
    CODE_MADE,
    MARK,
    REMOVED,
    SET,
    is_old,
    newest_mark,
    old_header_problems,
    old_header_remarks,
    old_line,
    told_marks,
)
from evidence_desk.vault.header_copy import replace_both
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.key_file import KEY_FILE_NAME, destroy_key_file, write_key_file
from evidence_desk.vault.new_passphrases import require_typeable
from evidence_desk.vault.recovery_code import encoded, new_number
from evidence_desk.vault.secrets_given import HandedOn, Passphrase, RecoveryCode
from evidence_desk.vault.slots import (
    CODE_SLOT,
    KEY_FILE_SLOT,
    KNOWN_SLOTS,
    PASSPHRASE_SLOT,
    Slot,
    code_slot,
    key_file_slot,
    master_by_passphrase,
    passphrase_slot,
)
from evidence_desk.vault.slow_key import Cost
from evidence_desk.vault.tries import Tries
from evidence_desk.vault.unlocking import opens_with_passphrase, unlocked

_NOT_OPENED = "a new slot does not open"


class Locks:
    """The slots of one opened vault. `clock` is None where nothing can be written.

    Every change is there for good when its call returns: vault.json, its copy, and the line in the history. Each
    raises ReadOnlyVault, DiskFull, NotWritable or StorageFailed; then the vault opens as it did before, unless
    the disk gave up between vault.json and its copy: then it opens with what was new, which somebody just gave.
    """

    def __init__(self, identity: Identity, log: CustodyLog, clock: Clock | None) -> None:
        self._identity = identity
        self._log = log
        self._clock = clock
        self.last_opened_at: datetime | None = None
        self.wrong_tries_at: tuple[datetime, ...] = ()

    @property
    def handed_on(self) -> HandedOn:
        """What opens this vault again within this program, on any thread, without asking anybody."""
        return HandedOn(self._identity.keys, self._identity.slot)

    def set_passphrase(self, new: Passphrase, cost: Cost | None = None) -> str:
        """From now on this passphrase opens the vault, or the recovery code that is returned; the key file is gone.

        Raises PassphraseIsSet, TooLittleMemory or what `require_typeable` raises.
        """
        header = self._header_to_change()
        if header.slot(PASSPHRASE_SLOT) is not None:
            raise PassphraseIsSet(self._path_text)
        number = new_number()
        slots = [*header.slots_but(*KNOWN_SLOTS), self._passphrase_slot(new, cost), self._code_slot(number)]
        self._change(header, slots, SET, {})
        return encoded(number)

    def change_passphrase(self, old: Passphrase | RecoveryCode, new: Passphrase, cost: Cost | None = None) -> None:
        """Another passphrase; the recovery code stays. Raises what `confirm` and `set_passphrase` raise."""
        by = self.confirm(old)
        header = self._header_to_change()
        slots = [*header.slots_but(PASSPHRASE_SLOT, KEY_FILE_SLOT), self._passphrase_slot(new, cost)]
        self._change(header, slots, CHANGED, {"by": by})

    def remove_passphrase(self, old: Passphrase | RecoveryCode) -> None:
        """A key file opens the vault again, and no code does. Raises what `confirm` raises."""
        by = self.confirm(old)
        header, path = self._header_to_change(), self._identity.path / KEY_FILE_NAME
        with speaking_of(self._identity.path):
            secret = write_key_file(path)
        slot = key_file_slot(self._identity.id, self._identity.keys.master, secret)
        self._change(header, [*header.slots_but(*KNOWN_SLOTS), slot], REMOVED, {"by": by})

    def new_recovery_code(self) -> str:
        """Another recovery code; this vault.json does not open with the one before. Raises NoPassphrase."""
        header = self._header_to_change()
        if not opens_with_passphrase(header):
            raise NoPassphrase(self._path_text)
        number = new_number()
        self._change(header, [*header.slots_but(CODE_SLOT), self._code_slot(number)], CODE_MADE, {})
        return encoded(number)

    def confirm(self, old: Passphrase | RecoveryCode) -> str:
        """Make sure that whoever asks could open the vault; the kind of slot.

        Raises NoPassphrase, WrongPassphrase, WrongCode or TriedTooOften. A wrong try is noted as at the door.
        """
        tries = Tries(self._identity.path, self._writing_clock())
        slot = unlocked(self._header(), old, tries).slot
        tries.fold_into(self._log)
        return slot

    def opening_line(self) -> Entry:
        """What the history is told of each opening: by which slot, and which change of the slots was the last."""
        mark = newest_mark(self._log)
        changed: dict[str, Json] = {MARK: mark} if isinstance(mark, str) else {}
        return Entry(UNLOCKED, detail={"slot": self._identity.slot, **changed})

    def told_at_opening(self) -> Iterator[Entry]:
        """What the history has to be told first: wrong tries, changes that a crash kept from it, an old vault.json."""
        self.last_opened_at = self._log.last_opened_at()
        tries = Tries(self._identity.path, self._writing_clock())
        self.wrong_tries_at = tuple(map(_moment, tries.at_ns()))
        yield from tries.entries(self._log)
        header = self._header()
        told = told_marks(self._log) if header.untold else []
        yield from (_entry(line) for line in header.untold if line["detail"].get(MARK) not in told)
        if is_old(header, self._log):
            yield _entry(old_line(header))

    def tidy_up(self) -> None:
        """Once that stands in the history: finish what a crash left half done. What can't be done now stays."""
        Tries(self._identity.path, self._writing_clock()).forget()
        with suppress(DeskError, OSError):
            header = self._header()
            if header.untold or self._key_is_left(header):
                # Written anew even if it says the same: a name whose sync was refused once may not be on the disk, and
                # without the key file the vault.json before this one would never open again.
                replace_both(self._all_told(header))
                self._drop_key(header)
                drop_set_aside(self._identity.path, HEADER_NAME)

    def problems(self) -> list[Problem]:
        """What is wrong with it: an older passphrase or code opens the vault again."""
        found = self._old_header()
        return self._old_header() if found else []  # looked at twice: it may just have been changed elsewhere

    def remarks(self) -> list[Problem]:
        """What a check says of it."""
        remarks = list(old_header_remarks(self._log))
        with suppress(DeskError):
            if self._key_is_left(self._header()):
                remarks.append(problem("key_file_left", KEY_FILE_NAME))
        return remarks

    def _change(self, header: Header, slots: Iterable[Slot], event: str, detail: dict[str, Json]) -> None:
        mark = secrets.token_hex(8)
        line: Json = {"event": event, "detail": {**detail, MARK: mark}}
        # Put back while the desk was open: its other slot comes along, so the history is told before the mark is new.
        before = [old_line(header)] if is_old(header, self._log) else []
        lines = [*header.untold, *before, line]
        changed = changed_header(header, slots, lines, self._identity.keys.header, mark)
        with speaking_of(self._identity.path):
            replace_both(changed)
        # From here on it is changed; what is left undone the next opening does.
        self._finish(changed)

    def _finish(self, changed: Header) -> None:
        with suppress(OSError):
            self._drop_key(changed)
            drop_set_aside(self._identity.path, HEADER_NAME)
        with suppress(DeskError, OSError):
            with self._log.writing():
                for each in changed.untold:
                    self._log.add(VAULT_LOG, _entry(each))
            replace_both(self._all_told(changed))

    def _old_header(self) -> list[Problem]:
        try:
            header = self._header()
        except DeskError:  # gone or damaged since the vault was opened: the next opening says so
            return []
        return list(old_header_problems(header, self._log))

    def _all_told(self, header: Header) -> Header:
        return changed_header(header, header.content["slots"], (), self._identity.keys.header)

    def _drop_key(self, header: Header) -> None:
        """Destroy a key file that opens nothing; this vault.json must be on the disk. Raises OSError."""
        if self._key_is_left(header):
            destroy_key_file(self._identity.path / KEY_FILE_NAME)

    def _key_is_left(self, header: Header) -> bool:
        """Whether a key file lies there that no slot asks for; where a slot is unknown, nobody here can tell."""
        known = not header.slots_but(*KNOWN_SLOTS)
        return known and opens_with_passphrase(header) and (self._identity.path / KEY_FILE_NAME).is_file()

    def _passphrase_slot(self, new: Passphrase, cost: Cost | None) -> Slot:
        """A new slot, tried once: nobody finds out on another day that it never opened."""
        require_typeable(new)
        keys, vault_id = self._identity.keys, self._identity.id
        asked = cost or slow_key.calibrated()
        try:
            slot = passphrase_slot(vault_id, keys.master, new, asked)
            opened = master_by_passphrase(slot, vault_id, new)
        except MemoryError as error:
            raise TooLittleMemory(self._path_text, asked.megabytes) from error
        if opened != keys.master:
            raise StorageFailed(self._path_text, _NOT_OPENED)
        return slot

    def _code_slot(self, number: int) -> Slot:
        return code_slot(self._identity.id, self._identity.keys.master, number)

    def _header_to_change(self) -> Header:
        self._writing_clock()
        return self._header()

    def _header(self) -> Header:
        """vault.json as it stands now."""
        with speaking_of(self._identity.path):
            header = read_header(self._identity.path / HEADER_NAME)
        header.authenticate(self._identity.keys.header)
        return header

    def _writing_clock(self) -> Clock:
        if self._clock is None:
            raise ReadOnlyVault(self._path_text)
        return self._clock

    @property
    def _path_text(self) -> str:
        return str(self._identity.path)


def _entry(line: Mapping[str, object]) -> Entry:
    detail = line["detail"]
    return Entry(str(line["event"]), detail=detail if isinstance(detail, dict) else {})


def _moment(utc_ns: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=utc_ns // 1000)
