"""Apps to pick: found by name, ticked and taken back, and any name can be added."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from evidence_desk.domain.facts import Fact, Service, ServiceId, Suspending
from evidence_desk.ui.models.services_model import Picked, ServicesModel

_FACT = Fact("https://example.example", date(2026, 11, 22), "verified")


def _service(name: str, kind: str = "social", *, always: bool = False) -> Service:
    return Service(
        id=ServiceId(name.lower()), name=name, kind=kind, site="x.example", always=always,
        suspending=Suspending.NONE, deletes_after_days=None, save_before_block=False, save_before_block_why="",
        identifiers=(), fact=_FACT,
    )  # fmt: skip


_SERVICES = (
    _service("Facebook"),
    _service("Snapchat"),
    _service("Telegram", "chat"),
    _service("StopNCII", "watch list", always=True),
)


def _model(picked: Picked = Picked()) -> ServicesModel:  # noqa: B008 — it never changes
    model = ServicesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_services(_SERVICES, picked)
    return model


def _shown(model: ServicesModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_by_kind_and_without_what_is_everybodys() -> None:
    assert _shown(_model()) == ["Social", "Facebook", "Snapchat", "Chat", "Telegram"]


def test_a_name_that_no_app_has_can_be_added_and_taken_away() -> None:
    model = _model()
    model.find("  Yoho   chat ")
    assert _shown(model) == ["Yours", "Add “Yoho chat”"]
    model.toggle(1)
    assert model.picked == Picked(own=("Yoho chat",))
    model.find("")
    assert _shown(model)[:2] == ["Yours", "Yoho chat"]
    assert model.index(1, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    model.toggle(1)
    assert not model.picked
    assert _shown(model)[:2] == ["Yours", "Yoho chat"], "it stays to be ticked again"


def test_a_known_name_is_not_offered_as_new() -> None:
    model = _model()
    model.find("facebook")
    assert _shown(model) == ["Social", "Facebook"]


@given(words=st.text(max_size=8), rows=st.lists(st.integers(0, 6), max_size=6))
def test_finding_loses_no_tick(words: str, rows: list[int]) -> None:
    """Whatever is typed, what was ticked before is ticked after; ticking twice changes nothing."""
    model = _model(Picked(("snapchat",), ("Yoho",)))
    model.find(words)
    assert model.picked == Picked(("snapchat",), ("Yoho",))
    for row in rows:
        before = set(model.picked.services), set(model.picked.own)
        model.toggle(row)
        changed = set(model.picked.services), set(model.picked.own)
        assert len(before[0] ^ changed[0]) + len(before[1] ^ changed[1]) <= 1
    assert all(model.picked.services.count(each) == 1 for each in model.picked.services)
