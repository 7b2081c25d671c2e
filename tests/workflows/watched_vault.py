"""A real vault beside its told life: how a thing is done to both, and what must be true after each."""

import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.hashes import canonical_json, sha256_hex
from evidence_desk.domain.times import Moment
from evidence_desk.here import new_item_id
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.open_case import open_case
from tests.fake_clock import FakeClock
from tests.workflows.killing import Killing, copy_vault, tear_files, tear_head
from tests.workflows.made_up_screen import MadeUpScreen
from tests.workflows.told_life import Life, Seen

ROLLED_BACK = {"rolled_back", "head_old", "history_forked", "history_cut"}
"""What a book that is older than its head is called by."""
OPENING_KNOWS = ROLLED_BACK | {"object_missing"}
LEAST_CLOCK_CHANGE_S = 2

WHICH = st.integers(0, 99)
KILLS = st.sampled_from([None, None, 1, 2, 3, 4])
"""Before which call that changes a disk the program ends, if it does; a change of the book alone makes no more."""
KILLS_OF_A_FILE = st.sampled_from([*[None] * 6, *range(1, 13)])
TORN = st.sampled_from([None, "cut", "garbled"])


def seen_in(vault: Vault) -> Seen:
    """What the vault shows of every case, in the form of `Life.seen`."""
    return tuple(_case_seen(vault, case.id, case.title) for case in vault.cases.all())


def _case_seen(vault: Vault, case_id: Any, title: str) -> tuple[object, ...]:
    items = tuple(
        (i.id, i.number, i.record.origin.value, i.note, i.tags, i.record.original_name, i.recovered)
        for i in vault.items.of_case(case_id)
    )
    marks = {step: (mark.state.value, mark.note, mark.proof) for step, mark in vault.steps.marks(case_id).items()}
    events = tuple(event.event for event in vault.custody.events(LogId(case_id)))
    return (title, items, marks, _registers_seen(vault, case_id), events)


def _registers_seen(vault: Vault, case_id: Any) -> tuple[object, ...]:
    entries = vault.entries.of_case(case_id, with_removed=True)
    known = ((each.kind.value, each.number, canonical_json(each.content), each.is_removed) for each in entries)
    return (vault.cases.by_id(case_id).under18, *known)


