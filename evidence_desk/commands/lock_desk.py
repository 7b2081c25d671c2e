"""`passphrase set`, `change` and `remove`, `recovery-code new`, `unlock-with-code` and `lock`."""

import threading

import click

from evidence_desk.commands.caller import Caller
from evidence_desk.commands.secret_files import SecretFile
from evidence_desk.commands.session import Session, pass_session
from evidence_desk.domain.errors import Locked
from evidence_desk.domain.lock_errors import NoPassphrase
from evidence_desk.vault.secrets_given import Passphrase
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.lock_desk import (
    change_passphrase,
    confirm,
    has_passphrase,
    new_recovery_code,
    remove_passphrase,
    set_passphrase,
)

_KEEP = "Write it down and keep it away from this computer. It is shown once, and opens the desk without a passphrase."
_LOOKS, _BETWEEN_LOOKS_S = 100, 0.05
_BEFORE = "The desk does not open with the code before it any more. Copies made earlier do."

_new_passphrase = click.option(
    "--new-passphrase-file", "new_name", metavar="F", required=True, help="A file with the new one in its first line."
)


@click.group()
def passphrase() -> None:
    """Set a passphrase for the desk, change it, remove it. It is never typed here: a file holds it."""


@passphrase.command("set")
@_new_passphrase
@pass_session
def set_(session: Session, new_name: str) -> None:
    """From now on only this passphrase, or the recovery code that is printed, opens the desk."""
    new = SecretFile(session.caller, new_name).passphrase()
    code = session.desk.work(lambda vault: set_passphrase(vault, new), create=True)
    session.answer({"passphrase": "set", "recovery_code": code}, "The passphrase is set.", *_code_lines(code))


@passphrase.command("change")
@_new_passphrase
@pass_session
def change(session: Session, new_name: str) -> None:
    """Another passphrase; the old one is named with --passphrase-file. The recovery code stays."""
    new = SecretFile(session.caller, new_name).passphrase()
    session.desk.work(lambda vault: change_passphrase(vault, _old(session, vault), new))
    session.answer({"passphrase": "changed"}, "The passphrase is changed. The recovery code is the same.")


@passphrase.command("remove")
@pass_session
def remove(session: Session) -> None:
    """Anyone using this account can open the desk then. The passphrase is named with --passphrase-file."""
    session.desk.work(lambda vault: remove_passphrase(vault, _old(session, vault)))
    session.answer(
        {"passphrase": "removed"}, "The passphrase is removed. Anyone using this account can open the desk now."
    )


@click.group("recovery-code")
def recovery_code() -> None:
    """Make another recovery code."""


@recovery_code.command("new")
@pass_session
def new(session: Session) -> None:
    """Print another recovery code; the desk does not open with the one before any more."""

    def work(vault: Vault) -> str:
        confirm(vault, _old(session, vault))  # who can open the desk for good is not for whoever sits there now
        return new_recovery_code(vault)

    code = session.desk.work(work)
    session.answer({"recovery_code": code}, *_code_lines(code), _BEFORE)


@click.command("unlock-with-code")
@click.option("--code-file", "code_name", metavar="F", required=True, help="A file with the code in its first line.")
@click.option("--new-passphrase-file", "new_name", metavar="F", help="Set this passphrase in place of the lost one.")
@pass_session
def unlock_with_code(session: Session, code_name: str, new_name: str | None) -> None:
    """See whether the recovery code opens the desk, and set a new passphrase with it."""
    code_file = SecretFile(session.caller, code_name)
    new_one = SecretFile(session.caller, new_name).passphrase() if new_name is not None else None

    def work(vault: Vault) -> None:
        if new_one is None:
            confirm(vault, code_file.code())
        else:
            change_passphrase(vault, code_file.code(), new_one)

    session.desk.unlocked_with(code_file.code).work(work)
    said = "The recovery code opens the desk." if new_one is None else "The passphrase is changed."
    session.answer({"opens": True, "passphrase": "kept" if new_one is None else "changed"}, said)


@click.command()
@pass_session
def lock(session: Session) -> None:
    """Have the window that has the desk open lock it, and wait a few seconds until it has."""
    was_open = session.desk.lock_window()
    is_closed = not was_open or _is_left(session.caller)
    said = "The desk is locked." if is_closed else "The desk is locking. What it was asked to save is saved first."
    session.answer({"was_open": was_open, "closed": is_closed}, said if was_open else "Nothing was open.")


def _is_left(caller: Caller) -> bool:
    """Whether the desk stops answering soon: its windows are gone by then, and no other command reaches it.

    The command runs in that desk, which waits for this answer before it lets go of the vault.
    """
    pause = threading.Event()
    for _ in range(_LOOKS):
        if caller.gone():
            return True
        pause.wait(_BETWEEN_LOOKS_S)
    return False


def _old(session: Session, vault: Vault) -> Passphrase:
    """The passphrase of now; an open desk asks for it too. Raises NoPassphrase, Locked or SecretFileRefused."""
    if not has_passphrase(vault.path):
        raise NoPassphrase(str(vault.path))
    if session.secret_file is None:
        raise Locked(str(vault.path))
    return session.secret_file.passphrase()


def _code_lines(code: str) -> tuple[str, ...]:
    return f"Recovery code: {code}", _KEEP
