"""Damaged data is refused by name, whatever the damage."""

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.guidance.content import load_content

LISTS = [
    "lists.json", "more.json", "own-service.json", "services/x.json", "services/facebook.json",
    "methods/paypal.json", "help/GB.json",
]  # fmt: skip
FILES = ["schema.json", *LISTS]
ALONE = ["schema.json", "lists.json", "more.json", "own-service.json"]

Change = Callable[[Any], object]


def refused(folder_path: Path, name: str) -> None:
    with pytest.raises(GuidanceDamaged) as raised:
        load_content(folder_path)
    assert raised.value.path == str(folder_path / name)


def rewrite(path: Path, change: Change) -> None:
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize("name", ALONE)
def test_a_missing_file(copied_path: Path, name: str) -> None:
    (copied_path / name).unlink()
    refused(copied_path, name)


@pytest.mark.parametrize("folder", ["services", "methods", "help"])
def test_an_empty_folder(copied_path: Path, folder: str) -> None:
    for path in (copied_path / folder).iterdir():
        path.unlink()
    refused(copied_path, folder)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_its_place(copied_path: Path, name: str) -> None:
    (copied_path / name).unlink()
    (copied_path / name).mkdir()
    refused(copied_path, name)


@pytest.mark.parametrize("name", FILES)
def test_other_content(copied_path: Path, name: str) -> None:
    for untrusted in (b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'"suspend"', b"[" * 99_999):
        (copied_path / name).write_bytes(untrusted)
        refused(copied_path, name)


SCHEMAS: dict[str, Change] = {
    "no definitions": lambda schema: schema.pop("definitions"),
    "definitions that are none": lambda schema: schema.update(definitions=["service"]),
    "a kind without a definition": lambda schema: schema["definitions"].pop("method"),
    "a kind that lets everything through": lambda schema: schema["definitions"].update(service={}),
    "a type that is none": lambda schema: schema["definitions"]["service"].update(type="no such type"),
    "a pattern that is none": lambda schema: schema["definitions"]["label"].update(pattern="("),
    "a definition nobody made": lambda schema: schema["definitions"].pop("step"),
}


@pytest.mark.parametrize("damage", SCHEMAS)
def test_a_schema_that_is_none(copied_path: Path, damage: str) -> None:
    rewrite(copied_path / "schema.json", SCHEMAS[damage])
    refused(copied_path, "schema.json")


REQUIRED = [
    "id", "title", "hint", "minutes", "reversible", "needs_internet", "read_first", "save_first", "why", "how",
    "caution", "page", "source", "checked", "confidence", "phase",
]  # fmt: skip
OPTIONAL = [
    "when", "about_image", "saves", "deletes_after_days", "deadline", "text", "asks_number", "phones", "optional",
]  # fmt: skip


def _without(key: str, data: dict[str, Any]) -> None:
    del data[key]


def _without_in_step(key: str, data: dict[str, Any]) -> None:
    del data["steps"][0][key]


def _with(odd: dict[str, object], data: dict[str, Any]) -> None:
    data["steps"][0].update(odd)


def each_way(path: Path, changes: Iterable[Change]) -> None:
    """Every change by itself is refused."""
    whole = path.read_bytes()
    for change in changes:
        rewrite(path, change)
        with pytest.raises(GuidanceDamaged) as raised:
            load_content(path.parents[1])
        assert raised.value.path == str(path)
        path.write_bytes(whole)


def test_a_step_without_one_of_its_parts(copied_path: Path) -> None:
    each_way(copied_path / "services/x.json", (partial(_without_in_step, key) for key in REQUIRED))


def test_a_step_with_a_part_of_another_type(copied_path: Path) -> None:
    values: list[object] = [3.5, "", [{}], {"": ""}, [""]]
    odd = [{key: value} for key in (*REQUIRED, *OPTIONAL) for value in values]
    each_way(copied_path / "services/x.json", (partial(_with, each) for each in odd))


@pytest.mark.parametrize("name", ["services/x.json", "methods/paypal.json", "help/GB.json"])
def test_a_file_without_one_of_its_parts(copied_path: Path, name: str) -> None:
    keys = json.loads((copied_path / name).read_bytes())
    each_way(copied_path / name, (partial(_without, key) for key in keys))


def page_of(data: dict[str, Any]) -> dict[str, Any]:
    return next(step["page"] for step in data["steps"] if step["page"])


