"""What a look at a vault can find, each with its sentence."""

from evidence_desk.domain.verification import Problem

DETAILS = {
    "object_missing": (
        "The saved file is missing. Its record and fingerprint are still here. Put it back from a copy of the desk."
    ),
    "object_damaged": "The saved file does not match its own seal. Put it back from a copy of the desk.",
    "object_cut_short": "The saved file is cut short. Put it back from a copy of the desk.",
    "object_swapped": (
        "The saved file of another item stands in this one's place. Put the right one back from a copy of the desk."
    ),
    "object_unknown": "This file is not in the book and does not open. It was left where it is.",
    "row_differs": (
        "What the book says of this item does not agree with the item's own record. "
        "“recover” reads it from the saved file again."
    ),
    "row_unreadable": "What the book says of this item can't be read. “recover” reads it from the saved file again.",
    "record_differs": (
        "What the book says of this item is not what was sealed with it. “recover” reads it from the saved file again."
    ),
    "list_differs": "What lists show of this item is not what its record says.",
    "history_missing": "The history has no line about this item's arrival.",
    "history_differs": "What the history says of this item's arrival is not what the book says.",
    "item_missing": "The history knows of an item that the book no longer has.",
    "item_returned": "The history says that this item was removed, and the book has it.",
    "removal_differs": "What the book says of a removed item is not what the history says.",
    "removal_unfinished": "The saved file of an item that was removed is still here. The next start takes it away.",
    "case_differs": "What the book says of this case is not what the history says.",
    "words_differ": "The note or the tags of this item are not what the history says.",
    "step_differs": "What the book says of this step is not what the history says.",
    "entry_differs": (
        "What the book says of this entry is not what the history says. “recover” writes it from the history again."
    ),
    "ages_differ": (
        "What the book says of anyone under 18 is not what the history says. "
        "“recover” writes it from the history again."
    ),
    "rolled_back": (
        "The book is older than what was noted beside it. It may have been put back or replaced. "
        "If you have the newer one, put that back."
    ),
    "history_cut": (
        "Lines at the end of this history were taken out of the book. "
        "If you have a copy of the desk, put the book back from it."
    ),
    "history_forked": (
        "The book tells another history than the one that was noted beside it. "
        "If you have the other book, put that back."
    ),
    "book_mixed": "A part of the book is older than the rest. It may have been put back.",
    "head_old": (
        "The note of how far the history had come is an old one. It may have been put back. "
        "It is begun again, and every check will say so."
    ),
    "head_missing": (
        "The note of how far the history had come is missing or empty. It is begun again, and every check will say so."
    ),
    "head_damaged": (
        "The note of how far the history had come was changed by somebody without the desk's key. "
        "It is begun again, and every check will say so."
    ),
    "header_old": (
        "The file vault.json is an old one that was put back, so what opened the desk before opens it again. "
        "Change the passphrase and make a new recovery code."
    ),
    "header_was_old": (
        "An old vault.json was in use here. If you have not done so since, "
        "change the passphrase and make a new recovery code."
    ),
    "head_replaced": "How far the history had come had to be noted anew. The book may have been put back before.",
    "guard_missing": "A guard against changing the book is missing. “recover” builds the book again with all of them.",
    "object_waiting": "A saved file that is not in the book yet will be entered when the disk has room.",
    "open_to_others": (
        "Other accounts of this computer may open this part of the desk. "
        "Close the desk and open it again. If this stays, move the desk to a folder of your own."
    ),
    "drive_open_to_others": (
        "This drive can't keep other accounts of this computer out. "
        "Close the desk, and move its folder to a drive that can, such as the computer's own."
    ),
    "key_file_left": (
        "A passphrase opens this desk, and a key file of before could not be removed yet. The next start tries again."
    ),
    "book_rebuilt": "The book was put back together here. Nothing was missing.",
    "book_rebuilt_in_part": "The book was put back together here. This line of the history says what was missing.",
    "book_unreadable": (
        "A part of the book can't be read, so not everything could be looked at. “recover” puts it back together."
    ),
    "book_damaged": "The book's own check found damage. “recover” puts it back together.",
}


def problem(type_: str, place: str) -> Problem:
    """A problem with the sentence that belongs to its type."""
    return Problem(type_, place, DETAILS[type_])
