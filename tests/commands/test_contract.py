"""The command line's contract: names and keys exactly as written."""

import hashlib
import io
import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from evidence_desk.command_line import run_here
from evidence_desk.commands.caller import Caller
from evidence_desk.domain.errors import VaultBusy

ITEM_KEYS = {
    "exhibit", "id", "sha256", "bytes", "width", "height", "captured_at", "zone", "origin", "kind", "case", "backend",
    "covered", "context", "warnings",
}  # fmt: skip
LISTED_KEYS = ITEM_KEYS | {"title", "application", "note", "tags", "text"}
STEP_KEYS = {"id", "list", "title", "service", "state", "done_at", "deadline", "url", "reason", "applies"}
REPORT_KEYS = {"ok", "files", "problems", "signed_by", "head", "timestamps"}


def test_screens_are_numbered_from_one(screen, type_command):
    (found,) = type_command("screens").value

    assert found.keys() >= {"number", "name", "x", "y", "width", "height", "scale", "primary"}
    assert (found["number"], found["x"], found["y"], found["width"], found["height"]) == (1, 0, 0, 1920, 1080)


def test_an_empty_screen_has_an_empty_list_of_windows(screen, type_command):
    assert type_command("windows").value == []


def test_a_capture_says_what_it_kept(kept):
    assert kept.keys() >= ITEM_KEYS
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", kept["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", kept["captured_at"])
    assert (kept["exhibit"], kept["origin"], kept["backend"]) == ("EX-001", "captured_here", "x11")
    assert (kept["width"], kept["height"], kept["context"], kept["warnings"]) == (1920, 1080, None, [])


def test_the_original_is_the_picture_with_that_fingerprint(kept, type_command, tmp_path):
    answer = type_command("show", "EX-001", "--original", "copy.png")
    data = (tmp_path / "copy.png").read_bytes()

    assert answer.value.keys() >= LISTED_KEYS
    assert hashlib.sha256(data).hexdigest() == kept["sha256"]
    assert len(data) == kept["bytes"]
    assert Image.open(io.BytesIO(data)).size == (1920, 1080)
    assert (tmp_path / "copy.png").stat().st_mode & 0o777 == 0o644


def test_a_dash_writes_the_bytes_and_nothing_else(kept, type_command):
    assert hashlib.sha256(type_command("show", "1", "--original", "-").out).hexdigest() == kept["sha256"]


def test_a_list_holds_what_was_kept_oldest_first(kept, type_command):
    second = type_command("capture").value
    listed = type_command("list").value

    assert [item["id"] for item in listed] == [kept["id"], second["id"]]
    assert all(item.keys() >= LISTED_KEYS for item in listed)
    assert (listed[0]["note"], listed[0]["tags"], listed[0]["text"]) == ("what I saw", ["threat"], None)
    assert [item["id"] for item in type_command("list", "--tag", "threat").value] == [kept["id"]]
    assert type_command("list", "--origin", "imported").value == []


def test_a_series_prints_one_object_for_each_line(screen, type_command):
    values = type_command("capture", "--count", "3", "--every", "0.05").values

    assert [value["exhibit"] for value in values] == ["EX-001", "EX-002", "EX-003"]


def test_a_case_is_renamed_and_its_history_says_so(type_command):
    opened = type_command("case", "new", "Messages").value
    renamed = type_command("case", "rename", "Messages", " Since Monday ").value
    refused = type_command("case", "rename", opened["reference"], " ")
    history = type_command("log", "--case", "Since Monday").value

    assert renamed == opened | {"title": "Since Monday"}
    assert (refused.code, refused.error["type"]) == (1, "text_refused")
    assert [event["detail"] for event in history if event["event"] == "case renamed"] == [{"title": "Since Monday"}]
    assert type_command("case", "rename", "Messages", "x").error["type"] == "no_such_case"


def test_cases_are_opened_listed_and_shown(kept, type_command):
    opened = type_command("case", "new", "Another").value

    assert opened.keys() >= {"id", "reference", "title", "opened_at", "items", "under18"}
    assert [case["title"] for case in type_command("case", "list").value] == ["Case 1", "Another"]
    assert [case["items"] for case in type_command("case", "list").value] == [1, 0]
    for name in (opened["id"], opened["reference"], "Another"):
        assert type_command("case", "show", name).value == opened


def test_the_case_used_last_is_the_one_that_is_meant(kept, type_command):
    type_command("case", "new", "Another")
    assert type_command("list").value == []
    assert type_command("capture", "--case", kept["case"]).value["exhibit"] == "EX-002"
    assert len(type_command("list").value) == 2


