"""A bar that grew: in view whenever it fits, and its first line where it was put whenever that is in view."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from evidence_desk.ui.panels.bar_standing import beyond, standing

_ROOMS = st.builds(
    QRect, st.integers(-3000, 3000), st.integers(-900, 900), st.integers(300, 4000), st.integers(300, 2000)
)
_SIDE = st.integers(1, 250)
_AT = st.integers(-8000, 8000)


@given(room=_ROOMS, x=_AT, y=_AT, width=_SIDE, line=_SIDE, added=st.integers(0, 50))
def test_it_is_in_view_and_moves_only_where_it_must(
    room: QRect, x: int, y: int, width: int, line: int, added: int
) -> None:
    stands = standing(QPoint(x, y), QSize(width, line + added), line, room)
    bar = QRect(stands.top_left, QSize(width, line + added))
    assert room.contains(bar)
    first_line = QRect(bar.x(), bar.y() + (added if stands.is_above else 0), width, line)
    wanted = QRect(x, y, width, line)
    if room.contains(wanted):
        assert first_line == wanted
    assert not (stands.is_above and added == 0)


def test_beyond_lies_outside_on_the_side_moved_to() -> None:
    screen, bar = QRect(0, 0, 100, 100), QRect(20, 80, 10, 10)
    assert beyond(screen, bar, QPoint(8, 0)) == QPoint(100, bar.center().y())
    assert beyond(screen, bar, QPoint(-8, 0)) == QPoint(-1, bar.center().y())
    assert beyond(screen, bar, QPoint(0, 8)) == QPoint(bar.center().x(), 100)
    assert beyond(screen, bar, QPoint(0, -8)) == QPoint(bar.center().x(), -1)