def where(is_so: Callable[[Any], bool]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Do a rule only where it can be done.

    Hypothesis takes it for a fault of the test when a precondition is another in the same life lived again. But no
    vault is the same twice, bit for bit: where pages split, and how many calls a file takes, hangs on random keys.
    """

    def only(rule: Callable[..., None]) -> Callable[..., None]:
        @wraps(rule)
        def called(self: Any, *arguments: Any, **drawn: Any) -> None:
            if is_so(self):
                rule(self, *arguments, **drawn)

        return called

    return only


class RunningClock(FakeClock):
    """No two moments are the same: else a line that was lost could be written again, bit for bit."""

    def now(self) -> Moment:
        self.advance(0.001)
        return super().now()


class WatchedVault(RuleBasedStateMachine):
    """`life` is what must be true; `past` is every life since the book's log was last folded in."""

    base_path: Path
    checklists: tuple[Checklist, ...]

    @initialize()
    def begin(self) -> None:
        self.place = self.base_path / new_item_id()
        self.place.mkdir()
        self.desks, self.clock, self.screen = 0, RunningClock(), MadeUpScreen()
        self.path = self._next_path()
        self.life, self.past = Life(), [Life()]
        self.rolled_back = False
        self.reader: Vault | None = None
        self.drift_s: float | None = 0.0
        self.lines, self.clock_changes = 0, 0
        self.vault = open_vault(self.path, self.clock, create=True)
        self._first_case()
        self._first_items()

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            self._close_reader()
            self.vault.close()
            shutil.rmtree(self.place)

    # What is always true.

    @invariant()
    def everything_is_as_told(self) -> None:
        assert seen_in(self.vault) == self.life.seen()
        if self.reader is not None:
            assert seen_in(self.reader) == self.life.seen()

    @invariant()
    def every_row_has_its_file_and_the_reverse(self) -> None:
        files = {path.name for path in (self.path / "objects").glob("*/*")}
        assert files == {
            self._name_of(item_id, item.data or b"") for _, item_id, item in self.life.items() if not item.lost
        }
        assert list((self.path / "incoming").iterdir()) == []

    @invariant()
    def the_clock_is_watched(self) -> None:
        lines = sum(self.vault.custody.head(log).count for log in self.vault.custody.logs())
        changes = [event.event for event in self.vault.custody.events(VAULT_LOG)].count("clock changed")
        if lines != self.lines:
            if self.drift_s is not None:
                assert changes == self.clock_changes + (abs(self.drift_s) > LEAST_CLOCK_CHANGE_S)
            self.drift_s, self.lines, self.clock_changes = 0.0, lines, changes

    # How it is done.

    def _first_items(self) -> None:
        """Each kind of life has its own."""

    def _first_case(self) -> None:
        self._do(lambda: open_case(self.vault, "Case 1"), lambda life: life.opened("Case 1"), None, None)

    def _do(
        self, job: Callable[[], object], told: Callable[[Life], object], kill: int | None, torn: str | None,
        half_told: Callable[[Life], object] | None = None,
    ) -> None:  # fmt: skip
        """Do it in the vault and in the told life; after a kill, either happened, or what a file alone can tell."""
        before, after = self.life, self.life.after(told)
        copy_path = self._next_path()
        with Killing(self.path, copy_path, kill) as killing:
            job()
        if not killing.happened:
            self._now(after)
            return
        self._leave(copy_path)
        if torn:
            tear_files(self.path, torn)
            tear_head(self.path)
        half = [before.after(half_told)] if half_told else []
        self._open_as_one_of([before, after, *half])

    def _now(self, life: Life) -> None:
        self.life = life
        self._fill_in()
        self.past.append(life)

    def _open(self, kill: int | None, torn: str | None) -> None:
        """Open the vault, perhaps being killed on the way; what was told before is what is there."""
        copy_path = self._next_path()
        with Killing(self.path, copy_path, kill) as killing:
            self.vault = open_vault(self.path, self.clock)
        if killing.happened:
            self._leave(copy_path)
            if torn:
                tear_files(self.path, torn)
            self.vault = open_vault(self.path, self.clock)
        self._look_closely()

    def _open_as_one_of(self, lives: list[Life]) -> None:
        self.vault = open_vault(self.path, self.clock)
        found = seen_in(self.vault)
        fitting = [life for life in lives if life.seen() == found]
        assert fitting, "neither before nor after"
        self._now(fitting[0])
        self._look_closely()

    def _look_closely(self) -> None:
        """Everything that is too dear to be looked at after each step."""
        opening = {problem.type for problem in self.vault.opening_problems}
        assert opening <= (OPENING_KNOWS if self.rolled_back else set())
        found = {problem.type for problem in self.vault.check().problems}
        lost = {"object_missing"} if any(item.lost for _, _, item in self.life.items()) else set()
        assert found - ROLLED_BACK == lost
        assert bool(found & ROLLED_BACK) == self.rolled_back
        for case in self.vault.cases.all():
            for item in self.vault.items.of_case(case.id):
                told = next(told for _, item_id, told in self.life.items() if item_id == item.id)
                if not told.lost:
                    assert self.vault.read(item) == told.data
                    assert sha256_hex(told.data or b"") == item.record.sha256
                assert item.state == ("unreadable" if told.lost else "sealed")

    def _fill_in(self) -> None:
        """What the real vault chose by itself: ids of cases, and the bytes that the encoder made."""
        for told, case in zip(self.life.cases, self.vault.cases.all(), strict=True):
            told.id = case.id
            for item in self.vault.items.of_case(case.id):
                if told.items[item.id].data is None:
                    told.items[item.id].data = self.vault.read(item)

    def _go_on_in_a_copy(self) -> None:
        copy_path = self._next_path()
        copy_vault(self.path, copy_path)
        self._leave(copy_path)

    def _leave(self, copy_path: Path) -> None:
        """The old program is dead; only the copy counts."""
        self._close_reader()
        self.vault.close()
        shutil.rmtree(self.path)
        self.path = copy_path

    def _close_reader(self) -> None:
        if self.reader is not None:
            self.reader.close()
            self.reader = None

    def _next_path(self) -> Path:
        self.desks += 1
        return self.place / f"vault-{self.desks}"

    def _moment_of(self, item_id: str, data: bytes) -> tuple[int, str]:
        told = self.vault._parts.objects.described(self._name_of(item_id, data))
        assert told is not None
        return told.record.captured.utc_ns, item_id

    def _name_of(self, item_id: str, data: bytes) -> str:
        return self.vault._parts.objects.name_of(item_id, sha256_hex(data))

    def _case(self, which: int) -> tuple[int, Any]:
        at = which % len(self.life.cases)
        return at, self.vault.cases.all()[at]

    def _has_items(self) -> bool:
        return any(case.items for case in self.life.cases)

    def _item(self, which: int) -> tuple[int, Item]:
        places = [(at, item_id) for at, case in enumerate(self.life.cases) for item_id in case.items]
        at, item_id = places[which % len(places)]
        return at, self.vault.items.find(self.vault.cases.all()[at].id, item_id)

    def _step(self, which: int) -> Any:
        steps = [step.id for checklist in self.checklists for step in checklist.steps][:2]
        return steps[which % len(steps)]

    def _proof(self, at: int, which: int) -> Any:
        items = list(self.life.cases[at].items)
        return items[which % len(items)] if items else None
