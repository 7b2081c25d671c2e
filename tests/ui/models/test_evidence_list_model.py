"""The evidence list: newest first under its days, and cheap to add to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.ui.models.day_heads import DayHead, Row, with_heads
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel, EvidenceRole
from tests.ui.room_samples import TODAY, listed, moment


@pytest.fixture
def model(look: object) -> EvidenceListModel:
    """An empty list that Qt itself watches for broken promises."""
    made = EvidenceListModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def _rows(model: EvidenceListModel) -> list[Row]:
    return [
        model.index(row, 0).data(EvidenceRole.HEAD) or model.index(row, 0).data(EvidenceRole.ITEM)
        for row in range(model.rowCount())
    ]


_MINUTES = st.integers(-4_000, 4_000)
_ZONES = st.sampled_from([("Europe/London", 0), ("Europe/London", 3600), ("Europe/Berlin", 3600)])
_PLACES = st.tuples(_MINUTES, _ZONES)
_PAGE = 3


def _item(number: int, place: tuple[int, tuple[str, int]]) -> Listed:
    minutes, (zone, offset_s) = place
    return listed(number, captured=moment(minutes, zone=zone, utc_offset_s=offset_s))


def _sorted(items: list[Listed]) -> list[Listed]:
    return sorted(items, key=lambda each: each.sort_key, reverse=True)


class AnyOrder(RuleBasedStateMachine):
    """Pages on their way while items come, change and go: in the end the rows are those of a plain sorted list.

    `truth` is what the book holds. A page is read at one moment and shown at a later one.
    """

    @initialize(places=st.lists(_PLACES, max_size=12))
    def open(self, places: list[tuple[int, tuple[str, int]]]) -> None:
        self.truth = {each.id: each for each in (_item(number, place) for number, place in enumerate(places))}
        self.count = len(places)
        newest = _sorted(list(self.truth.values()))[:_PAGE]
        self.model = EvidenceListModel()
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model)
        self.model.set_rows(newest, TODAY, pages_follow=True)
        self.read_to = newest[-1].sort_key if newest else None
        self.under_way: list[list[Listed]] = []
        self.reading = bool(newest)

    @precondition(lambda self: self.reading)
    @rule()
    def read_page(self) -> None:
        assert self.read_to is not None
        older = [each for each in _sorted(list(self.truth.values())) if each.sort_key < self.read_to]
        self.under_way.append(older[:_PAGE])
        self.reading = bool(older)
        if older:
            self.read_to = older[:_PAGE][-1].sort_key

    @precondition(lambda self: self.under_way)
    @rule()
    def show_page(self) -> None:
        self.model.add_page(self.under_way.pop(0))
        if not self.reading and not self.under_way:
            self.model.end_pages()

    @rule(place=_PLACES)
    def keep(self, place: tuple[int, tuple[str, int]]) -> None:
        kept = _item(self.count, place)
        self.count += 1
        self.truth[kept.id] = kept
        self.model.insert(kept, TODAY)

    @precondition(lambda self: self.truth)
    @rule(data=st.data(), note=st.sampled_from(["", "mine", "first"]))
    def change(self, data: st.DataObject, note: str) -> None:
        item_id = data.draw(st.sampled_from(sorted(self.truth)))
        self.truth[item_id] = replace(self.truth[item_id], note=note)
        self.model.replace(self.truth[item_id])

    @precondition(lambda self: self.truth)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        item_id = data.draw(st.sampled_from(sorted(self.truth)))
        del self.truth[item_id]
        self.model.remove(item_id)

    @invariant()
    def heads_and_places_are_right(self) -> None:
        """Whatever is shown by now is shown as a plain list of the same items would be."""
        items = list(self.model.items())
        assert _rows(self.model) == list(with_heads(_sorted(items)))
        assert [each.id for each in items] == [each.id for each in _sorted(items)]
        assert all(self.model.item_at(self.model.row_of(each.id) or 0) is each for each in items)
        assert self.model.item_count() == len(items)
        rows = _rows(self.model)
        assert self.model.head_rows() == [place for place, row in enumerate(rows) if isinstance(row, DayHead)]

    def teardown(self) -> None:
        while self.reading or self.under_way:
            if self.reading:
                self.read_page()
            self.show_page()
        assert _sorted(list(self.truth.values())) == list(self.model.items())


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.pytestmark = [pytest.mark.usefixtures("look")]


def test_the_newest_is_one_insert_under_its_head(model: EvidenceListModel) -> None:
    """No reset: the chosen row, the place scrolled to and the header's heights stay."""
    model.set_rows([listed(number) for number in range(5)], TODAY)
    resets, inserts = QSignalSpy(model.modelReset), QSignalSpy(model.rowsInserted)
    model.insert(listed(9), TODAY)
    assert (resets.count(), inserts.count()) == (0, 1)
    assert inserts.at(0)[1:] == [1, 1]


