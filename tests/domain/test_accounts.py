"""Which accounts are one, and which only look alike."""

from evidence_desk.domain.accounts import Account, Identifier, same_account, share_something

FIRST = Account(
    service="facebook", display_name="Blue Harbour", handle="blue.harbour.93", permanent_id="100091234567890"
)


def test_the_same_id_or_handle_on_the_same_service_is_one_account() -> None:
    by_id = Account(service="facebook", permanent_id=" 100091234567890 ")
    by_handle = Account(service="facebook", handle="@Blue.Harbour.93")

    assert same_account(by_id, [Account(service="facebook"), FIRST]) == (FIRST, Identifier.PERMANENT_ID)
    assert same_account(by_handle, [FIRST]) == (FIRST, Identifier.HANDLE)


def test_another_service_or_nothing_written_is_not() -> None:
    assert same_account(Account(service="x", handle="blue.harbour.93"), [FIRST]) is None
    assert same_account(Account(service="facebook"), [Account(service="facebook")]) is None
    assert same_account(Account(own_service="Chatty", handle="a"), [Account(own_service="Other", handle="a")]) is None


def test_a_word_or_a_link_can_be_shared() -> None:
    assert share_something([FIRST, Account(service="telegram", display_name="blue harbour")])
    assert share_something([Account(phone="+44 7700 900123"), Account(), Account(phone="+44 7700 900123")])
    assert share_something([Account(former_names=("bluehbr_7702",)), Account(handle="x7702x")])


def test_what_everybody_has_is_shared_by_nobody() -> None:
    assert not share_something(
        [Account(link="https://a.example"), Account(link="https://b.example"), Account(), Account()]
    )
    assert not share_something([Account(display_name="bh"), Account(display_name="bh")])
    assert not share_something([FIRST])
