"""What the commands of every register do alike: add an entry, list them, change one, take one out, put it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import click

from evidence_desk.commands.session import Session, Tell, case_option, pass_session
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.free_text import without_cards
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.written import Written
from evidence_desk.domain.written_errors import NoSuchEntry
from evidence_desk.workflows.open_case import case_to_write_in, find_case
from evidence_desk.workflows.write_down import Kept, answers_of, put_back, take_out, write_down, written

if TYPE_CHECKING:  # only named here
    from evidence_desk.vault.vault import Vault

CARD_CUT = "We kept only the last four digits."

Shape = dict[str, object]
Kind = TypeVar("Kind", bound=Written)


class Make(Protocol[Kind]):
    """Makes an entry of the one there was and what was typed.

    It runs where the vault is, which may be the case thread of the window, so what is to be told goes to `tell`: a
    caller who does not read must not keep that thread waiting.
    """

    def __call__(self, was: Kind, vault: Vault, case: Case, tell: Tell, /) -> Kind:
        """The entry. Raises DeskError for what can't be meant."""
        ...


@dataclass(frozen=True, slots=True)
class Around:
    """What an entry is shown with: the exhibits it may name, and the country of the case."""

    exhibits: Mapping[str, str]
    country: str

    def names(self, item_ids: Iterable[str]) -> list[str]:
        """The exhibits as people say them; one that was removed is left out."""
        return sorted(self.exhibits[item] for item in item_ids if item in self.exhibits)


@dataclass(frozen=True, slots=True)
class Register(Generic[Kind]):
    """One register: its kind, what makes an entry of what was typed, its JSON, and its lines for people.

    `making` takes the parts by their names, None for one that was not typed, and raises DeskError at once for what can
    be meant nowhere. `begins_as` is what a new entry is before anything is typed.
    """

    kind: type[Kind]
    begins_as: Kind
    making: Callable[[dict[str, Any]], Make[Kind]]
    shape: Callable[[Kept[Kind], Around], Shape]
    lines: Callable[[Kept[Kind], Around], tuple[str, ...]]

    def add(self, session: Session, case_name: str | None, typed: dict[str, Any]) -> None:
        """Write down what was typed as a new entry, and answer with it."""
        make = self.making(typed)
        told: list[str] = []

        def work(vault: Vault) -> _Shown:
            case = case_to_write_in(vault, case_name)
            what = make(self.begins_as, vault, case, told.append)
            tell_cut(told.append, what)
            return self.shown(vault, case, (write_down(vault, case, what),))

        self._answer(session, session.desk.work(work, create=True), told)

    def change(self, session: Session, case_name: str | None, name: str, typed: dict[str, Any]) -> None:
        """Write down what was typed into the entry of that number or id, and answer with it."""
        make = self.making(typed)
        told: list[str] = []

        def work(vault: Vault) -> _Shown:
            case = find_case(vault, case_name)
            kept = entry_named(vault, case, self.kind, name)
            what = make(kept.what, vault, case, told.append)
            tell_cut(told.append, what)
            return self.shown(vault, case, (write_down(vault, case, what, kept.id),))

        self._answer(session, session.desk.work(work), told)

    def remove(self, session: Session, case_name: str | None, name: str, *, back: bool = False) -> None:
        """Take the entry out of the register, or put it back; the history keeps both."""

        def work(vault: Vault) -> _Shown:
            case = find_case(vault, case_name)
            kept = entry_named(vault, case, self.kind, name, with_removed=back)
            (put_back if back else take_out)(vault, case, kept.id)
            return self.shown(vault, case, (entry_named(vault, case, self.kind, kept.id, with_removed=True),))

        self._answer(session, session.desk.work(work))

    def list(self, session: Session, case_name: str | None, *, with_removed: bool) -> None:
        """Answer with the whole register, oldest first."""

        def work(vault: Vault) -> _Shown:
            case = find_case(vault, case_name)
            return self.shown(vault, case, written(vault, case, self.kind, with_removed=with_removed))

        shapes, lines = session.desk.work(work)
        session.answer(shapes, *lines)

    def shown(self, vault: Vault, case: Case, entries: Iterable[Kept[Kind]]) -> _Shown:
        """The JSON of each entry, and the lines of them all for people."""
        entries = tuple(entries)
        ids = {ItemId(item) for kept in entries for item in getattr(kept.what, "exhibits", ())}
        exhibits = {str(each.id): each.exhibit for each in vault.listing.of_ids(ids)}
        around = Around(exhibits, answers_of(vault, case).country)
        shapes = [{**self.shape(kept, around), "removed": kept.is_removed} for kept in entries]
        return shapes, [line for kept in entries for line in self.lines(kept, around)]

    def _answer(self, session: Session, shown: _Shown, told: Iterable[str] = ()) -> None:
        shapes, lines = shown
        for line in told:
            session.caller.warn(line)
        session.answer(shapes[0], *lines)


