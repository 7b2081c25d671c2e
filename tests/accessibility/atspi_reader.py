"""A screen reader's ears: reads one program through AT-SPI and answers each line of stdin with one line of JSON.

Runs under the system's own Python, which has the `gi` bindings; nothing of the program is imported here.
What lies at one depth is asked for together.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
# It lies beside this script, which belongs to no package there.
from atspi_bus import NULL, ROOT, Bus, Question, value_of  # type: ignore[import-not-found]  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

Told = dict[str, Any]
MOST_CHILDREN, DEEPEST = 32, 40
"""Of a long list the rows that are read first stand for all."""
STATES = (
    "focusable", "focused", "showing", "visible", "enabled", "sensitive", "checkable", "checked", "selected",
    "selectable", "expandable", "expanded", "editable", "modal", "active", "read-only",
)  # fmt: skip
BITS = {name: int(getattr(Atspi.StateType, name.upper().replace("-", "_"))) for name in STATES}
EVENTS = ("object:announcement", "object:state-changed:focused", "window:activate")
BARE = {"filler", "layered pane", "label", "separator"}
WRITTEN = {"text", "entry", "password text"}
MEASURED = {"progress bar", "slider", "spin button"}
COMPONENT, ACTION, TEXT, VALUE = (f"org.a11y.atspi.{name}" for name in ("Component", "Action", "Text", "Value"))
SCREEN = GLib.Variant("(u)", (int(Atspi.CoordType.SCREEN),))
WHOLE = GLib.Variant("(ii)", (0, -1))
LABELLED_BY = int(Atspi.RelationType.LABELLED_BY)


class Reader:
    """What one program shows and says."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bus = Bus()
        self._owner = ""
        self._heard: list[Told] = []
        self._reached = ""
        self._hearing = threading.Lock()

    def answer(self, asked: Told) -> Any:
        """One question of the test."""
        what = asked["do"]
        if what == "heard":
            with self._hearing:
                said, self._heard = self._heard, []
            return said
        self._owner = self._owner or self._bus.program(self._name) or ""
        if not self._owner:
            return None
        answers: dict[str, Callable[[], Any]] = {
            "tree": lambda: self._with_particulars(self._tree(ROOT, asked["but"])),
            "find": lambda: self._with_particulars(self._first(asked["role"], asked["words"])),
            "beside": lambda: self._with_particulars(self._tree(self._parent(self._reached))),
            "where": self._where,
            "way": self._way,
        }
        return answers[what]()

    def take(self, event: Any) -> None:
        """Remember what was said. What has gone by the time it is asked about is not heard."""
        said: Told = {"type": event.type, "words": event.any_data if isinstance(event.any_data, str) else ""}
        said["detail"] = event.detail1
        if event.type.startswith("object:state-changed:focused"):
            self._owner = self._owner or self._bus.program(self._name) or ""
            path = str(event.source.path)
            (found,) = self._described([path])
            if found is None:
                return
            self._reached = path if event.detail1 else self._reached
            said |= self._with_particulars(found)
        with self._hearing:
            self._heard.append(said)

    def _ask(self, questions: Sequence[Question]) -> list[Any]:
        return self._bus.ask(self._owner, questions)

    def _tree(self, top: str, but: Sequence[str] = ()) -> Told | None:
        """An accessible and everything in it that shows, but for what is in the parts of these names."""
        (found,) = self._described([top])
        level = [found] if found else []
        for depth in range(DEEPEST):
            level = self._opened([each for each in level if (depth == 0 or is_open(each)) and each["name"] not in but])
            if not level:
                break
        return found

    def _opened(self, level: Sequence[Told]) -> list[Told]:
        """Add to each what lies in it; everything that does."""
        answers = self._ask([Question(each["path"], "GetChildren") for each in level])
        paths = [[path for _, path in (inside or ())[:MOST_CHILDREN] if path != NULL] for inside in answers]
        described = iter(self._described([path for children in paths for path in children]))
        for each, children in zip(level, paths, strict=True):
            each["children"] = [child for child in (next(described) for _ in children) if child]
        return [child for each in level for child in each["children"]]

    def _described(self, paths: Sequence[str]) -> list[Told | None]:
        """What is always asked: role, name and states; None for what has gone. A choice is called by its label too."""
        asked = [
            question
            for path in paths
            for question in (Question(path, "GetRole"), value_of(path, "Name"), Question(path, "GetState"))
        ]
        answers = self._ask(asked)
        told = [shape(path, *answers[3 * at : 3 * at + 3]) for at, path in enumerate(paths)]
        choices = [each for each in told if each and each["role"] == "combo box"]
        relations = self._ask([Question(each["path"], "GetRelationSet") for each in choices])
        for each, related in zip(choices, relations, strict=True):
            labels = [path for kind, targets in related or () if kind == LABELLED_BY for _, path in targets]
            each["labels"] = self._ask([value_of(path, "Name") for path in labels])
        return told

    def _with_particulars(self, top: Told | None) -> Told | None:
        """Add where each is, what it does, and what is written in it; of what only holds others, just its name."""
        if top is None:
            return None
        whole = [each for each in every(top) if each["role"] not in BARE or "focusable" in each["states"]]
        particulars = (
            ("place", lambda path: Question(path, "GetExtents", COMPONENT, SCREEN), whole),
            ("actions", lambda path: Question(path, "GetActions", ACTION), whole),
            ("text", lambda path: Question(path, "GetText", TEXT, WHOLE), of_roles(whole, WRITTEN)),
            ("value", lambda path: value_of(path, "CurrentValue", VALUE), of_roles(whole, MEASURED)),
        )
        answers = iter(self._ask([asks(each["path"]) for _, asks, those in particulars for each in those]))
        for name, _, those in particulars:
            for each in those:
                each[name] = next(answers)
        for each in whole:
            each["actions"] = [name for name, *_ in each["actions"] or ()]
        return top

    def _first(self, role: str, words: str) -> Told | None:
        """The first that shows, with that role (or any) and those words, without what lies in it."""
        found = next((each for each in every(self._tree(ROOT)) if is_it(each, role, words)), None)
        return found | {"children": []} if found else None

    def _parent(self, path: str) -> str:
        (found,) = self._ask([value_of(path, "Parent")])
        return str(found[1]) if found else NULL

    def _where(self) -> Told | None:
        """What was reached last, where the keyboard is on it still."""
        (found,) = self._described([self._reached]) if self._reached else (None,)
        return found if found and "focused" in found["states"] else None

    def _way(self) -> list[str]:
        """The names of what the keyboard is on and of what that lies in, innermost first."""
        names: list[str] = []
        path = self._reached
        while path not in {"", NULL, ROOT} and len(names) < DEEPEST:
            name, above = self._ask([value_of(path, "Name"), value_of(path, "Parent")])
            names.append(name or "")
            path = str(above[1]) if above else NULL
        return [name for name in names if name]


