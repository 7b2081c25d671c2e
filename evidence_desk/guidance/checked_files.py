"""The shipped files of guidance, each checked against their schema before anything is made of it."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import fastjsonschema

from evidence_desk.domain.checklists import ListId, Step, StepId
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.guidance import from_files
from evidence_desk.guidance.from_files import Data

LIST_IDS: Final = (ListId("suspend"), ListId("report"), ListId("payments"), ListId("more"))
"""The order in which the lists stand in the window."""
OWN: Final = "own"
"""Stands for the name in the ids of the steps of whatever the program does not know."""

_SCHEMA_NAME: Final = "schema.json"
_KINDS_OF_FILES: Final = ("service", "method", "country", "lists", "more", "own-service")
_NO_SCHEMA: Final = (
    fastjsonschema.JsonSchemaDefinitionException, re.error, RecursionError,
    ValueError, TypeError, AttributeError, LookupError,
)  # fmt: skip

T = TypeVar("T")

_Check = Callable[[object], object]


class CheckedFiles:
    """One folder being read, each file checked; it remembers which file anything came from."""

    def __init__(self, folder_path: Path) -> None:
        self._folder_path = folder_path
        self._check = _schema_check(folder_path / _SCHEMA_NAME)
        self._paths: dict[int, Path] = {}
        self._step_ids: set[StepId] = set()

    def one(self, name: str, kind: str) -> Data:
        """One file of that kind."""
        path = self._folder_path / name
        data: Data = self._read(path, kind)
        self._paths[id(data)] = path
        return data

    def of_folder(self, folder: str, kind: str) -> list[Data]:
        """Every file of a folder, by name; each is named for what it is about."""
        paths = sorted((self._folder_path / folder).glob("*.json"))
        if not paths:
            raise GuidanceDamaged(str(self._folder_path / folder))
        found = [self.one(f"{folder}/{path.name}", kind) for path in paths]
        for path, data in zip(paths, found, strict=True):
            _require(data["country" if kind == "country" else "id"] == path.stem, path)
        return found

    def lists(self) -> list[Data]:
        """The heads of the lists, in the order of the window."""
        path = self._folder_path / "lists.json"
        lists: list[Data] = self._read(path, "lists")
        _require(tuple(each["id"] for each in lists) == LIST_IDS, path)
        return lists

    def step(self, data: Data, owner: Data) -> Step:
        """One step of a file."""
        path = self._paths[id(owner)]
        name = owner.get("id", OWN)
        belongs_to = "" if name == "more" else name
        step = self.made(lambda it: from_files.step(it, owner.get("name", ""), belongs_to), data, path)
        _require(_is_of(step, owner) and step.id not in self._step_ids, path)
        _require(step.deletes_after_days is None or step.caution is not None, path)
        self._step_ids.add(step.id)
        return step

    def made(self, make: Callable[[Data], T], data: Data, path: Path | None = None) -> T:
        """What `make` makes of a file or a part of one."""
        path = path or self._paths[id(data)]
        try:
            for pattern in _patterns(data):
                re.compile(pattern)
            return make(data)
        except (ValueError, re.error) as error:  # a day no month has, or a pattern that is none
            raise GuidanceDamaged(str(path)) from error

    def _read(self, path: Path, kind: str) -> Any:  # noqa: ANN401 — JSON, as the schema of its kind says
        untrusted = _read(path)
        try:
            self._check({kind: untrusted})
        except fastjsonschema.JsonSchemaValueException as error:
            raise GuidanceDamaged(str(path)) from error
        return untrusted


def _is_of(step: Step, owner: Data) -> bool:
    """Whether the file may have that step: its list and its second word say whose it is."""
    list_id, about, _what = step.id.split(".")
    if "id" not in owner:
        return about == OWN
    if owner["id"] == "more":
        return list_id == "more" and step.service != ""
    return about == owner["id"] and (list_id == "payments") is ("deadlines" in owner) and list_id != "more"


def _patterns(data: Data) -> Iterator[str]:
    """Every pattern of a hint in a file."""
    guides = [*data.get("identifiers", ()), data.get("reference")]
    return (guide["hint"]["pattern"] for guide in guides if guide and guide["hint"])


def _require(is_so: bool, path: Path) -> None:  # noqa: FBT001 — a plain condition
    if not is_so:
        raise GuidanceDamaged(str(path))


def _read(path: Path) -> object:
    try:
        untrusted: object = json.loads(_bytes(path))
    except (ValueError, RecursionError) as error:
        raise GuidanceDamaged(str(path)) from error
    return untrusted


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GuidanceDamaged(str(path)) from error


def _schema_check(path: Path) -> _Check:
    """One check for every kind of file: it takes {kind: content}."""
    untrusted = _bytes(path)
    try:
        return _compiled(untrusted)
    except _NO_SCHEMA as error:
        raise GuidanceDamaged(str(path)) from error


@cache  # a twentieth of a second, and the schema is the same all day
def _compiled(untrusted_schema: bytes) -> _Check:
    """The check; one of `_NO_SCHEMA` for what is no schema of ours."""
    definitions = json.loads(untrusted_schema)["definitions"]
    whole = {
        "definitions": definitions,
        "type": "object",
        "additionalProperties": False,
        "properties": {kind: {"$ref": f"#/definitions/{kind}"} for kind in _KINDS_OF_FILES},
    }
    if not all(definitions[kind] for kind in _KINDS_OF_FILES):
        raise ValueError(definitions)  # an empty definition lets everything through
    check: _Check = fastjsonschema.compile(whole, detailed_exceptions=False)
    return check