def test_steps_of_all_four_lists(type_command):
    steps = type_command("steps").value

    assert all(step.keys() >= STEP_KEYS for step in steps)
    assert {step["list"] for step in steps} == {"suspend", "report", "payments", "more"}
    assert {step["state"] for step in steps} == {"todo"}
    assert {step["list"] for step in type_command("steps", "--list", "payments").value} == {"payments"}


def test_listing_the_steps_makes_no_vault(type_command, vault_path):
    type_command("steps")

    assert not vault_path.exists()


def test_a_step_is_done_with_note_and_proof_then_undone_then_skipped(kept, type_command):
    step_id = type_command("steps").value[0]["id"]

    done = type_command("step", "done", step_id, "--note", "at last", "--proof", "EX-001").value
    assert done.keys() >= STEP_KEYS
    assert (done["state"], done["note"], done["proof"]) == ("done", "at last", "EX-001")
    assert done["done_at"].endswith("Z")
    assert type_command("steps").value[0] == done

    undone = type_command("step", "undo", step_id).value
    assert (undone["state"], undone["done_at"]) == ("todo", None)
    assert type_command("step", "skip", step_id).value["state"] == "skipped"


def test_an_exhibit_is_removed_and_the_history_says_so(kept, type_command):
    removed = type_command("remove", "ex-1", "--reason", "not mine").value
    (line,) = [event for event in type_command("log").value if event["event"] == "deleted"]

    assert removed == {
        "exhibit": "EX-001", "id": kept["id"], "sha256": kept["sha256"],
        "removed_at": line["moment"]["utc"], "reason": "not mine",
    }  # fmt: skip
    assert type_command("list").value == []
    assert type_command("remove", "EX-001").error["type"] == "no_such_exhibit"
    assert type_command("capture").value["exhibit"] == "EX-002"
    assert type_command("remove", "2", json=False).out == (
        b"Removed EX-002. A line stays in the history that it was here.\n"
    )
    assert type_command("check").value["ok"]


def test_the_history_says_it_all_oldest_first(kept, type_command):
    step_id = type_command("steps").value[0]["id"]
    type_command("step", "done", step_id)
    type_command("step", "undo", step_id)
    type_command("show", "EX-001", "--original", "-")
    events = [event["event"] for event in type_command("log").value]

    wanted = ["case opened", "captured", "step done", "step undone", "viewed"]
    assert [event for event in events if event in wanted] == wanted


def test_check_reads_everything_back(kept, type_command):
    report = type_command("check").value

    assert report.keys() >= REPORT_KEYS
    assert report["ok"]
    assert report["files"] >= 1
    assert report["problems"] == []
    assert report["recipient"] is None


def test_a_folder_for_the_police_verifies(kept, type_command, tmp_path):
    (tmp_path / "stick").mkdir()
    answer = type_command("export", "--for", "police", "--to", "stick")

    assert answer.value.keys() >= {"folder", "files", "bytes", "items", "manifest_sha256", "seal"}
    assert answer.value["items"] == 1
    report = type_command("verify", answer.value["folder"])
    assert report.code == 0
    assert report.value.keys() >= REPORT_KEYS
    assert report.value["ok"]
    assert report.value["signed_by"].startswith("SHA256:")
    key = f"\nSealed with the key {report.value['signed_by']}.\n".encode()
    assert key in type_command("verify", answer.value["folder"], json=False).out
    assert key in type_command("export", "--for", "police", "--to", "stick", json=False).out
    assert "exported" in [event["event"] for event in type_command("log").value]


def test_a_part_for_a_platform_has_the_items_that_were_named(kept, type_command, tmp_path):
    (tmp_path / "stick").mkdir()
    type_command("capture")
    answer = type_command("export", "--for", "platform", "--to", "stick", "--item", "2", "--item", "EX-002")
    again = type_command("export", "--for", "platform", "--to", "stick", "--item", "EX-009")
    none = type_command("export", "--for", "platform", "--to", "stick", "--no-items")

    assert [answer.value[name] for name in ("recipient", "items", "left_out")] == ["platform", 1, 1]
    assert b"1 exhibit is not in the folder, nor is the history." in answer.err
    report = type_command("verify", answer.value["folder"])
    assert (report.code, [each["type"] for each in report.value["remarks"]]) == (0, ["history_not_here"])
    said = type_command("verify", answer.value["folder"], json=False).out.decode()
    assert "\nMade for: platform.\n" in said
    assert f"\nHead of the history: {report.value['head']}\n" in said
    assert said.endswith(f"history_not_here: seal.json: {report.value['remarks'][0]['detail']}\n")
    assert report.value["recipient"] == "platform"
    assert (again.code, again.value["error"]["type"]) == (1, "no_such_exhibit")
    assert (none.code, none.value["error"]["type"]) == (1, "nothing_for_platform")


