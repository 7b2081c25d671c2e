"""HTML in which nothing can be anything but text: built as a tree, escaped by the standard library as it is written."""

import base64
import hashlib
from xml.etree import ElementTree as ET

from evidence_desk.export.words import visible

Node = ET.Element


def node(tag: str, *children: Node | str, **attributes: str) -> Node:
    """An element; every text in it is made harmless. In attribute names "_" is "-", a last one nothing."""
    element = ET.Element(tag, {_attribute(name): visible(value) for name, value in attributes.items()})
    last: Node | None = None
    for child in children:
        if not isinstance(child, str):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + visible(child)
        else:
            last.tail = (last.tail or "") + visible(child)
    return element


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def untrusted(text: str) -> Node:
    """Words from outside: their own direction of writing stays inside them."""
    return node("bdi", text)


def written(element: Node) -> bytes:
    """The element as HTML, UTF-8."""
    return ET.tostring(element, encoding="unicode", method="html").encode()


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
    )
    style_element = ET.SubElement(head, "style")
    style_element.text = style  # ours alone, and hashed as it stands
    return b'<!DOCTYPE html>\n<html lang="en">\n' + written(head) + b"\n<body>\n"


PAGE_END = b"\n</body>\n</html>\n"
