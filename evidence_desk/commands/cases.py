"""`case new`, `case list`, `case show`, `case rename`, `list`, `show`, `log`; `case answer` has a file of its own."""

from dataclasses import replace
from typing import Final

import click
from typing_extensions import override

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import answered_case_shape, item_shape
from evidence_desk.domain.answers import Answers
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.evidence import Item, Origin, exhibit_name
from evidence_desk.domain.sentences import shown
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import flagged
from evidence_desk.workflows.look_at_evidence import read_original
from evidence_desk.workflows.open_case import find_case, open_case
from evidence_desk.workflows.rename_case import rename_case
from evidence_desk.workflows.write_down import answers_of

_SHUT: Final = "shut"


class _CaseCommands(click.Group):
    """Loads `case answer` only where it is typed: it alone needs what the program tells."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), "answer"]

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "answer":
            return super().get_command(ctx, cmd_name)
        from evidence_desk.commands.answering import case_answer

        return case_answer


@click.group(cls=_CaseCommands)
def case() -> None:
    """Open a case, list the cases, show one, rename one, answer what makes the steps fit."""


@case.command("new")
@click.argument("title")
@pass_session
def case_new(session: Session, title: str) -> None:
    """Open a new case."""
    opened = session.desk.work(lambda vault: open_case(vault, title), create=True)
    session.answer(answered_case_shape(opened, Answers()), _case_line(opened))


@case.command("list")
@pass_session
def case_list(session: Session) -> None:
    """List the cases."""
    found = session.desk.work(lambda vault: [_answered(vault, one) for one in vault.cases.all()])
    session.answer([answered_case_shape(*each) for each in found], *(_case_line(one) for one, _ in found))


@case.command("show")
@click.argument("name", metavar="C")
@pass_session
def case_show(session: Session, name: str) -> None:
    """Show one case."""
    found, answers = session.desk.work(lambda vault: _answered(vault, find_case(vault, name)))
    session.answer(answered_case_shape(found, answers), _case_line(found))


@case.command("rename")
@click.argument("name", metavar="C")
@click.argument("title")
@pass_session
def case_rename(session: Session, name: str, title: str) -> None:
    """Give a case another title; its reference and id stay, and the history keeps the old title."""
    renamed, answers = session.desk.work(
        lambda vault: _answered(vault, rename_case(vault, find_case(vault, name), title))
    )
    session.answer(answered_case_shape(renamed, answers), _case_line(renamed))


def _answered(vault: Vault, one: Case) -> tuple[Case, Answers]:
    return one, answers_of(vault, one)


def _case_line(one: Case) -> str:
    return f"{one.reference}  {shown(one.title)}  ({one.items} items)"


@click.command("list")
@click.option("--tag", metavar="T", help="Only items with this tag.")
@click.option("--origin", type=click.Choice([origin.value for origin in Origin]), help="Only items that came this way.")
@case_option
@pass_session
def list_items(session: Session, tag: str | None, origin: str | None, case_name: str | None) -> None:
    """List the items of a case, oldest first."""

    def read(vault: Vault) -> tuple[Case, tuple[Item, ...]]:
        found = find_case(vault, case_name)
        items = vault.items.of_case(found.id, tag=tag, origin=Origin(origin) if origin else None)
        return found, _with_shut(vault, found, items)

    found, items = session.desk.work(read)
    session.answer([item_shape(item, found) for item in items], *map(_item_line, items))


def _with_shut(vault: Vault, one: Case, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, those that are flagged as under 18 with that for their state, as the window's lists have it."""
    shut = flagged(vault, one)
    return tuple(replace(item, state=_SHUT) if item.id in shut else item for item in items)


def _item_line(item: Item) -> str:
    at = item.record.captured.local_at
    plain = f"Screen, with {exhibit_name(item.surrounds)}" if item.surrounds else "Screen"
    state = "Shut. Under 18" if item.state == _SHUT else item.state
    title = item.record.window_title or item.record.original_name or plain
    return f"{item.exhibit}  {at:%Y-%m-%d %H:%M:%S} {shown(item.record.captured.zone)}  {shown(title)}  {state}"


@click.command()
@click.argument("exhibit")
@click.option("--original", metavar="FILE", help="Write the exact bytes that were kept; - for the standard output.")
@case_option
@pass_session
def show(session: Session, exhibit: str, original: str | None, case_name: str | None) -> None:
    """Show one item, or write its original."""

    def read(vault: Vault) -> tuple[Case, Item, bytes]:
        found = find_case(vault, case_name)
        item = vault.items.find(found.id, exhibit)
        data = read_original(vault, item) if original is not None else b""
        return found, _with_shut(vault, found, (item,))[0], data

    found, item, data = session.desk.work(read)
    if original == "-":
        session.caller.write(data)
        return
    if original is not None:
        session.caller.write_file(original, data, session.vault_path)
    session.answer(item_shape(item, found), _item_line(item), f"Fingerprint (SHA-256): {item.record.sha256}")


@click.command()
@case_option
@pass_session
def log(session: Session, case_name: str | None) -> None:
    """Print the history of a case and of the desk, oldest first."""

    def read(vault: Vault) -> list[dict[str, object]]:
        logs = [VAULT_LOG]
        if case_name is not None or vault.cases.last_used() is not None:
            logs.append(LogId(find_case(vault, case_name).id))
        return [dict(event.as_json()) for event in vault.custody.story(*logs)]

    events = session.desk.work(read)
    session.answer(events, *map(_event_line, events))


def _event_line(event: dict[str, object]) -> str:
    moment = event["moment"]
    utc = moment["utc"] if isinstance(moment, dict) else ""
    return f"{utc}  {shown(str(event['event']))}  {shown(str(event['detail']))}"
