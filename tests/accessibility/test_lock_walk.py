"""The lock as a screen reader finds it, by keys alone: a wrong try, the help, the code, and a new passphrase."""

from pathlib import Path

import pytest

from evidence_desk.here import system_clock
from evidence_desk.vault.secrets_given import Passphrase
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.lock_desk import set_passphrase
from evidence_desk.workflows.open_case import open_case
from tests.accessibility import laws
from tests.accessibility.conftest import Listener
from tests.real_tools import wait_until

WORDS, NEW_WORDS = "four quiet herons", "seven blue boats"
TITLE = "What Kim wrote"


def with_passphrase(vault_path: Path) -> None:
    """A desk with one case, which only a passphrase or the code opens; the code lies beside it."""
    with open_vault(vault_path, system_clock(), create=True) as vault:
        open_case(vault, TITLE)
        vault_path.with_name("code").write_text(set_passphrase(vault, Passphrase(WORDS)))


def knows_nothing(listener: Listener) -> bool:
    """Whether no part of any window names the case; the tree is read whole, shown or not."""
    return not any(TITLE in laws.called(node) for node in listener.reader.showing())


def unlock(listener: Listener, typed: str) -> None:
    listener.write(typed)
    listener.press("Return")


@pytest.mark.parametrize("vault_path", [with_passphrase], indirect=True)
def test_the_lock_by_keys_alone(listener: Listener) -> None:
    listener.reader.find("password text", "Passphrase")
    assert not laws.broken(listener.reader.showing())
    assert knows_nothing(listener)
    unlock(listener, "not these words")
    listener.hears("That is not it. Try again.")
    listener.press("F1")
    listener.reader.find("label", "You matter more than any picture.")
    assert not laws.broken(listener.reader.showing())
    listener.close()
    listener.reaches("Passphrase", "password text")

    listener.tab_to("Use my recovery code")
    listener.press("space")
    listener.reaches("Recovery code", "text")
    assert not laws.broken(listener.reader.showing())
    unlock(listener, listener.vault_path.with_name("code").read_text())

    listener.hears("One wrong try")
    listener.reaches("New passphrase", "password text")
    assert not laws.broken(listener.reader.showing())
    listener.write(NEW_WORDS)
    listener.tab_to("The same again")
    unlock(listener, NEW_WORDS)
    listener.hears("Set. You need it")
    listener.press("Escape", "Escape", "Escape")
    wait_until(lambda: listener.program.poll() is not None, "the desk has gone")
    assert listener.program.returncode == 0
    open_vault(listener.vault_path, system_clock(), secret=Passphrase(NEW_WORDS)).close()
