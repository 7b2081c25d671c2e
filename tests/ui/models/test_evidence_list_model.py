"""The evidence list: newest first under its days, and cheap to add to."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from evidence_desk.domain.evidence import Item
from evidence_desk.ui.models.evidence_list_model import DayHead, EvidenceListModel, EvidenceRole, sort_key
from tests.ui.room_samples import TODAY, item, moment

Watched = Callable[[QAbstractItemModel], QAbstractItemModelTester]


@pytest.fixture
def model(look: object) -> EvidenceListModel:
    """An empty list that Qt itself watches for broken promises."""
    made = EvidenceListModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def _rows(model: EvidenceListModel) -> list[object]:
    return [
        model.index(row, 0).data(EvidenceRole.HEAD) or model.index(row, 0).data(EvidenceRole.ITEM)
        for row in range(model.rowCount())
    ]


def _holds_its_laws(model: EvidenceListModel) -> None:
    """Heads stand over their own days, days and items run backwards, every item is found where it is."""
    rows = _rows(model)
    items = [row for row in rows if isinstance(row, Item)]
    assert [sort_key(each) for each in items] == sorted(map(sort_key, items), reverse=True)
    assert not items or isinstance(rows[0], DayHead)
    for above, below in pairwise(rows):
        assert not (isinstance(above, DayHead) and isinstance(below, DayHead))
    head = None
    for place, row in enumerate(rows):
        if isinstance(row, DayHead):
            assert head is None or (row.day, row.zone) != (head.day, head.zone)
            assert row.names_zone == (head is None or head.zone != row.zone)
            head = row
        elif isinstance(row, Item):
            assert head is not None
            assert row.record.captured.local_at.date() == head.day
            assert model.row_of(row.id) == place
            assert model.item_at(place) is row
    assert model.item_count() == len(items)
    assert model.head_rows() == [place for place, row in enumerate(rows) if isinstance(row, DayHead)]


_MINUTES = st.integers(-5_000, 5_000)
_ZONES = st.sampled_from([("Europe/London", 0), ("Europe/Berlin", 3600)])
_PLACES = st.lists(st.tuples(_MINUTES, _ZONES), max_size=30)


def _item(number: int, place: tuple[int, tuple[str, int]]) -> Item:
    minutes, (zone, offset_s) = place
    return item(number, captured=moment(minutes, zone=zone, utc_offset_s=offset_s))


@given(given_first=_PLACES, saved_later=_PLACES)
def test_however_items_come_the_list_is_the_same(
    given_first: list[tuple[int, tuple[str, int]]], saved_later: list[tuple[int, tuple[str, int]]]
) -> None:
    """Set at once or added one by one, in whatever order the clock ran."""
    first = [_item(number, place) for number, place in enumerate(given_first)]
    later = [_item(number, place) for number, place in enumerate(saved_later, start=len(first))]
    grown, made = EvidenceListModel(), EvidenceListModel()
    QAbstractItemModelTester(grown, QAbstractItemModelTester.FailureReportingMode.Fatal, grown)
    grown.set_rows(first, TODAY)
    _holds_its_laws(grown)
    for each in later:
        grown.insert_newest(each, TODAY)
        _holds_its_laws(grown)
    made.set_rows([*first, *later], TODAY)
    assert _rows(grown) == _rows(made)


def test_the_newest_is_one_insert_under_its_head(model: EvidenceListModel) -> None:
    """No reset: the chosen row, the place scrolled to and the header's heights stay."""
    model.set_rows([item(number) for number in range(5)], TODAY)
    resets, inserts = QSignalSpy(model.modelReset), QSignalSpy(model.rowsInserted)
    model.insert_newest(item(9), TODAY)
    assert (resets.count(), inserts.count()) == (0, 1)
    assert inserts.at(0)[1:] == [1, 1]


def test_a_new_day_comes_with_its_head(model: EvidenceListModel) -> None:
    """And the head below keeps quiet about the zone that is now named above it."""
    model.set_rows([item(0)], TODAY)
    inserts = QSignalSpy(model.rowsInserted)
    model.insert_newest(item(1, captured=moment(24 * 60)), TODAY + timedelta(days=1))
    assert inserts.at(0)[1:] == [0, 1]
    assert model.index(0, 0).data(EvidenceRole.ZONE) == "Times are GMT"
    assert model.index(2, 0).data(EvidenceRole.ZONE) == ""
    assert str(model.index(2, 0).data()).startswith("Yesterday")


def test_the_same_item_again_is_replaced(model: EvidenceListModel) -> None:
    """A row is never doubled."""
    model.set_rows([item(0), item(1)], TODAY)
    model.insert_newest(item(1, note="mine"), TODAY)
    assert model.item_count() == 2
    assert model.index(1, 0).data(EvidenceRole.NOTE) == "mine"


def test_new_words_change_one_row(model: EvidenceListModel) -> None:
    """Only that row is painted again."""
    model.set_rows([item(0), item(1)], TODAY)
    changes = QSignalSpy(model.dataChanged)
    model.replace_item(item(0, tags=("threat",)))
    model.replace_item(item(77))
    assert changes.count() == 1
    changed = changes.at(0)[0]
    assert isinstance(changed, QModelIndex)
    assert (changed.row(), changed.data(EvidenceRole.TAGS)) == (2, ["threat"])


def test_heads_are_heard_and_never_chosen(model: EvidenceListModel) -> None:
    """A head is no item: no flags, but a name."""
    model.set_rows([item(0)], TODAY)
    head = model.index(0, 0)
    assert head.flags() == Qt.ItemFlag.NoItemFlags
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == f"{head.data()}. Times are GMT"
    assert model.index(1, 0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_midnight_names_the_days_anew(model: EvidenceListModel) -> None:
    """Today becomes yesterday."""
    model.set_rows([item(0)], TODAY)
    model.set_today(TODAY + timedelta(days=1))
    assert str(model.index(0, 0).data()).startswith("Yesterday")


def test_a_row_says_time_and_state(model: EvidenceListModel) -> None:
    """The roles the delegate paints from."""
    model.set_rows([item(0, state="unreadable"), item(1, recovered=True), item(2)], TODAY)
    states = [model.index(row, 0).data(EvidenceRole.STATE) for row in (1, 2, 3)]
    assert states == ["Sealed", "Recovered", "Can't be read"]
    assert model.index(3, 0).data(EvidenceRole.TIME) == "21:14:07"
    assert model.index(3, 0).data(EvidenceRole.SORT_KEY) == sort_key(item(0))
