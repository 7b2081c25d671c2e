"""Every action of the window: what it is called, its icon, its key and its tip, in one table."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.appearance import Appearance

_CONTEXT = "actions"


class ActionId(StrEnum):
    """The name of each action."""

    CAPTURE_SCREEN = "capture_screen"
    CAPTURE_WINDOW = "capture_window"
    CAPTURE_AREA = "capture_area"
    CAPTURE_LAST_AREA = "capture_last_area"
    CAPTURE_IN_USE = "capture_in_use"
    CAPTURE_AGAIN = "capture_again"
    LEAVE_OUT = "leave_out"
    WATCH = "watch"
    SCROLL = "scroll"
    ADD_FILES = "add_files"
    CAPTURE_IN_3 = "capture_in_3"
    CAPTURE_IN_5 = "capture_in_5"
    CAPTURE_IN_10 = "capture_in_10"
    LEAVE = "leave"
    LOCK = "lock"
    HELP = "help"
    START = "start"
    EVIDENCE = "evidence"
    ACCOUNTS = "accounts"
    PAID = "paid"
    """What was paid; PAYMENTS is the list of steps to get it back."""
    SUSPEND = "suspend"
    REPORT = "report"
    PAYMENTS = "payments"
    MORE = "more"
    TIMELINE = "timeline"
    HAND_OVER = "hand_over"
    SETTINGS = "settings"
    UNDO = "undo"
    NEXT_REGION = "next_region"
    PREVIOUS_REGION = "previous_region"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `key` is in Qt's portable form, and may be empty."""

    id: ActionId
    text: str
    icon: str
    key: str = ""
    tip: str = ""


ROOMS = (
    ActionId.START,
    ActionId.EVIDENCE,
    ActionId.ACCOUNTS,
    ActionId.PAID,
    ActionId.SUSPEND,
    ActionId.REPORT,
    ActionId.PAYMENTS,
    ActionId.MORE,
    ActionId.TIMELINE,
    ActionId.HAND_OVER,
)
"""The rooms in the order shown, Ctrl+1 first; the tenth has Ctrl+0."""
DELAYS: dict[ActionId, int] = {ActionId.CAPTURE_IN_3: 3, ActionId.CAPTURE_IN_5: 5, ActionId.CAPTURE_IN_10: 10}
"""Captures that wait, and for how many seconds."""
APART = (ActionId.SETTINGS,)
"""Rooms of the program rather than of the case; they stay at the bottom."""

_DELAY_TIP = QT_TRANSLATE_NOOP("actions", "Time to open a menu or a message. The bar counts down")

