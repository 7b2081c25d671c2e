"""Killed at any moment, a thousand times: what was acknowledged is there and readable, and everything fits."""

import random
from pathlib import Path

from tests.torture.children import KILLED, Acknowledged, Nursery, acknowledged
from tests.torture.promises import Tally, broken

KILLS_OF_ONE_VAULT = 25
_WHILE_OPENING = 0.25
"""The part of all kills that falls from the start on, so that opening and putting right are killed as well."""
_OPENING_S, _KEEPING_S = 0.06, 0.03


def kill_often(
    children: Nursery, folder_path: Path, kills: int, chance: random.Random, mutant: str | None = None
) -> Tally:
    """Kill a capturing program so often, and look after each; a new vault is begun after every 25 kills."""
    tally = Tally()
    promised: list[Acknowledged] = []
    for number in range(kills):
        vault_path = folder_path / f"vault-{number // KILLS_OF_ONE_VAULT}"
        if number % KILLS_OF_ONE_VAULT == 0:
            promised = []
        tally.runs += 1
        said, how = _killed(children, vault_path, chance, mutant)
        tally.wrong += how
        tally.acknowledged += len(said)
        promised += said
        if (vault_path / "vault.json").exists() or promised:
            tally.wrong += [f"kill {number}: {each}" for each in broken(promised, children.look(vault_path))]
    return tally


def _killed(
    children: Nursery, vault_path: Path, chance: random.Random, mutant: str | None
) -> tuple[list[Acknowledged], list[str]]:
    """One program, killed; what it had promised, and whether it ended in another way."""
    child = children.start(do="captures", vault=str(vault_path), mutant=mutant)
    if chance.random() < _WHILE_OPENING:
        child.hear(seconds=chance.random() * _OPENING_S)
    else:
        child.hear(lines=chance.randint(1, 4))
        child.hear(seconds=chance.random() * _KEEPING_S)
    child.kill()
    ended = child.wait()
    wrong = [] if ended.code == KILLED else [f"ended by itself with {ended.code}: {ended.err}"]
    return acknowledged(ended.out), wrong
