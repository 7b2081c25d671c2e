"""Compares the files of an untrusted folder with the seal's list: changed, missing, added, renamed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from evidence_desk.domain.clock_changes import ClockChanges
from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.verification import Problem
from evidence_desk.in_order import in_order
from evidence_desk.sealing import layout
from evidence_desk.sealing.findings import MOST_PROBLEMS, Findings, HashedChunks, Watch
from evidence_desk.sealing.history import history_problems
from evidence_desk.sealing.holes import MostlyHolesError
from evidence_desk.sealing.index_rows import index_problems
from evidence_desk.sealing.opening import OpenedSeal
from evidence_desk.sealing.records import Records
from evidence_desk.sealing.seal import SealedFile
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.sealing.untrusted_folder import Entry, Kind, NotPlainError, PlainFile, UntrustedFolder

_MOST_ADDED = 1000
_WORTH_EXPECTING_BYTES = 2**17
_ADDED = "The seal does not list this file. We did not open it."
_MISSING = "The seal lists this file. It is not in the folder."
_NOT_PLAIN = "This is a link, a folder or a device, not a file. We did not open it."
_UNREADABLE = "This computer could not read it. Try again, or on another computer."
_MOSTLY_HOLES = "It says that it is far longer than what is on the disk. We did not read it."
_OF_THE_SYSTEM = (
    "Some computers add this file when a folder is looked at. It is not part of what was sealed. We did not open it."
)
_OLDER = "It says that this folder follows older rules, under which other tools check less."
_PART = (
    "The history is not here, so we can't say how exhibits came in, what was written down when, or that none is "
    "missing. In a folder for the police, line {count} of it has this head."
)
_SHORT_HISTORY = "The history had fewer lines than there are exhibits, and each came in with a line of its own."
_LOWER_VERSION = b"BagIt-Version: 0."
_SYSTEM_NAMES = {".ds_store", "thumbs.db", "desktop.ini", ".directory"}


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of one sealed file. `problems` are types and sentences."""

    path: str
    problems: tuple[tuple[str, str], ...] = ()
    is_read: bool = False
    is_missing: bool = False


