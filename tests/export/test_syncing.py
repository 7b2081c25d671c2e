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


def written(folder: Path, number: int) -> int:
    """A new file's descriptor, which is whoever's it is given to."""
    descriptor = os.open(folder / f"{number:03d}", os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(descriptor, b"x")
    return descriptor


def still_open(folder: Path) -> list[str]:
    """The files of a folder that this process has open."""
    here = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]  # the one that listed them is gone
    return [name for name in map(str, map(Path.readlink, here)) if name.startswith(f"{folder}/")]


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
    assert not still_open(tmp_path)


def test_large_files_go_before_the_batch_is_full(tmp_path, synced):
    syncing = Syncing()
    for number in range(3):
        syncing.add(written(tmp_path, number), 40 * 2**20)

    assert "000" in synced
    syncing.close()
    assert not still_open(tmp_path)


def test_what_nobody_waits_for_any_more_is_closed(tmp_path, monkeypatch):
    """Full batches, one under way and failing, and one that is not full: no descriptor is left in any."""

    def failing(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    syncing = Syncing()
    descriptors = [written(tmp_path, number) for number in range(200)]

    def add_all() -> None:
        while descriptors:
            syncing.add(descriptors.pop(), 1)

    with pytest.raises(OSError, match="Input/output"):
        add_all()
    syncing.close()
    syncing.close()
    for descriptor in descriptors:
        os.close(descriptor)

    assert not still_open(tmp_path)


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
    assert not still_open(place)
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

    read = Objects.read_into
    monkeypatch.setattr(Objects, "read_into", lambda *about: memoryview(bytes(read(*about)[:-1]) + b"?"))

    with pytest.raises(CopyMismatch):
        giver.gives(place)
    assert not list(place.iterdir())
