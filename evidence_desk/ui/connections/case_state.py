"""What the window knows of the open case: the last view of it, kept up to date by every answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.ui.case_desk import UNREADABLE_PROBLEMS
from evidence_desk.ui.case_view import CaseNews, CaseView
from evidence_desk.ui.models.evidence_words import SEALED, SHUT, UNREADABLE
from evidence_desk.ui.panels.status_line import Seals
from evidence_desk.workflows.see_registers import NOTHING_WRITTEN, Registers
from evidence_desk.workflows.write_down import Kept

_NEWEST = 200


@dataclass
class CaseState:
    """Main thread only. It holds no item but the newest few, so a capture costs the same however much is kept.

    `count` is how many items the case has and `size_bytes` what their originals take; `newest` are some of them,
    newest first. `exhibits` knows the numbers of those that prove a step, `unreadable` those of items that can't be
    read. `read_back` is how many of how many items of the whole desk were read back, and None once all were. What is
    kept while the window is open needs no second look: keeping it has read it back already.
    """

    case: Case | None = None
    count: int = 0
    size_bytes: int = 0
    newest: tuple[Listed, ...] = ()
    marks: dict[StepId, StepMark] = field(default_factory=dict)
    exhibits: dict[ItemId, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unreadable: dict[ItemId, int] = field(default_factory=dict)
    read_back: tuple[int, int] | None = (0, 1)
    check_failed: bool = False
    registers: Registers = NOTHING_WRITTEN

    @property
    def is_cared(self) -> bool:
        """Whether the case is handled with under-18 care."""
        return self.case is not None and Under18(self.case.under18).needs_care

    def show(self, view: CaseView) -> None:
        """Take over a whole view, of this case or another; nothing of the one before stays."""
        self.case, self.count, self.size_bytes = view.case, view.case.items, view.size_bytes
        self.newest = view.newest
        self.marks, self.exhibits = dict(view.marks), dict(view.exhibits)
        self.unreadable = {item.id: item.number for item in view.unreadable}
        self.problems = self.problems or view.problems
        self.registers = view.registers

    def forget(self) -> None:
        """Let go of the case and of whatever is known of it; for when the desk is closed."""
        self.case, self.count, self.size_bytes, self.newest = None, 0, 0, ()
        self.marks, self.exhibits, self.unreadable = {}, {}, {}
        self.problems, self.registers = (), NOTHING_WRITTEN

    def write(self, kept: Kept[Any]) -> None:
        """Remember what was written down, changed or taken out."""
        self.registers = self.registers.changed_by(kept)

    def keep(self, item: Item) -> None:
        """Count one just saved."""
        listed = Listed.of(item)
        self.count += 1
        self.size_bytes += listed.size_bytes
        self.newest = (listed, *self.newest[:_NEWEST])
        self.exhibits[item.id] = item.exhibit

    def change(self, item: Item) -> None:
        """Remember what became of one."""
        self.newest = tuple(Listed.of(item) if each.id == item.id else each for each in self.newest)

    def lose(self, item: Item) -> None:
        """Forget one that was removed; steps that it proved are without a proof."""
        self.count -= 1
        self.size_bytes -= item.record.size_bytes
        self._forget({item.id})
        self.marks = {
            step_id: replace(mark, proof=None) if mark.proof == item.id else mark
            for step_id, mark in self.marks.items()
        }

    def take_news(self, news: CaseNews) -> None:
        """Take over what something else changed."""
        self.case, self.count, self.size_bytes = news.case, news.case.items, news.size_bytes
        self._forget({*news.gone, *(item.id for item in news.changed)})
        newest = sorted((*self.newest, *news.changed), key=lambda item: item.sort_key, reverse=True)
        self.newest = tuple(newest[:_NEWEST])
        self.marks, self.exhibits = dict(news.marks), dict(news.exhibits)
        self.registers = news.registers
        self.find_unreadable(item for item in news.changed if item.state != "sealed")

    def take_report(self, report: Report) -> None:
        """Remember what a check found."""
        self.problems, self.read_back = report.problems, None

    def find_unreadable(self, items: Iterable[Listed]) -> None:
        """Remember that these can't be read."""
        self.unreadable |= {item.id: item.number for item in items}

    def as_known(self, page: tuple[Listed, ...]) -> tuple[Listed, ...]:
        """A page as it is to be shown: whoever read it did not look at the saved files."""
        if not self.unreadable and not self.registers.shut:
            return page
        return tuple(map(self.shown, page))

    def shown(self, item: Listed) -> Listed:
        """One item as it is to be shown: one that is flagged is shut, whatever else it is."""
        damaged = item.id in self.unreadable or item.state == UNREADABLE
        state = SHUT if item.id in self.registers.shut else UNREADABLE if damaged else SEALED
        return item if item.state == state else replace(item, state=state)

    def known(self, item: Item) -> Item:
        """The same, of all that is known of an item."""
        return replace(item, state=self.shown(Listed.of(item)).state)

    def seals(self) -> Seals:
        """How the items stand, for the status line."""
        others = sum(problem.type not in UNREADABLE_PROBLEMS for problem in self.problems)
        done, total = self.read_back or (1, 1)
        read_back = self.count * done // max(1, total)
        return Seals(self.count, read_back, len(self.unreadable), others, check_failed=self.check_failed)

    def newest_unreadable(self) -> ItemId | None:
        """The newest item that can't be read."""
        return max(self.unreadable, key=lambda item_id: self.unreadable[item_id], default=None)

    def _forget(self, ids: set[ItemId]) -> None:
        self.newest = tuple(item for item in self.newest if item.id not in ids)
        for item_id in ids:
            self.unreadable.pop(item_id, None)
            self.exhibits.pop(item_id, None)
