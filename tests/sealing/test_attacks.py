"""Ways to spoil a folder: each is reported, by its name."""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest

from evidence_desk.domain.hashes import key_fingerprint
from evidence_desk.sealing import file_check
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import CASE, found, tiny_png
from tests.sealing.spoiling import public, relist, rewrite

FIRST, SECOND = (f"data/originals/000{number}_20261122T211407Z.png" for number in (1, 2))
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_a_whole_folder_is_whole(three, key):
    report = verify_folder(three)

    assert report.ok
    assert report.files == sum(path.is_file() for path in three.rglob("*"))
    assert report.signed_by == key_fingerprint(public(key))
    assert report.head is not None


def test_a_copy_is_as_good(three, tmp_path):
    shutil.copytree(three, tmp_path / "another name")  # noqa: TID251 — what a person does with it

    assert verify_folder(tmp_path / "another name").ok


def test_through_a_link_to_it(three, tmp_path):
    (tmp_path / "link").symlink_to(three)

    assert verify_folder(tmp_path / "link").ok


@pytest.mark.parametrize(
    "name",
    ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "allowed_signers", "seal.json.sig",
     "data/events.jsonl", "data/index.html", "READ-ME-FIRST.txt", FIRST],
)  # fmt: skip
def test_a_removed_file(three, name):
    (three / name).unlink()

    assert found(three) == {("missing", name)}


def test_a_removed_seal_leaves_nothing_to_say(three):
    (three / "seal.json").unlink()

    assert found(three) == {("no_seal", "seal.json")}


def test_removed_and_delisted(three):
    (three / FIRST).unlink()
    relist(three, "manifest-sha256.txt")
    relist(three)

    assert found(three) == {
        ("missing", FIRST),
        ("changed", "manifest-sha256.txt"),
        ("changed", "tagmanifest-sha256.txt"),
    }


def test_a_removed_folder(three):
    shutil.rmtree(three / "data/originals")

    assert found(three) == {("missing", "data/originals")}


@pytest.mark.parametrize(
    "name",
    ["x.exe", "fetch.txt", "manifest-md5.txt", "data/x.txt", "data/originals/0004_20261122T211407Z.png", ".hidden",
     "SEAL.JSON", "bagit.txt ", "data/Index.html", "con", "a\nb", "\u202egnp.exe", "data/originals/.DS_Store"],
)  # fmt: skip
def test_an_added_file(three, name):
    (three / name).write_bytes(b"x")

    ((kind, path),) = found(three)
    assert kind == "added"
    assert path.isprintable()


def test_a_name_that_is_no_text(three):
    Path(os.fsdecode(os.fsencode(three) + b"/\xff\xfe")).write_bytes(b"x")

    assert found(three) == {("added", "\\udcff\\udcfe")}


def test_what_computers_add_is_called_so(three):
    (three / "Thumbs.db").write_bytes(b"x")

    (problem,) = verify_folder(three).problems
    assert problem.detail.startswith("Some computers add this file")


@pytest.mark.parametrize("name", ["empty", "data/empty", "data/originals/empty", "data/originals/.x"])
def test_a_planted_folder(three, name):
    (three / name).mkdir()
    (three / name / "run-me.exe").write_bytes(b"x")

    assert found(three) == {("added", name)}


def test_renamed(three):
    (three / FIRST).rename(three / "data/originals/0009_20261122T211407Z.png")

    (problem,) = verify_folder(three).problems
    assert (problem.type, problem.path) == ("renamed", "data/originals/0009_20261122T211407Z.png")
    assert FIRST in problem.detail


def test_renamed_in_its_case_only(three):
    (three / "READ-ME-FIRST.txt").rename(three / "read-me-first.txt")

    assert found(three) == {("renamed", "read-me-first.txt")}


def test_renamed_and_changed_is_missing_and_added(three):
    (three / FIRST).rename(three / "data/x.png")
    data = (three / "data/x.png").read_bytes()
    (three / "data/x.png").write_bytes(data[:-1] + b"x")

    assert found(three) == {("missing", FIRST), ("added", "data/x.png")}


def test_swapped(three):
    first, second = (three / FIRST).read_bytes(), (three / SECOND).read_bytes()
    assert len(first) == len(second)
    (three / FIRST).write_bytes(second)
    (three / SECOND).write_bytes(first)

    assert found(three) == {("changed", FIRST), ("changed", SECOND)}


def test_a_changed_picture_is_called_by_its_number(three):
    (three / SECOND).write_bytes(tiny_png(colour=(20, 0, 1)))

    (problem,) = verify_folder(three).problems
    assert problem.detail.endswith("It is EX-002.")


