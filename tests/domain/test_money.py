"""Money is read as people type it, in whole numbers of the smallest unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.money import Amount, amount_of, amount_words, decimals_of
from evidence_desk.domain.written_errors import NotAnAmount

CODES = st.sampled_from(["GBP", "EUR", "JPY", "KWD", "CLF", "BTC", "ETH", "USDT", "XYZ"])


@pytest.mark.parametrize(
    ("typed", "minor", "currency"),
    [
        ("180.00 GBP", 18_000, "GBP"),
        ("gbp 180", 18_000, "GBP"),
        ("£180", 18_000, "GBP"),
        ("180 €", 18_000, "EUR"),
        ("50,5 eur", 5_050, "EUR"),
        ("1,234 GBP", 123_400, "GBP"),
        ("1.234,50 EUR", 123_450, "EUR"),
        ("1,234.50 USD", 123_450, "USD"),
        ("1 234,50 EUR", 123_450, "EUR"),
        ("1\u202f234 EUR", 123_400, "EUR"),
        ("1'000.50 CHF", 100_050, "CHF"),
        ("1,00,000 INR", 10_000_000, "INR"),
        ("$20", 2_000, "USD"),
        ("5000 JPY", 5_000, "JPY"),
        ("1.234 KWD", 1_234, "KWD"),
        ("0.123 BTC", 12_300_000, "BTC"),
        ("0,5 BTC", 50_000_000, "BTC"),
        ("0.000000001 ETH", 1, "ETH"),
        ("180", 18_000, "GBP"),
        ("180.000 GBP", 18_000_000, "GBP"),
        ("١٨٠ GBP", 18_000, "GBP"),
    ],
)
def test_amounts_as_people_type_them(typed: str, minor: int, currency: str) -> None:
    assert amount_of(typed, "GBP") == Amount(minor, currency)


def test_a_bare_dollar_is_the_dollar_of_the_country() -> None:
    assert amount_of("$20", "CAD").currency == "CAD"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "about 180",
        "180.0005 GBP",
        "5.5 JPY",
        "-5 GBP",
        "180 GBP EUR",
        "£180 GBP",
        "1.2.3,4",
        "1.234,567,8",
        "9" * 20,
        pytest.param("9" * 5_000 + " GBP", id="more digits than a number has"),
        pytest.param("1" + " " * 20_000 + "much more", id="a page that was pasted"),
        "180 pounds",
    ],
)
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        amount_of(typed, "GBP")


def test_no_currency_is_guessed() -> None:
    with pytest.raises(NotAnAmount):
        amount_of("180")


@given(st.integers(0, 2**53 - 1), CODES)
def test_what_is_written_is_read_again(minor: int, currency: str) -> None:
    assert amount_of(amount_words(minor, currency)) == Amount(minor, currency)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(typed: str) -> None:
    try:
        amount = amount_of(typed, "EUR")
    except NotAnAmount:
        return
    assert amount.minor >= 0


def test_how_amounts_are_written() -> None:
    assert amount_words(18_000, "GBP") == "180.00 GBP"
    assert amount_words(5_000, "JPY") == "5000 JPY"
    assert amount_words(12_300_000, "BTC") == "0.123 BTC"
    assert amount_words(-18_050, "GBP") == "-180.50 GBP"
    assert (decimals_of("GBP"), decimals_of("KWD")) == (2, 3)
