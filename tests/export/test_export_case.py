"""A case handed over: what is in the folder, and who accepts it."""

import json
import os
import random
import stat
import subprocess
from pathlib import Path

import bagit
import pytest

from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NothingToHandOver, StorageFailed
from evidence_desk.domain.hashes import key_fingerprint, sha256_hex
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.export.hand_over import HandOverProgress, HandOverRequest, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.seal import parse_seal
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.export_case import Exporter, about_bytes, export_case, note_hand_over
from tests.real_tools import need_tools
from tests.sealing.folders import found, tiny_png
from tests.vault.made_up import keep

ORIGINALS = [f"data/originals/000{number}_20261122T211407Z.png" for number in (1, 2, 3)]
PAGES = ["data/index.html", "data/index.csv", "data/steps.csv", "data/accounts.csv", "data/payments.csv",
         "data/reports.csv", "data/contacts.csv", "data/items.jsonl", "data/registers.jsonl",
         "data/events.jsonl"]  # fmt: skip
OTHERS = ["READ-ME-FIRST.html", "READ-ME-FIRST.txt", "seal.json", "seal.json.sig", "allowed_signers", "bagit.txt",
          "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]  # fmt: skip


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_there_and_nothing_else(giver, place):
    made = giver.gives(place)

    assert sorted(files_in(made.folder_path)) == sorted([*ORIGINALS, *PAGES, *OTHERS])
    assert [path.name for path in place.iterdir()] == [made.folder_path.name]
    assert verify_folder(made.folder_path).ok


def test_originals_are_the_very_bytes(giver, place):
    files = files_in(giver.gives(place).folder_path)

    assert [sha256_hex(files[name]) for name in ORIGINALS] == [item.record.sha256 for item in giver.items]


def test_what_it_says_of_itself(giver, place):
    made = giver.gives(place)
    files = files_in(made.folder_path)
    seal = parse_seal(files["seal.json"])

    assert made.files == len(files)
    assert made.size_bytes == sum(map(len, files.values()))
    assert made.items == 3
    assert made.size_bytes < about_bytes(sum(item.record.size_bytes for item in giver.items), made.items)
    assert made.manifest_sha256 == sha256_hex(files["manifest-sha256.txt"])
    assert made.seal_sha256 == sha256_hex(files["seal.json"])
    assert made.signed_by == seal.signed_by == verify_folder(made.folder_path).signed_by
    assert (made.unreadable, made.history_whole, made.noted) == ((), True, True)
    assert [item.id for item in seal.items] == [item.id for item in giver.items]


def test_the_key_is_the_vaults(giver, place):
    made = giver.gives(place)

    with giver.desk.open() as vault:
        assert made.signed_by == key_fingerprint(vault.signer_public_key)


def test_bag_tools_accept_it(giver, place):
    bag = bagit.Bag(str(giver.gives(place).folder_path))

    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == giver.case.reference


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_accepts_it(giver, place, manifest):
    need_tools("sha256sum")
    folder = giver.gives(place).folder_path

    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=folder, check=True)


def test_the_folders_name_says_nothing_of_who_gets_it(giver, place):
    """Only that it holds a part: a bank must not get by a slip what is for the police."""
    names = [giver.gives(place).folder_path.name for _ in range(2)]
    names += [giver.gives(place, recipient=Recipient.HELPLINE).folder_path.name for _ in range(2)]
    whole = f"{giver.case.reference}-2026-11-22"
    assert names == [whole, f"{whole}-2", f"{whole}-part", f"{whole}-part-2"]


def test_nothing_is_overwritten(giver, place):
    made = [giver.gives(place) for _ in range(3)]

    names = [each.folder_path.name.removeprefix(giver.case.reference) for each in made]
    assert names == ["-2026-11-22", "-2026-11-22-2", "-2026-11-22-3"]
    assert all(verify_folder(each.folder_path).ok for each in made)


