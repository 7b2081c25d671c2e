"""A folder of a desk that was damaged and put back together never says that its history is whole when it is not."""

import csv
import io

import pytest

from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.recovering import recover


def words_of(folder, name):
    return " ".join((folder / name).read_text("utf-8").split())


def damage(giver, *statements):
    giver.desk.tamper(*statements)
    with giver.desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")
    recover(giver.desk.path, giver.desk.clock)


def test_lost_lines_are_said_first(giver, place):
    damage(giver, f"delete from events where log = '{giver.case.id}' and seq = 3")
    folder = giver.gives(place).folder_path

    assert verify_folder(folder).ok
    for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html"):
        words = words_of(folder, name)
        assert "NOT WHOLE: the desk was damaged once before this folder was made" in words
        assert "1 line of the history could not be found again." in words
    assert "1 line of the history could not be found again." in words_of(folder, "data/index.html")


def test_a_history_whose_end_nobody_knows_is_not_called_whole(giver, place):
    (giver.desk.path / "desk.db").unlink()
    (giver.desk.path / "head").unlink()
    recover(giver.desk.path, giver.desk.clock)
    folder = giver.gives(place).folder_path

    assert "so lines may be missing." in words_of(folder, "READ-ME-FIRST.txt")


def test_a_lost_exhibit_is_named_in_every_list(giver, place):
    item = giver.items[1]
    giver.desk.object_path(item).unlink()
    damage(giver, "delete from listed where number = 2", "delete from items where number = 2")
    folder = giver.gives(place).folder_path

    assert verify_folder(folder).ok
    assert "NOT HERE: EX-002. The history tells how they came in." in words_of(folder, "READ-ME-FIRST.txt")
    assert "NOT WHOLE" not in words_of(folder, "READ-ME-FIRST.txt")
    assert "Not here: EX-002." in words_of(folder, "data/index.html")
    rows = list(csv.DictReader(io.StringIO((folder / "data/index.csv").read_text("utf-8-sig"))))
    assert [(row["exhibit"], row["state"]) for row in rows] == [
        ("EX-001", "sealed"), ("EX-002", "lost"), ("EX-003", "sealed"),
    ]  # fmt: skip
    assert rows[1]["sha256"] == item.record.sha256


@pytest.mark.parametrize("mended", [True, False])
def test_where_nothing_is_missing_nothing_is_said_first(giver, place, mended):
    if mended:
        damage(giver, "select 1")
    folder = giver.gives(place).folder_path

    for alarm in ("NOT WHOLE", "NOT HERE", "could not be found again"):
        assert alarm not in words_of(folder, "READ-ME-FIRST.txt")
    assert ("No line of the history was lost." in words_of(folder, "data/index.html")) == mended
