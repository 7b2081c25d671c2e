"""What must hold for everything that a screen reader can reach, as lists of what breaks it."""

from collections import Counter
from collections.abc import Iterable

from tests.accessibility.screen_reader import Node

CONTROLS = frozenset({
    "push button", "toggle button", "check box", "radio button", "menu item", "check menu item", "radio menu item",
    "combo box", "text", "password text", "entry", "spin button", "slider", "link", "page tab", "list", "list item",
    "table", "table cell", "tree", "tree item", "label", "editbar", "scroll bar",
})  # fmt: skip
NAMED_GROUPS = frozenset({"panel", "grouping", "image", "canvas"})
"""Groups that take the focus to be read as a whole, such as the status line: they need a name of their own."""
SMALLEST_TARGET = 24
THE_SAME = frozenset({("push button", "Capture"), ("push button", "Leave now")})
"""Called alike because they do the same, wherever they stand."""


def controls(nodes: Iterable[Node]) -> list[Node]:
    """Everything that takes the focus or can be pressed; the head of a group in a list does neither."""
    found = (node for node in nodes if node.has("showing", "sensitive"))
    return [node for node in found if node.has("focusable") or (_is_pressed(node) and node.role != "table cell")]


def _is_pressed(node: Node) -> bool:
    return bool({"Press", "Toggle"} & set(node.told.get("actions", ())))


def called(node: Node) -> str:
    """What is heard of it: its labels, its name."""
    return " ".join([*node.told.get("labels", ()), node.name]).strip()


def without_name(nodes: Iterable[Node]) -> list[str]:
    """Controls of which nobody hears what they are. A placeholder is no name."""
    return [str(node) for node in controls(nodes) if not called(node)]


def without_role(nodes: Iterable[Node]) -> list[str]:
    """Controls that don't say what can be done with them."""
    return [str(node) for node in controls(nodes) if node.role not in CONTROLS | NAMED_GROUPS]


def alike(nodes: Iterable[Node]) -> list[str]:
    """Controls of one window that can't be told apart by what is heard; the cells of one row are one."""
    told = {(_window(node), node.role, called(node), node.place[1]) for node in controls(nodes)}
    heard = Counter(each[:3] for each in told)
    return [
        f"{count} times {role} “{name}” in {window}"
        for (window, role, name), count in heard.items()
        if count > 1 and (role, name) not in THE_SAME
    ]


def _window(node: Node) -> str:
    return next((each.name for each in node.above if each.role in {"frame", "dialog", "window"}), "")


def too_small(nodes: Iterable[Node]) -> list[str]:
    """Targets smaller than WCAG 2.2 asks for (2.5.8); rows of a list are as high as the list says."""
    pressed = (node for node in controls(nodes) if _is_pressed(node))
    return [str(node) for node in pressed if min(node.place[2:]) < SMALLEST_TARGET and node.role != "scroll bar"]


def broken(nodes: Iterable[Node]) -> list[str]:
    """Everything at once, each line with what is wrong."""
    read = list(nodes)
    laws = {"no name": without_name, "no role": without_role, "not told apart": alike, "too small": too_small}
    return [f"{words}: {line}" for words, law in laws.items() for line in law(read)]
