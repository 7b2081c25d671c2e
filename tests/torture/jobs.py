"""What victims do. Each is the program itself; only the screen is made up, and mutants are told what to do wrong."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from evidence_desk import __main__ as program
from evidence_desk import __version__, command_line, resources
from evidence_desk.capture import choosing
from evidence_desk.capture.targets import AllScreens
from evidence_desk.commands import capture, cases, check, hand_over
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.errors import AnswerLost, DeskError, NoVault
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.sentences import sentence
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.guidance.content import load_content
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault import vault as vault_door
from evidence_desk.vault.opened_vault import Vault
from evidence_desk.vault.vault import open_reader, open_vault
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from evidence_desk.workflows.open_case import case_to_write_in, find_case
from evidence_desk.workflows.write_down import write_down
from tests.torture import mutants, shim
from tests.torture.made_screen import MadeScreen
from tests.torture.newer_program import know_more, know_no_more

Job = dict[str, Any]
CLOCK = SystemClock("UTC")
_LOADED = (capture, cases, check, command_line, hand_over)
"""What commands would load when they are typed; a victim has it already."""


def run(job: Job) -> int:
    """Do the job; the exit code."""
    if job.get("mutant"):
        mutants.apply(job["mutant"])
    if job.get("newer"):
        know_more()
    return _JOBS[job["do"]](job)


def _promise(*words: str) -> None:
    """Only what has returned is promised, and the stamp is taken after it."""
    line = " ".join((str(time.monotonic_ns()), *words))
    os.write(1, f"{line}\n".encode())


def _captures(job: Job) -> int:
    """Keep pictures until killed, or `count` of them."""
    if job.get("notes"):
        shim.arm(None, Path(job["notes"]))
    with open_vault(Path(job["vault"]), CLOCK, create=True) as vault:
        case = case_to_write_in(vault, None)
        capturer = Capturer(vault, MadeScreen(), CLOCK, new_item_id, surroundings())
        for number in count(1):
            item = capturer.capture(CaptureRequest(case, AllScreens(), note="what I saw", tags=("threat",)))
            _promise(item.id, item.record.sha256)
            if number == job.get("count"):
                _leave_orphans(vault, item, job.get("orphans", 0))
                break
        if job.get("dies"):
            os.kill(os.getpid(), signal.SIGKILL)
    return 0


def _leave_orphans(vault: Vault, item: Item, orphans: int) -> None:
    """Sealed files without a row, as a kill leaves them just before the commit."""
    for _ in range(orphans):
        vault._parts.objects.write(replace(item.record, item_id=new_item_id()), vault.read(item))


def _hands_over(job: Job) -> int:
    """Make folders until killed."""
    path, place = Path(job["vault"]), Path(job["place"])
    checklists = load_content(resources.resource_path("guidance")).lists
    with open_vault(path, CLOCK) as writer:
        request = HandOverRequest(find_case(writer, None), Recipient.POLICE, place)
        while True:
            with open_reader(path) as reader:
                exporter = Exporter(reader, CLOCK, checklists, __version__)
                made = export_case(exporter, request, lambda done: note_hand_over(writer, done))
            _promise(made.folder_path.name)


def _opens(job: Job) -> int:
    """Make new vaults until killed; keep something in each, and have a newer program change its book."""
    for number in count():
        path = Path(job["folder"]) / f"vault-{number:03d}"
        know_no_more()
        with open_vault(path, CLOCK, create=True) as vault:
            capturer = Capturer(vault, MadeScreen(), CLOCK, new_item_id, surroundings())
            item = capturer.capture(CaptureRequest(case_to_write_in(vault, None), AllScreens()))
            _promise(path.name, item.id, item.record.sha256)
        know_more()
        open_vault(path, CLOCK).close()
        open_vault(path, CLOCK).close()
    return 0


def _looks(job: Job) -> int:
    """Open the vault as its writer, read everything, and say what was found."""
    try:
        with open_vault(Path(job["vault"]), CLOCK) as vault:
            items = [item for case in vault.cases.all() for item in vault.items.of_case(case.id)]
            seen = {
                "opening": [f"{each.type} {each.path}" for each in vault.opening_problems],
                "check": [f"{each.type} {each.path}" for each in vault.check().problems],
                "items": {item.id: _seen(vault, item) for item in items},
                "entries": [entry.id for case in vault.cases.all() for entry in vault.entries.of_case(case.id)],
                "half_written": len(list((vault.path / "incoming").iterdir())),
            }
    except NoVault:
        seen = {"no_vault": True, "opening": [], "check": [], "items": {}, "entries": [], "half_written": 0}
    except DeskError as error:
        sys.stderr.write(sentence(error))
        return 1
    os.write(1, json.dumps(seen).encode())
    return 0


def _seen(vault: Vault, item: Item) -> Job:
    """What is known of an item whose original can be read; of any other, only why not."""
    try:
        vault.read(item)
    except DeskError as error:
        return {"unreadable": sentence(error)}
    return {"sha256": item.record.sha256, "number": item.number, "recovered": item.recovered, "note": item.note}


def _types(job: Job) -> int:
    """Type one command, as a person does at a terminal."""
    choosing.open_backend = lambda _environ, **_how: MadeScreen()
    sys.argv = ["evidence-desk", f"--vault={job['vault']}", *job["words"]]
    _arm(job)
    program.main()
    return 0


def _writes_down(job: Job) -> int:
    """Write an account into the register of the case used last, as the window does."""
    _arm(job)
    try:
        with vault_door.open_vault(Path(job["vault"]), CLOCK) as vault:
            kept = write_down(vault, find_case(vault, None), Account(service="instagram", handle="made.up"))
        _say(f"Written {kept.id}.\n")
    except DeskError as error:
        sys.stderr.write(f"{sentence(error)}\n")
        return 1
    return 0


def _say(line: str) -> None:
    try:
        os.write(1, line.encode())
    except OSError as error:
        raise AnswerLost(error.strerror) from error


def _arm(job: Job) -> None:
    """Have the shim note what is called from now on, and let its fault happen, where the job says so."""
    if job.get("notes"):
        _tell_phases()
        shim.arm(shim.Fault(**job["fault"]) if job.get("fault") else None, Path(job["notes"]))


def _tell_phases() -> None:
    """Have the shim know whether a vault is being opened or closed."""
    vault_door.open_vault = _in_phase(shim.OPENING, vault_door.open_vault)
    vault_door.open_reader = _in_phase(shim.OPENING, vault_door.open_reader)
    Vault.close = _in_phase(shim.CLOSING, Vault.close)  # type: ignore[method-assign]


def _in_phase(phase: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def called(*parts: Any, **named: Any) -> Any:
        shim.enter(phase)
        try:
            return call(*parts, **named)
        finally:
            shim.enter(shim.WORKING)

    return called


_JOBS: dict[str, Callable[[Job], int]] = {
    "captures": _captures,
    "hands over": _hands_over,
    "opens": _opens,
    "look": _looks,
    "types": _types,
    "writes down": _writes_down,
}
