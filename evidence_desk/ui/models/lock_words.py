"""What is said of the lock: how it stands, when the desk was opened last, and which tries failed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import near_time

translate = QCoreApplication.translate


def lock_after_words(minutes: int) -> str:
    """After 5 minutes."""
    if minutes <= 0:
        return translate("lock_words", "Never by itself")
    if minutes == 1:
        return translate("lock_words", "After 1 minute")
    return translate("lock_words", "After {minutes} minutes").format(minutes=minutes)


def status_words(*, is_set: bool, minutes: int) -> tuple[str, str]:
    """What the status line says, whole and short."""
    if not is_set:
        whole = translate("lock_words", "No passphrase. Anyone using this account can open this")
        return whole, translate("lock_words", "No passphrase")
    short = translate("lock_words", "Passphrase set")
    if minutes <= 0:
        return translate("lock_words", "Passphrase set. Locks with Ctrl+L"), short
    if minutes == 1:
        return translate("lock_words", "Passphrase set. Locks after 1 minute"), short
    return translate("lock_words", "Passphrase set. Locks after {minutes} minutes").format(minutes=minutes), short


def opened_words(last_at: datetime | None, wrong_at: Sequence[datetime], now: Moment) -> str:
    """Last opened today, 20:30. One wrong try at 20:29. Empty where it was never opened before."""
    if last_at is None and not wrong_at:
        return ""
    said = []
    if last_at is not None:
        said.append(translate("lock_words", "Last opened {when}.").format(when=near_time(last_at, now)))
    if wrong_at:
        when = near_time(wrong_at[-1], now)
        one = translate("lock_words", "One wrong try {when}.")
        many = translate("lock_words", "{count} wrong tries, the last {when}.")
        said.append((one if len(wrong_at) == 1 else many).format(count=len(wrong_at), when=when))
    return " ".join(said)
