"""The whole screen goes with a window: linked, after it is saved, never around what is left out, never at its cost."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneScreen, OneWindow, Shot, Target
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.evidence import Item, Record, Rectangle
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.refusals import FlatPicture, WindowGone
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.remove_evidence import remove_evidence
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import PaintedScreen

WINDOW = OneWindow("0x1")


class ScreenWithAWindow(PaintedScreen):
    """One that refuses what it is told to refuse."""

    screens_are: Exception | None = None

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        if isinstance(target, AllScreens) and self.screens_are is not None:
            raise self.screens_are
        with super().grab(AllScreens()) as shot:
            kind = "screens" if isinstance(target, AllScreens | OneScreen) else "window"
            yield replace(shot, target=replace(shot.target, kind=kind))


@pytest.fixture
def screen() -> ScreenWithAWindow:
    return ScreenWithAWindow()


@pytest.fixture
def capturer(vault: Vault, screen: ScreenWithAWindow, clock: FakeClock) -> Capturer:
    return Capturer(vault, screen, clock, new_item_id, surroundings(), keeps_context=True)


@pytest.mark.parametrize("target", [WINDOW, ActiveWindow()], ids=["window", "active"])
def test_both_are_kept_linked_and_of_one_moment(capturer: Capturer, vault: Vault, case: Case, target: Target) -> None:
    kept = capturer.take(CaptureRequest(case, target, note="mine", tags=("threat",), trigger="bar"))
    assert kept.context is not None
    window, around = kept.item, kept.context
    assert (window.number, around.number) == (1, 2)
    assert (window.context, window.surrounds, around.context, around.surrounds) == (2, None, None, 1)
    assert (around.record.context_of, window.record.context_of) == (window.id, None)
    assert around.record.captured == window.record.captured
    assert (window.record.trigger, around.record.trigger) == ("bar", "bar")
    assert ((window.note, window.tags), (around.note, around.tags)) == (("mine", ("threat",)), ("", ()))
    assert list(vault.items.of_case(case.id)) == [window, around]
    assert list(vault.listing.newest(case.id)) == [Listed.of(around), Listed.of(window)]
    assert [line.event for line in vault.custody.events(LogId(case.id))] == ["case opened", "captured", "captured"]
    assert Image.open(io.BytesIO(vault.read(around))).size == (around.record.width, around.record.height)
    assert vault.check().ok


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_link_is_told_where_a_page_ends_between_the_two(
    capturer: Capturer, vault: Vault, case: Case, clock: FakeClock, limit: int
) -> None:
    for _ in range(3):
        capturer.take(CaptureRequest(case, WINDOW))
        clock.advance(5)
    first = vault.listing.newest(case.id, limit)
    rest = [each for page in vault.listing.pages(case.id, first[-1].sort_key, limit) for each in page]
    assert [*first, *rest] == [Listed.of(item) for item in reversed(vault.items.of_case(case.id))]


REFUSED_CONTEXT: dict[str, Callable[[Capturer, CaptureRequest], tuple[Capturer, CaptureRequest]]] = {
    "something is left out": lambda desk, asked: (desk, replace(asked, leave_out=(Rectangle(0, 0, 5, 5),))),
    "the setting is off": lambda desk, asked: (replace(desk, keeps_context=False), asked),
    "this press wants none": lambda desk, asked: (desk, replace(asked, context=False)),
    "a screen is pointed at": lambda desk, asked: (desk, replace(asked, target=OneScreen(1))),
}


@pytest.mark.parametrize("why", REFUSED_CONTEXT)
def test_nothing_around_it_is_kept_where(capturer: Capturer, vault: Vault, case: Case, why: str) -> None:
    desk, asked = REFUSED_CONTEXT[why](capturer, CaptureRequest(case, WINDOW))
    kept = desk.take(asked)
    assert (kept.context, kept.item.context) == (None, None)
    assert vault.items.of_case(case.id) == (kept.item,)
    assert "context_missing" not in kept.item.record.warnings


def test_a_screen_that_can_not_be_had_costs_only_itself(
    capturer: Capturer, vault: Vault, case: Case, screen: ScreenWithAWindow
) -> None:
    screen.screens_are = FlatPicture("#000000")
    kept = capturer.take(CaptureRequest(case, WINDOW))
    assert kept.context is None
    assert kept.item.record.warnings == ("context_missing",)
    *_, line = vault.custody.events(LogId(case.id))
    assert (line.event, line.detail["no_context"]) == ("captured", "flat_picture")
    assert vault.check().ok


def test_a_window_that_can_not_be_had_keeps_nothing(
    capturer: Capturer, vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise WindowGone("0x1")

    monkeypatch.setattr(ScreenWithAWindow, "grab", gone)
    with pytest.raises(WindowGone):
        capturer.take(CaptureRequest(case, WINDOW))
    assert vault.items.of_case(case.id) == ()
    *_, line = vault.custody.events(VAULT_LOG)
    assert (line.event, line.detail["why"]) == ("capture refused", "window_gone")


def full_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """From then on the disk has no room."""
    keep = Vault.keep
    kept: list[Item] = []

    def until_full(self: Vault, record: Record, data: bytes, **words: Any) -> Item:
        if len(kept) == files:
            raise DiskFull(str(self.path))
        kept.append(record)
        return keep(self, record, data, **words)

    monkeypatch.setattr(Vault, "keep", until_full)


def test_a_disk_with_room_for_one_keeps_the_window(
    capturer: Capturer, vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_after(monkeypatch, 1)
    kept = capturer.take(CaptureRequest(case, WINDOW))
    assert (kept.context, vault.items.of_case(case.id)) == (None, (kept.item,))
    *_, line = vault.custody.events(LogId(case.id))
    assert line.detail["context"], "it was to come"
    *_, refused = vault.custody.events(VAULT_LOG)
    assert (refused.event, refused.detail) == ("capture refused", {"why": "disk_full", "context_of": kept.item.id})


def test_a_disk_with_room_for_none_keeps_nothing(
    capturer: Capturer, vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_after(monkeypatch, 0)
    said: list[Item] = []
    with pytest.raises(DiskFull):
        capturer.take(CaptureRequest(case, WINDOW), said.append)
    assert (vault.items.of_case(case.id), said) == ((), [])


def test_the_window_is_said_to_be_saved_when_it_is_and_before_the_screen(
    capturer: Capturer, vault: Vault, case: Case
) -> None:
    said: list[tuple[Item, ...]] = []
    kept = capturer.take(CaptureRequest(case, WINDOW), lambda _: said.append(vault.items.of_case(case.id)))
    ((window,),) = said
    assert (window.id, window.context) == (kept.item.id, None)
    *_, first, second = vault.custody.events(LogId(case.id))
    assert first.detail["context"] == second.item


def test_without_the_window_the_screen_stays_and_says_whose_it_was(
    capturer: Capturer, vault: Vault, case: Case
) -> None:
    kept = capturer.take(CaptureRequest(case, WINDOW))
    remove_evidence(vault, kept.item, "asked")
    (around,) = vault.items.of_case(case.id)
    assert (around.surrounds, around.record.context_of) == (None, kept.item.id)
    assert vault.listing.newest(case.id) == (Listed.of(around),)


class PowerCut(BaseException):
    """Between a file and the book."""


@pytest.mark.parametrize("rows", [0, 1])
def test_after_a_power_cut_what_was_said_to_be_saved_is_there_and_what_comes_back_is_linked(
    capturer: Capturer, vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch, clock: FakeClock, rows: int
) -> None:
    add = vault.items.add
    added: list[Item] = []

    def cut(*what: Any, **how: Any) -> Item:
        if len(added) == rows:
            raise PowerCut
        added.append(what)
        return add(*what, **how)

    monkeypatch.setattr(vault.items, "add", cut)
    said: list[Item] = []
    with pytest.raises(PowerCut):
        capturer.take(CaptureRequest(case, WINDOW), said.append)
    path = vault.path
    vault.close()
    with open_vault(path, clock) as again:
        window, *around = again.items.of_case(case.id)
        assert len(said) == len(around) == rows
        assert (window.recovered, window.context) == (not rows, 2 if rows else None)
        assert [(each.recovered, each.surrounds) for each in around] == [(True, 1)] * rows
        assert again.check().ok
