"""A vault of one's own, and a case in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.domain.cases import Case
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.open_case import open_case
from tests.fake_clock import FakeClock


@pytest.fixture
def vault(tmp_path: Path, clock: FakeClock) -> Iterator[Vault]:
    """Open for writing, and closed again."""
    with open_vault(tmp_path / "vault", clock, create=True) as made:
        yield made


@pytest.fixture
def case(vault: Vault) -> Case:
    """The one used last."""
    return open_case(vault, "Case 1")
