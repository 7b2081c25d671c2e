"""Of a program that was locked nothing leads to a key, a secret or a case, whoever may still hold a part of it."""

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from evidence_desk.app import Program
from evidence_desk.domain.cases import Case
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.locked_desk import Unlocked
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.vault.keys import Keys
from evidence_desk.vault.secrets_given import HandedOn, Passphrase, RecoveryCode
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.lock_desk import set_passphrase
from evidence_desk.workflows.open_case import open_case
from tests.fake_clock import FakeClock
from tests.ui.desk_program import forget
from tests.ui.painted_screen import PaintedScreen

_SECRET = Keys, Vault, HandedOn, Passphrase, RecoveryCode, Case
_SHARED = ModuleType, type, QApplication


def led_to(start: object) -> Iterator[object]:
    """Whatever can be reached from there, but for what every module shares."""
    seen, waiting = {id(start)}, [start]
    while waiting:
        each = waiting.pop()
        yield each
        is_function = isinstance(each, FunctionType)
        others = (each.__closure__, each.__defaults__) if is_function else gc.get_referents(each)  # without its module
        for other in others:
            if id(other) not in seen and not isinstance(other, _SHARED):
                seen.add(id(other))
                waiting.append(other)


@pytest.mark.usefixtures("quick_passphrases")
def test_a_closed_program_leads_to_no_key_and_no_case(
    qapp: QApplication, clock: FakeClock, screen: PaintedScreen, vault_path: Path, tmp_path: Path
) -> None:
    with open_vault(vault_path, clock, create=True) as vault:
        open_case(vault, "Case 1")
        code = RecoveryCode(set_passphrase(vault, Passphrase("four quiet herons")))
    background = Background()
    unlocked = Unlocked(background, background.run(partial(open_vault, vault_path, clock, secret=code)), code)
    here = ScreenHere(screen, None, new_item_id=new_item_id, surroundings=surroundings())
    program = Program(qapp, clock, here, vault_path, tmp_path / "settings.json", unlocked=unlocked)
    try:
        program.open()
        assert {type(each) for each in led_to(program)} >= {Keys, Vault, HandedOn, RecoveryCode, Case}
    finally:
        del unlocked
        program.close()
        left = sorted({type(each).__name__ for each in led_to(program) if isinstance(each, _SECRET)})
        forget(qapp, program)
    assert left == []
