"""A flagged item at the command line: its original stays shut, and no folder has it by accident."""

import csv
import io
from pathlib import Path

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.flag_item import flag_item
from evidence_desk.workflows.write_down import write_down
from tests.commands.conftest import Type
from tests.fake_clock import FakeClock
from tests.vault.made_up import keep


@pytest.fixture
def flagged(vault_path: Path, clock: FakeClock) -> None:
    """The second of two items."""
    with open_vault(vault_path, clock, create=True) as vault:
        case = vault.cases.new("Case 1")
        keep(vault, case, b"picture")
        flag_item(vault, case, keep(vault, case, b"another"), flagged=True)
        write_down(vault, case, Account(service="instagram", handle="made.up"))


@pytest.mark.usefixtures("flagged")
def test_its_original_is_not_shown(type_command: Type, tmp_path: Path) -> None:
    answer = type_command("show", "EX-002", "--original", str(tmp_path / "out.png"))

    assert (answer.code, answer.error["type"], answer.error["exhibit"]) == (1, "item_shut", "EX-002")
    assert not (tmp_path / "out.png").exists()
    assert type_command("show", "EX-002", "--original", "-", json=False).out == b""
    assert type_command("show", "EX-001", "--original", str(tmp_path / "out.png")).code == 0
    assert type_command("show", "EX-002").code == 0
    assert "viewed" in [event["event"] for event in type_command("log").value]


@pytest.mark.usefixtures("flagged")
def test_lists_say_that_it_is_shut(type_command: Type) -> None:
    assert [each["state"] for each in type_command("list").value] == ["sealed", "shut"]
    assert type_command("show", "EX-002").value["state"] == "shut"
    for words in (("list",), ("show", "EX-002")):
        assert b"Shut. Under 18" in type_command(*words, json=False).out
    assert b"Shut" not in type_command("show", "EX-001", json=False).out


@pytest.mark.usefixtures("flagged")
def test_it_is_not_removed(type_command: Type) -> None:
    answer = type_command("remove", "EX-002")

    assert (answer.code, answer.error["type"], answer.error["exhibit"]) == (1, "item_shut", "EX-002")
    assert len(type_command("list").value) == 2
    assert type_command("remove", "EX-001").code == 0


@pytest.mark.usefixtures("flagged")
def test_it_is_refused_by_name_and_left_out_on_purpose(type_command: Type, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    words = ("export", "--for", "police", "--to", str(place))
    refused = type_command(*words)

    assert (refused.code, refused.error["type"], refused.error["exhibits"]) == (1, "flagged_items", "EX-002")
    assert not list(place.iterdir())
    made = type_command(*words, "--leave-out-flagged")
    assert (made.code, made.value["flagged"]) == (0, ["EX-002"])
    assert b"Left out, flagged as under 18: EX-002." in made.err
    assert type_command("verify", made.value["folder"]).code == 0
    table = (Path(made.value["folder"]) / "data/accounts.csv").read_text("utf-8-sig")
    assert [row["service"] for row in csv.DictReader(io.StringIO(table))] == ["Instagram"]


@pytest.mark.usefixtures("flagged")
def test_a_folder_of_a_case_under_care_is_made_and_says_whose_it_is(type_command: Type, tmp_path: Path) -> None:
    words = ("export", "--for", "police", "--to", str(tmp_path), "--leave-out-flagged")
    before = type_command(*words)
    assert (before.value["under18"], b"is under 18" in before.err) == ("not asked", False)
    type_command("case", "answer", "Case 1", "--under18", "yes")
    made = type_command(*words)

    assert (made.code, made.value["under18"]) == (0, "yes")
    assert b"The person said that somebody in these pictures is under 18" in made.err


def test_care_ends_with_one_word_more(type_command: Type) -> None:
    type_command("case", "new", "Mine")
    type_command("case", "answer", "Mine", "--under18", "yes")
    words = ("case", "answer", "Mine", "--under18", "no", "--country", "GB")
    refused = type_command(*words)

    assert (refused.code, refused.error["type"]) == (1, "care_stays")
    assert "--change-the-answer" in refused.error["message"]
    kept = type_command("case", "show", "Mine").value
    assert (kept["under18"], kept["answers"]["country"]) == ("yes", "")
    assert type_command(*words, "--change-the-answer").value["under18"] == "no"


def test_under_care_no_picture_follows_another_by_itself(type_command: Type) -> None:
    """Also where parts are left out: nobody looked at what stands there when the second one is taken."""
    type_command("case", "new", "Mine")
    type_command("case", "answer", "Mine", "--under18", "yes")
    answer = type_command("capture", "--count", "2", "--every", "0", "--leave-out", "0,0,9x9")

    assert (answer.code, answer.error["type"]) == (1, "care_no_watching")
    assert type_command("list").value == []
