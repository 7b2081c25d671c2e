"""The files whose every byte follows from a seal, worked out again from nothing but the seal.

On purpose this is not the code that writes them: what one side does wrong the other one sees.
"""

from collections.abc import Mapping

from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.sealing import layout
from evidence_desk.sealing.seal import Seal

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def sealed_texts(seal: Seal) -> dict[str, bytes]:
    """The text files that the seal lists and that follow from the rest of it."""
    payload = {path: file.sha256 for path, file in seal.files.items() if path.startswith(layout.PAYLOAD)}
    return {
        layout.BAGIT_NAME: BAGIT_TEXT,
        layout.BAG_INFO_NAME: _bag_info(seal),
        layout.MANIFEST_NAME: _manifest(payload),
    }


def tag_manifest(seal: Seal, seal_bytes: bytes, signature: bytes, signers: bytes) -> bytes:
    """The list of every file outside `data/`, itself apart."""
    sealed = {path: file.sha256 for path, file in seal.files.items() if not path.startswith(layout.PAYLOAD)}
    own = {layout.SEAL_NAME: seal_bytes, layout.SIGNATURE_NAME: signature, layout.SIGNERS_NAME: signers}
    return _manifest(sealed | {path: sha256_hex(text) for path, text in own.items()})


def _bag_info(seal: Seal) -> bytes:
    payload = [file.size_bytes for path, file in seal.files.items() if path.startswith(layout.PAYLOAD)]
    lines = (
        f"Bag-Software-Agent: evidence-desk {seal.program}",
        f"Bagging-Date: {seal.sealed.at:%Y-%m-%d}",
        f"External-Identifier: {seal.reference}",
        f"Payload-Oxum: {sum(payload)}.{len(payload)}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _manifest(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()
