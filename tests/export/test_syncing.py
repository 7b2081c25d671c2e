"""Files made durable in batches: each is asked for itself, and what the disk says no to is never lost."""

import errno
import os
import threading
from pathlib import Path

import pytest

from evidence_desk.domain.errors import DestinationFull, DestinationRefused
from evidence_desk.export.folder import Staging
from evidence_desk.export.syncing import Syncing


@pytest.fixture
def synced(monkeypatch):
    """The names of files that fsync was asked for."""
    names: list[str] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        names.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return names


def written(folder: Path, number: int) -> Path:
    path = folder / f"{number:03d}"
    path.write_bytes(b"x")
    return path


def make_folder(place: Path) -> None:
    """200 small files."""
    with Staging(place, "name") as staging:
        for number in range(200):
            staging.write(f"data/{number:03d}", (b"x",))
        staging.sync()
        staging.finish(["name"])


@pytest.mark.parametrize("files", [0, 1, 63, 64, 65, 200])
def test_each_file_is_synced_once_and_for_itself(tmp_path, synced, files):
    syncing = Syncing()
    for number in range(files):
        syncing.add(written(tmp_path, number), 1)
    syncing.finish()
    syncing.close()

    assert synced == [f"{number:03d}" for number in range(files)]


def test_large_files_go_before_the_batch_is_full(tmp_path, synced):
    syncing = Syncing()
    for number in range(3):
        syncing.add(written(tmp_path, number), 40 * 2**20)

    assert "000" in synced
    syncing.close()


@pytest.mark.parametrize(("code", "kind"), [(errno.EIO, DestinationRefused), (errno.ENOSPC, DestinationFull)])
@pytest.mark.parametrize("which", ["005", "100", "199"])
def test_a_disk_that_says_no_to_any_file_ends_it(place, monkeypatch, code, kind, which):
    """Early or late, in the middle of a batch or at its end: no name is given, and nothing is left."""
    fsync = os.fsync

    def failing(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == which:
            raise OSError(code, os.strerror(code))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(kind):
        make_folder(place)

    assert not list(place.iterdir())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("desk-sync")]


def test_many_threads_may_write(tmp_path):
    with Staging(tmp_path, "name") as staging:

        def write(start: int) -> None:
            for number in range(start, 300, 3):
                staging.write(f"data/{number % 7}/{number}", (b"x" * number,))

        threads = [threading.Thread(target=write, args=(start,)) for start in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        staging.sync()
        made = staging.finish(["name"])

    assert len(staging.written) == 300
    assert all((made / f"data/{number % 7}/{number}").stat().st_size == number for number in range(300))


def test_a_fingerprint_that_does_not_fit_is_found_before_the_name_is_given(giver, place, monkeypatch):
    """Originals are hashed once, from the disk they went to."""
    from evidence_desk.domain.errors import CopyMismatch
    from evidence_desk.vault.objects import Objects

    read = Objects.read_authentic
    monkeypatch.setattr(Objects, "read_authentic", lambda *about: read(*about)[:-1] + b"?")

    with pytest.raises(CopyMismatch):
        giver.gives(place)
    assert not list(place.iterdir())
