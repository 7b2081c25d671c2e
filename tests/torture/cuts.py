"""Power cuts: while keeping, while handing over, and while a book is made or changed."""

import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.children import Acknowledged, Child, Ended, Nursery, acknowledged
from tests.torture.disks import Disk
from tests.torture.promises import Tally, badly_said, broken

_CUTS_OF_ONE_DISK = 20
_WHILE_OPENING = 0.25
_OPENING_S, _KEEPING_S, _HANDING_OVER_S = 0.06, 0.12, 0.4
_DEAD_DISK = (["capture"], ["list"], ["check"], ["steps"])
"""Typed while the disk answers nothing but errors: each may only refuse, in one sentence."""


@dataclass(slots=True)
class Cutting:
    """Cuts the power of one disk again and again. `chance` says when; `mutant` who is cut."""

    children: Nursery
    disk: Disk
    chance: random.Random
    mutant: str | None = None
    tally: Tally = field(default_factory=Tally)
    _used: bool = False
    _whole: set[str] = field(default_factory=set)

    @property
    def vault_path(self) -> Path:
        """The vault on the disk."""
        return self.disk.path / "vault"

    @property
    def place_path(self) -> Path:
        """Where folders are handed over to, on the same disk."""
        return self.disk.path / "stick"

    def while_keeping(self, cuts: int) -> Tally:
        """Cut while pictures are kept, one in four from the start on, and look after each."""
        promised: list[Acknowledged] = []
        for number in range(cuts):
            if number % _CUTS_OF_ONE_DISK == 0:
                promised = self._new_disk()
            child = self._start(do="captures", vault=str(self.vault_path))
            opening = self.chance.random() < _WHILE_OPENING
            child.hear(lines=None if opening else 1, seconds=self.chance.random() * _OPENING_S if opening else 60)
            child.hear(seconds=0 if opening else self.chance.random() * _KEEPING_S)
            promised += self._cut(child, number)
            self._wrong(number, broken(promised, self.children.look(self.vault_path)))
        return self.tally

    def while_handing_over(self, cuts: int) -> Tally:
        """Cut while folders are made: each that has its name is whole, and each that was promised is there."""
        promised: list[Acknowledged] = []
        for number in range(cuts):
            if number % _CUTS_OF_ONE_DISK == 0:
                promised = self._new_disk()
                self.place_path.mkdir()
                self.children.run(do="captures", vault=str(self.vault_path), count=3)
                subprocess.run(["sync", "-f", self.disk.path], check=True)
            child = self._start(do="hands over", vault=str(self.vault_path), place=str(self.place_path))
            child.hear(lines=self.chance.randint(0, 2))
            child.hear(seconds=self.chance.random() * _HANDING_OVER_S)
            promised += self._cut(child, number)
            self._wrong(number, self._folders(promised))
            self._wrong(number, broken((), self.children.look(self.vault_path)))
        return self.tally

    def while_opening(self, cuts: int) -> Tally:
        """Cut while vaults are made, opened, and changed by a newer program; all of each is there, or none."""
        for number in range(cuts):
            self._new_disk()
            child = self._start(do="opens", folder=str(self.disk.path))
            child.hear(lines=self.chance.randint(0, 3))
            child.hear(seconds=self.chance.random() * _KEEPING_S)
            promised = self._cut(child, number)
            vault_paths = [*sorted(self.disk.path.glob("vault-*")), *(self.disk.path / p.words[0] for p in promised)]
            for path in dict.fromkeys(vault_paths):
                kept = [each for each in promised if each.words[0] == path.name]
                seen = self.children.look(path, newer=True)
                self._wrong(number, (f"{path.name}: {each}" for each in broken(kept, seen)))
        return self.tally

    def _new_disk(self) -> list[Acknowledged]:
        self._whole.clear()
        if self._used:
            self.disk.unmount()
            self.disk.format()
            self.disk.mount()
        self._used = True
        return []

    def _start(self, **job: str) -> Child:
        return self.children.start(mutant=self.mutant, **job)

    def _cut(self, child: Child, number: int) -> list[Acknowledged]:
        """Cut, then start the computer again; what was promised before the cut began."""
        works = child.hear(seconds=0)
        began_ns = self.disk.cut()
        child.kill()
        ended = child.wait()
        said = acknowledged(ended.out)
        if not works:
            self._wrong(number, iter([f"ended by itself with {ended.code}: {ended.err}"]))
        if self.mutant is None:
            words = _DEAD_DISK[number % len(_DEAD_DISK)]
            ended = self.children.run(do="types", vault=str(self.vault_path), words=words)
            self._wrong(number, (f"on the dead disk, {words[0]}: {each}" for each in _on_a_dead_disk(ended)))
        self.disk.unmount()
        self.disk.mount()
        counted = [each for each in said if each.stamp_ns < began_ns]
        self.tally += Tally(1, len(counted), len(said) - len(counted))
        return counted

    def _folders(self, promised: Sequence[Acknowledged]) -> Iterator[str]:
        names = {path.name for path in self.place_path.iterdir() if not path.name.startswith(".")}
        yield from (f"lost: {each.words[0]}" for each in promised if each.words[0] not in names)
        for name in sorted(names - self._whole):
            ended = self.children.run(do="types", vault="/dev/null", words=["verify", str(self.place_path / name)])
            if ended.code:
                yield f"{name} has its name and is not whole: {ended.out} {ended.err}"
            else:
                self._whole.add(name)

    def _wrong(self, number: int, said: Iterator[str]) -> None:
        self.tally.wrong += [f"{self.disk.kind}, cut {number}: {each}" for each in said]


def _on_a_dead_disk(ended: Ended) -> Iterator[str]:
    yield from badly_said(ended)
    if ended.out.startswith("Saved"):
        yield f"said {ended.out!r}"
