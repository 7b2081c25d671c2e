"""Seal a folder that is otherwise finished: what the seal says, its signature, and the list of both."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import Head
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
        items=tuple(SealedItem.of(exhibit.item, exhibit.file) for exhibit in contents.exhibits),
        log=contents.log,
        vault_log=vault_log,
        files={path: SealedFile(file.size_bytes, file.sha256) for path, file in staging.written.items()},
    )
