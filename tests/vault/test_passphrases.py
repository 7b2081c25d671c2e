"""A passphrase in the place of the key file: what opens, what does not, and what is told of it."""

import json
import logging
import pickle
import traceback
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError, HeaderDamaged, Locked, NoVault, ReadOnlyVault
from evidence_desk.domain.lock_errors import (
    NoPassphrase,
    PassphraseIsSet,
    PassphraseTooShort,
    TooLittleMemory,
    TriedTooOften,
    WrongCode,
    WrongPassphrase,
)
from evidence_desk.vault import slots, slow_key, tries
from evidence_desk.vault.header import _mac, read_header
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.recovery_code import encoded, new_number
from evidence_desk.vault.secrets_given import KeyFile, Passphrase, RecoveryCode
from evidence_desk.vault.slow_key import FLOOR, Cost, calibrated
from evidence_desk.vault.tries import wait_after
from evidence_desk.vault.vault import open_reader, open_vault
from evidence_desk.workflows.lock_desk import has_passphrase, seen_at_opening
from tests.fake_clock import START, FakeClock
from tests.vault.independent_reader import IndependentReader
from tests.vault.made_up import Desk, copied

OLD, NEW, WRONG = Passphrase("correct horse"), Passphrase("battery staple"), Passphrase("wrong wrong")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault with one picture, which OLD opens, and its code. It is only copied."""
    desk = Desk(tmp_path_factory.mktemp("locked") / "vault", FakeClock())
    desk.filled(b"data")
    with desk.open() as vault:
        return desk.path, vault.locks.set_passphrase(OLD, FLOOR)


@pytest.fixture
def locked(made: tuple[Path, str], desk: Desk) -> tuple[Desk, RecoveryCode]:
    """The same as a desk of the test's own."""
    copied(made[0], desk.path)
    return desk, RecoveryCode(made[1])


def opened(desk, secret):
    return open_vault(desk.path, desk.clock, secret=secret)


def told(vault):
    return [event.event for event in vault.custody.events(VAULT_LOG)]


def test_a_passphrase_takes_the_place_of_the_key_file(desk):
    desk.filled(b"data")
    before = (desk.path / "key").read_bytes()
    assert not has_passphrase(desk.path)
    with desk.open() as vault:
        code = vault.locks.set_passphrase(OLD, FLOOR)
        assert has_passphrase(desk.path)
        assert not (desk.path / "key").exists()
        with open_reader(desk.path, vault.locks.handed_on) as reader:
            assert reader.cases.all()[0].items == 1
        with pytest.raises(PassphraseIsSet):
            vault.locks.set_passphrase(NEW, FLOOR)
    assert (desk.path / "vault.json").read_bytes() == (desk.path / "vault.json.copy").read_bytes()
    assert not list(desk.path.glob("*.part"))
    with pytest.raises(Locked):
        desk.open()
    with pytest.raises(Locked):
        open_reader(desk.path)
    for secret, slot in ((OLD, "passphrase"), (RecoveryCode(code.lower().replace("-", " ")), "recovery-code")):
        with opened(desk, secret) as vault:
            assert vault.check().problems == vault.check().remarks == ()
            assert vault.read(vault.items.of_case(vault.cases.last_used().id)[0]) == b"data"
            (mark,) = [
                line.detail["mark"] for line in vault.custody.events(VAULT_LOG) if line.event == "passphrase set"
            ]
            assert list(vault.custody.events(VAULT_LOG))[-1].detail == {"slot": slot, "mark": mark}
            assert [told(vault).count(event) for event in ("passphrase set", "failed unlock")] == [1, 0]
    (desk.path / "key").touch(mode=0o600)
    (desk.path / "key").write_bytes(before)  # as from a copy of before: no slot asks for it
    with pytest.raises(Locked):
        open_reader(desk.path)
    with open_reader(desk.path, OLD) as reader:
        assert [remark.type for remark in reader.check().remarks] == ["key_file_left"]
    opened(desk, OLD).close()
    assert not (desk.path / "key").exists()


