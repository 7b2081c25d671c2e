"""Accounts, payments, reports and contacts, written down by commands: the keys of the contract, and what is kept."""

import pytest

from evidence_desk.commands.typed import moment_words
from evidence_desk.domain.payments import Payment
from evidence_desk.here import system_clock
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.write_down import written

ACCOUNT_KEYS = {
    "id", "number", "service", "own_service", "display_name", "handle", "permanent_id", "link", "phone", "email",
    "wallet", "former_names", "note", "exhibits", "hints", "removed",
}  # fmt: skip
PAYMENT_KEYS = {
    "id", "number", "method", "own_method", "amount", "amount_minor", "currency", "paid_at", "zone", "sent_from",
    "sent_to", "to_name", "sort_code", "to_account", "reference", "card_last_four", "collected", "collected_where",
    "stopped", "cancelled_at", "bank_case", "note", "exhibits", "hints", "removed",
}  # fmt: skip


def test_an_account_is_added_changed_removed_and_put_back(kept, type_command):
    added = type_command(
        "account", "add", "--service", "telegram", "--name", "Blue", "--handle", "ab", "--permanent-id", "77020",
        "--link", "https://t.me/ab", "--former-name", "Green", "--note", "seen twice", "--exhibit", "1",
    ).value  # fmt: skip

    assert added.keys() == ACCOUNT_KEYS
    assert (added["number"], added["service"], added["exhibits"]) == (1, "telegram", ["EX-001"])
    assert (added["former_names"], added["wallet"], added["removed"]) == (["Green"], "", False)
    assert added["hints"] == {"handle": "Telegram names have 5 to 32 letters. This one is shorter. You can leave it."}

    changed = type_command("account", "change", "1", "--handle", "abcde", "--note", "", "--exhibit", "").value
    assert changed == added | {"handle": "abcde", "note": "", "exhibits": [], "hints": {}}
    assert type_command("account", "list").value == [changed]

    removed = type_command("account", "remove", added["id"]).value
    assert removed == changed | {"removed": True}
    assert type_command("account", "list").value == []
    assert type_command("account", "list", "--removed").value == [removed]
    assert type_command("account", "put-back", "1").value == changed
    events = [event["event"] for event in type_command("log").value if event["event"].startswith("entry")]
    assert events == ["entry written", "entry written", "entry removed", "entry written"]


def test_a_service_is_known_by_its_name_or_is_ones_own(type_command):
    own = type_command("account", "add", "--own-service", "A small forum").value

    assert (own["service"], own["own_service"]) == (None, "A small forum")
    known = type_command("account", "change", "1", "--service", " INSTAGRAM ").value
    assert (known["service"], known["own_service"]) == ("instagram", "")
    assert type_command("account", "change", "1", "--own-service", "Mine").value["service"] is None


def test_the_same_account_again_is_told_and_kept(type_command):
    type_command("account", "add", "--service", "x", "--handle", "@Same")
    again = type_command("account", "add", "--service", "x", "--handle", "same")

    assert again.err == b"You already have this one: 1. Both stay as they are.\n"
    assert again.value["number"] == 2
    assert type_command("account", "change", "1", "--service", "telegram").err == b""
    assert type_command("account", "change", "2", "--name", "Blue").err == b""


def test_a_payment_is_kept_in_whole_units_at_its_moment(kept, type_command):
    added = type_command(
        "payment", "add", "--method", "western union", "--amount", "£180", "--at", "2026-11-22 18:05",
        "--zone", "Asia/Kolkata", "--to", "Payee", "--reference", "123456789", "--from-country", "gb",
        "--to-country", "NG", "--collected", "not-sure", "--stopped", "too late", "--bank-case", "B-1",
        "--exhibit", "EX-001",
    ).value  # fmt: skip

    assert added.keys() == PAYMENT_KEYS
    assert (added["amount"], added["amount_minor"], added["currency"]) == ("180.00 GBP", 18_000, "GBP")
    assert (added["paid_at"], added["zone"], added["cancelled_at"]) == (
        "2026-11-22T12:35:00.000Z",
        "Asia/Kolkata",
        None,
    )
    assert (added["method"], added["sent_from"], added["sent_to"]) == ("western-union", "GB", "NG")
    assert (added["collected"], added["stopped"], added["exhibits"]) == ("not sure", "too late", ["EX-001"])
    assert added["hints"] == {"reference": "These numbers have 10 digits. This one has 9. You can leave it."}

    changed = type_command("payment", "change", "1", "--amount", "200", "--cancelled-at", "2026-11-22 19:00").value
    assert (changed["amount"], changed["cancelled_at"]) == ("200.00 GBP", "2026-11-22T13:30:00.000Z")
    assert {name for name in added if added[name] != changed[name]} == {"amount", "amount_minor", "cancelled_at"}
    bare = type_command("payment", "change", "1", "--amount", "", "--at", "").value
    assert (bare["amount"], bare["amount_minor"], bare["paid_at"]) == ("", None, None)


@pytest.mark.parametrize(
    ("at", "paid_at", "said"),
    [
        ("2026-03-29 01:30", "2026-03-29T01:30", b"The clocks went forward over that time. 2026-03-29 02:30"),
        ("2026-10-25 01:30", "2026-10-25T00:30", b"The clocks showed that time twice. The first, 2026-10-25 01:30"),
        ("2026-10-25 01:30+00:00", "2026-10-25T01:30", b""),
    ],
)  # fmt: skip
def test_what_was_taken_of_a_time_that_clocks_skip_or_show_twice_is_said(at, paid_at, said, type_command):
    answer = type_command("payment", "add", "--at", at, "--zone", "Europe/London")

    assert answer.value["paid_at"] == f"{paid_at}:00.000Z"
    assert answer.err.startswith(said)
    assert bool(answer.err) is bool(said)


