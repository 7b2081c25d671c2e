"""Lives a case's whole life again and again, against the real vault, and prints the shortest life that goes wrong.

`script/bench whole_life --lives 5000 --steps 60` takes about half an hour on two cores. The folder must be on a disk in
memory or a fast one: each life is hundreds of synced writes.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

from hypothesis import settings

from tests.workflows.living import live


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--in", dest="base", type=Path, default=Path("/dev/shm/evidence-desk-whole-life"))  # noqa: S108
    asked = parser.parse_args()
    settings.register_profile("whole life", deadline=None, database=None, print_blob=True)
    settings.load_profile("whole life")
    asked.base.mkdir()
    start = time.perf_counter()
    try:
        live(asked.base, asked.lives, asked.steps)
    finally:
        shutil.rmtree(asked.base)
    print(f"{asked.lives} lives of up to {asked.steps} steps in {time.perf_counter() - start:.0f} s: all as told.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
