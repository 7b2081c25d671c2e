"""What a case is called where several stand side by side."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.ui.models.safe_text import isolated, left_to_right, safe_line

translate = QCoreApplication.translate


def case_names(cases: Sequence[Case]) -> dict[CaseId, str]:
    """Each case by its title; where two look the same, with reference and count as well. Safe to show as plain text."""
    titles = {case.id: safe_line(case.title) for case in cases}
    seen = Counter(titles.values())
    return {case.id: titles[case.id] if seen[titles[case.id]] == 1 else _told_apart(case) for case in cases}


def items_words(number: int) -> str:
    """1 item, 14 items."""
    words = translate("case_words", "1 item") if number == 1 else translate("case_words", "{count} items")
    return words.format(count=number)


def next_title(cases: Sequence[Case]) -> str:
    """Case 2: the first such title, counting on from how many there are, that no case has yet."""
    taken = {case.title for case in cases}
    words = translate("case_words", "Case {number}")
    titles = (words.format(number=number) for number in count(len(cases) + 1))
    return next(title for title in titles if title not in taken)


def _told_apart(case: Case) -> str:
    words = translate("case_words", "{title} ({reference}, {items})")
    return words.format(
        title=isolated(safe_line(case.title)), reference=left_to_right(case.reference), items=items_words(case.items)
    )
