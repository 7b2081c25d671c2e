"""What the tests spoil a folder with."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.hashes import sha256_hex


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def relist(folder: Path, manifest: str = "tagmanifest-sha256.txt") -> None:
    """Make a manifest fit what is there now, as any bag tool could."""
    names = [line.split("  ", 1)[1] for line in (folder / manifest).read_text().splitlines()]
    lines = (f"{sha256_hex((folder / name).read_bytes())}  {name}\n" for name in names if (folder / name).is_file())
    (folder / manifest).write_text("".join(lines))
