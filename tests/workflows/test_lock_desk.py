"""A passphrase as the window sets it: from a desk that anybody opens to one that asks, and back."""

import pytest

from evidence_desk.domain.errors import Locked
from evidence_desk.domain.lock_errors import WrongPassphrase
from evidence_desk.vault.secrets_given import Passphrase, RecoveryCode
from evidence_desk.vault.vault import open_reader, open_vault
from evidence_desk.workflows.lock_desk import (
    change_passphrase,
    confirm,
    handed_on,
    has_passphrase,
    new_recovery_code,
    note_typed_back,
    remove_passphrase,
    seen_at_opening,
    set_passphrase,
    was_typed_back,
)
from evidence_desk.workflows.recover_vault import recover_vault

OLD, NEW = Passphrase("correct horse"), Passphrase("battery staple")


@pytest.mark.usefixtures("quick_passphrases")
def test_a_desk_that_asks_and_then_asks_no_more(tmp_path, clock):
    path = tmp_path / "vault"
    assert not has_passphrase(path)
    with open_vault(path, clock, create=True) as vault:
        assert not has_passphrase(path)
        assert seen_at_opening(vault) == (None, ())
        set_passphrase(vault, OLD)
        assert not was_typed_back(vault)
        note_typed_back(vault)
        assert was_typed_back(vault)
        code = RecoveryCode(new_recovery_code(vault))
        assert not was_typed_back(vault)  # that was the one before
        note_typed_back(vault)
    assert has_passphrase(path)
    with pytest.raises(Locked):
        open_vault(path, clock)
    with pytest.raises(WrongPassphrase):
        open_vault(path, clock, secret=NEW)
    (path / "vault.json").write_bytes(b"half")
    assert has_passphrase(path)  # its copy says so
    assert recover_vault(path, clock, secret=code).done
    with open_vault(path, clock, secret=code) as vault:
        assert was_typed_back(vault)  # also in lines that were carried over
        change_passphrase(vault, code, NEW)
        confirm(vault, NEW)
        with open_reader(path, handed_on(vault)) as reader:
            assert [event.event for event in reader.custody.events("vault")].count("failed unlock") == 1
        remove_passphrase(vault, NEW)
    assert not has_passphrase(path)
    with open_vault(path, clock) as vault:
        assert seen_at_opening(vault)[0] == clock.now().at
