"""Files dragged over the room: only those of this computer are taken, as copies; words go where they are let go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.evidence import Origin
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.evidence_panel import EvidencePanel
from evidence_desk.ui.picture_decoding import decoded
from evidence_desk.ui.tokens import Scheme
from tests.ui.rendered import rendered_texts
from tests.ui.room_samples import record
from tests.ui.text_recorder import TextRecorder
from tests.ui.themes import theme_of
from tests.ui.wholeness import faults

_ALL = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_HERE = QUrl.fromLocalFile("/home/person/receipt.pdf")


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Appearance) -> Iterator[EvidencePanel]:
    made = EvidencePanel(look, qapp)
    made.set_takes_files(takes=True)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    made.hide()


def dragged(*urls: QUrl, text: str = "") -> QMimeData:
    mime = QMimeData()
    if urls:
        mime.setUrls(list(urls))
    if text:
        mime.setText(text)
    return mime


def enters(widget: QWidget, mime: QMimeData, actions: Qt.DropAction = _ALL) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(5, 5), actions, mime, _LEFT, _NO_KEY)
    event.setDropAction(Qt.DropAction.MoveAction)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_hint_is_whole_and_read_at_twice_the_size(
    panel: EvidencePanel, look: Appearance, qapp: QApplication, scheme: Scheme
) -> None:
    hint = panel.drops.hint
    look.show_in(theme_of(qapp, scheme, 2.0))
    panel.resize(640, 500)
    enters(panel, dragged(_HERE))
    texts = rendered_texts(hint)
    recorder = TextRecorder(hint.width(), hint.height())
    hint.render(recorder, QPoint(0, 0))

    assert " ".join(text.words.strip() for text in texts) == f"{hint.words()} {hint.meaning()}"
    assert all(hint.rect().contains(text.box) for text in texts)
    assert not [text for text in texts if text.is_faint]
    assert not recorder.painted.overlaps()


def test_a_file_is_taken_as_a_copy_with_a_hint_meanwhile(panel: EvidencePanel) -> None:
    dropped, mime = QSignalSpy(panel.files_dropped), dragged(_HERE, QUrl("https://example.org/a.pdf"))
    event = enters(panel, mime)
    assert (event.isAccepted(), event.dropAction()) == (True, Qt.DropAction.CopyAction)
    assert panel.drops.hint.isVisible()
    assert panel.drops.hint.geometry() == panel.rect()
    QApplication.sendEvent(panel, QDragLeaveEvent())
    assert not panel.drops.hint.isVisible()
    enters(panel, mime)
    drop = QDropEvent(QPointF(5, 5), _ALL, mime, _LEFT, _NO_KEY, QEvent.Type.Drop)
    QApplication.sendEvent(panel, drop)
    assert dropped.count() == 1
    assert dropped.at(0) == [[Path("/home/person/receipt.pdf")]]
    assert not panel.drops.hint.isVisible()


@pytest.mark.parametrize(
    "mime",
    [
        dragged(QUrl("https://example.org/receipt.pdf")),
        dragged(QUrl("file://another.example/receipt.pdf")),
        dragged(QUrl("data:text/plain,words")),
        dragged(text="/home/person/receipt.pdf"),
        dragged(),
    ],
    ids=["web", "another computer", "data", "words", "nothing"],
)
def test_anything_else_is_not(panel: EvidencePanel, mime: QMimeData) -> None:
    assert not enters(panel, mime).isAccepted()
    assert not panel.drops.hint.isVisible()


def test_what_may_not_be_copied_is_not_taken(panel: EvidencePanel) -> None:
    assert not enters(panel, dragged(_HERE), Qt.DropAction.MoveAction).isAccepted()


def test_the_note_takes_words_and_leaves_files_to_the_room(panel: EvidencePanel) -> None:
    note = panel.detail.note.field.viewport()
    assert enters(note, dragged(text="what they wrote")).isAccepted()
    assert not panel.drops.hint.isVisible()
    assert enters(note, dragged(_HERE)).isAccepted()
    assert panel.drops.hint.isVisible(), "the room heard of it"
    panel.set_takes_files(takes=False)
    assert not panel.drops.hint.isVisible()
    assert not enters(panel, dragged(_HERE)).isAccepted()


def test_what_is_said_of_many_files_scrolls_by_the_keyboard_too(panel: EvidencePanel, qtbot: QtBot) -> None:
    line = panel.adding
    line.show_progress(1, 3, "Adding receipt.pdf, 2 of 3…")
    qtbot.waitUntil(lambda: not faults(line), timeout=20_000)
    assert (line.stop.isVisible(), line.close_it.isVisible()) == (True, False)
    line.show_result("1 of 3 files added.", ["Why"])
    assert line._reasons.focusPolicy() is Qt.FocusPolicy.NoFocus
    line.show_result("1 of 30 files added.", [f"Why {number}" for number in range(29)])
    qtbot.waitUntil(lambda: line._reasons.focusPolicy() is Qt.FocusPolicy.StrongFocus, timeout=20_000)
    qtbot.waitUntil(lambda: not faults(line), timeout=20_000)
    assert line.height() < panel.height() // 2
    assert (line.stop.isVisible(), line.close_it.isVisible()) == (False, True)


_BITMAP = bytes.fromhex(
    "424d3a0000000000000036000000280000000100000001000000010018000000000004000000130b0000130b0000"
) + (bytes(8) + b"\x0a\x0a\xc8\x00")


def test_qt_decodes_nothing_that_came_from_elsewhere() -> None:
    """Qt would take this for the bitmap that it is; the child takes a PNG for a PNG and nothing else."""
    assert not decoded(record(1), _BITMAP).isNull()
    for kind in ("picture", "file"):
        assert decoded(record(1, origin=Origin.IMPORTED, kind=kind), _BITMAP).isNull()
