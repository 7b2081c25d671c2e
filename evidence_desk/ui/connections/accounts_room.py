"""The room Accounts: hints, accounts that are there twice, and saving a profile page for one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from typing_extensions import override

from evidence_desk.domain.accounts import Account, Identifier, same_account, share_something
from evidence_desk.domain.entries import EntryId
from evidence_desk.guidance.hints import account_hint
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.register_room import RegisterRoom, RegisterWays
from evidence_desk.ui.models.account_words import account_rows
from evidence_desk.ui.models.guidance_words import hint_in_the_windows_language
from evidence_desk.ui.models.register_model import RegisterRow
from evidence_desk.ui.panels.accounts_panel import AccountsPanel
from evidence_desk.workflows.write_down import Kept


class AccountsRoom(RegisterRoom):
    """A hint explains and never refuses; the same account twice is said, and stays as it was written."""

    def __init__(self, panel: AccountsPanel, ways: RegisterWays) -> None:
        super().__init__(panel, ActionId.ACCOUNTS, Account, ways)
        self._panel = panel
        self._services = ways.plan.content.services if ways.plan.content else {}
        self._twin = ""
        panel.detail.set_services({str(name): each for name, each in self._services.items()})
        panel.detail.capture_asked.connect(self._on_capture_asked)
        panel.detail.twin_asked.connect(self._on_twin_asked)

    @override
    def register(self) -> tuple[Kept[Any], ...]:
        return self._ways.state.registers.accounts

    @override
    def rows(self, entries: Mapping[str, Any]) -> list[RegisterRow]:
        self._panel.show_sharing(share=share_something(list(entries.values())))
        return account_rows(list(entries.items()), {str(name): each for name, each in self._services.items()})

    @override
    def removed_words(self) -> str:
        return self.tr("The account was removed.")

    @override
    @Slot()
    def show_hints(self) -> None:
        detail = self._panel.detail
        account = detail.form.now(Account)
        for part, field in detail.fields.items():
            field.set_hint(self._hint(account, part))
        others = {each.what: each.id for each in self.register() if each.id != detail.subject}
        found = same_account(account, others)
        self._twin = ""
        if found is not None:
            twin, part = found
            self._twin = others[twin]
            detail.fields[part].set_hint(self.tr("You already have this one."), self.tr("Show it"))

    def _hint(self, account: Account, part: Identifier) -> str:
        content = self._ways.plan.content
        if content is None:
            return ""
        country = self._ways.state.registers.answers.country
        hint = account_hint(content, account, part.value, country=country, translate=hint_in_the_windows_language)
        return hint or ""

    @Slot(str)
    def _on_capture_asked(self, subject: str) -> None:
        self._panel.flush()
        aim = self._ways.aim()
        self._ways.entries.capture(Account, subject, aim.target, aim.leave_out)

    @Slot()
    def _on_twin_asked(self) -> None:
        self._panel.choose(EntryId(self._twin))
