"""Every fuzz target for as long as asked: `script/bench fuzz [SECONDS]` (default 600 each), one on each core.

What is found is kept in a folder, with what lets the next run go on from there; put it into FOUND in
tests/fuzz/make_seeds.py, so that it is tried for ever after.
"""

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def fuzzed(name: str, seconds: int, folder: Path) -> tuple[str, int, str]:
    """(Name, exit code, what the fuzzer says at its end)."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz.run", name, str(folder / name / "corpus")]
    limits = [f"-max_total_time={seconds}", f"-artifact_prefix={folder / name}/"]
    with (folder / name / "log").open("wb") as log:
        code = subprocess.run([*command, *limits], stdout=log, stderr=log, check=False, cwd=ROOT).returncode
    said = (folder / name / "log").read_text(errors="replace")
    done = re.findall(r"#(\d+)\s+DONE\s+cov: (\d+)", said)
    return name, code, "{} runs, {} places reached".format(*done[-1]) if done else said[-2000:]


def main() -> None:
    """Fuzz, and print a line for each target; exit code 1 when something was found."""
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=int, nargs="?", default=600)
    parser.add_argument("--keep", type=Path, default=Path.home() / ".cache" / "evidence-desk-fuzz")
    parser.add_argument("--only", choices=sorted(TARGETS))
    arguments = parser.parse_args()
    names = [arguments.only] if arguments.only else sorted(TARGETS)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda name: fuzzed(name, arguments.seconds, arguments.keep), names))
    for name, code, words in found:
        print(f"{name}: {'nothing found' if code == 0 else 'FOUND'}, {words}")
    sys.exit(any(code for _, code, _ in found))


if __name__ == "__main__":
    main()
