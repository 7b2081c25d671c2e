"""A folder of a case from which exhibits were removed says so, and is whole all the same."""

import csv
import io

import bagit
import pytest

from evidence_desk.domain.errors import NothingToHandOver
from evidence_desk.export.hand_over import HandOverProgress, HandOverRequest, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.export_case import Exporter
from tests.sealing.folders import tiny_png
from tests.sealing.sealing_again import relisted, seal_of


@pytest.fixture
def removed(giver):
    """The second of three exhibits is gone; the first, proof of a step, too."""
    giver.desk.clock.advance(3600)
    with giver.desk.open() as vault:
        vault.remove(giver.items[1], "=not mine <b>")
        return giver


def test_the_folder_names_what_was_removed_and_when(removed, place):
    folder = removed.gives(place).folder_path
    rows = list(csv.DictReader(io.StringIO((folder / "data/index.csv").read_text("utf-8-sig"))))
    page = (folder / "data/index.html").read_text("utf-8")

    assert [(row["exhibit"], row["state"], row["removed_utc"]) for row in rows] == [
        ("EX-001", "sealed", ""),
        ("EX-002", "removed", "2026-11-22T22:14:07.312Z"),
        ("EX-003", "sealed", ""),
    ]
    assert (rows[1]["removed_why"], rows[1]["file"]) == ("'=not mine <b>", "")
    assert rows[1]["sha256"] == removed.items[1].record.sha256
    assert "Exhibits that were removed" in page
    assert "=not mine &lt;b&gt;" in page
    for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html"):
        words = " ".join((folder / name).read_text("utf-8").split())
        assert "Removed before this folder was made: EX-002 on 2026-11-22 22:14:07.312 UTC." in words
    assert removed.items[1].record.sha256 in (folder / "data/events.jsonl").read_text()
    assert removed.items[1].id not in (folder / "data/items.jsonl").read_text()


def test_the_folder_is_whole(removed, place):
    folder = removed.gives(place).folder_path

    assert verify_folder(folder).ok
    assert [item.number for item in seal_of(folder).items] == [1, 3]
    assert len(relisted(folder, seal_of(folder)).files) == len(seal_of(folder).files)
    bagit.Bag(str(folder)).validate()


def test_a_folder_without_removals_does_not_speak_of_them(giver, place):
    folder = giver.gives(place).folder_path

    assert "emoved" not in (folder / "data/index.html").read_text("utf-8")
    assert "Removed" not in (folder / "READ-ME-FIRST.txt").read_text("utf-8")


def test_many_removals_are_counted(make_giver, place):
    many = make_giver([tiny_png(colour=(1, 1, shade)) for shade in range(26)])
    with many.desk.open() as vault:
        for item in many.items[:-1]:
            vault.remove(item)

    words = " ".join((many.gives(place).folder_path / "READ-ME-FIRST.txt").read_text("utf-8").split())
    assert "EX-020 on" in words
    assert "and 5 more, which index.html lists" in words


def test_a_case_whose_last_exhibit_was_removed(make_giver, place):
    one = make_giver([tiny_png()])
    with one.desk.open() as vault:
        vault.remove(one.items[0])

    with pytest.raises(NothingToHandOver):
        one.gives(place)
    assert not list(place.iterdir())


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("done", [0, 2])
def test_what_is_removed_meanwhile_is_not_in_the_folder(giver, place, number, done):
    """Whether its original was copied already or not."""
    gone = giver.items[number - 1]
    request = HandOverRequest(giver.case, Recipient.POLICE, place)

    def remove(now: HandOverProgress) -> None:
        if now.stage is Stage.COPYING and now.done == done and gone.id not in seen:
            seen.add(gone.id)
            writer.remove(gone)

    seen: set[str] = set()
    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        made = Exporter(reader, giver.desk.clock, (), "0.1.0").make_folder(request, remove)

    assert made.items == 2
    assert made.unreadable == ()
    assert verify_folder(made.folder_path).ok
    assert len(list((made.folder_path / "data/originals").iterdir())) == 2
    assert f"EX-00{number} on" in (made.folder_path / "READ-ME-FIRST.txt").read_text("utf-8")


def test_everything_is_removed_meanwhile(make_giver, place):
    one = make_giver([tiny_png()])
    request = HandOverRequest(one.case, Recipient.POLICE, place)

    with one.desk.open() as writer, open_reader(one.desk.path) as reader:
        exporter = Exporter(reader, one.desk.clock, (), "0.1.0")
        with pytest.raises(NothingToHandOver):
            exporter.make_folder(request, lambda _: writer.remove(one.items[0]))
    assert not list(place.iterdir())
