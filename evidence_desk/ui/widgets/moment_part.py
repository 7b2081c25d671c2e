"""Where a day and a time are typed, on the wall clock of the zone they are told in."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QDate, QDateTime, QSize, Qt, QTime, QTimeZone, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.domain.local_times import moment_of
from evidence_desk.domain.times import Moment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.moment_words import zone_name
from evidence_desk.ui.models.zoned_moment import ZonedMoment
from evidence_desk.ui.widgets.form_parts import FormPart, Values

_HEIGHT, _LEAST_WIDTH, _SIDE, _EDGE = 40, 96, 10, 2
_FORMAT: Final = "d MMM yyyy, HH:mm"
_NEVER: Final = QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone.utc())
_LAST: Final = QDateTime(QDate(2199, 12, 30), QTime(23, 59), QTimeZone.utc())

_LARGEST: Final = {QDateTimeEdit.Section.DaySection: 31, QDateTimeEdit.Section.MonthSection: 12}


class MomentField(QDateTimeEdit):
    """Empty until something is typed; Delete empties it again. A wheel that passes over it changes nothing."""

    def __init__(self, look: Appearance, present: Callable[[], QDateTime]) -> None:
        super().__init__()
        self._look = look
        self._present = present
        self._went_on = False
        self._digits, self._digits_at = "", 0
        self._day_said = 0
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Qt would turn hours and minutes round
        self.setTimeZone(QTimeZone.utc())  # the wall clock's own numbers; which zone they are of is known beside it
        self.setDisplayFormat(_FORMAT)
        self.setDateTimeRange(_NEVER, _LAST)
        self.setSpecialValueText(self.tr("Not said"))
        self.setDateTime(_NEVER)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._place_line)

    @property
    def is_empty(self) -> bool:
        """Whether no moment was said."""
        return self.dateTime() == _NEVER

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(_LEAST_WIDTH), self._look.theme.px(_HEIGHT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_line()

    @Slot()
    def _place_line(self) -> None:
        """A style sheet leaves the line no room beside buttons that are not there."""
        side = self._look.theme.px(_SIDE)
        self.lineEdit().setGeometry(self.rect().adjusted(side, _EDGE, -side, -_EDGE))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """What was typed here before belongs to nothing that is typed from now on."""
        super().focusInEvent(event)
        self._digits, self._day_said, self._went_on = "", 0, False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digits, self._digits = self._digits, ""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setDateTime(_NEVER)
            return
        if self.is_empty and (event.text().isdecimal() or event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}):
            self.setDateTime(self._present())
            self.setCurrentSection(QDateTimeEdit.Section.DaySection)
            self.setSelectedSection(QDateTimeEdit.Section.DaySection)
            if not event.text().isdecimal():
                return
        if event.text().isdecimal() and self.currentSection() in _LARGEST:
            self._take_digit(digits if self._digits_at == self.currentSectionIndex() else "", event.text())
        elif not self._stays_here(event):
            before, date = self.currentSection(), self.date()
            super().keyPressEvent(event)
            self._went_on = bool(event.text()) and self.currentSection() != before
            if event.text() and self.lineEdit().hasAcceptableInput():
                self._keep_day(date)

    def _take_digit(self, digits: str, digit: str) -> None:
        """A day or a month in numbers: Qt knows months by their names only, and no day that the month before lacks."""
        section, here, date = self.currentSection(), self.currentSectionIndex(), self.date()
        largest = _LARGEST[section]
        digits = digits + digit if int(digits + digit) <= largest else digit
        number = int(digits)
        if number and section == QDateTimeEdit.Section.DaySection:
            self._day_said = number
            self._put_date(date.year(), date.month(), number)
        elif number:
            self._put_date(date.year(), number, date.day())
            self._keep_day(date)
        self._went_on = len(digits) == len(str(largest)) or number * 10 > largest
        self._digits, self._digits_at = "" if self._went_on else digits, here
        self._go_to(here + self._went_on)  # whatever Qt makes of the place when it says another date

    def _keep_day(self, before: QDate) -> None:
        """The day that was typed, once month and year have it: the 31st was shown as the 30th in November."""
        date = self.date()
        if before.day() == min(self._day_said, before.daysInMonth()) and date.day() != self._day_said:
            here = self.currentSectionIndex()
            self._put_date(date.year(), date.month(), self._day_said)
            self._go_to(here)

    def _put_date(self, year: int, month: int, day: int) -> None:
        self.setDate(QDate(year, month, min(day, QDate(year, month, 1).daysInMonth())))

    def _go_to(self, place: int) -> None:
        self.lineEdit().home(False)  # Qt looks at the place anew only when the cursor moves there
        self.setCurrentSectionIndex(min(place, self.sectionCount() - 1))
        self.setSelectedSection(self.currentSection())

    def _stays_here(self, event: QKeyEvent) -> bool:
        """Qt would leave the field at a blank, and the rest of what is typed would go into the next one."""
        typed = event.text()
        if not typed.isprintable() or typed.isdecimal() or not typed:
            return False
        if typed.isalpha():
            return self.currentSection() != QDateTimeEdit.Section.MonthSection
        went_on, self._went_on = self._went_on, True
        if not went_on:  # else what filled the part before has gone on already, or the mark before
            self._go_to(self.currentSectionIndex() + 1)
        return True

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab leaves the field, as any other; arrow keys go between day, month, year, hour and minute."""
        return QWidget.focusNextPrevChild(self, next)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MomentPart(FormPart):
    """A moment in nanoseconds since 1970 UTC under `name`, and under `zone_name` the zone it was told in."""

    def __init__(self, look: Appearance, name: str, zone_part: str, now: Callable[[], Moment]) -> None:
        self.field = MomentField(look, lambda: self._wall(now().utc_ns, self.zone or now().zone))
        super().__init__(self.field, name, zone_part)
        self._name, self._zone_part = name, zone_part
        self._now = now
        self._ns, self.zone = 0, ""
        self.field.dateTimeChanged.connect(self.typed)

    @override
    def values(self) -> dict[str, Any]:
        """The very moment that was shown, unless its day or minute was changed; without one, nothing of a zone."""
        if self.field.is_empty:
            return {self._name: 0}
        zone = self.zone or self._now().zone
        if self._ns and self._wall(self._ns, zone) == self.field.dateTime():
            return {self._name: self._ns, self._zone_part: zone}
        return {self._name: self._typed_ns(zone), self._zone_part: zone}

    @override
    def show_values(self, values: Values) -> None:
        self._ns, self.zone = values[self._name], values[self._zone_part]
        shown = self._wall(self._ns, self.zone) if self._ns else _NEVER
        if shown != self.field.dateTime():
            blocked = self.field.blockSignals(True)
            self.field.setDateTime(shown)
            self.field.blockSignals(blocked)

    def say_now(self) -> None:
        """As if the person had typed the present moment."""
        now = self._now()
        self._ns, self.zone = now.utc_ns, now.zone
        self.field.setDateTime(self._wall(now.utc_ns, now.zone))

    def zone_words(self) -> str:
        """GMT: the zone as people call it at that time of the year."""
        values = self.values()
        now = self._now()
        return zone_name(ZonedMoment(values[self._name] or now.utc_ns, values.get(self._zone_part) or now.zone))

    def _wall(self, ns: int, zone: str) -> QDateTime:
        local = ZonedMoment(ns, zone).local_at
        day = QDate(local.year, local.month, local.day)
        return QDateTime(day, QTime(local.hour, local.minute), QTimeZone.utc())

    def _typed_ns(self, zone: str) -> int:
        return moment_of(self.field.dateTime().toString("yyyy-MM-dd HH:mm"), zone).utc_ns
