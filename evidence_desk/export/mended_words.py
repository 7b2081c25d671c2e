"""What is said of a desk that was damaged and put back together, in pages of a folder."""

from evidence_desk.domain.mendings import Mendings

_MOST_NAMED = 20


def times_words(mendings: Mendings) -> str:
    """Once, or 3 times."""
    return "once" if mendings.times == 1 else f"{mendings.times} times"


def lines_words(mendings: Mendings) -> str:
    """How much of the history is missing, in one or two sentences."""
    lines = "1 line" if mendings.lines_lost == 1 else f"{mendings.lines_lost} lines"
    counted = f"{lines} of the history could not be found again." if mendings.lines_lost else ""
    unknown = "" if mendings.ends_known else "Nothing told how far the history had come, so lines may be missing."
    return " ".join(filter(None, (counted, unknown))) or "No line of the history was lost."


def lost_words(mendings: Mendings) -> str:
    """The exhibits of which only the history is left."""
    names = sorted(lost.exhibit for lost in mendings.lost_items.values())
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], *([f"and {more} more, which index.csv lists"] if more > 0 else [])])
