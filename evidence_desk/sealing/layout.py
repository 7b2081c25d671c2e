"""Which files a folder must, may and must not hold, and whether a seal's own lists fit together."""

from collections.abc import Iterator
from itertools import pairwise

from evidence_desk.sealing.seal import Seal

SEAL_NAME = "seal.json"
SIGNATURE_NAME = "seal.json.sig"
SIGNERS_NAME = "allowed_signers"
TAG_MANIFEST_NAME = "tagmanifest-sha256.txt"
MANIFEST_NAME = "manifest-sha256.txt"
BAGIT_NAME = "bagit.txt"
BAG_INFO_NAME = "bag-info.txt"
PAYLOAD = "data/"
ORIGINALS = "data/originals/"
EVENTS_PATH = "data/events.jsonl"
ITEMS_PATH = "data/items.jsonl"
INDEX_PATH = "data/index.csv"

NOT_SEALED = frozenset({SEAL_NAME, SIGNATURE_NAME, SIGNERS_NAME, TAG_MANIFEST_NAME})
"""Files the seal can't list because they follow from it; each must be exactly what follows."""

READERS_OF_A_WHOLE = frozenset({"police", "solicitor"})
READERS_OF_A_PART = frozenset({"bank", "platform", "helpline"})
WITHOUT_ORIGINALS = "helpline"

_REQUIRED = frozenset({MANIFEST_NAME, BAGIT_NAME, BAG_INFO_NAME})
_OF_ALL = frozenset({EVENTS_PATH, ITEMS_PATH})
"""What only a folder with the whole case has; nobody could hold it against anything in a part."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def folders_of(seal: Seal) -> list[str]:
    """Every folder the sealed files lie in, outer ones first."""
    found: set[str] = set()
    for path in seal.files:
        above = path.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return sorted(found)


def contradictions(seal: Seal) -> Iterator[str]:
    """One sentence for each way in which the seal's lists don't fit together or name what must not be named."""
    yield from _bad_reader(seal)
    yield from _bad_names(seal)
    yield from _bad_items(seal)


def _bad_reader(seal: Seal) -> Iterator[str]:
    """Whom it was made for says what must be in it: a whole case that calls itself a part is held against nothing."""
    if seal.recipient not in (READERS_OF_A_PART if seal.is_part else READERS_OF_A_WHOLE):
        yield "The seal names somebody who gets no folder of this kind."
    if seal.recipient == WITHOUT_ORIGINALS and any(item.file is not None for item in seal.items):
        yield "The seal lists originals. A folder for a helpline has none."


def _bad_names(seal: Seal) -> Iterator[str]:
    if not seal.files.keys() >= _REQUIRED or not (seal.is_part or EVENTS_PATH in seal.files):
        yield "The seal does not list a file that every folder has."
    if any(_is_forbidden(path, seal) for path in seal.files):
        yield "The seal lists a file that no folder has."
    if any(part.split(".")[0].lower() in _RESERVED for path in seal.files for part in path.split("/")):
        yield "The seal lists a name that some computers can't open."
    everything = [*seal.files, *folders_of(seal), *NOT_SEALED]
    if len({path.lower() for path in everything}) != len(everything):
        yield "The seal lists two names that some computers can't tell apart."


def _is_forbidden(path: str, seal: Seal) -> bool:
    """Other manifests, which other tools would believe, lists of files to fetch, and in a part what is of the whole."""
    name = path.lower()
    other_manifest = name.startswith(("manifest-", "tagmanifest-")) and path != MANIFEST_NAME
    return other_manifest or name == "fetch.txt" or (seal.is_part and name in _OF_ALL)


def _bad_items(seal: Seal) -> Iterator[str]:
    if any(left.number >= right.number for left, right in pairwise(seal.items)):
        yield "The seal does not number its items in order."
    if len({item.id for item in seal.items}) != len(seal.items):
        yield "The seal lists an item twice."
    originals = [item.file for item in seal.items if item.file is not None]
    if sorted(originals) != sorted(path for path in seal.files if path.startswith(ORIGINALS)):
        yield "The seal's items and its originals are not the same."
        return
    for item in seal.items:
        file = seal.files[item.file] if item.file is not None else None
        if file is not None and (file.sha256, file.size_bytes) != (item.sha256, item.size_bytes):
            yield f"The seal names two fingerprints for item {item.number}."