class FileCheck:
    """One pass over the folder; what it finds goes into `findings`, in the order of the paths."""

    def __init__(self, folder: UntrustedFolder, opened: OpenedSeal, findings: Findings, watch: Watch) -> None:
        self._folder = folder
        self._seal = opened.seal
        self._signatures: Signatures | None = None
        self._records = Records(opened.seal)
        self._clock_changes = ClockChanges()
        self._findings = findings
        self._watch = watch
        self._items = {item.file: item.number for item in opened.seal.items}
        self._missing: dict[str, SealedFile] = {}
        self._lost_folders: set[str] = set()

    def run(self, workers: int, signatures: Signatures | None) -> None:
        """Check every sealed file, then whatever else is there; past the most problems that are listed, we stop."""
        self._signatures = signatures
        for path in layout.folders_of(self._seal):
            self._open_folder(path)
        for looked in self._looked_at(workers):
            self._take(looked)
            if len(self._findings.problems) + len(self._missing) > MOST_PROBLEMS:
                break
        self._findings.remarks += self._remarks()
        for path, sentence in self._not_told():
            self._findings.add("history_broken", path, sentence)
        added = self._added()
        renamed = dict(self._renamed(added))
        for entry in added:
            self._report_added(entry, renamed.get(entry.path))
        for path in sorted(self._missing.keys() - set(renamed.values())):
            self._findings.add("missing", path, _MISSING)

    def _not_told(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the history because a file of it, or a line that there must have been, is not there."""
        if layout.ITEMS_PATH not in self._seal.files:
            for sentence in self._records.problems((), self._watch.step):
                yield layout.ITEMS_PATH, sentence
        if self._seal.is_part and self._seal.log.count < len(self._seal.items):
            yield layout.SEAL_NAME, _SHORT_HISTORY

    def _remarks(self) -> Iterator[Problem]:
        """What takes nothing from what was checked: changes of the clock, or that the history is not here."""
        if self._seal.is_part:
            yield Problem("history_not_here", layout.SEAL_NAME, _PART.format(count=self._seal.log.count))
        for sentence in self._clock_changes.sentences():
            yield Problem("clock_changed", layout.EVENTS_PATH, sentence)

    def _looked_at(self, workers: int) -> Iterator[_Looked]:
        """What came of each file, in the order of the paths.

        The history is computing alone, beside which other threads would only wait; so nothing is spread before it.
        """
        paths = sorted(self._seal.files)
        alone = 0 if self._seal.is_part else paths.index(layout.EVENTS_PATH) + 1
        yield from map(self._look, paths[:alone])
        yield from in_order(self._look, paths[alone:], workers, self._expect)

    def _expect(self, path: str) -> None:
        """A small file is there at once; asking twice for it would only take time."""
        if self._seal.files[path].size_bytes >= _WORTH_EXPECTING_BYTES:
            self._folder.will_read(path)

    def _open_folder(self, path: str) -> None:
        try:
            self._folder.open_folder(path)
        except OSError:
            self._lost_folders.add(path)
            self._findings.add("missing", path, "This folder is not here, or it is not a plain folder.")

    def _look(self, path: str) -> _Looked:
        """Any worker's thread: compare one sealed file; without its folder, the folder's own line says enough."""
        if path.rpartition("/")[0] in self._lost_folders:
            return _Looked(path)
        sealed = self._seal.files[path]
        try:
            with self._folder.opened(path) as file:
                if file.size_bytes == sealed.size_bytes:
                    return self._compared(path, file, sealed)
            return _Looked(path, (self._changed(path, "Its length is not the sealed one."),))
        except FileNotFoundError:
            return _Looked(path, is_missing=True)
        except OSError as error:
            return _Looked(path, (_why_not_read(error),))

    def _compared(self, path: str, file: PlainFile, sealed: SealedFile) -> _Looked:
        chunks = HashedChunks(file.chunks(sealed.size_bytes), self._watch)
        problems: list[tuple[str, str]] = []
        if path == layout.EVENTS_PATH:
            broken = history_problems(chunks, self._seal, self._signatures, self._watch.step, self._hear)
            problems += [("history_broken", sentence) for sentence in broken]
        elif path == layout.ITEMS_PATH:  # after the history: that is looked at alone, and stands before it
            broken = self._records.problems(chunks, self._watch.step)
            problems += [("history_broken", sentence) for sentence in broken]
        elif path == layout.INDEX_PATH:
            other = index_problems(chunks, self._seal, self._watch.step)
            problems += [("changed", sentence) for sentence in other]
        if chunks.digest_of_all() != sealed.sha256:
            problems.append(self._changed(path, "Its fingerprint is not the sealed one."))
        return _Looked(path, tuple(problems), is_read=True)

    def _hear(self, event: CustodyEvent) -> None:
        self._records.hear(event)
        self._clock_changes.hear(event)

    def _take(self, looked: _Looked) -> None:
        for problem_type, sentence in looked.problems:
            self._findings.add(problem_type, looked.path, sentence)
        if looked.is_missing:
            self._missing[looked.path] = self._seal.files[looked.path]
        self._watch.read += looked.is_read
        self._watch.file_done()

    def _added(self) -> list[Entry]:
        """Everything in the sealed folders that the seal does not name, as far as anybody would read."""
        folders = [path for path in ("", *layout.folders_of(self._seal)) if path not in self._lost_folders]
        named = {**dict.fromkeys(self._seal.files, Kind.FILE), **dict.fromkeys(layout.NOT_SEALED, Kind.FILE)}
        named |= dict.fromkeys(layout.folders_of(self._seal), Kind.FOLDER)
        added: list[Entry] = []
        for folder in folders:
            unnamed = (entry for entry in self._entries(folder) if entry.path not in named)
            added += islice(unnamed, _MOST_ADDED)
        return sorted(added, key=lambda entry: entry.path)

    def _entries(self, folder: str) -> Iterator[Entry]:
        try:
            yield from self._folder.entries(folder)
        except OSError:
            self._findings.add("unreadable", folder, _UNREADABLE)

    def _renamed(self, added: list[Entry]) -> Iterator[tuple[str, str]]:
        """(Where it is, where it was) for missing files whose bytes lie under another name."""
        left = {(file.size_bytes, file.sha256): path for path, file in self._missing.items()}
        budget = sum(size for size, _ in left)
        sizes = {size for size, _ in left}
        for entry in added:
            if entry.kind is Kind.FILE and entry.size_bytes in sizes and entry.size_bytes <= budget:
                budget -= entry.size_bytes
                where = left.pop((entry.size_bytes, self._plain_digest(entry)), None)
                if where is not None:
                    yield entry.path, where

    def _plain_digest(self, entry: Entry) -> str:
        try:
            with self._folder.opened(entry.path) as file:
                return HashedChunks(file.chunks(entry.size_bytes), self._watch).digest_of_all()
        except OSError:
            return ""

    def _report_added(self, entry: Entry, before: str | None) -> None:
        name = entry.path.rpartition("/")[2].lower()
        if before is not None:
            self._findings.add("renamed", entry.path, f"The seal lists this file as {before}.")
        elif entry.kind is Kind.FOLDER:
            self._findings.add("added", entry.path, "The seal does not list this folder. We did not look inside.")
        elif entry.kind is Kind.OTHER:
            self._findings.add("added", entry.path, "The seal does not list this. It is a link or a device.")
        else:
            ours = name in _SYSTEM_NAMES or name.startswith("._")
            self._findings.add("added", entry.path, _OF_THE_SYSTEM if ours else _ADDED)

    def _changed(self, path: str, sentence: str) -> tuple[str, str]:
        """Name the oldest trick by its own name: in a folder that calls itself older, other tools check less."""
        start = self._folder.read(path, len(_LOWER_VERSION)) if path == layout.BAGIT_NAME else b""
        if start.startswith(_LOWER_VERSION):
            return "older_format", _OLDER
        return "changed", sentence + self._whose(path)

    def _whose(self, path: str) -> str:
        number = self._items.get(path)
        return "" if number is None else f" It is {exhibit_name(number)}."


def _why_not_read(error: OSError) -> tuple[str, str]:
    if isinstance(error, NotPlainError):
        return "changed", _NOT_PLAIN
    return ("refused", _MOSTLY_HOLES) if isinstance(error, MostlyHolesError) else ("unreadable", _UNREADABLE)
