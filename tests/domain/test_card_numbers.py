"""A card number is found however it is typed, and nothing that only looks like one is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.card_numbers import last_four, without_card_number
from evidence_desk.domain.payments import Payment, without_card

VISA, AMEX = "4111111111111111", "378282246310005"


def completed(body: str) -> str:
    """The body with the check digit that makes it whole (Luhn)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    return body + str(-sum(sum(map(int, str(each))) for each in doubled) % 10)


cards = st.builds(
    lambda network, rest: completed(network + rest),
    st.sampled_from(["4", "51", "2221", "37", "6011", "62", "3528"]),
    st.text("0123456789", min_size=8, max_size=14),
).filter(lambda number: 13 <= len(number) <= 19)


@given(cards, st.sampled_from(["", "card ", "Visa", "№"]), st.sampled_from(["", " exp 04/29", ", 123", "."]))
def test_no_whole_number_is_left_anywhere(card: str, before: str, after: str) -> None:
    kept = without_card_number(before + card + after)

    assert kept == f"{before}•••• {card[-4:]}{after}"


@given(
    cards, st.sampled_from([" ", "-", ".", "\u00a0", "  ", " - ", "\u2009", "\u202f", "\u2013", " \u2014 ", "\u2212"])
)
def test_groups_of_four_are_one_number(card: str, mark: str) -> None:
    grouped = mark.join(card[start : start + 4] for start in range(0, len(card), 4))

    assert without_card_number(f"{grouped}, 22.11.2026") == f"•••• {card[-4:]}, 22.11.2026"


@given(st.text("0123456789 -.abcde\n", max_size=80))
def test_what_was_cut_once_stays_as_it_is(text: str) -> None:
    once = without_card_number(text)

    assert without_card_number(once) == once


@given(cards, st.sampled_from(["\u0660", "\u06f0", "\u0966", "\uff10"]), st.sampled_from(["", " "]))
def test_digits_of_every_script_are_digits(card: str, zero: str, apart: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in card)
    shown = apart.join(typed[start : start + 4] for start in range(0, len(typed), 4))

    assert without_card_number(f"no. {shown}.") == f"no. •••• {typed[-4:]}."


def test_the_groups_of_other_cards() -> None:
    assert without_card_number("3782 822463 10005") == "•••• 0005"
    assert without_card_number(f"{VISA}, {AMEX}") == "•••• 1111, •••• 0005"


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111112",  # the check digit is wrong
        "GB29 NWBK 6016 1331 9268 19",
        "GB29NWBK60161331926819",
        "00-00-00 12345678",
        "40-47-61 12345674",  # 14 digits that check, in groups no card has
        "0044 7700 900123",
        "2026-11-22 18.05.33",
        "4111\n1111\n1111\n1111",  # a list of amounts looks just so
        "4111, 1111, 1111, 1111",
        "4111 to 1111 to 1111 to 1111",
        "123 456 789 0",  # Western Union's own number
        "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "41111111111111111111111",  # longer than any
    ],
)
def test_what_is_no_card_stays(text: str) -> None:
    assert without_card_number(text) == text


def test_every_text_of_a_payment_is_looked_through() -> None:
    texts = {"to_name", "to_account", "reference", "note", "bank_case", "own_method", "collected_where", "sort_code"}
    kept = without_card(Payment(**dict.fromkeys(texts, VISA), card_last_four=VISA, amount_minor=18_000))

    assert {getattr(kept, name) for name in texts} == {"•••• 1111"}
    assert (kept.card_last_four, kept.amount_minor) == ("1111", 18_000)


def test_a_payment_without_one_is_the_same() -> None:
    payment = Payment(to_name="HARBOUR 93", sort_code="00-00-00", to_account="12345678", exhibits=(VISA,))

    assert without_card(payment) is payment


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("12", "12"), ("1234", "1234"), ("12 3456", "3456")])
def test_the_field_of_the_card_has_four_digits(typed: str, kept: str) -> None:
    assert last_four(typed) == kept
