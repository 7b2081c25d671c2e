"""What the program remembers of itself: typed, small, and never in the way."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.settings import BAR_PLACE, BAR_SMALL, TABLE, TEXT_PERCENT, Settings, default_settings_path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.text(), small=st.booleans())
def test_what_was_set_is_there_next_time(tmp_path: Path, place: str, *, small: bool) -> None:
    path = tmp_path / "a" / "settings.json"
    before = Settings(path)
    before.set(BAR_PLACE, place)
    before.set(BAR_SMALL, small)
    after = Settings(path)

    assert (after.get(BAR_PLACE), after.get(BAR_SMALL)) == (place, small)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.sampled_from(["bar_place", "bar_small", "text_percent", "x"]), inner),
    max_leaves=4,
).map(lambda value: json.dumps(value).encode())))  # fmt: skip
def test_any_file_gives_values_of_the_right_type(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    read = Settings(path)

    assert type(read.get(BAR_PLACE)) is str
    assert type(read.get(BAR_SMALL)) is bool
    assert type(read.get(TEXT_PERCENT)) is int


def test_a_place_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    read = Settings(tmp_path / "file" / "settings.json")
    read.set(BAR_SMALL, True)

    assert read.get(BAR_SMALL) is True


def test_the_name_of_the_file_says_nothing() -> None:
    assert default_settings_path().parts[-2:] == ("desk", "settings.json")


@pytest.mark.parametrize("setting", TABLE)
def test_every_setting_is_explained(setting: object) -> None:
    assert len(getattr(setting, "help", "")) > 20
