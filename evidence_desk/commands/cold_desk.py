"""The desk of a command that runs on its own: it opens the vault, does one thing, and lets go."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from evidence_desk.commands.session import Press, Steps
from evidence_desk.commands.shapes import problem_line
from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import NotWritable
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem, Report

if TYPE_CHECKING:  # each command loads what it needs: a list needs no screen, a check of a folder no vault
    from evidence_desk.capture.backend import Backend
    from evidence_desk.guidance.content import Content
    from evidence_desk.vault.secrets_given import Secret
    from evidence_desk.vault.vault import Vault
    from evidence_desk.workflows.capture_evidence import Capturer, Kept

T = TypeVar("T")

_ONCE_BEGUN_S = 10.0
_MOST_TOLD = 5


@dataclass(slots=True)
class ColdDesk:
    """`wait_s` is how long another command may hold the vault before VaultBusy is raised; `warn` takes a line.

    `given` says what opens the vault, where that is not its key file; a series of commands asks it once.
    """

    vault_path: Path
    clock: Clock
    warn: Callable[[str], None]
    wait_s: float = 0.0
    given: Callable[[], Secret] | None = None
    backend: Backend | None = field(default=None, init=False)
    handed_on: Secret | None = field(default=None, init=False)

    def content(self) -> Content:
        """Everything the program tells; raises GuidanceDamaged."""
        from evidence_desk.workflows.load_steps import shipped_content

        return shipped_content()

    def work(self, job: Callable[[Vault], T], *, create: bool = False) -> T:
        """Open the vault, run the job, close the vault."""
        from evidence_desk.vault.vault import open_vault

        secret = self._secret()
        with open_vault(self.vault_path, self.clock, create=create, wait_s=self.wait_s, secret=secret) as vault:
            if secret is not None:
                self.handed_on = vault.locks.handed_on
            # A command that has begun waits for others from now on, instead of being begun again elsewhere.
            self.wait_s = _ONCE_BEGUN_S
            self._tell(vault.opening_problems)
            return job(vault)

    def in_steps(self, job: Callable[[Steps], T], *, create: bool = False) -> T:
        """Open the vault, run the job, close the vault."""
        return self.work(lambda vault: job(lambda step: step(vault)), create=create)

    def capture(self, press: Press, display: str) -> tuple[Kept, Case]:
        """Keep one picture of the screen this process sees."""
        from evidence_desk.here import new_item_id, surroundings
        from evidence_desk.settings import WHOLE_SCREEN, Settings, default_settings_path
        from evidence_desk.workflows.capture_evidence import Capturer

        del display  # it is this process's own

        def job(vault: Vault) -> tuple[Kept, Case]:
            request, backend = press.request(vault), self._open_backend(vault)
            keeps_context = Settings(default_settings_path()).get(WHOLE_SCREEN)
            capturer = Capturer(vault, backend, vault.clock, new_item_id, surroundings(), keeps_context)
            return capturer.take(request), request.case

        return self.work(job, create=True)

    def capturer_for(self, vault: Vault, display: str) -> Capturer:
        """Of the screen this process sees; every window stays redirected as long as the screen is held."""
        from evidence_desk.here import new_item_id, surroundings
        from evidence_desk.workflows.capture_evidence import Capturer

        del display  # it is this process's own
        backend = self._open_backend(vault, keep_redirected=True)
        return Capturer(vault, backend, vault.clock, new_item_id, surroundings())

    def check(self) -> Report:
        """The whole vault against itself, once what was left half done is put right."""
        return self.work(lambda vault: vault.check())

    def recover(self, on_progress: Callable[[int, int], None]) -> Recovery:
        """The vault put back together; it need not open for that."""
        from evidence_desk.workflows.recover_vault import recover_vault

        return recover_vault(self.vault_path, self.clock, on_progress, self._secret())

    def unlocked_with(self, given: Callable[[], Secret]) -> ColdDesk:
        """Another desk, which this opens."""
        return replace(self, given=given)

    def lock_window(self) -> bool:
        """No, where nobody holds the vault; whoever does is asked. Raises VaultBusy to have that done."""
        from evidence_desk.vault.lock import LOCK_NAME, WriterLock

        if (self.vault_path / LOCK_NAME).is_file():
            with suppress(NotWritable):
                WriterLock(self.vault_path).release()
        return False

    def reader(self) -> Vault:
        """A second, reading view of the vault; the caller closes it."""
        from evidence_desk.vault.vault import open_reader

        return open_reader(self.vault_path, self._secret())

    def close(self) -> None:
        """Let go of the screen."""
        if self.backend is not None:
            self.backend.close()

    def _secret(self) -> Secret | None:
        """What opens the vault: asked for once, then what the vault itself handed on."""
        if self.handed_on is None and self.given is not None:
            return self.given()
        return self.handed_on

    def _tell(self, problems: Sequence[Problem]) -> None:
        """What the first look at the vault found; a command that looks closer says the rest."""
        for problem in problems[:_MOST_TOLD]:
            self.warn(problem_line(problem))
        if len(problems) > _MOST_TOLD:
            self.warn(f"There are {len(problems)} problems. “check” lists them.")

    def _open_backend(self, vault: Vault, *, keep_redirected: bool = False) -> Backend:
        from evidence_desk.capture.choosing import open_backend
        from evidence_desk.workflows.capture_evidence import note_refusal

        if self.backend is None:
            try:
                self.backend = open_backend(os.environ, keep_redirected=keep_redirected)
            except CaptureRefused as refusal:
                note_refusal(vault, refusal)
                raise
        return self.backend