_Shown = tuple[list[Shape], list[str]]


def add_commands(
    group: click.Group,
    noun: str,
    register: Callable[[Session], Register[Any]],
    parts: Callable[[Callable[..., None]], Callable[..., None]],
    *,
    adds: str,
) -> None:
    """Give a register's group its commands. `parts` are the options of an entry, `adds` is the help of `add`."""

    @group.command("add", help=adds)
    @parts
    @case_option
    @pass_session
    def add(session: Session, /, case_name: str | None, **typed: Any) -> None:  # noqa: ANN401
        register(session).add(session, case_name, typed)

    @group.command("change", help="Change what is typed and nothing else; an empty text takes a part away.")
    @click.argument("number", metavar="N")
    @parts
    @case_option
    @pass_session
    def change(session: Session, /, number: str, case_name: str | None, **typed: Any) -> None:  # noqa: ANN401
        register(session).change(session, case_name, number, typed)

    @group.command("list", help=f"List the {noun}s of a case, oldest first.")
    @click.option("--removed", is_flag=True, help="Also those that were removed.")
    @case_option
    @pass_session
    def list_entries(session: Session, case_name: str | None, removed: bool) -> None:  # noqa: FBT001
        register(session).list(session, case_name, with_removed=removed)

    _add_removing(group, noun, register)


def _add_removing(group: click.Group, noun: str, register: Callable[[Session], Register[Any]]) -> None:
    """Give a register's group what takes an entry out of its list, and what puts it back."""

    @group.command("remove", help=f"Take a {noun} out of the list. The history keeps it, and it can be put back.")
    @click.argument("number", metavar="N")
    @case_option
    @pass_session
    def remove(session: Session, number: str, case_name: str | None) -> None:
        register(session).remove(session, case_name, number)

    @group.command("put-back", help=f"Put back a {noun} that was removed.")
    @click.argument("number", metavar="N")
    @case_option
    @pass_session
    def put_it_back(session: Session, number: str, case_name: str | None) -> None:
        register(session).remove(session, case_name, number, back=True)


def tell_cut(tell: Tell, what: Written) -> None:
    """Say so where a whole card number was typed."""
    if without_cards(what) != what:
        tell(CARD_CUT)


def entry_named(
    vault: Vault, case: Case, kind: type[Kind], untrusted_name: str, *, with_removed: bool = False
) -> Kept[Kind]:
    """The entry of that number or id; raises NoSuchEntry."""
    name = untrusted_name.strip()
    for kept in written(vault, case, kind, with_removed=with_removed):
        if name in {kept.id, str(kept.number)}:
            return kept
    raise NoSuchEntry(untrusted_name)


def exhibit_ids(vault: Vault, case: Case, untrusted_names: Iterable[str]) -> tuple[str, ...]:
    """The items of those exhibits, each once; a blank name is none. Raises NoSuchExhibit."""
    found = (vault.items.find(case.id, name).id for name in untrusted_names if name.strip())
    return tuple(dict.fromkeys(found))


def with_parts(what: Kind, parts: Mapping[str, Any]) -> Kind:
    """The entry with every part that was typed; None is one that was not."""
    return replace(what, **{name: value for name, value in parts.items() if value is not None})


def line_of(kept: Kept[Any], said: Iterable[str]) -> str:
    """An entry on one line for people: its number, what is known of it, and whether it was removed."""
    removed = ("removed",) if kept.is_removed else ()
    return "  ".join([str(kept.number), *(shown(each) for each in said if each), *removed])