TABLE: tuple[ActionRow, ...] = (
    ActionRow(
        ActionId.CAPTURE_SCREEN,
        QT_TRANSLATE_NOOP("actions", "Whole screen"),
        "screen",
        "",
        QT_TRANSLATE_NOOP("actions", "Save everything on every display"),
    ),
    ActionRow(
        ActionId.CAPTURE_WINDOW,
        QT_TRANSLATE_NOOP("actions", "A window…"),
        "window",
        "",
        QT_TRANSLATE_NOOP("actions", "Choose one window and save it whole, even when others are in front"),
    ),
    ActionRow(
        ActionId.CAPTURE_AREA,
        QT_TRANSLATE_NOOP("actions", "An area…"),
        "area",
        "",
        QT_TRANSLATE_NOOP("actions", "Choose a part of a still picture of the screen, and leave out what you want"),
    ),
    ActionRow(
        ActionId.CAPTURE_LAST_AREA,
        QT_TRANSLATE_NOOP("actions", "Same area again"),
        "undo",
        "",
        QT_TRANSLATE_NOOP("actions", "Save the same place as it looks now, with the same parts left out"),
    ),
    ActionRow(
        ActionId.CAPTURE_IN_USE,
        QT_TRANSLATE_NOOP("actions", "Window in use"),
        "window",
        "",
        QT_TRANSLATE_NOOP("actions", "Save the window you used last, before this one"),
    ),
    ActionRow(
        ActionId.CAPTURE_AGAIN,
        QT_TRANSLATE_NOOP("actions", "Same again"),
        "refresh",
        "",
        QT_TRANSLATE_NOOP("actions", "Save the same window, screen or area as it looks now"),
    ),
    ActionRow(
        ActionId.LEAVE_OUT,
        QT_TRANSLATE_NOOP("actions", "Leave out parts…"),
        "cover",
        "",
        QT_TRANSLATE_NOOP("actions", "Mark parts of the window or screen to be filled before anything is saved"),
    ),
    ActionRow(
        ActionId.SCROLL,
        QT_TRANSLATE_NOOP("actions", "Scrolling chat…"),
        "scroll",
        "",
        QT_TRANSLATE_NOOP("actions", "Choose a window and scroll it. Each part is saved, and then joined"),
    ),
    ActionRow(
        ActionId.ADD_FILES,
        QT_TRANSLATE_NOOP("actions", "Add files"),
        "plus",
        "Ctrl+I",
        QT_TRANSLATE_NOOP("actions", "Add pictures, PDFs, texts, sound or film that you have as files (Ctrl+I)"),
    ),
    ActionRow(ActionId.CAPTURE_IN_3, QT_TRANSLATE_NOOP("actions", "In 3 seconds"), "delay", "", _DELAY_TIP),
    ActionRow(ActionId.CAPTURE_IN_5, QT_TRANSLATE_NOOP("actions", "In 5 seconds"), "delay", "", _DELAY_TIP),
    ActionRow(ActionId.CAPTURE_IN_10, QT_TRANSLATE_NOOP("actions", "In 10 seconds"), "delay", "", _DELAY_TIP),
    ActionRow(
        ActionId.WATCH,
        QT_TRANSLATE_NOOP("actions", "Watch for changes…"),
        "watch",
        "",
        QT_TRANSLATE_NOOP("actions", "Choose a window. Every change of it is saved, even what is deleted again"),
    ),
    ActionRow(
        ActionId.LEAVE,
        QT_TRANSLATE_NOOP("actions", "Leave now"),
        "leave",
        "",
        QT_TRANSLATE_NOOP("actions", "Close every window at once. Pressing Esc three times does the same"),
    ),
    ActionRow(
        ActionId.LOCK,
        QT_TRANSLATE_NOOP("actions", "Lock"),
        "lock",
        "Ctrl+L",
        QT_TRANSLATE_NOOP("actions", "Close every page and ask for the passphrase (Ctrl+L)"),
    ),
    ActionRow(
        ActionId.HELP,
        QT_TRANSLATE_NOOP("actions", "Get help now"),
        "help",
        "F1",
        QT_TRANSLATE_NOOP("actions", "People to talk to, in your country. It works without internet. F1 opens it"),
    ),
    ActionRow(ActionId.START, QT_TRANSLATE_NOOP("actions", "Start here"), "start", "Ctrl+1"),
    ActionRow(ActionId.EVIDENCE, QT_TRANSLATE_NOOP("actions", "Evidence"), "evidence", "Ctrl+2"),
    ActionRow(ActionId.ACCOUNTS, QT_TRANSLATE_NOOP("actions", "Accounts"), "accounts", "Ctrl+3"),
    ActionRow(ActionId.PAID, QT_TRANSLATE_NOOP("actions", "Payments"), "payments", "Ctrl+4"),
    ActionRow(ActionId.SUSPEND, QT_TRANSLATE_NOOP("actions", "Suspend accounts"), "suspend", "Ctrl+5"),
    ActionRow(ActionId.REPORT, QT_TRANSLATE_NOOP("actions", "Report to platforms"), "report", "Ctrl+6"),
    ActionRow(ActionId.PAYMENTS, QT_TRANSLATE_NOOP("actions", "Cancel payments"), "cancel", "Ctrl+7"),
    ActionRow(ActionId.MORE, QT_TRANSLATE_NOOP("actions", "More steps"), "list", "Ctrl+8"),
    ActionRow(ActionId.TIMELINE, QT_TRANSLATE_NOOP("actions", "Timeline"), "timeline", "Ctrl+9"),
    ActionRow(ActionId.HAND_OVER, QT_TRANSLATE_NOOP("actions", "Hand over"), "handover", "Ctrl+0"),
    ActionRow(ActionId.SETTINGS, QT_TRANSLATE_NOOP("actions", "Settings"), "settings", "Ctrl+,"),
    ActionRow(
        ActionId.UNDO,
        QT_TRANSLATE_NOOP("actions", "Undo"),
        "undo",
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back the last step, tag, note or entry. Evidence is never undone"),
    ),
    ActionRow(ActionId.NEXT_REGION, QT_TRANSLATE_NOOP("actions", "Next part of the window"), "right", "F6"),
    ActionRow(
        ActionId.PREVIOUS_REGION, QT_TRANSLATE_NOOP("actions", "Previous part of the window"), "left", "Shift+F6"
    ),
)


class Actions(QObject):
    """The table as Qt actions, made once; buttons and menus only point at them."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._actions = {row.id: self._made(row) for row in TABLE}
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def __getitem__(self, action: ActionId) -> QAction:
        """The action of that name."""
        return self._actions[action]

    def all(self) -> list[QAction]:
        """Every action, for the window whose keys they are."""
        return list(self._actions.values())

    def _made(self, row: ActionRow) -> QAction:
        action = QAction(QCoreApplication.translate(_CONTEXT, row.text), self)
        action.setObjectName(row.id.value)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if row.key:
            action.setShortcut(QKeySequence(row.key))
        action.setToolTip(QCoreApplication.translate(_CONTEXT, row.tip) if row.tip else action.text())
        return action

    @Slot()
    def _on_look_changed(self) -> None:
        for row in TABLE:
            self._actions[row.id].setIcon(self._look.icon(row.icon, "ink-3"))
