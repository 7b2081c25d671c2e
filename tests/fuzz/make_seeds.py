"""Writes seeds.json: `python -m tests.fuzz.make_seeds`. Inputs that once went wrong are kept in FOUND."""

import base64
import json
import os
from tempfile import TemporaryDirectory  # noqa: TID251 — nothing of anybody's

from evidence_desk.vault.header import new_header
from evidence_desk.vault.object_format import ObjectSeal
from tests.fuzz.run import SEEDS_PATH
from tests.fuzz.targets import KEYS, LISTS, TARGETS, VAULT_ID, folder, of_folder
from tests.hostile.test_socket import CARRIED, REQUESTS
from tests.hostile.words import WORDS
from tests.sealing.folders import item_of, tiny_png

FOUND: dict[str, list[bytes]] = {"names": [b"2\n"]}
LONGEST = 5_000


def seeds() -> dict[str, list[bytes]]:
    """A few good inputs for each target, and some hostile ones."""
    item = item_of(tiny_png(), 1)
    sealed = b"".join(ObjectSeal(KEYS.object, VAULT_ID).sealed(item.record, tiny_png()))
    header = json.dumps(dict(new_header(folder(), VAULT_ID, bytes(range(32)), bytes(32)).content)).encode()
    all_words = [word.encode("utf-8", "replace") for word in WORDS.values()]
    good = {
        "lists": [bytes([number]) + of_folder(name) for number, name in enumerate(LISTS)],
        "seal": [of_folder("seal.json"), of_folder("seal.json.sig")],
        "history": [of_folder("data/events.jsonl")],
        "stored": [sealed, sealed[:86], header],
        "names": [b"data/originals/0001_20261122T211407Z.png", b"../../etc/passwd", b"data/con.png", b"a/b/c/d"],
        "cells": [word for word in all_words if len(word) < LONGEST],
        "requests": [data[4:] for data in (*REQUESTS.values(), *list(CARRIED.values())[::10]) if len(data) < LONGEST],
    }
    return {name: [*inputs, *FOUND.get(name, [])] for name, inputs in good.items()}


def main() -> None:
    """Write the file."""
    with TemporaryDirectory() as place:
        os.environ["DESK_FUZZ_PLACE"] = f"{place}/fuzz"
        made = seeds()
    assert made.keys() == TARGETS.keys()
    text = {name: [base64.b64encode(seed).decode() for seed in inputs] for name, inputs in made.items()}
    SEEDS_PATH.write_text(json.dumps(text, indent=0) + "\n")


if __name__ == "__main__":
    main()
