"""Damaged data is refused by name, whatever the damage."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.checklists import Step
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.guidance.checklists import load_checklists

FILES = ["schema.json", "suspend.json", "report.json", "payments.json"]
LISTS = FILES[1:]

Change = Callable[[dict[str, Any]], object]


def refused(folder_path: Path, name: str) -> None:
    with pytest.raises(GuidanceDamaged) as raised:
        load_checklists(folder_path)
    assert raised.value.path == str(folder_path / name)


def rewrite(path: Path, change: Change) -> None:
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file(copied_path: Path, name: str) -> None:
    (copied_path / name).unlink()
    refused(copied_path, name)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_its_place(copied_path: Path, name: str) -> None:
    (copied_path / name).unlink()
    (copied_path / name).mkdir()
    refused(copied_path, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'"suspend"'])
def test_other_content(copied_path: Path, name: str, content: bytes) -> None:
    (copied_path / name).write_bytes(content)
    refused(copied_path, name)


def test_a_schema_that_is_none(copied_path: Path) -> None:
    rewrite(copied_path / "schema.json", lambda schema: schema.update(type="no such type"))
    refused(copied_path, "schema.json")


@pytest.mark.parametrize("key", ["id", "title", "lede", "steps"])
def test_a_list_without_one_of_its_parts(copied_path: Path, key: str) -> None:
    rewrite(copied_path / "report.json", lambda data: data.pop(key))
    refused(copied_path, "report.json")


STEP_KEYS = [part.name for part in fields(Step) if part.name != "list_id"]


@pytest.mark.parametrize("key", STEP_KEYS)
def test_a_step_without_one_of_its_parts(copied_path: Path, key: str) -> None:
    rewrite(copied_path / "suspend.json", lambda data: data["steps"][0].pop(key))
    refused(copied_path, "suspend.json")


@pytest.mark.parametrize("key", STEP_KEYS)
@pytest.mark.parametrize("value", [3.5, "", [], {}, [""]])
def test_a_step_with_a_part_of_another_type(copied_path: Path, key: str, value: object) -> None:
    rewrite(copied_path / "payments.json", lambda data: data["steps"][-1].update({key: value}))
    refused(copied_path, "payments.json")


CHANGES: dict[str, Change] = {
    "an unknown key": lambda data: data.update(note="x"),
    "an unknown key in a step": lambda data: data["steps"][0].update(note="x"),
    "an unknown key in a page": lambda data: data["steps"][1]["page"].update(note="x"),
    "no steps": lambda data: data.update(steps=[]),
    "the same step twice": lambda data: data["steps"].append(data["steps"][0]),
    "another list's name": lambda data: data.update(id="payments"),
    "another list's step": lambda data: data["steps"][0].update(id="payments.facebook.hide"),
    "an id with spaces": lambda data: data["steps"][0].update(id="suspend.face book.hide"),
    "an id with a line end": lambda data: data["steps"][0].update(id="suspend.a.b\n"),
    "a day no month has": lambda data: data["steps"][0].update(checked="2026-02-30"),
    "an address without https": lambda data: data["steps"][0].update(source="http://a.example/"),
    "a script as a page": lambda data: data["steps"][1]["page"].update(url="javascript:alert(1)"),
    "an address with a space": lambda data: data["steps"][0].update(source="https://a.example/ b"),
    "a confidence we never ship": lambda data: data["steps"][0].update(confidence="memory"),
    "no minutes at all": lambda data: data["steps"][0].update(minutes=0),
    "a yes that is a number": lambda data: data["steps"][0].update(read_first=1),
    "minutes that are a yes": lambda data: data["steps"][0].update(minutes=True),
    "two lines in one": lambda data: data["steps"][0].update(why="One.\nTwo."),
    "a label with a full stop": lambda data: data["steps"][0].update(title="Hide it."),
    "a sentence without one": lambda data: data["steps"][0].update(why="Hide it"),
}


@pytest.mark.parametrize("damage", CHANGES)
def test_what_the_schema_or_the_loader_refuses(copied_path: Path, damage: str) -> None:
    rewrite(copied_path / "suspend.json", CHANGES[damage])
    refused(copied_path, "suspend.json")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), place=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_anywhere(copied_path: Path, shipped_path: Path, name: str, place: float) -> None:
    whole = (shipped_path / name).read_bytes()
    end = int(len(whole.rstrip()) * place)
    (copied_path / name).write_bytes(whole[:end])
    refused(copied_path, name)
    (copied_path / name).write_bytes(whole)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_harmless(
    copied_path: Path, shipped_path: Path, name: str, place: float, byte: int
) -> None:
    changed = bytearray((shipped_path / name).read_bytes())
    changed[int(len(changed) * place)] = byte
    (copied_path / name).write_bytes(changed)
    try:
        load_checklists(copied_path)
    except GuidanceDamaged:
        refused(copied_path, name)
    finally:
        (copied_path / name).write_bytes((shipped_path / name).read_bytes())