def test_the_history_says_so_afterwards(giver, place):
    made = giver.gives(place)

    with giver.desk.open() as vault:
        *_, last = vault.custody.events(LogId(giver.case.id))
    assert last.event == "exported"
    assert last.detail == {
        "folder": made.folder_path.name,
        "manifest_sha256": made.manifest_sha256,
        "seal_sha256": made.seal_sha256,
        "recipient": "police",
        "items": 3,
        "unreadable": [],
    }
    assert b"exported" not in (made.folder_path / "data/events.jsonl").read_bytes()


def test_the_history_that_goes_out_is_the_vaults(giver, place):
    lines = (giver.gives(place).folder_path / "data/events.jsonl").read_text().splitlines()

    with giver.desk.open() as vault:
        events = list(vault.custody.events(LogId(giver.case.id)))
    assert [json.loads(line) for line in lines] == [event.as_json() for event in events[:-1]]


def test_records_go_out_exactly(giver, place):
    lines = (giver.gives(place).folder_path / "data/items.jsonl").read_text().splitlines()

    assert [json.loads(line)["record"] for line in lines] == [item.record.as_json() for item in giver.items]
    assert json.loads(lines[0])["note"] == "The first one"


def test_progress_names_each_exhibit_then_counts_the_files(giver, place):
    made = giver.gives(place)
    copying = [now for now in giver.seen if now.stage is Stage.COPYING]
    checking = [now for now in giver.seen if now.stage is Stage.CHECKING]

    assert giver.seen == copying + checking
    assert copying[1] == HandOverProgress(Stage.COPYING, 1, 3, "EX-002")
    assert checking[-1].done == checking[-1].all > made.items


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o027])
def test_modes_are_the_callers(giver, place, umask):
    folder = giver.gives(place, umask=umask).folder_path

    for path in [folder, *folder.rglob("*")]:
        wanted = (0o777 if path.is_dir() else 0o666) & ~umask
        assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_without_a_callers_umask_it_is_this_process_that_says(giver, place):
    before = os.umask(0o027)
    try:
        folder = giver.gives(place).folder_path
    finally:
        os.umask(before)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert stat.S_IMODE((folder / "seal.json").stat().st_mode) == 0o640


def test_while_it_is_made_nobody_else_can_look(giver, place):
    modes: set[int] = set()
    giver.gives(place, on_progress=lambda _: modes.update(path.stat().st_mode & 0o777 for path in place.iterdir()))

    assert modes == {0o700}


def test_2000_turned_bits_are_all_reported(giver, place):
    folder = giver.gives(place).folder_path
    paths = [path for path in folder.rglob("*") if path.is_file()]
    choose = random.Random(20261122)  # noqa: S311 — a test's dice

    for path in choose.choices(paths, weights=[path.stat().st_size for path in paths], k=2000):
        data = path.read_bytes()
        at, bit = choose.randrange(len(data)), 1 << choose.randrange(8)
        with path.open("r+b") as file:
            os.pwrite(file.fileno(), bytes([data[at] ^ bit]), at)
            seen = not verify_folder(folder).ok
            os.pwrite(file.fileno(), data[at : at + 1], at)
        assert seen, (path, at, bit)
    assert verify_folder(folder).ok


@pytest.mark.parametrize("data", [None, b"", b"rubbish" * 100])
def test_what_can_be_read_goes_out_and_what_can_not_is_named(giver, place, data):
    giver.spoils(2, data)
    made = giver.gives(place)
    folder = made.folder_path

    assert made.unreadable == ("EX-002",)
    assert verify_folder(folder).ok
    assert sorted((folder / "data/originals").iterdir()) == [folder / ORIGINALS[0], folder / ORIGINALS[2]]
    assert "NOT COMPLETE: the saved files of EX-002" in (folder / "READ-ME-FIRST.txt").read_text()
    for page in ("READ-ME-FIRST.html", "data/index.html"):
        assert "the saved files of EX-002 could not be read" in " ".join((folder / page).read_text().split())
    assert "could not be read" in (folder / "data/index.csv").read_text()
    sealed = parse_seal((folder / "seal.json").read_bytes()).items[1]
    assert (sealed.file, sealed.sha256) == (None, giver.items[1].record.sha256)
    bagit.Bag(str(folder)).validate()


