"""Steps by the plan, answers, own steps, dates, texts and helplines, as the command line has them."""

import re

import pytest

from evidence_desk import command_line
from tests.fake_clock import FakeClock

ASK = {"id", "step", "payment", "report", "says", "title", "kind", "ends_at", "zone", "day", "is_sure"}


def ids(answer):
    return [step["id"] for step in answer.value]


def test_answers_make_the_steps_fit(type_command):
    type_command("case", "new", "Mine")
    whole = type_command("steps").value
    answer = type_command(
        "case", "answer", "Mine", "--country", "uk", "--service", "Instagram", "--service", "x",
        "--own-service", "A small forum", "--paid", "no", "--posted", "not-said",
    )  # fmt: skip
    fitting = type_command("steps")

    assert answer.value == type_command("case", "show", "Mine").value == type_command("case", "list").value[0]
    assert answer.value["answers"] == {
        "country": "GB", "services": ["instagram", "x"], "own_services": ["A small forum"], "paid": "no", "posted": "",
        "in_distress": False,
    }  # fmt: skip
    assert len(fitting.value) < len(whole)
    assert {step["id"] for step in whole} <= {step["id"] for step in type_command("steps", "--all").value}
    assert not [step for step in fitting.value if step["list"] == "payments" and step["applies"]]
    assert "more.police.gb" in ids(fitting)
    assert "more.police.us" not in ids(fitting)
    assert all(step["reason"].endswith(".") for step in fitting.value)
    left_out = [step for step in type_command("steps", "--all").value if not step["applies"]]
    assert "more.police.us" in {step["id"] for step in left_out}
    assert {step["reason"] for step in left_out} == {None}


def test_what_is_not_typed_stays_answered(type_command):
    type_command("case", "new", "Mine")
    type_command("case", "answer", "Mine", "--country", "US", "--under18", "not-sure")
    changed = type_command("case", "answer", "Mine", "--distress", "yes").value

    assert (changed["answers"]["country"], changed["answers"]["in_distress"]) == ("US", True)
    said = type_command("case", "answer", "Mine", "--service", "x", "--service", "Instagram", json=False).out.decode()
    assert {"services: x, instagram", "in_distress: yes"} <= set(said.splitlines())
    assert changed["under18"] == "not sure"
    every = type_command("steps", "--all")
    assert "report.stopncii.watch" not in ids(every)
    assert type_command("case", "answer", "Mine", "--country", "FR").error["type"] == "no_such_country"
    assert type_command("case", "answer", "Mine", "--service", "nowhere").error["type"] == "no_such_service"


def test_where_to_take_a_picture_is_told_to_nobody_who_may_be_under_18(type_command):
    type_command("case", "new", "Mine")
    before = type_command("step", "undo", "report.stopncii.watch").value
    type_command("case", "answer", "Mine", "--under18", "not-sure")
    asked = [type_command("step", word, "report.stopncii.watch").value for word in ("undo", "done", "undo")]

    assert before["url"] is not None
    assert [(step["url"], step["applies"]) for step in asked] == [(None, False)] * 3


def test_in_order_money_stands_before_saving(type_command):
    type_command("payment", "add", "--method", "western-union", "--at", "2026-11-22 18:05")
    ordered, listed = ids(type_command("steps", "--in-order")), ids(type_command("steps"))
    lists = [step_id.partition(".")[0] for step_id in ordered]

    assert sorted(ordered) == sorted(listed)
    assert ordered != listed
    assert lists.index("payments") < min(lists.index("suspend"), lists.index("report"))
    assert type_command("steps", "--in-order", "--all").code == 2


def test_a_payment_brings_its_steps_and_the_second_its_own(type_command):
    for _ in range(2):
        type_command("payment", "add", "--method", "western-union", "--amount", "5 GBP", "--at", "2026-11-22 18:05")
    listed = ids(type_command("steps", "--list", "payments"))
    done = type_command("step", "done", "payments.western-union.stop@2", "--note", "rang").value

    assert {"payments.western-union.stop", "payments.western-union.stop@2"} <= {*listed}
    assert (done["id"], done["state"], done["note"]) == ("payments.western-union.stop@2", "done", "rang")
    states = {step["id"]: step["state"] for step in type_command("steps").value}
    assert states["payments.western-union.stop"] == "todo"
    assert states["payments.western-union.stop@2"] == "done"


