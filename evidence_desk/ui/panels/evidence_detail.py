"""One item beside the list: covered picture, title, tags, facts, history and the person's note."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.listed import LONGEST_LISTED_NOTE, Listed
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.evidence_words import is_shut, is_unreadable, short_title, shut_words
from evidence_desk.ui.models.file_facts import is_kept_unopened, unopened_words
from evidence_desk.ui.models.history_words import event_time, event_words
from evidence_desk.ui.models.safe_text import left_to_right
from evidence_desk.ui.panels.evidence_facts import EvidenceFacts, HistoryLines
from evidence_desk.ui.panels.evidence_tags import EvidenceTags
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.cover import Cover
from evidence_desk.ui.widgets.menu_entry import add_entry
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.note_field import NoteField
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn, fill_card
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_LAST_LINES, _EDGE = 3, 15


class EvidenceDetail(Card):
    """Shows the item it is given: first what the list knew of it, then the rest when that was read.

    It holds a picture's pixels only between `show_picture` and `cover`.
    """

    look_asked = Signal(str)
    note_edited = Signal(str, str)
    tag_added = Signal(str, str)
    tag_removed = Signal(str, str)
    removal_asked = Signal(str)
    flag_asked = Signal(str, bool)
    """The item's id, and whether it is to be flagged as under 18."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed: Listed | None = None
        self._item: Item | None = None
        self._asked: ItemId | None = None
        self._note_wanted = False
        self._unopened = ""
        self.setAccessibleName(self.tr("The chosen item"))
        self.picture = Cover(look)
        self.tags = EvidenceTags(look)
        self.note = NoteField(look, self.tr("Your note"))
        self.add_note = Button(look, self.tr("Add a note"))
        self.more = Button(look, self.tr("More"), "down", size="icon")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.more.accessibleName())
        self.flag = add_entry(self.menu, self.tr("Flag as under 18"), self._on_flag_asked)
        self._ring_words = ""
        add_entry(self.menu, self.tr("Remove…"), self._on_removal_asked)
        self.more.setMenu(self.menu)
        self._title = WrappedLabel("", TextSize.SECTION)
        self._exhibit = PlainLabel("", TextSize.SMALL, ink="3")
        self._trouble = Note(look)
        self._facts = EvidenceFacts(look)
        self._history = HistoryLines(look)
        self._history_rule = Rule()
        # Nothing jumps while one item's facts make way for another's.
        keeps_its_room = self._facts.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._facts.setSizePolicy(keeps_its_room)
        self._lay_out()
        self._connect()

    @property
    def listed(self) -> Listed | None:
        """The item shown, as far as the list knows it."""
        return self._listed

    @property
    def item(self) -> Item | None:
        """The item shown, once all of it was read."""
        return self._item

    @property
    def waits_or_shows(self) -> bool:
        """Whether a picture is shown or on its way."""
        return self._asked is not None or self.picture.is_open

    def show_listed(self, listed: Listed | None) -> None:
        """Show what is known of an item, covered; the same item again keeps its picture and what is being typed."""
        same = listed is not None and self._listed is not None and listed.id == self._listed.id
        if not same:
            self.leave()
            self._item = None
            self._note_wanted, self._unopened = False, ""
        self._listed = listed
        if listed is None:
            return
        self._title.setText(short_title(listed))
        self._exhibit.setText(left_to_right(listed.exhibit))
        self.tags.set_tags(listed.tags)
        if not same:
            self._blank()
            if len(listed.note) < LONGEST_LISTED_NOTE:
                self._open_note(listed.id, listed.note, same=False)
        self._show_damage(listed, say=not same)

    def show_item(self, item: Item) -> None:
        """Show all of an item; one that was not shown before takes the place of the other."""
        self.show_listed(Listed.of(item))
        same, self._item = self._item is not None, item
        self._unopened = unopened_words() if is_kept_unopened(item.record) else ""
        if self._unopened and not self.picture.is_shut:
            self.picture.shut(self._unopened)
        self._facts.show_item(item)
        self._facts.show()
        self._open_note(item.id, item.note, same=same or self.add_note.isEnabled())
        if self._note_wanted:
            self.start_note()

    def set_ring_words(self, words: str) -> None:
        """Whom to ring about an item that is shut."""
        self._ring_words = words
        if self._listed is not None and is_shut(self._listed):
            self._trouble.set_text(self._flagged_words(self._listed))

    def leave(self) -> None:
        """Move on: cover, say what was typed, and forget what went wrong."""
        self.cover()
        self.note.flush()
        self.tags.stop_adding()
        self._trouble.hide()

    def cover(self) -> None:
        """Drop the picture's pixels at once; one that is still on its way is dropped when it comes."""
        self._asked = None
        self.picture.cover()

    @Slot()
    def turn(self) -> None:
        """Look, or cover again."""
        if self.picture.is_open:
            self.cover()
            announce(self.picture, self.tr("Covered"))
        elif self.picture.is_shut:
            announce(self.picture, self.picture.accessibleName())
        else:
            self.ask_to_look()

    @Slot()
    def ask_to_look(self) -> None:
        """Ask for the picture of the item shown; a damaged one has none."""
        if self._listed is not None and not self.picture.is_shut:
            self._trouble.hide()
            self._asked = self._listed.id
            self.look_asked.emit(self._listed.id)

    def show_picture(self, item_id: ItemId, picture: QImage) -> None:
        """Uncover the picture that was asked for; one that nobody waits for any more is not kept."""
        if item_id == self._asked:
            self.picture.show_picture(picture)
            announce(self.picture, self.picture.accessibleName())

    def show_trouble(self, item_id: ItemId, sentence: str) -> None:
        """Say what went wrong with an item: its picture can't be shown, or what was said of it can't be kept."""
        self.note.not_kept(item_id)
        if self._listed is not None and item_id == self._listed.id:
            self._asked = None
            self._trouble.set_text(sentence)
            self._trouble.show()
            announce(self, sentence)

    def show_history(self, item_id: ItemId, events: Iterable[CustodyEvent], today: date) -> None:
        """Show the last lines of the item's history, oldest first."""
        if self._listed is None or item_id != self._listed.id:
            return
        last = list(events)[-_LAST_LINES:]
        self._history.show_lines((event_time(event.moment, today), event_words(event)) for event in last)
        self._history_rule.setVisible(bool(last))

    @Slot()
    def start_note(self) -> None:
        """Open the note and put the keyboard into it; at once, or as soon as it was read."""
        self._note_wanted = not self.add_note.isEnabled()
        if self._note_wanted:
            return
        self._show_note(shown=True)
        self.note.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_note(self, *, shown: bool) -> None:
        self.note.setVisible(shown)
        self.add_note.set_name(self.tr("Change the note") if shown else self.tr("Add a note"))

    def _blank(self) -> None:
        """Leave room for what only the whole item says, until that was read; a short note is known before."""
        self._facts.hide()
        self.note.hide()
        self.add_note.setEnabled(False)
        self._history.show_lines(())
        self._history_rule.hide()

    def _open_note(self, item_id: ItemId, note: str, *, same: bool) -> None:
        """The note can be written now; one that was open stays open."""
        self.add_note.setEnabled(True)
        self.note.show_note(item_id, note)
        self._show_note(shown=bool(note) or self.note.has_words(item_id) or (same and self.note.isVisibleTo(self)))

    def _show_damage(self, item: Listed, *, say: bool) -> None:
        """What is flagged or damaged has no picture to look at, and says why."""
        flagged, damaged, was_shut = is_shut(item), is_unreadable(item), self.picture.is_shut
        if say or flagged or damaged or was_shut:
            self._asked = None
            self.picture.shut(shut_words() if flagged else self.tr("Can't be read") if damaged else self._unopened)
        if flagged:
            self._trouble.set_text(self._flagged_words(item))
        elif damaged:
            sentence = self.tr(
                "The saved file is damaged. Its record and fingerprint are still here. "
                "Make a backup of the desk and ask for help."
            )
            self._trouble.set_text(sentence)
        stays = not say and not was_shut and self._trouble.isVisibleTo(self)
        self._trouble.setVisible(flagged or damaged or stays)
        self.flag.setText(self.tr("Take the flag off…") if flagged else self.tr("Flag as under 18"))

    def _flagged_words(self, item: Listed) -> str:
        words = self.tr("{exhibit} is flagged as under 18, so it stays shut. {ring}")
        return words.format(exhibit=left_to_right(item.exhibit), ring=self._ring_words)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._title, 1)
        title.addWidget(self._exhibit, 0, Qt.AlignmentFlag.AlignTop)
        body = ScrolledColumn()
        # Spacing, unlike added space, goes when what it parts is hidden.
        body.column.setSpacing(12)
        body.column.addWidget(self.picture)
        body.column.addWidget(self._trouble)
        body.column.addLayout(title)
        for part in (self.tags, self.note, self._facts, self._history_rule, self._history):
            body.column.addWidget(part)
        body.column.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.add_note, 1)
        foot.addWidget(self.more)
        fill_card(self, (body, foot), _EDGE, gap=12)

    def _connect(self) -> None:
        self.picture.look_asked.connect(self.ask_to_look)
        self.picture.covered.connect(self._on_covered)
        self.add_note.clicked.connect(self.start_note)
        self.add_note.setToolTip(self.tr("Write a note (N)"))
        self.note.edited.connect(self.note_edited)
        self.tags.tag_added.connect(self._on_tag_added)
        self.tags.tag_removed.connect(self._on_tag_removed)

    @Slot()
    def _on_covered(self) -> None:
        self._asked = None

    @Slot()
    def _on_flag_asked(self) -> None:
        if self._listed is not None:
            self.flag_asked.emit(self._listed.id, not is_shut(self._listed))

    @Slot()
    def _on_removal_asked(self) -> None:
        if self._listed is not None:
            self.removal_asked.emit(self._listed.id)

    @Slot(str)
    def _on_tag_added(self, tag: str) -> None:
        if self._listed is not None:
            self.tag_added.emit(self._listed.id, tag)

    @Slot(str)
    def _on_tag_removed(self, tag: str) -> None:
        if self._listed is not None:
            self.tag_removed.emit(self._listed.id, tag)
