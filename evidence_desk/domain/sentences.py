"""What a person is told for each failure: one sentence, one remedy. The only place where these words stand."""

from collections.abc import Mapping

from evidence_desk.domain import errors, import_sentences, lock_sentences, refusals, written_sentences
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.hidden_signs import Sign, is_plain, signs
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

_SENTENCES: Mapping[type[DeskError], str] = {
    errors.ProgramFault: QT_TRANSLATE_NOOP(
        "sentences",
        "Something went wrong in the program. Nothing that was saved is lost. Try it again, or close it and start it again.",
    ),
    errors.NoVault: QT_TRANSLATE_NOOP(
        "sentences", "There is no desk at {path}. Save something first, or name another place."
    ),
    errors.DiskFull: QT_TRANSLATE_NOOP(
        "sentences", "This disk is full. Free some space, then try again. What was saved before is safe."
    ),
    errors.NotWritable: QT_TRANSLATE_NOOP(
        "sentences", "{path} can't be written to. Choose another place, or ask for permission."
    ),
    errors.ReadOnlyVault: QT_TRANSLATE_NOOP(
        "sentences", "{path} can only be read, so nothing new can be saved there. You can still look and hand over."
    ),
    errors.StorageFailed: QT_TRANSLATE_NOOP(
        "sentences",
        "The disk reported a failure ({reason}). Nothing is lost that was saved. Make a copy of {path} on another disk.",
    ),
    errors.VaultBusy: QT_TRANSLATE_NOOP(
        "sentences", "The desk is already open in another program. Use that one, or close it and try again."
    ),
    errors.VaultDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "{what} of the desk at {path} is damaged. Do not delete anything. Make a copy of the folder and ask for help.",
    ),
    errors.BookMissing: QT_TRANSLATE_NOOP(
        "sentences",
        "The book of the desk at {path} is missing. Saved files are kept apart from it. “recover” puts the book back together.",
    ),
    errors.BookDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "The book of the desk at {path} is damaged. Saved files are kept apart from it. “recover” puts the book back together.",
    ),
    errors.HeaderMissing: QT_TRANSLATE_NOOP(
        "sentences",
        "{what} of the desk at {path} is missing. Do not delete anything. “recover” puts it back if there is a copy.",
    ),
    errors.HeaderDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "{what} of the desk at {path} is damaged. Do not delete anything. “recover” puts it back if there is a copy.",
    ),
    errors.FromTheFuture: QT_TRANSLATE_NOOP(
        "sentences",
        "The desk at {path} was written by a newer version ({found}; this one knows {known}). Update, then open it again.",
    ),
    errors.ObjectDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "The saved file of {item} is damaged. Its record and fingerprint are still here. Make a copy of the desk and ask for help.",
    ),
    errors.ObjectCutShort: QT_TRANSLATE_NOOP(
        "sentences",
        "The saved file of {item} is cut short. Its record and fingerprint are still here. Put the file back from a copy of the desk.",
    ),
    errors.ObjectSwapped: QT_TRANSLATE_NOOP(
        "sentences",
        "Another saved file stands in the place of {item}. Its record and fingerprint are still here. Put the right file back from a copy of the desk.",
    ),
    errors.ObjectMissing: QT_TRANSLATE_NOOP(
        "sentences",
        "The saved file of {item} is missing. Its record and fingerprint are still here. Put the file back from a copy of the desk.",
    ),
    refusals.NoDisplay: QT_TRANSLATE_NOOP(
        "sentences", "There is no screen here. Start it on a desktop, or set DISPLAY."
    ),
    refusals.NoWindowsOnWayland: QT_TRANSLATE_NOOP(
        "sentences",
        "On this desktop (Wayland) no program can see the windows of others. Save the whole screen or an area instead.",
    ),
    refusals.WatchNeedsNoWindow: QT_TRANSLATE_NOOP(
        "sentences",
        "On this desktop (Wayland) our own windows would be in the way of a watch. Close them, then use “watch” on the command line.",
    ),
    refusals.NoWayHere: QT_TRANSLATE_NOOP(
        "sentences",
        "This desktop (Wayland) gives no pictures of the screen. Looked for: {tried}. Install one of them, or use a phone camera.",
    ),
    refusals.NotOffered: QT_TRANSLATE_NOOP(
        "sentences",
        "This desktop does not let “{program}” read the screen. Log in to a desktop that does, or use a phone camera.",
    ),
    refusals.ProgramMissing: QT_TRANSLATE_NOOP(
        "sentences",
        "“{program}” is not installed where it can be trusted. Install it from your system's own store, then try again.",
    ),
    refusals.ProgramFailed: QT_TRANSLATE_NOOP(
        "sentences", "“{program}” could not take the picture ({reason}). Try again, or use a phone camera."
    ),
    refusals.ProgramSilent: QT_TRANSLATE_NOOP(
        "sentences", "“{program}” took longer than {seconds} seconds. Try again, or use a phone camera."
    ),
    refusals.NoPrivateFolder: QT_TRANSLATE_NOOP(
        "sentences", "There is no private folder in memory for the picture. Log out and in again, then try again."
    ),
    refusals.NoPortal: QT_TRANSLATE_NOOP(
        "sentences",
        "This desktop's service for screen pictures is not there. Install xdg-desktop-portal for your desktop, then log in again.",
    ),
    refusals.PortalRefused: QT_TRANSLATE_NOOP(
        "sentences",
        "Your system does not allow pictures of the screen. Allow them for Desk in its settings, under privacy, then try again.",
    ),
    refusals.PortalDialogClosed: QT_TRANSLATE_NOOP(
        "sentences", "Your system's question was closed, so nothing was saved. Press Capture again and choose Allow."
    ),
    refusals.PortalSilent: QT_TRANSLATE_NOOP(
        "sentences",
        "Your system did not answer within {seconds} seconds. If it asks you something, answer it, then press Capture again.",
    ),
    refusals.PortalFailed: QT_TRANSLATE_NOOP(
        "sentences", "Your system could not give the picture ({reason}). Try again, or log out and in."
    ),
    refusals.HandedNothing: QT_TRANSLATE_NOOP(
        "sentences",
        "Your system said it took a picture, but there is none. Check that the disk is not full, then try again.",
    ),
    refusals.HandedForeign: QT_TRANSLATE_NOOP(
        "sentences",
        "The picture your system pointed to belongs to somebody else, so it was not used. Ask who shares this computer, then try again.",
    ),
    refusals.HandedOld: QT_TRANSLATE_NOOP(
        "sentences", "The picture your system pointed to is an old one, so it was not used. Try again."
    ),
    refusals.HandedEmpty: QT_TRANSLATE_NOOP(
        "sentences", "The picture your system gave is empty. Check that the disk is not full, then try again."
    ),
    refusals.HandedWrong: QT_TRANSLATE_NOOP(
        "sentences", "What your system gave is not a picture of the screen. Try again."
    ),
    refusals.DisplayNotReadable: QT_TRANSLATE_NOOP(
        "sentences",
        "This screen shows {depth} bits a pixel, which can't be kept exactly. Set it to 24 bits (millions of colours).",
    ),
    refusals.DisplayLost: QT_TRANSLATE_NOOP("sentences", "The desktop did not answer. Try again."),
    refusals.OtherDisplay: QT_TRANSLATE_NOOP(
        "sentences", "The desk is open on another screen. Save from there, or close it first."
    ),
    refusals.ScreenLocked: QT_TRANSLATE_NOOP(
        "sentences",
        "The screen is locked, so there is no picture of it. Unlock it, then press Capture.",
    ),
    refusals.ScreenRecordingNotAllowed: QT_TRANSLATE_NOOP(
        "sentences",
        "macOS does not let this program see the screen yet. Allow it under Privacy and Security, Screen Recording, then open the desk again.",
    ),
    refusals.NoSuchScreen: QT_TRANSLATE_NOOP("sentences", "There is no screen {number}. “screens” lists them."),
    refusals.ScreensChanged: QT_TRANSLATE_NOOP("sentences", "Your screens changed. Please draw again."),
    refusals.DisplaysChanged: QT_TRANSLATE_NOOP(
        "sentences", "A screen was plugged in, taken away or moved meanwhile. Press Capture again."
    ),
    refusals.OutsideScreens: QT_TRANSLATE_NOOP(
        "sentences", "The area {region} is not on the screens. Choose one that is."
    ),
    refusals.OutsidePicture: QT_TRANSLATE_NOOP(
        "sentences", "The part to leave out, {area}, is not in the picture. It counts from the picture's own corner."
    ),
    refusals.NoSuchWindow: QT_TRANSLATE_NOOP("sentences", "“{window}” is not a window. “windows” lists them."),
    refusals.NoActiveWindow: QT_TRANSLATE_NOOP(
        "sentences", "No window is in use. Click the one you want, then try again."
    ),
    refusals.OwnWindow: QT_TRANSLATE_NOOP(
        "sentences", "The desk's own windows are never saved. Choose another window."
    ),
    refusals.OwnWindowInTheWay: QT_TRANSLATE_NOOP(
        "sentences",
        "A window of the desk is in the way, and this system can't leave it out. Move it aside, then press Capture.",
    ),
    refusals.WindowGone: QT_TRANSLATE_NOOP("sentences", "That window is gone. Choose another."),
    refusals.WindowMinimised: QT_TRANSLATE_NOOP("sentences", "The window is minimised. Open it, then press Capture."),
    refusals.WindowOutOfSight: QT_TRANSLATE_NOOP(
        "sentences",
        "The window is not on the screen now. Bring it to the front, then press Capture.",
    ),
    refusals.WindowElsewhere: QT_TRANSLATE_NOOP(
        "sentences", "The window is on another desktop. Go there, then press Capture."
    ),
    refusals.WindowChanged: QT_TRANSLATE_NOOP(
        "sentences", "The window changed while its picture was taken. Press Capture again."
    ),
    refusals.WindowResized: QT_TRANSLATE_NOOP(
        "sentences", "The window got another size, so the scroll ended there. What was saved stays."
    ),
    refusals.ScrollTooLong: QT_TRANSLATE_NOOP(
        "sentences", "One scroll saves up to {pictures} pictures. They are saved. Start another to go on."
    ),
    refusals.WindowNotAnswering: QT_TRANSLATE_NOOP(
        "sentences",
        "That window gave no picture in time. Press Capture again, or save the whole screen.",
    ),
    refusals.ProtectedWindow: QT_TRANSLATE_NOOP(
        "sentences",
        "Its program does not let this window be saved. Photograph the screen with a phone, or look for a setting in that program.",
    ),
    refusals.FlatPicture: QT_TRANSLATE_NOOP("sentences", "The picture came out empty. Try the whole screen."),
    refusals.WrongSize: QT_TRANSLATE_NOOP(
        "sentences", "The picture came out {found} instead of {expected}. Press Capture again."
    ),
    errors.NoSuchCase: QT_TRANSLATE_NOOP("sentences", "There is no case “{case}”. “case list” shows them."),
    errors.NoSuchExhibit: QT_TRANSLATE_NOOP(
        "sentences", "There is no {exhibit} in this case. “list” shows what there is."
    ),
    errors.NoSuchStep: QT_TRANSLATE_NOOP("sentences", "There is no step “{step}”. “steps” shows them."),
    errors.NoSuchList: QT_TRANSLATE_NOOP(
        "sentences", "There is no list “{name}”. Use suspend, report, payments or more."
    ),
    errors.TextRefused: QT_TRANSLATE_NOOP("sentences", "This text can't be kept: {why}. Change it and try again."),
    errors.GuidanceDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "The built-in steps could not be read. The desk still saves and hands over. Reinstall when you can.",
    ),
    errors.DeskNotAnswering: QT_TRANSLATE_NOOP(
        "sentences", "The open desk did not answer, so it is not known whether this was done. Look there first."
    ),
    errors.Stopped: QT_TRANSLATE_NOOP("sentences", "Stopped. What was saved before is safe."),
    errors.AnswerLost: QT_TRANSLATE_NOOP(
        "sentences", "The answer could not be written out ({reason}). What you asked for may be done. Look with “list”."
    ),
    errors.NotOnThisSystem: QT_TRANSLATE_NOOP(
        "sentences", "This system can't do that yet ({what}). Use a Linux desktop with X11."
    ),
    errors.NothingToHandOver: QT_TRANSLATE_NOOP(
        "sentences", "There is nothing to hand over yet. Capture something first."
    ),
    errors.RecipientNotYet: QT_TRANSLATE_NOOP(
        "sentences", "A folder for {recipient} can't be made yet. Make one for the police."
    ),
    errors.DestinationRefused: QT_TRANSLATE_NOOP(
        "sentences", "{path} can't be used. Choose a folder outside the desk that you can write to."
    ),
    errors.DestinationGone: QT_TRANSLATE_NOOP(
        "sentences", "{path} is not there any more. If it is a stick, put it in again. Then choose the place again."
    ),
    errors.DestinationFull: QT_TRANSLATE_NOOP(
        "sentences", "There is too little room at {path}. Nothing was left on it. Choose another place."
    ),
    errors.DestinationExists: QT_TRANSLATE_NOOP(
        "sentences", "{path} is already there. Choose another place, or move it away."
    ),
    errors.CopyMismatch: QT_TRANSLATE_NOOP(
        "sentences", "{count} of {files} files did not match after copying. The folder was removed. Try another place."
    ),
    errors.HandOverCancelled: QT_TRANSLATE_NOOP("sentences", "Cancelled. No folder was left. Your case is as it was."),
    errors.CheckCancelled: QT_TRANSLATE_NOOP(
        "sentences", "Cancelled. The folder was only read. Check it again any time."
    ),
    **written_sentences.SENTENCES,
    **import_sentences.SENTENCES,
    **lock_sentences.SENTENCES,
}

CONTEXT = "sentences"


def template(error: DeskError) -> str:
    """The untranslated sentence for the error, with its facts still in braces."""
    return next(_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES)


def sentence(error: DeskError) -> str:
    """The sentence for the error in English, facts filled in and made safe to show."""
    return template(error).format_map({name: shown(str(fact)) for name, fact in error.facts.items()})


LONGEST_FACT = 200
_ELLIPSIS = "…"
_LAST_OF_FOUR_DIGITS = 0xFFFF


def shown(untrusted_text: str) -> str:
    """Text from outside as one harmless line: whatever can't simply be seen as escapes, long text cut."""
    start = untrusted_text[:LONGEST_FACT]  # a megabyte of name is not looked at for the sake of 200 characters
    line = start if is_plain(start) else "".join(c if sign is Sign.SEEN else escaped(c) for c, sign in signs(start))
    is_whole = len(untrusted_text) <= LONGEST_FACT and len(line) <= LONGEST_FACT
    return line if is_whole else line[: LONGEST_FACT - 1] + _ELLIPSIS


def escaped(character: str) -> str:
    r"""A character by its code: \u202e, \U000e0041."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"
