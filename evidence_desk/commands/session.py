"""What a command runs in: a desk, which is a vault and perhaps a screen, and a caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from evidence_desk.commands.caller import Caller
from evidence_desk.domain.cases import Case
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Report

if TYPE_CHECKING:  # what a command needs of these it loads itself
    from evidence_desk.commands.secret_files import SecretFile
    from evidence_desk.guidance.content import Content
    from evidence_desk.vault.secrets_given import Secret
    from evidence_desk.vault.vault import Vault
    from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest, Kept

T = TypeVar("T")
Tell = Callable[[str], None]
"""Takes a line for the standard error."""


class Press(Protocol):
    """A capture as it was typed: it becomes a request once its case is known."""

    def request(self, vault: Vault) -> CaptureRequest:
        """The request; opens the first case if there is none."""
        ...


class Steps(Protocol):
    """Runs one step of a longer job with the writing vault, and returns what it returns."""

    def __call__(self, step: Callable[[Vault], T], /) -> T:
        """Raises what the step raises."""
        ...


class Desk(Protocol):
    """Where the work is done: in this process, or on the case thread of the open window."""

    @property
    def clock(self) -> Clock:
        """The device's clocks."""
        ...

    def content(self) -> Content:
        """Everything the program tells: steps, services, ways of paying, helplines. Raises GuidanceDamaged."""
        ...

    def work(self, job: Callable[[Vault], T], *, create: bool = False) -> T:
        """Run the job with the writing vault, which is made first if asked for."""
        ...

    def in_steps(self, job: Callable[[Steps], T], *, create: bool = False) -> T:
        """Run a job that asks for the vault step by step: what lies between keeps nobody from capturing.

        A cold desk opens the vault once for all of it, so that VaultBusy is raised before the first step or never.
        """
        ...

    def capture(self, press: Press, display: str) -> tuple[Kept, Case]:
        """Keep one picture, and the screen around a window.

        Raises OtherDisplay if the caller looks at another display than the desk.
        """
        ...

    def capturer_for(self, vault: Vault, display: str) -> Capturer:
        """What takes pictures into the vault of a job, for long: each window is ready whatever covers it.

        Raises CaptureRefused, which is OtherDisplay if the caller looks at another display than the desk.
        """
        ...

    def check(self) -> Report:
        """The whole vault against itself."""
        ...

    def recover(self, on_progress: Callable[[int, int], None]) -> Recovery:
        """The vault put back together; raises VaultBusy where it is open."""
        ...

    def unlocked_with(self, given: Callable[[], Secret]) -> Desk:
        """The same desk, opened by what is asked for once it is needed; one that is open already is itself."""
        ...

    def lock_window(self) -> bool:
        """Have the window lock that has the vault open; whether there is one. Raises NoPassphrase or NotLocked."""
        ...

    def reader(self) -> Vault:
        """A second, reading view of the vault for long work; the caller closes it."""
        ...


@dataclass(slots=True)
class Session:
    """One command being carried out. `again` runs another one in its place and returns its exit code.

    `vault_path`, `as_json` and `secret_file`, which holds the passphrase, are filled in from the command line.
    """

    caller: Caller
    desk: Desk
    vault_path: Path
    again: Callable[[list[str]], int]
    as_json: bool = False
    secret_file: SecretFile | None = None

    def answer(self, value: object, *lines: str) -> None:
        """The command's one answer: the JSON value, or the lines for people."""
        if self.as_json:
            self.caller.value(value)
            return
        for line in lines:
            self.caller.say(line)


pass_session = click.make_pass_decorator(Session)
case_option = click.option(
    "--case", "case_name", metavar="C", help="Reference, id or exact title. Default: the last one used."
)
