"""What a person is told when a desk can't be unlocked, or what unlocks it can't be changed."""

from collections.abc import Mapping

from evidence_desk.domain import errors, lock_errors
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

SENTENCES: Mapping[type[DeskError], str] = {
    errors.WrongKey: QT_TRANSLATE_NOOP(
        "sentences", "This key does not open the desk at {path}. Put the right key file back."
    ),
    errors.KeyMissing: QT_TRANSLATE_NOOP(
        "sentences",
        "The key file of the desk at {path} is missing. Nothing in it can be read without it. Put the file “key” back from a copy.",
    ),
    errors.KeyDamaged: QT_TRANSLATE_NOOP(
        "sentences",
        "The key file of the desk at {path} is damaged. Nothing in it can be read without it. Put the file “key” back from a copy.",
    ),
    errors.Locked: QT_TRANSLATE_NOOP(
        "sentences", "The desk at {path} is locked. Unlock it in its window, or name a file with --passphrase-file."
    ),
    lock_errors.WrongPassphrase: QT_TRANSLATE_NOOP(
        "sentences", "That is not the passphrase of the desk at {path}. Look at Caps Lock, then try again."
    ),
    lock_errors.WrongCode: QT_TRANSLATE_NOOP(
        "sentences", "That is not the recovery code of the desk at {path}. Compare it with what you wrote down."
    ),
    lock_errors.TriedTooOften: QT_TRANSLATE_NOOP(
        "sentences", "There were several wrong tries. Wait {wait_s} seconds, then try again."
    ),
    lock_errors.PassphraseTooShort: QT_TRANSLATE_NOOP(
        "sentences", "That passphrase is too short. Use {shortest} characters or more; four words are good."
    ),
    lock_errors.PassphraseTooLong: QT_TRANSLATE_NOOP(
        "sentences", "That passphrase is too long. Use {longest} characters or fewer."
    ),
    lock_errors.PassphraseHasEndBlanks: QT_TRANSLATE_NOOP(
        "sentences", "That passphrase begins or ends with a blank, which nobody can see. Take it away, then try again."
    ),
    lock_errors.NoPassphrase: QT_TRANSLATE_NOOP(
        "sentences", "The desk at {path} has no passphrase. Open it without one, or set one with “passphrase set”."
    ),
    lock_errors.PassphraseIsSet: QT_TRANSLATE_NOOP(
        "sentences", "The desk at {path} has a passphrase already. Use “passphrase change”."
    ),
    lock_errors.TooLittleMemory: QT_TRANSLATE_NOOP(
        "sentences", "Unlocking the desk at {path} takes {megabytes} MB of memory. Close other programs and try again."
    ),
    lock_errors.SecretFileRefused: QT_TRANSLATE_NOOP(
        "sentences", "{path} can't be used: {why}. Write it on the first line of a plain text file."
    ),
    lock_errors.NotLocked: QT_TRANSLATE_NOOP(
        "sentences", "The window that has the desk at {path} open can't lock it. Close that window instead."
    ),
}
