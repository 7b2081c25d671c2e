"""A screen reader's ears: reads one program through AT-SPI and answers each line of stdin with one line of JSON.

Runs under the system's own Python, which has the `gi` bindings; nothing of the program is imported here.
Each question to the program costs a journey over the bus, so nothing is asked that a test does not look at.
"""

import json
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 — the version must be asked for first

Told = dict[str, Any]
MOST_CHILDREN, DEEPEST = 32, 40
"""Of a long list the rows that are read first stand for all."""
STATES = (
    "focusable", "focused", "showing", "visible", "enabled", "sensitive", "checkable", "checked", "selected",
    "selectable", "expandable", "expanded", "editable", "modal", "active", "read-only",
)  # fmt: skip
EVENTS = ("object:announcement", "object:state-changed:focused", "window:activate")
BARE = {"filler", "layered pane", "label", "separator"}
WRITTEN = {"text", "entry", "password text"}
MEASURED = {"progress bar", "slider", "spin button"}
heard: list[Told] = []
reached: list[Any] = []
hearing = threading.Lock()


def program(name: str) -> Any:
    """The running program of that name, or None."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and found.get_name() == name:
            return found
    return None


def node(found: Any, but: Sequence[str] = (), depth: int = 0) -> Told:
    """One accessible and everything in it that shows, but for the parts of these names."""
    states = states_of(found)
    said = told(found, states)
    if said["name"] not in but:
        said["children"] = [node(child, but, depth + 1) for child in children(found, states, depth)]
    return said


def children(found: Any, states: set[str], depth: int) -> Iterator[Any]:
    """What lies in an accessible that shows."""
    if depth < DEEPEST and ("showing" in states or depth == 0):
        for number in range(min(found.get_child_count(), MOST_CHILDREN)):
            child = found.get_child_at_index(number)
            if child is not None:
                yield child


def told(found: Any, states: set[str]) -> Told:
    """What a screen reader can say of one accessible; of what only holds others or says something, just that."""
    role, name = found.get_role_name(), found.get_name() or ""
    said: Told = {"role": role, "name": name, "states": sorted(states), "children": []}
    if role in BARE and "focusable" not in states:
        return said
    place = found.get_extents(Atspi.CoordType.SCREEN)
    said["place"] = [place.x, place.y, place.width, place.height]
    said["actions"] = actions_of(found)
    said["labels"] = labels_of(found) if role == "combo box" else []
    said["text"] = text_of(found) if role in WRITTEN else None
    value = found.get_value_iface() if role in MEASURED else None
    said["value"] = None if value is None else Atspi.Value.get_current_value(value)
    return said


def states_of(found: Any) -> set[str]:
    held = found.get_state_set()
    return {name for name in STATES if held.contains(getattr(Atspi.StateType, name.upper().replace("-", "_")))}


def actions_of(found: Any) -> list[str]:
    doing = found.get_action_iface()
    if doing is None:
        return []
    return [Atspi.Action.get_action_name(doing, number) for number in range(Atspi.Action.get_n_actions(doing))]


def labels_of(found: Any) -> list[str]:
    """The names of what labels it."""
    about = [each for each in found.get_relation_set() if each.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return [each.get_target(number).get_name() for each in about for number in range(each.get_n_targets())]


def text_of(found: Any) -> str:
    text = found.get_text_iface()
    return "" if text is None else str(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))


def every(found: Any, depth: int = 0) -> Iterator[tuple[Any, set[str]]]:
    """Everything in an accessible that shows, outermost first."""
    states = states_of(found)
    yield found, states
    for child in children(found, states, depth):
        yield from every(child, depth + 1)


def showing(top: Any, role: str, words: str) -> Any:
    """The first that shows, with that role (or any) and those words in what is heard of it."""
    for each, states in every(top):
        if "showing" in states and (not role or each.get_role_name() == role) and words in called(each):
            return each
    return None


def called(found: Any) -> str:
    """Its name; a choice is called by what is chosen, and heard behind its label."""
    name = found.get_name() or ""
    return " ".join([*labels_of(found), name]) if found.get_role_name() == "combo box" else name


def way_to(found: Any) -> list[str]:
    """The names of what it lies in, innermost first."""
    names: list[str] = []
    above = found.get_parent()
    while above is not None and above.get_role() != Atspi.Role.APPLICATION and len(names) < DEEPEST:
        names.append(above.get_name() or "")
        above = above.get_parent()
    return [name for name in names if name]


def take(event: Any) -> None:
    """Remember what was said. What has gone by the time it is asked about is not heard."""
    said: Told = {"type": event.type, "words": event.any_data if isinstance(event.any_data, str) else ""}
    said["detail"] = event.detail1
    if event.type.startswith("object:state-changed:focused"):
        try:
            event.source.set_cache_mask(Atspi.Cache.NONE)
            reached[:] = [event.source] if event.detail1 else reached
            said |= told(event.source, states_of(event.source)) | {"in": way_to(event.source)}
        except GLib.Error:
            return
    with hearing:
        heard.append(said)


def answer(name: str, asked: Told) -> Any:
    """One question, on the main thread of this reader."""
    what = asked["do"]
    if what == "heard":
        with hearing:
            said, heard[:] = list(heard), []
        return said
    top = program(name)
    if top is None:
        return None
    top.set_cache_mask(Atspi.Cache.NONE)  # every answer is asked of the program itself
    if what == "tree":
        return node(top, asked["but"])
    if what == "beside":
        return node(reached[0].get_parent())
    found = showing(top, asked["role"], asked["words"])
    return None if found is None else told(found, states_of(found))


def listen(name: str) -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        done = threading.Event()
        GLib.idle_add(reply, name, json.loads(line), done)
        done.wait()
    GLib.idle_add(Atspi.event_quit)


def reply(name: str, asked: Told, done: threading.Event) -> bool:
    """Say the answer on stdout; once, so that GLib does not ask again."""
    try:
        said = {"answer": answer(name, asked)}
    except GLib.Error as error:  # gone while it was asked: the one who asks will ask again
        said = {"trouble": str(error)}
    print(json.dumps(said), flush=True)  # noqa: T201 — this is how it speaks
    done.set()
    return False


def main() -> None:
    """The program's name is the only argument."""
    Atspi.init()
    Atspi.set_timeout(2000, 5000)
    listener = Atspi.EventListener.new(take)
    for event in EVENTS:
        listener.register(event)
    threading.Thread(target=listen, args=(sys.argv[1],), daemon=True).start()
    Atspi.event_main()


main()
