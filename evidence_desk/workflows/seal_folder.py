"""Seal a folder that is otherwise finished: what the seal says, its signature, and the list of both."""

from collections.abc import Iterator
from heapq import merge

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import Head
from evidence_desk.domain.times import utc_text
from evidence_desk.export.bag import TAG_MANIFEST_NAME, tag_manifest
from evidence_desk.export.contents import Contents
from evidence_desk.export.folder import Staging
from evidence_desk.sealing import layout
from evidence_desk.sealing.seal import Seal, SealedFile, SealedItem
from evidence_desk.sealing.sshsig import allowed_signers, sign


def seal_folder(staging: Staging, contents: Contents, vault_log: Head, key: Ed25519PrivateKey) -> bytes:
    """Write the seal over everything written so far, and what follows from it; returns the seal's text."""
    text = _seal(staging, contents, vault_log).to_bytes()
    staging.write(layout.SEAL_NAME, (text,))
    staging.write(layout.SIGNATURE_NAME, (sign(key, text),))
    staging.write(layout.SIGNERS_NAME, (allowed_signers(key.public_key().public_bytes_raw()),))
    staging.write(TAG_MANIFEST_NAME, (tag_manifest(staging.written),))
    return text


def _seal(staging: Staging, contents: Contents, vault_log: Head) -> Seal:
    return Seal(
        case_id=contents.case.id,
        reference=contents.case.reference,
        recipient=contents.recipient.value,
        sealed=contents.made,
        program=contents.program_version,
        signed_by=contents.signed_by,
        items=tuple(_items(contents)),
        log=contents.log,
        vault_log=vault_log,
        files={path: SealedFile(file.size_bytes, file.sha256) for path, file in staging.written.items()},
        is_part=not contents.recipient.gets_everything,
    )


def _items(contents: Contents) -> Iterator[SealedItem]:
    """Every item by its number, those that are left out without a file."""
    here = (SealedItem.of(exhibit.item, exhibit.file) for exhibit in contents.exhibits)
    gone = (
        SealedItem(left.number, left.id, left.sha256, left.size_bytes, utc_text(left.captured_at), None)
        for left in contents.left_out
    )
    yield from merge(here, gone, key=lambda item: item.number)
