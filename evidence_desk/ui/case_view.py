"""A case as the window is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.verification import Problem
from evidence_desk.workflows.see_registers import NOTHING_WRITTEN, Registers


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it was at one moment; safe on any thread.

    `newest` is the first page, newest first; `case.items` says how many there are. `size_bytes` is what the originals
    take, `exhibits` the numbers of those items that prove a step or an entry.
    """

    case: Case
    newest: tuple[Listed, ...]
    size_bytes: int
    marks: Mapping[StepId, StepMark]
    exhibits: Mapping[ItemId, str]
    unreadable: tuple[Listed, ...]
    read_only: bool
    problems: tuple[Problem, ...]
    registers: Registers = NOTHING_WRITTEN


@dataclass(frozen=True, slots=True)
class CaseNews:
    """What became of a case since it was shown or told of last, and where it stands now."""

    case: Case
    size_bytes: int
    marks: Mapping[StepId, StepMark]
    exhibits: Mapping[ItemId, str]
    changed: tuple[Listed, ...]
    gone: tuple[ItemId, ...]
    registers: Registers = NOTHING_WRITTEN
