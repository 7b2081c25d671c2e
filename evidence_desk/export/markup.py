"""HTML in which nothing can be anything but text: only `node` makes any, and it escapes every word it is given."""

import base64
import hashlib
from dataclasses import dataclass
from html import escape

from evidence_desk.export.words import visible

_EMPTY = frozenset({"meta", "img", "br"})
"""Elements that have no end (HTML, "void elements"), as far as our pages use them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element as it is written, with everything in it."""

    html: str


def node(tag: str, *children: Node | str, **attributes: str) -> Node:
    """An element; every text in it is made harmless. In attribute names "_" is "-", a last one nothing."""
    said = "".join([f' {_attribute(name)}="{escape(visible(value))}"' for name, value in attributes.items()])
    if tag in _EMPTY:
        return Node(f"<{tag}{said}>")
    inside = "".join([each.html if isinstance(each, Node) else _text(each) for each in children])
    return Node(f"<{tag}{said}>{inside}</{tag}>")


def fact(label: Node, untrusted_text: str) -> Node:
    """A row of a table, as `node` makes it: a label and words from outside. A page has twenty for each exhibit."""
    return Node(f'<tr>{label.html}<td class="words"><bdi>{_text(untrusted_text)}</bdi></td></tr>')


def _text(untrusted_text: str) -> str:
    return escape(visible(untrusted_text), quote=False)


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def untrusted(text: str) -> Node:
    """Words from outside: their own direction of writing stays inside them."""
    return node("bdi", text)


def written(element: Node) -> bytes:
    """The element as HTML, UTF-8."""
    return element.html.encode()


def page_start(title: str, style: str) -> bytes:
    """Everything up to the open body. No script runs, nothing is loaded but pictures from beside the page."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src 'self'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", http_equiv="Content-Security-Policy", content=policy),
        node("meta", name="referrer", content="no-referrer"),
        node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        node("title", title),
        Node(f"<style>{style}</style>"),  # ours alone, and hashed as it stands
    )
    return b'<!DOCTYPE html>\n<html lang="en">\n' + written(head) + b"\n<body>\n"


PAGE_END = b"\n</body>\n</html>\n"
