"""What the detail says of a joined picture."""

from dataclasses import replace

import pytest

from evidence_desk.domain.evidence import Item, ItemId, Part, Rectangle
from evidence_desk.ui.models.evidence_facts import facts
from tests.ui.room_samples import item

pytestmark = pytest.mark.usefixtures("look")

PLACE = Rectangle(0, 0, 900, 400)


def joined(gaps: int = 0, warnings: tuple[str, ...] = ()) -> Item:
    made = item(7, target=None)
    record = replace(
        made.record, transform="scroll-join", parent=ItemId("one"), warnings=warnings,
        parts=(Part("one", PLACE, PLACE),), gaps=(PLACE,) * gaps,
    )  # fmt: skip
    return replace(made, record=record, joined=(3, 4, 6))


def words(shown: Item) -> str:
    return "\n".join(line for fact in facts(shown) for line in fact.lines)


def test_it_says_from_which_exhibits() -> None:
    assert "A joined picture" in words(joined())
    assert "Joined here from EX-003 to EX-006. They are the originals." in words(joined())
    assert "gap" not in words(joined())


def test_gaps_are_counted() -> None:
    assert "1 gap, shown with stripes" in words(joined(1))
    assert "2 gaps, shown with stripes" in words(joined(2))


@pytest.mark.parametrize("warning", ["sides_left_out", "shades_differ"])
def test_what_the_join_noted_has_words_of_its_own(warning: str) -> None:
    assert "Noted" not in words(joined(warnings=(warning,)))