def test_a_whole_card_number_is_never_kept(type_command, vault_path):
    number = "4111 1111 1111 1111"
    answer = type_command("payment", "add", "--card", number, "--note", f"with {number}", "--to-account", number)

    assert answer.err == b"We kept only the last four digits.\n"
    assert answer.value["card_last_four"] == "1111"
    for said in (answer.out, type_command("log").out):  # four digits alone may stand in a fingerprint or an id
        assert b"41111111" not in said.replace(b" ", b"")
    with open_vault(vault_path, system_clock()) as vault:
        (payment,) = written(vault, vault.cases.last_used(), Payment)
        assert "4111" not in str(payment.what)


@pytest.mark.parametrize(
    "words",
    [
        ("account", "add", "--note"),
        ("report", "add", "--reference"),
        ("contact", "add", "--note"),
        ("step", "add"),
        ("step", "done", "suspend.snapchat.leave-on", "--note"),
    ],
)
def test_a_card_number_in_free_text_is_cut_and_that_is_said(type_command, words):
    answer = type_command(*words, "4111 1111 1111 1111")

    assert answer.err == b"We kept only the last four digits.\n"
    assert "•••• 1111" in str(answer.value)
    assert "1111 1111" not in str(answer.value)


def test_a_report_belongs_to_its_step(type_command):
    added = type_command("report", "add", "--step", "report.telegram.account", "--reference", "TD-1").value

    assert (added["to"], added["step"], added["outcome"]) == ("Telegram", "report.telegram.account", "waiting")
    assert added["asked_at"].endswith(".000Z")
    changed = type_command("report", "change", "1", "--outcome", "no-answer", "--follow-up", "2026-12-01").value
    assert changed == added | {"outcome": "no answer", "follow_up": "2026-12-01"}
    numbered = type_command("step", "number", "report.telegram.account", "TD-2", "--outcome", "removed").value
    assert numbered == changed | {"reference": "TD-2", "outcome": "removed"}
    assert type_command("step", "number", "report.x.account", "99").value["number"] == 2
    assert len(type_command("report", "list").value) == 2


def test_a_contact_is_written_down(type_command):
    added = type_command("contact", "add", "--role", "officer", "--name", "Them", "--reference", "LOG-1").value

    assert added.keys() == {
        "id", "number", "role", "name", "organisation", "phone", "email", "reference", "note", "removed",
    }  # fmt: skip
    assert type_command("contact", "change", "1", "--role", "bank").value == added | {"role": "bank"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["account", "add", "--service", "nowhere"], "no_such_service"),
        (["account", "add", "--exhibit", "EX-009"], "no_such_exhibit"),
        (["account", "add", "--note", "x" * 20_001], "text_refused"),
        (["account", "change", "7", "--name", "x"], "no_such_entry"),
        (["payment", "remove", "x"], "no_such_entry"),
        (["payment", "add", "--method", "beads"], "no_such_method"),
        (["payment", "add", "--amount", "much"], "not_an_amount"),
        (["payment", "add", "--amount", "180"], "not_an_amount"),
        (["payment", "add", "--at", "yesterday"], "not_a_moment"),
        (["report", "add", "--step", "report.no.step"], "no_such_step"),
        (["account", "list", "--case", "nobody's"], "no_such_case"),
    ],
)
def test_what_can_not_be_written_down_is_said_and_nothing_is_kept(words, kind, type_command):
    type_command("case", "new", "Mine")
    answer = type_command(*words)

    assert (answer.code, answer.error["type"], answer.err) == (1, kind, b"")
    assert "entry written" not in [event["event"] for event in type_command("log").value]


@pytest.mark.parametrize(
    "words",
    [
        ["payment", "add", "--zone", "Nowhere/At-all"],
        ["payment", "add", "--collected", "perhaps"],
        ["report", "add", "--follow-up", "soon"],
        ["contact", "add", "--role", "friend"],
        ["account", "remove"],
        ["account", "nothing"],
    ],
)
def test_a_register_command_typed_wrong_ends_with_two(words, type_command, vault_path):
    answer = type_command(*words)

    assert (answer.code, answer.out) == (2, b"")
    assert not vault_path.exists()


def test_people_get_lines(type_command):
    type_command("case", "new", "Mine")
    assert type_command("account", "add", "--service", "x", "--name", "a\u202eb", json=False).out == (
        b"1  X (Twitter)  a\\u202eb\n"
    )
    said = type_command("payment", "add", "--amount", "5 EUR", "--at", "2026-01-02 03:04", "--zone", "UTC", json=False)
    assert said.out == b"1  5.00 EUR  2026-01-02 03:04 UTC\n"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "2026-07-01 13:00 Europe/London"),
        ("nowhere/../..", "2026-07-01 12:00 UTC"),
        ("", "2026-07-01 12:00 UTC"),
    ],
)
def test_a_moment_is_never_called_by_a_zone_whose_clocks_nobody_knows(zone, words):
    assert moment_words(1_782_907_200_000_000_000, zone) == words