def test_a_longer_picture_is_known_by_its_length_and_not_read_to_its_end(three):
    with (three / FIRST).open("ab") as file:
        file.truncate(1 << 32)  # takes no room; reading it would take long

    (problem,) = verify_folder(three).problems
    assert (problem.type, problem.detail) == ("changed", "Its length is not the sealed one. It is EX-001.")


def test_changed_and_every_list_made_to_fit(three):
    (three / FIRST).write_bytes(tiny_png(colour=(11, 0, 0)))
    relist(three, "manifest-sha256.txt")
    relist(three)

    assert {kind for kind, _ in found(three)} == {"changed"}


@pytest.mark.parametrize("version", ["0.96", "0.97", "0.93"])
def test_a_lowered_version(three, version):
    rewrite(three / "bagit.txt", "1.0", version)
    relist(three)

    assert ("older_format", "bagit.txt") in found(three)


def test_a_lowered_version_without_a_tag_manifest(three):
    rewrite(three / "bagit.txt", "1.0", "0.96")
    (three / "tagmanifest-sha256.txt").unlink()

    assert found(three) == {("older_format", "bagit.txt"), ("missing", "tagmanifest-sha256.txt")}


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + text.splitlines(keepends=True)[0],
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.upper(),
        lambda text: text.replace("  ", " *"),
        lambda text: text.replace("  ", "\t"),
        lambda text: text.replace("  ", "  ./"),
        lambda text: "".join(reversed(text.splitlines(keepends=True))),
        lambda text: text + "0" * 64 + "  ../../etc/passwd\n",
        lambda text: text[:0],
    ],
)
def test_a_list_written_another_way(three, name, change):
    text = (three / name).read_text()
    (three / name).write_bytes(change(text).encode())

    assert ("changed", name) in found(three)


@pytest.mark.parametrize("name", [FIRST, "data/events.jsonl", "bagit.txt", "seal.json", "seal.json.sig",
                                  "allowed_signers", "tagmanifest-sha256.txt"])  # fmt: skip
@pytest.mark.parametrize("kind", ["link", "fifo", "folder", "socket", "device"])
def test_not_a_plain_file(three, tmp_path, name, kind):
    path = three / name
    path.rename(tmp_path / "aside")
    match kind:
        case "link":
            path.symlink_to(tmp_path / "aside")
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "socket":
            os.mknod(path, 0o140600)
        case "device":
            if os.geteuid() != 0:
                pytest.skip("only root may make a device")
            os.mknod(path, 0o20600, os.makedev(1, 3))

    assert any(problem.path == name for problem in verify_folder(three).problems)
    assert name != FIRST or ("changed", FIRST) in found(three), "and why is said"


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("kind", ["link", "fifo"])
def test_a_file_that_becomes_something_else_just_before_it_is_opened(three, tmp_path, monkeypatch, kind, at):
    """Even where a link leads to the very same bytes: who changes it then may change those later."""
    times = count(1)
    name = next(path.name for path in (three / "data/originals").iterdir())
    open_file = os.open

    def meddled(path, flags, *about, **more):
        if path == name and next(times) == at:
            (three / "data/originals" / name).rename(tmp_path / "aside")
            put = (three / "data/originals" / name).symlink_to if kind == "link" else os.mkfifo
            put(tmp_path / "aside" if kind == "link" else three / "data/originals" / name)
        return open_file(path, flags, *about, **more)

    monkeypatch.setattr(file_check, "_WORTH_EXPECTING_BYTES", 0)  # so that each file is opened twice, as large ones are
    monkeypatch.setattr(os, "open", meddled)
    monkeypatch.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, meddled})
    problems = verify_folder(three).problems
    assert [problem.path for problem in problems] == [f"data/originals/{name}"]
    assert kind == "link" or "not a file" in problems[0].detail
    assert (tmp_path / "aside").exists()


@pytest.mark.parametrize("name", ["data", "data/originals"])
def test_a_folder_that_is_a_link(three, tmp_path, name):
    (three / name).rename(tmp_path / "aside")
    (three / name).symlink_to(tmp_path / "aside")

    assert ("missing", name) in found(three)


def test_added_links_and_pipes_are_not_opened(three):
    (three / "link").symlink_to("/etc/passwd")
    os.mkfifo(three / "data/pipe")

    assert found(three) == {("added", "link"), ("added", "data/pipe")}


@pytest.mark.parametrize("what", ["nothing", "a file", "an empty folder", "a name no system takes"])
def test_no_folder_of_ours(tmp_path, what):
    path = tmp_path / CASE.reference
    match what:
        case "a file":
            path.write_bytes(b"x")
        case "an empty folder":
            path.mkdir()
        case "a name no system takes":
            path = Path("a\0b")

    (problem,) = verify_folder(path).problems
    assert problem.type == ("no_seal" if what == "an empty folder" else "not_a_folder")
    assert problem.path.isprintable()
