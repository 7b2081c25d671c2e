"""A folder says where the computer's clock was changed: a reader must not take its times for one row."""

import pytest

from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import tiny_png
from tests.vault.made_up import keep

DAY_S = 86_400


def words_of(folder, name):
    return " ".join((folder / name).read_text("utf-8").split())


def keep_another(giver, shade):
    with giver.desk.open() as vault:
        keep(vault, giver.case, tiny_png(colour=(shade, 0, 0)))


def test_a_clock_that_was_set_back_is_said_in_every_page(giver, place):
    giver.desk.clock.advance(60)
    giver.desk.clock.set_wall_clock(-10 * DAY_S)
    keep_another(giver, 1)
    before = len(giver.history()) - 1
    made = giver.gives(place).folder_path

    said = f"The computer's clock was changed by about -10 days between lines {before} and {before + 1}"
    for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html"):
        assert f"{said} of data/events.jsonl." in words_of(made, name).replace("&#x27;", "'")
    page = words_of(made, "data/index.html").replace("&#x27;", "'")
    assert f"{said}." in page
    assert page.count("Clock changed before") == 1
    assert page.index('id="EX-004"') < page.index("Clock changed before")


def test_a_clock_that_was_left_alone_is_not_spoken_of(giver, place):
    giver.desk.clock.advance(DAY_S)
    keep_another(giver, 1)
    made = giver.gives(place).folder_path

    assert "clock was changed" not in words_of(made, "READ-ME-FIRST.txt")
    assert "Clock changed" not in words_of(made, "data/index.html")
    assert verify_folder(made).remarks == ()


@pytest.mark.parametrize(("seconds", "said"), [(-600, "-10 minutes"), (7_200, "+2 hours")])
def test_verify_remarks_it_and_the_folder_still_matches_its_seal(giver, place, seconds, said):
    giver.desk.clock.set_wall_clock(seconds)
    keep_another(giver, 1)
    report = verify_folder(giver.gives(place).folder_path)

    (remark,) = report.remarks
    assert report.ok
    assert (remark.type, remark.path) == ("clock_changed", "data/events.jsonl")
    assert f"The computer's clock was changed by about {said} between lines " in remark.detail
