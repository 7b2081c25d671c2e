"""What was written down, as the window knows it: each register apart, and what was taken out kept to itself."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.cases import Case
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.written import Written
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.see_registers import NOTHING_WRITTEN, see_registers
from evidence_desk.workflows.write_down import Kept, answer, put_back, take_out, write_down

_THINGS: Sequence[Written] = (Account(handle="bluehbr_7702"), Payment(method="card"), OwnStep(title="Ring Sam"))


def _every(vault: Vault, case: Case) -> list[Kept[Any]]:
    found = see_registers(vault, case)
    return [*found.accounts, *found.payments, *found.own_steps]


def test_each_register_stands_apart(vault: Vault) -> None:
    case = open_case(vault, "Case 1")
    kept = [write_down(vault, case, each) for each in _THINGS]
    answer(vault, case, Answers(country="GB"))
    seen = see_registers(vault, case)
    assert (seen.accounts, seen.payments, seen.own_steps) == tuple((each,) for each in kept)
    assert seen.answers.country == "GB"
    assert seen.by_id(kept[1].id) == kept[1]


def test_what_was_taken_out_is_known_apart(vault: Vault) -> None:
    case = open_case(vault, "Case 1")
    paid = write_down(vault, case, Payment(method="card"))
    take_out(vault, case, paid.id)
    seen = see_registers(vault, case)
    assert not seen.payments
    assert [each.id for each in seen.taken_out] == [paid.id]
    assert seen.by_id(paid.id) is None
    put_back(vault, case, paid.id)
    assert [each.id for each in see_registers(vault, case).payments] == [paid.id]
    assert not see_registers(vault, case).taken_out


@given(removed=st.lists(st.sampled_from([0, 1, 2]), unique=True), order=st.permutations([0, 1, 2]))
def test_news_come_to_the_same_whatever_their_order(removed: list[int], order: list[int]) -> None:
    """Told one after the other, entries stand as they would if all were read at once."""
    at = {"added_at": None, "changed_at": None}
    every = [Kept(f"id-{n}", n, Payment(note=str(n)), is_removed=n in removed, **at) for n in range(3)]  # type: ignore[arg-type]
    seen = NOTHING_WRITTEN
    for n in order:
        seen = seen.changed_by(every[n])
    assert [each.number for each in seen.payments] == [n for n in range(3) if n not in removed]
    assert [each.number for each in seen.taken_out] == sorted(removed)
