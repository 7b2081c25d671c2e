"""What a finished folder promises: it is on the disk, it was read again from there, and no more is said than is so."""

import errno
import os
from pathlib import Path

import pytest

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import CopyMismatch, DestinationRefused, DiskFull
from evidence_desk.domain.evidence import Item, Record
from evidence_desk.export.hand_over import HandOverProgress, HandOverRequest, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.item_records import ItemRecords
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows import copy_history
from evidence_desk.workflows.export_case import Exporter
from tests.vault.made_up import keep


def test_everything_is_on_the_disk_before_it_is_read_again(giver, place, monkeypatch):
    synced: list[Path] = []
    before_reading: list[set[Path]] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        fsync(descriptor)
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    def look(now: HandOverProgress) -> None:
        if now.stage is Stage.CHECKING and not before_reading:
            before_reading.append(set(synced))

    monkeypatch.setattr(os, "fsync", watched)
    made = giver.gives(place, on_progress=look).folder_path

    (found,) = before_reading
    inside = {Path(*path.relative_to(place).parts[2:]) for path in found if path.is_relative_to(place)}
    assert inside >= {path.relative_to(made) for path in (made, *made.rglob("*"))}


def test_a_name_that_may_not_last_is_taken_back(giver, place, monkeypatch):
    fsync = os.fsync

    def failing(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink() == place:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(DestinationRefused):
        giver.gives(place)
    assert not list(place.iterdir())


def test_exhibits_and_history_are_of_one_moment(giver, place, monkeypatch):
    """Something is kept at every moment at which the exhibits are asked for."""
    of_case = ItemRecords.of_case

    def busy(items: ItemRecords, case_id: CaseId, *which: object) -> tuple[Item, ...]:
        found = of_case(items, case_id, *which)
        if items is reader.items:
            keep(writer, giver.case, b"%d" % len(found))
        return found

    request = HandOverRequest(giver.case, Recipient.POLICE, place)
    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        monkeypatch.setattr(ItemRecords, "of_case", busy)
        made = Exporter(reader, giver.desk.clock, (), "0.1.0").make_folder(request)

    assert made.items == 3, "those that were there when it began"
    assert verify_folder(made.folder_path).ok


def test_each_record_is_read_twice(giver, place, monkeypatch):
    """For the folder, and against the history; the sealed files are opened without reading what they say again."""
    read: list[str] = []
    from_json = Record.from_json

    def counted(value):
        read.append(value["item_id"])
        return from_json(value)

    monkeypatch.setattr(Record, "from_json", counted)
    giver.gives(place)

    assert sorted(read) == sorted(item.id for item in (*giver.items, *giver.items))


def test_a_history_that_comes_out_otherwise_is_not_given_away(giver, place, monkeypatch):
    """Its fingerprint is that of what was written, so only reading it as a history shows it."""
    written = copy_history.history_line
    monkeypatch.setattr(copy_history, "history_line", lambda event: b" " + written(event))

    with pytest.raises(CopyMismatch) as refused:
        giver.gives(place)
    assert refused.value.count == 1
    assert not list(place.iterdir())


def test_a_history_that_could_not_be_told_is_not_said_to_know(giver, place, monkeypatch):
    def full(*_about: object, **_more: object) -> None:
        raise DiskFull(str(giver.desk.path))

    with monkeypatch.context() as patched:
        patched.setattr(CustodyLog, "append", full)
        made = giver.gives(place)

    assert not made.noted
    assert verify_folder(made.folder_path).ok
    assert "exported" not in giver.history()
