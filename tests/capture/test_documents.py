"""What the format document says of a picture is what there is."""

from pathlib import Path

import pytest

from evidence_desk.capture import targets
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.png_facts import chunks
from evidence_desk.domain.evidence import ItemId
from tests.fake_clock import START

FORMAT = (Path(__file__).resolve().parents[2] / "docs" / "evidence-format.md").read_text(encoding="utf-8")
WARNINGS = [
    targets.COVERED_PART_NOT_DRAWN,
    targets.TRANSLUCENT,
    targets.DISPLAY_HAS_10_BITS,
    targets.BACKGROUND_NOT_KNOWN,
]


@pytest.mark.parametrize("warning", WARNINGS)
def test_every_warning_is_explained(warning: str) -> None:
    assert f"| `{warning}` | " in FORMAT


def test_every_chunk_and_the_colour_of_what_is_left_out_are_named() -> None:
    kinds = [kind.decode() for kind, _ in chunks(START, ItemId("01ab0000-0000-7000-8000-00000000cafe"))]
    assert all(f"`{kind}`" in FORMAT for kind in (*kinds, "IHDR", "IDAT", "IEND"))
    assert "#{:02x}{:02x}{:02x}".format(*FILL_RGB) in FORMAT
