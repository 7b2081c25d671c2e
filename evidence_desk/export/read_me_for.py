"""READ-ME-FIRST for each recipient: who it is for and what they can do with it, and what of a case they did not get."""

from collections.abc import Mapping
from typing import Final

from evidence_desk.export.read_me_text import (
    ADDED,
    DOES_NOT_SHOW,
    HOW_TO_CHECK,
    INCOMPLETE,
    INSIDE,
    KEEP,
    NOT_SHOWN_WHOLE,
    NOTES,
    PICTURES,
    SEALED,
    WHAT_THIS_IS,
    WHOLE,
)
from evidence_desk.export.recipients import Recipient

_FOR_A_SOLICITOR: Final = """\
For a solicitor: this is everything that the police get. What was kept, when, what was removed and what the person wrote
down are in the tables, and the history shows what was done in the program, in its order. There is no draft of a
statement in this folder. What happened, the person can tell you in their own words."""

PART_BROKEN = """\
NOT WHOLE: the history of this case did not fit together when this folder was made, or lines of it were lost. It is not
in this folder; a folder for the police says more."""

PART_CLOCK = """\
The computer's clock was changed {clock} of the case's history. Times before and after such a change can't be compared
as they stand."""

_PART: Final = """\
# What this is

Somebody keeps what happens to them with Evidence Desk, a program for people who are being threatened. This is a part of
case {reference}, made for: {recipient}, with version {version}, on {local}, that is {utc}."""

_FOR: Final[Mapping[Recipient, str]] = {
    Recipient.BANK: """\
For a bank, or whoever else a payment was made with: the payments that the person wrote down{shown}. All of them are
here, also those that were made with somebody else. You can find yours by it, look whether they can still be stopped or
got back, and tell those who received them. What was paid and to whom is as the person wrote it down. Your own records
say what happened.""",
    Recipient.PLATFORM: """\
For a platform: the accounts that the person wrote down, with their addresses{shown}. You can find the accounts and the
messages by it, look at them in your own records, and act on them as your own rules say. An account may belong to
somebody else than it says, and more than one platform may be named.""",
    Recipient.HELPLINE: """\
For a helpline: the case at a glance, without pictures. You can see by it what was kept, what was paid, who was told and
what has been done so far, and talk about what comes next. Names are first letters alone. User names, addresses, phone
numbers, numbers of accounts and cards, and everything the person wrote in their own words are left out. The person can
tell you what you need to know.""",
}

_INSIDE: Final = """\
# What is inside

data/index.html: the page to read. Open this next; any browser will do. It goes nowhere on the internet."""

PART_ORIGINALS: Final = (
    "data/originals: the exact files of the exhibits that are here, numbered as they are in the case."
)

_TABLES: Final[Mapping[Recipient, str]] = {
    Recipient.BANK: "data/payments.csv: the payments",
    Recipient.PLATFORM: "data/accounts.csv and data/links.txt: the accounts, and each address on a line of its own",
    Recipient.HELPLINE: (
        "data/accounts.csv, data/payments.csv, data/reports.csv, data/contacts.csv and data/steps.csv: what was "
        "written down and ticked, shortened"
    ),
}

_REST: Final = """\
data/index.csv: {listed}

Tables are reading copies: an apostrophe is put before text that a spreadsheet could take for a formula. What was put
into them is in data/registers.jsonl as it is, for programs.

seal.json, seal.json.sig and allowed_signers: the seal and its signature. The other files are lists of fingerprints in
the BagIt form (RFC 8493).

# What is not here

{left_out}

The history of the case is not in this folder, because it tells of everything else too. A folder for the police has it.
When this folder was sealed it had {log_count} lines, and the seal names the fingerprint of the last one. In a folder
for the police that was made then or later, line {log_count} of data/events.jsonl has the same fingerprint:

    {log_hash}

Without the history nobody can check how the exhibits came in, what was written down when, or that the list of exhibits
is whole."""

PART_SAVED: Final = """\
Each original that is here is then, byte for byte, what was saved, unless the first part of this page says otherwise."""

_PART_WRITTEN: Final = """\
What a table says is then what the program said when the folder was made."""


def text_for(recipient: Recipient) -> str:
    """The whole text: empty lines part the blocks, "# " makes a heading, four spaces something to type."""
    if recipient.gets_everything:
        return _joined(
            WHAT_THIS_IS,
            _FOR_A_SOLICITOR if recipient is Recipient.SOLICITOR else "",
            PICTURES,
            *NOTES,
            INSIDE,
            HOW_TO_CHECK,
            SEALED,
            WHOLE,
            NOT_SHOWN_WHOLE,
            DOES_NOT_SHOW,
            KEEP,
        )
    has_originals = recipient is not Recipient.HELPLINE
    return _joined(
        _PART,
        _FOR[recipient],
        PICTURES if has_originals else "",
        INCOMPLETE,
        PART_BROKEN,
        PART_CLOCK,
        _INSIDE,
        PART_ORIGINALS,
        ADDED,
        f"{_TABLES[recipient]}.",
        _REST,
        HOW_TO_CHECK,
        SEALED,
        PART_SAVED,
        _PART_WRITTEN,
        DOES_NOT_SHOW,
        KEEP,
    )


def _joined(*pieces: str) -> str:
    return "\n\n".join(piece.strip("\n") for piece in pieces if piece)
