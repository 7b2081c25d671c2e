"""The desk of a command that runs on its own: it opens the vault, does one thing, and lets go."""

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import tzlocal
import uuid_utils

import evidence_desk
from evidence_desk import resources
from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.commands.session import Press
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.errors import CaptureRefused
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.domain.times import Clock
from evidence_desk.vault.vault import Vault, open_reader, open_vault
from evidence_desk.workflows.capture_evidence import Capturer, Surroundings, note_refusal

T = TypeVar("T")


@dataclass(slots=True)
class ColdDesk:
    """`wait_s` is how long another command may hold the vault before VaultBusy is raised."""

    vault_path: Path
    clock: Clock
    wait_s: float = 0.0
    backend: Backend | None = field(default=None, init=False)

    def checklists(self) -> tuple[Checklist, ...]:
        """The built-in steps; raises GuidanceDamaged."""
        from evidence_desk.guidance.checklists import load_checklists  # a capture needs none

        return load_checklists(resources.resource_path("guidance"))

    def work(self, job: Callable[[Vault], T], *, create: bool = False) -> T:
        """Open the vault, run the job, close the vault."""
        with open_vault(self.vault_path, self.clock, create=create, wait_s=self.wait_s) as vault:
            return job(vault)

    def capture(self, press: Press, display: str) -> tuple[Item, Case]:
        """Keep one picture of the screen this process sees."""
        del display  # it is this process's own

        def job(vault: Vault) -> tuple[Item, Case]:
            request = press.request(vault)
            capturer = Capturer(vault, self._open_backend(vault), vault.clock, new_item_id, surroundings())
            return capturer.capture(request), request.case

        return self.work(job, create=True)

    def reader(self) -> Vault:
        """A second, reading view of the vault; the caller closes it."""
        return open_reader(self.vault_path)

    def close(self) -> None:
        """Let go of the screen."""
        if self.backend is not None:
            self.backend.close()

    def _open_backend(self, vault: Vault) -> Backend:
        if self.backend is None:
            try:
                self.backend = open_backend(os.environ)
            except CaptureRefused as refusal:
                note_refusal(vault, refusal)
                raise
        return self.backend


def system_clock() -> SystemClock:
    """The device's clock with the zone it is set to."""
    return SystemClock(tzlocal.get_localzone_name() or "not known")


def new_item_id() -> ItemId:
    """A new UUIDv7 (RFC 9562)."""
    return ItemId(str(uuid_utils.uuid7()))


def surroundings() -> Surroundings:
    """What records say of this place: never a host, a user or a path."""
    kernel = f"{platform.system()} {platform.release()}"
    name = kernel
    if sys.platform == "linux":
        try:
            name = f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
        except (OSError, KeyError):
            name = kernel
    return Surroundings(name, os.environ.get("XDG_CURRENT_DESKTOP"), evidence_desk.__version__)
