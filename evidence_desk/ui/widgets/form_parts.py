"""What a form is filled in with: lines, a note, choices. Each shows parts of an entry and gives them back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.choice_box import ChoiceBox

Values = Mapping[str, Any]
"""Parts of an entry, by their names."""

_LONGEST_LINE = 2_000
_NOTE_HEIGHT, _FEWEST_LETTERS = 72, 8


class FormPart(QObject):
    """`typed` tells that the person changed something, `left` that the keyboard went elsewhere."""

    typed = Signal()
    left = Signal()

    def __init__(self, control: QWidget, *names: str) -> None:
        super().__init__(control)
        self.control = control
        self.names = names
        control.installEventFilter(self)

    def values(self) -> dict[str, Any]:
        """What is in the control now; of the names those that it says something of."""
        raise NotImplementedError

    def show_values(self, values: Values) -> None:
        """Put this into the control, by all of the names; it is not told as typed."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Another entry is shown from now on: forget what was chosen and says nothing yet."""

    def tidy(self) -> bool:
        """Take out what must not be kept, before it is told; whether there was such a thing."""
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.control and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.left.emit()
        return super().eventFilter(watched, event)


class LinePart(FormPart):
    """One line of text. `clean` makes of it what may be kept."""

    def __init__(self, name: str, clean: Callable[[str], str] = str.strip) -> None:
        self.field = QLineEdit()
        super().__init__(self.field, name)
        self._name = name
        self._clean = clean
        self.field.setMaxLength(_LONGEST_LINE)
        self.field.textEdited.connect(self.typed)

    @override
    def values(self) -> dict[str, Any]:
        return {self._name: self.field.text().strip()}

    @override
    def show_values(self, values: Values) -> None:
        if values[self._name] != self.field.text().strip():
            self.field.setText(values[self._name])
            self.field.setCursorPosition(0)

    @override
    def tidy(self) -> bool:
        text = self.field.text().strip()
        cleaned = self._clean(text)
        if cleaned == text:
            return False
        self.field.setText(cleaned)
        return True


class TextPart(FormPart):
    """Several lines: a note, or with `lines` a tuple of texts, one on each line."""

    def __init__(
        self, look: Appearance, name: str, *, lines: bool = False, clean: Callable[[str], str] = str.strip
    ) -> None:
        self.field = QPlainTextEdit()
        super().__init__(self.field, name)
        self._look = look
        self._name = name
        self._lines = lines
        self._clean = clean
        self.field.setTabChangesFocus(True)
        self.field.textChanged.connect(self.typed)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @override
    def values(self) -> dict[str, Any]:
        text = self.field.toPlainText().strip()
        return {self._name: tuple(filter(None, map(str.strip, text.splitlines()))) if self._lines else text}

    @override
    def show_values(self, values: Values) -> None:
        if values[self._name] != self.values()[self._name]:
            value = values[self._name]
            self._put("\n".join(value) if self._lines else value)

    @override
    def tidy(self) -> bool:
        text = self.field.toPlainText().strip()
        cleaned = self._clean(text)
        if cleaned == text:
            return False
        self._put(cleaned)
        return True

    def _put(self, text: str) -> None:
        """Whoever types in it goes on where they were, counted from the end."""
        cursor, document = self.field.textCursor(), self.field.document()
        after = document.characterCount() - cursor.position()
        blocked = self.field.blockSignals(True)
        self.field.setPlainText(text)
        if self.field.hasFocus():
            cursor.setPosition(max(0, document.characterCount() - after))
            self.field.setTextCursor(cursor)
        self.field.blockSignals(blocked)

    @Slot()
    def _on_look_changed(self) -> None:
        self.field.setFixedHeight(self._look.theme.px(_NOTE_HEIGHT))


class ChoicePart(FormPart):
    """One of a list; each choice stands for a text that is kept."""

    def __init__(self, look: Appearance, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.field = flexible_box(look)
        super().__init__(self.field, name)
        self._name = name
        for value, words in choices:
            self.field.addItem(words, value)
        self.field.activated.connect(lambda _place: self.typed.emit())

    @override
    def values(self) -> dict[str, Any]:
        return {self._name: self.field.currentData() or ""}

    @override
    def show_values(self, values: Values) -> None:
        self.field.show_value(values[self._name])


class NamedChoicePart(FormPart):
    """One of a list, or a name of the person's own in a line that stands below while nothing of the list is chosen."""

    def __init__(self, look: Appearance, name: str, own_name: str, own: QLineEdit) -> None:
        self.field, self.own = flexible_box(look), own
        super().__init__(self.field, name, own_name)
        self._name, self._own_name = name, own_name
        own.setMaxLength(_LONGEST_LINE)
        own.installEventFilter(self)
        own.textEdited.connect(self.typed)
        self.field.activated.connect(self._on_chosen)

    def set_choices(self, choices: Iterable[tuple[str, str]], another: str) -> None:
        """Offer these, and last `another`."""
        chosen = self.field.currentData()
        self.field.clear()
        for value, words in (*choices, ("", another)):
            self.field.addItem(words, value)
        self._choose(chosen or "", said=chosen is not None)

    @override
    def values(self) -> dict[str, Any]:
        chosen = self.field.currentData() or ""
        return {self._name: chosen, self._own_name: "" if chosen else self.own.text().strip()}

    @override
    def show_values(self, values: Values) -> None:
        chosen, own = values[self._name], values[self._own_name]
        self._choose(chosen, said=bool(chosen or own) or self.wants_own)
        if own != self.own.text().strip():
            self.own.setText(own)
        self.own.setEnabled(not chosen)

    @override
    def begin_anew(self) -> None:
        self.field.setCurrentIndex(-1)

    @property
    def wants_own(self) -> bool:
        """Whether a name of the person's own is asked for."""
        return self.field.currentIndex() >= 0 and not self.field.currentData()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.own and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _choose(self, chosen: str, *, said: bool) -> None:
        self.field.show_value(chosen)
        if not said:
            self.field.setCurrentIndex(-1)

    @Slot()
    def _on_chosen(self) -> None:
        self.own.setEnabled(self.wants_own)
        self.typed.emit()


def flexible_box(look: Appearance) -> ChoiceBox:
    """A choice that is as wide as its room, not as its longest words."""
    box = ChoiceBox(look, "")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEWEST_LETTERS)
    box.setPlaceholderText(QCoreApplication.translate("form_parts", "Choose"))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
