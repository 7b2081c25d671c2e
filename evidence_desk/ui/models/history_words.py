"""One line of an item's history in a person's words."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.times import Moment
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.models.moment_words import local_day, short_day_words, time_words
from evidence_desk.ui.models.safe_text import safe_line

translate = QCoreApplication.translate
_CONTEXT = "history"

_WORDS: Mapping[str, str] = {
    "captured": QT_TRANSLATE_NOOP("history", "Saved and sealed"),
    "imported": QT_TRANSLATE_NOOP("history", "Added from a file and sealed"),
    "recovered": QT_TRANSLATE_NOOP("history", "Found again and put back"),
    "noted": QT_TRANSLATE_NOOP("history", "You changed the note"),
    "tagged": QT_TRANSLATE_NOOP("history", "You added a tag"),
    "tag removed": QT_TRANSLATE_NOOP("history", "You took a tag away"),
    "viewed": QT_TRANSLATE_NOOP("history", "You looked at it"),
    "exported": QT_TRANSLATE_NOOP("history", "Put in a folder to hand over"),
    "lost": QT_TRANSLATE_NOOP("history", "Could not be found again"),
    "verified": QT_TRANSLATE_NOOP("history", "Checked"),
    "step noted": QT_TRANSLATE_NOOP("history", "Chosen as proof of a step"),
    "step done": QT_TRANSLATE_NOOP("history", "Chosen as proof of a step"),
}


def event_words(event: CustodyEvent) -> str:
    """What happened, short; an event this version has no words for is named as it was written."""
    name = "tag removed" if event.event == "tagged" and "removed" in event.detail else event.event
    words = _WORDS.get(name)
    return translate(_CONTEXT, words) if words else safe_line(event.event).capitalize()


def event_time(moment: Moment, today: date) -> str:
    """21:15:20; with the day in front on any other day."""
    if local_day(moment) == today:
        return time_words(moment)
    return translate("history", "{day}, {time}").format(day=short_day_words(local_day(moment)), time=time_words(moment))
