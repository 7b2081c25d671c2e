"""A joined picture in a folder that was handed over: what it was made of, and that it is no original."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.cases import Case
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault, open_reader, open_vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.export_case import Exporter
from evidence_desk.workflows.join_scroll import draw_plan, keep_drawn
from evidence_desk.workflows.keep_scroll import ScrollRequest, ScrollSession
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.verify_folder import verify_folder
from tests.capture.scrolled import chat_of
from tests.fake_clock import FakeClock
from tests.workflows.scrolled_window import ScrolledWindow

CHAT = chat_of([(1000 + number, 20 + 7 * number % 40) for number in range(40)])


@pytest.fixture
def vault(tmp_path: Path, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(tmp_path / "vault", clock, create=True)
    yield made
    made.close()


@pytest.fixture
def case(vault: Vault) -> Case:
    return open_case(vault, "Case 1")


@pytest.fixture
def page(vault: Vault, case: Case, tmp_path: Path, clock: FakeClock) -> str:
    """The page of a case with a scroll of four parts, the joined picture, and a gap in it."""
    screen = ScrolledWindow(CHAT.view(0))
    capturer = Capturer(vault, screen, clock, new_item_id, surroundings())
    session = ScrollSession(capturer, ScrollRequest(case, OneWindow("0x2a"), "series"))
    for at in (0, 60, 600, 650):
        screen.view = CHAT.view(at)
        session.look()
        session.look()
    (tmp_path / "stick").mkdir()
    with open_reader(vault.path) as reader:
        drawn = draw_plan(reader, session.plan(), clock.now, new_item_id)
    (joined,) = keep_drawn(capturer, session.plan(), drawn)
    assert vault.items.find(case.id, joined.exhibit).joined == (1, 2, 3, 4)
    with open_reader(vault.path) as reader:
        exporter = Exporter(reader, clock, (), "0.1.0")
        made = exporter.make_folder(HandOverRequest(case, Recipient.POLICE, tmp_path / "stick"))
    assert verify_folder(made.folder_path).ok
    return (made.folder_path / "data" / "index.html").read_text(encoding="utf-8")


def test_the_page_says_what_it_was_joined_from_and_that_a_gap_is_in_it(page: str) -> None:
    _, article = page.split('<article id="EX-005">')
    assert "a copy made here, joined from EX-001 to EX-004; 1 gap, hatched" in article
    assert "The originals are those exhibits" in article
    assert "nothing new: made of other exhibits" in article
    assert 'alt="EX-005, joined picture"' in article
    assert "Joined here, UTC" in article


def test_originals_are_called_so(page: str) -> None:
    before, _ = page.split('<article id="EX-005">')
    assert 'alt="EX-001, original"' in before
    assert "Joined" not in before
