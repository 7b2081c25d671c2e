"""Put a damaged desk back together, and say in short sentences what is missing."""

from collections.abc import Callable, Iterator
from pathlib import Path

from evidence_desk.domain.recoveries import Missing, Recovery
from evidence_desk.domain.times import Clock
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.secrets_given import Secret

OnProgress = Callable[[int, int], None]
"""(done, all), once for each saved file."""

CONTEXT = "recovery"
NOTHING_TO_DO = QT_TRANSLATE_NOOP("recovery", "The book can be read. There was nothing to put back together.")
DONE = QT_TRANSLATE_NOOP("recovery", "The desk is back together.")
ITEMS = QT_TRANSLATE_NOOP("recovery", "Items: {items}.")
KEPT = QT_TRANSLATE_NOOP("recovery", "The damaged files were kept.")
NOTHING_MISSING = QT_TRANSLATE_NOOP("recovery", "Nothing is missing.")

_MISSING = {
    "files": QT_TRANSLATE_NOOP("recovery", "Saved files that are gone: {count}."),
    "cut_short": QT_TRANSLATE_NOOP("recovery", "Saved files that are cut short: {count}."),
    "unreadable_files": QT_TRANSLATE_NOOP("recovery", "Files that tell nothing and were left: {count}."),
    "items": QT_TRANSLATE_NOOP("recovery", "Items of which only the history knows: {count}."),
    "notes": QT_TRANSLATE_NOOP("recovery", "Notes that are lost: {count}."),
    "older_notes": QT_TRANSLATE_NOOP("recovery", "Notes whose last words are lost; others came back: {count}."),
    "words": QT_TRANSLATE_NOOP("recovery", "Items whose note and tags, if they had any, are lost: {count}."),
    "titles": QT_TRANSLATE_NOOP("recovery", "Cases whose name is lost: {count}."),
    "entries": QT_TRANSLATE_NOOP("recovery", "Accounts, payments and other entries that are lost: {count}."),
    "ages": QT_TRANSLATE_NOOP("recovery", "Cases to be asked again if anyone is under 18: {count}."),
}
LINES_LOST = QT_TRANSLATE_NOOP(
    "recovery", "Lines of the history that are lost: {count}. Ticked steps and what was written down may be among them."
)
END_NOT_KNOWN = QT_TRANSLATE_NOOP("recovery", "Nothing tells how far the history had come, so more may be lost.")

Sentence = tuple[str, dict[str, int]]
"""An untranslated sentence and the numbers in it."""


def recover_vault(
    vault_path: Path, clock: Clock, on_progress: OnProgress | None = None, secret: Secret | None = None
) -> Recovery:
    """Put the desk back together if it needs that. Raises VaultError; nothing is lost then."""
    return recover(vault_path, clock, on_progress, secret)


def said_of(recovery: Recovery) -> Iterator[Sentence]:
    """What a person is told: first what was done, then each thing that is missing."""
    if recovery.done:
        yield DONE, {}
    yield from facts_of(recovery)


def facts_of(recovery: Recovery) -> Iterator[Sentence]:
    """What is there again, and each thing that is missing; or that there was nothing to do."""
    if not recovery.done:
        yield NOTHING_TO_DO, {}
        return
    yield ITEMS, {"items": recovery.items}
    if recovery.aside:
        yield KEPT, {}
    if recovery.missing.nothing:
        yield NOTHING_MISSING, {}
    yield from _said_of_missing(recovery.missing)


def _said_of_missing(missing: Missing) -> Iterator[Sentence]:
    for name, sentence in _MISSING.items():
        count = len(getattr(missing, name))
        if count:
            yield sentence, {"count": count}
    if missing.history_lines:
        yield LINES_LOST, {"count": missing.history_lines}
    if not missing.history_end_known:
        yield END_NOT_KNOWN, {}
