"""What is said of each part of an examination, in the window's language."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.examined import CONTEXT, Examined, ExamState, advice_of, fact_of
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.messages import message

_CONTEXT = "examined_words"
_TITLES = {
    "screen": QT_TRANSLATE_NOOP("examined_words", "Whole screen"),
    "window": QT_TRANSLATE_NOOP("examined_words", "One window, even behind others"),
    "portal": QT_TRANSLATE_NOOP("examined_words", "Asking the desktop (portal)"),
    "hotkey": QT_TRANSLATE_NOOP("examined_words", "Capture key"),
    "tray": QT_TRANSLATE_NOOP("examined_words", "Tray icon"),
    "permission": QT_TRANSLATE_NOOP("examined_words", "Permission to see the screen"),
    "folder": QT_TRANSLATE_NOOP("examined_words", "Where things are kept"),
    "space": QT_TRANSLATE_NOOP("examined_words", "Space on the disk"),
    "sync": QT_TRANSLATE_NOOP("examined_words", "Copies by other programs"),
    "encryption": QT_TRANSLATE_NOOP("examined_words", "Encryption"),
    "clock": QT_TRANSLATE_NOOP("examined_words", "Clock"),
}
_A_WAY = QT_TRANSLATE_NOOP("examined_words", "Way to take pictures: {name}")
_STATES = {
    ExamState.WORKS: QT_TRANSLATE_NOOP("examined_words", "Works"),
    ExamState.LOOK: QT_TRANSLATE_NOOP("examined_words", "Look at this"),
    ExamState.NOT_NEEDED: QT_TRANSLATE_NOOP("examined_words", "Not needed"),
    ExamState.NOT_HERE: QT_TRANSLATE_NOOP("examined_words", "Not here"),
    ExamState.FAILS: QT_TRANSLATE_NOOP("examined_words", "Does not work"),
}
OF_THE_COMPUTER = frozenset(_TITLES) - {"screen", "window", "portal"}
"""Every other part is a way to save the screen."""


def title_words(name: str) -> str:
    """What a part is called."""
    words = QCoreApplication.translate(_CONTEXT, _TITLES.get(name, _A_WAY))
    return words.format(name=name)


def state_words(state: ExamState) -> str:
    """How it stands, in a word or two."""
    return QCoreApplication.translate(_CONTEXT, _STATES[state])


def reason_words(found: Examined) -> str:
    """Why; one sentence, safe to show."""
    if found.error is not None or found.reason is None:
        return fact_of(message(found.error)) if found.error is not None else ""
    words = QCoreApplication.translate(CONTEXT, found.reason.value)
    return words.format_map({name: shown(fact) for name, fact in found.facts.items()})


def remedy_words(found: Examined) -> str:
    """What to do about it."""
    own = advice_of(message(found.error)) if found.error is not None else ""
    return own or QCoreApplication.translate(CONTEXT, found.remedy.value)
