"""What the person is told when something goes wrong, in their language."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.errors import DeskError, Fact, ProgramFault
from evidence_desk.domain.sentences import CONTEXT, shown, template
from evidence_desk.ui.models.safe_text import left_to_right

_OUR_WORDS = frozenset({"why", "what"})


def message(error: DeskError) -> str:
    """The translated sentence of a failure with its facts filled in, one line, safe to show as plain text."""
    words = QCoreApplication.translate(CONTEXT, template(error))
    return words.format_map({name: shown(_fact(name, fact)) for name, fact in error.facts.items()})


def _fact(name: str, fact: Fact) -> str:
    """A fact as it is; but for the few that are words of ours."""
    return QCoreApplication.translate(CONTEXT, str(fact)) if name in _OUR_WORDS else str(fact)


def our_fault() -> str:
    """The sentence for a fault of the program itself."""
    return message(ProgramFault())


def not_shown() -> str:
    """The sentence for a picture that is kept but can't be decoded."""
    return QCoreApplication.translate("messages", "This picture can't be shown. The saved file is unchanged.")


def page_not_opened() -> str:
    """The sentence for an official page that no browser took."""
    return QCoreApplication.translate("messages", "Could not open the page. Here is its address to copy.")


def folder_not_opened(place: str) -> str:
    """The sentence for a finished folder that no file browser took; `place` is safe to show."""
    words = QCoreApplication.translate("messages", "The folder could not be opened from here. It is at {place}.")
    return words.format(place=place)


def folder_ready(place: str) -> str:
    """The sentence for a folder that was finished while another case is shown; `place` is safe to show."""
    words = QCoreApplication.translate("messages", "The folder of the other case is ready. It is at {place}.")
    return words.format(place=place)


def folder_of_other_case() -> str:
    """The sentence for a folder asked for while one of another case is being made."""
    return QCoreApplication.translate(
        "messages", "A folder of another case is still being made. Wait for it, or go back to that case and cancel it."
    )


def calendar_saved(place: Path) -> str:
    """The sentence for a calendar file that is written, with where it is."""
    words = QCoreApplication.translate(
        "messages", "Saved as {place}. Your calendar program can open it. Its titles say nothing of this."
    )
    return words.format(place=left_to_right(shown(str(place))))


def synced_place(service: str) -> str:
    """What becomes of a file that is put where another program copies it; `service` is its name."""
    words = QCoreApplication.translate(
        "messages", "{service} copies this place online. Others who use it may see the file."
    )
    return words.format(service=service)


def synced_folder(service: str, *, has_key_file: bool) -> str:
    """The warning that another program copies the vault to other computers; `service` is its name."""
    words = QCoreApplication.translate(
        "messages", "{service} copies this desk to other computers. Everything in it is encrypted."
    )
    key = QCoreApplication.translate("messages", "The key file goes along.")
    return " ".join((words.format(service=service), *([key] if has_key_file else [])))
