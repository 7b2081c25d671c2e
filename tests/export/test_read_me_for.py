"""READ-ME-FIRST of a part says what is true of this very folder, and no more."""

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.payments import Payment
from evidence_desk.export.recipients import Recipient
from evidence_desk.workflows.write_down import write_down
from tests.export.test_sharing import given_to

ORIGINALS = "Each original that is here is then, byte for byte, what was saved"
CLOCKS = "Each exhibit says what the computer itself said of its clock."
BY_FINGERPRINT = "What was left out is named by its fingerprint"
NOT_HERE = "Those that are not here have their number"


@pytest.fixture
def paid(giver):
    """A payment and an account, each with an item that shows it; the third item shows nothing."""
    one, other, _ = giver.items
    with giver.desk.open() as vault:
        write_down(vault, giver.case, Payment(amount_minor=18_000, currency="GBP", exhibits=(one.id,)))
        write_down(vault, giver.case, Account(handle="example", exhibits=(other.id,)))
    return giver


def said(giver, recipient, place, **asked):
    folder = given_to(giver, recipient, place, **asked).folder_path
    return " ".join((folder / "READ-ME-FIRST.txt").read_text().split())


def test_by_default_nobody_is_said_to_have_chosen(paid, place):
    bank, platform = (said(paid, each, place) for each in (Recipient.BANK, Recipient.PLATFORM))
    chosen = said(paid, Recipient.BANK, place, chosen=frozenset({paid.items[2].id}))
    none = said(paid, Recipient.PLATFORM, place, chosen=frozenset())

    assert "wrote down, and the exhibits that show them. All of them are here, also those that were made with" in bank
    assert "with their addresses, and the exhibits that show them or the reports to platforms." in platform
    assert "chose" not in bank + platform
    assert "wrote down, and the exhibits that they chose. All of them" in chosen
    assert "wrote down, with their addresses. You can find" in none
    for text in (bank, platform, chosen):
        assert ORIGINALS in text
        assert CLOCKS in text
        assert BY_FINGERPRINT in text
        assert NOT_HERE in text


def test_without_exhibits_nothing_is_said_of_originals_or_their_clocks(paid, place):
    helpline = said(paid, Recipient.HELPLINE, place)
    none = said(paid, Recipient.PLATFORM, place, chosen=frozenset())

    for text in (helpline, none):
        assert ORIGINALS not in text
        assert CLOCKS not in text
        assert "All times are the device's own; nobody outside has confirmed them. Who sat" in text
        assert "What a table says is then what the program said when the folder was made." in text
        assert "3 of 3 exhibits are not in this folder" in text
        assert BY_FINGERPRINT in text


def test_where_nothing_is_left_out_nothing_is_said_of_it(paid, place):
    every = said(paid, Recipient.BANK, place, chosen=frozenset(each.id for each in paid.items))

    assert "Every exhibit of the case is here; what was written about them is not." in every
    assert BY_FINGERPRINT not in every
    assert NOT_HERE not in every


def test_a_case_without_exhibits_says_that_there_are_none(make_giver, place):
    empty = make_giver([])
    with empty.desk.open() as vault:
        write_down(vault, empty.case, Payment(amount_minor=18_000, currency="GBP"))
    text = said(empty, Recipient.BANK, place)

    assert "the payments that the person wrote down. All of them are here" in text
    assert "data/index.csv: the list of exhibits; there are none." in text
    assert "The case had no exhibits when this folder was made." in text
    assert "Every exhibit" not in text
    assert BY_FINGERPRINT not in text
