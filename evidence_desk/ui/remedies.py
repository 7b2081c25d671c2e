"""For each reason why nothing was saved, the one thing that may help."""

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain import errors, refusals
from evidence_desk.domain.errors import DeskError


class Remedy(Enum):
    """What the button beside the reason does."""

    NOTHING = auto()
    CHOOSE_WINDOW = auto()
    CHOOSE_AREA = auto()
    WHOLE_SCREEN = auto()
    TRY_AGAIN = auto()
    OPEN_SETTINGS = auto()
    UNLOCK = auto()


_REMEDIES: Mapping[type[DeskError], Remedy] = {
    refusals.NoSuchWindow: Remedy.CHOOSE_WINDOW,
    refusals.OwnWindow: Remedy.CHOOSE_WINDOW,
    refusals.WindowGone: Remedy.CHOOSE_WINDOW,
    refusals.WindowMinimised: Remedy.CHOOSE_WINDOW,
    refusals.WindowElsewhere: Remedy.CHOOSE_WINDOW,
    refusals.WindowOutOfSight: Remedy.CHOOSE_WINDOW,
    refusals.OutsideScreens: Remedy.CHOOSE_AREA,
    refusals.WindowChanged: Remedy.TRY_AGAIN,
    refusals.DisplaysChanged: Remedy.TRY_AGAIN,
    refusals.WrongSize: Remedy.TRY_AGAIN,
    refusals.OwnWindowInTheWay: Remedy.TRY_AGAIN,
    refusals.WindowNotAnswering: Remedy.WHOLE_SCREEN,
    refusals.ScreenRecordingNotAllowed: Remedy.OPEN_SETTINGS,
    refusals.DisplayLost: Remedy.TRY_AGAIN,
    errors.DiskFull: Remedy.TRY_AGAIN,
    refusals.FlatPicture: Remedy.WHOLE_SCREEN,
    refusals.NoWindowsOnWayland: Remedy.WHOLE_SCREEN,
    refusals.ProgramFailed: Remedy.TRY_AGAIN,
    refusals.ProgramSilent: Remedy.TRY_AGAIN,
    refusals.PortalDialogClosed: Remedy.TRY_AGAIN,
    refusals.PortalSilent: Remedy.TRY_AGAIN,
    refusals.PortalFailed: Remedy.TRY_AGAIN,
    refusals.HandedNothing: Remedy.TRY_AGAIN,
    refusals.HandedOld: Remedy.TRY_AGAIN,
    refusals.HandedEmpty: Remedy.TRY_AGAIN,
    refusals.HandedWrong: Remedy.TRY_AGAIN,
}


def remedy(error: DeskError) -> Remedy:
    """What may help; often only the sentence can."""
    return _REMEDIES.get(type(error), Remedy.NOTHING)


def remedy_name(remedy: Remedy) -> str:
    """What its button says; empty for no button."""
    names = {
        Remedy.CHOOSE_WINDOW: QCoreApplication.translate("remedies", "Choose another"),
        Remedy.CHOOSE_AREA: QCoreApplication.translate("remedies", "Choose an area"),
        Remedy.WHOLE_SCREEN: QCoreApplication.translate("remedies", "Whole screen"),
        Remedy.TRY_AGAIN: QCoreApplication.translate("remedies", "Try again"),
        Remedy.OPEN_SETTINGS: QCoreApplication.translate("remedies", "Open settings"),
        Remedy.UNLOCK: QCoreApplication.translate("remedies", "Unlock"),
    }
    return names.get(remedy, "")
