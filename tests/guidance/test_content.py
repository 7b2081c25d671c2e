"""The loader on the content we ship."""

import itertools
import json
from dataclasses import asdict
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.domain.checklists import Phase, Step
from evidence_desk.domain.facts import Page
from evidence_desk.guidance.content import LIST_IDS, OWN, Content, load_content

HERE = Path(__file__).parent


def written(shipped_path: Path, kind: str) -> list[dict[str, Any]]:
    paths = sorted(shipped_path.glob(f"{kind}/*.json")) if kind != "more" else [shipped_path / "more.json"]
    return [json.loads(path.read_bytes()) for path in paths]


def test_the_lists_come_in_the_order_of_the_window(content: Content) -> None:
    assert tuple(checklist.id for checklist in content.lists) == LIST_IDS
    assert [checklist.title for checklist in content.lists] == [
        "Suspend accounts",
        "Report to platforms",
        "Cancel payments",
        "More steps",
    ]


def as_written(step: Step) -> dict[str, Any]:
    """A step with the names of its file; what is not written there is as it would be untouched."""
    data = json.loads(json.dumps(asdict(step), default=str))
    for name in ("list_id", "service", "belongs_to", "is_own", "about"):
        del data[name]
    for rule in filter(None, [data["deadline"]]):
        rule["from"] = rule.pop("since")
    everywhere: dict[str, list[str]] = {"countries": [], "not_countries": []}
    where = [{name: each[name] for name in everywhere} for each in data.pop("how_where")]
    data["how"] = [{"say": line} | each for line, each in zip(data["how"], where or repeat(everywhere), strict=False)]
    return data


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """A step of a file with everything that it leaves out."""
    when = {"countries": [], "not_countries": [], "paid": None, "posted": None, "age": None} | data.get("when", {})
    rest: dict[str, Any] = {
        "about_image": False, "saves": False, "deletes_after_days": None, "deadline": None, "text": None,
        "asks_number": None, "phones": [], "optional": False, "register": None,
    }  # fmt: skip
    whole = rest | {name: value for name, value in data.items() if name != "group"} | {"when": when}
    lines = ({"say": each} if isinstance(each, str) else each for each in data["how"])
    whole["how"] = [{"countries": [], "not_countries": []} | each for each in lines]
    if whole["deadline"]:
        rule = {"abroad": False} | whole["deadline"]
        whole["deadline"] = rule | {"countries": rule["countries"] or []}
    return whole


@pytest.mark.parametrize("kind", ["services", "methods", "more"])
def test_every_word_of_a_step_arrives(content: Content, shipped_path: Path, kind: str) -> None:
    loaded = {step.id: step for step in content.steps()}
    for file in written(shipped_path, kind):
        for data in file["steps"]:
            assert as_written(loaded[data["id"]]) == filled(data)
            assert loaded[data["id"]].service == data.get("group", file.get("name"))
            assert loaded[data["id"]].belongs_to == ("" if kind == "more" else file["id"])


def test_every_word_of_a_service_a_method_and_a_helpline_arrives(content: Content, shipped_path: Path) -> None:
    for service in written(shipped_path, "services"):
        found = asdict(content.services[service["id"]])
        for name in ("name", "kind", "site", "always", "save_before_block", "save_before_block_why"):
            assert found[name] == service[name]
        assert found["suspending"] == service["suspend"]
        assert json.loads(json.dumps(found["identifiers"])) == service["identifiers"]
    for method in written(shipped_path, "methods"):
        found = asdict(content.methods[method["id"]])
        assert list(found["write_down"]) == method["write_down"]
        assert json.loads(json.dumps(found["reference"])) == method["reference"]
        assert [rule["id"] for rule in found["deadlines"]] == [rule["id"] for rule in method["deadlines"]]
    for country in written(shipped_path, "help"):
        lines = [asdict(helpline) for helpline in content.countries[country["country"]].helplines]
        for mine, theirs in zip(lines, country["helplines"], strict=True):
            fact = mine.pop("fact") | {"checked": theirs["checked"]}
            assert mine | fact == {"text_number": None} | theirs


def test_a_step_carries_its_page_and_its_day(content: Content) -> None:
    step = next(step for step in content.steps() if step.id == "suspend.facebook.switch-off")
    assert step.page == Page("https://www.facebook.com/help/214376678584711", "facebook.com")
    assert step.checked.isoformat() == "2026-11-22"
    assert isinstance(step.how, tuple)
    assert step.phase is Phase.SUSPEND


@pytest.mark.parametrize("index", range(4))
def test_services_stand_together(content: Content, index: int) -> None:
    names = [name for name, _ in itertools.groupby(step.service for step in content.lists[index].steps)]
    assert len(names) == len(set(names))


def test_what_most_people_use_comes_first_and_closed_services_last(content: Content) -> None:
    names = [service.name for service in content.services.values()]
    kinds = [service.kind for service in content.services.values()]

    assert names.index("Instagram") < names.index("Tinder")
    assert [kind for kind, _ in itertools.groupby(kinds)] == list(dict.fromkeys(kinds))
    assert kinds[-1] == "closed"
    assert next(iter(content.methods)) == "bank-transfer"


def test_any_folder_will_do(copied_path: Path) -> None:
    small = load_content(copied_path)
    assert list(small.services) == ["facebook", "x"]
    assert {step.belongs_to for step in small.steps()} == {"facebook", "x", "paypal", "any", ""}


def test_a_case_finds_every_step_it_ever_ticked(content: Content) -> None:
    """The ids of every step that was ever shipped: none is taken away, and a new one is added here."""
    shipped = (HERE / "shipped_ids.txt").read_text("utf-8").split()
    assert sorted(step.id for step in content.steps()) == sorted(shipped)


def test_steps_for_what_nobody_knows_have_a_place_for_the_name(content: Content) -> None:
    templates = (*content.own_service, *content.own_method)
    assert {step.id.split(".")[1] for step in templates} == {OWN}
    assert {step.list_id for step in content.own_service} == {"suspend", "report"}
    assert {step.list_id for step in content.own_method} == {"payments"}
    assert {step.phase for step in content.own_service} >= {Phase.SAVE, Phase.LOCK, Phase.BLOCK, Phase.REPORT}


def test_everything_asked_for_is_there(content: Content) -> None:
    """Each platform and way of paying there are facts about, and each country."""
    assert set(content.countries) == {"GB", "US", "CA", "AU", "IE", "NZ", "IN", "EU", "INT"}
    assert len(content.services) >= 31
    assert len(content.methods) >= 28
    for service in content.services.values():
        lists = {step.list_id for step in content.steps() if step.belongs_to == service.id}
        assert lists == {"suspend", "report"} or service.kind in {"search", "watch list"}
