"""Steps for what a person named and the program does not know: services, ways of paying, and steps of their own."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from evidence_desk.domain.checklists import EVERYBODY, ListId, Phase, Step, StepId
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.guidance.content import LIST_IDS, OWN
from evidence_desk.guidance.situation import OwnStepOnce

_PREFIX: Final = f"{OWN}-"
_LONGEST: Final = 24
_PHASES: Final = {"suspend": Phase.SUSPEND, "report": Phase.REPORT, "payments": Phase.MONEY, "more": Phase.LOOK_OUT}
_WITHOUT_SERVICE: Final = QT_TRANSLATE_NOOP("own_steps", "Your own steps")


def plain_name(name: str) -> str:
    """A name as it is compared: no matter which letters are large, or how much space stands between them."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def slug_of(name: str) -> str:
    """A name as part of a step id. Names that would look the same there are told apart by a digest."""
    plain = plain_name(name)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].strip("-")
    if slug.replace("-", " ") == plain:
        return slug
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{slug}-x{digest}" if slug else f"x{digest}"


def steps_named(template: Iterable[Step], name: str) -> Iterator[Step]:
    """The template's steps for one name."""
    return _steps_of(template, slug_of(name), name.strip())


def steps_as_before(template: Iterable[Step], step_ids: Iterable[StepId]) -> Iterator[Step]:
    """The template's steps that some ids are of, for names that are no longer given; the id tells the name."""
    template = tuple(template)
    for step_id in step_ids:
        parts = step_id.partition("@")[0].split(".")
        if len(parts) == 3 and parts[1].startswith(_PREFIX):  # noqa: PLR2004 — list, name, what
            slug = parts[1].removeprefix(_PREFIX)
            name = re.sub(r"-?x[0-9a-f]{6}$", "", slug).replace("-", " ")
            yield from (
                replace(step, id=step_id) for step in _steps_of(template, slug, name) if step.id.split(".") == parts
            )  # fmt: skip


def _steps_of(template: Iterable[Step], slug: str, name: str) -> Iterator[Step]:
    for step in template:
        list_id, _own, what = step.id.split(".")
        step_id = StepId(f"{list_id}.{_PREFIX}{slug}.{what}")
        yield replace(step, id=step_id, service=name or slug, belongs_to=f"{_PREFIX}{slug}")


def own_step(once: OwnStepOnce) -> Step:
    """A step of the person's own; it has no reason or source but them."""
    own = once.own
    list_id = ListId(own.list_id) if own.list_id in LIST_IDS else LIST_IDS[-1]
    return Step(
        id=StepId(f"{list_id}.{OWN}.{once.id}"),
        list_id=list_id,
        service=own.service.strip() or _WITHOUT_SERVICE,
        title=own.title,
        hint="",
        minutes=None,
        reversible=None,
        needs_internet=False,
        read_first=False,
        save_first=False,
        why="",
        how=(own.note,) if own.note else (),
        caution=None,
        page=None,
        source="",
        checked=once.added_at.date(),
        confidence=OWN,
        phase=_PHASES[list_id],
        when=EVERYBODY,
        is_own=True,
    )
