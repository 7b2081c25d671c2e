"""A case of very many items, made through the vault's own parts: real rows, sealed files, signed and chained events.

What is left out is the waiting alone: files are not synced one by one, and thousands of rows share a transaction.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from uuid import UUID

from evidence_desk.capture.png import encode_png
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import (
    PNG,
    CaptureTarget,
    ItemId,
    Origin,
    Record,
    Rectangle,
)
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import NANOSECONDS, Clock, Moment
from evidence_desk.here import surroundings, system_clock
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.vault.words import Words

BETWEEN_CAPTURES_S = 600
"""100,000 captures then take nearly two years, about 140 a day."""
_IN_ONE_TRANSACTION = 5_000
_SIDE = 16
_WORDS = ("chat", "messages", "profile", "payment", "inbox", "photo", "call", "request", "friends", "search")
_PROGRAMS = ("telegram-desktop", "firefox", "signal", "chromium", "discord")
_TAGS = ("threat", "money", "who it is", "picture", "account")


@dataclass
class PacedClock:
    """The system's clock, moved back so far that the last capture is of now."""

    moment: Moment

    def now(self) -> Moment:
        """The moment it was last moved to."""
        return self.moment

    def step(self) -> None:
        """Let one capture's time pass on every clock."""
        passed_ns = BETWEEN_CAPTURES_S * NANOSECONDS
        before = self.moment
        boot_ns = None if before.boot_ns is None else before.boot_ns + passed_ns
        self.moment = replace(
            before, utc_ns=before.utc_ns + passed_ns, monotonic_ns=before.monotonic_ns + passed_ns, boot_ns=boot_ns
        )


def paced(clock: Clock, count: int) -> PacedClock:
    """A clock that reaches the present after `count` steps."""
    now = clock.now()
    back_ns = count * BETWEEN_CAPTURES_S * NANOSECONDS
    boot_ns = None if now.boot_ns is None else 0
    return PacedClock(replace(now, utc_ns=now.utc_ns - back_ns, monotonic_ns=0, boot_ns=boot_ns))


def fill(vault: Vault, case: Case, count: int, clock: PacedClock) -> None:
    """Keep `count` items in the case."""
    made = _items(case, count, clock)
    while page := list(islice(made, _IN_ONE_TRANSACTION)):
        _keep(vault, page)


def _items(case: Case, count: int, clock: PacedClock) -> Iterator[tuple[Record, bytes, Words]]:
    chance = random.Random(count)  # noqa: S311 — the same case every time, nothing secret
    place = surroundings()
    for _ in range(count):
        clock.step()
        moment = clock.now()
        item_id = ItemId(str(UUID(int=_uuid7(moment, chance.getrandbits(74)))))
        pixels = chance.randbytes(4) * (_SIDE * _SIDE)
        frame = Frame(memoryview(pixels), _SIDE, _SIDE, 4 * _SIDE)
        picture = encode_png(frame, captured=moment, item_id=item_id)
        title = " ".join(chance.choices(_WORDS, k=4))
        record = Record(
            item_id=item_id, case_id=case.id, origin=Origin.CAPTURED_HERE, kind="picture",
            sha256=sha256_hex(picture.data), pixel_sha256=picture.pixel_sha256, size_bytes=len(picture.data),
            media_type=PNG, width=_SIDE, height=_SIDE, captured=moment,
            target=CaptureTarget("window", Rectangle(40, 60, 1180, 860), 1.0, ":0"), covered=0.0,
            backend="x11", backend_version="1", window_title=title, application=chance.choice(_PROGRAMS),
            system=place.system, desktop=place.desktop, program_version=place.program_version,
        )  # fmt: skip
        tags = tuple(chance.sample(_TAGS, chance.choice((0, 0, 1, 2))))
        note = f"My note about {title}" if chance.random() < 0.2 else ""
        yield record, picture.data, Words(note, tags)


def _keep(vault: Vault, page: list[tuple[Record, bytes, Words]]) -> None:
    objects = vault._parts.objects  # noqa: SLF001 — the vault itself syncs every file
    with vault.custody.writing():
        for record, data, words in page:
            name = objects.name_of(record.item_id, record.sha256)
            path = objects.path_of(name)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            path.write_bytes(b"".join(objects._seal.sealed(record, data)))  # noqa: SLF001
            vault.items.add(record, name, words)


def _uuid7(moment: Moment, chance: int) -> int:
    """RFC 9562: milliseconds since 1970, the version, the variant, and 74 bits of chance."""
    high, low = divmod(chance, 1 << 62)
    return (moment.utc_ns // 1_000_000) << 80 | 7 << 76 | high << 64 | 2 << 62 | low


def make(vault_path: Path, count: int) -> None:
    """A new vault with one case of `count` items, as if they had been captured up to now."""
    clock = paced(system_clock(), count)
    with open_vault(vault_path, clock, create=True) as vault:
        fill(vault, vault.cases.new("Case 1"), count, clock)


def main() -> None:
    """Make one and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vault", type=Path)
    parser.add_argument("--items", type=int, default=100_000)
    arguments = parser.parse_args()
    begun = time.perf_counter()
    make(arguments.vault, arguments.items)
    sys.stdout.write(f"{arguments.items} items in {time.perf_counter() - begun:.0f} s\n")


if __name__ == "__main__":
    main()
