"""What an examination of this computer found: each part that has to work before it matters, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

CONTEXT = "examined"


class ExamState(StrEnum):
    """How a part stands."""

    WORKS = "works"
    LOOK = "look"
    """It works, or may work, and there is something to know."""
    NOT_NEEDED = "not_needed"
    NOT_HERE = "not_here"
    FAILS = "fails"


class Reason(StrEnum):
    """Why a part stands as it does; the value is the English sentence with its facts in braces."""

    SCREEN_FITS = QT_TRANSLATE_NOOP("examined", "The test picture, {size}, matches your screens.")
    WINDOW_FITS = QT_TRANSLATE_NOOP("examined", "We get the window itself, {size}, not what covers it.")
    NO_OTHER_WINDOW = QT_TRANSLATE_NOOP("examined", "No other window is open to try this with.")
    IN_USE = QT_TRANSLATE_NOOP("examined", "This is the way the desk takes.")
    NOT_MISSED = QT_TRANSLATE_NOOP("examined", "Not there, and the first way works without it.")
    IN_RESERVE = QT_TRANSLATE_NOOP("examined", "Only used when the first way can't work.")
    KEY_FREE = QT_TRANSLATE_NOOP("examined", "{key} is free, and it answers.")
    KEY_HELD = QT_TRANSLATE_NOOP("examined", "The desk has {key}.")
    KEY_IN_USE = QT_TRANSLATE_NOOP("examined", "{key} is in use: by the open desk, or by another program.")
    KEY_TAKEN = QT_TRANSLATE_NOOP("examined", "{key} is used by another program.")
    KEY_OFF = QT_TRANSLATE_NOOP("examined", "Saving with a key is switched off.")
    KEY_ASKED_LATER = QT_TRANSLATE_NOOP("examined", "The desktop gives keys. The open desk asks for one.")
    KEY_REFUSED = QT_TRANSLATE_NOOP("examined", "The desktop gave no key.")
    KEY_NOT_ON_KEYBOARD = QT_TRANSLATE_NOOP("examined", "{key} is not on this keyboard.")
    KEY_LOST = QT_TRANSLATE_NOOP("examined", "The desktop stopped answering about keys.")
    NO_KEYS_HERE = QT_TRANSLATE_NOOP("examined", "This desktop gives no keys to programs.")
    TRAY_THERE = QT_TRANSLATE_NOOP("examined", "The desktop has a tray.")
    NO_TRAY = QT_TRANSLATE_NOOP("examined", "The desktop has no tray.")
    NOBODY_ASKS = QT_TRANSLATE_NOOP("examined", "This desktop asks for no permission.")
    PERMISSION_ANSWERED = QT_TRANSLATE_NOOP("examined", "You have answered the desktop's question.")
    PERMISSION_OPEN = QT_TRANSLATE_NOOP("examined", "The desktop has not asked you yet.")
    FOLDER_WRITABLE = QT_TRANSLATE_NOOP("examined", "The folder can be written to.")
    FOLDER_NOT_WRITABLE = QT_TRANSLATE_NOOP("examined", "The folder can't be written to.")
    FOLDER_OPEN_TO_OTHERS = QT_TRANSLATE_NOOP("examined", "Other accounts of this computer may open the folder.")
    DRIVE_OPEN_TO_OTHERS = QT_TRANSLATE_NOOP(
        "examined", "This drive can't keep other accounts of this computer out of the folder."
    )
    SPACE_ENOUGH = QT_TRANSLATE_NOOP("examined", "{free} free.")
    SPACE_LOW = QT_TRANSLATE_NOOP("examined", "Only {free} free.")
    SPACE_UNKNOWN = QT_TRANSLATE_NOOP("examined", "The disk does not say how much is free.")
    NOT_SYNCED = QT_TRANSLATE_NOOP("examined", "Not in a synced folder that we know.")
    SYNCED = QT_TRANSLATE_NOOP("examined", "{service} copies this folder to other computers.")
    ENCRYPTS = QT_TRANSLATE_NOOP("examined", "SQLCipher {version} answers.")
    NO_CIPHER = QT_TRANSLATE_NOOP("examined", "The encryption library does not answer.")
    CLOCK_SYNCHRONISED = QT_TRANSLATE_NOOP("examined", "The computer keeps its clock right over the network.")
    CLOCK_ALONE = QT_TRANSLATE_NOOP("examined", "The computer does not check its clock with another.")
    CLOCK_NOT_KNOWN = QT_TRANSLATE_NOOP("examined", "Not checked against another clock.")
    NO_ANSWER = QT_TRANSLATE_NOOP("examined", "No answer.")


class Remedy(StrEnum):
    """What can be done about it."""

    NOTHING = QT_TRANSLATE_NOOP("examined", "Nothing to do.")
    OPEN_A_PROGRAM = QT_TRANSLATE_NOOP("examined", "Open any program, then check again.")
    CHOOSE_KEY = QT_TRANSLATE_NOOP("examined", "Choose another key in Settings, Saving.")
    LOOK_BELOW = QT_TRANSLATE_NOOP("examined", "The line at the bottom of the desk says who has it.")
    USE_BAR = QT_TRANSLATE_NOOP("examined", "Use the bar, or the command “capture”.")
    OPEN_DESK = QT_TRANSLATE_NOOP("examined", "Open the desk, and answer when it asks.")
    OTHER_PLACE = QT_TRANSLATE_NOOP("examined", "Choose another place, or ask for permission.")
    SHUT_OUT_OTHERS = QT_TRANSLATE_NOOP(
        "examined", "Open the desk: it shuts the folder. If this stays, choose a folder of your own."
    )
    OTHER_DRIVE = QT_TRANSLATE_NOOP(
        "examined", "Close the desk, and move its folder to a drive that can, such as the computer's own."
    )
    FREE_SPACE = QT_TRANSLATE_NOOP("examined", "Free some space.")
    KNOW_OF_COPIES = QT_TRANSLATE_NOOP(
        "examined", "Everything in it is encrypted, but the key file goes along. Another place is safer."
    )
    REINSTALL = QT_TRANSLATE_NOOP("examined", "Install the program again.")
    SET_CLOCK = QT_TRANSLATE_NOOP("examined", "Switch on “set the time automatically” in the computer's settings.")
    COMPARE_CLOCK = QT_TRANSLATE_NOOP("examined", "Compare it with a clock you trust.")
    CHECK_AGAIN = QT_TRANSLATE_NOOP("examined", "Check again. If it stays so, start the computer again.")


@dataclass(frozen=True, slots=True)
class Examined:
    """One part. Where a failure of the table of sentences is the reason, it is `error`, and `reason` is None.

    `took_ms` is how long the test picture took, where one was taken.
    """

    name: str
    state: ExamState
    reason: Reason | None
    remedy: Remedy = Remedy.NOTHING
    facts: Mapping[str, str] = field(default_factory=dict)
    error: DeskError | None = None
    took_ms: int | None = None

    def reason_text(self) -> str:
        """The reason in English, safe to show."""
        if self.error is not None or self.reason is None:
            return fact_of(sentence(self.error)) if self.error is not None else ""
        return self.reason.value.format_map({name: shown(fact) for name, fact in self.facts.items()})

    def remedy_text(self) -> str:
        """What to do, in English."""
        return (advice_of(sentence(self.error)) if self.error is not None else "") or self.remedy.value


def fact_of(words: str) -> str:
    """The first sentence of a failure: what is so."""
    return words.partition(". ")[0].rstrip(".") + "."


def advice_of(words: str) -> str:
    """The rest of it: what to do; empty where there is none."""
    return words.partition(". ")[2]


def refused(name: str, error: DeskError, state: ExamState = ExamState.FAILS) -> Examined:
    """A part whose reason is a failure with a sentence of its own, which says what to do too."""
    return Examined(name, state, None, Remedy.CHECK_AGAIN, error=error)
