"""A program that keeps pictures until it is killed; it prints an id only when the vault has returned."""

import os
import sys
from pathlib import Path

from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.vault.vault import open_vault
from tests.vault.made_up import keep

with open_vault(Path(sys.argv[1]), SystemClock("UTC"), create=True) as vault:
    case = vault.cases.last_used() or vault.cases.new("Case 1")
    while True:
        item = keep(vault, case, os.urandom(20_000))
        os.write(1, f"{item.id}\n".encode())
