"""A case's life as a few plain lines of Python tell it: what the real vault must agree with."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from tests.workflows.told_entries import ToldRegisters

TODO = "todo"
_EVENT_OF = {"done": "step done", "skipped": "step skipped", TODO: "step undone"}

Seen = tuple[tuple[object, ...], ...]
"""Each case in order: title, items, marks, registers, names of events."""


@dataclass
class ToldItem:
    """`data` is None until it was first read; `lost` says that its file is gone without anybody having removed it."""

    number: int
    origin: str
    note: str = ""
    tags: list[str] = field(default_factory=list)
    original_name: str | None = None
    recovered: bool = False
    data: bytes | None = None
    lost: bool = False


@dataclass
class ToldCase:
    """One case; `highest` is the greatest number ever given."""

    id: str
    title: str
    items: dict[str, ToldItem] = field(default_factory=dict)
    marks: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)
    events: list[str] = field(default_factory=lambda: ["case opened"])
    highest: int = 0
    registers: ToldRegisters = field(init=False)

    def __post_init__(self) -> None:
        self.registers = ToldRegisters(self.events)

    def arrives(self, item_id: str, item: ToldItem, event: str) -> None:
        self.highest += 1
        item.number = self.highest
        self.items[item_id] = item
        self.events.append(event)

    def noted(self, item_id: str, note: str) -> None:
        self.items[item_id].note = note
        self.events.append("noted")

    def tagged(self, item_id: str, tag: str, *, on: bool) -> None:
        tags = self.items[item_id].tags
        if on != (tag in tags):
            self.items[item_id].tags = [*tags, tag] if on else [each for each in tags if each != tag]
            self.events.append("tagged")

    def stepped(self, step_id: str, state: str, note: str | None, proof: str | None) -> None:
        before = self.marks.get(step_id, (TODO, "", None))
        self.marks[step_id] = (state, before[1] if note is None else note, before[2] if proof is None else proof)
        self.events.append("step noted" if state == before[0] else _EVENT_OF[state])

    def proven(self, step_id: str, proof: str | None) -> None:
        state, note, _ = self.marks.get(step_id, (TODO, "", None))
        self.marks[step_id] = (state, note, proof)
        self.events.append("step noted")

    def removed(self, item_id: str) -> None:
        del self.items[item_id]
        for step_id, (state, note, proof) in self.marks.items():
            if proof == item_id:
                self.marks[step_id] = (state, note, None)
                self.events.append("step noted")
        self.events.append("deleted")

    def renamed(self, title: str) -> None:
        if title != self.title:
            self.title = title
            self.events.append("case renamed")

    def seen(self) -> tuple[object, ...]:
        items = tuple(
            (item_id, item.number, item.origin, item.note, tuple(item.tags), item.original_name, item.recovered)
            for item_id, item in sorted(self.items.items(), key=lambda pair: pair[1].number)
        )
        marks = {step_id: mark for step_id, mark in self.marks.items() if mark != (TODO, "", None)}
        return (self.title, items, marks, self.registers.seen(), tuple(self.events))


@dataclass
class Life:
    """All cases of one vault, in the order in which they were opened."""

    cases: list[ToldCase] = field(default_factory=list)

    def seen(self) -> Seen:
        return tuple(case.seen() for case in self.cases)

    def opened(self, title: str) -> None:
        self.cases.append(ToldCase("", title))

    def after(self, change: Callable[["Life"], object]) -> "Life":
        """Another life in which one thing more has happened."""
        other = deepcopy(self)
        change(other)
        return other

    def items(self) -> Iterable[tuple[ToldCase, str, ToldItem]]:
        return ((case, item_id, item) for case in self.cases for item_id, item in case.items.items())

    def rolled_back_from(self, now: "Life", moment_of: Callable[[str, bytes], tuple[int, str]]) -> list["Life"]:
        """The life, opened with the files of a later one: removed files are missed, newer ones are taken in by and by.

        They come in the order of their capture, which `moment_of` tells. The last is how it ends.
        """
        known = {item_id: (case, item) for case, item_id, item in now.items()}
        back = deepcopy(self)
        for _, item_id, item in back.items():
            item.lost |= item_id not in known or known[item_id][1].lost
        stages = [deepcopy(back)]
        have = {item_id for _, item_id, _ in back.items()}
        files = [each for each in known if each not in have and not known[each][1].lost]
        for item_id in sorted(files, key=lambda each: moment_of(each, known[each][1].data or b"")):
            case, item = known[item_id]
            home = next((each for each in back.cases if each.id == case.id), None)
            if home is None:
                home = ToldCase(case.id, "Recovered")
                back.cases.append(home)
            found = ToldItem(0, item.origin, original_name=item.original_name, recovered=True, data=item.data)
            home.arrives(item_id, found, "recovered")
            stages.append(deepcopy(back))
        return stages