def test_it_is_changed_with_the_old_one_or_the_code_and_removed(locked):
    desk, code = locked
    with opened(desk, OLD) as vault:
        with pytest.raises(WrongPassphrase):
            vault.locks.change_passphrase(NEW, WRONG, FLOOR)
        vault.locks.change_passphrase(OLD, NEW, FLOOR)
        vault.locks.change_passphrase(code, OLD, FLOOR)
        vault.locks.change_passphrase(OLD, NEW, FLOOR)
        newer = RecoveryCode(vault.locks.new_recovery_code())
    for secret, refusal in ((OLD, WrongPassphrase), (code, WrongCode)):
        desk.clock.advance(1)
        with pytest.raises(refusal):
            opened(desk, secret)
    with opened(desk, newer) as vault:
        vault.locks.remove_passphrase(NEW)
        for change in (vault.locks.new_recovery_code, lambda: vault.locks.remove_passphrase(NEW)):
            with pytest.raises(NoPassphrase):
                change()
        changes = [event for event in told(vault) if event not in {"vault created", "unlocked"}]
        assert changes == [
            "passphrase set", "failed unlock", "passphrase changed", "passphrase changed", "passphrase changed",
            "recovery code made", "failed unlock", "failed unlock", "passphrase removed",
        ]  # fmt: skip
    assert not has_passphrase(desk.path)
    assert json.loads((desk.path / "vault.json").read_bytes()).keys() == {"format", "id", "kdf", "mac", "mark", "slots"}
    with desk.open() as vault:
        assert vault.check().problems == ()
    for secret in (NEW, newer):
        with pytest.raises(NoPassphrase):
            opened(desk, secret)


def test_letters_are_the_same_however_they_were_typed(desk):
    with desk.open() as vault:
        vault.locks.set_passphrase(Passphrase("Cafe\u0301 am Hafen"), FLOOR)

    opened(desk, Passphrase("Caf\xe9 am Hafen")).close()


@pytest.mark.parametrize("text", ["", "1234567", "Cafe\u0301s\u0301\u0301"])
def test_a_passphrase_that_is_too_short(desk, text):
    with desk.open() as vault, pytest.raises(PassphraseTooShort):
        vault.locks.set_passphrase(Passphrase(text), FLOOR)
    desk.open().close()


@pytest.mark.parametrize(
    "text", [" " * 8, " two words", "two words ", "two words\u3000", "\ufefftwo words", "two words\t"], ids=ascii
)
def test_a_passphrase_with_blanks_that_nobody_sees(desk, text):
    with desk.open() as vault, pytest.raises(DeskError) as refusal:
        vault.locks.set_passphrase(Passphrase(text), FLOOR)
    assert refusal.value.type == "passphrase_has_end_blanks"
    desk.open().close()


