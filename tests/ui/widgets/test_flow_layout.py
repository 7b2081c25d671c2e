"""Things that flow: nothing is lost, nothing overlaps, nothing reaches past the side."""

from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.flow_layout import FlowRow


class _Box(QWidget):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)


_SIZES = st.lists(st.tuples(st.integers(1, 300), st.integers(1, 60)), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=_SIZES, width=st.integers(50, 500), mirrored=st.booleans(), last_at_end=st.booleans())
def test_every_box_has_a_place_of_its_own(
    qapp: object, sizes: list[tuple[int, int]], width: int, *, mirrored: bool, last_at_end: bool
) -> None:
    """In the order given, in the height asked for."""
    boxes = [_Box(*size) for size in sizes]
    row = FlowRow(boxes, gap=8, last_at_end=last_at_end)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    height = row.flow.heightForWidth(width)
    room = QRect(0, 0, width, height)
    row.resize(width, height)
    row.flow.setGeometry(room)
    places = [box.geometry() for box in boxes]
    assert all(room.contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert [place.height() for place in places] == [size[1] for size in sizes]
    assert [place.width() for place in places] == [min(size[0], width) for size in sizes]
    starts = [(place.center().y() // 1, place.right() if mirrored else place.left()) for place in places]
    for (y, x), (next_y, next_x) in pairwise(starts):
        assert next_y > y or (next_x < x if mirrored else next_x > x)


def test_the_last_stands_at_the_far_end(qapp: object) -> None:
    """Where its line has room."""
    boxes = [_Box(50, 20), _Box(50, 20)]
    row = FlowRow(boxes, last_at_end=True)
    row.flow.setGeometry(QRect(0, 0, 300, 20))
    assert [box.x() for box in boxes] == [0, 250]


def test_hidden_boxes_take_no_room(qapp: object) -> None:
    """Not even a gap."""
    boxes = [_Box(50, 20), _Box(50, 20), _Box(50, 20)]
    row = FlowRow(boxes)
    boxes[1].hide()
    row.flow.setGeometry(QRect(0, 0, 300, 20))
    assert boxes[2].x() == 58
    assert row.flow.sizeHint() == QSize(108, 20)
