"""The two registers as they are gone through: Tab follows the eye, and rows say all that their columns show."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.content import Content, load_content
from evidence_desk.resources import resource_path
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.account_words import account_rows
from evidence_desk.ui.models.paid_words import paid_rows
from evidence_desk.ui.panels.accounts_panel import AccountsPanel
from evidence_desk.ui.panels.payments_panel import PaymentsPanel
from evidence_desk.ui.panels.register_panel import RegisterPanel
from tests.ui.room_samples import NOW

ITEM = ItemId("item-1")


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(resource_path("guidance"))


@pytest.fixture(params=["accounts", "payments"])
def panel(request: pytest.FixtureRequest, look: Appearance, qtbot: QtBot, content: Content) -> RegisterPanel:
    """One entry, in full."""
    if request.param == "accounts":
        services = {str(name): each for name, each in content.services.items()}
        accounts = AccountsPanel(look)
        accounts.detail.set_services(services)
        entry = {"a": Account(service="facebook", handle="blue.harbour.93", exhibits=(ITEM,))}
        accounts.set_entries(entry, account_rows(list(entry.items()), services), {ITEM: "EX-001"})
        made: RegisterPanel = accounts
    else:
        methods = {str(name): each for name, each in content.methods.items()}
        payments = PaymentsPanel(look, lambda: NOW)
        payments.detail.set_methods(methods, "GB", "GBP")
        paid = {"a": Payment(method="bank-transfer", amount_minor=18_000, currency="GBP", exhibits=(ITEM,))}
        payments.set_entries(paid, paid_rows(list(paid.items()), methods, NOW), {ITEM: "EX-001"})
        made = payments
    qtbot.addWidget(made)
    made.resize(1024, 1400)
    made.show()
    return made


def stops(panel: QWidget) -> list[QWidget]:
    """What Tab comes to, in its order."""
    found: list[QWidget] = []
    step = panel.nextInFocusChain()
    while step is not panel:
        if step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.isVisible() and panel.isAncestorOf(step):
            found.append(step)
        step = step.nextInFocusChain()
    return found


@pytest.mark.parametrize("presses", [0, 1])
def test_tab_goes_as_one_reads(panel: RegisterPanel, qtbot: QtBot, presses: int) -> None:
    for _ in range(presses):
        panel.detail.more.click()

    def as_read() -> None:
        places = [(each, each.mapTo(panel, each.rect().topLeft())) for each in stops(panel)]
        order = [each for each, _ in places]
        first = [panel.add, panel.list]
        in_detail = [(place.y() // 20, place.x()) for each, place in places if panel.detail.isAncestorOf(each)]
        foot = [panel.detail.add_note]
        assert order[:2] == first
        assert order[-1:] == foot
        assert len(in_detail) > 8
        title = panel.detail.more  # stands at the end of the first line, and is the first stop of it
        assert order[2] is title
        assert in_detail[1:] == sorted(in_detail[1:])

    qtbot.waitUntil(as_read)


def test_a_row_is_heard_as_one_sentence(panel: RegisterPanel) -> None:
    heard = panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    shown = [text for cell in panel.model.rows[0].cells for text in (cell.text, cell.second, cell.chip) if text]
    assert [text for text in shown if text.strip("\u2066\u2069") not in heard] == []


def test_unfolding_shows_what_else_can_be_said_and_the_button_says_so(panel: RegisterPanel) -> None:
    more, note = panel.detail.more, panel.detail.note
    assert (more.accessibleName(), note.isVisible()) == ("Show more", False)

    more.click()
    assert (more.accessibleName(), note.isVisible()) == ("Show less", True)
