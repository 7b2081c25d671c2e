"""No way leads a whole card number into the book or its history, whoever writes it down."""

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.write_down import put_back, take_out, write_down, written

CARD = "4111 1111 1111 1111"


def test_only_the_last_four_digits_reach_the_vault(vault: Vault, case: Case) -> None:
    kept = write_down(vault, case, Payment(card_last_four=CARD, note=f"I gave them {CARD}"))
    write_down(vault, case, Payment(to_name=CARD), kept.id)
    take_out(vault, case, kept.id)
    put_back(vault, case, kept.id)

    assert kept.what == Payment(card_last_four="1111", note="I gave them •••• 1111")
    assert [each.what for each in written(vault, case, Payment)] == [Payment(to_name="•••• 1111")]
    assert "1111 1111" not in "".join(str(event.detail) for event in vault.custody.events(LogId(case.id)))


@pytest.mark.parametrize(
    ("what", "kept"),
    [
        (Account(note=f"paid with {CARD}"), Account(note="paid with •••• 1111")),
        (Report(reference=CARD, note=CARD), Report(reference="•••• 1111", note="•••• 1111")),
        (Contact(reference=CARD, note=CARD), Contact(reference="•••• 1111", note="•••• 1111")),
        (OwnStep(title=f"Ring about {CARD}", note=CARD), OwnStep(title="Ring about •••• 1111", note="•••• 1111")),
        (Account(wallet=CARD, permanent_id=CARD, handle=CARD), Account(wallet=CARD, permanent_id=CARD, handle=CARD)),
        (Account(note="IBAN DE89370400440532013000"), Account(note="IBAN DE89370400440532013000")),
    ],
)
def test_free_text_of_every_register_is_cut_and_what_accounts_are_known_by_is_not(
    vault: Vault, case: Case, what: Written, kept: Written
) -> None:
    assert write_down(vault, case, what).what == kept


def test_the_note_of_a_step_is_cut_too(vault: Vault, case: Case) -> None:
    mark = change_step(vault, case, StepId("report.police"), StepState.DONE, note=f"gave {CARD}")

    assert mark.note == "gave •••• 1111"
    assert "1111 1111" not in "".join(str(event.detail) for event in vault.custody.events(LogId(case.id)))
