"""What is said aloud although the keyboard went nowhere: every answer, once, in its own time."""

from tests.accessibility.conftest import AT_ONCE, NO_HASTE, OTHER_WINDOW, Listener, say_it_was_on_facebook

ESC = "0xff1b"
"""By its number: no question is closed by it here."""


def test_every_answer_is_heard(listener: Listener, subtests) -> None:
    """One after another in one desk: what is pressed, and what is said."""
    listener.press("Return")
    listener.reaches("Capture: Save")
    listener.press("Return")
    listener.hears("1 saved")
    say_it_was_on_facebook(listener)
    answers = (
        (("space",), "Done: Hide your friends list, Facebook. 1 of 3 done"),
        (("u",), "Not done: Hide your friends list, Facebook. 0 of 3 done"),
        (("p",), "Proof"),
        (("ctrl+2", "space"), "Picture, shown. Press Space to cover it."),
        (("space",), "Covered"),
        (("t", "a", "Return"), "Tags: a"),
        (("space", "shift+Tab", "space"), "No tags"),
        (("ctrl+2", "n", "h", "i"), "Note kept"),
        (("Tab: What to capture", "space", *["Up"] * 3, "Return"), "Saving in 10 seconds"),
        (("Shift_L", ESC), "Cancelled. Nothing was saved."),
    )
    for keys, words in answers:
        with subtests.test(words):
            listener.follow(*keys)
            assert listener.hears(words)["detail"] == NO_HASTE
    listener.follow("Tab: Case: ", "space", "Down", "Return")
    listener.reaches("What is the new case called?", "text")
    listener.press("Return")
    assert listener.hears("Case 2 is open")["detail"] == NO_HASTE


def test_what_was_not_saved_is_said_at_once_and_saved_without_the_bar(listener: Listener) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    listener.follow("Tab: What to capture", "space", "Down", "Down", "Return")
    listener.reaches(OTHER_WINDOW)
    listener.press("Return")
    listener.hears("1 saved")
    listener.close_other_window()
    say_it_was_on_facebook(listener)
    listener.follow("p")  # keeps as proof what was kept before: that window
    refused = listener.hears("Not saved. That window is gone.")
    listener.follow("ctrl+comma", "Down", "Tab", "space", "Tab: Leave now", "Tab: Get help now", "Tab", "space")

    assert refused["detail"] == AT_ONCE
    assert listener.hears("3 saved")["detail"] == NO_HASTE
