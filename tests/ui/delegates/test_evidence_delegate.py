"""Evidence rows: nothing cut, nothing over anything else, at any text size, in both directions, with any title."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from evidence_desk.domain.listed import Listed
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.tokens import Scheme
from tests.ui.conftest import theme_of
from tests.ui.room_samples import HOSTILE_TITLES, TODAY, listed
from tests.ui.text_recorder import Painted, TextRecorder

_LIST_WIDTH = 582
_DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
_SCALES = (1.0, 1.5, 2.0)


class Row:
    """One row of a list, ready to be painted."""

    def __init__(self, look: Appearance, shown: Listed, row: int = 1, width: int = _LIST_WIDTH) -> None:
        self.look = look
        self.model = EvidenceListModel()
        self.model.set_rows([shown], TODAY)
        self.index = self.model.index(row, 0)
        self.delegate = EvidenceDelegate(look)
        self.option = QStyleOptionViewItem()
        height = self.delegate.sizeHint(self.option, self.index).height()
        self.option.rect = QRect(0, 0, round(width * look.theme.scale), height)
        self.option.state = QStyle.StateFlag.State_Enabled

    def texts(self) -> Painted:
        """Every text in the row."""
        size: QSize = self.option.rect.size()
        surface = TextRecorder(size.width(), size.height())
        painter = QPainter(surface)
        self.delegate.paint(painter, self.option, self.index)
        painter.end()
        return surface.painted

    def picture(self) -> QImage:
        """The row as it looks."""
        image = QImage(self.option.rect.size(), QImage.Format.Format_RGB32)
        image.fill(self.look.theme.colour("surface"))
        painter = QPainter(image)
        self.delegate.paint(painter, self.option, self.index)
        painter.end()
        return image


def _inside(painted: Painted, rect: QRect) -> bool:
    return all(rect.toRectF().adjusted(-1, -1, 1, 1).contains(text.box) for text in painted.texts)


@pytest.mark.parametrize("direction", _DIRECTIONS)
@pytest.mark.parametrize("scale", _SCALES)
def test_a_row_shows_all_its_words(
    qapp: QApplication, look: Appearance, scale: float, direction: Qt.LayoutDirection
) -> None:
    """The kit's row at the kit's width: title, tags, time and state whole and apart."""
    look.show_in(theme_of(qapp, scale=scale))
    row = Row(look, listed(0, window_title="Telegram profile", tags=("threat", "money")))
    row.option.direction = direction
    painted = row.texts()
    assert set(painted.words()) == {"Covered", "Telegram profile", "threat", "money", "21:14:07", "Sealed"}
    assert painted.overlaps() == []
    assert _inside(painted, row.option.rect)


def test_right_to_left_is_the_same_row_seen_in_a_mirror(look: Appearance) -> None:
    """Cover at the right, time at the left, every box as far from its own edge."""
    left, right = Row(look, listed(0)), Row(look, listed(0))
    right.option.direction = Qt.LayoutDirection.RightToLeft
    width = left.option.rect.width()
    places = {text.words: text.box for text in right.texts().texts}
    for text in left.texts().texts:
        assert abs(text.box.left() - (width - places[text.words].right())) <= 1.5


def test_a_title_reads_in_its_own_direction(look: Appearance) -> None:
    """In a mirrored list its full stop stays at its end."""
    row = Row(look, listed(0, window_title="Stay out."))
    row.option.direction = Qt.LayoutDirection.RightToLeft
    assert "Stay out." in row.texts().words()


def test_rows_grow_with_the_text(qapp: QApplication, look: Appearance) -> None:
    """72 and 40 at 100 %, twice that at 200 %."""
    delegate = EvidenceDelegate(look)
    at_100 = delegate.row_height(), delegate.head_height(0)
    look.show_in(theme_of(qapp, scale=2.0))
    assert at_100 == (72, 40)
    assert (delegate.row_height(), delegate.head_height(0)) == (144, 80)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_hostile_title_keeps_to_its_place(qapp: QApplication, look: Appearance, title: str, scale: float) -> None:
    """It is cut at its end and reaches neither the time nor another row."""
    look.show_in(theme_of(qapp, scale=scale))
    row = Row(look, listed(0, window_title=title, note=title))
    painted = row.texts()
    assert painted.overlaps() == []
    assert {"Covered", "21:14:07", "Sealed"} <= set(painted.words())
    assert all(row.option.rect.toRectF().left() <= text.box.left() for text in painted.texts)
    assert all(text.box.right() <= row.option.rect.right() + 1 for text in painted.texts)


def test_a_narrow_row_cuts_the_title_and_nothing_else(look: Appearance) -> None:
    """Time and state are the only copies of their facts."""
    painted = Row(
        look, listed(0, window_title="Telegram profile of somebody", tags=("threat", "money")), width=340
    ).texts()
    assert painted.overlaps() == []
    assert {"Covered", "21:14:07", "Sealed"} <= set(painted.words())


def test_tags_that_do_not_fit_are_counted(look: Appearance) -> None:
    """The detail shows them all."""
    tags = tuple(f"a tag with number {number}" for number in range(12))
    words = Row(look, listed(0, tags=tags)).texts().words()
    shown = [word for word in words if word.startswith("a tag")]
    assert shown
    assert f"+{12 - len(shown)}" in words


def test_one_tag_too_wide_is_cut_and_not_lost(look: Appearance) -> None:
    """A tag may have 60 letters."""
    words = Row(look, listed(0, tags=("W" * 60, "money")), width=400).texts().words()
    assert any(word.startswith("WWW") and word.endswith("…") for word in words)
    assert "+1" in words


@pytest.mark.parametrize(("state", "word"), [("unreadable", "Can't be read"), ("sealed", "Sealed")])
def test_damage_is_a_word_and_not_a_colour_alone(look: Appearance, state: str, word: str) -> None:
    """Triangle, amber and words."""
    assert word in Row(look, listed(0, state=state)).texts().words()


def test_a_head_names_day_and_zone(look: Appearance) -> None:
    """Both whole at the list's width."""
    words = " ".join(Row(look, listed(0), row=0).texts().words())
    assert words.startswith("Today, Sunday")
    assert words.endswith("Times are GMT")


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_chosen_row_has_its_bar(qapp: QApplication, look: Appearance, scheme: Scheme) -> None:
    """Three pixels at the leading edge, on either side."""
    look.show_in(theme_of(qapp, scheme))
    row = Row(look, listed(0))
    row.option.state |= QStyle.StateFlag.State_Selected
    accent, soft = look.theme.colour("accent"), look.theme.colour("accent-soft")
    picture, middle = row.picture(), row.option.rect.height() // 2
    assert [picture.pixelColor(x, middle) for x in (0, 2, 4)] == [accent, accent, soft]
    row.option.direction = Qt.LayoutDirection.RightToLeft
    picture, right = row.picture(), row.option.rect.right()
    assert [picture.pixelColor(right - x, middle) for x in (0, 2, 4)] == [accent, accent, soft]


def _has_ring(row: Row) -> bool:
    ring = row.look.theme.colour("focus")
    corner = QPoint(row.option.rect.width() // 2, 0)
    return row.picture().pixelColor(corner) == ring


def test_the_ring_is_for_the_keyboard(qapp: QApplication, look: Appearance) -> None:
    """Never after a click, always in high contrast."""
    row = Row(look, listed(0))
    row.option.state |= QStyle.StateFlag.State_HasFocus
    assert not _has_ring(row)
    row.option.state |= QStyle.StateFlag.State_KeyboardFocusChange
    assert _has_ring(row)
    look.show_in(theme_of(qapp, Scheme.CONTRAST))
    row.option.state = QStyle.StateFlag.State_HasFocus
    assert _has_ring(row)


def test_a_cover_looks_the_same_whatever_is_under_it(look: Appearance) -> None:
    """No thumbnail, no colour of the picture, nothing read from it."""
    one, other = Row(look, listed(0)).picture(), Row(look, listed(0, sha256="0" * 64, pixel_sha256="1" * 64)).picture()
    assert one == other
    assert one.pixelColor(20, 20) == QColor(look.theme.colour("cover"))
