"""How a watch ended, in the person's language."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.watches import CONTEXT, WatchEnded, ending_template
from evidence_desk.ui.messages import message


def ending_words(ended: WatchEnded) -> str:
    """One sentence, and where something went wrong another."""
    why = message(ended.why) if isinstance(ended.why, DeskError) else ""
    return QCoreApplication.translate(CONTEXT, ending_template(ended)).format(kept=ended.kept, why=why)
