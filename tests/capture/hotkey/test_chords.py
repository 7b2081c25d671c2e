"""Chords: written and read the same, and never one that can't work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.capture.hotkey.chords import (
    KEYS,
    Chord,
    ChordTrouble,
    Modifier,
    chord_from,
    trouble_with,
    usual_chords,
)
from evidence_desk.capture.hotkey.holding import SILENCE_MS, Holding

chords = st.builds(Chord, st.frozensets(st.sampled_from(Modifier)), st.sampled_from([*sorted(KEYS), "Esc", "Print"]))


@given(chords)
def test_what_is_written_is_read_back(chord: Chord) -> None:
    assert chord_from(str(chord)) == chord
    assert chord_from(str(chord).lower()) == chord


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    chord = chord_from(text)
    assert chord is None or chord_from(str(chord)) == chord


@given(chords)
def test_what_is_allowed_types_nothing_and_reaches_a_program(chord: Chord) -> None:
    if trouble_with(chord) is None:
        assert chord.held & {Modifier.CTRL, Modifier.ALT, Modifier.META}
        assert chord.key not in {"Print", "Esc"}
        assert len(chord.held) > 1 or chord.key.startswith("F")
        assert not ({Modifier.CTRL, Modifier.ALT} <= chord.held and chord.key in {f"F{n}" for n in range(1, 13)})


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Print", ChordTrouble.PRINT_SCREEN),
        ("Ctrl+Alt+Print", ChordTrouble.PRINT_SCREEN),
        ("Ctrl+Alt+F1", ChordTrouble.NEVER_ARRIVES),
        ("Ctrl+Alt+Shift+F12", ChordTrouble.NEVER_ARRIVES),
        ("Ctrl+Alt+Del", ChordTrouble.NEVER_ARRIVES),
        ("E", ChordTrouble.NEEDS_HOLDING),
        ("Shift+F9", ChordTrouble.NEEDS_HOLDING),
        ("Ctrl+C", ChordTrouble.WANTED_ELSEWHERE),
        ("Alt+F4", ChordTrouble.WANTED_ELSEWHERE),
        ("Meta+Space", ChordTrouble.WANTED_ELSEWHERE),
        ("Ctrl+Esc", ChordTrouble.LEAVES),
        ("Ctrl+Alt+E", None),
        ("Ctrl+F9", None),
        ("Ctrl+Alt+F13", None),
    ],
)
def test_why_not(text: str, trouble: ChordTrouble | None) -> None:
    chord = chord_from(text)
    assert chord is not None
    assert trouble_with(chord) is trouble


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_usual_ones_can_all_work(platform: str) -> None:
    assert len(usual_chords(platform)) > 2
    assert [trouble_with(each) for each in usual_chords(platform) if trouble_with(each)] == []


@given(
    gaps=st.lists(st.integers(1, SILENCE_MS), max_size=50),
    start=st.integers(0, 2**32 - 1),
    told_as_releases=st.booleans(),
)
def test_repeats_are_one_press(gaps: list[int], start: int, *, told_as_releases: bool) -> None:
    holding, at = Holding(), start
    presses = [holding.is_press(at)]
    for gap in gaps:
        at = (at + gap) % 2**32
        if told_as_releases:
            holding.release(at)
        presses.append(holding.is_press(at))

    assert presses == [True, *[False] * len(gaps)]
    holding.release((at + 40) % 2**32)
    assert holding.is_press((at + 60) % 2**32)
    assert holding.is_press((at + 61 + SILENCE_MS) % 2**32), "a release that nobody heard costs no capture"
