"""The accounts: who it is, by what stays the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.account_words import account_columns, sharing_words
from evidence_desk.ui.panels.account_detail import AccountDetail
from evidence_desk.ui.panels.register_panel import RegisterPanel
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.note_line import NoteLine
from evidence_desk.ui.widgets.room_header import RoomHeader


class AccountsPanel(RegisterPanel):
    """A table of accounts, and a form for the chosen one."""

    detail: AccountDetail

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, AccountDetail(look), account_columns(), "")
        add = self.tr("Add an account")
        self.name_add(add, self.tr("Add an account (Ctrl+N)"))
        self.list.setAccessibleName(self.tr("Accounts"))
        words = self.tr("Add one, or save a profile page and say here what you see on it.")
        empty = EmptyRoom(look, self.tr("No accounts yet."), words, act=add, icon="plus")
        self.list.on_key(Qt.Key.Key_P, lambda: self.detail.capture_asked.emit(self.subject))
        self.sharing = NoteLine(look, "link", sharing_words())
        self._sharing_row = QWidget()
        row = QVBoxLayout(self._sharing_row)
        row.setContentsMargins(15, 16, 15, 16)
        row.addWidget(self.sharing)
        lede = self.tr("Who is doing this, as far as you can see. A name can change. The ID stays.")
        self.lay_out(RoomHeader(self.tr("Accounts"), lede, self.add), (self._sharing_row,), None, empty=empty)

    def show_sharing(self, *, share: bool) -> None:
        """Whether two of the accounts look alike."""
        self._sharing_row.setVisible(share)
