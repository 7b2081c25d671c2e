"""Of a window that reaches over the edge only what was shown is kept; the surroundings are never kept with it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.written_errors import CareNeedsParts
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.leave_out_parts import LeaveOutRequest, freeze_target, keep_without
from evidence_desk.workflows.open_case import open_case
from tests.capture.other_program import other_program
from tests.capture.servers import server
from tests.fake_clock import FakeClock


def test_what_was_not_shown_is_filled_as_what_was_marked(tmp_path: Path, clock: FakeClock) -> None:
    with (
        server() as (display, _),
        other_program(display) as other,
        open_vault(tmp_path / "vault", clock, create=True) as vault,
    ):
        window = other.open(500, 100, 320, 200, 1)
        backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
        capturer = Capturer(vault, backend, clock, new_item_id, surroundings(), keeps_context=True)
        still = freeze_target(capturer, OneWindow(window.id))
        case = open_case(vault, "Case 1")
        marked = (Rectangle(510, 120, 30, 40),)
        item = keep_without(capturer, LeaveOutRequest(case, still, marked, "button"))
        picture = Image.open(io.BytesIO(vault.read(item)))
        answer_ages(vault, case, Under18.YES)
        with pytest.raises(CareNeedsParts):  # what nobody could see is filled, and is no part that was marked
            keep_without(capturer, LeaveOutRequest(case, still, (), "button"))
        with pytest.raises(CareNeedsParts):  # and of one that reaches there only what could be seen counts
            keep_without(capturer, LeaveOutRequest(case, still, (Rectangle(630, 120, 100, 40),), "button"))
        looked_at = keep_without(capturer, LeaveOutRequest(case, still, (), "button", nothing_shows=True))
        backend.close()
    assert looked_at.record.left_out == (Rectangle(140, 0, 180, 200),)
    assert item.record.left_out == (Rectangle(10, 20, 30, 40), Rectangle(140, 0, 180, 200))
    for place in item.record.left_out:
        part = picture.crop((place.x, place.y, place.x + place.width, place.y + place.height))
        assert part.getcolors() == [(place.width * place.height, FILL_RGB)]
    assert picture.getpixel((60, 60)) != FILL_RGB
    assert (item.record.trigger, item.context) == ("button", None)
