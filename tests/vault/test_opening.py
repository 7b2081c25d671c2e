"""Who may open a vault, what is refused in words, and what stands ready afterwards."""

import json
import stat
import threading
from pathlib import Path

import pytest

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import (
    DeskError,
    FromTheFuture,
    NoVault,
    ReadOnlyVault,
    VaultBusy,
    VaultDamaged,
    WrongKey,
)
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.vault.header import _mac, read_header
from evidence_desk.vault.secrets_given import KeyFile
from evidence_desk.vault.vault import open_reader, open_vault
from tests.vault.made_up import Desk, keep


def test_a_new_vault_says_so_in_its_history(vault):
    created, unlocked = vault.custody.events(VAULT_LOG)

    assert (created.event, created.actor) == ("vault created", "desk")
    assert created.detail == {"vault": vault.id, "format": 1, "signer": vault.signer_public_key.hex()}
    assert (unlocked.event, unlocked.detail) == ("unlocked", {"slot": "key-file"})
    assert vault.opening_problems == ()
    assert not vault.read_only


def test_every_opening_is_a_line(desk):
    for _ in range(3):
        desk.open().close()

    with desk.open() as vault:
        assert [event.event for event in vault.custody.events(VAULT_LOG)] == ["vault created"] + 4 * ["unlocked"]


def test_identity_stays(desk):
    with desk.open() as first:
        before = (first.id, first.signer_public_key, first.boot_salt)
    with desk.open() as second:
        assert (second.id, second.signer_public_key, second.boot_salt) == before
        assert second.signing_key().public_key().public_bytes_raw() == second.signer_public_key
        second.signing_key().public_key().verify(second.sign(b"message"), b"message")


def test_two_vaults_share_nothing(tmp_path, clock):
    with Desk(tmp_path / "a", clock).open() as first, Desk(tmp_path / "b", clock).open() as second:
        assert first.id != second.id
        assert first.signer_public_key != second.signer_public_key
        assert first.boot_salt != second.boot_salt


def test_boots_have_other_names_in_other_vaults(tmp_path):
    names = set()
    for folder in ("a", "b"):
        with open_vault(tmp_path / folder, SystemClock("UTC"), create=True) as vault:
            names.add(vault.clock.now().boot_session)
            assert vault.clock == SystemClock("UTC", vault.boot_salt)
            assert {event.moment.boot_session for event in vault.custody.events(VAULT_LOG)} <= names
    names.add(SystemClock("UTC").now().boot_session)

    assert len(names) == 3


def test_no_vault_is_made_unless_asked(desk):
    with pytest.raises(NoVault):
        open_vault(desk.path, desk.clock)
    with pytest.raises(NoVault):
        open_reader(desk.path)

    assert not desk.path.exists()


def test_folders_above_are_made(tmp_path, clock):
    with open_vault(tmp_path / "one" / "two" / "vault", clock, create=True) as vault:
        assert vault.path == tmp_path / "one" / "two" / "vault"


