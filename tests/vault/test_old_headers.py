"""An old vault.json that is put back: what it opens, and what is said of that."""

import json

import pytest

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.vault import header_age
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.secrets_given import KeyFile, Passphrase, RecoveryCode
from evidence_desk.vault.vault import open_reader, open_vault
from tests.vault.made_up import types

OLD, NEW = Passphrase("correct horse"), Passphrase("battery staple")


@pytest.fixture(autouse=True)
def _quick(quick_passphrases):
    """Nothing here is about how slow a guess is."""


def opened(desk, secret):
    return open_vault(desk.path, desk.clock, secret=secret)


def told(vault):
    return [event.event for event in vault.custody.events(VAULT_LOG)]


def put_back(desk, data):
    (desk.path / "vault.json").write_bytes(data)
    (desk.path / "vault.json.copy").write_bytes(data)


def test_an_old_vault_json_is_named_until_the_slots_are_changed_and_told_for_good(desk):
    desk.filled(b"data")
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
        older = (desk.path / "vault.json").read_bytes()
        vault.locks.change_passphrase(OLD, NEW)
    opened(desk, NEW).close()
    put_back(desk, older)

    with open_reader(desk.path, OLD) as reader:
        assert types(reader.check().problems) == ["header_old"]
    with opened(desk, OLD) as vault:
        assert types(vault.opening_problems) == ["header_old"]
        assert told(vault)[-2:] == ["unlocked", "header old"]
        assert types(vault.check().problems) == ["header_old"]
        vault.locks.change_passphrase(OLD, NEW)
        assert types(vault.check().problems) == []
    with opened(desk, NEW) as vault:
        assert vault.opening_problems == ()
        assert types(vault.check().remarks) == ["header_was_old"]  # the code of before is good again


def test_each_opening_hands_on_the_newest_mark_and_reads_nothing_older(desk, monkeypatch):
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
        older = (desk.path / "vault.json").read_bytes()
        vault.locks.change_passphrase(OLD, NEW)
    with monkeypatch.context() as patched:
        patched.setattr(header_age, "told_marks", lambda _log: pytest.fail("the whole history was read"))
        for _ in range(3):
            opened(desk, NEW).close()
    put_back(desk, older)

    for _ in range(2):
        with opened(desk, OLD) as vault:
            assert types(vault.opening_problems) == ["header_old"]


@pytest.mark.parametrize("change", ["removed", "code"])
def test_every_change_makes_the_one_before_old(desk, change):
    with desk.open() as vault:
        code = RecoveryCode(vault.locks.set_passphrase(OLD))
        older = (desk.path / "vault.json").read_bytes()
        vault.locks.remove_passphrase(OLD) if change == "removed" else vault.locks.new_recovery_code()
    put_back(desk, older)

    with opened(desk, code) as vault:
        assert types(vault.opening_problems) == ["header_old"]


def test_one_from_before_the_first_passphrase_with_its_key_file(desk):
    desk.filled()
    files = {name: (desk.path / name).read_bytes() for name in ("vault.json", "key")}
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
    put_back(desk, files["vault.json"])
    (desk.path / "key").touch(mode=0o600)
    (desk.path / "key").write_bytes(files["key"])

    with opened(desk, KeyFile()) as vault:
        assert types(vault.opening_problems) == ["header_old"]


def test_one_put_back_while_the_desk_is_open_is_told_by_the_next_change(desk):
    """Its code comes along with the slots that are carried on."""
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
        older = (desk.path / "vault.json").read_bytes()
        vault.locks.new_recovery_code()
        put_back(desk, older)
        vault.locks.change_passphrase(OLD, NEW)
        assert told(vault)[-3:] == ["recovery code made", "header old", "passphrase changed"]
        assert types(vault.check().remarks) == ["header_was_old"]


def test_a_book_that_lost_the_newest_changes_makes_no_header_old(desk):
    desk.filled(b"data")
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
    book = (desk.path / "desk.db").read_bytes()
    with opened(desk, OLD) as vault:
        vault.locks.change_passphrase(OLD, NEW)
    (desk.path / "desk.db").write_bytes(book)
    with opened(desk, NEW) as vault:
        assert "header_old" not in types(vault.opening_problems)
        assert "rolled_back" in types(vault.opening_problems)
    (desk.path / "desk.db").unlink()
    assert recover(desk.path, desk.clock, secret=NEW).done
    with opened(desk, NEW) as vault:
        assert "header_old" not in types(vault.opening_problems)


def test_the_mark_is_the_one_of_the_history(desk):
    with desk.open() as vault:
        assert "mark" not in json.loads((desk.path / "vault.json").read_bytes())
        vault.locks.set_passphrase(OLD)
        (line,) = vault.custody.details(VAULT_LOG, "passphrase set")
        assert json.loads((desk.path / "vault.json").read_bytes())["mark"] == line["mark"]


def test_one_that_was_set_aside_goes_with_the_next_change(desk):
    desk.filled(b"data")
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
    path = desk.path / "vault.json"
    damaged = path.read_bytes().replace(b'"mac"', b'"nac"')
    path.write_bytes(damaged)
    (desk.path / "head").write_bytes(b"")
    aside = desk.path / recover(desk.path, desk.clock, secret=OLD).aside
    (aside / "desk.db").write_bytes(b"what is left of a book")
    assert (aside / "vault.json").read_bytes() == damaged

    with opened(desk, OLD) as vault:
        vault.locks.change_passphrase(OLD, NEW)
        assert [path.name for path in aside.iterdir()] == ["desk.db"]


def test_one_that_could_not_go_goes_at_the_next_start(desk, monkeypatch):
    aside = desk.path / "damaged-20260101-000000"
    with desk.open() as vault:
        aside.mkdir(mode=0o700)
        (aside / "vault.json").touch(mode=0o600)
        with monkeypatch.context() as patched:
            patched.setattr(type(vault.locks), "_finish", lambda *_: None)  # as a crash does
            vault.locks.set_passphrase(OLD)
        assert (aside / "vault.json").exists()
    opened(desk, OLD).close()
    assert not (aside / "vault.json").exists()


@pytest.mark.parametrize("content", [None, b"{}"], ids=["gone", "damaged"])
def test_a_check_goes_on_where_there_is_none_now(desk, content):
    """The next opening says so; what is saved is looked at all the same."""
    desk.filled(b"data")
    with desk.open() as vault:
        vault.locks.set_passphrase(OLD)
        path = desk.path / "vault.json"
        path.unlink() if content is None else path.write_bytes(content)
        assert vault.check().problems == ()
