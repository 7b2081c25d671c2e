"""A hand-over that can't be finished leaves nothing that looks like one, and says in one type why."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from evidence_desk.domain.errors import (
    CopyMismatch,
    DestinationExists,
    DestinationFull,
    DestinationGone,
    DestinationRefused,
    HandOverCancelled,
    RecipientNotYet,
)
from evidence_desk.domain.sentences import sentence
from evidence_desk.export.folder import Staging
from evidence_desk.export.hand_over import HandOverProgress, Stage
from evidence_desk.export.place import check_destination, device_of
from evidence_desk.export.recipients import Recipient, recipient_of
from evidence_desk.sealing.verify import verify_folder


class Person:
    """Cancels when asked for the n-th time."""

    def __init__(self, patience: int) -> None:
        self.left = patience

    def cancels(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_cancelled_at_every_step_leaves_nothing(giver, place):
    patient = Person(10**6)
    shutil.rmtree(giver.gives(place, cancelled=patient.cancels).folder_path)
    history, asked = giver.history(), 10**6 - patient.left
    assert asked > 30

    for patience in range(asked):
        with pytest.raises(HandOverCancelled):
            giver.gives(place, cancelled=Person(patience).cancels)
        assert not list(place.iterdir()), patience
    assert giver.history() == history


def test_a_disk_that_fills_at_any_file_leaves_nothing(giver, mount):
    """Each disk has room for one more name than the one before, so that every file is once the one too many."""
    full = 0
    for names in range(3, 60):
        place = mount(f"size=16m,nr_inodes={names}")
        try:
            made = giver.gives(place)
        except DestinationFull:
            full += 1
            assert not list(place.iterdir())
        else:
            assert verify_folder(made.folder_path).ok
            break
    else:
        pytest.fail("no disk was large enough")
    assert full > 15


@pytest.mark.parametrize(
    "moment", [HandOverProgress(Stage.COPYING, 0, 3, "EX-001"), HandOverProgress(Stage.COPYING, 2, 3, "EX-003")]
)
def test_a_disk_that_fills_meanwhile_leaves_nothing(giver, mount, moment):
    place = mount("size=4m")

    def fill(now: HandOverProgress) -> None:
        if now == moment:
            with pytest.raises(OSError, match="No space left"):
                (place / "other program").write_bytes(bytes(8 * 2**20))

    with pytest.raises(DestinationFull):
        giver.gives(place, on_progress=fill)
    assert [path.name for path in place.iterdir()] == ["other program"]


def test_too_little_room_is_said_before_anything_is_written(giver, mount):
    place = mount("size=64k")

    with pytest.raises(DestinationFull):
        giver.gives(place, on_progress=lambda _: pytest.fail("it began"))


def test_a_place_that_can_only_be_read(giver, mount):
    with pytest.raises(DestinationRefused):
        giver.gives(mount("size=4m,ro"))


@pytest.mark.parametrize("stage", Stage)
def test_a_stick_that_is_pulled_out(giver, mount, stage):
    place = mount("size=8m")

    def pull_out(now: HandOverProgress) -> None:
        if now.stage is stage and now.done == 1:
            subprocess.run(["umount", "-l", place], check=True)
            pulled.append(now)

    pulled: list[HandOverProgress] = []
    with pytest.raises(DestinationGone) as said:
        giver.gives(place, on_progress=pull_out)
    assert said.value.path == str(place)
    assert len(pulled) == 1
    assert not list(place.iterdir())
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=True)  # for the fixture to take away


@pytest.mark.parametrize("when", ["before", "as it begins"])
def test_where_a_stick_was_mounted_nothing_is_put_onto_the_disk_below(giver, mount, monkeypatch, when):
    """Its empty folder stays, and has room enough; as it begins, the look at the place is over."""
    place = mount("size=8m")
    device = device_of(place)
    begin = Staging.__enter__

    def pull_out(staging: Staging | None = None) -> Staging | None:
        subprocess.run(["umount", "-l", place], check=True)
        return staging and begin(staging)

    if when == "before":
        pull_out()
    else:
        monkeypatch.setattr(Staging, "__enter__", pull_out)
    with pytest.raises(DestinationGone) as said:
        giver.gives(place, device=device)
    assert said.value.path == str(place)
    assert not list(place.iterdir())
    monkeypatch.undo()
    assert giver.gives(place, device=device_of(place)).items == 3  # it is chosen once more
    shutil.rmtree(next(place.iterdir()))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=True)  # for the fixture to take away


def test_where_the_place_was_nothing_is_made_anew(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    with Staging(place, "name") as staging:
        staging.write("data/one", [b"1"])
        place.rename(tmp_path / "pulled out")
        place.mkdir()  # the empty folder that it was mounted on
        with pytest.raises(DestinationGone):
            staging.write("data/originals/two", [b"2"])
    assert not list(place.iterdir())


def test_a_place_that_went_between_choosing_and_making_is_said_to_be_gone(giver, place):
    place.rmdir()
    with pytest.raises(DestinationGone) as said:
        giver.gives(place)

    assert "is not there any more" in sentence(said.value)
    assert "choose the place again" in sentence(said.value)


@pytest.mark.parametrize("number", [errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EIO])
def test_a_stick_that_answers_no_more_is_gone_too(giver, place, monkeypatch, number):
    real = Path.stat

    def fails(path: Path, **how: bool) -> os.stat_result:
        if path == place:
            raise OSError(number, os.strerror(number))
        return real(path, **how)

    monkeypatch.setattr(Path, "stat", fails)
    with pytest.raises(DestinationGone):
        check_destination(place, giver.desk.path, 1)


def test_bytes_that_do_not_stay_what_they_were(giver, place):
    def spoil(now: HandOverProgress) -> None:
        if now == HandOverProgress(Stage.COPYING, 2, 3, "EX-003"):
            (path,) = place.glob(".*/*/data/originals/0001*")
            path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(CopyMismatch) as refused:
        giver.gives(place, on_progress=spoil)
    assert refused.value.count == 1
    assert refused.value.files > 10
    assert not list(place.iterdir())


@pytest.mark.parametrize("where", ["missing", "file", "vault", "in the vault", "link to the vault", "no name at all"])
def test_places_that_are_refused(giver, tmp_path, where):
    places = {
        "missing": tmp_path / "missing",
        "file": tmp_path / "file",
        "vault": giver.desk.path,
        "in the vault": giver.desk.path / "objects",
        "link to the vault": tmp_path / "link",
        "no name at all": tmp_path / "a\0b",
    }
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(giver.desk.path)
    before = sorted(giver.desk.path.rglob("*"))

    with pytest.raises(DestinationRefused):
        giver.gives(places[where])
    assert sorted(giver.desk.path.rglob("*")) == before


def test_beside_the_vault_is_fine(giver, tmp_path):
    assert verify_folder(giver.gives(tmp_path).folder_path).ok


def test_through_a_link_to_a_place(giver, place, tmp_path):
    (tmp_path / "link").symlink_to(place)

    assert verify_folder(giver.gives(tmp_path / "link").folder_path).ok


@pytest.mark.parametrize("kind", ["empty folder", "folder", "file", "link", "broken link"])
def test_what_has_the_name_already_is_left_alone(giver, place, tmp_path, kind):
    path = place / f"{giver.case.reference}-2026-11-22"
    match kind:
        case "empty folder":
            path.mkdir()
        case "folder":
            path.mkdir()
            (path / "mine").write_bytes(b"x")
        case "file":
            path.write_bytes(b"x")
        case "link":
            path.symlink_to(tmp_path)
        case "broken link":
            path.symlink_to(tmp_path / "nowhere")
    before = path.lstat()

    made = giver.gives(place)

    assert made.folder_path.name.endswith("-2026-11-22-2")
    assert (path.lstat().st_ino, path.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_when_every_name_is_taken(giver, place):
    name = f"{giver.case.reference}-2026-11-22"
    for taken in [name, *(f"{name}-{number}" for number in range(2, 1000))]:
        (place / taken).touch()

    with pytest.raises(DestinationExists):
        giver.gives(place)
    assert not list(place.glob(".*"))


def test_a_name_taken_at_the_last_moment(place):
    """Somebody makes the very folder between the look and the move: theirs stays, ours gets the next name."""
    with Staging(place, "name") as staging:
        staging.write("x", (b"x",))
        (place / "name").mkdir()
        (place / "name" / "mine").touch()
        assert not staging._moved_to(place / "name")
        assert staging.finish(["name", "name-2"]) == place / "name-2"
    assert (place / "name" / "mine").exists()


@pytest.mark.parametrize("day", ["2026-11-22", "2026-09-01"])
def test_what_a_killed_program_left_is_removed(giver, place, day):
    """Whichever day that was: what it had copied by then lies there in the clear."""
    stale = place / f".{giver.case.reference}-{day}.partial-0123456789abcdef"
    (stale / "name/data").mkdir(parents=True)
    (stale / "name/data/picture.png").write_bytes(b"in the clear")
    others = [
        place / f".{giver.case.reference}-2026-11-22.partial-mine",
        place / ".CASE-999-2026-11-22.partial-0123456789abcdef",
        place / f"{giver.case.reference}.partial-0123456789abcdef",
    ]
    for other in others:
        other.mkdir()

    giver.gives(place)

    assert not stale.exists()
    assert all(other.exists() for other in others)


def test_a_folder_that_is_being_made_is_not_taken_for_a_left_one(place):
    with Staging(place, "name") as first:
        first.write("x", (b"x",))
        with Staging(place, "name") as second:
            second.write("x", (b"y",))
            assert second.finish(["name"]) == place / "name"
        assert first.finish(["name", "name-2"]) == place / "name-2"
    assert (place / "name/x").read_bytes() == b"y"
    assert (place / "name-2/x").read_bytes() == b"x"


def test_a_link_with_such_a_name_is_not_followed(place, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    (place / ".name.partial-0123456789abcdef").symlink_to(precious)

    with Staging(place, "name"):
        pass

    assert (precious / "file").exists()


def test_a_file_is_never_written_twice(place):
    with Staging(place, "name") as staging:
        staging.write("x", (b"x",))
        with pytest.raises(DestinationRefused):
            staging.write("x", (b"y",))
    assert not list(place.iterdir())


def test_what_the_source_says_no_with_is_not_blamed_on_the_place(place):
    def source():
        yield b"x"
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError), Staging(place, "name") as staging:
        staging.write("x", source())
    assert not list(place.iterdir())


def test_every_file_and_folder_is_synced_before_the_name_is_given(place, monkeypatch):
    done: list[str] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    with Staging(place, "name") as staging:
        staging.write("data/x", (b"x",))
        staging.sync()
        inside = [Path(path).relative_to(staging.path).as_posix() for path in done]
        staging.finish(["name"])

    assert inside[0] == "data/x"
    assert sorted(inside[1:]) == [".", "data"]
    assert done[-1] == str(place)


def test_room_is_counted_in_free_bytes(place, tmp_path):
    (tmp_path / "vault").mkdir()
    free = shutil.disk_usage(place).free

    check_destination(place, tmp_path / "vault", 1)
    with pytest.raises(DestinationFull):
        check_destination(place, tmp_path / "vault", 2 * free)


@pytest.mark.parametrize("name", ["somebody", "Police", ""])
def test_folders_for_anybody_else_are_not_made(name):
    with pytest.raises(RecipientNotYet) as refused:
        recipient_of(name)
    assert refused.value.recipient == name


def test_every_recipient_is_served():
    assert [recipient_of(each.value) for each in Recipient] == list(Recipient)
