"""Seals put on a folder by somebody with a key, so that only what the seal itself says can be wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.sealing import derived, layout
from evidence_desk.sealing.seal import Seal, SealedFile, parse_seal
from evidence_desk.sealing.sshsig import allowed_signers, sign

Change = Callable[[Seal], Seal]


def seal_of(folder: Path) -> Seal:
    """The folder's seal."""
    return parse_seal((folder / layout.SEAL_NAME).read_bytes())


def write_seal(folder: Path, seal: Seal, key: Ed25519PrivateKey) -> None:
    """Put exactly this seal on the folder, signed, with the tag manifest that follows from it."""
    text = seal.to_bytes()
    signature, signers = sign(key, text), allowed_signers(key.public_key().public_bytes_raw())
    (folder / layout.SEAL_NAME).write_bytes(text)
    (folder / layout.SIGNATURE_NAME).write_bytes(signature)
    (folder / layout.SIGNERS_NAME).write_bytes(signers)
    (folder / layout.TAG_MANIFEST_NAME).write_bytes(derived.tag_manifest(seal, text, signature, signers))


def relisted(folder: Path, seal: Seal) -> Seal:
    """The seal over the files as they are, whatever they are."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    here = {path: (folder / path).read_bytes() for path in paths if path not in layout.NOT_SEALED}
    return replace(seal, files={path: SealedFile(len(data), sha256_hex(data)) for path, data in here.items()})


def fitting(folder: Path, seal: Seal) -> Seal:
    """The seal with the bag's own files written so that they follow from it."""
    for name, text in derived.sealed_texts(seal).items():
        (folder / name).write_bytes(text)
        seal = replace(seal, files={**seal.files, name: SealedFile(len(text), sha256_hex(text))})
    return seal


def seal_again(folder: Path, key: Ed25519PrivateKey, change: Change = lambda seal: seal) -> None:
    """Seal what is in the folder now, with everything made to fit but what `change` does."""
    write_seal(folder, fitting(folder, change(relisted(folder, seal_of(folder)))), key)
