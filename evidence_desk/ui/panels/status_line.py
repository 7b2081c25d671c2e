"""The line at the bottom: facts that are always true."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.key_words import NEEDS_A_CHOICE, NEEDS_A_LOOK, key_words, short_key_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.focus_ring import RING_INSIDE, RING_PROPERTY
from evidence_desk.ui.widgets.mirrored import margins_for
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_HEIGHT = 40
_GAP = 8
_EDGE, _ROOMS_EDGE = 32, 20


@dataclass(frozen=True, slots=True)
class Seals:
    """How the kept items stand: how many there are, how many of them were read back, how many could not be."""

    items: int
    checked: int
    unreadable: int = 0
    problems: int = 0
    check_failed: bool = False


class StatusLine(QFrame):
    """Where things are kept, whether they can all be read, who else can open them, and whether the key works."""

    look_asked = Signal()
    key_choice_asked = Signal()
    passphrase_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._in_case = False
        self._whole_lock = self.tr("No passphrase. Anyone using this account can open this")
        self._short_lock = self.tr("No passphrase")
        self._offers_lock = False
        self.setProperty("region", "status")
        self.setProperty(RING_PROPERTY, RING_INSIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._seals = _Fact(look, "info")
        self._look_button = Button(look, self.tr("Look"), kind="quiet", size="small")
        self._look_button.clicked.connect(self.look_asked)
        self._place = _Fact(look, "drive")
        self._lock = _Fact(look, "lock")
        self._lock_button = Button(look, self.tr("Set one"), kind="quiet", size="small")
        self._lock_button.setAccessibleName(self.tr("Set one: a passphrase"))
        self._lock_button.clicked.connect(self.passphrase_asked)
        self._lock_button.hide()
        self._near = _Fact(look, "calendar")
        self._near.say("calendar", self.tr("A date is near"))
        self._near.hide()
        self._standing = Standing(HotkeyState.OFF)
        self._key = _Fact(look, "capture")
        self._key_button = Button(look, self.tr("Choose another"), kind="quiet", size="small")
        self._key_button.setAccessibleName(self.tr("Choose another capture key"))
        self._key_button.clicked.connect(self.key_choice_asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._row.setSpacing(24)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self._seals, self._look_button, self._near, self._place, self._lock, self._lock_button):
            self._row.addWidget(part)
        self._row.addStretch()
        self._row.addWidget(self._key)
        self._row.addWidget(self._key_button)
        self.show_first_start()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_first_start(self) -> None:
        """Before anything was kept."""
        self._seals.say("info", self.tr("Nothing saved yet"))
        self._place.say("drive", self.tr("Works without internet"))
        self._look_button.hide()
        self._name_it()

    def show_seals(self, seals: Seals) -> None:
        """Say how the items stand, and what is always so of an open desk."""
        self._look_button.setVisible(bool(seals.unreadable))
        self._seals.say(*self._seal_words(seals))
        self._place.say("drive", self.tr("Only on this computer, encrypted"))
        self._in_case = True
        self._row.setContentsMargins(margins_for(self, _ROOMS_EDGE, 0, _EDGE, 0))
        self._name_it()

    def show_near(self, *, near: bool) -> None:
        """Say that a date is near, and no more; or no longer."""
        self._near.setVisible(near)
        self._name_it()

    def show_lock(self, whole: str, short: str, *, offers: bool) -> None:
        """Say who can open it, in full or shorter where there is no room; `offers` to set a passphrase."""
        self._whole_lock, self._short_lock, self._offers_lock = whole, short, offers
        self._name_it()

    def show_key(self, standing: Standing) -> None:
        """Say how the capture key stands."""
        self._standing = standing
        self._name_it()

    @override
    def minimumSizeHint(self) -> QSize:
        """It never forces the window wider; it says less instead."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say less where there is less room; the whole stays in the tooltip and in the name."""
        short, key, short_key = self._short_lock, key_words(self._standing), short_key_words(self._standing)
        for place, lock, words in (
            (True, self._whole_lock, key), (True, short, key), (False, short, key), (False, "", key),
            (False, "", short_key), (False, "", ""),
        ):  # fmt: skip
            self._place.setVisible(place)
            self._lock.setVisible(bool(lock) and self._in_case)
            self._lock.say("lock", lock)
            self._lock_button.setVisible(self._offers_lock and self._in_case and bool(lock))
            self._say_key(words)
            if self._needed() <= self.width():
                break

    def _say_key(self, words: str) -> None:
        """The button goes with the words in full: where there is no room, Settings has it too."""
        wants_choice = self._standing.state in NEEDS_A_CHOICE
        troubled = self._standing.state in NEEDS_A_LOOK
        self._key.setVisible(bool(words))
        self._key.say("warning" if troubled else "capture", words, "amber" if troubled else "")
        self._key_button.setVisible(wants_choice and words == key_words(self._standing))

    def _needed(self) -> int:
        """Measured by hand: what has just been shown has not told its layout yet."""
        left = (self._seals, self._look_button, self._near, self._place, self._lock, self._lock_button)
        parts = [each for each in (*left, self._key, self._key_button) if not each.isHidden()]
        margins = self._row.contentsMargins()
        gaps = self._row.spacing() * len(parts) + margins.left() + margins.right()
        return gaps + sum(part.needed() if isinstance(part, _Fact) else part.sizeHint().width() for part in parts)

    def _seal_words(self, seals: Seals) -> tuple[str, str, str]:
        trouble = self._trouble_words(seals)
        if trouble:
            return "warning", trouble, "amber"
        if not seals.items:
            return "info", self.tr("Nothing saved yet"), ""
        if seals.checked < seals.items:
            return "refresh", self.tr("Checking {done} of {all}…").format(done=seals.checked, all=seals.items), ""
        if seals.items == 1:
            return "done", self.tr("The one item is sealed and readable"), "accent"
        return "done", self.tr("All {count} items sealed and readable").format(count=seals.items), "accent"

    def _trouble_words(self, seals: Seals) -> str:
        if seals.unreadable == 1:
            return self.tr("1 item can't be read")
        if seals.unreadable:
            return self.tr("{count} items can't be read").format(count=seals.unreadable)
        if seals.problems:
            return self.tr("The history does not fit. Do not delete anything, and ask for help")
        return self.tr("The items could not all be read back") if seals.check_failed else ""

    def _name_it(self) -> None:
        lock = [self._whole_lock] if self._in_case else []
        near = [] if self._near.isHidden() else [self._near.text()]
        facts = ". ".join([self._seals.text(), *near, self._place.text(), *lock, key_words(self._standing)])
        self.setAccessibleName(self.tr("Status: {facts}").format(facts=facts))
        self.setToolTip(facts)
        self._fit()

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFixedHeight(self._look.theme.px(_HEIGHT))
        self._fit()


class _Fact(QWidget):
    """An icon of 16 and a short true sentence."""

    def __init__(self, look: Appearance, icon: str) -> None:
        super().__init__()
        self._icon = Pictogram(look, icon, "ink-3", pixels=16)
        self._words = PlainLabel("", TextSize.SMALL, ink="2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._icon)
        row.addWidget(self._words)

    def text(self) -> str:
        return self._words.text()

    def needed(self) -> int:
        """How wide it is with its words in full."""
        return self._icon.sizeHint().width() + _GAP + self._words.sizeHint().width()

    def say(self, icon: str, words: str, ink: str = "") -> None:
        """`ink` is "", "accent" or "amber"."""
        self._icon.set_icon(icon, {"accent": "accent-ink", "amber": "amber-icon"}.get(ink, "ink-3"))
        self._words.setText(words)
        self._words.set_ink(ink or "2", bold=bool(ink))
