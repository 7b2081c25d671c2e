"""A damaged desk at the real command line: a warning where the command still works, one sentence where it can't."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_desk.vault.vault import open_reader
from tests.fake_clock import FakeClock
from tests.real_tools import need_tools
from tests.vault.made_up import Desk

Damage = Callable[[Path, Desk], object]


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def older_book(path: Path, desk: Desk) -> None:
    older = (path / "desk.db").read_bytes()
    desk.filled(b"newer")
    (path / "desk.db").write_bytes(older)


def objects(path: Path) -> list[Path]:
    return sorted(path.glob("objects/*/*"))


def swapped(path: Path, _desk: Desk) -> None:
    one, two, *_ = objects(path)
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)


def without_guard(desk: Desk) -> None:
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")


WARNED: dict[str, tuple[Damage, str]] = {
    "book": (older_book, "rolled_back: "),
    "history": (
        lambda _, desk: desk.tamper("delete from events where id = (select max(id) from events)"), "history_cut: ",
    ),
    "head": (lambda path, _: (path / "head").unlink(), "head_missing: "),
    "guard": (lambda _, desk: without_guard(desk), "guard_missing: "),
    "object": (lambda path, _: objects(path)[0].unlink(), "object_missing: "),
}  # fmt: skip

CHECKED: dict[str, tuple[Damage, str]] = {
    "swapped": (swapped, "object_swapped"),
    "short": (lambda path, _: half(objects(path)[0]), "object_cut_short"),
}

REFUSED: dict[str, tuple[Damage, str]] = {
    "no book": (lambda path, _: (path / "desk.db").unlink(), "book_missing"),
    "half a book": (lambda path, _: half(path / "desk.db"), "book_damaged"),
    "header": (lambda path, _: half(path / "vault.json"), "header_damaged"),
    "no key": (lambda path, _: (path / "key").unlink(), "key_missing"),
    "half a key": (lambda path, _: half(path / "key"), "key_damaged"),
}


@pytest.fixture
def desk(vault_path: Path, clock: FakeClock) -> Desk:
    made = Desk(vault_path, clock)
    made.filled(b"one", b"two")
    return made


@pytest.mark.parametrize(("damage", "warning"), WARNED.values(), ids=WARNED)
def test_a_command_warns_and_works(desk, vault_path, type_command, damage, warning):
    damage(vault_path, desk)
    answer = type_command("list")

    assert answer.code == 0
    assert len(answer.value) >= 2
    assert answer.err.decode().startswith(warning)


@pytest.mark.parametrize(("damage", "name"), CHECKED.values(), ids=CHECKED)
def test_a_check_finds_what_a_quick_look_can_not(desk, vault_path, type_command, damage, name):
    damage(vault_path, desk)
    assert type_command("list").err == b""
    answer = type_command("check")

    assert answer.code == 1
    assert name in {problem["type"] for problem in answer.value["problems"]}


@pytest.mark.parametrize(("damage", "name"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_opened_is_said_in_one_sentence(desk, vault_path, type_command, damage, name):
    damage(vault_path, desk)
    answer = type_command("list")

    assert (answer.code, answer.error["type"]) == (1, name)
    assert type_command("list", json=False).err.decode().count("\n") == 1


RECOVER_KEYS = {
    "recovered", "why", "cases", "items", "found_anew", "lines_carried", "kept_aside", "missing",
}  # fmt: skip
MISSING_KEYS = {
    "files", "cut_short", "unreadable_files", "items", "notes", "older_notes", "words", "titles", "entries",
    "ages", "history_lines", "history_end_known",
}  # fmt: skip


@pytest.mark.parametrize("damage", ["no book", "half a book", "header"])
def test_recover_puts_it_back_together(desk, vault_path, type_command, tmp_path, damage):
    REFUSED[damage][0](vault_path, desk)
    answer = type_command("recover")

    assert answer.code == 0
    assert answer.value.keys() == RECOVER_KEYS
    assert answer.value["missing"].keys() == MISSING_KEYS
    assert answer.value["recovered"]
    assert Path(answer.value["kept_aside"]).is_dir()
    assert len(type_command("list").value) == 2
    assert type_command("check").code == 0
    assert type_command("export", "--for", "police", "--to", str(tmp_path)).code == 0
    assert type_command("recover").value["recovered"] is False


def test_recover_speaks_to_people_in_short_sentences(desk, vault_path, type_command):
    assert type_command("recover", json=False).out.decode().splitlines() == [
        "The book can be read. There was nothing to put back together.",
        "“check” tells whether anything in it was changed.",
    ]
    (vault_path / "desk.db").unlink()
    lines = type_command("recover", json=False).out.decode().splitlines()

    assert lines[:3] == ["The desk is back together.", "Items: 2.", "The damaged files were kept."]
    assert lines[-1].startswith("Kept aside: ")


def test_a_desk_that_lost_something_is_not_called_as_it_was_saved(desk, vault_path, type_command):
    (vault_path / "desk.db").unlink()
    type_command("recover")

    said = type_command("check", json=False).out.decode()
    assert said.startswith("Everything that is here fits together. Something was lost before. 2 files read.")
    assert "book_rebuilt_in_part" in said


def test_a_header_that_was_put_back_is_told_and_nothing_is_said_to_be_kept_aside(desk, vault_path, type_command):
    (vault_path / "vault.json").unlink()
    lines = type_command("recover", json=False).out.decode().splitlines()

    assert lines == ["The desk is back together.", "Items: 2.", "Nothing is missing."]


def test_recover_without_the_key_says_that_nothing_can_be_read(desk, vault_path, type_command):
    (vault_path / "desk.db").unlink()
    (vault_path / "key").unlink()
    answer = type_command("recover", json=False)

    assert answer.code == 1
    assert "Nothing in it can be read without it." in answer.err.decode()


def test_recover_refuses_a_desk_in_use(desk, vault_path, type_command, monkeypatch):
    monkeypatch.setattr("evidence_desk.command_line._WAIT_EACH_S", 0.0)
    with desk.open():
        answer = type_command("recover")

    assert (answer.code, answer.error["type"]) == (1, "vault_busy")


def test_check_mentions_a_rebuilt_book_and_takes_nothing_from_it(desk, vault_path, type_command):
    (vault_path / "desk.db").unlink()
    type_command("recover")
    answer = type_command("check")

    assert (answer.code, answer.value["ok"]) == (0, True)
    assert [remark["type"] for remark in answer.value["remarks"]] == ["book_rebuilt_in_part"]
    with open_reader(vault_path) as reader:
        assert reader.check().ok


def test_a_folder_with_carried_lines_and_a_lost_item_is_whole(desk, vault_path, type_command, tmp_path):
    """The first arrival is lost, the lines after it are carried over, and one item is gone altogether."""
    case, (_, third) = desk.filled(b"three", b"four")
    desk.object_path(third).unlink()
    desk.tamper(
        f"delete from events where log = '{case.id}' and seq = 2",
        "delete from listed where number = 4",
        "delete from items where number = 4",
    )
    without_guard(desk)
    made = type_command("recover").value

    assert made["missing"]["items"] == [f"{case.reference}/EX-004"]
    assert (made["missing"]["history_lines"], made["lines_carried"]) == (1, 3)
    handed = type_command("export", "--for", "police", "--to", str(tmp_path))
    assert (handed.value["doubts"], handed.err) == ([], b"")
    assert type_command("verify", handed.value["folder"]).value["problems"] == []
    assert [item["exhibit"] for item in type_command("list").value] == ["EX-001", "EX-002", "EX-003"]


def test_what_was_changed_behind_the_history_is_handed_over_and_said(desk, type_command, tmp_path):
    desk.tamper("update items set note = 'Another' where number = 1")
    handed = type_command("export", "--for", "police", "--to", str(tmp_path))

    doubt = "EX-001: The note or the tags of this item are not what the history says."
    assert (handed.code, handed.value["doubts"]) == (0, [doubt])
    assert doubt in handed.err.decode()


@pytest.mark.parametrize("read", [1, 3, 5])
def test_a_read_that_fails_once_is_not_called_damage(desk, vault_path, read):
    need_tools("strace")
    inject = ["-e", "trace=pread64", "-e", f"inject=pread64:error=EIO:when={read}", "-P", str(vault_path / "desk.db")]
    said = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", *inject, sys.executable, "-m", "evidence_desk", "--vault", vault_path,
         "--json", "case", "list"],
        check=False, capture_output=True,
    )  # fmt: skip

    assert json.loads(said.stdout)["error"]["type"] == "storage_failed"
