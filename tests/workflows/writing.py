"""What a person writes down, changes, takes out and puts back, and what they say of ages and flag."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep, Under18
from evidence_desk.domain.entries import Entry
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.domain.written_errors import CareStays
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.flag_item import flag_item
from evidence_desk.workflows.write_down import _KINDS, answer, put_back, take_out, write_down
from tests.workflows.told_entries import Key, ToldRegisters
from tests.workflows.watched_vault import KILLS, TORN, WHICH, WatchedVault, where

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.text(_LETTERS, max_size=12).map(str.strip)
AMOUNTS = st.none() | st.integers(-(2**63) + 1, 2**63 - 1)
WRITTEN: st.SearchStrategy[Written] = st.one_of(
    st.builds(Account, handle=TEXTS, note=TEXTS, former_names=st.lists(TEXTS, max_size=2).map(tuple)),
    st.builds(Payment, amount_minor=AMOUNTS, currency=st.sampled_from(["GBP", "JPY"]), to_name=TEXTS),
    st.builds(Report, to=TEXTS, reference=TEXTS),
    st.builds(Contact, name=TEXTS, phone=TEXTS),
    st.builds(OwnStep, title=TEXTS),
)
ANSWERS = st.builds(Answers, country=st.sampled_from(["", "GB", "IN"]), in_distress=st.booleans())


class Writing(WatchedVault):
    """The rules of registers; each change is one transaction of the book."""

    @rule(which=WHICH, what=WRITTEN, kill=KILLS, torn=TORN)
    def write_down(self, which: int, what: Written, kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        self._do(
            lambda: write_down(self.vault, case, what),
            lambda life: life.cases[at].registers.written(_KINDS[type(what)].value, what.as_json()), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, what=WRITTEN, kill=KILLS, torn=TORN)
    @where(lambda self: self._has_entries())
    def change_entry(self, which: int, what: Written, kill: int | None, torn: str | None) -> None:
        """Whatever stands in the entry afterwards: its register is asked by nobody."""
        at, key, entry = self._entry(which)
        self._do(
            lambda: self.vault.entries.change(entry, what.as_json()),
            lambda life: life.cases[at].registers.changed(key, what.as_json()), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, and_again=st.booleans(), kill=KILLS, torn=TORN)
    @where(lambda self: self._has_entries())
    def take_out_or_put_back(self, which: int, and_again: bool, kill: int | None, torn: str | None) -> None:  # noqa: FBT001
        """Whichever it is not, and then the other way round; each may be asked for where it is so already."""
        _, _, entry = self._entry(which)
        ways = [(take_out, ToldRegisters.taken_out), (put_back, ToldRegisters.put_back)]
        for job, told in reversed(ways) if entry.is_removed else ways:
            self._entry_does(which, job, told, kill, torn)
            if not and_again:
                self._entry_does(which, job, told, None, None)
                break

    @rule(which=WHICH, answers=ANSWERS, kill=KILLS, torn=TORN)
    def answer(self, which: int, answers: Answers, kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        self._do(
            lambda: answer(self.vault, case, answers),
            lambda life: life.cases[at].registers.answered(answers.as_json()), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, said=st.sampled_from(Under18), kill=KILLS, torn=TORN)
    def answer_ages(self, which: int, said: Under18, kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        if self.life.cases[at].registers.needs_care and not said.needs_care:
            with pytest.raises(CareStays):
                answer_ages(self.vault, case, said)
        self._do(
            lambda: answer_ages(self.vault, case, said, is_sure=True),
            lambda life: life.cases[at].registers.ages_answered(said.value), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, on=st.booleans(), kill=KILLS, torn=TORN)
    @where(lambda self: self._has_items())
    def flag(self, which: int, on: bool, kill: int | None, torn: str | None) -> None:  # noqa: FBT001
        at, item = self._item(which)
        case = self.vault.cases.all()[at]
        self._do(
            lambda: flag_item(self.vault, case, item, flagged=on),
            lambda life: life.cases[at].registers.flagged(item.id, on=on), kill, torn,
        )  # fmt: skip

    def _entry_does(
        self, which: int, job: Callable[[Vault, object, str], object], told: Callable[[ToldRegisters, Key], None],
        kill: int | None, torn: str | None,
    ) -> None:  # fmt: skip
        at, key, entry = self._entry(which)
        case = self.vault.cases.all()[at]
        self._do(lambda: job(self.vault, case, entry.id), lambda life: told(life.cases[at].registers, key), kill, torn)

    def _has_entries(self) -> bool:
        return any(self._plain(at) for at in range(len(self.life.cases)))

    def _plain(self, at: int) -> list[Key]:
        """Entries that may be changed freely: what a flag says is its item."""
        return [key for key in self.life.cases[at].registers.entries if key[0] != "flag"]

    def _entry(self, which: int) -> tuple[int, Key, Entry]:
        places = [(at, key) for at in range(len(self.life.cases)) for key in self._plain(at)]
        at, key = places[which % len(places)]
        entries = self.vault.entries.of_case(self.vault.cases.all()[at].id, with_removed=True)
        return at, key, next(each for each in entries if (each.kind.value, each.number) == key)
