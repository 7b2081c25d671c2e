"""One entry of a register beside its list: a form that keeps itself, the items that show it, and what can be done."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.written import Written
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.exhibit_chips import ExhibitChips
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.form_parts import FormPart, TextPart
from evidence_desk.ui.widgets.labelled_field import LabelledField
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.saved_form import SavedForm
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn, fill_card
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_KEPT_MS, _EDGE = 2_000, 15
_PAIR_FOLDS_BELOW, _PAIR_GAP, _FOOT_GAP = 280, 12, 8
_FOOT_SHARES = (184, 128)


class EntryDetail(Card):
    """Who inherits makes the fields, and says which of them an entry shows. Every signal names the entry's subject."""

    edited = Signal(str, object)
    exhibit_added = Signal(str)
    exhibit_taken = Signal(str, str)
    exhibit_shown = Signal(str)
    """The item's id."""
    removal_asked = Signal(str)
    looked_odd = Signal()
    """What is in the form was told or filled in, and wants its hints anew."""

    chips: ExhibitChips
    form: SavedForm
    note: LabelledField

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.title = WrappedLabel("", TextSize.SECTION)
        self._kept = PlainLabel("", TextSize.SMALL, ink="accent")
        self.more = Button(look, self.tr("Show more"), "down", size="narrow-icon", kind="quiet")
        self.trouble = Note(look)
        self.remove = Button(look, self.tr("Remove"), kind="quiet")
        self.add_note = Button(look, self.tr("Add a note"))
        self.is_unfolded = False
        self._stops: list[QWidget] = []
        self._pairs: list[tuple[QWidget, tuple[LabelledField, LabelledField]]] = []
        self._kept_time = QTimer(self, singleShot=True, interval=_KEPT_MS)
        self._kept_time.timeout.connect(self._kept.clear)

    def fill_with(self, chips: ExhibitChips, parts: Iterable[FormPart], note: TextPart) -> None:
        """What the entry is filled in with; once, before anything is laid out."""
        self.chips = chips
        self.note = LabelledField(self._look, self.tr("Your note"), note.field)
        self.form = SavedForm((*parts, note), self)
        self._connect()

    @property
    def subject(self) -> str:
        """Which entry is shown; empty for none."""
        return self.form.subject

    def show_written(self, subject: str, what: Written, numbers: Mapping[ItemId, str]) -> None:
        """Show an entry; the same one again keeps what is being typed."""
        same = subject == self.subject
        if not same:
            self._fold(unfolded=False)
            self._kept.clear()
            self.trouble.hide()
        self.form.show_entry(subject, what)
        self.chips.show_exhibits(getattr(what, "exhibits", ()), numbers, same=same)
        self.arrange(is_new=not same)
        self.looked_odd.emit()

    def answer(self, subject: str, what: Written) -> None:
        """What was told is kept."""
        self.form.answer(subject, what)
        if subject == self.subject:
            self.trouble.hide()

    def show_trouble(self, subject: str, sentence: str) -> None:
        """Say why something could not be kept; it stays in the form."""
        self.form.not_kept(subject)
        if subject == self.subject:
            self.trouble.set_text(sentence)
            self.trouble.show()
            announce(self, sentence)

    def arrange(self, *, is_new: bool) -> None:
        """Name the fields, and show those that the entry needs; `is_new` when another is shown than before."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError

    @Slot()
    def start_note(self) -> None:
        """Open the fold and put the keyboard into the note."""
        self._fold(unfolded=True)
        self.note.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self, body: Sequence[QWidget], foot: Button) -> None:
        """Put everything in its place, once."""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self._kept)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        scrolled = ScrolledColumn()
        scrolled.column.setSpacing(12)
        for part in (self.trouble, *body, self.note, self.remove):
            scrolled.column.addWidget(part)
        scrolled.column.setAlignment(self.remove, Qt.AlignmentFlag.AlignLeading)
        scrolled.column.addStretch(1)
        acts = ColumnRow(
            self._look, (foot, self.add_note), _FOOT_SHARES, _PAIR_FOLDS_BELOW, gap=_FOOT_GAP, whole=True
        )  # fmt: skip
        fill_card(self, (head, scrolled, acts), _EDGE, top=11, gap=12)
        self._stops = [self.more, *_stops(body), self.note.control, self.remove, foot, self.add_note]
        self.trouble.hide()
        self._fold(unfolded=False)

    def stand_behind(self, before: Sequence[QWidget]) -> None:
        """Let Tab go through those and then through the detail, as both are read; once, when all of it is there."""
        self.chips.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt puts nothing behind what never takes the keyboard
        set_tab_order([*before, *self._stops])
        self.chips.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def pair(self, first: LabelledField, second: LabelledField, shares: tuple[int, int] = (1, 1)) -> QWidget:
        """Two fields side by side, where there is room for both."""
        pair = ColumnRow(self._look, (first, second), shares, _PAIR_FOLDS_BELOW, gap=_PAIR_GAP)
        self._pairs.append((pair, (first, second)))
        return pair

    def show_pairs(self) -> None:
        """A pair of which neither is shown takes no room."""
        for pair, fields in self._pairs:
            pair.setVisible(not all(field.isHidden() for field in fields))

    def _fold(self, *, unfolded: bool) -> None:
        self.is_unfolded = unfolded
        self.more.set_name(self.tr("Show less") if unfolded else self.tr("Show more"))
        self.more.set_icon("minus" if unfolded else "down")
        self.note.setVisible(unfolded)
        self.remove.setVisible(unfolded)

    def show_note_words(self, values: Mapping[str, Any]) -> None:
        """Say on the button whether there is a note."""
        self.add_note.set_name(self.tr("Change the note") if values.get("note") else self.tr("Add a note"))

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.form.kept.connect(self._on_kept)
        self.form.typed.connect(self._on_typed)
        self.form.edited.connect(lambda *_told: self.looked_odd.emit())
        self.more.clicked.connect(self._on_more)
        self.add_note.clicked.connect(self.start_note)
        self.remove.clicked.connect(lambda: self.removal_asked.emit(self.subject))
        self.chips.add_asked.connect(lambda: self.exhibit_added.emit(self.subject))
        self.chips.take_away_asked.connect(lambda item_id: self.exhibit_taken.emit(self.subject, item_id))
        self.chips.show_asked.connect(self.exhibit_shown)

    @Slot()
    def _on_more(self) -> None:
        self._fold(unfolded=not self.is_unfolded)
        self.arrange(is_new=False)

    @Slot()
    def _on_typed(self) -> None:
        self._kept.clear()
        self.arrange(is_new=False)

    @Slot()
    def _on_kept(self) -> None:
        self._kept.setText(self.tr("Kept"))
        announce(self, self.tr("Kept"))
        self._kept_time.start()


def _stops(body: Iterable[QWidget]) -> list[QWidget]:
    """The controls of the fields, in the order shown, each with what fills it in or mends it; and the chips."""
    stops: list[QWidget] = []
    for part in body:
        if isinstance(part, ExhibitChips):
            stops += [part, part.more, part.add]
        for field in (part, *part.findChildren(LabelledField)):
            if isinstance(field, LabelledField):
                stops += [field.control, *filter(None, [field.offered]), field.act]
    return stops
