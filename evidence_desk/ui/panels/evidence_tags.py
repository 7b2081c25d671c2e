"""An item's tags in the detail: chips, and a field to add one. While adding, each chip can be taken away."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.regions import stand_in
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.chip import Chip
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.plain_tooltip import tell_in_full

_LONGEST_TAG = 60
_LONGEST_ON_BUTTON = 20
_LEAST_CHIP = 64
_FIELD_WIDTH = 180


class EvidenceTags(FlowRow):
    """Says which tag to add or take away; shows only the tags it is given."""

    tag_added = Signal(str)
    tag_removed = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look = look
        self._tags: tuple[str, ...] = ()
        self._editing = False
        self._chips: list[QWidget] = []
        self.add = Button(look, self.tr("Add tag"), kind="quiet", size="small-link")
        self.add.setToolTip(self.tr("Add a tag (T)"))
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST_TAG)
        self.field.setAccessibleName(self.tr("New tag"))
        self.field.setPlaceholderText(self.tr("New tag, then Enter"))
        self.field.installEventFilter(self)
        self.add.clicked.connect(self.start_adding)
        self.field.returnPressed.connect(self._on_entered)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self._lay_out()

    def set_tags(self, tags: tuple[str, ...]) -> None:
        """Show these tags."""
        if tags != self._tags:
            self._tags = tags
            self._lay_out()

    def announce_tags(self) -> None:
        """Say which tags there are, after a person changed them."""
        tags = ", ".join(safe_line(tag) for tag in self._tags)
        announce(self, self.tr("Tags: {tags}").format(tags=tags) if tags else self.tr("No tags"))

    @Slot()
    def start_adding(self) -> None:
        """Open the field and put the keyboard into it."""
        self._set_editing(editing=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_adding(self) -> None:
        """Close the field and forget what was typed in it."""
        self.field.clear()
        self._set_editing(editing=False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> None:
        """Esc gives up the tag; Leave now counts the same key, so it goes on its way."""
        if event.key() == Qt.Key.Key_Escape:
            self.stop_adding()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_entered(self) -> None:
        tag = self.field.text().strip()
        if tag and tag not in self._tags:
            self.tag_added.emit(tag)
        self.stop_adding()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_editing(self, *, editing: bool) -> None:
        if editing != self._editing:
            self._editing = editing
            self._lay_out()

    def _lay_out(self) -> None:
        drop(self.flow, self._chips)
        self.flow.removeWidget(self.field)
        self.flow.removeWidget(self.add)
        self._chips = [self._chip(tag) for tag in self._tags]
        for widget in (*self._chips, self.field, self.add):
            self.flow.addWidget(widget)
        stand_in(self, [*self._chips, self.field, self.add])
        self.field.setVisible(self._editing)
        self.add.setVisible(not self._editing)
        for chip in self._chips:
            chip.show()
        self.updateGeometry()

    def _chip(self, tag: str) -> QWidget:
        words = safe_line(tag)
        if not self._editing:
            return _TagChip(self._look, words, parent=self)
        shown = words if len(words) <= _LONGEST_ON_BUTTON else words[: _LONGEST_ON_BUTTON - 1] + "…"
        button = Button(self._look, shown, "close", size="small-chip", parent=self)
        button.setAccessibleName(self.tr("Take away the tag {tag}").format(tag=words))
        button.setToolTip(self.tr("Take this tag away"))
        button.clicked.connect(lambda: self.tag_removed.emit(tag))
        return button

    @Slot()
    def _on_look_changed(self) -> None:
        self.field.setFixedWidth(self._look.theme.px(_FIELD_WIDTH))


class _TagChip(Chip):
    """A chip that is cut where it is wider than the detail; the tooltip and a screen reader have all of it."""

    def __init__(self, look: Appearance, words: str, parent: QWidget) -> None:
        super().__init__(look, words, parent=parent)
        tell_in_full(self, words)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._look.theme.px(_LEAST_CHIP)), hint.height())