def test_words_and_history_go_out_though_no_picture_can_be_read(giver, place):
    for number in (1, 2, 3):
        giver.spoils(number, None)
    made = giver.gives(place)

    assert made.unreadable == ("EX-001", "EX-002", "EX-003")
    assert verify_folder(made.folder_path).ok


def test_a_disk_that_gives_nothing_is_an_error(giver, place):
    for item in giver.items:
        path = giver.desk.object_path(item)
        path.unlink()
        path.symlink_to(path)  # going in circles, the system gives up

    with pytest.raises(StorageFailed):
        giver.gives(place)
    assert not list(place.iterdir())


def test_folders_where_saved_files_were_are_damage_and_hold_nothing_back(giver, place):
    for item in giver.items:
        path = giver.desk.object_path(item)
        path.unlink()
        path.mkdir()
    made = giver.gives(place)

    assert made.unreadable == ("EX-001", "EX-002", "EX-003")
    assert verify_folder(made.folder_path).ok


def test_a_broken_history_goes_out_and_says_so(giver, place):
    giver.desk.tamper("update events set body = replace(body, 'person', 'nobody') where seq = 2")
    made = giver.gives(place)

    assert not made.history_whole
    assert found(made.folder_path) == {("history_broken", "data/events.jsonl")}
    assert "NOT WHOLE: the history" in (made.folder_path / "READ-ME-FIRST.txt").read_text()
    assert "It does not fit together" in (made.folder_path / "data/index.html").read_text()


def test_a_line_that_can_not_be_read_ends_the_history(giver, place):
    giver.desk.tamper(f"update events set body = 'x' where log = '{giver.case.id}' and seq = 3")
    made = giver.gives(place)

    assert not made.history_whole
    assert found(made.folder_path) == {("history_broken", "data/events.jsonl")}


def test_a_desk_that_can_only_be_read_hands_over(giver, place):
    request = HandOverRequest(giver.case, Recipient.POLICE, place)
    with open_reader(giver.desk.path) as reader:
        exporter = Exporter(reader, giver.desk.clock, giver.checklists, "0.1.0")
        made = export_case(exporter, request, lambda made: note_hand_over(reader, made))

    assert not made.noted
    assert verify_folder(made.folder_path).ok
    assert "exported" not in giver.history()


def test_two_vaults_can_not_be_tied_to_one_computer(giver, place):
    request = HandOverRequest(giver.case, Recipient.POLICE, place)
    clock = SystemClock("Europe/Berlin")
    with open_reader(giver.desk.path) as reader:
        made = Exporter(reader, clock, (), "0.1.0").make_folder(request)
        salted = SystemClock("Europe/Berlin", reader.boot_salt).now().boot_session

    sealed = parse_seal((made.folder_path / "seal.json").read_bytes()).sealed
    assert sealed.boot_session == salted != clock.now().boot_session


def test_nothing_to_hand_over(make_giver, place):
    empty = make_giver([])

    with pytest.raises(NothingToHandOver):
        empty.gives(place)
    assert not list(place.iterdir())


def test_what_is_kept_meanwhile_waits_for_the_next_folder(giver, place):
    """A capture during the hand-over is neither half in nor in the way."""
    data = tiny_png(colour=(1, 1, 1))
    request = HandOverRequest(giver.case, Recipient.POLICE, place)

    def capture(now: HandOverProgress) -> None:
        if now == HandOverProgress(Stage.COPYING, 1, 3, "EX-002"):
            keep(writer, giver.case, data)

    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        made = Exporter(reader, giver.desk.clock, (), "0.1.0").make_folder(request, capture)

    assert made.items == 3
    assert verify_folder(made.folder_path).ok


def test_a_row_that_cannot_be_read_holds_nobody_back(giver, place):
    """The sealed file has the record too; the folder is whole, and the check of the desk names the row."""
    item = giver.items[1]
    giver.desk.tamper(f"update items set record = '{{}}' where id = '{item.id}'")
    made = giver.gives(place)

    assert (made.items, made.unreadable) == (3, ())
    assert verify_folder(made.folder_path).ok
    assert item.record.sha256 in (made.folder_path / "data/items.jsonl").read_text()
