"""A file that was added goes out under a name of ours, whatever it was called and whatever it claimed to be."""

import csv
import json

import bagit
import pytest

from evidence_desk.domain.evidence import Origin
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import tiny_png

HOSTILE = [
    "../../etc/passwd", "C:\\con", "\u202egnp.exe", "=cmd()|' /C calc'!A0", "bad\udcffname.png", "nul\0byte",
    "<img src=x onerror=alert(1)>.html", "two\nlines", "x" * 5000, "",
]  # fmt: skip


def added(make_giver, name, media_type, data=b"%PDF-1.7"):
    words = {"origin": Origin.IMPORTED, "kind": "file", "original_name": name, "media_type": media_type}
    return make_giver([data], [words | {"width": 0, "height": 0}])


@pytest.mark.parametrize("name", HOSTILE)
def test_its_own_name_is_only_ever_text(make_giver, place, name):
    giver = added(make_giver, name, "application/pdf")
    folder = giver.gives(place).folder_path
    with giver.desk.open() as vault:
        assert vault.check().problems == ()

    assert verify_folder(folder).ok
    bagit.Bag(str(folder)).validate()
    assert [path.name for path in (folder / "data/originals").iterdir()] == ["0001_20261122T211407Z.pdf"]
    assert json.loads((folder / "data/items.jsonl").read_bytes())["record"]["original_name"] == name
    assert "<img" not in (folder / "data/index.html").read_text("utf-8")


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "strange\r\n<b>", "", "../x"])
def test_what_it_claims_to_be_gives_it_no_suffix(make_giver, place, media_type):
    folder = added(make_giver, "a.html", media_type).gives(place).folder_path

    assert verify_folder(folder).ok
    assert [path.suffix for path in (folder / "data/originals").iterdir()] == [".bin"]


def test_the_page_says_that_it_was_added_and_has_no_size_in_pixels(make_giver, place):
    folder = added(make_giver, "threat.pdf", "application/pdf").gives(place).folder_path
    page = (folder / "data/index.html").read_text("utf-8")

    assert "Added from a file, local time" in page
    assert "Captured, local time" not in page
    assert "What was captured" not in page
    assert "0 x 0" not in page
    assert "<bdi>threat.pdf</bdi>" in page


def test_what_was_captured_and_what_was_added_are_told_apart(make_giver, place):
    modified = {"original_modified_ns": 1_700_000_000_000_000_000}
    words = [{}, {"origin": Origin.IMPORTED, "kind": "picture", "original_name": "=a.png"} | modified]
    words.append({"origin": Origin.IMPORTED, "kind": "file", "width": 0, "height": 0, "original_name": "b.png"})
    folder = make_giver([tiny_png(40, 30), tiny_png(30, 40), b"\x89PNG\r\n\x1a\n"], words).gives(place).folder_path
    page, read_me = ((folder / name).read_text("utf-8") for name in ("data/index.html", "READ-ME-FIRST.txt"))
    rows = list(csv.DictReader((folder / "data/index.csv").read_text("utf-8-sig").splitlines()))

    assert "Somebody kept what was on the screen of their computer, and added files." in " ".join(read_me.split())
    assert "Added from files: EX-002, EX-003. The program did not capture these." in " ".join(read_me.split())
    assert "Where a table or a record says captured of them, it is when they were added" in " ".join(read_me.split())
    assert page.count("Captured, UTC") == 1
    assert page.count("<img ") == 2
    assert [row["original_modified_utc"] for row in rows] == ["", "2023-11-14T22:13:20.000Z", ""]
    assert [row["what_was_captured"] for row in rows][1:] == ["nothing: added from a file"] * 2
    assert rows[1]["original_name"] == "'=a.png"