CHANGES: dict[str, Change] = {
    "an unknown key": lambda data: data.update(note="x"),
    "an unknown key in a step": lambda data: data["steps"][0].update(note="x"),
    "an unknown key in a page": lambda data: page_of(data).update(note="x"),
    "no steps": lambda data: data.update(steps=[]),
    "the same step twice": lambda data: data["steps"].append(data["steps"][0]),
    "another service's name": lambda data: data.update(id="y"),
    "another service's step": lambda data: data["steps"][0].update(id="suspend.facebook.leave-on"),
    "a step of a payment": lambda data: data["steps"][0].update(id="payments.x.hide"),
    "a step of more steps": lambda data: data["steps"][0].update(id="more.x.hide"),
    "an id with spaces": lambda data: data["steps"][0].update(id="suspend.face book.hide"),
    "an id with a line end": lambda data: data["steps"][0].update(id="suspend.x.b\n"),
    "an id of a payment's own": lambda data: data["steps"][0].update(id="suspend.x.b@2"),
    "a day no month has": lambda data: data["steps"][0].update(checked="2026-02-30"),
    "an address without https": lambda data: data["steps"][0].update(source="http://a.example/"),
    "a script as a page": lambda data: page_of(data).update(url="javascript:alert(1)"),
    "an address with a space": lambda data: data["steps"][0].update(source="https://a.example/ b"),
    "a confidence we never ship": lambda data: data["steps"][0].update(confidence="memory"),
    "no minutes at all": lambda data: data["steps"][0].update(minutes=0),
    "a yes that is a number": lambda data: data["steps"][0].update(read_first=1),
    "minutes that are a yes": lambda data: data["steps"][0].update(minutes=True),
    "two lines in one": lambda data: data["steps"][0].update(why="One.\nTwo."),
    "a label with a full stop": lambda data: data["steps"][0].update(title="Hide it."),
    "a sentence without one": lambda data: data["steps"][0].update(why="Hide it"),
    "a phase there is not": lambda data: data["steps"][0].update(phase="pay"),
    "a country there is not": lambda data: data["steps"][0].update(when={"countries": ["XX"]}),
    "a deletion without a warning": lambda data: data["steps"][0].update(deletes_after_days=30, caution=None),
    "a pattern that is none": lambda data: data["identifiers"][0].update(hint={"pattern": "^($", "says": "Odd."}),
    "a pattern without an end": lambda data: data["identifiers"][0].update(hint={"pattern": "^a", "says": "Odd."}),
}


@pytest.mark.parametrize("damage", CHANGES)
def test_what_the_schema_or_the_loader_refuses(copied_path: Path, damage: str) -> None:
    rewrite(copied_path / "services/x.json", CHANGES[damage])
    refused(copied_path, "services/x.json")


OTHERS: dict[str, tuple[str, Change]] = {
    "lists in another order": ("lists.json", lambda lists: lists.reverse()),
    "a list twice": ("lists.json", lambda lists: lists[1].update(id="suspend")),
    "a step of a service among more steps": ("more.json", lambda data: data["steps"][0].update(id="report.x.more")),
    "a step without a head": ("more.json", lambda data: data["steps"][0].pop("group")),
    "a step with a name of its own": ("own-service.json", lambda data: data["service"][0].update(id="suspend.x.own")),
    "a report among the steps of a payment": (
        "methods/paypal.json", lambda data: data["steps"][0].update(id="report.paypal.own"),
    ),
    "a deadline of no unit": ("methods/paypal.json", lambda data: data["deadlines"][0].update(unit="years")),
    "another country": ("help/GB.json", lambda data: data.update(country="US")),
    "a day no month has": ("help/GB.json", lambda data: data["helplines"][0].update(checked="2026-02-31")),
    "a number with letters": ("help/GB.json", lambda data: data["helplines"][0].update(phone="0800 RING")),
}  # fmt: skip


@pytest.mark.parametrize("damage", OTHERS)
def test_what_other_files_may_not_be(copied_path: Path, damage: str) -> None:
    name, change = OTHERS[damage]
    rewrite(copied_path / name, change)
    refused(copied_path, name)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), place=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_anywhere(copied_path: Path, shipped_path: Path, name: str, place: float) -> None:
    whole = (shipped_path / name).read_bytes()
    end = int(len(whole.rstrip()) * place)
    (copied_path / name).write_bytes(whole[:end])
    refused(copied_path, name)
    (copied_path / name).write_bytes(whole)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_harmless(
    copied_path: Path, shipped_path: Path, name: str, place: float, byte: int
) -> None:
    changed = bytearray((shipped_path / name).read_bytes())
    changed[int(len(changed) * place)] = byte
    (copied_path / name).write_bytes(changed)
    try:
        load_content(copied_path)
    except GuidanceDamaged:
        refused(copied_path, name)
    finally:
        (copied_path / name).write_bytes((shipped_path / name).read_bytes())
