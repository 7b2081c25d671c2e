"""Hints explain and never refuse; no pattern can take long."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from re import _constants, _parser  # type: ignore[attr-defined] # the one way to look at a pattern without running it

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account, Identifier
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.hints import LONGEST_LOOKED_AT, account_hint, payment_hint
from tests.guidance.situations import CONTENT

LEAVE = " You can leave it."
FIELDS = [each.value for each in Identifier]


def on(service: str, field: str, text: str, country: str = "") -> str | None:
    return account_hint(CONTENT, Account(service=service, **{field: text}), field, country=country)


def paid(field: str, text: str, method: str = "") -> str | None:
    return payment_hint(CONTENT, Payment(method=method, **{field: text}), field)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("123 456 789", "These numbers have 10 digits. This one has 9." + LEAVE),
        ("12345678901", "These numbers have 10 digits. This one has 11." + LEAVE),
        ("12345x7890", "These numbers have 10 digits. This one looks different." + LEAVE),
        ("123-456-7890", None),
        (" 1234567890 ", None),
        ("", None),
    ],
)
def test_an_mtcn_has_ten_digits_and_may_have_any_number(text: str, said: str | None) -> None:
    assert paid("reference", text, "western-union") == said


def test_an_mtcn_is_western_unions_alone() -> None:
    assert paid("reference", "1234567890", "moneygram") == "These numbers often have 8 digits. This one has 10." + LEAVE
    assert paid("reference", "12345678", "moneygram") is None
    assert paid("reference", "anything", "cash-by-post") is None
    assert paid("reference", "anything") is None


def test_a_name_is_compared_with_the_names_of_its_service() -> None:
    assert on("telegram", "handle", "abc") == "Telegram names have 5 to 32 letters. This one is shorter." + LEAVE
    assert on("telegram", "handle", "a" * 33).endswith("This one is longer." + LEAVE)
    assert on("telegram", "handle", "@durov_1") is None
    assert on("", "handle", "abc") is None
    assert on("gone", "handle", "abc") is None
    assert on("telegram", "note", "abc") is None


@pytest.mark.parametrize(
    ("text", "country", "is_usual"),
    [
        ("+44 7911 123456", "", True),
        ("0044 7911 123456", "", True),
        ("07911 123456", "GB", True),
        ("07911 123456", "INT", False),
        ("07911 123456", "", False),
        ("+44 79", "", False),
        ("ring me", "GB", False),
        ("+", "", False),
    ],
)
def test_phones(text: str, country: str, is_usual: bool) -> None:  # noqa: FBT001
    assert (on("", "phone", text, country) is None) is is_usual


@pytest.mark.parametrize(
    ("text", "is_usual"),
    [
        # The addresses that BIP 173, BIP 350 and the first block give as examples, and each with one sign changed.
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", True),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", False),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", True),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", False),
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", True),
        ("0x" + "a1" * 20, True),
        ("0x" + "a1" * 19, False),
        ("LbTjMGN7gELw4KbeyQf6cTCq859hD18guE", True),
        ("their wallet", True),
    ],
)
def test_wallets(text: str, is_usual: bool) -> None:  # noqa: FBT001
    assert (on("", "wallet", text) is None) is is_usual
    assert (paid("to_account", text) is None) is is_usual


@pytest.mark.parametrize(
    ("text", "is_usual"),
    [
        ("GB82 WEST 1234 5698 7654 32", True),
        ("gb82west12345698765432", True),
        ("GB82 WEST 1234 5698 7654 33", False),
        ("DE89370400440532013000", True),
        ("12-34-56 12345678", True),
    ],
)
def test_an_iban_has_its_own_check(text: str, is_usual: bool) -> None:  # noqa: FBT001
    assert (paid("to_account", text) is None) is is_usual


@pytest.mark.parametrize(
    ("field", "usual", "unusual"),
    [
        ("currency", "gbp", "pounds"),
        ("sent_from", "US", "USA"),
        ("sent_to", "ng", "Nigeria"),
        ("card_last_four", "0042", "42"),
    ],
)
def test_short_fields_of_a_payment(field: str, usual: str, unusual: str) -> None:
    assert paid(field, usual) is None
    assert paid(field, unusual).endswith(LEAVE)


def test_mail_and_links() -> None:
    assert on("", "email", "a@b.example") is None
    assert on("", "email", "a at b") == "An email address has one @ in the middle." + LEAVE
    assert on("", "link", "https://a.example/b") is None
    assert on("", "link", "a b") == "A link starts with https and has no spaces." + LEAVE


def test_a_payment_in_the_future_is_told_where_the_present_is_known() -> None:
    payment = Payment(paid_ns=2 * 10**9)
    assert (
        payment_hint(CONTENT, payment, "paid_ns", now=datetime.fromtimestamp(1, UTC))
        == "This is in the future." + LEAVE
    )
    assert payment_hint(CONTENT, payment, "paid_ns", now=datetime.fromtimestamp(3, UTC)) is None
    assert payment_hint(CONTENT, payment, "paid_ns") is None


def test_hints_are_looked_up_in_another_language() -> None:
    said = payment_hint(CONTENT, Payment(method="western-union", reference="1"), "reference", translate=str.upper)
    assert said == "THESE NUMBERS HAVE 10 DIGITS. THIS ONE HAS {COUNT}. YOU CAN LEAVE IT."


def test_a_long_text_is_compared_with_nothing() -> None:
    assert on("x", "handle", "a" * LONGEST_LOOKED_AT) is not None
    assert on("x", "handle", "a" * (LONGEST_LOOKED_AT + 1)) is None


@settings(max_examples=150)
@given(
    st.sampled_from(["", *CONTENT.services]), st.sampled_from(FIELDS), st.text(max_size=40), st.sampled_from(["", "GB"])
)
def test_whatever_is_typed_gets_an_answer(service: str, field: str, text: str, country: str) -> None:
    said = on(service, field, text, country)
    assert said is None or said.endswith(LEAVE)


@settings(max_examples=100)
@given(
    st.sampled_from(["", *CONTENT.methods]),
    st.sampled_from(["reference", "to_account", "currency", "sent_from", "card_last_four", "to_name"]),
    st.text(max_size=60),
)
def test_whatever_is_typed_of_a_payment_gets_an_answer(method: str, field: str, text: str) -> None:
    said = paid(field, text, method)
    assert said is None or said.endswith(LEAVE)


def patterns() -> Iterator[str]:
    for service in CONTENT.services.values():
        yield from (guide.hint.pattern for guide in service.identifiers if guide.hint)
    for method in CONTENT.methods.values():
        if method.reference and method.reference.hint:
            yield method.reference.hint.pattern


_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
_MANY = 50


def open_repeats(parsed: object, depth: int = 0) -> Iterator[int]:
    """How deep each repeat without a near end lies within others of its kind; a second level is what hangs."""
    for code, value in parsed:
        inner = depth
        if code in _REPEATS and value[1] > _MANY:
            inner = depth + 1
            yield inner
        for part in value if isinstance(value, tuple) else [value]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, _parser.SubPattern):
                    yield from open_repeats(each, inner)


def test_no_pattern_can_hang() -> None:
    """No repeat within a repeat, and at most three side by side: the worst case stays the cube of 300 characters."""
    for pattern in set(patterns()):
        assert max(open_repeats(_parser.parse(pattern)), default=0) <= 1, pattern
        for alternative in re.split(r"\$\|\^", pattern):
            assert len(list(open_repeats(_parser.parse(alternative)))) <= 3, pattern


def test_patterns_that_hang_are_found() -> None:
    assert max(open_repeats(_parser.parse("^(a+)+$"))) == 2
    assert max(open_repeats(_parser.parse("^(?:(?:a|b)*c?)*$"))) == 2
    assert max(open_repeats(_parser.parse("^a+b+$"))) == 1


def test_a_link_is_not_measured_against_the_number_in_it() -> None:
    assert on("x", "link", "https://x.example/bluehbr_7702") == (
        "The link of a post usually holds a number of 10 to 20 digits. This one looks different." + LEAVE
    )
