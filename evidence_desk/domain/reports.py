"""Reports and contacts: who was told, when, what they answered, and who helps."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evidence_desk.domain.written import Written


class Outcome(StrEnum):
    """What came of a report so far."""

    WAITING = "waiting"
    REMOVED = "removed"
    REFUSED = "refused"
    ANSWERED = "answered"
    NO_ANSWER = "no answer"


OPEN: Final = frozenset({Outcome.WAITING.value, Outcome.NO_ANSWER.value})
"""What leaves somebody waiting: until then an answer is due, and can be asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Written):
    """One report. `step` is the step it came from, if any; moments are nanoseconds since 1970 UTC, 0 where not said.

    `follow_up` is a day to ask again, ISO 8601 (2026-11-24), or empty.
    """

    to: str = ""
    step: str = ""
    about: str = ""
    asked_ns: int = 0
    zone: str = ""
    reference: str = ""
    outcome: str = Outcome.WAITING.value
    follow_up: str = ""
    note: str = ""
    exhibits: tuple[str, ...] = ()


class Role(StrEnum):
    """Who somebody is to the person."""

    OFFICER = "officer"
    HELPLINE = "helpline"
    BANK = "bank"
    TRUSTED = "trusted"
    SOLICITOR = "solicitor"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Written):
    """One person or office that helps."""

    role: str = Role.OTHER.value
    name: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    reference: str = ""
    note: str = ""
