"""Answers: the few things a person tells so that the steps fit them. Each may stay unanswered."""

from dataclasses import dataclass
from enum import StrEnum

from evidence_desk.domain.written import Written


class Under18(StrEnum):
    """Is anyone in the sexual pictures under 18, or could be? Kept with the case."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NOT_SURE = "not sure"
    NO = "no"
    NONE = "none"
    """There are no such pictures."""

    @property
    def needs_care(self) -> bool:
        """Whether pictures are handled as pictures of somebody under 18: not sure counts as yes."""
        return self in {Under18.YES, Under18.NOT_SURE}


class Told(StrEnum):
    """Yes, no, or not answered."""

    NOT_SAID = ""
    YES = "yes"
    NO = "no"


COUNTRIES = ("GB", "US", "CA", "AU", "IE", "NZ", "IN", "EU", "INT")
"""Where there are helplines for; EU is any other country of the Union, INT is anywhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Written):
    """What was answered. `services` are ServiceIds, `own_services` names that were typed; `paid` and `posted` are Told.

    `in_distress` says that it is too much right now: then blocking may come before saving.
    """

    country: str = ""
    services: tuple[str, ...] = ()
    own_services: tuple[str, ...] = ()
    paid: str = Told.NOT_SAID.value
    posted: str = Told.NOT_SAID.value
    in_distress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep(Written):
    """A step of the person's own, in one of the four lists."""

    list_id: str = "more"
    service: str = ""
    title: str = ""
    note: str = ""
