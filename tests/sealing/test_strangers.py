"""Somebody else's key: what is signed again names who signed it, and no mixture of two is whole."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.hashes import key_fingerprint
from evidence_desk.sealing.sshsig import allowed_signers, sign
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import found, small_folder, tiny_png
from tests.sealing.spoiling import public, relist, rewrite


def test_sealed_again_by_somebody_else_names_somebody_else(tmp_path, folder):
    stranger = Ed25519PrivateKey.generate()
    (tmp_path / "elsewhere").mkdir()
    again = small_folder(tmp_path / "elsewhere", stranger, [tiny_png()])

    report = verify_folder(again)

    assert report.ok
    assert report.signed_by == key_fingerprint(public(stranger)) != verify_folder(folder).signed_by


def test_signed_again_by_somebody_else(three):
    stranger = Ed25519PrivateKey.generate()
    (three / "seal.json.sig").write_bytes(sign(stranger, (three / "seal.json").read_bytes()))
    (three / "allowed_signers").write_bytes(allowed_signers(public(stranger)))
    relist(three)

    problems = found(three)

    assert ("other_key", "seal.json") in problems
    assert ("history_broken", "data/events.jsonl") in problems


def test_a_changed_seal_signed_by_somebody_else(three, key):
    stranger = Ed25519PrivateKey.generate()
    rewrite(three / "seal.json", key_fingerprint(public(key)), key_fingerprint(public(stranger)))
    (three / "seal.json.sig").write_bytes(sign(stranger, (three / "seal.json").read_bytes()))
    (three / "allowed_signers").write_bytes(allowed_signers(public(stranger)))
    relist(three)

    assert ("history_broken", "data/events.jsonl") in found(three)


def test_a_stranger_among_the_allowed(three):
    stranger = Ed25519PrivateKey.generate()
    path = three / "allowed_signers"
    path.write_bytes(path.read_bytes() + allowed_signers(public(stranger)))
    relist(three)

    assert ("other_key", "allowed_signers") in found(three)


def test_a_signature_for_another_use(three, key):
    (three / "seal.json.sig").write_bytes(sign(key, (three / "seal.json").read_bytes(), "another-desk!"))

    assert ("seal_broken", "seal.json.sig") in found(three)
    assert verify_folder(three).signed_by is None


def test_the_seal_of_another_folder(three, tmp_path, key):
    (tmp_path / "other").mkdir()
    other = small_folder(tmp_path / "other", key, [tiny_png(colour=(99, 9, 9))])
    for name in ("seal.json", "seal.json.sig"):
        (three / name).write_bytes((other / name).read_bytes())

    assert {"changed", "added"} <= {kind for kind, _ in found(three)}
