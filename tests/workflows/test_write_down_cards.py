"""No way leads a whole card number into the book or its history, whoever writes it down."""

from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.payments import Payment
from evidence_desk.vault.vault import Vault
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