@pytest.mark.parametrize("letter", ["x", "\xe9", "\U0001f511"], ids=ascii)
def test_the_longest_passphrase(desk, letter):
    """What a field of the window holds, which counts in pairs of bytes as UTF-16 has them; and a file of 4000 bytes."""
    longest = letter * (2 * 1024 // len(letter.encode("utf-16-le")))
    assert len(longest.encode()) < 4000
    with desk.open() as vault:
        with pytest.raises(DeskError) as refusal:
            vault.locks.set_passphrase(Passphrase(longest + "x"), FLOOR)
        assert refusal.value.type == "passphrase_too_long"
        vault.locks.set_passphrase(Passphrase(longest), FLOOR)
    opened(desk, Passphrase(longest)).close()


def test_nothing_is_made_for_a_passphrase(desk):
    with pytest.raises(NoVault):
        open_vault(desk.path, desk.clock, create=True, secret=OLD)

    assert not desk.path.exists()


def test_a_reader_changes_nothing(locked):
    desk, _ = locked
    with open_reader(desk.path, OLD) as reader:
        for change in (
            lambda: reader.locks.change_passphrase(OLD, NEW, FLOOR),
            lambda: reader.locks.remove_passphrase(OLD),
            reader.locks.new_recovery_code,
        ):
            with pytest.raises(ReadOnlyVault):
                change()
    assert not (desk.path / "key").exists()


def test_wrong_tries_wait_and_are_told(locked):
    desk, code = locked
    desk.clock.advance(60)
    for waits in (0, 0, 5):
        with pytest.raises(WrongPassphrase) as refusal:
            opened(desk, WRONG)
        assert refusal.value.wait_s == waits
    with pytest.raises(TriedTooOften) as early:
        opened(desk, OLD)
    assert early.value.wait_s == 5
    desk.clock.advance(4.5)
    with pytest.raises(TriedTooOften) as early:
        opened(desk, OLD)
    assert early.value.wait_s == 1
    with pytest.raises(WrongCode):  # never waits; one that is no code is not even a try
        opened(desk, RecoveryCode(encoded(new_number())))
    with pytest.raises(WrongCode):
        opened(desk, RecoveryCode("0"))
    assert len((desk.path / "tries").read_bytes().splitlines()) == 4
    desk.clock.set_wall_clock(-3600)  # set back: nobody is kept out for an hour
    with opened(desk, OLD) as vault:
        opened_at, tried_at = seen_at_opening(vault)
        assert opened_at == START.at
        assert [at - START.at for at in tried_at] == [timedelta(seconds=s) for s in (60, 60, 60, 64.5)]
        lines = [event.detail for event in vault.custody.events(VAULT_LOG) if event.event == "failed unlock"]
        assert [line["tried_ns"] - START.utc_ns for line in lines] == [s * 10**9 for s in (60, 60, 60, 64.5)]
    assert not (desk.path / "tries").exists()
    with opened(desk, code) as vault:
        assert seen_at_opening(vault)[1] == ()
        assert told(vault).count("failed unlock") == 4


def test_how_long_is_waited():
    assert [wait_after(count) for count in range(10)] == [0, 0, 0, 5, 10, 20, 40, 60, 60, 60]
    assert wait_after(10**6) == 60


def test_a_file_of_tries_that_is_none(locked):
    desk, code = locked
    for content in (b"", b"\xff\n", b"x\n-1\n", b"9" * 5000, b"9" * 20 + b"\n1\n"):
        (desk.path / "tries").write_bytes(content)
        with opened(desk, code) as vault:
            assert vault.check().problems == ()
        assert not (desk.path / "tries").exists()


@contextmanager
def with_slot(desk, **changes):
    """vault.json and its copy with parameters of the passphrase slot changed, for a while."""
    path, copy_path = desk.path / "vault.json", desk.path / "vault.json.copy"
    before = path.read_bytes()
    content = json.loads(before)
    (slot,) = [slot for slot in content["slots"] if slot["kind"] == "passphrase"]
    slot["parameters"] |= changes
    for each in (path, copy_path):
        each.write_text(json.dumps(content))
    yield
    for each in (path, copy_path):
        each.write_bytes(before)


INSANE = (
    {"memory_kib": 100 * 2**20}, {"memory_kib": 2**20 + 1}, {"memory_kib": 19 * 1024 - 1}, {"memory_kib": 0},
    {"memory_kib": -1}, {"memory_kib": True}, {"memory_kib": 65536.0}, {"memory_kib": 10**400}, {"passes": 1},
    {"passes": 10**9}, {"memory_kib": 2**20, "passes": 4}, {"lanes": 0}, {"lanes": 17}, {"lanes": "4"},
    {"kdf": "argon2d"}, {"kdf": ["argon2id"]}, {"salt": "00" * 7}, {"salt": 1},
)  # fmt: skip


def test_a_dear_or_a_cheap_vault_json_is_refused_before_anything_is_computed(locked, monkeypatch):
    desk, _ = locked
    monkeypatch.setattr(slots, "stretched", lambda *_: pytest.fail("it was computed"))
    for changes in INSANE:
        with with_slot(desk, **changes), pytest.raises(HeaderDamaged):
            opened(desk, OLD)

    assert not (desk.path / "tries").exists()


def test_other_parameters_open_nothing(locked):
    desk, _ = locked
    for changes in ({"salt": "00" * 16}, {"passes": 3}, {"lanes": 2}):
        with with_slot(desk, **changes), pytest.raises(WrongPassphrase):
            open_reader(desk.path, OLD)


def test_too_little_memory_is_said_and_changes_nothing(locked, monkeypatch):
    desk, _ = locked

    def refuse(*_):
        raise MemoryError

    with opened(desk, OLD) as vault, monkeypatch.context() as patched:
        patched.setattr(slots, "stretched", refuse)
        with pytest.raises(TooLittleMemory):
            vault.locks.change_passphrase(RecoveryCode(vault.locks.new_recovery_code()), NEW, FLOOR)
        with pytest.raises(TooLittleMemory):
            open_reader(desk.path, OLD)
    opened(desk, OLD).close()


def test_a_slot_that_does_not_open_is_never_written(desk, monkeypatch):
    desk.filled()
    before = (desk.path / "vault.json").read_bytes()
    monkeypatch.setattr(slots, "stretched", lambda *_: new_number().to_bytes(32, "big"))
    with desk.open() as vault, pytest.raises(Exception, match="does not open"):
        vault.locks.set_passphrase(OLD, FLOOR)

    assert (desk.path / "vault.json").read_bytes() == before
    desk.open().close()


def test_what_is_measured_is_sane(monkeypatch):
    monkeypatch.setattr(slow_key, "stretched", lambda *_: bytes(32))  # in no time
    assert Cost(2**20, 3, 4).is_sane
    assert calibrated().is_sane
    assert calibrated().memory_kib <= 2**20
    seconds = iter([0.0, 1000.0])
    monkeypatch.setattr(slow_key.time, "monotonic", lambda: next(seconds))
    assert calibrated() == FLOOR
    assert FLOOR.is_sane


def test_programs_that_know_no_passphrase_say_that_it_is_newer(locked):
    """They look at the format before anything else."""
    desk, _ = locked
    assert json.loads((desk.path / "vault.json").read_bytes())["format"] == 2


def test_slots_nobody_knows_stay(desk):
    desk.filled(b"data")
    strange = {"kind": "keyring", "parameters": {"of": ["tomorrow"]}, "sealed": "00"}
    path = desk.path / "vault.json"
    with desk.open() as vault:
        content = json.loads(path.read_bytes())
        content["slots"].insert(0, strange)
        path.write_text(json.dumps(content | {"mac": _mac(content, vault._identity.keys.header)}))
        vault.locks.set_passphrase(OLD, FLOOR)
        assert strange in read_header(path).content["slots"]
        assert (desk.path / "key").exists()  # the strange one may need it
        vault.locks.remove_passphrase(OLD)
    assert strange in read_header(path).content["slots"]
    desk.open().close()


def test_an_independent_reader_opens_it_by_the_page(locked):
    desk, code = locked
    item = open_reader(desk.path, OLD)
    (case,) = item.cases.all()
    record = item.items.of_case(case.id)[0].record
    item.close()

    for secret in ({"passphrase": OLD.text}, {"code": code.text}):
        assert IndependentReader(desk.path, **secret).object(record.item_id, record.sha256)[1] == b"data"


@pytest.mark.parametrize("damage", ["gone", "half", "a bit of the slot"])
def test_it_is_put_back_together_with_the_passphrase(locked, damage, monkeypatch):
    desk, code = locked
    monkeypatch.setattr(tries, "wait_after", lambda _: 0)
    path = desk.path / "vault.json"
    good = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "half":
        path.write_bytes(good[: len(good) // 2])
    else:
        at = good.index(b'"sealed":"') + 12
        path.write_bytes(good[:at] + (b"0" if good[at : at + 1] != b"0" else b"1") + good[at + 1 :])
        with pytest.raises(HeaderDamaged):  # and not that the passphrase is wrong, which it is not
            opened(desk, OLD)
        with pytest.raises(WrongPassphrase):
            opened(desk, WRONG)
    (desk.path / "desk.db").unlink()
    with pytest.raises(Locked):
        recover(desk.path, desk.clock)
    with pytest.raises(WrongPassphrase):
        recover(desk.path, desk.clock, secret=WRONG)
    made = recover(desk.path, desk.clock, secret=code if damage == "half" else OLD)

    assert made.done
    assert path.read_bytes() == good
    with opened(desk, OLD) as vault:
        assert vault.check().problems == ()
        assert vault.cases.all()[0].items == 1


def test_nothing_of_it_is_printed(locked, caplog):
    desk, code = locked
    with opened(desk, OLD) as vault:
        shown = [repr(OLD), repr(code), repr(vault.locks.handed_on), repr(vault._identity), str(vault.locks.handed_on)]
        shown += [event.body().__repr__() for event in vault.custody.events(VAULT_LOG)]
    caplog.set_level(logging.DEBUG)
    for secret in (WRONG, RecoveryCode(encoded(new_number()))):
        try:
            opened(desk, secret)
        except (WrongPassphrase, WrongCode) as refusal:
            shown += [repr(refusal), str(refusal), *traceback.format_exception(refusal), str(refusal.facts)]
            shown.append(pickle.dumps(refusal.facts).decode("latin-1"))
    shown += [record.getMessage() for record in caplog.records]
    shown += [path.read_bytes().decode("latin-1") for path in Path(desk.path).rglob("*") if path.is_file()]

    for text in (OLD.text, WRONG.text, code.text, code.text.replace("-", "")):
        assert not any(text in each for each in shown)


def test_a_key_file_elsewhere_opens_nothing_then(locked, tmp_path):
    desk, _ = locked
    (tmp_path / "carried").write_text("evidence-desk key 1\n" + "00" * 32 + "\n")
    with pytest.raises(Locked):
        opened(desk, KeyFile(tmp_path / "carried"))
