"""Registers, steps, texts and dates through the desk that is open: the same answers, the caller's own files."""

import json

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers
from evidence_desk.workflows.write_down import written
from tests.commands.test_forwarding import open_desk, run_elsewhere, vault_path  # noqa: F401 — fixtures


def kept_of(desk, kind):
    return desk.work(lambda vault: [each.what for each in written(vault, vault.cases.last_used(), kind)])


def test_what_is_written_down_is_in_the_open_desk(open_desk, run_elsewhere):  # noqa: F811 — the fixtures
    typed = run_elsewhere("account", "add", "--service", "telegram", "--handle", "ab\u202e", "--name", "Blue")
    paid = run_elsewhere("payment", "add", "--method", "any", "--card", "4111111111111111", "--at", "2026-11-22 18:05")
    answered = run_elsewhere("case", "answer", "Case 1", "--country", "GB", "--service", "telegram")

    assert (typed.returncode, json.loads(typed.stdout)["handle"]) == (0, "ab\u202e")
    assert typed.stdout.isascii()
    assert kept_of(open_desk, Account) == [Account(service="telegram", handle="ab\u202e", display_name="Blue")]
    assert (json.loads(paid.stdout)["card_last_four"], paid.stderr) == ("1111", b"We kept only the last four digits.\n")
    assert json.loads(answered.stdout)["answers"]["services"] == ["telegram"]
    assert kept_of(open_desk, Answers) == [Answers(country="GB", services=("telegram",))]
    assert json.loads(run_elsewhere("account", "change", "9", "--name", "x").stdout)["error"]["type"] == "no_such_entry"


def test_steps_texts_and_dates_are_told_through_it(open_desk, run_elsewhere, tmp_path):  # noqa: F811 — the fixtures
    run_elsewhere("payment", "add", "--method", "bank-transfer", "--at", "2026-11-22 18:05", "--from-country", "GB")
    done = run_elsewhere("step", "number", "payments.bank-transfer.ring-bank", "B-77")
    (tmp_path / "elsewhere").mkdir()
    dated = run_elsewhere("dates", "--ics", "dates.ics", umask=0o077, folder=tmp_path / "elsewhere")
    draft = run_elsewhere("text", "bank-call", "--step", "payments.bank-transfer.ring-bank")

    assert json.loads(done.stdout)["reference"] == "B-77"
    assert json.loads(dated.stdout)
    assert (tmp_path / "elsewhere" / "dates.ics").stat().st_mode & 0o777 == 0o600
    assert "How: Bank transfer" in json.loads(draft.stdout)["text"]
    assert draft.stderr == b""
