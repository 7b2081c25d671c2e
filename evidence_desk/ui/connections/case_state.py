"""What the window knows of the open case: the last view of it, kept up to date by every answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.ui.case_desk import CaseView
from evidence_desk.ui.panels.status_line import Seals

_SEALED = "sealed"
_UNREADABLE = frozenset({"object_missing", "object_damaged"})


@dataclass
class CaseState:
    """Main thread only; a capture costs the same however much is kept.

    `read_back` is how many of how many items of the whole desk were read back, and None once all were.

    What is kept while the window is open needs no second look: keeping it has read it back already.
    """

    case: Case | None = None
    items: dict[ItemId, Item] = field(default_factory=dict)
    marks: dict[StepId, StepMark] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unreadable: set[ItemId] = field(default_factory=set)
    read_back: tuple[int, int] | None = (0, 1)
    check_failed: bool = False

    def show(self, view: CaseView) -> None:
        """Take over a whole view, of this case or another; items that were found damaged stay so."""
        if self.case is None or self.case.id != view.case.id:
            self.unreadable = {item.id for item in self._named(view.case, view.items)}
        self.case = view.case
        self.unreadable |= {item.id for item in view.items if item.state != _SEALED}
        self.items = {item.id: _damaged(item) if item.id in self.unreadable else item for item in view.items}
        self.marks = dict(view.marks)
        self.problems = self.problems or view.problems

    def keep(self, item: Item) -> None:
        """Add one just saved, or what became of one."""
        self.items[item.id] = item

    def take_report(self, report: Report) -> list[Item]:
        """Remember what a check found; the items that turned out unreadable."""
        self.problems, self.read_back = report.problems, None
        found = [_damaged(item) for item in self._named(self.case, self.items.values())] if self.case else []
        self.items |= {item.id: item for item in found}
        self.unreadable |= {item.id for item in found}
        return found

    def seals(self) -> Seals:
        """How the items stand, for the status line."""
        others = sum(problem.type not in _UNREADABLE for problem in self.problems)
        done, total = self.read_back or (1, 1)
        read_back = len(self.items) * done // max(1, total)
        return Seals(len(self.items), read_back, len(self.unreadable), others, check_failed=self.check_failed)

    def newest_unreadable(self) -> ItemId | None:
        """The newest item that can't be read."""
        return max(self.unreadable, key=lambda item_id: self.items[item_id].number, default=None)

    def _named(self, case: Case, items: Iterable[Item]) -> list[Item]:
        """The items of which a problem says that they can't be read."""
        places = {problem.path for problem in self.problems if problem.type in _UNREADABLE}
        return [item for item in items if f"{case.reference}/{item.exhibit}" in places] if places else []


def _damaged(item: Item) -> Item:
    return replace(item, state="unreadable")
