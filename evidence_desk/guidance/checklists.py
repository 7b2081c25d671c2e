"""Loads the three named checklists from the shipped data, and refuses any that is not as its schema says."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypedDict

import fastjsonschema

from evidence_desk.domain.checklists import Checklist, ListId, Step, StepId
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.domain.facts import Page

LIST_IDS: Final = (ListId("suspend"), ListId("report"), ListId("payments"))
"""The order in which the lists stand in the window."""


class _PageData(TypedDict):
    url: str
    site: str


class _StepData(TypedDict):
    """A step as the schema lets it through."""

    id: str
    service: str
    title: str
    hint: str
    minutes: int | None
    reversible: bool | None
    needs_internet: bool
    read_first: bool
    save_first: bool
    why: str
    how: list[str]
    caution: str | None
    page: _PageData | None
    source: str
    checked: str
    confidence: str


class _ListData(TypedDict):
    """A list as the schema lets it through."""

    id: str
    title: str
    lede: str
    steps: list[_StepData]


_Check = Callable[[object], _ListData]


def load_checklists(folder_path: Path) -> tuple[Checklist, ...]:
    """Return the lists of the folder in `LIST_IDS` order, steps in the order of their file.

    The folder holds `schema.json` (JSON Schema draft-07) and one UTF-8 file per list, named by its id.

    Raises `GuidanceDamaged` with the path of the first file that is missing, unreadable, not JSON, not
    as the schema says, or whose step ids repeat or belong to another list.
    """
    check = _schema_check(folder_path / "schema.json")
    return tuple(_load(folder_path / f"{list_id}.json", list_id, check) for list_id in LIST_IDS)


def _read(path: Path) -> Any:  # noqa: ANN401 — JSON, unchecked
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise GuidanceDamaged(str(path)) from error


def _schema_check(path: Path) -> _Check:
    untrusted_schema = _read(path)
    # An empty schema would let everything through.
    if not isinstance(untrusted_schema, dict) or "definitions" not in untrusted_schema:
        raise GuidanceDamaged(str(path))
    try:
        check: _Check = fastjsonschema.compile(untrusted_schema, detailed_exceptions=False)
    except fastjsonschema.JsonSchemaDefinitionException as error:
        raise GuidanceDamaged(str(path)) from error
    return check


def _load(path: Path, list_id: ListId, check: _Check) -> Checklist:
    untrusted = _read(path)
    try:
        data = check(untrusted)
        steps = tuple(_step(list_id, step) for step in data["steps"])
    except ValueError as error:  # the schema's refusal, or a day no month has
        raise GuidanceDamaged(str(path)) from error
    ids = {step.id for step in steps}
    if data["id"] != list_id or len(ids) < len(steps) or not _all_of(list_id, ids):
        raise GuidanceDamaged(str(path))
    return Checklist(list_id, data["title"], data["lede"], steps)


def _all_of(list_id: ListId, ids: set[StepId]) -> bool:
    return all(step_id.startswith(f"{list_id}.") for step_id in ids)


def _step(list_id: ListId, data: _StepData) -> Step:
    page = data["page"]
    return Step(
        id=StepId(data["id"]),
        list_id=list_id,
        service=data["service"],
        title=data["title"],
        hint=data["hint"],
        minutes=data["minutes"],
        reversible=data["reversible"],
        needs_internet=data["needs_internet"],
        read_first=data["read_first"],
        save_first=data["save_first"],
        why=data["why"],
        how=tuple(data["how"]),
        caution=data["caution"],
        page=None if page is None else Page(page["url"], page["site"]),
        source=data["source"],
        checked=date.fromisoformat(data["checked"]),
        confidence=data["confidence"],
    )
