"""Settings: what can be chosen, in sections, each with what it really does. Only what exists is here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.settings_bar import BarSettings
from evidence_desk.ui.panels.settings_dates import DatesSettings
from evidence_desk.ui.panels.settings_examine import ExamineSettings
from evidence_desk.ui.panels.settings_key import KeySettings
from evidence_desk.ui.panels.settings_lock import LockSettings
from evidence_desk.ui.panels.settings_look import LookSettings
from evidence_desk.ui.panels.settings_safety import LeavingSettings, PlaceSettings
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from evidence_desk.ui.widgets.nav_row import NavRow
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_SHARES = (208, 728)
_FOLD_BELOW = 600
SAFETY_SECTION = 3
"""Where it stands who can open the desk, counted from 0."""


class SettingsPanel(QWidget):
    """Sections at the leading side, cards beside them; a change is kept the moment it is made."""

    leave_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.look = LookSettings(look, self)
        self.bar = BarSettings(look, self)
        self.key = KeySettings(look, self)
        self.lock = LockSettings(look, self)
        self.leaving = LeavingSettings(look, self)
        self.place = PlaceSettings(look, self)
        self.examine = ExamineSettings(look, self)
        self.dates = DatesSettings(look, self)
        self._group = QButtonGroup(self)
        self._rows: list[NavRow] = []
        self._header = RoomHeader(self.tr("Settings"), self.tr("Changes are kept at once. There is no Save button."))
        self.sections = QWidget()
        self.cards = QStackedWidget()
        self.both = ListAndDetail(look, (self.sections, self.cards), _SHARES, _FOLD_BELOW)
        self._lay_out()
        self.choose(0)
        self.leaving.leave_asked.connect(self.leave_requested)
        self.both.detail_left.connect(self._on_detail_left)
        self.both.detail_alone.connect(self._header.setHidden)

    def choose(self, section: int) -> None:
        """Show a section, counted from 0."""
        self._rows[section].setChecked(True)
        self.cards.setCurrentIndex(section)

    def show_cards(self) -> None:
        """Show the section itself, also where only one page fits."""
        if self.both.is_folded:
            self.both.show_detail()

    def take_focus(self) -> None:
        """Put the keyboard on the section that is shown; where only one page fits, that is the list of sections."""
        self.both.show_list()

    def rows(self) -> list[NavRow]:
        """The sections, in order."""
        return list(self._rows)

    @Slot()
    def _on_detail_left(self) -> None:
        self._rows[self.cards.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self, section: int) -> None:
        self.choose(section)
        self.show_cards()
        if self.both.is_folded:
            self.both.back.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_toggled(self, section: int, checked: bool) -> None:
        if checked:
            self.cards.setCurrentIndex(section)

    def _lay_out(self) -> None:
        self.sections.setAccessibleName(self.tr("Sections of the settings"))
        names = QVBoxLayout(self.sections)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        sections = (
            (self.tr("Look"), self.look.cards()),
            (self.tr("Capture bar"), self.bar.cards()),
            (self.tr("Saving"), self.key.cards()),
            (self.tr("Safety"), (*self.lock.cards(), *self.leaving.cards())),
            (self.tr("Where things are kept"), self.place.cards()),
            (self.tr("Check this desk"), self.examine.cards()),
            (self.tr("Dates"), self.dates.cards()),
        )
        for place, (name, cards) in enumerate(sections):
            row = NavRow(self._look, name)
            row.toggled.connect(partial(self._on_toggled, place))
            row.clicked.connect(partial(self._on_pressed, place))
            self._group.addButton(row)
            self._rows.append(row)
            names.addWidget(row)
            self.cards.addWidget(_page(cards))
        names.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 0)
        column.setSpacing(16)
        column.addWidget(self._header)
        column.addWidget(self.both, 1)


def _page(cards: Sequence[Card]) -> ScrolledColumn:
    page = ScrolledColumn()
    page.column.setContentsMargins(0, 0, 0, 32)
    page.column.setSpacing(16)
    for card in cards:
        page.column.addWidget(card)
    page.column.addStretch()
    return page
