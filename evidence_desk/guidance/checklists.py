"""The three named checklists of the shipped content, without More steps."""

from pathlib import Path
from typing import Final

from evidence_desk.domain.checklists import Checklist
from evidence_desk.guidance.content import LIST_IDS as _ALL
from evidence_desk.guidance.content import load_content

LIST_IDS: Final = _ALL[:3]
"""The order in which the lists stand in the window."""


def load_checklists(folder_path: Path) -> tuple[Checklist, ...]:
    """Every step of the three lists. Raises GuidanceDamaged."""
    return load_content(folder_path).lists[:3]