def test_a_new_day_comes_with_its_head(model: EvidenceListModel) -> None:
    """And the head below keeps quiet about the zone that is now named above it."""
    model.set_rows([listed(0)], TODAY)
    inserts = QSignalSpy(model.rowsInserted)
    model.insert(listed(1, captured=moment(24 * 60)), TODAY + timedelta(days=1))
    assert inserts.at(0)[1:] == [0, 1]
    assert model.index(0, 0).data(EvidenceRole.ZONE) == "Times are GMT"
    assert model.index(2, 0).data(EvidenceRole.ZONE) == ""
    assert str(model.index(2, 0).data()).startswith("Yesterday")


def test_the_same_item_again_is_replaced(model: EvidenceListModel) -> None:
    """A row is never doubled."""
    model.set_rows([listed(0), listed(1)], TODAY)
    model.insert(listed(1, note="mine"), TODAY)
    assert model.item_count() == 2
    assert model.index(1, 0).data(EvidenceRole.NOTE) == "mine"


def test_new_words_change_one_row(model: EvidenceListModel) -> None:
    """Only that row is painted again."""
    model.set_rows([listed(0), listed(1)], TODAY)
    changes = QSignalSpy(model.dataChanged)
    model.replace(listed(0, tags=("threat",)))
    model.replace(listed(77))
    assert changes.count() == 1
    changed = changes.at(0)[0]
    assert isinstance(changed, QModelIndex)
    assert (changed.row(), changed.data(EvidenceRole.TAGS)) == (2, ["threat"])


def test_heads_are_heard_and_never_chosen(model: EvidenceListModel) -> None:
    """A head is no item: no flags, but a name."""
    model.set_rows([listed(0)], TODAY)
    head = model.index(0, 0)
    assert head.flags() == Qt.ItemFlag.NoItemFlags
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == f"{head.data()}. Times are GMT"
    assert model.index(1, 0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_midnight_names_the_days_anew(model: EvidenceListModel) -> None:
    """Today becomes yesterday."""
    model.set_rows([listed(0)], TODAY)
    model.set_today(TODAY + timedelta(days=1))
    assert str(model.index(0, 0).data()).startswith("Yesterday")


def test_a_row_says_time_and_state(model: EvidenceListModel) -> None:
    """The roles the delegate paints from."""
    model.set_rows([listed(0, state="unreadable"), listed(1, recovered=True), listed(2)], TODAY)
    states = [model.index(row, 0).data(EvidenceRole.STATE) for row in (1, 2, 3)]
    assert states == ["Sealed", "Recovered", "Can't be read"]
    assert model.index(3, 0).data(EvidenceRole.TIME) == "21:14:07"
    assert model.index(3, 0).data(EvidenceRole.SORT_KEY) == listed(0).sort_key


def test_typing_a_letter_finds_the_next_title(model: EvidenceListModel) -> None:
    """Round the end, whatever its case; heads have no title."""
    titles = ("alpha", "Beta", "\u202eevil", "beta two")
    model.set_rows([listed(number, window_title=title) for number, title in enumerate(titles)], TODAY)

    def found(typed: str, row: int) -> list[str]:
        return [index.data() for index in model.match(model.index(row, 0), Qt.ItemDataRole.DisplayRole, typed)]

    assert found("b", 2) == ["Beta"]
    assert found("b", 4) == ["beta two"]
    assert found("\\u202e", 0) == ["\\u202eevil"]
    assert found("x", 0) == found("today", 0) == []


def test_an_item_that_is_not_here_has_no_row(model: EvidenceListModel) -> None:
    """Nor has one that was removed."""
    model.set_rows([listed(0)], TODAY)
    model.remove(ItemId("item-0"))
    assert (model.row_of(ItemId("item-0")), model.row_of(None), model.rowCount()) == (None, None, 0)
