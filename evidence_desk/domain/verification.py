"""The outcome of a check: never a bare yes or no."""

from dataclasses import dataclass, field

from evidence_desk.domain.hashes import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit: a `type` in one word, where, and one sentence."""

    type: str
    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `files` counts what was read; `signed_by` is a key's fingerprint, or None without a seal.

    `recipient` is whom a folder was made for, as its seal says; None of a desk.

    `remarks` are true things worth knowing that take nothing from what was checked.
    """

    files: int
    problems: tuple[Problem, ...] = ()
    signed_by: str | None = None
    head: str | None = None
    timestamps: tuple[dict[str, Json], ...] = field(default=())
    remarks: tuple[Problem, ...] = ()
    recipient: str | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong; a person is always shown the problems, not this alone."""
        return not self.problems
