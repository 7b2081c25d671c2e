"""One target under libFuzzer: `python -m tests.fuzz.run NAME FOLDER [-max_total_time=5 …]`; FOLDER gets the seeds."""

import base64
import json
import os
import resource
import sys
from functools import cache
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["evidence_desk"]):
    from evidence_desk.sealing import schemas
    from tests.fuzz import targets

SEEDS_PATH = Path(__file__).parent / "seeds.json"
LONGEST_BYTES = 20_000
MOST_BYTES = 2**30


def plant(name: str, corpus_path: Path) -> None:
    """The committed seeds of one target, each a file."""
    corpus_path.mkdir(exist_ok=True, parents=True)
    for number, seed in enumerate(json.loads(SEEDS_PATH.read_text())[name]):
        (corpus_path / f"seed-{number}").write_bytes(base64.b64decode(seed))


def main() -> None:
    """Fuzz until the time is over or something is found; libFuzzer ends the process itself."""
    name, corpus_path, *options = sys.argv[1:]
    compiled = schemas._check
    schemas._check = cache(lambda of: atheris.instrument_func(compiled(of)))
    os.environ["DESK_FUZZ_PLACE"] = f"{corpus_path}-place"
    # By the system: libFuzzer's own limit counts what the process that started it once had.
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    plant(name, Path(corpus_path))
    arguments = [sys.argv[0], corpus_path, f"-max_len={LONGEST_BYTES}", "-timeout=10", "-rss_limit_mb=0", *options]
    atheris.Setup(arguments, targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
