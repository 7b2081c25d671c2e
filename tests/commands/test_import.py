"""`import`: files from elsewhere, from the folder they lie in to the folder that is handed over."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from evidence_desk.commands.open_desk import OpenDesk
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.evidence import Record
from evidence_desk.vault.objects import Objects
from evidence_desk.workflows.answer_ages import answer_ages
from tests.commands.conftest import Type
from tests.commands.test_contract import LISTED_KEYS
from tests.commands.test_forwarding import open_desk, run_elsewhere  # noqa: F401 — fixtures
from tests.real_tools import need_tools

CHAT = "[22.11.26, 21:14] Blue: 500 or everybody sees it \u202e\n".encode()
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a photo, a chat, a receipt, and what is no evidence."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    Image.new("RGB", (40, 30), (9, 8, 7)).save(folder / "photo.jpg")
    (folder / "_chat.txt").write_bytes(CHAT)
    (folder / "receipt.pdf").write_bytes(b"%PDF-1.7 made up")
    (folder / "page.html").write_bytes(b"<!DOCTYPE html><script>alert(1)</script>")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    os.utime(folder / "_chat.txt", (0, 1_700_000_000))
    return folder


def test_what_is_added_is_told_listed_and_given_back(type_command: Type, files: Path, tmp_path: Path) -> None:
    names = [f"Downloads/{name}" for name in ("photo.jpg", "_chat.txt", "broken.png")]
    answer = type_command("import", *names, "--note", "From my phone", "--tag", "phone")
    photo, chat, broken = answer.value

    assert (answer.code, answer.err) == (0, b"")
    assert all(item.keys() >= LISTED_KEYS | {"original_name", "original_modified_at"} for item in answer.value)
    assert (photo["exhibit"], photo["origin"], photo["kind"], photo["media_type"]) == (
        "EX-001", "imported", "picture", "image/jpeg",
    )  # fmt: skip
    assert (photo["width"], photo["height"], photo["warnings"], photo["backend"]) == (40, 30, [], None)
    assert (chat["original_name"], chat["original_modified_at"]) == ("_chat.txt", "2023-11-14T22:13:20.000Z")
    assert (chat["kind"], chat["media_type"], chat["pixel_sha256"]) == ("file", "text/plain", None)
    assert (broken["kind"], broken["warnings"]) == ("file", ["picture_not_readable"])
    assert {(item["note"], *item["tags"], item["trigger"]) for item in answer.value} == {
        ("From my phone", "phone", "command")
    }
    assert type_command("list", "--origin", "imported").value == answer.value
    assert type_command("show", "EX-002", "--original", "-").out == CHAT
    assert b"_chat.txt" in type_command("list", json=False).out
    assert [each["event"] for each in type_command("log").value].count("imported") == 3
    assert type_command("check").value["ok"]


def test_one_that_is_refused_stops_no_other(type_command: Type, files: Path, tmp_path: Path) -> None:
    answer = type_command("import", "Downloads/page.html", "Downloads/receipt.pdf", "Downloads", "gone.png")
    error = answer.error

    assert answer.code == 1
    assert (error["type"], error["path"]) == ("file_is_markup", str(files / "page.html"))
    assert error["message"].startswith("“page.html” is a web page")
    assert [(each["exhibit"], each["original_name"]) for each in error["items"]] == [("EX-001", "receipt.pdf")]
    assert [each["type"] for each in error["refused"]] == ["file_is_markup", "not_a_file", "file_missing"]
    assert error["not_added"] == []

    said = type_command("import", "Downloads/page.html", "Downloads/receipt.pdf", json=False)
    assert (said.code, said.out) == (1, b"Added EX-002 in Case 1: receipt.pdf.\n")
    assert said.err.startswith("“page.html” is a web page".encode())
    assert len(type_command("list").value) == 2
    assert type_command("import").code == 2


def test_what_would_meet_the_next_one_too_ends_it(
    type_command: Type, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Objects.write
    written: list[Record] = []

    def full_after_one(self: Objects, record: Record, data: bytes) -> str:
        if written:
            raise DiskFull("the vault")
        written.append(record)
        return write(self, record, data)

    with monkeypatch.context() as patched:
        patched.setattr(Objects, "write", full_after_one)
        answer = type_command("import", "Downloads/receipt.pdf", "Downloads/_chat.txt", "Downloads/photo.jpg")

    assert (answer.code, answer.error["type"]) == (1, "disk_full")
    assert [item["original_name"] for item in answer.error["items"]] == ["receipt.pdf"]
    assert answer.error["not_added"] == ["Downloads/_chat.txt", "Downloads/photo.jpg"]
    assert [item["original_name"] for item in type_command("list").value] == ["receipt.pdf"]
    assert type_command("import", "Downloads/photo.jpg", "--tag", "x" * 61).error["type"] == "text_refused"


def test_under_care_none_is_added(type_command: Type, files: Path) -> None:
    type_command("case", "new", "Case 1")
    type_command("case", "answer", "Case 1", "--under18", "not-sure")
    answer = type_command("import", "Downloads/photo.jpg", "Downloads/_chat.txt")

    assert (answer.code, answer.error["type"]) == (1, "care_no_files")
    assert type_command("list").value == []


def test_from_a_download_to_a_folder_that_others_check(type_command: Type, files: Path, tmp_path: Path) -> None:
    need_tools("sha256sum")
    type_command("import", *(f"Downloads/{name}" for name in ("photo.jpg", "_chat.txt", "receipt.pdf", "broken.png")))
    (tmp_path / "stick").mkdir()
    folder = Path(type_command("export", "--for", "police", "--to", "stick").value["folder"])
    originals = sorted(path.name.rsplit("_", 1)[0] + path.suffix for path in (folder / "data/originals").iterdir())
    page, read_me = ((folder / name).read_text("utf-8") for name in ("data/index.html", "READ-ME-FIRST.txt"))
    records = [json.loads(line)["record"] for line in (folder / "data/items.jsonl").read_text().splitlines()]
    checked = subprocess.run(
        ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        cwd=folder, check=False, capture_output=True,
    )  # fmt: skip

    assert type_command("verify", str(folder)).value["ok"]
    assert (checked.returncode, checked.stdout) == (0, b"")
    assert originals == ["0001.jpg", "0002.txt", "0003.pdf", "0004.png"]
    assert (folder / "data/originals").joinpath(records_file(folder, 2)).read_bytes() == CHAT
    assert [record["sha256"] for record in records][1] == hashlib.sha256(CHAT).hexdigest()
    assert page.count("<img") == 1
    assert page.count('download=""') == 3
    assert page.count("Added from a file, UTC") == 4
    assert page.count("does not know where the file comes from") == 4
    assert "Captured" not in page
    assert "Somebody added files." in read_me
    assert "Added from files: EX-001, EX-002, EX-003, EX-004." in read_me


def records_file(folder: Path, number: int) -> str:
    seal = json.loads((folder / "seal.json").read_bytes())
    return str(next(item["file"] for item in seal["items"] if item["number"] == number)).rpartition("/")[2]


def test_the_open_desk_adds_them_from_the_callers_folder(
    open_desk: OpenDesk, run_elsewhere: Run, files: Path  # noqa: F811 — the fixtures
) -> None:  # fmt: skip
    """Only what is kept waits for the case thread; another display is no matter, because nothing is looked at."""
    answer = run_elsewhere("import", "photo.jpg", "page.html", "_chat.txt", folder=files, environ={"DISPLAY": ":9876"})
    error = json.loads(answer.stdout)["error"]

    assert (answer.returncode, error["type"], error["path"]) == (1, "file_is_markup", str(files / "page.html"))
    kept = open_desk.work(lambda vault: vault.items.of_case(vault.cases.last_used().id))
    assert [item.id for item in kept] == [item["id"] for item in error["items"]]
    assert [item.record.original_name for item in kept] == ["photo.jpg", "_chat.txt"]
    assert run_elsewhere("show", "2", "--original", "-").stdout == CHAT

    open_desk.work(lambda vault: answer_ages(vault, vault.cases.last_used(), Under18.YES))
    refused = run_elsewhere("import", "photo.jpg", folder=files)
    assert json.loads(refused.stdout)["error"]["type"] == "care_no_files"
