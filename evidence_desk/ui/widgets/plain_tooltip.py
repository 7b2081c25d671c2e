"""Tooltips that never read markup."""

import html


def plain_tooltip(untrusted_text: str) -> str:
    """The text for `setToolTip`: Qt guesses whether a tooltip is markup, so it always gets some, with nothing in it."""
    return f"<span>{html.escape(untrusted_text)}</span>" if untrusted_text else ""
