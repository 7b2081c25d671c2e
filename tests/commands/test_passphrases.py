"""A passphrase at the command line: named by a file, asked for where it must be, and never sent to the open window."""

import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest

from evidence_desk.command_line import run_here
from evidence_desk.commands import lock_desk, service
from evidence_desk.commands.caller import Caller
from evidence_desk.commands.cold_desk import ColdDesk
from evidence_desk.commands.open_desk import OpenDesk, command_service
from evidence_desk.commands.secret_files import SecretFile
from evidence_desk.domain.lock_errors import SecretFileRefused
from evidence_desk.domain.refusals import NoDisplay
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.vault import slots
from evidence_desk.vault.secrets_given import Passphrase
from evidence_desk.vault.slow_key import FLOOR
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.load_steps import shipped_content
from tests.commands.conftest import Answer

CLOCK = SystemClock("UTC")

pytestmark = pytest.mark.usefixtures("quick_passphrases")


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """What somebody wrote into files."""
    words = {"old": "correct horse", "new": "battery staple", "wrong": "wrong wrong"}
    for name, text in {**words, "short": "x", "blank": "battery "}.items():
        (tmp_path / name).write_text(f"{text}\n")


def refused(answer: Answer) -> str:
    assert answer.code == 1, answer
    assert answer.err == b""
    return str(answer.error["type"])


def test_a_passphrase_from_its_setting_to_its_removal(type_command, tmp_path, vault_path):
    set_ = type_command("passphrase", "set", "--new-passphrase-file", "old").value
    assert set_.keys() == {"passphrase", "recovery_code"}
    (tmp_path / "code").write_text(set_["recovery_code"].lower().replace("-", " "))
    for words in (["list"], ["capture"], ["check"], ["passphrase", "remove"], ["recovery-code", "new"]):
        assert refused(type_command(*words)) == "locked"
    assert refused(type_command("--passphrase-file", "wrong", "case", "list")) == "wrong_passphrase"
    assert refused(type_command("--passphrase-file", "nowhere", "list")) == "secret_file_refused"
    assert type_command("--passphrase-file", "old", "case", "new", "Case 1").value["title"] == "Case 1"
    assert type_command("--passphrase-file", "old", "check").value["ok"]

    change = ["--passphrase-file", "old", "passphrase", "change", "--new-passphrase-file"]
    assert refused(type_command(*change, "short")) == "passphrase_too_short"
    assert refused(type_command(*change, "blank")) == "passphrase_has_end_blanks"
    assert type_command(*change, "new").value == {"passphrase": "changed"}
    assert type_command("unlock-with-code", "--code-file", "code").value == {"opens": True, "passphrase": "kept"}
    with_code = ["unlock-with-code", "--code-file", "code", "--new-passphrase-file", "old"]
    assert type_command(*with_code).value == {"opens": True, "passphrase": "changed"}
    newer = type_command("--passphrase-file", "old", "recovery-code", "new").value["recovery_code"]
    assert refused(type_command(*with_code)) == "wrong_code"

    (vault_path / "vault.json").unlink()
    (tmp_path / "code").write_text(newer)
    assert refused(type_command("recover")) == "locked"
    assert type_command("recover", "--code-file", "code").value["recovered"]
    assert type_command("--passphrase-file", "old", "passphrase", "remove").value == {"passphrase": "removed"}
    assert refused(type_command(*with_code)) == "no_passphrase"
    assert refused(type_command("--passphrase-file", "old", "list")) == "no_passphrase"
    assert [case["title"] for case in type_command("case", "list").value] == ["Case 1"]
    told = [event["event"] for event in type_command("log").value]
    assert [told.count(f"passphrase {done}") for done in ("set", "changed", "removed")] == [1, 2, 1]


def test_people_are_told_to_write_the_code_down(type_command):
    answer = type_command("passphrase", "set", "--new-passphrase-file", "old", json=False)
    first, code, keep = answer.out.decode().splitlines()

    assert (first, answer.err, answer.code) == ("The passphrase is set.", b"", 0)
    assert code.startswith("Recovery code: ")
    assert "once" in keep


def test_the_window_is_given_no_passphrase_by_a_command(type_command):
    answer = type_command("--passphrase-file", "old")

    assert (answer.code, answer.out) == (2, b"")
    assert b"goes with a command" in answer.err


def test_where_nothing_is_open_nothing_is_locked(type_command, vault_path):
    assert type_command("lock").value == {"was_open": False, "closed": True}
    assert not vault_path.exists()
    type_command("case", "new", "x")
    assert type_command("lock", json=False).out == b"Nothing was open.\n"


# ------------------------------------------------------------------------------------------------- files


def secret_in(tmp_path: Path, name: str, typed: bytes | None = b"") -> str:
    stdin = io.BytesIO(typed) if typed is not None else None
    caller = Caller(tmp_path, 0o022, "", io.BytesIO(), io.BytesIO(), typed_in=stdin)
    file = SecretFile(caller, name)
    text = file.passphrase().text
    assert file.passphrase().text == text  # what can be read once is read once
    assert "file" not in repr(replace(caller)) or text not in repr(caller)
    return text


