"""Items that are flagged as under 18 go into no folder: refused by name, or left out where the person says so."""

import csv
import io

import bagit
import pytest

from evidence_desk.domain.errors import NothingToHandOver
from evidence_desk.domain.written_errors import FlaggedItems
from evidence_desk.export.hand_over import HandOverProgress, HandOverRequest, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from evidence_desk.workflows.flag_item import flag_item
from tests.sealing.sealing_again import seal_of


@pytest.fixture
def flagged(giver):
    """The second of three is."""
    with giver.desk.open() as vault:
        flag_item(vault, giver.case, giver.items[1], flagged=True)
    return giver


def made_without(giver, place):
    request = HandOverRequest(giver.case, Recipient.POLICE, place, leave_out_flagged=True)
    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        exporter = Exporter(reader, giver.desk.clock, giver.checklists, "0.1.0")
        return export_case(exporter, request, lambda made: note_hand_over(writer, made))


def test_they_are_refused_by_name_and_nothing_is_left(flagged, place):
    with flagged.desk.open() as vault:
        flag_item(vault, flagged.case, flagged.items[2], flagged=True)

    with pytest.raises(FlaggedItems) as refusal:
        flagged.gives(place)
    assert refusal.value.exhibits == "EX-002, EX-003"
    assert not list(place.iterdir())
    assert "exported" not in flagged.history()


def test_left_out_on_purpose_the_folder_says_which_and_why(flagged, place):
    made = made_without(flagged, place)
    folder = made.folder_path
    rows = list(csv.DictReader(io.StringIO((folder / "data/index.csv").read_text("utf-8-sig"))))

    assert (made.flagged, made.unreadable, made.items) == (("EX-002",), (), 3)
    assert [(row["exhibit"], row["state"], bool(row["file"])) for row in rows] == [
        ("EX-001", "sealed", True), ("EX-002", "flagged as under 18, not put in", False), ("EX-003", "sealed", True),
    ]  # fmt: skip
    assert rows[1]["sha256"] == flagged.items[1].record.sha256
    page = " ".join((folder / "data/index.html").read_text("utf-8").split())
    assert "Not put in: EX-002. They may show somebody under 18" in page
    assert "Flagged as under 18. Its original was not put in." in page
    for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html"):
        words = " ".join((folder / name).read_text("utf-8").split())
        assert "NOT PUT IN: EX-002. They may show somebody under 18" in words
        assert "NOT COMPLETE" not in words
    with flagged.desk.open() as vault:
        *_, last = vault.custody.events(flagged.case.id)
    assert (last.event, last.detail["flagged"]) == ("exported", ["EX-002"])


def test_every_tool_accepts_it(flagged, place):
    folder = made_without(flagged, place).folder_path

    assert verify_folder(folder).ok
    assert [item.file is None for item in seal_of(folder).items] == [False, True, False]
    assert len(list((folder / "data/originals").iterdir())) == 2
    bagit.Bag(str(folder)).validate()
    original = flagged.items[1].record.sha256
    assert original not in (folder / "manifest-sha256.txt").read_text()


def test_a_folder_without_flagged_items_does_not_speak_of_them(giver, place):
    folder = made_without(giver, place).folder_path

    assert "under 18" not in (folder / "data/index.html").read_text("utf-8")
    assert "NOT PUT IN" not in (folder / "READ-ME-FIRST.txt").read_text("utf-8")


def test_where_all_are_flagged_words_and_history_still_go_out(flagged, place):
    with flagged.desk.open() as vault:
        for item in flagged.items:
            flag_item(vault, flagged.case, item, flagged=True)
    made = made_without(flagged, place)

    assert made.flagged == ("EX-001", "EX-002", "EX-003")
    assert not (made.folder_path / "data/originals").exists()
    assert verify_folder(made.folder_path).ok
    bagit.Bag(str(made.folder_path)).validate()


def test_a_flag_on_an_item_that_was_removed_is_in_nobodys_way(flagged, place):
    with flagged.desk.open() as vault:
        vault.remove(flagged.items[1])

    assert verify_folder(flagged.gives(place).folder_path).ok


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("leave_out", [True, False])
def test_what_is_flagged_meanwhile_is_not_in_the_folder(giver, place, number, leave_out):
    """Whether its original was copied already or not."""
    gone = giver.items[number - 1]
    request = HandOverRequest(giver.case, Recipient.POLICE, place, leave_out_flagged=leave_out)
    seen: set[str] = set()

    def flag(now: HandOverProgress) -> None:
        if now.stage is Stage.COPYING and now.done == 1 and gone.id not in seen:
            seen.add(gone.id)
            flag_item(writer, giver.case, gone, flagged=True)

    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        exporter = Exporter(reader, giver.desk.clock, (), "0.1.0")
        if not leave_out:
            with pytest.raises(FlaggedItems):
                exporter.make_folder(request, flag)
            assert not list(place.iterdir())
            return
        made = exporter.make_folder(request, flag)

    assert made.flagged == (gone.exhibit,)
    assert verify_folder(made.folder_path).ok
    assert len(list((made.folder_path / "data/originals").iterdir())) == 2


def test_an_empty_case_is_still_nothing_to_hand_over(make_giver, place):
    with pytest.raises(NothingToHandOver):
        made_without(make_giver([]), place)
