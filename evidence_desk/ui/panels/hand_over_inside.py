"""The card that says what will be inside a folder, for whoever it is made for."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_words import HandOverContents, care_words, lines
from evidence_desk.ui.panels.hand_over_cards import NumberedHead, card_column
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.icon_line import IconLine
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.tick_box import TickBox


class InsideCard(Card):
    """What goes in, in the numbers of this case, under the one thing to know before."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._contents = HandOverContents(0, 0, 0, 0)
        self._recipient = Recipient.POLICE
        self._shut: tuple[str, ...] = ()
        self._bare = Note(
            look, self.tr("In the folder, pictures are not covered. Anyone who opens it can see them."), icon="eye"
        )
        self._care = Note(look)
        self._flagged = Note(look)
        self._goes_on = TickBox(look, "")
        self._no_items = TickBox(look, self.tr("Leave the items out"))
        self._lines: dict[Recipient, tuple[QWidget, tuple[IconLine, ...]]] = {}
        self._rows = QVBoxLayout()
        self._names = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        column = card_column(self)
        column.addWidget(NumberedHead(look, "2", self.tr("What is inside")))
        # Above all that comes and goes with it: nothing moves under the pointer.
        column.addWidget(self._no_items, 0, Qt.AlignmentFlag.AlignLeading)
        self._no_items.toggled.connect(self._show)
        for note in (self._bare, self._care, self._flagged):
            column.addWidget(note)
        column.addWidget(self._goes_on, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._rows)
        column.addWidget(self._names)
        column.addStretch()
        self.set_flagged((), "")
        self._show()

    def set_contents(self, contents: HandOverContents) -> None:
        """Show this case's numbers, and what to know where somebody in its pictures is, or may be, under 18."""
        self._contents = contents
        self._show()

    def set_recipient(self, recipient: Recipient) -> None:
        """Show what this one gets."""
        self._recipient = recipient
        self._show()

    @property
    def leaves_out_flagged(self) -> bool:
        """Whether the person said to go on without what is flagged."""
        return self._goes_on.isChecked()

    @property
    def leaves_out_items(self) -> bool:
        """Whether the person said to put in no items, where they can say so."""
        return self._recipient.takes_chosen and self._no_items.isChecked()

    def set_flagged(self, exhibits: tuple[str, ...], ring_words: str) -> None:
        """Say which items are flagged as under 18 and not put in, and whom to ring."""
        one = self.tr("{exhibits} is flagged as under 18. It is not put in. {ring}")
        several = self.tr("{exhibits} are flagged as under 18. They are not put in. {ring}")
        words = (one if len(exhibits) == 1 else several).format(exhibits=", ".join(exhibits), ring=ring_words)
        if not exhibits or words != self._flagged.text():
            self._goes_on.setChecked(False)  # it was said of others
        self._shut = exhibits
        self._flagged.set_text(words if exhibits else "")
        goes_on = (
            self.tr("Make the folder without them") if len(exhibits) > 1 else self.tr("Make the folder without it")
        )
        self._goes_on.setText(goes_on)
        self._goes_on.setAccessibleName(goes_on)
        self._show_flagged()

    @Slot()
    def _show(self) -> None:
        named = self._recipient is not Recipient.HELPLINE and self._contents.part(self._recipient).items > 0
        has_pictures = named and not self.leaves_out_items
        self._no_items.setVisible(self._recipient.takes_chosen and named)
        self._bare.setVisible(has_pictures)
        self._care.set_text(care_words(self._contents.under18) if has_pictures else "")
        self._care.setVisible(bool(self._care.text()))
        has_words = self._recipient is not Recipient.HELPLINE
        with_words = self.tr(
            "We put in no name or address of yours. Pictures, titles and your own words may show them."
        )
        without = self.tr("We put in no name or address of yours, and none of your own words.")
        self._names.setText(with_words if has_words else without)
        self._show_flagged()
        self._show_lines()

    def _show_flagged(self) -> None:
        """Only where something that is flagged would have gone in; a helpline gets no pictures anyway."""
        would_be_in = self._recipient.gets_everything or self._contents.part(self._recipient).has_flagged
        concerned = bool(self._shut) and would_be_in and not self.leaves_out_items
        for part in (self._flagged, self._goes_on):
            part.setVisible(concerned)

    def _show_lines(self) -> None:
        said = lines(self._contents, self._recipient, without_items=self.leaves_out_items)
        if self._recipient not in self._lines:
            self._lines[self._recipient] = self._made_lines(said)
        for recipient, (block, _) in self._lines.items():
            block.setVisible(recipient is self._recipient)
        for line, (_icon, title, words) in zip(self._lines[self._recipient][1], said, strict=True):
            line.set_words(title, words)

    def _made_lines(self, said: tuple[tuple[str, str, str], ...]) -> tuple[QWidget, tuple[IconLine, ...]]:
        block = QWidget()
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        made = tuple(IconLine(self._look, icon, title, words) for icon, title, words in said)
        for line in made:
            rows.addWidget(line)
            rows.addWidget(Rule())
        self._rows.addWidget(block)
        return block, made