def test_a_relative_path_is_made_whole(tmp_path, clock, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_vault(Path("vault"), clock, create=True) as vault:
        assert vault.path == tmp_path / "vault"


def test_an_empty_folder_becomes_private(desk):
    desk.path.mkdir(mode=0o755)
    with desk.open():
        assert stat.S_IMODE(desk.path.stat().st_mode) == 0o700


@pytest.mark.parametrize("other", ["letters", "letters.d/"])
def test_a_vault_gets_a_folder_of_its_own(desk, other):
    desk.path.mkdir()
    if other.endswith("/"):
        (desk.path / other).mkdir()
    else:
        (desk.path / other).write_text("mine")
    with pytest.raises(NoVault):
        desk.open()

    assert [entry.name for entry in desk.path.iterdir()] == [other.rstrip("/")]


def test_a_file_is_no_vault(desk):
    desk.path.write_text("mine")
    with pytest.raises(NoVault):
        desk.open()


def test_one_writer(desk, vault):
    with pytest.raises(VaultBusy):
        desk.open()


def test_a_short_holder_is_waited_for(desk):
    vault = desk.open()
    let_go = threading.Event()

    def other() -> None:
        with open_vault(desk.path, desk.clock, wait_s=30) as waiting:
            assert not waiting.read_only
            let_go.set()

    thread = threading.Thread(target=other)
    thread.start()
    vault.close()
    thread.join()

    assert let_go.is_set()


def test_a_refused_opening_lets_go(desk):
    desk.filled()
    (desk.path / "key").rename(desk.path.parent / "key")
    with pytest.raises(WrongKey):
        desk.open()
    (desk.path.parent / "key").rename(desk.path / "key")

    desk.open().close()


def test_readers_see_what_is_committed_while_the_writer_works(desk, vault, case):
    with open_reader(desk.path) as reader:
        assert reader.items.count(case.id) == 0
        item = keep(vault, case, b"data")
        assert reader.read(reader.items.find(case.id, "1")) == b"data"
        assert reader.signer_public_key == vault.signer_public_key
        assert reader.check().problems == ()
        assert item.id


def test_a_reader_writes_nothing(desk, vault, case):
    item = keep(vault, case, b"data", tags=["kept"])
    with open_reader(desk.path) as reader:
        assert reader.read_only
        tries = [
            lambda: reader.cases.new("x"),
            lambda: reader.cases.rename(case, "x"),
            lambda: reader.items.set_note(item, "x"),
            lambda: reader.items.add_tag(item, "x"),
            lambda: reader.items.remove_tag(item, "kept"),
            lambda: reader.custody.append(VAULT_LOG, "x"),
            lambda: keep(reader, case, b"more"),
            lambda: reader.clock,
        ]
        for each in tries:
            with pytest.raises(ReadOnlyVault):
                each()
        reader.sync_head()

    assert vault.items.count(case.id) == 1
    assert vault.check().problems == ()


def test_a_key_of_another_vault_does_not_fit(desk, tmp_path, clock):
    desk.filled(b"data")
    other = Desk(tmp_path / "other", clock)
    other.filled()
    (desk.path / "key").write_bytes((other.path / "key").read_bytes())

    with pytest.raises(WrongKey):
        desk.open()
    with pytest.raises(WrongKey):
        open_reader(desk.path)


@pytest.mark.parametrize(
    "content", [b"", b"evidence-desk key 1\n", b"evidence-desk key 1\n00\n", b"\xff" * 40, b"x\n" + b"0" * 64]
)
def test_a_file_that_is_no_key_does_not_fit(desk, content):
    desk.filled()
    (desk.path / "key").write_bytes(content)
    with pytest.raises(WrongKey):
        desk.open()


def test_a_key_may_stand_elsewhere(desk, tmp_path):
    desk.filled(b"data")
    (desk.path / "key").rename(tmp_path / "carried")

    with open_vault(desk.path, desk.clock, secret=KeyFile(tmp_path / "carried")) as vault:
        assert vault.cases.all()[0].items == 1
    with open_reader(desk.path, KeyFile(tmp_path / "carried")) as reader:
        assert reader.cases.all()[0].items == 1


def test_a_key_with_other_line_ends_fits(desk):
    desk.filled()
    key_path = desk.path / "key"
    key_path.write_bytes(key_path.read_bytes().replace(b"\n", b"\r\n"))

    desk.open().close()


def changed_header(desk, **changes):
    path = desk.path / "vault.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_newer_format_is_refused_before_anything_else(desk):
    desk.filled(b"data")
    changed_header(desk, format=3, slots="of another shape")
    with pytest.raises(FromTheFuture) as refusal:
        desk.open()

    assert refusal.value.facts == {"path": str(desk.path), "found": "format 3", "known": "format 2"}


@pytest.mark.parametrize(
    "changes", [{"kdf": {"name": "none"}}, {"mac": "0" * 64}, {"extra": 1}, {"format": 0}, {"id": 5}]
)
def test_a_changed_header_is_refused(desk, changes):
    desk.filled(b"data")
    changed_header(desk, **changes)
    with pytest.raises((VaultDamaged, WrongKey)):
        desk.open()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"format": "1"}', b"null"])
