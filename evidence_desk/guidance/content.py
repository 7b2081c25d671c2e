"""Everything the program tells a person, from the shipped files; nothing that is not as their schema says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evidence_desk.domain.checklists import Checklist, Step
from evidence_desk.domain.facts import Country, Method, MethodId, Service, ServiceId
from evidence_desk.guidance import from_files
from evidence_desk.guidance.checked_files import LIST_IDS, OWN, CheckedFiles
from evidence_desk.guidance.from_files import Data

__all__ = ["ANY_METHOD", "LIST_IDS", "OWN", "Content", "load_content"]

ANY_METHOD: Final = MethodId("any")
"""What holds for every payment, however it was made."""
# Where the list has a service: what most people use first, and what is no place to meet anybody last.
_KINDS: Final = ("social", "chat", "video", "dating", "adult", "search", "watch list", "closed")
_PAYING: Final = (
    "bank", "card", "cash transfer", "money transfer", "wallet", "mobile money", "gift card", "crypto", "cash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What is known. `lists` have every step there is, those of one service or way of paying side by side.

    `own_service` and `own_method` are steps for what the program does not know; their ids have `OWN` for its name.
    """

    lists: tuple[Checklist, ...]
    services: Mapping[ServiceId, Service]
    methods: Mapping[MethodId, Method]
    countries: Mapping[str, Country]
    own_service: tuple[Step, ...]
    own_method: tuple[Step, ...]

    def steps(self) -> Iterator[Step]:
        """Every step of the lists, in their order."""
        return (step for checklist in self.lists for step in checklist.steps)


def load_content(folder_path: Path) -> Content:
    """Read the folder: its schema (JSON Schema draft-07), lists.json, more.json, services, methods and help.

    Raises `GuidanceDamaged` with the path of the first file that is missing, unreadable, not JSON, not as the schema
    says, not what it is named for, or whose step ids repeat or belong elsewhere.
    """
    files = CheckedFiles(folder_path)
    services = sorted(files.of_folder("services", "service"), key=lambda each: _KINDS.index(each["kind"]))
    methods = sorted(
        files.of_folder("methods", "method"),
        key=lambda each: (each["id"] == ANY_METHOD, _PAYING.index(each["kind"])),
    )  # fmt: skip
    more, own = files.one("more.json", "more"), files.one("own-service.json", "own-service")
    steps = [
        *(files.step(step, each) for each in (*services, *methods) for step in each["steps"]),
        *(files.step(step, more) for step in more["steps"]),
    ]
    return Content(
        tuple(_list(each, steps) for each in files.lists()),
        {ServiceId(each["id"]): files.made(from_files.service, each) for each in services},
        {MethodId(each["id"]): files.made(from_files.method, each) for each in methods},
        {each["country"]: files.made(from_files.country, each) for each in files.of_folder("help", "country")},
        tuple(files.step(step, own) for step in own["service"]),
        tuple(files.step(step, own) for step in own["method"]),
    )


def _list(data: Data, steps: Iterable[Step]) -> Checklist:
    return Checklist(data["id"], data["title"], data["lede"], tuple(it for it in steps if it.list_id == data["id"]))
