"""A large case handed over and checked, beside `cp -r`, `openssl dgst -sha256` and `sha256sum -c` in one run.

Prints a table for docs/benchmarks.md; `--large` is 10,000 items and 5 GB. The others copy and hash the bytes of the
originals; ours decrypts, copies, syncs, writes every page, seals, reads the whole folder back from the disk and checks
each signature of the history.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.here import new_item_id, system_clock
from evidence_desk.vault.vault import open_reader, open_vault
from evidence_desk.workflows.export_case import Exporter
from evidence_desk.workflows.verify_folder import verify_folder
from tests.vault.made_up import record_about


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took: from begin to end, and of the processors, in seconds."""

    wall_s: float
    processor_s: float


Times = dict[str, list[Took]]
PEER_COPY, PEER_SYNCED = "cp -r, then openssl dgst", "the same, synced and read from the disk"
PEER_CHECK, OUR_CHECK = "sha256sum -c", "verify"


def make_case(vault_path: Path, items: int, size_bytes: int) -> None:
    """A case of that many items, each of its own random bytes."""
    clock = system_clock()
    with open_vault(vault_path, clock, create=True) as vault:
        case = vault.cases.new("Case 1")
        for number in range(items):
            data = os.urandom(size_bytes)
            record = record_about(data, case.id, item_id=new_item_id(), captured=clock.now())
            vault.keep(record, data, tags=("threat",) if number % 3 == 0 else ())


def hand_over(vault_path: Path, place: Path, workers: int) -> None:
    """One hand-over; prints its seconds and the most memory the process held, in MB."""
    with saying_what_it_took(), open_reader(vault_path) as reader:
        (case,) = reader.cases.all()
        exporter = Exporter(reader, system_clock(), (), "benchmark", workers)
        exporter.make_folder(HandOverRequest(case, Recipient.POLICE, place))


def check(folder: Path, workers: int) -> None:
    """One check; prints its seconds and memory."""
    with saying_what_it_took():
        if not verify_folder(folder, workers=workers).ok:
            raise SystemExit("the folder does not match its seal")


@contextmanager
def saying_what_it_took() -> Iterator[None]:
    """Prints seconds, seconds of the processors, and the most MB, once the block has ended."""
    begun, processors = time.perf_counter(), time.process_time()
    yield
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - begun, time.process_time() - processors, most_mb)


def ours(*arguments: object) -> tuple[Took, float]:
    """What one of the two above took, and its MB, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.hand_over", "--child", *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Took(float(said[0]), float(said[1])), float(said[2])


def shell(*commands: str, between: Callable[[], None] = lambda: None) -> Took:
    """What some commands take one after another, without what happens between them."""
    wall = processors = 0.0
    for number, command in enumerate(commands):
        if number:
            between()
        before, begun = os.times(), time.perf_counter()
        subprocess.run(["sh", "-c", command], check=True, stdout=subprocess.DEVNULL)
        wall += time.perf_counter() - begun
        after = os.times()
        processors += after.children_user - before.children_user + after.children_system - before.children_system
    return Took(wall, processors)


def forget() -> None:
    """Have everything read from the disk again, where this account may ask for that."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        print("caches could not be dropped: every figure is from memory", file=sys.stderr)


def measure(vault_path: Path, folder: Path, rounds: int) -> tuple[Times, float]:
    """Every way once a round; the most memory of ours in MB."""
    times: Times = defaultdict(list)
    most_mb = 0.0
    place, copy = folder / "place", folder / "copy"
    for _ in range(rounds):
        for workers in (1, 2):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            forget()
            took, mb = ours("hand_over", vault_path, place, workers)
            times[f"hand over, {workers} at a time"].append(took)
            most_mb = max(most_mb, mb)
        (made,) = place.iterdir()
        copied, hashed = f"cp -r {made}/data/originals {copy}", f"find {copy} -type f | xargs openssl dgst -sha256"
        shutil.rmtree(copy, ignore_errors=True)
        forget()
        times[PEER_COPY].append(shell(copied, hashed))
        shutil.rmtree(copy)
        forget()
        times[PEER_SYNCED].append(shell(f"{copied}; sync -f {copy}", hashed, between=forget))
        shutil.rmtree(copy)
        for workers in (1, 2):
            forget()
            times[f"{OUR_CHECK}, {workers} at a time"].append(ours("check", made, workers)[0])
        forget()
        times[PEER_CHECK].append(shell(f"cd {made} && sha256sum --quiet -c manifest-sha256.txt"))
    return times, most_mb


def table(times: Times, most_mb: float) -> str:
    """The figures as a table in Markdown: medians, and the median of the ratios within each round."""
    lines = ["| | seconds | … of the processors | beside its peer |", "|---|---|---|---|"]
    for name, runs in times.items():
        wall, processors = (statistics.median(getattr(run, which) for run in runs) for which in Took.__slots__)
        lines.append(f"| {name} | {wall:.2f} | {processors:.2f} | {_beside(name, times)} |")
    return "\n".join([*lines, f"\nMost memory of a hand-over: {most_mb:.0f} MB."])


def _beside(name: str, times: Times) -> str:
    if name.startswith("hand over"):
        peers = {"copied and hashed": PEER_COPY, "synced, read from the disk": PEER_SYNCED}
    else:
        peers = {"sha256sum": PEER_CHECK} if name.startswith(OUR_CHECK) else {}
    return ", ".join(f"{_ratio(times[name], times[peer]):.2f}x {what}" for what, peer in peers.items())


def _ratio(runs: list[Took], peers: list[Took]) -> float:
    return statistics.median(run.wall_s / peer.wall_s for run, peer in zip(runs, peers, strict=True))


def main() -> None:
    """Make a case, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--items", type=int, default=2_000)
    asked.add_argument("--large", action="store_const", dest="items", const=10_000, help="10,000 items and 5 GB")
    asked.add_argument("--kilobytes", type=int, default=512)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--child", nargs=argparse.REMAINDER)
    chosen = asked.parse_args()
    if chosen.child:
        what, path, *rest = chosen.child
        return hand_over(Path(path), Path(rest[0]), int(rest[1])) if what == "hand_over" else check(
            Path(path), int(rest[0])
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        folder = Path(name)
        make_case(folder / "vault", chosen.items, chosen.kilobytes * 1024)
        before = os.getloadavg()[0]
        figures = table(*measure(folder / "vault", folder, chosen.rounds))
        print(f"{chosen.items} items of {chosen.kilobytes} KB, {chosen.rounds} rounds, {os.cpu_count()} processors")
        print(f"load {before:.1f} before, {os.getloadavg()[0]:.1f} at the end, ours among it\n\n{figures}")
    return None


if __name__ == "__main__":
    main()
