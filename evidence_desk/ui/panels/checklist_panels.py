"""The four rooms of steps: the same panel, with what each has over its steps and in their place."""

from typing import Final

from evidence_desk.guidance.content import LIST_IDS
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.bank_card import BankCard
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.no_payment import NoPayment
from evidence_desk.ui.panels.which_apps import WhichApps

_SUSPEND, _REPORT, _PAYMENTS, _MORE = LIST_IDS


class ChecklistPanels:
    """Made once. Suspend and Report ask which apps, Cancel payments whether and how somebody paid."""

    def __init__(self, look: Appearance) -> None:
        self.which_apps: Final = (WhichApps(look), WhichApps(look))
        self.no_payment: Final = NoPayment(look)
        self.bank: Final = BankCard(look)
        self.by_list: Final = {
            _SUSPEND: ChecklistPanel(look, instead=self.which_apps[0]),
            _REPORT: ChecklistPanel(look, instead=self.which_apps[1]),
            _PAYMENTS: ChecklistPanel(look, top=self.bank, instead=self.no_payment),
            _MORE: ChecklistPanel(look),
        }