def test_a_step_of_ones_own_is_a_step(type_command):
    own = type_command("step", "add", " Ring my aunt ", "--list", "more", "--note", "after five").value

    assert (own["title"], own["list"], own["url"], own["applies"]) == ("Ring my aunt", "more", None, True)
    assert type_command("step", "skip", own["id"]).value["state"] == "skipped"
    assert type_command("step", "undo", own["id"]).value["state"] == "todo"
    assert own["id"] in ids(type_command("steps", "--list", "more"))
    type_command("step", "remove", own["id"])
    assert own["id"] not in ids(type_command("steps", "--list", "more"))
    assert type_command("step", "remove", "more.police.gb").error["type"] == "no_such_step"
    assert type_command("step", "add", "x", "--list", "nothing").error["type"] == "no_such_list"
    assert type_command("step", "add", " ").code == 2


@pytest.mark.parametrize("step_id", ["payments.western-union.no", "report.own.x", "more.own-x.y@3", "no.step", ""])
def test_no_step_is_no_step(step_id, type_command):
    assert type_command("step", "done", step_id).error["type"] == "no_such_step"


def test_dates_go_into_a_calendar_that_stands_for_itself(type_command, tmp_path, vault_path):
    at = ("--at", "2026-11-22 18:05", "--zone", "Europe/London")
    type_command("payment", "add", "--method", "bank-transfer", "--to", "SECRET", "--from-country", "GB", *at)
    found = type_command("dates", "--ics", "dates.ics").value
    calendar = (tmp_path / "dates.ics").read_bytes()

    assert found
    assert all(one.keys() == ASK for one in found)
    dated = [one for one in found if one["ends_at"]]
    assert dated
    assert calendar.count(b"BEGIN:VEVENT") == len(dated)
    assert b"SECRET" not in calendar
    assert (tmp_path / "dates.ics").stat().st_mode & 0o777 == 0o644
    steps = {step["id"]: step["deadline"] for step in type_command("steps").value if step["deadline"]}
    assert {one["step"] for one in dated if one["step"]} == steps.keys()

    refused = type_command("dates", "--ics", "dates.ics")
    assert refused.error["type"] == "destination_exists"
    assert (tmp_path / "dates.ics").read_bytes() == calendar
    assert type_command("dates", "--ics", str(vault_path / "x.ics")).error["type"] == "destination_refused"
    assert type_command("dates", "--ics", "-").out.startswith(b"BEGIN:VCALENDAR")
    assert not list(tmp_path.glob(".*.partial"))


def test_a_file_that_came_meanwhile_is_not_written_over(type_command, tmp_path, monkeypatch):
    """Between the look and the name."""
    type_command("case", "new", "Mine")
    (tmp_path / "dates.ics").write_text("theirs")
    real = type(tmp_path).exists
    monkeypatch.setattr(type(tmp_path), "exists", lambda path: path.name != "dates.ics" and real(path))

    assert type_command("dates", "--ics", "dates.ics").error["type"] == "destination_exists"
    assert (tmp_path / "dates.ics").read_text() == "theirs"
    assert not list(tmp_path.glob(".*.partial"))


def test_a_text_says_what_is_known_and_where_it_is_from(kept, type_command):
    type_command("case", "answer", "Case 1", "--country", "US")
    type_command("account", "add", "--service", "x", "--handle", "theirs", "--exhibit", "EX-001")
    type_command("account", "add", "--service", "telegram", "--handle", "elsewhere")
    draft = type_command("text", "take-it-down-request", "--step", "report.x.picture").value
    plain = type_command("text", "take-it-down-request", "--step", "report.x.picture", json=False)

    assert draft.keys() == {"kind", "title", "lede", "text", "lines"}
    assert {"text": "Account that has to do with it: theirs", "source": "EX-001, Accounts", "is_gap": False} in draft[
        "lines"
    ]
    assert {"text": "Signed, with my name:", "source": None, "is_gap": True} in draft["lines"]
    assert "elsewhere" not in draft["text"]
    assert plain.out.decode() == draft["text"] + "\n"
    assert "Reach me at: ____" in draft["text"]
    assert plain.err.decode() == draft["lede"] + "\n"
    police = type_command("text", "police-summary").value["text"]
    assert "User name: theirs" in police
    assert "User name: elsewhere" in police
    assert "Shown in what I saved: EX-001" in police
    assert re.search(r"^EX-001, .*: a picture of the screen$", police, re.MULTILINE)


