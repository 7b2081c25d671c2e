"""The parts of a window that F6 goes through."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

_REASON = Qt.FocusReason.ShortcutFocusReason


def step_region(application: QApplication, regions: Sequence[QWidget], by: int) -> None:
    """Put the keyboard into the next region that can take it; `by` is 1 or -1."""
    focused = application.focusWidget()
    here = next((place for place, region in enumerate(regions) if _holds(region, focused)), -1 if by > 0 else 0)
    for distance in range(1, len(regions) + 1):
        target = first_stop(regions[(here + by * distance) % len(regions)])
        if target is not None:
            target.setFocus(_REASON)
            return


def first_stop(region: QWidget) -> QWidget | None:
    """The first thing in a region that Tab would stop at; the region itself if it is one."""
    if _is_stop(region):
        return region
    return next(filter(_is_stop, _in_tab_order(region)), None)


def set_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these in this order."""
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def stand_in(container: QWidget, stops: Sequence[QWidget]) -> None:
    """Let Tab come to these where their container stands; what is made later would else be the window's last."""
    policy = container.focusPolicy()
    container.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt puts nothing behind what never takes the keyboard
    set_tab_order([container, *(stop for stop in stops if stop.focusPolicy() is not Qt.FocusPolicy.NoFocus)])
    container.setFocusPolicy(policy)


def _holds(region: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (region is focused or region.isAncestorOf(focused))


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled()


def _in_tab_order(region: QWidget) -> list[QWidget]:
    """A checked row of a group comes before its fellows, as with Tab."""
    found, step = [], region.nextInFocusChain()
    while step is not None and step is not region:
        if region.isAncestorOf(step):
            found.append(step)
        step = step.nextInFocusChain()
    return sorted(found, key=_is_checked, reverse=True)


def _is_checked(widget: QWidget) -> bool:
    return bool(widget.property("checked"))