def test_a_broken_header_is_refused(desk, content):
    desk.filled(b"data")
    (desk.path / "vault.json").write_bytes(content)
    with pytest.raises(VaultDamaged) as refusal:
        desk.open()

    assert refusal.value.what == "vault.json"


def test_every_changed_byte_of_the_header_is_noticed(desk):
    desk.filled(b"data")
    path = desk.path / "vault.json"
    content = path.read_bytes()
    for place in range(len(content) - 1):  # the line's end says nothing
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(DeskError):
            open_reader(desk.path)


def test_slots_of_other_kinds_are_carried_along(desk):
    desk.filled(b"data")
    with desk.open() as vault:
        header_key = vault._identity.keys.header
    path = desk.path / "vault.json"
    content = json.loads(path.read_text())
    strange = {"kind": "passphrase", "parameters": {"m": 65536, "new": [1, None]}, "sealed": "00"}
    content["slots"].insert(0, strange)
    path.write_text(json.dumps(content | {"mac": _mac(content, header_key)}))

    with desk.open() as vault:
        assert vault.cases.all()[0].items == 1
    assert read_header(path).content["slots"][0] == strange


@pytest.mark.parametrize("gone", [["vault.json"], ["vault.json", "desk.db"], ["vault.json", "key", "head", "lock"]])
def test_evidence_without_its_header_is_never_built_over(desk, gone):
    desk.filled(b"data")
    for name in gone:
        (desk.path / name).unlink()
    with pytest.raises(VaultDamaged) as refusal:
        desk.open()

    assert refusal.value.what == "vault.json"


def test_a_book_without_its_header_is_never_built_over(desk):
    desk.filled()
    (desk.path / "vault.json").unlink()
    with pytest.raises(VaultDamaged):
        desk.open()


@pytest.mark.parametrize("gone", ["removed", "emptied"])
@pytest.mark.parametrize("pictures", [[], [b"data"]], ids=["no items", "items"])
@pytest.mark.parametrize("head", ["whole", "gone", "begun"])
def test_a_lost_book_is_never_replaced(desk, gone, pictures, head):
    desk.filled(*pictures)
    if head == "gone":
        (desk.path / "head").unlink()
    elif head == "begun" and pictures:
        with_first_line_only(desk.path / "head")
    book_path = desk.path / "desk.db"
    book_path.unlink()
    if gone == "emptied":
        book_path.touch()
    with pytest.raises(VaultDamaged) as refusal:
        desk.open()

    assert refusal.value.what == "desk.db"


def test_a_damaged_book_is_refused(desk):
    desk.filled(b"data")
    book_path = desk.path / "desk.db"
    book_path.write_bytes(bytes(len(book_path.read_bytes())))
    with pytest.raises(VaultDamaged):
        desk.open()
    with pytest.raises(VaultDamaged):
        open_reader(desk.path)


PARTS = ["lock", "objects", "incoming", "key", "head", "vault.json.part", "vault.json", "desk.db"]


@pytest.mark.parametrize("until", range(len(PARTS)))
def test_a_creation_that_was_cut_off_is_begun_again(desk, until):
    """As many parts as a crash would have left, in the order they are made."""
    desk.filled()
    (desk.path / "vault.json.part").touch()
    (desk.path / "vault.json.copy").unlink()  # made only once a vault stands
    for name in PARTS[until:]:
        path = desk.path / name
        path.rmdir() if path.is_dir() else path.unlink()
    if until > PARTS.index("head"):
        with_first_line_only(desk.path / "head")

    case, _ = desk.filled(b"data")
    with desk.open() as vault:
        assert vault.items.count(case.id) == 1
        assert vault.check().problems == ()


def with_first_line_only(head_path):
    head_path.write_bytes(head_path.read_bytes().split(b"\n")[0] + b"\n")


def test_closing_folds_the_log_into_the_book(desk):
    vault = desk.open()
    vault.cases.new("x")
    vault.close()
    vault.close()

    assert sorted(path.name for path in desk.path.iterdir()) == [
        "desk.db",
        "head",
        "incoming",
        "key",
        "lock",
        "objects",
        "vault.json",
        "vault.json.copy",
    ]
