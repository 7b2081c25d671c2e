"""How an entry of a register is called when something is said of it."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.ui.models.safe_text import safe_line

translate = QCoreApplication.translate


def register_words(what: Written) -> str:
    """The payment; Your answers; the title of a step of one's own."""
    if isinstance(what, OwnStep):
        return safe_line(what.title)
    return {
        Answers: translate("register_words", "your answers"),
        Account: translate("register_words", "the account"),
        Payment: translate("register_words", "the payment"),
        Report: translate("register_words", "the report"),
        Contact: translate("register_words", "the contact"),
    }[type(what)]
