"""Folders for others than the police: what each gets, what no byte of them may say, and who accepts them."""

import csv
import io
import json
import subprocess
import unicodedata

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.errors import NothingToHandOver
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.written_errors import FlaggedItems, NothingForBank, NothingForHelpline, NothingForPlatform
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.shortening import initials
from evidence_desk.guidance.content import load_content
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from evidence_desk.workflows.flag_item import flag_item
from evidence_desk.workflows.write_down import write_down
from tests.export.canaries import PICTURES, exact, fill, picture, token, tokens_in, words
from tests.export.conftest import GUIDANCE, VERSION
from tests.real_tools import need_tools
from tests.sealing.sealing_again import seal_again, seal_of

PDF = "application/pdf"
PARTS = (Recipient.BANK, Recipient.PLATFORM, Recipient.HELPLINE)
_SEEN = ("window_title", "application", "url", "original_name")
_PAYMENT = {"amount_as_typed", "sent_from", "sent_to", "to_name", "sort_code", "to_account", "reference", "collected",
            "collected_where", "stopped", "bank_case"}  # fmt: skip
_ACCOUNT = {"display_name", "handle", "permanent_id", "link", "phone", "email", "wallet", "former_names"}


def shown_of(name):
    """What is known of a picture that goes out."""
    return {f"bytes_{name}", *(f"{part}_{name}" for part in _SEEN)}


BANK = (
    {f"{of}_{part}" for part in _PAYMENT for of in ("payment", "own_payment")}
    | {"payment_own_method", "own_payment_own_method", "currency"}
    | shown_of("paid")
)
PLATFORM = (
    {f"{of}_{part}" for part in _ACCOUNT for of in ("account", "own_account")}
    | {"account_own_service", "own_account_own_service", "newer_handle"}
    | shown_of("shown")
    | shown_of("told")
)
MAY_APPEAR = {Recipient.BANK: BANK, Recipient.PLATFORM: PLATFORM, Recipient.HELPLINE: set()}


@pytest.fixture
def canaries(make_giver):
    """A case full of tokens; the last picture was removed."""
    names = (*PICTURES, "gone")
    pictures = [*map(picture, PICTURES), b"a file that was removed"]
    giver = make_giver(pictures, list(map(words, names)), title=f"{token('title')} {token('second')}")
    fill(giver)
    return giver


def given_to(giver, recipient, place, **asked):
    request = HandOverRequest(giver.case, recipient, place, **asked)
    with giver.desk.open() as writer, open_reader(giver.desk.path) as reader:
        exporter = Exporter(reader, giver.desk.clock, (), VERSION, content=load_content(GUIDANCE))
        return export_case(exporter, request, lambda made: note_hand_over(writer, made))


