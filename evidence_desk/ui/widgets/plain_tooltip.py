"""Tooltips that never read markup."""

import html

from PySide6.QtWidgets import QWidget


def plain_tooltip(untrusted_text: str) -> str:
    """The text for `setToolTip`: Qt guesses whether a tooltip is markup, so it always gets some, with nothing in it."""
    return f"<span>{html.escape(untrusted_text)}</span>" if untrusted_text else ""


def tell_in_full(widget: QWidget, untrusted_text: str) -> None:
    """Have the tooltip say it all; a screen reader gets the words, which else would be read with their markup."""
    widget.setToolTip(plain_tooltip(untrusted_text))
    widget.setAccessibleDescription(untrusted_text)
