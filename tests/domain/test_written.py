"""What a person wrote down, as the content of an entry and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers
from evidence_desk.domain.payments import Payment

NUMBERS = st.none() | st.integers()
PAYMENTS = st.builds(
    Payment, amount_minor=NUMBERS, currency=st.text(), paid_ns=st.integers(), exhibits=st.lists(st.text()).map(tuple)
)


@given(PAYMENTS)
def test_content_comes_back_as_it_was(payment: Payment) -> None:
    assert Payment.from_json(payment.as_json()) == payment


def test_only_what_was_written_is_content() -> None:
    assert Account().as_json() == {}
    assert Account(handle="made.up", former_names=("a",)).as_json() == {"handle": "made.up", "former_names": ["a"]}
    assert Answers(in_distress=True).as_json() == {"in_distress": True}


@pytest.mark.parametrize(
    "content",
    [
        {"paid_ns": "5"}, {"paid_ns": True}, {"paid_ns": None}, {"amount_minor": "5"}, {"amount_minor": False},
        {"note": 5}, {"note": None}, {"note": ["a"]}, {"exhibits": "abc"}, {"exhibits": [5]}, {"exhibits": {"a": 1}},
        {"of a newer program": 1},
    ],
)  # fmt: skip
def test_what_does_not_fit_its_part_is_left_out(content: dict[str, object]) -> None:
    assert Payment.from_json(content | {"reference": "kept"}) == Payment(reference="kept")  # type: ignore[arg-type]
    assert Answers.from_json({"in_distress": 1}) == Answers()
