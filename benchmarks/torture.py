"""Tries whether "saved" means saved: a thousand kills, hundreds of power cuts, every call made to fail, and mutants.

`script/bench torture` does all of it, as root (half an hour on two cores); `script/bench torture kills`, `cuts`,
`faults` or `mutants` does one part. Prints tables for docs/torture.md; ends with 1 when any promise was not kept.
"""

import argparse
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from tests.torture.children import Nursery, nursery
from tests.torture.cuts import Cutting
from tests.torture.disks import KINDS, disk
from tests.torture.faults import Sweep, every_fault, one_of_each, sweep
from tests.torture.kills import kill_often
from tests.torture.mutants import MUTANTS
from tests.torture.order import out_of_order
from tests.torture.promises import Tally
from tests.torture.scenes import SCENES
from tests.torture.shim import compiled
from tests.torture.silent import REVIEWED, stale

MUTANT_KILLS, MUTANT_CUTS = 25, 10
MEMORY_PATH = Path("/dev/shm")  # noqa: S108 — a folder with a name nobody can guess is made in it
HANDING_OVER = "hand-over without sync"


def row(*cells: object) -> None:
    """One line of a table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def heading(*cells: str) -> None:
    """The first two lines of a table."""
    print()
    row(*cells)
    row(*("---" for _ in cells))


class Torture:
    """Every part, with the same victims; `wrong` gathers what must not be."""

    def __init__(self, children: Nursery, folder_path: Path, seed: int) -> None:
        self.children = children
        self.folder_path = folder_path
        self.chance = random.Random(seed)  # noqa: S311 — when a kill or a cut falls is no secret
        self.wrong: list[str] = []

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """An empty folder, gone afterwards."""
        with tempfile.TemporaryDirectory(dir=self.folder_path) as name:
            yield Path(name)

    def kills(self, kills: int) -> None:
        """Programs that capture, killed."""
        heading("kills", "acknowledged", "lost, damaged or not fitting")
        with self.folder() as path:
            found = kill_often(self.children, path, kills, self.chance)
        row(found.runs, found.acknowledged, len(found.wrong))
        self.wrong += found.wrong

    def cuts(self, cuts: int) -> None:
        """The power cut under them: so often while they keep, and a fifth of that while handing over, and opening."""
        heading("file system", "while", "cuts", "acknowledged before the cut", "too late to count", "wrong")
        for kind in KINDS:
            for what, count in (("keeping", cuts // 2), ("handing over", cuts // 10), ("opening", cuts // 10)):
                found = self._cut(kind, what, count)
                row(kind, what, found.runs, found.acknowledged, found.too_late, len(found.wrong))
                self.wrong += found.wrong

    def faults(self) -> None:
        """Every call of every scene, with both errors, once and for good."""
        heading("scene", "calls", "faults", "refused in one sentence", "done with a warning", "not told", "wrong")
        sweeps = [self._sweep(number) for number in range(len(SCENES))]
        self.wrong += [each for found in sweeps for each in found.wrong]
        heading("phase", "call", "file", "error", "times not told")
        counted: dict[tuple[str, ...], int] = {}
        for found in sweeps:
            for kind, times in found.silent.items():
                counted[kind] = counted.get(kind, 0) + times
        for kind, times in sorted(counted.items()):
            row(*kind, times)
        used = set().union(*(found.used for found in sweeps))
        self.wrong += [f"on the reviewed list and never seen: {each}" for each in stale(used)]
        print(f"\n{len(used)} of {len(REVIEWED)} entries of the reviewed list were met.")

    def mutants(self) -> None:
        """Each program that does one thing wrong, before each part of the harness."""
        heading("mutant", "order of calls", "kills", "cuts on ext4", "cuts on XFS", "faults")
        for name in MUTANTS:
            caught = [bool(wrong) for wrong in self._tried(name)]
            row(name, *("caught" if each else "not seen" for each in caught))
            if not any(caught):
                self.wrong.append(f"the mutant “{name}” was not caught")

    def _tried(self, name: str) -> Iterator[list[str]]:
        handing_over = name == HANDING_OVER
        with self.folder() as path:
            yield out_of_order(self.children, path, name)
        with self.folder() as path:
            yield kill_often(self.children, path, MUTANT_KILLS, self.chance, name).wrong
        for kind in KINDS:
            yield self._cut(kind, "handing over" if handing_over else "keeping", MUTANT_CUTS, name).wrong
        with self.folder() as path:
            scene = next(each for each in SCENES if each.name == ("hand-over" if handing_over else "capture"))
            yield sweep(self.children, scene, path, one_of_each, name).wrong

    def _cut(self, kind: str, what: str, cuts: int, mutant: str | None = None) -> Tally:
        with self.folder() as path, disk(path, kind) as mounted:
            cutting = Cutting(self.children, mounted, self.chance, mutant)
            ways = {
                "keeping": cutting.while_keeping,
                "handing over": cutting.while_handing_over,
                "opening": cutting.while_opening,
            }
            return ways[what](cuts)

    def _sweep(self, number: int) -> Sweep:
        # Nothing is cut off here, so nothing needs to wait for a real disk.
        with tempfile.TemporaryDirectory(dir=MEMORY_PATH if MEMORY_PATH.is_dir() else self.folder_path) as name:
            path = Path(name)
            found = sweep(self.children, SCENES[number], path, every_fault)
        silent = found.faults - found.refused - found.warned - found.not_reached
        row(found.scene, found.calls, found.faults, found.refused, found.warned, silent, len(found.wrong))
        return found


def main() -> int:
    """Do the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help="kills, cuts, faults, mutants; all without one")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    every = ["kills", "cuts", "mutants", "faults"]
    if not set(asked.parts) <= set(every):
        parser.error(f"the parts are {', '.join(every)}")
    parts = asked.parts or every
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        path = Path(name)
        with nursery(path, compiled(path)) as children:
            torture = Torture(children, path, asked.seed)
            ways = {
                "kills": lambda: torture.kills(asked.kills),
                "cuts": lambda: torture.cuts(asked.cuts),
                "mutants": torture.mutants,
                "faults": torture.faults,
            }
            for part in parts:
                ways[part]()
    print(f"\nSeed {asked.seed}; {(time.monotonic() - begun) / 60:.0f} minutes; Linux {platform.release()}, Python "
          f"{platform.python_version()}, SQLCipher's wheel {version('sqlcipher3')}.")  # fmt: skip
    for each in torture.wrong:
        print(f"WRONG: {each}", file=sys.stderr)
    return 1 if torture.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
