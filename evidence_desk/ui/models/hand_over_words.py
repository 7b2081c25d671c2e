"""What is said while a case is handed over: what will be inside, how far it is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.times import Moment
from evidence_desk.export.hand_over import HandOver, HandOverProgress, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.models.hand_over_parts import (
    Line,
    Part,
    bank_line,
    helpline_lines,
    left_out_line,
    made_template,
    named_template,
    platform_line,
    proof_line,
)
from evidence_desk.ui.models.moment_words import day_words, local_day, zone_name
from evidence_desk.ui.models.safe_text import left_to_right, safe_line

translate = QCoreApplication.translate

_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class HandOverContents:
    """What a folder would hold now; `size_bytes` is about what one with everything takes, `parts` what others do.

    `flagged` of the `items` are flagged as under 18 and not put in. `under18` is what was answered of the case.
    """

    items: int
    unreadable: int
    steps: int
    size_bytes: int
    flagged: int = 0
    under18: Under18 = Under18.NOT_ASKED
    payments: int = 0
    accounts: int = 0
    parts: Mapping[Recipient, Part] = field(default_factory=dict)

    def part(self, recipient: Recipient) -> Part:
        """What that recipient gets of it."""
        return self.parts.get(recipient, Part(self.size_bytes, self.items, self.flagged > 0))


def lines(
    contents: HandOverContents, recipient: Recipient = Recipient.POLICE, *, without_items: bool = False
) -> tuple[Line, ...]:
    """Everything that goes in for that recipient, with the numbers of this case."""
    whole = _whole(contents)
    if recipient.gets_everything:
        return whole
    items, pages, *_, seal = whole
    if recipient is Recipient.HELPLINE:
        items, *others = helpline_lines(_steps(contents.steps))
        return (items, pages, *others, left_out_line(), seal)
    written = bank_line(contents.payments) if recipient is Recipient.BANK else platform_line(contents.accounts)
    nothing = without_items or not contents.part(recipient).items
    return (written, proof_line(recipient, without_items=nothing), pages, left_out_line(), seal)


def _whole(contents: HandOverContents) -> tuple[Line, ...]:
    return (
        ("evidence", _items(contents.items - contents.flagged), _as_saved(contents.unreadable)),
        (
            "file",
            translate("hand_over_words", "Pages to read or print"),
            translate("hand_over_words", "They open in any browser"),
        ),
        (
            "more",
            _steps(contents.steps),
            translate("hand_over_words", "With times and your notes. Also as tables"),
        ),
        (
            "edit",
            translate("hand_over_words", "What you wrote down"),
            translate("hand_over_words", "Accounts, payments, reports and people who help. As tables"),
        ),
        (
            "timeline",
            translate("hand_over_words", "The history of every item"),
            translate("hand_over_words", "Who did what, and when"),
        ),
        (
            "verify",
            translate("hand_over_words", "A seal"),
            translate("hand_over_words", "So anyone can check that nothing changed"),
        ),
    )


def care_words(under18: Under18) -> str:
    """What to know before a folder with pictures of somebody under 18 is made; empty where nothing is to be said."""
    if under18 is Under18.YES:
        return translate(
            "hand_over_words",
            "You said that somebody in the pictures is under 18. Give the folder to the police only, and make no other "
            "copies. The folder begins with that.",
        )
    if under18 is Under18.NOT_SURE:
        return translate(
            "hand_over_words",
            "You are not sure whether somebody in the pictures is under 18. Ask the police before you give the folder "
            "to anybody else. The folder begins with that.",
        )
    return ""


def room_words(free_bytes: int | None, needed_bytes: int) -> str:
    """12.4 GB free. Needs 0.1 GB; only the need where the free room is not known."""
    needed = translate("hand_over_words", "Needs {size}.").format(size=size_words(needed_bytes))
    if free_bytes is None:
        return needed
    free = translate("hand_over_words", "{size} free.").format(size=size_words(free_bytes))
    return translate("hand_over_words", "{free} {needed}").format(free=free, needed=needed)


def size_words(size_bytes: int) -> str:
    """84.0 MB, in powers of ten as disks are sold."""
    formats = QLocale.DataSizeFormat
    return QLocale().formattedDataSize(size_bytes, _DECIMALS, formats.DataSizeSIFormat)


def progress_words(progress: HandOverProgress) -> str:
    """Copying EX-009, 9 of 14. Then we check every file."""
    if progress.stage is Stage.CHECKING:
        return translate("hand_over_words", "Checking every file, {done} of {all}.").format(
            done=progress.done, all=progress.all
        )
    return translate("hand_over_words", "Copying {exhibit}, {number} of {all}. Then we check every file.").format(
        exhibit=left_to_right(progress.exhibit or ""), number=min(progress.done + 1, progress.all), all=progress.all
    )


def made_words(made: Moment, recipient: Recipient) -> str:
    """Made Sunday 22 November 2026, 21:52 GMT, for the police."""
    return made_template(recipient).format(
        day=day_words(local_day(made)), time=f"{made.local_at:%H:%M}", zone=zone_name(made)
    )


def checked_words(hand_over: HandOver) -> str:
    """Made and checked. We read every file again after writing it: 31 of 31 match."""
    return translate(
        "hand_over_words", "Made and checked. We read every file again after writing it: {files} of {files} match."
    ).format(files=hand_over.files)


def folder_words(hand_over: HandOver) -> tuple[str, str]:
    """The folder's name and who it is for; and where it is, how many files and how much."""
    size = size_words(hand_over.size_bytes)
    more = translate("hand_over_words", "In {place}. {files} files, {size}").format(
        place=left_to_right(safe_line(str(hand_over.folder_path.parent))), files=hand_over.files, size=size
    )
    name = left_to_right(safe_line(hand_over.folder_path.name))
    return named_template(hand_over.recipient).format(folder=name), more


def shortcomings(hand_over: HandOver) -> str:
    """What the reader of the folder will find missing or wrong, in plain words; nothing where it is whole."""
    said = []
    if hand_over.unreadable:
        said.append(
            translate("hand_over_words", "Not inside, because the saved file can't be read: {exhibits}.").format(
                exhibits=left_to_right(", ".join(hand_over.unreadable))
            )
        )
    if hand_over.flagged:
        said.append(
            translate("hand_over_words", "Not inside, because they are flagged as under 18: {exhibits}.").format(
                exhibits=left_to_right(", ".join(hand_over.flagged))
            )
        )
    if not hand_over.history_whole:
        said.append(translate("hand_over_words", "The history does not fit together. The folder says so."))
    if hand_over.doubts:
        said.append(
            translate("hand_over_words", "Something here is not as the history says. The folder begins with that.")
        )
    if not hand_over.noted:
        said.append(translate("hand_over_words", "The history of the case could not be told of this folder."))
    return " ".join(said)


def _items(count: int) -> str:
    if count == 1:
        return translate("hand_over_words", "1 item, as it was saved")
    return translate("hand_over_words", "{count} items, as they were saved").format(count=count)


def _as_saved(unreadable: int) -> str:
    if unreadable:
        return translate("hand_over_words", "{count} can't be read. The folder says which").format(count=unreadable)
    return translate("hand_over_words", "Each with its fingerprint")


def _steps(count: int) -> str:
    if count == 1:
        return translate("hand_over_words", "1 step you took")
    return translate("hand_over_words", "{count} steps you took").format(count=count)
