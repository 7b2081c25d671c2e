"""A few answers side by side: what is shown is what is known of this one, never of the one before."""

from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.segments import Segments


def test_an_answer_that_is_not_offered_checks_none(look: Appearance, qtbot: QtBot) -> None:
    segments = Segments(look, "Collected?", (("no", "No"), ("yes", "Yes")))
    qtbot.addWidget(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.show_value("yes")
    first = segments.value()
    segments.show_value("half of it")
    unknown = segments.value()
    segments.button("no").click()
    segments.button("yes").click()

    assert (first, unknown, segments.value()) == ("yes", "", "yes")
    assert told == ["no", "yes"]