@pytest.mark.parametrize(
    "content",
    ["two words", "two words\n", "two words\r\n", "\ufefftwo words\n", "two words\n\n \n"],
    ids=["bare", "a line", "a line of Windows", "a mark of Windows", "blank lines"],
)
def test_the_first_line_of_a_file_is_meant(tmp_path, content):
    (tmp_path / "file").write_bytes(content.encode())

    assert secret_in(tmp_path, "file") == secret_in(tmp_path, "file", None) == "two words"
    assert secret_in(tmp_path, "-", content.encode()) == "two words"


def test_a_pipe_is_read_by_the_process_it_is_for(tmp_path):
    reading, writing = os.pipe()
    os.write(writing, b" two words \n")
    os.close(writing)
    try:
        with pytest.raises(SecretFileRefused, match="open desk"):
            secret_in(tmp_path, f"/dev/fd/{reading}", None)
        assert secret_in(tmp_path, f"/dev/fd/{reading}") == " two words "
    finally:
        os.close(reading)


@pytest.mark.parametrize("typed", [b"", None], ids=["here", "elsewhere"])
@pytest.mark.parametrize("content", [b"", b"\n", b"one\ntwo\n", b"\xff\xfe", b"x" * 5000, None])
def test_a_file_that_will_not_do(tmp_path, content, typed):
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    for name in ("file", ".", "a\0b"):
        with pytest.raises(SecretFileRefused):
            secret_in(tmp_path, name, typed)


def test_a_series_of_commands_asks_once(vault_path, monkeypatch):
    with open_vault(vault_path, CLOCK, create=True) as vault:
        vault.locks.set_passphrase(Passphrase("correct horse"), FLOOR)
    asked = []

    def given() -> Passphrase:
        asked.append(1)
        return Passphrase("correct horse")

    desk = ColdDesk(vault_path, CLOCK, pytest.fail, given=given)
    desk.work(lambda vault: vault.cases.new("x"))
    monkeypatch.setattr(slots, "stretched", lambda *_: pytest.fail("once more"))
    with desk.reader() as reader:
        assert reader.cases.all() == desk.work(lambda vault: vault.cases.all())
    assert asked == [1]


# ------------------------------------------------------------------------------------------------- the open window


@dataclass
class _CaseThread:
    pool: ThreadPoolExecutor

    def run(self, job):
        return self.pool.submit(job).result()


def no_screen():
    raise NoDisplay


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every line that comes through the socket."""
    lines: list[bytes] = []
    real = service.command_of

    def noted(line: bytes):
        lines.append(line)
        return real(line)

    monkeypatch.setattr(service, "command_of", noted)
    return lines


@pytest.fixture
def locking() -> list[str]:
    """What the window was asked."""
    return []


@pytest.fixture
def window(vault_path: Path, locking: list[str]) -> Iterator[Vault]:
    """A vault that is open, and takes commands as the window does: asked to lock it is busy, then unable, then does."""

    def lock() -> bool:
        locking.append("lock")
        if len(locking) == 3:
            leaving.start()
        return len(locking) != 2

    with ThreadPoolExecutor(1) as pool:
        thread = _CaseThread(pool)
        vault = thread.run(lambda: open_vault(vault_path, CLOCK, create=True))
        desk = OpenDesk(vault, CLOCK, thread, no_screen, shipped_content, "", lambda: None, lock=lock)
        taking = command_service(desk, vault_path)
        taking.start()
        leaving = Thread(target=taking.stop)
        yield vault
        taking.stop()
        if leaving.ident is not None:
            leaving.join()
        thread.run(vault.close)


@pytest.fixture
def type_there(vault_path: Path, tmp_path: Path):
    """Types a command whose streams can be sent on."""

    def typed(*words: str) -> Answer:
        with (tmp_path / "out").open("w+b") as out, (tmp_path / "err").open("w+b") as err:
            caller = Caller(tmp_path, 0o022, "", out, err, typed_in=io.BytesIO(b"correct horse"))
            code = run_here([f"--vault={vault_path}", "--json", *words], caller)
            return Answer(code, (tmp_path / "out").read_bytes(), (tmp_path / "err").read_bytes())

    return typed


def test_the_open_window_reads_the_file_itself(window, sent, locking, type_there, tmp_path, monkeypatch):
    assert refused(type_there("lock")) == "no_passphrase"
    code = type_there("passphrase", "set", "--new-passphrase-file", "old").value["recovery_code"]
    assert refused(type_there("passphrase", "remove")) == "locked"
    assert refused(type_there("--passphrase-file", "wrong", "recovery-code", "new")) == "wrong_passphrase"
    assert refused(type_there("--passphrase-file", "-", "passphrase", "remove")) == "secret_file_refused"
    changed = type_there("--passphrase-file", "old", "passphrase", "change", "--new-passphrase-file", "new")
    assert changed.value == {"passphrase": "changed"}
    (tmp_path / "code").write_text(code)
    assert type_there("unlock-with-code", "--code-file", "code").value["opens"]
    assert type_there("check").value["ok"]  # it is open: nobody is asked to look
    with monkeypatch.context() as patched:
        patched.setattr(lock_desk, "_BETWEEN_LOOKS_S", 0.001)
        assert type_there("lock").value == {"was_open": True, "closed": False}
    assert refused(type_there("lock")) == "not_locked"
    assert type_there("lock").value == {"was_open": True, "closed": True}

    assert locking == ["lock"] * 3
    assert len(sent) == 11
    for text in ("correct horse", "battery staple", "wrong wrong", code):
        assert not any(text.encode() in line for line in sent)