def test_a_bank_hears_of_its_payment_alone(type_command):
    for amount in ("5 GBP", "7 GBP"):
        type_command("payment", "add", "--method", "bank-transfer", "--amount", amount, "--at", "2026-11-22 18:05")
    step = next(it for it in ids(type_command("steps", "--list", "payments")) if it.endswith("ring-bank@2"))
    said = type_command("text", "bank-call", "--step", step).value["text"]

    assert "Amount: 7.00 GBP" in said
    assert "5.00 GBP" not in said


@pytest.mark.parametrize(
    ("words", "code"),
    [(["text", "poem"], 2), (["text", "ic3", "--step", "no.step"], 1), (["text", "ic3", "--case", "x"], 1)],
)
def test_no_such_text(words, code, type_command):
    type_command("case", "new", "Mine")

    assert type_command(*words).code == code


def test_helplines_need_no_desk(type_command, vault_path):
    found = type_command("help-lines", "--country", "GB").value

    assert {line["country"] for line in found} == {"GB"}
    assert "116 123" in {line["phone"] for line in found}
    assert found[0]["card"] == "crisis"
    assert {line["country"] for line in type_command("help-lines").value} > {"GB", "US", "INT"}
    assert type_command("help-lines", "--country", "Mars").error["type"] == "no_such_country"
    assert not vault_path.exists()


def test_what_was_checked_long_ago_says_so(type_command, monkeypatch):
    """In every list of what the program tells, to people and to programs; a step of one's own was checked by nobody."""
    clock = FakeClock()
    monkeypatch.setattr(command_line, "system_clock", lambda: clock)
    type_command("step", "add", "Ring my aunt")
    for listing in (("help-lines", "--country", "CA"), ("steps", "--list", "suspend")):
        told = type_command(*listing).value
        assert {(each["old"], each["checked"]) for each in told} == {(False, "2026-11-22")}
        assert b"Last checked" not in type_command(*listing, json=False).out
    clock.advance(200 * 24 * 3600)
    for listing in (("help-lines", "--country", "CA"), ("steps", "--list", "suspend")):
        assert {each["old"] for each in type_command(*listing).value} == {True}
        last = type_command(*listing, json=False).out.splitlines()[-1]
        assert last == b"Last checked 2026-11-22. Menus and numbers may have changed."
    steps = {each["title"]: each for each in type_command("steps").value}
    assert (steps["Ring my aunt"]["old"], steps["Ring my aunt"]["source"]) == (None, None)
    assert steps["Log out, and leave the account on"]["confidence"] == "uncertain"


def test_a_stick_that_knows_no_second_name_gets_its_calendar_too(type_command, tmp_path, monkeypatch):
    """FAT has no hard links."""

    def refused(_path, _target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(type(tmp_path), "hardlink_to", refused)
    type_command("case", "new", "Mine")

    assert type_command("dates", "--ics", "dates.ics").code == 0
    assert (tmp_path / "dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    (tmp_path / "dates.ics").write_text("theirs")
    assert type_command("dates", "--ics", "dates.ics").error["type"] == "destination_exists"
    assert (tmp_path / "dates.ics").read_text() == "theirs"
    assert not list(tmp_path.glob(".*.partial"))


def test_a_request_that_was_sent_has_its_forty_eight_hours(type_command):
    type_command("case", "new", "Mine")
    type_command("case", "answer", "Mine", "--country", "US", "--posted", "yes", "--service", "x")
    sent = ("--step", "report.x.picture", "--at", "2026-11-22 21:40", "--zone", "Europe/London")
    report = type_command("report", "add", *sent).value
    (due,) = [one for one in type_command("dates").value if one["report"] == report["id"]]

    assert (due["step"], due["ends_at"], due["zone"]) == (
        "report.x.picture",
        "2026-11-24T21:40:00.000Z",
        "Europe/London",
    )
    steps = {step["id"]: step["deadline"] for step in type_command("steps").value}
    assert steps["report.x.picture"] == due["ends_at"]
