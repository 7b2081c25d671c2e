"""What we sign, ssh-keygen accepts; what is changed, both refuse."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.hashes import key_fingerprint
from evidence_desk.sealing.sshsig import (
    NAMESPACE,
    PRINCIPAL,
    BadSignatureError,
    _armored,
    _blob,
    allowed_signers,
    sign,
    verify,
)
from tests.real_tools import need_tools

MESSAGE = b'{"seal":1}'
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


def ssh_keygen(folder: Path, message: bytes, namespace: str = NAMESPACE) -> subprocess.CompletedProcess[bytes]:
    need_tools("ssh-keygen")
    command = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", PRINCIPAL, "-n", namespace, "-s", "sig"]
    return subprocess.run(command, cwd=folder, input=message, capture_output=True, check=False)


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    (tmp_path / "signers").write_bytes(allowed_signers(PUBLIC))
    (tmp_path / "sig").write_bytes(sign(KEY, MESSAGE))
    return tmp_path


def test_ssh_keygen_accepts_it_and_names_the_same_key(signed):
    asked = ssh_keygen(signed, MESSAGE)

    assert asked.returncode == 0, asked.stderr
    assert key_fingerprint(PUBLIC) in asked.stdout.decode()


def test_ssh_keygen_refuses_another_message(signed):
    assert ssh_keygen(signed, MESSAGE + b" ").returncode != 0


def test_ssh_keygen_refuses_another_use(signed):
    assert ssh_keygen(signed, MESSAGE, "file").returncode != 0


def test_we_accept_what_ssh_keygen_signs(tmp_path):
    need_tools("ssh-keygen")
    key_path = tmp_path / "key"
    key_path.touch(mode=0o600)
    key_path.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    command = ["ssh-keygen", "-Y", "sign", "-f", key_path, "-n", NAMESPACE]

    asked = subprocess.run(command, input=MESSAGE, capture_output=True, check=True)

    assert verify(asked.stdout, MESSAGE) == PUBLIC
    assert asked.stdout == sign(KEY, MESSAGE)


@given(st.binary(max_size=200))
def test_round_trip(message):
    assert verify(sign(KEY, message), message) == PUBLIC


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_one_message_only(message, other):
    if message != other:
        with pytest.raises(BadSignatureError):
            verify(sign(KEY, message), other)


@given(st.data())
def test_no_bit_of_a_signature_can_turn(data):
    armored = bytearray(sign(KEY, MESSAGE))
    bit = data.draw(st.integers(0, 8 * len(armored) - 1))
    armored[bit // 8] ^= 1 << bit % 8

    with pytest.raises(BadSignatureError):
        verify(bytes(armored), MESSAGE)


@given(st.binary(max_size=400))
def test_rubbish_is_no_signature(rubbish):
    with pytest.raises(BadSignatureError):
        verify(rubbish, MESSAGE)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text + b"\n",
        lambda text: text[:-1],
        lambda text: text.replace(b"\n", b"", 1),
        lambda text: text.replace(b"SSH SIG", b"SSH sig"),
    ],
)
def test_only_one_way_of_writing_it(change):
    with pytest.raises(BadSignatureError):
        verify(change(sign(KEY, MESSAGE)), MESSAGE)


@pytest.mark.parametrize("namespace", ["", "file", "another-desk!", "evidence_desk"])
def test_made_for_another_use(namespace):
    with pytest.raises(BadSignatureError):
        verify(sign(KEY, MESSAGE, namespace), MESSAGE)


@pytest.mark.parametrize("sign_bit", [0, 0x80])
def test_a_key_that_fits_every_message_is_refused(sign_bit):
    identity = bytes([1, *bytes(30), sign_bit])
    forged = _armored(_blob(identity, NAMESPACE, bytes([1, *bytes(63)])))

    with pytest.raises(BadSignatureError, match="fits many"):
        verify(forged, MESSAGE)
