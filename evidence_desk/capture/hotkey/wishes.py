"""Which chords to ask for, by what the person set."""

import sys

from evidence_desk.capture.hotkey.chords import Chord, chord_from, trouble_with, usual_chords

OFF = "off"


def wanted_chords(untrusted_wish: str, platform: str = sys.platform) -> tuple[Chord, ...]:
    """The best first: the person's own choice alone, or the usual ones; none where it is off."""
    if untrusted_wish == OFF:
        return ()
    own = chord_from(untrusted_wish) if untrusted_wish else None
    return (own,) if own is not None and trouble_with(own) is None else usual_chords(platform)
