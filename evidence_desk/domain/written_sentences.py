"""The sentences for what a person wrote down and for the care for people under 18."""

from collections.abc import Mapping

from evidence_desk.domain import written_errors
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

SENTENCES: Mapping[type[DeskError], str] = {
    written_errors.NoSuchEntry: QT_TRANSLATE_NOOP(
        "sentences", "There is no entry “{entry}” in this case. “account list” and “payment list” show them."
    ),
    written_errors.NoSuchService: QT_TRANSLATE_NOOP(
        "sentences", "There is no service “{name}” among the steps. Write its name as your own."
    ),
    written_errors.NoSuchMethod: QT_TRANSLATE_NOOP(
        "sentences", "There is no way of paying “{name}” among the steps. Write its name as your own."
    ),
    written_errors.NoSuchCountry: QT_TRANSLATE_NOOP(
        "sentences", "There are no helplines for “{name}”. Use GB, US, CA, AU, IE, NZ, IN, EU or INT."
    ),
    written_errors.NotAMoment: QT_TRANSLATE_NOOP(
        "sentences", "“{text}” is no date and time. Write it like 2026-11-22 18:05."
    ),
    written_errors.NotAnAmount: QT_TRANSLATE_NOOP("sentences", "“{text}” is no amount. Write it like 180.00 GBP."),
    written_errors.CareNeedsParts: QT_TRANSLATE_NOOP(
        "sentences",
        "Under-18 care is on, so nothing was saved. Choose an area and leave out every sexual picture, each part at "
        "least 16 x 16 pixels, then save.",
    ),
    written_errors.CareNoWatching: QT_TRANSLATE_NOOP(
        "sentences",
        "Under-18 care is on, so nothing is saved by itself. Save one picture at a time, with the parts left out.",
    ),
    written_errors.CareStays: QT_TRANSLATE_NOOP(
        "sentences",
        "Under-18 care is on and stays on, so nothing was changed. If nobody in the pictures is under 18, say it once "
        "more, with --change-the-answer.",
    ),
    written_errors.ItemShut: QT_TRANSLATE_NOOP(
        "sentences",
        "{exhibit} is flagged as under 18, so it stays here, shut. Ring the police and ask how to hand it over.",
    ),
    written_errors.NothingForBank: QT_TRANSLATE_NOOP(
        "sentences", "There is nothing for a bank yet. Write down a payment first: how much, how, or to whom."
    ),
    written_errors.NothingForPlatform: QT_TRANSLATE_NOOP(
        "sentences", "There is nothing for a platform yet. Write down an account first: its name, ID or link."
    ),
    written_errors.NothingForHelpline: QT_TRANSLATE_NOOP(
        "sentences", "There is nothing for a helpline yet. Save something, or write it down, first."
    ),
    written_errors.FlaggedItems: QT_TRANSLATE_NOOP(
        "sentences",
        "{exhibits} can't be put in: flagged as under 18. You can make the folder without. Ring the police and ask how "
        "to hand it over.",
    ),
}
