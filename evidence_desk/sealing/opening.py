"""Opens the seal of an untrusted folder: read, signature checked, shape checked, lists checked against one another."""

from dataclasses import dataclass

from evidence_desk.domain.hashes import key_fingerprint, sha256_hex
from evidence_desk.sealing import layout
from evidence_desk.sealing.derived import sealed_texts
from evidence_desk.sealing.findings import Findings
from evidence_desk.sealing.seal import (
    LARGEST_SEAL_BYTES,
    MOST_EVENTS,
    MOST_FOLDERS,
    Seal,
    UnusableSealError,
    parse_seal,
)
from evidence_desk.sealing.sshsig import BadSignatureError, verify
from evidence_desk.sealing.untrusted_folder import UntrustedFolder

LARGEST_FOLDER_BYTES = 2**40
_LONGEST_SIGNATURE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class OpenedSeal:
    """The seal as it was found; `public_key` is None where the signature does not hold."""

    seal: Seal
    text: bytes
    signature: bytes
    public_key: bytes | None


def open_seal(folder: UntrustedFolder, findings: Findings) -> OpenedSeal | None:
    """The folder's seal, or None when nothing can be compared with it; what is wrong goes into `findings`."""
    text = _text(folder, layout.SEAL_NAME, LARGEST_SEAL_BYTES, findings)
    if text is None:
        return None
    signature = _text(folder, layout.SIGNATURE_NAME, _LONGEST_SIGNATURE_BYTES, findings)
    public_key = None if signature is None else _signer(signature, text, findings)
    try:
        seal = parse_seal(text)
        _refuse_too_large(seal)
    except UnusableSealError as error:
        findings.add(error.type, layout.SEAL_NAME, str(error))
        return None
    sentences = [*layout.contradictions(seal), *_texts_that_do_not_follow(seal)]
    for sentence in sentences:
        findings.add("seal_broken", layout.SEAL_NAME, sentence)
    if public_key is not None and key_fingerprint(public_key) != seal.signed_by:
        findings.add("other_key", layout.SEAL_NAME, "The seal names another key than the one that signed it.")
    return None if sentences else OpenedSeal(seal, text, signature or b"", public_key)


def _text(folder: UntrustedFolder, name: str, most_bytes: int, findings: Findings) -> bytes | None:
    try:
        return folder.read(name, most_bytes)
    except FileNotFoundError:
        if name == layout.SEAL_NAME:
            findings.add("no_seal", name, "This folder has no seal. We can't say anything about it.")
        else:
            findings.add("missing", name, "Without it nobody can tell who sealed this folder.")
    except OSError:
        findings.add("seal_broken", name, "It can't be read as a plain file.")
    return None


def _signer(signature: bytes, text: bytes, findings: Findings) -> bytes | None:
    try:
        return verify(signature, text)
    except BadSignatureError as error:
        findings.add("seal_broken", layout.SIGNATURE_NAME, str(error))
        return None


def _refuse_too_large(seal: Seal) -> None:
    if sum(file.size_bytes for file in seal.files.values()) > LARGEST_FOLDER_BYTES:
        raise UnusableSealError("refused", "The seal lists more bytes than a folder of ours has.")
    if len({path.rpartition("/")[0] for path in seal.files}) > MOST_FOLDERS:  # each is kept open while we read
        raise UnusableSealError("refused", "The seal lists more folders than a folder of ours has.")
    if seal.log.count > MOST_EVENTS:
        raise UnusableSealError("refused", "The seal counts more lines of history than a folder of ours has.")


def _texts_that_do_not_follow(seal: Seal) -> list[str]:
    return [
        f"The seal lists another {path} than the one that follows from it."
        for path, text in sealed_texts(seal).items()
        if path in seal.files and seal.files[path].sha256 != sha256_hex(text)
    ]
