"""Reads a vault by docs/evidence-format.md alone; it knows nothing of the program."""

import functools
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2


def hkdf(key: bytes, info: str, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt, info.encode()).derive(key)


def mac(key: bytes, *parts: bytes) -> bytes:
    whole = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(key, whole, "sha256")


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _stretched(passphrase: str, parameters: dict) -> bytes:
    assert parameters["kdf"] == "argon2id"
    kdf = Argon2id(
        salt=bytes.fromhex(parameters["salt"]), length=32, iterations=parameters["passes"], lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    )  # fmt: skip
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode())


def _number(code: str) -> int:
    letters = code.upper().replace("-", "")
    values = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter) for letter in letters]
    number = functools.reduce(lambda high, low: high * 32 + low, values[:26])
    assert number % 1021 == values[26] * 32 + values[27]
    return number


class IndependentReader:
    """Opens a vault with the key file in it, a passphrase or a recovery code.

    AssertionError or InvalidTag where a promise of the page is not kept.
    """

    def __init__(self, path: Path, passphrase: str | None = None, code: str | None = None) -> None:
        self.path = path
        self.header = json.loads((path / "vault.json").read_text())
        self.vault_id: str = self.header["id"]
        has_key_file = any(slot["kind"] == "key-file" for slot in self.header["slots"])
        assert self.header["format"] == (1 if has_key_file else 2)
        if passphrase is not None:
            self.master = self._unwrapped("passphrase", lambda parameters: _stretched(passphrase, parameters))
        elif code is not None:
            self.master = self._unwrapped("recovery-code", lambda _: _number(code).to_bytes(17, "big"))
        else:
            self.master = self._unwrapped("key-file", lambda _: self._in_key_file())
        rest = {name: value for name, value in self.header.items() if name != "mac"}
        assert mac(self.key("header"), canonical(rest)).hex() == self.header["mac"]

    def key(self, label: str) -> bytes:
        return hkdf(self.master, f"evidence-desk 1 {label}")

    def _in_key_file(self) -> bytes:
        first, secret = (self.path / "key").read_text().splitlines()
        assert first == "evidence-desk key 1"
        return bytes.fromhex(secret)

    def _unwrapped(self, kind: str, secret: Callable[[dict], bytes]) -> bytes:
        (slot,) = [slot for slot in self.header["slots"] if slot["kind"] == kind]
        parameters, sealed = slot["parameters"], bytes.fromhex(slot["sealed"])
        wrapping = hkdf(secret(parameters), f"evidence-desk 1 slot {kind}", bytes.fromhex(parameters["salt"]))
        about = f"evidence-desk slot 1|{self.vault_id}|{kind}".encode()
        return AESGCM(wrapping).decrypt(sealed[:12], sealed[12:], about)

    def object(self, item_id: str, sha256: str) -> tuple[str, bytes]:
        """The record's text and the data of one item."""
        name = mac(self.key("name"), bytes.fromhex(sha256), item_id.encode()).hex()
        content = (self.path / "objects" / name[:2] / name).read_bytes()
        head, wrapped, rest = content[:26], content[26:86], content[86:]
        assert head[:10] == b"\x89EVDESK\n\x00\x01"
        chunk, record_bytes = int.from_bytes(head[10:14], "big"), int.from_bytes(head[14:18], "big")
        about_key = b"evidence-desk object key|" + self.vault_id.encode() + b"|" + head
        cipher = AESGCM(AESGCM(self.key("object")).decrypt(wrapped[:12], wrapped[12:], about_key))
        record = cipher.decrypt(b"R" + bytes(11), rest[:record_bytes], head).decode("ascii")
        about = f"evidence-desk object 1|{self.vault_id}|{item_id}|{sha256}".encode()
        body = rest[record_bytes:]
        data = b"".join(self._chunks(cipher, body, about)) if chunk else cipher.decrypt(b"W" + bytes(11), body, about)
        assert len(data) == int.from_bytes(head[18:26], "big")
        assert hashlib.sha256(data).hexdigest() == sha256
        return record, data

    def _chunks(self, cipher: AESGCM, body: bytes, about: bytes) -> list[bytes]:
        pieces = [body[place : place + 65_552] for place in range(0, len(body), 65_552)]
        last = len(pieces) - 1
        return [
            cipher.decrypt(b"C" + bytes(6) + n.to_bytes(4, "big") + bytes([n == last]), piece, about)
            for n, piece in enumerate(pieces)
        ]

    def rows(self, sql: str) -> list[tuple]:
        book = dbapi2.connect(f"{(self.path / 'desk.db').as_uri()}?mode=ro", uri=True)
        try:
            book.execute(f"pragma key = \"x'{self.key('database').hex()}'\"")
            return book.execute(sql).fetchall()
        finally:
            book.close()

    def history(self, log: str) -> list[dict]:
        """The bodies of one log, with every hash, link and signature checked."""
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self._signer()))
        lines: list[dict] = []
        previous = "0" * 64
        for body, digest, signature in self.rows(
            f"select body, hash, signature from events where log = '{log}' order by seq"
        ):
            line = json.loads(body)
            assert canonical(line).decode() == body
            assert (line["log"], line["seq"], line["prev"]) == (log, len(lines) + 1, previous)
            assert hashlib.sha256(b"evidence-desk event 1\n" + body.encode()).hexdigest() == digest
            signer.verify(bytes.fromhex(signature), b"evidence-desk event 1\n" + bytes.fromhex(digest))
            lines.append(line)
            previous = digest
        return lines

    def _signer(self) -> str:
        ((body,),) = self.rows("select body from events where log = 'vault' and seq = 1")
        signer: str = json.loads(body)["detail"]["signer"]
        private = Ed25519PrivateKey.from_private_bytes(self.key("signing"))
        assert private.public_key().public_bytes_raw().hex() == signer
        return signer

    def heads(self) -> list[tuple[str, str, int, str]]:
        """Kind, log, count and hash of every line of the head file."""
        found = []
        for text in (self.path / "head").read_text().splitlines():
            line = json.loads(text)
            said = line.pop("mac")
            assert mac(self.key("head"), b"head", self.vault_id.encode(), canonical(line)).hex() == said
            found.append((line["kind"], line["log"], line["count"], line["hash"]))
        return found
