"""What a text to paste is made of: the facts of one case, and the lines that come out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, Under18
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report


class TextKind(StrEnum):
    """Which text; the words of `Step.text`."""

    POLICE_SUMMARY = "police-summary"
    IC3 = "ic3"
    REPORT_FRAUD = "report-fraud"
    PLATFORM_REPORT = "platform-report"
    TAKE_IT_DOWN_REQUEST = "take-it-down-request"
    BANK_CALL = "bank-call"


@dataclass(frozen=True, slots=True)
class KeptThing:
    """One exhibit of the case: EX-008, when it was saved, what it is called, and whether it was added from a file."""

    exhibit: str
    at: datetime
    zone: str
    title: str = ""
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One account of the register; `service` is the name to say, `exhibits` are those that show it."""

    number: int
    account: Account
    service: str = ""
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """One payment of the register; `method` and `reference_name` are the names to say."""

    number: int
    payment: Payment
    method: str = ""
    reference_name: str = ""
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownReport:
    """One report of the register."""

    number: int
    report: Report
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """Everything a text may say of a case; only what fits the step is in it.

    `zone` is the IANA name for moments that have none of their own, `country_name` the one to say, if any. `service`
    is the name of the platform the text is for. `items` may be the last of more; `items_in_all` counts them all.
    """

    reference: str = ""
    opened_at: datetime | None = None
    zone: str = "UTC"
    country: str = ""
    country_name: str = ""
    answers: Answers = field(default_factory=Answers)
    under18: Under18 = Under18.NOT_ASKED
    service: str = ""
    accounts: tuple[KnownAccount, ...] = ()
    payments: tuple[KnownPayment, ...] = ()
    reports: tuple[KnownReport, ...] = ()
    contacts: tuple[Contact, ...] = ()
    items: tuple[KeptThing, ...] = ()
    items_in_all: int = 0


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of plain text. `source` names the register, answer or exhibit its facts are from; None: our own words.

    A gap is the label of something that only the person knows, and nothing of theirs is in it.
    """

    text: str
    source: str | None
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to look at, change and paste. `title`, `lede` and `gap_says` are for the person alone."""

    kind: TextKind
    lines: tuple[DraftLine, ...]
    title: str = ""
    lede: str = ""
    gap_says: str = ""

    def as_text(self, gap: str = "____") -> str:
        """The lines as they are pasted, `gap` where something is missing."""
        return "\n".join(f"{line.text} {gap}" if line.is_gap else line.text for line in self.lines)

    def sources(self) -> tuple[str, ...]:
        """Where its facts are from, each once, in the order of the text."""
        found = (source for line in self.lines if line.source for source in line.source.split(SOURCES_APART))
        return tuple(dict.fromkeys(found))


SOURCES_APART: Final = ", "
"""Between two sources of one line."""
