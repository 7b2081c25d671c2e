"""A large case handed over and checked, beside `cp -r`, `openssl dgst -sha256` and `sha256sum -c` in one run.

Prints a table for docs/benchmarks.md. The others copy and hash the bytes of the originals; ours decrypts, copies,
syncs, writes every page, seals, reads the whole folder back from the disk and checks each signature of the history.
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
from pathlib import Path

from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.here import new_item_id, system_clock
from evidence_desk.vault.vault import open_reader, open_vault
from evidence_desk.workflows.export_case import Exporter
from evidence_desk.workflows.verify_folder import verify_folder
from tests.vault.made_up import record_about

Seconds = dict[str, list[float]]
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
    begun = time.perf_counter()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        exporter = Exporter(reader, system_clock(), (), "benchmark", workers)
        exporter.make_folder(HandOverRequest(case, Recipient.POLICE, place))
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def check(folder: Path, workers: int) -> None:
    """One check; prints its seconds and memory."""
    begun = time.perf_counter()
    if not verify_folder(folder, workers=workers).ok:
        raise SystemExit("the folder does not match its seal")
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def ours(*arguments: object) -> tuple[float, float]:
    """Seconds and MB of one of the two above, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.hand_over", "--child", *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def shell(*commands: str) -> float:
    """Seconds that some commands take one after another."""
    begun = time.perf_counter()
    for command in commands:
        subprocess.run(["sh", "-c", command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def forget() -> None:
    """Have everything read from the disk again, where this account may ask for that."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        print("caches could not be dropped: every figure is from memory", file=sys.stderr)


def measure(vault_path: Path, folder: Path, rounds: int) -> tuple[Seconds, float]:
    """Every way once a round; the most memory of ours in MB."""
    times: Seconds = {}
    most_mb = 0.0
    place, copy = folder / "place", folder / "copy"

    def took(name: str, seconds: float) -> None:
        times.setdefault(name, []).append(seconds)

    for _ in range(rounds):
        for workers in (1, 2):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            forget()
            seconds, mb = ours("hand_over", vault_path, place, workers)
            took(f"hand over, {workers} at a time", seconds)
            most_mb = max(most_mb, mb)
        (made,) = place.iterdir()
        copied, hashed = f"cp -r {made}/data/originals {copy}", f"find {copy} -type f | xargs openssl dgst -sha256"
        for name, commands in {PEER_COPY: (copied, hashed), PEER_SYNCED: (f"{copied}; sync -f {copy}", hashed)}.items():
            shutil.rmtree(copy, ignore_errors=True)
            forget()
            seconds = shell(commands[0])
            if name == PEER_SYNCED:
                forget()
            took(name, seconds + shell(commands[1]))
        shutil.rmtree(copy)
        for workers in (1, 2):
            forget()
            took(f"{OUR_CHECK}, {workers} at a time", ours("check", made, workers)[0])
        forget()
        took(PEER_CHECK, shell(f"cd {made} && sha256sum --quiet -c manifest-sha256.txt"))
    return times, most_mb


def table(times: Seconds, most_mb: float) -> str:
    """The figures as a table in Markdown: medians, and ratios to the peer that does the same."""
    lines = ["| | seconds | beside its peer |", "|---|---|---|"]
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        peers = {PEER_CHECK: times[PEER_CHECK]} if OUR_CHECK in name else {
            "copied and hashed": times[PEER_COPY], "synced, read from the disk": times[PEER_SYNCED]}  # fmt: skip
        beside = ", ".join(f"{middle / statistics.median(peer):.2f}x {what}" for what, peer in peers.items())
        lines.append(f"| {name} | {middle:.1f} | {beside if name.startswith(('hand', OUR_CHECK)) else ''} |")
    return "\n".join([*lines, f"\nMost memory of a hand-over: {most_mb:.0f} MB."])


def main() -> None:
    """Make a case, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--items", type=int, default=10_000)
    asked.add_argument("--kilobytes", type=int, default=512)
    asked.add_argument("--rounds", type=int, default=3)
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
        print(f"{chosen.items} items of {chosen.kilobytes} KB, {chosen.rounds} rounds, {os.cpu_count()} processors")
        print(table(*measure(folder / "vault", folder, chosen.rounds)))
    return None


if __name__ == "__main__":
    main()