def of_roles(found: Sequence[Told], roles: set[str]) -> list[Told]:
    return [each for each in found if each["role"] in roles]


def is_open(found: Told) -> bool:
    """What does not show is not looked into."""
    return "showing" in found["states"]


def shape(path: str, role: Any, name: Any, states: Any) -> Told | None:
    """What a screen reader can say of one accessible."""
    if role is None or states is None:
        return None
    low, high = states
    held = low | high << 32
    said: Told = {"path": path, "role": Atspi.role_get_name(Atspi.Role(role)), "name": name or ""}
    said |= {"children": [], "labels": [], "text": None, "value": None}
    return said | {"states": sorted(state for state, bit in BITS.items() if held >> bit & 1)}


def every(found: Told | None) -> Iterator[Told]:
    """Everything in an accessible that shows, outermost first."""
    if found:
        yield found
        for child in found["children"]:
            yield from every(child)


def is_it(found: Told, role: str, words: str) -> bool:
    """Whether it shows, with that role (or any) and those words in what is heard of it."""
    heard = " ".join([*map(str, found["labels"]), found["name"]])
    return "showing" in found["states"] and role in {"", found["role"]} and words in heard


def listen(reader: Reader) -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        done = threading.Event()
        GLib.idle_add(reply, reader, json.loads(line), done)
        done.wait()
    GLib.idle_add(Atspi.event_quit)


def reply(reader: Reader, asked: Told, done: threading.Event) -> bool:
    """Say the answer on stdout; once, so that GLib does not ask again."""
    try:
        said = {"answer": reader.answer(asked)}
    except GLib.Error as error:  # gone while it was asked: the one who asks will ask again
        said = {"trouble": str(error)}
    print(json.dumps(said), flush=True)  # noqa: T201 — this is how it speaks
    done.set()
    return False


def main() -> None:
    """The program's name is the only argument."""
    Atspi.init()
    reader = Reader(sys.argv[1])
    listener = Atspi.EventListener.new(reader.take)
    for event in EVENTS:
        listener.register(event)
    threading.Thread(target=listen, args=(reader,), daemon=True).start()
    Atspi.event_main()


main()
