"""What happens to a desk that nobody asked for: kills, lying disks, clocks that are set, readers beside."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.errors import ReadOnlyVault
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.reports import Contact
from evidence_desk.vault.vault import Vault, open_reader, open_vault
from evidence_desk.workflows import annotate_evidence
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.flag_item import flag_item, flagged_in
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.remove_evidence import remove_evidence
from evidence_desk.workflows.rename_case import rename_case
from evidence_desk.workflows.write_down import write_down
from tests.vault.made_up import record_about
from tests.workflows.killing import drop_end_of_log
from tests.workflows.watched_vault import KILLS_OF_A_FILE, ROLLED_BACK, TORN, WHICH, WatchedVault, seen_in, where

CLOCK_STEPS = st.sampled_from([0.0, -86_400.0, -3.0, -1.0, 1.0, 3.0, 86_400.0])


class Fates(WatchedVault):
    """The rules that a program, its disk and its computer make."""

    @rule(kill=KILLS_OF_A_FILE, torn=TORN)
    def close_and_open(self, kill: int | None, torn: str | None) -> None:
        self.vault.close()
        with open_reader(self.path) as reader:
            assert seen_in(reader) == self.life.seen()
        self.past = [self.life]
        self._open(kill, torn)

    @rule(kill=KILLS_OF_A_FILE, torn=TORN)
    def be_killed(self, kill: int | None, torn: str | None) -> None:
        self._go_on_in_a_copy()
        self._open(kill, torn)

    @rule(kept_part=st.floats(0, 1))
    @where(lambda self: len(self.past) > 6)  # else most lives would be spent after it
    def be_killed_on_a_disk_that_lies(self, kept_part: float) -> None:
        self._go_on_in_a_copy()
        if not drop_end_of_log(self.path, kept_part):
            self._open(None, None)
            return
        self.vault = open_vault(self.path, self.clock)
        now = self.life
        lives = [before.rolled_back_from(now, self._moment_of) for before in self.past]
        found = seen_in(self.vault)
        at = next((at for at in reversed(range(len(lives))) if lives[at][-1].seen() == found), None)
        assert at is not None, "the book is at no moment it ever was at"
        self.life, self.past = lives[at][-1], [*self.past[: at + 1], *lives[at]]
        if self.life.seen() != now.seen():
            assert {problem.type for problem in self.vault.opening_problems} & ROLLED_BACK
        self.rolled_back |= bool({problem.type for problem in self.vault.opening_problems} & ROLLED_BACK)
        self.drift_s = None
        self._look_closely()
        if not self.life.cases:
            self._first_case()

    @rule()
    def read_beside_or_no_more(self) -> None:
        if self.reader is None:
            self.reader = open_reader(self.path)
        else:
            self._close_reader()

    @rule(which=WHICH)
    def write_where_only_reading_is_possible(self, which: int) -> None:
        _, case = self._case(which)
        with open_reader(self.path) as reader:
            writes: Sequence[Callable[[], object]] = [
                lambda: open_case(reader, "never"),
                lambda: rename_case(reader, case, "never"),
                lambda: reader.keep(record_about(b"never", case.id), b"never"),
                lambda: change_step(reader, case, self._step(which), StepState.DONE),
                lambda: write_down(reader, case, Contact(name="never")),
                lambda: answer_ages(reader, case, _another(case.under18), is_sure=True),
            ]
            for item in reader.items.of_case(case.id)[:1]:
                writes = [*writes, *self._item_writes(reader, item)]
            for write in writes:
                with pytest.raises(ReadOnlyVault):
                    write()

    def _item_writes(self, reader: Vault, item: Item) -> list[Callable[[], object]]:
        return [
            lambda: annotate_evidence.set_note(reader, item, "never"),
            lambda: annotate_evidence.add_tag(reader, item, "never"),
            *(() if _is_flagged(reader, item) else (lambda: remove_evidence(reader, item),)),
            lambda: flag_item(
                reader, reader.cases.by_id(item.record.case_id), item, flagged=not _is_flagged(reader, item)
            ),
        ]

    @rule(passed_s=st.floats(0, 100_000), set_by_s=CLOCK_STEPS)
    def let_time_pass_and_set_the_clock(self, passed_s: float, set_by_s: float) -> None:
        self.clock.advance(passed_s)
        self.clock.set_wall_clock(set_by_s)
        if self.drift_s is not None:
            self.drift_s += set_by_s

    @rule(kill=KILLS_OF_A_FILE)
    def restart_the_computer(self, kill: int | None) -> None:
        self.clock.moment = replace(self.clock.moment, boot_ns=1, monotonic_ns=1, boot_session=f"{self.desks:016x}")
        self.drift_s = None
        self.be_killed(kill, None)


def _another(said: str) -> Under18:
    return Under18.NO if said == Under18.YES else Under18.YES


def _is_flagged(reader: Vault, item: Item) -> bool:
    return item.id in flagged_in(reader, item.record.case_id)
