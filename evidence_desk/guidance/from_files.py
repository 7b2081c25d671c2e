"""Turns what the schema has let through into steps, services, ways of paying and helplines."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from evidence_desk.domain.accounts import Identifier
from evidence_desk.domain.checklists import EVERYBODY, ListId, Phase, Register, Step, StepId, When
from evidence_desk.domain.facts import (
    Country,
    DeadlineRule,
    Fact,
    FormatHint,
    Helpline,
    IdentifierGuide,
    Method,
    MethodId,
    Page,
    Phone,
    ReferenceGuide,
    Service,
    ServiceId,
    Since,
    Suspending,
    Unit,
)

Data: TypeAlias = Mapping[str, Any]
"""A JSON object that is as the schema says."""

T = TypeVar("T")
Given = TypeVar("Given")


def step(data: Data, service: str, belongs_to: str) -> Step:
    """One step under the name of its service; ValueError for a day no month has."""
    step_id = StepId(data["id"])
    return Step(
        id=step_id,
        list_id=ListId(step_id.split(".", 1)[0]),
        service=data.get("group", service),
        belongs_to=belongs_to,
        title=data["title"],
        hint=data["hint"],
        minutes=data["minutes"],
        reversible=data["reversible"],
        needs_internet=data["needs_internet"],
        read_first=data["read_first"],
        save_first=data["save_first"],
        why=data["why"],
        how=tuple(_line(each)[0] for each in data["how"]),
        how_where=_where(data["how"]),
        caution=data["caution"],
        page=_maybe(data["page"], _page),
        source=data["source"],
        checked=date.fromisoformat(data["checked"]),
        confidence=data["confidence"],
        phase=Phase(data["phase"]),
        when=_when(data.get("when")),
        about_image=data.get("about_image", False),
        saves=data.get("saves", False),
        deletes_after_days=data.get("deletes_after_days"),
        deadline=_maybe(data.get("deadline"), _deadline),
        text=data.get("text"),
        asks_number=data.get("asks_number"),
        phones=tuple(map(_phone, data.get("phones", ()))),
        optional=data.get("optional", False),
        register=_maybe(data.get("register"), Register),
    )


def service(data: Data) -> Service:
    """One platform; ValueError for a day no month has."""
    return Service(
        id=ServiceId(data["id"]),
        name=data["name"],
        kind=data["kind"],
        site=data["site"],
        always=data["always"],
        suspending=Suspending(data["suspend"]),
        deletes_after_days=data["suspend_deletes_after_days"],
        save_before_block=data["save_before_block"],
        save_before_block_why=data["save_before_block_why"],
        identifiers=tuple(map(_identifier, data["identifiers"])),
        fact=_fact(data),
    )


def method(data: Data) -> Method:
    """One way of paying; ValueError for a day no month has."""
    return Method(
        id=MethodId(data["id"]),
        name=data["name"],
        kind=data["kind"],
        reference=_maybe(
            data["reference"], lambda it: ReferenceGuide(it["name"], it["how"], _maybe(it["hint"], _hint))
        ),
        write_down=tuple(data["write_down"]),
        deadlines=tuple(map(_deadline, data["deadlines"])),
        phones=tuple(map(_phone, data["phones"])),
        fact=_fact(data),
    )


def country(data: Data) -> Country:
    """The helplines of one country; ValueError for a day no month has."""
    return Country(data["country"], data["name"], tuple(map(_helpline, data["helplines"])))


def _helpline(data: Data) -> Helpline:
    return Helpline(
        id=data["id"],
        name=data["name"],
        card=data["card"],
        who_for=data["who_for"],
        phone=data["phone"],
        text=data["text"],
        text_number=data.get("text_number"),
        page=_maybe(data["page"], _page),
        hours=data["hours"],
        cost=data["cost"],
        for_under_18=data["for_under_18"],
        note=data["note"],
        fact=_fact(data),
    )


def _line(data: str | Data) -> tuple[str, When]:
    """What a line says, and where it holds."""
    return (data, EVERYBODY) if isinstance(data, str) else (data["say"], _when(data))


def _where(lines: Sequence[str | Data]) -> tuple[When, ...]:
    where = tuple(_line(each)[1] for each in lines)
    return where if any(each != EVERYBODY for each in where) else ()


def _when(data: Data | None) -> When:
    if not data:
        return EVERYBODY
    return When(
        countries=tuple(data.get("countries", ())),
        not_countries=tuple(data.get("not_countries", ())),
        paid=data.get("paid"),
        posted=data.get("posted"),
        age=data.get("age"),
    )


def _deadline(data: Data) -> DeadlineRule:
    return DeadlineRule(
        id=data["id"],
        since=Since(data["from"]),
        unit=Unit(data["unit"]),
        amount=data["amount"],
        kind=data["kind"],
        says=data["says"],
        calendar_title=data["calendar_title"],
        countries=tuple(data["countries"] or ()),
        abroad=data.get("abroad", False),
        confidence=data["confidence"],
        source=data["source"],
    )


def _identifier(data: Data) -> IdentifierGuide:
    return IdentifierGuide(
        Identifier(data["field"]), data["name"], tuple(data["how"]), data["permanent"], _maybe(data["hint"], _hint)
    )


def _hint(data: Data) -> FormatHint:
    return FormatHint(data["pattern"], data["says"])


def _page(data: Data) -> Page:
    return Page(data["url"], data["site"])


def _phone(data: Data) -> Phone:
    return Phone(data["country"], data["name"], data["number"])


def _fact(data: Data) -> Fact:
    return Fact(data["source"], date.fromisoformat(data["checked"]), data["confidence"])


def _maybe(data: Given | None, make: Callable[[Given], T]) -> T | None:
    return None if data is None else make(data)
