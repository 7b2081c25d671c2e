"""The bar while a window is watched: everything is whole from the first picture to the last that is allowed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.capture_bar import CaptureBar
from tests.ui.conftest import theme_of
from tests.ui.wholeness import faults

MOST = 200


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("form", ["small", "whole"])
def test_it_keeps_its_width_and_stop_is_whole(
    bar: CaptureBar, look: Appearance, qapp: QApplication, qtbot: QtBot, scale: float, form: str
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    bar.set_small(form == "small")
    bar.face.watching.watch("Messages, a long name of a window - Chromium", MOST)
    bar.set_watching(watching=True)
    qtbot.waitUntil(lambda: not faults(bar))
    width = bar.width()
    for kept in (9, 10, MOST):
        bar.face.watching.show_kept(kept, MOST)
        bar.show_count(14 + kept)
        qtbot.waitUntil(lambda: not faults(bar))
        assert bar.width() == width