def rows(folder, name):
    text = (folder / f"data/{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("recipient", PARTS)
def test_nothing_hidden_is_in_any_byte(canaries, place, recipient):
    folder = given_to(canaries, recipient, place).folder_path

    assert tokens_in(folder) == MAY_APPEAR[recipient]
    assert canaries.case.reference in (folder / "READ-ME-FIRST.txt").read_text()


def test_the_police_and_a_solicitor_get_everything(canaries, place):
    bank = seal_of(given_to(canaries, Recipient.BANK, place).folder_path)
    police, solicitor = (given_to(canaries, each, place).folder_path for each in list(Recipient)[:2])
    found = tokens_in(police)
    line = json.loads((police / "data/events.jsonl").read_text().splitlines()[bank.log.count - 1])
    assert line["hash"] == bank.log.hash, "by this a part is held against the whole"
    assert seal_of(police).as_json()["merkle_root"] == bank.as_json()["merkle_root"]

    assert MAY_APPEAR[Recipient.BANK] | MAY_APPEAR[Recipient.PLATFORM] < found == tokens_in(solicitor)
    assert {
        "title",
        "note_plain",
        "bytes_plain",
        "own_note",
        "step_note",
        "contact_name",
        "reason",
        "taken_out",
    } < found
    assert not {"bytes_gone", "note_gone", "window_title_gone"} & found
    files = [{path.relative_to(each) for path in each.rglob("*")} for each in (police, solicitor)]
    assert files[0] == files[1]
    text = " ".join((solicitor / "READ-ME-FIRST.txt").read_text().split())
    assert "There is no draft of a statement in this folder." in text
    assert "made for: solicitor" in text


@pytest.mark.parametrize("recipient", PARTS)
def test_what_is_left_out_is_named_by_its_fingerprint(canaries, place, recipient):
    folder = given_to(canaries, recipient, place).folder_path
    seal, here = seal_of(folder), {"bank": 1, "platform": 2, "helpline": 0}[recipient]
    known = [(row["exhibit"], row["sha256"]) for row in rows(folder, "index")]

    assert known == [(item.exhibit, item.record.sha256) for item in canaries.items[:-1]]
    assert [item.sha256 for item in seal.items] == [sha256 for _, sha256 in known]
    assert len([item for item in seal.items if item.file]) == here
    assert len(list((folder / "data").glob("originals/*"))) == here
    with canaries.desk.open() as vault:
        line = list(vault.custody.events(canaries.case.id))[seal.log.count - 1]
    assert line.hash == seal.log.hash in (folder / "READ-ME-FIRST.txt").read_text()
    assert line.hash in (folder / "data/index.html").read_text()


@pytest.mark.parametrize("recipient", list(Recipient))
def test_every_tool_accepts_it_and_says_what_it_could_not_check(canaries, place, recipient):
    need_tools("sha256sum")
    made = given_to(canaries, recipient, place)
    folder = made.folder_path
    report = verify_folder(folder)

    assert report.ok
    assert report.files == made.files
    assert ["history_not_here" for _ in report.remarks] == [remark.type for remark in report.remarks]
    assert len(report.remarks) == (recipient in PARTS)
    bagit.Bag(str(folder)).validate()
    check = ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    subprocess.run(check, cwd=folder, check=True)
    with canaries.desk.open() as vault:
        *_, last = vault.custody.events(canaries.case.id)
    assert (last.event, last.detail["recipient"], last.detail.get("left_out")) == (
        "exported", recipient.value, made.left_out if recipient in PARTS else None,
    )  # fmt: skip


def test_the_helplines_tables_say_what_happened_in_first_letters(canaries, place):
    folder = given_to(canaries, Recipient.HELPLINE, place).folder_path
    account, own, _ = rows(folder, "accounts")
    payment = rows(folder, "payments")[0]

    assert "<h1><bdi>Q. Q.</bdi></h1>" in (folder / "data/index.html").read_text()
    assert (account["service"], account["display_name"], account["exhibits"]) == ("Instagram", "Q.", "EX-003")
    assert (own["service"], own["handle"]) == ("", "")
    assert (payment["method"], payment["amount"], payment["to_name"]) == ("PayPal", "180.00 GBP", "Q.")
    assert payment["card_last_four"] == ""
    assert [(row["to"], row["asked_utc"]) for row in rows(folder, "reports")] == [
        ("Q.", "2026-07-01T12:00:00.000Z"), ("Q.", ""),
    ]  # fmt: skip
    assert [(row["role"], row["name"]) for row in rows(folder, "contacts")] == [("other", "Q.")]
    steps = rows(folder, "steps")
    assert {(row["step"], row["step_id"], row["note"]) for row in steps if not row["service"]} == {
        ("A step of the person's own", "more.own", ""),
        ("Note who it is, and save the chat", "suspend.own.note", ""),
    }
    assert canaries.checklists[0].steps[0].title in {row["step"] for row in steps}
    assert b"7391" not in b"".join(path.read_bytes() for path in (folder / "data").glob("*.*"))


def test_a_platform_gets_the_items_that_are_chosen_and_its_links(canaries, place):
    plain, *_ = canaries.items
    chosen = given_to(canaries, Recipient.PLATFORM, place, chosen=frozenset({plain.id}))
    none = given_to(canaries, Recipient.PLATFORM, place, chosen=frozenset())

    assert {name for name in tokens_in(chosen.folder_path) if "_plain" in name} == shown_of("plain")
    assert not {name for name in tokens_in(chosen.folder_path) if name.endswith(("_shown", "_told"))}
    assert (none.items, none.left_out) == (0, 5)
    links = (chosen.folder_path / "data/links.txt").read_text().splitlines()
    assert links == [token("account_link"), token("own_account_link"), token("url_plain")]
    assert [line["content"] for line in exact(none.folder_path)][-1] == {"handle": token("newer_handle")}


def test_flagged_items_never_go_out(canaries, place):
    paid = canaries.items[PICTURES.index("paid")]
    with canaries.desk.open() as vault:
        flag_item(vault, canaries.case, paid, flagged=True)
        answer_ages(vault, canaries.case, Under18.YES)
    for asked in ({}, {"chosen": frozenset({paid.id})}):
        with pytest.raises(FlaggedItems) as refused:
            given_to(canaries, Recipient.PLATFORM if asked else Recipient.BANK, place, **asked)
        assert refused.value.exhibits == "EX-002"
    bank = given_to(canaries, Recipient.BANK, place, leave_out_flagged=True)
    helpline = given_to(canaries, Recipient.HELPLINE, place)
    bare = given_to(canaries, Recipient.BANK, place, chosen=frozenset())
    platform = given_to(canaries, Recipient.PLATFORM, place)

    assert (bank.flagged, helpline.flagged, platform.flagged) == (("EX-002",), (), ())
    assert tokens_in(bank.folder_path) == tokens_in(bare.folder_path) == BANK - shown_of("paid")
    assert (bare.flagged, bare.items) == ((), 0)
    assert "data/originals" not in (bare.folder_path / "READ-ME-FIRST.txt").read_text()
    # The person is told which and why; to a clerk it is one of those that were left out.
    for folder in (bank.folder_path, bare.folder_path, helpline.folder_path):
        assert {row["state"] for row in rows(folder, "index")} == {"not for this recipient, not put in"}
        for path in (path for path in folder.rglob("*") if path.is_file()):
            assert b"under 18" not in path.read_bytes(), path
    # Only where pictures go out does a folder begin with what was said of the people in them.
    assert (bank.under18, helpline.under18, platform.under18) == ("not asked", "not asked", "yes")
    assert all(verify_folder(each.folder_path).ok for each in (bank, helpline, platform))


def test_a_folder_without_pictures_does_not_speak_of_who_is_in_them(make_giver, place):
    """What a clerk is to do with pictures does not stand over a text receipt."""
    kinds = [{"media_type": "text/plain"}, {"media_type": "text/plain; charset=unknown-8bit"}, {"media_type": PDF}]
    giver = make_giver([b"a", b"b", b"%PDF"], kinds)
    with giver.desk.open() as vault:
        answer_ages(vault, giver.case, Under18.YES)
    *texts, pdf = (each.id for each in giver.items)
    receipts, mixed = (
        given_to(giver, Recipient.BANK, place, chosen=frozenset(chosen)) for chosen in (texts, [*texts, pdf])
    )

    assert (receipts.items, receipts.under18, mixed.items, mixed.under18) == (2, "not asked", 3, "yes")
    assert "under 18" not in (receipts.folder_path / "READ-ME-FIRST.txt").read_text()
    assert "in these pictures is under 18" in (mixed.folder_path / "data/index.html").read_text()


def test_what_can_not_be_read_or_goes_meanwhile_is_not_called_whole(canaries, place):
    paid = PICTURES.index("paid")
    gone = canaries.items[PICTURES.index("told")]
    canaries.spoils(paid + 1, b"rubbish")
    with canaries.desk.open() as writer, open_reader(canaries.desk.path) as reader:

        def take_away(_):
            if gone.id not in reader.removed_from(canaries.case.id):
                writer.remove(writer.items.find(canaries.case.id, gone.id))

        content = load_content(GUIDANCE)
        platform = Exporter(reader, canaries.desk.clock, (), VERSION, content=content).make_folder(
            HandOverRequest(canaries.case, Recipient.PLATFORM, place), take_away
        )
    bank = given_to(canaries, Recipient.BANK, place)

    assert tokens_in(platform.folder_path) == PLATFORM - shown_of("told")
    assert "EX-004" not in {row["exhibit"] for row in rows(platform.folder_path, "index")}
    assert bank.unreadable == ("EX-002",)
    assert "bytes_paid" not in tokens_in(bank.folder_path)
    assert "NOT COMPLETE: the saved files of EX-002" in (bank.folder_path / "READ-ME-FIRST.txt").read_text()
    assert verify_folder(bank.folder_path).ok
    assert verify_folder(platform.folder_path).ok


def test_a_folder_that_would_hold_nothing_of_theirs_is_not_made(giver, place):
    with giver.desk.open() as vault:  # of these a bank and a platform get nothing but an empty row
        write_down(vault, giver.case, Account(note="only a note"))
        write_down(vault, giver.case, Payment(note="only a note", first_way="cash"))
    for recipient, nothing in ((Recipient.BANK, NothingForBank), (Recipient.PLATFORM, NothingForPlatform)):
        with pytest.raises(nothing):
            given_to(giver, recipient, place)
    assert given_to(giver, Recipient.PLATFORM, place, chosen=frozenset({giver.items[0].id})).items == 1
    with giver.desk.open() as vault:
        flag_item(vault, giver.case, giver.items[1], flagged=True)
    with pytest.raises(NothingForBank):
        given_to(giver, Recipient.BANK, place, chosen=frozenset({giver.items[1].id}), leave_out_flagged=True)
    assert len(list(place.iterdir())) == 1


def test_a_history_that_is_broken_is_said_though_it_is_not_here(canaries, place):
    canaries.desk.tamper("update events set hash = replace(hash, 'a', 'b') where id = 9", "update items set note = 'x'")
    made = given_to(canaries, Recipient.HELPLINE, place)

    assert not made.history_whole
    text = " ".join((made.folder_path / "READ-ME-FIRST.txt").read_text().split())
    assert "NOT WHOLE: the history of this case did not fit together" in text
    assert "NOT AS IT SHOULD BE" in text
    assert tokens_in(made.folder_path) == set()


def test_a_check_is_as_strict_with_a_part(canaries, place):
    """Nothing changed, missing or added passes; nor does a history that nobody can hold against anything."""
    folder = given_to(canaries, Recipient.HELPLINE, place).folder_path
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert not verify_folder(folder).ok, path
        path.unlink()
        assert not verify_folder(folder).ok, path
        path.write_bytes(data)
    assert verify_folder(folder).ok
    (folder / "data/events.jsonl").write_bytes(b"")
    assert [problem.type for problem in verify_folder(folder).problems] == ["added"]
    with canaries.desk.open() as vault:
        seal_again(folder, vault.signing_key())
    assert [problem.type for problem in verify_folder(folder).problems] == ["seal_broken"]


def test_a_part_needs_no_item_but_something_that_is_for_them(make_giver, place):
    """Somebody may ask a bank for help before anything was saved; the police get no case without an item."""
    empty = make_giver([])
    with empty.desk.open() as vault:
        vault.steps.set(empty.case.id, empty.checklists[0].steps[0].id, StepState.TODO)
    with pytest.raises(NothingForHelpline):
        given_to(empty, Recipient.HELPLINE, place)
    with empty.desk.open() as vault:
        write_down(vault, empty.case, Account(note="only a note"))
        write_down(vault, empty.case, Account(handle="example"))
        write_down(vault, empty.case, Payment(amount_minor=18_000, currency="GBP"))
    made = [given_to(empty, each, place) for each in PARTS]
    for recipient in (Recipient.POLICE, Recipient.SOLICITOR):
        with pytest.raises(NothingToHandOver):
            given_to(empty, recipient, place)

    assert [(each.items, each.left_out, verify_folder(each.folder_path).ok) for each in made] == [(0, 0, True)] * 3
    bank, platform, helpline = (each.folder_path for each in made)
    assert [row["amount"] for row in rows(bank, "payments")] == ["180.00 GBP"]
    assert [row["handle"] for row in rows(platform, "accounts")] == ["example"], "one with a note alone is no row"
    assert len(rows(helpline, "accounts")) == 2
    for folder in (bank, platform, helpline):
        bagit.Bag(str(folder)).validate()


@pytest.mark.parametrize("of", ["police", "bank"])
def test_no_folder_passes_for_one_of_the_other_kind(canaries, place, of):
    """A whole case without its history is no part, and a part says which it is under the signature."""
    folder = given_to(canaries, Recipient(of), place).folder_path
    text = (folder / "seal.json").read_bytes()
    swapped = {b"1": b"2", b"2": b"1"}[text.partition(b'"evidence-desk folder ')[2][:1]]
    (folder / "seal.json").write_bytes(
        text.replace(b"desk folder " + text.partition(b"desk folder ")[2][:1], b"desk folder " + swapped)
    )

    assert "seal_broken" in {problem.type for problem in verify_folder(folder).problems}


@pytest.mark.parametrize(
    ("name", "short"),
    [("Made Up", "M. U."), ("  xx\tyy ", "X. Y."), ("“Élodie” (99)", "É."), ("", ""), ("🙂 🙂", ""),
     ("aa bb cc dd ee ff", "A. B. C. D."), ("\u202eabc", "A."), ("J O H N", "J."), ("J. O. H. N.", "J."),
     ("J O HN", "J. H."), ("0 7 9 1 1", ""), ("4 9 2 9", ""), ("4929 1234", ""), ("王 小 明", "王."), ("x1 2y", "X.")],
)  # fmt: skip
def test_first_letters(name, short):
    assert initials(name) == short


@given(st.text() | st.text("Jn 0.\u738b", max_size=12))
def test_first_letters_of_anything_are_a_letter_for_a_word(name):
    short = initials(name)
    assert all(unicodedata.category(each)[0] in "LM" or each in ". " for each in short)
    spelled = [word for word in name.split() if any(map(str.isalpha, word))]
    if all(sum(map(str.isalpha, word)) == 1 for word in spelled):
        assert len(short.split()) == bool(spelled), "a name with gaps is one word"
    assert len(initials(name)) <= 3 * 4 * 2
    assert len(initials(name).split()) <= min(4, len(name.split()))
