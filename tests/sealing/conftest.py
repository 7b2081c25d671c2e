"""A key and a small sealed folder."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.sealing.folders import small_folder, tiny_png


@pytest.fixture(scope="session")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def folder(tmp_path: Path, key: Ed25519PrivateKey) -> Path:
    """One picture, one line of history, sealed: under 4 KB in all."""
    return small_folder(tmp_path, key, [tiny_png()])


@pytest.fixture
def three(tmp_path: Path, key: Ed25519PrivateKey) -> Path:
    """Three pictures and a page."""
    pictures = [tiny_png(colour=(shade, 0, 0)) for shade in (10, 20, 30)]
    return small_folder(tmp_path, key, pictures, more={"data/index.html": b"<p>page", "READ-ME-FIRST.txt": b"Read me"})
