"""The BagIt 1.0 files (RFC 8493) that let any bag tool and `sha256sum -c` check the folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_desk.export.contents import Contents

BAGIT_NAME = "bagit.txt"
BAG_INFO_NAME = "bag-info.txt"
MANIFEST_NAME = "manifest-sha256.txt"
TAG_MANIFEST_NAME = "tagmanifest-sha256.txt"

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PAYLOAD = "data/"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that is on the disk: its length and its SHA-256 as 64 hexadecimal digits."""

    size_bytes: int
    sha256: str


Written = Mapping[str, WrittenFile]


def payload(written: Written) -> dict[str, WrittenFile]:
    """The files below `data/`."""
    return {path: file for path, file in written.items() if path.startswith(_PAYLOAD)}


def bag_info(contents: Contents, written: Written) -> bytes:
    """What the bag says of itself; nothing in it names the person."""
    files = payload(written).values()
    return (
        f"Bag-Software-Agent: evidence-desk {contents.program_version}\n"
        f"Bagging-Date: {contents.made.at:%Y-%m-%d}\n"
        f"External-Identifier: {contents.case.reference}\n"
        f"Payload-Oxum: {sum(file.size_bytes for file in files)}.{len(files)}\n"
    ).encode()


def manifest(written: Written) -> bytes:
    """The payload files, in the form `sha256sum -c` reads."""
    return _lines(payload(written))


def tag_manifest(written: Written) -> bytes:
    """Every other file written so far, in the same form."""
    return _lines({path: file for path, file in written.items() if not path.startswith(_PAYLOAD)})


def _lines(files: Written) -> bytes:
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode()