def test_people_get_sentences(kept, type_command):
    assert type_command("capture", json=False).out == b"Saved EX-002 in Case 1.\n"
    assert b"EX-001" in type_command("list", json=False).out
    assert type_command("check", json=False).out.startswith(b"Everything here is as it was saved.")


@pytest.mark.parametrize(
    "words",
    [
        ["capture", "--screen", "0"],
        ["nothing"],
        ["show"],
        ["capture", "--region", "1,2"],
        ["capture", "--delay", "nan"],
        ["capture", "--delay", "1e12"],
        ["capture", "--count", "2", "--every", "inf"],
        ["watch", "--screen", "1", "--for", "nan"],
        ["export", "--for", "helpline", "--to", ".", "--item", "EX-001"],
        ["export", "--for", "platform", "--to", ".", "--item", "EX-001", "--no-items"],
    ],
)
def test_a_command_typed_wrong_ends_with_two(words, type_command):
    answer = type_command(*words)

    assert (answer.code, answer.out) == (2, b"")
    assert answer.err.startswith(b"Usage")


def test_the_choices_for_a_missing_option_are_named_on_one_line(type_command):
    assert b"Choose from: police, solicitor, bank, " in type_command("export").err


def test_left_out_parts_are_opaque(screen, type_command):
    kept = type_command("capture", "--leave-out", "10,20,30x40").value
    picture = Image.open(io.BytesIO(type_command("show", kept["exhibit"], "--original", "-").out))

    assert kept["left_out"] == [{"x": 10, "y": 20, "width": 30, "height": 40}]
    assert picture.crop((10, 20, 40, 60)).getcolors() == [(1200, (0x27, 0x31, 0x3B))]
    assert picture.crop((40, 20, 72, 60)).convert("L").getextrema() == (0, 255)


def test_looking_at_an_item_changes_nothing_that_a_check_reads(kept, type_command):
    assert type_command("show", "EX-001", "--original", "-").code == 0

    assert type_command("check").value["problems"] == []


@pytest.mark.parametrize("words", [["list"], ["check"]])
def test_what_the_first_look_finds_is_said(words, kept, type_command, vault_path):
    (vault_path / "head").unlink()
    answer = type_command(*words)

    assert answer.err.decode().startswith("head_missing: head: ")
    assert type_command("check").value["problems"][0]["type"] == "head_replaced"


@pytest.mark.parametrize("lost", ["incoming", "objects"])
def test_an_empty_folder_lost_in_copying_is_made_again(lost, screen, type_command, vault_path):
    type_command("case", "new", "Mine")
    (vault_path / lost).rmdir()

    assert type_command("capture").code == 0
    assert type_command("check").value["ok"]


def test_a_vault_where_none_can_be(type_command, tmp_path):
    (tmp_path / "file").touch()
    answer = type_command("--vault=file/x", "capture")

    assert answer.error["type"] == "not_writable"


def test_the_history_of_desk_and_case_is_one_story(kept, type_command):
    events = type_command("log").value
    times = [event["moment"]["utc_ns"] for event in events]

    assert {event["log"] == "vault" for event in events} == {True, False}
    assert times == sorted(times)


def test_an_original_is_on_the_disk_before_it_is_called_written(kept, type_command, monkeypatch):
    synced, fsync = [], os.fsync

    def watched(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    assert type_command("show", "EX-001", "--original", "copy.png").code == 0

    assert any(name.endswith(".partial") for name in synced)


def test_a_hand_over_stops_when_nobody_waits_for_it(kept, vault_path, tmp_path):
    (tmp_path / "stick").mkdir()
    out = io.BytesIO()
    caller = Caller(tmp_path, 0o022, "", out, io.BytesIO(), gone=lambda: True)
    code = run_here([f"--vault={vault_path}", "--json", "export", "--for", "police", "--to", "stick"], caller)

    assert (code, json.loads(out.getvalue())["error"]["type"]) == (1, "hand_over_cancelled")
    assert list((tmp_path / "stick").iterdir()) == []


class Terminal(io.BytesIO):
    """What somebody watches."""

    def isatty(self):
        return True


def test_how_far_it_is_never_stands_before_what_went_wrong(tmp_path):
    seen = Terminal()
    caller = Caller(tmp_path, 0o022, "", io.BytesIO(), seen)
    with suppress(VaultBusy), caller.progress() as tell:
        tell("Copying EX-001, 1 of 2")
        raise VaultBusy("there")
    caller.warn("It is busy.")

    assert seen.getvalue() == b"\r\x1b[KCopying EX-001, 1 of 2\r\x1b[KIt is busy.\n"
