"""What can't be done with what a person wrote down, and what the care for people under 18 refuses."""

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.refusals import CaptureRefused


class NoSuchEntry(DeskError):
    """No register of the case has an entry of that name."""

    entry: str


class NoSuchService(DeskError):
    """There is no service of that name among the steps."""

    name: str


class NoSuchMethod(DeskError):
    """There is no way of paying of that name among the steps."""

    name: str


class NoSuchCountry(DeskError):
    """There is no country of that code among the helplines."""

    name: str


class NotAMoment(DeskError):
    """The text is no date and time."""

    text: str


class NotAnAmount(DeskError):
    """The text is no amount of money with its currency."""

    text: str


class CareNeedsParts(CaptureRefused):
    """A picture is kept only once the parts that show somebody were left out, or the person said there are none."""


class CareNoWatching(CaptureRefused):
    """Nothing is kept by itself, because nobody looks at it before it is written."""


class CareStays(DeskError):
    """Another answer would end the care of the case, and whoever gave it was not asked back."""


class ItemShut(DeskError):
    """The item is flagged as under 18: it is not opened, shown, copied, read or removed."""

    exhibit: str


class NothingForBank(DeskError):
    """No payment was written down that says anything a bank gets, and no item was chosen."""


class NothingForPlatform(DeskError):
    """No account was written down that says anything a platform gets, and no item was chosen."""


class NothingForHelpline(DeskError):
    """Nothing was kept, ticked or written down that a helpline could see."""


class FlaggedItems(DeskError):
    """Flagged items were chosen for a folder that is handed over; `exhibits` are their names, by comma."""

    exhibits: str
