"""What must hold for any page: nothing cut, nothing nameless, no text that is read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evidence_desk.ui.widgets.elided_label import ElidedLabel


def cut_labels(page: QWidget) -> list[str]:
    """Labels that have less room than their text takes, but for those that may end in … and tell it all elsewhere."""
    visible = [label for label in page.findChildren(QLabel) if label.isVisible()]
    labels = [label for label in visible if not isinstance(label, ElidedLabel) and not label.toolTip()]
    return [label.text()[:60] for label in labels if label.text() and _is_cut(label)]


def cut_buttons(page: QWidget) -> list[str]:
    """Buttons and choices smaller than their words, or than a finger needs."""
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisible() and _is_own(button)]
    choices = [choice for choice in page.findChildren(QComboBox) if choice.isVisible()]
    return [
        button.accessibleName() or button.text()
        for button in buttons
        if (button.text() and button.width() < button.sizeHint().width()) or min(button.width(), button.height()) < 24
    ] + [choice.accessibleName() for choice in choices if choice.width() < choice.minimumSizeHint().width()]


def out_of_view(window: QWidget, stop: QWidget) -> bool:
    """Whether part of a control is scrolled away or under something, though all of it would fit into the window."""
    seen = stop.visibleRegion().boundingRect()
    return seen.size() != stop.rect().size() and stop.height() < window.height() // 4


def outside(page: QWidget) -> list[str]:
    """Visible things that reach past the side of what holds them; the ring lies round its control and paints inside."""
    shown = [each for each in page.findChildren(QWidget) if each.isVisible() and not isinstance(each, QFocusFrame)]
    inside = [each for each in shown if each.parentWidget() is not None]
    return [
        f"{type(each).__name__} {each.accessibleName()} in {type(each.parentWidget()).__name__} {each.geometry()}"
        for each in inside
        if not each.isWindow() and (each.x() < 0 or each.geometry().right() > each.parentWidget().width())
    ]


def nameless(page: QWidget) -> list[str]:
    """Controls a screen reader could not name; a placeholder is not a name."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QProgressBar, QAbstractScrollArea)
    controls = [each for kind in kinds for each in page.findChildren(kind) if _is_own(each)]
    focusable = [each for each in controls if each.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    return [type(each).__name__ for each in focusable if not each.accessibleName()]


def unlabelled(page: QWidget) -> list[str]:
    """Choices with no label beside them: on Linux one is called by what is chosen, and only its label says of what."""
    choices = [each for each in page.findChildren(QComboBox) if _is_own(each)]
    return [each.accessibleName() for each in choices if not any(label.buddy() is each for label in _beside(each))]


def not_plain(page: QWidget) -> list[str]:
    """Labels that could read their text as markup."""
    labels = page.findChildren(QLabel)
    return [label.text()[:60] for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]


def _beside(widget: QWidget) -> list[QLabel]:
    """Qt looks for the label of a control among its siblings alone."""
    return widget.parentWidget().findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.minimumSizeHint().height()


def _is_own(widget: QWidget) -> bool:
    """Not a part of Qt's own, such as the button in a line's corner."""
    return not widget.objectName().startswith("qt_")


def faults(page: QWidget) -> dict[str, list[str]]:
    """Everything wrong with a page, by kind; empty when all is well."""
    checks = (cut_labels, cut_buttons, outside, nameless, unlabelled, not_plain)
    return {check.__name__: found for check in checks if (found := check(page))}


def wait_until_whole(qtbot: QtBot, page: QWidget) -> None:
    """Fails when anything is still wrong with a page after Qt has laid it out."""

    def whole() -> None:
        found = faults(page)
        if found:
            raise AssertionError(found)

    qtbot.waitUntil(whole, timeout=20_000)
