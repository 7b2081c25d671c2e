"""What is said while files are added, and when that is over: every file that was not added is named."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.errors import DeskError
from evidence_desk.ui.import_operation import Added, Adding, Stopped
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.safe_text import isolated, safe_line

translate = QCoreApplication.translate

_LONGEST_NAME: Final = 80


def file_name(path: Path) -> str:
    """The last part of a path, safe to show, its middle left out where it is very long."""
    name = safe_line(path.name.encode(errors="surrogateescape").decode(errors="replace")) or safe_line(str(path))
    half = _LONGEST_NAME // 2
    return isolated(name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half:]}")


def adding_words(adding: Adding) -> str:
    """Which file is being added, and which of how many it is."""
    if adding.total == 1:
        return translate("adding", "Adding {name}…").format(name=file_name(adding.path))
    words = translate("adding", "Adding {name}, {number} of {all}…")
    return words.format(name=file_name(adding.path), number=adding.done + 1, all=adding.total)


def kept_words(name: str) -> str:
    """One file is kept; `name` is as it came."""
    return translate("adding", "Added: {name}").format(name=file_name(Path(name)))


def added_words(added: Added) -> str:
    """How many are kept now."""
    kept = len(added.kept)
    total = kept + len(added.refused) + len(added.left)
    if not kept:
        return translate("adding", "Nothing was added.")
    if kept < total:
        return translate("adding", "{kept} of {all} files added.").format(kept=kept, all=total)
    if kept == 1:
        return translate("adding", "1 file added. It is kept exactly as it was.")
    return translate("adding", "{kept} files added. They are kept exactly as they were.").format(kept=kept)


def not_added_lines(added: Added) -> tuple[str, ...]:
    """Every file that is not kept, with the reason and what may help."""
    return tuple(_lines(added))


def still_to_add(count: int) -> str:
    """Said at the start after the desk was closed while files were being added."""
    if count == 1:
        return translate(
            "adding",
            "The desk was closed before the last of your files was added. Look if it is here, and add it again if not.",
        )
    words = translate(
        "adding",
        "The desk was closed before {count} of your files were added. Look which are here, and add the others again.",
    )
    return words.format(count=count)


def _lines(added: Added) -> Iterator[str]:
    yield from (message(error) for error in added.refused)
    if added.why is not None:
        yield _why(added.why)
    if added.left:
        yield translate("adding", "Not added: {names}").format(names=_names(added.left))


def _why(why: DeskError | Stopped) -> str:
    match why:
        case Stopped.ASKED:
            return translate("adding", "You stopped. Add the others again any time.")
        case Stopped.CASE_LEFT:
            return translate("adding", "You went to another case. Go back to add the others.")
        case Stopped.BROKEN:
            return translate(
                "adding", "Something went wrong in the program. Look which files are here, and add the others."
            )
        case _:
            return message(why)


def _names(paths: Iterable[Path]) -> str:
    return translate("adding", ", ").join(map(file_name, paths))
