"""The strict check of a folder that was handed over. It believes nothing, writes nothing and decodes no picture.

Everything is compared with the signed seal, and what the seal can't list must be exactly what follows from it.
"""

from collections.abc import Callable
from pathlib import Path

from evidence_desk.domain.hashes import key_fingerprint
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.sealing import layout
from evidence_desk.sealing.derived import tag_manifest
from evidence_desk.sealing.file_check import FileCheck
from evidence_desk.sealing.findings import Findings, Watch
from evidence_desk.sealing.opening import OpenedSeal, open_seal
from evidence_desk.sealing.opening_folder import open_untrusted
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.sealing.sshsig import allowed_signers
from evidence_desk.sealing.untrusted_folder import UntrustedFolder

_OPENED_FIRST = 2  # the seal and its signature


def verify_folder(
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    workers: int = 1,
    known: Signatures | None = None,
) -> Report:
    """Check the folder at `path` and report everything that does not fit; `workers` files are read at a time.

    `progress` is told how many files are read and how many there are. `known` has seen signatures of the key that the
    folder should be by; under another key it says nothing. Raises CheckCancelled soon after `cancelled` says so (it is
    asked from any thread), and NotOnThisSystem where folders can't be read safely.
    """
    try:
        folder = open_untrusted(path)
    except (OSError, ValueError):  # ValueError: a name no system takes
        return Report(0, (Problem("not_a_folder", shown(str(path)), "There is no folder here that can be read."),))
    with folder:
        return _report(folder, Watch(progress, cancelled), workers, known)


def _report(folder: UntrustedFolder, watch: Watch, workers: int, known: Signatures | None) -> Report:
    findings = Findings()
    opened = open_seal(folder, findings)
    if opened is None:
        return Report(0, tuple(findings.problems))
    watch.all = len(opened.seal.files)
    FileCheck(folder, opened, findings, watch).run(workers, _signatures(opened, known))
    read = watch.read + _OPENED_FIRST + _check_followers(folder, opened, findings)
    signed_by = None if opened.public_key is None else key_fingerprint(opened.public_key)
    remarks = tuple(findings.remarks)
    seal = opened.seal
    return Report(read, tuple(findings.problems), signed_by, seal.log.hash, remarks=remarks, recipient=seal.recipient)


def _signatures(opened: OpenedSeal, known: Signatures | None) -> Signatures | None:
    if opened.public_key is None:
        return None
    return known if known is not None and known.public_key == opened.public_key else Signatures(opened.public_key)


def _check_followers(folder: UntrustedFolder, opened: OpenedSeal, findings: Findings) -> int:
    """Check the two files that no seal can list, because they follow from it; returns how many could be read.

    Without a good signature it is not known what they should say; then the seal is a problem already.
    """
    if opened.public_key is None:
        return 0
    signers = allowed_signers(opened.public_key)
    tags = tag_manifest(opened.seal, opened.text, opened.signature, signers)
    return sum(
        (
            _is_read(folder, layout.SIGNERS_NAME, signers, "other_key", findings),
            _is_read(folder, layout.TAG_MANIFEST_NAME, tags, "changed", findings),
        )
    )


def _is_read(folder: UntrustedFolder, name: str, expected: bytes, problem_type: str, findings: Findings) -> bool:
    try:
        found = folder.read(name, len(expected))
    except FileNotFoundError:
        findings.add("missing", name, "Every folder of ours has this file.")
    except OSError:
        findings.add("unreadable", name, "It can't be read as a plain file.")
    else:
        if found != expected:
            findings.add(problem_type, name, "It does not say what follows from the seal.")
        return True
    return False
