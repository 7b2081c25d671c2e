"""Marks texts for translation where nothing knows Qt."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 — the name the translation tool looks for
    """Mark a text for translation and leave it as it is."""
    return text
