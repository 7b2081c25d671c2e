"""The loader on the data we ship."""

import itertools
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.facts import Page
from evidence_desk.guidance.checklists import LIST_IDS, load_checklists


def test_the_three_lists_come_in_the_order_of_the_window(checklists: tuple[Checklist, ...]) -> None:
    assert tuple(checklist.id for checklist in checklists) == LIST_IDS
    assert [checklist.title for checklist in checklists] == [
        "Suspend accounts",
        "Report to platforms",
        "Cancel payments",
    ]


@pytest.mark.parametrize("index", range(3))
def test_every_word_of_a_file_arrives(checklists: tuple[Checklist, ...], shipped_path: Path, index: int) -> None:
    checklist = checklists[index]
    loaded = asdict(checklist)
    for step in loaded["steps"]:
        assert step.pop("list_id") == checklist.id
    written = json.loads((shipped_path / f"{checklist.id}.json").read_text("utf-8"))
    assert json.loads(json.dumps(loaded, default=str)) == written


def test_a_step_carries_its_page_and_its_day(checklists: tuple[Checklist, ...]) -> None:
    suspend = checklists[0]
    step = next(step for step in suspend.steps if step.id == "suspend.facebook.switch-off")
    assert step.page == Page("https://www.facebook.com/help/214376678584711", "facebook.com")
    assert step.checked.isoformat() == "2026-11-22"
    assert isinstance(step.how, tuple)


@pytest.mark.parametrize(
    ("list_id", "services"),
    [
        ("suspend", ["Facebook", "Instagram", "WhatsApp", "Snapchat", "Telegram"]),
        (
            "report",
            [
                "Facebook",
                "Instagram",
                "WhatsApp",
                "Snapchat",
                "Telegram",
                "StopNCII, for people 18 or over",
                "Take It Down, for pictures from before 18",
            ],
        ),
        ("payments", ["Bank transfer", "Western Union", "PayPal"]),
    ],
)
def test_services_stand_together(checklists: tuple[Checklist, ...], list_id: str, services: list[str]) -> None:
    steps = next(checklist.steps for checklist in checklists if checklist.id == list_id)
    assert [name for name, _ in itertools.groupby(step.service for step in steps)] == services


def test_any_folder_will_do(copied_path: Path, checklists: tuple[Checklist, ...]) -> None:
    assert load_checklists(copied_path) == checklists


def test_a_case_finds_every_step_it_ever_ticked(checklists: tuple[Checklist, ...]) -> None:
    shipped = Path(__file__).with_name("shipped_ids.txt").read_text("utf-8").split()
    ids = [step.id for checklist in checklists for step in checklist.steps]
    assert sorted(ids) == sorted(shipped)
