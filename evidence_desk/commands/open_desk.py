"""The desk of a command that the open window carries out: its vault and screen, on its case thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from evidence_desk.commands.caller import Caller
from evidence_desk.commands.forwarding import NOT_SHOWN
from evidence_desk.commands.group import Run, answered
from evidence_desk.commands.session import Press, Steps
from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import VaultBusy
from evidence_desk.domain.lock_errors import NoPassphrase, NotLocked
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.refusals import OtherDisplay
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Report
from evidence_desk.guidance.content import Content
from evidence_desk.vault.secrets_given import Secret
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.capture_evidence import Capturer, Kept, note_refusal
from evidence_desk.workflows.lock_desk import has_passphrase

if TYPE_CHECKING:
    from evidence_desk.commands.service import CommandService

T = TypeVar("T")
_log = logging.getLogger(__name__)


class CaseThread(Protocol):
    """The thread that owns the writing vault; calls from any other thread wait for it."""

    def run(self, job: Callable[[], T]) -> T:
        """Run the job there and return what it returns, or raise what it raises."""
        ...


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """`capturer` is asked for on the case thread and raises CaptureRefused where the window has no screen to read.

    `show` puts the window in front and says whether it is there; one that is leaving is not. `lock` has the window
    lock and says whether it will; it does not wait until it has, for the lock itself waits for running commands.
    """

    vault: Vault
    clock: Clock
    case_thread: CaseThread
    capturer: Callable[[], Capturer]
    load_content: Callable[[], Content]
    display: str
    changed: Callable[[], None]
    show: Callable[[], bool] = lambda: False
    lock: Callable[[], bool] = lambda: False

    def come_forward(self, display: str) -> int:
        """Put the window in front, for somebody who started the program again; the exit code.

        Raises OtherDisplay if they look at another display.
        """
        if display != self.display:
            raise OtherDisplay
        return 0 if self.show() else NOT_SHOWN

    def content(self) -> Content:
        """Everything the program tells; raises GuidanceDamaged."""
        return self.load_content()

    def work(self, job: Callable[[Vault], T], *, create: bool = False) -> T:
        """Run the job on the case thread; the vault is there already."""
        del create
        try:
            return self.case_thread.run(lambda: job(self.vault))
        finally:
            self.changed()  # also where it failed: some of it may be kept

    def in_steps(self, job: Callable[[Steps], T], *, create: bool = False) -> T:
        """Run the job on this thread, and each of its steps on the case thread."""
        del create
        return job(self.work)

    def capture(self, press: Press, display: str) -> tuple[Kept, Case]:
        """Keep one picture of the window's own screen; raises OtherDisplay if the caller looks at another."""

        def job(vault: Vault) -> tuple[Kept, Case]:
            capturer = self.capturer_for(vault, display)
            request = press.request(vault)
            return capturer.take(request), request.case

        return self.work(job)

    def capturer_for(self, vault: Vault, display: str) -> Capturer:
        """The window's own; case thread.

        Raises OtherDisplay if the caller looks at another display (also a line in the vault's history).
        """
        if display != self.display:
            refusal = OtherDisplay()
            note_refusal(vault, refusal)
            raise refusal
        return self.capturer()

    def check(self) -> Report:
        """The whole vault against itself, on a view of its own: a capture never waits behind it."""
        with self.reader() as reader:
            return reader.check()

    def recover(self, on_progress: Callable[[int, int], None]) -> Recovery:
        """Refused: the vault is in use."""
        del on_progress
        raise VaultBusy(str(self.vault.path))

    def unlocked_with(self, given: Callable[[], Secret]) -> "OpenDesk":
        """The same: it is open."""
        del given
        return self

    def lock_window(self) -> bool:
        """Have the window lock. Raises NoPassphrase where that would shut nobody out, or NotLocked."""
        if not has_passphrase(self.vault.path):
            raise NoPassphrase(str(self.vault.path))
        if not self.lock():
            raise NotLocked(str(self.vault.path))
        return True

    def reader(self) -> Vault:
        """A second, reading view of the vault; the caller closes it."""
        return open_reader(self.vault.path, self.vault.locks.handed_on)


def command_service(desk: OpenDesk, vault_path: Path) -> "CommandService | None":
    """The service through which other processes' commands reach the desk; not started yet. On Linux only.

    None on a disk that has no place for a socket, such as most sticks: there the desk is open without it.
    """
    from evidence_desk.commands.service import CommandService

    def carry_out(arguments: list[str], caller: Caller) -> int:
        def again(typed: list[str]) -> int:
            return carry_out(typed, caller)

        def open_window(_path: Path) -> int:
            return desk.come_forward(caller.display)

        return answered(arguments, Run(caller, lambda _path, _secret_file: desk, again, open_window))

    try:
        return CommandService(vault_path, carry_out)
    except OSError:
        _log.info("no socket can be made here", exc_info=True)
        return None
