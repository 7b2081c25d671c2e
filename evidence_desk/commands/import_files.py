"""`import`: files from elsewhere, each sealed as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from evidence_desk.commands.session import Session, Steps, case_option, pass_session
from evidence_desk.commands.shapes import error_shape, item_shape
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.import_refusals import FileRefused
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.here import surroundings
from evidence_desk.workflows.import_files import find_file, keep_file, refuse_files
from evidence_desk.workflows.open_case import case_to_write_in

if TYPE_CHECKING:  # only named here
    from evidence_desk.domain.cases import Case
    from evidence_desk.vault.vault import Vault

_TRIGGER = "command"


@click.command("import")
@click.argument("names", metavar="FILE…", nargs=-1, required=True)
@click.option("--note", default="", metavar="T", help="Your own words about each of them.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag for each; may be given several times.")
@case_option
@pass_session
def import_files(
    session: Session, names: tuple[str, ...], note: str, tags: tuple[str, ...], case_name: str | None
) -> None:
    """Add files from elsewhere, such as a saved chat, a PDF or a photo. They are never changed."""
    adding = _Adding(session, names, note, tags, case_name)
    with session.caller.progress() as tell:
        session.desk.in_steps(lambda steps: adding.run(steps, tell), create=True)
    adding.say()


@dataclass(slots=True)
class _Adding:
    """The files of one command, one after the other: a refused one stops no other, a full disk the rest."""

    session: Session
    names: tuple[str, ...]
    note: str
    tags: tuple[str, ...]
    case_name: str | None
    kept: list[tuple[Item, Case]] = field(default_factory=list)
    refused: list[DeskError] = field(default_factory=list)
    not_added: tuple[str, ...] = ()

    def run(self, steps: Steps, tell: Callable[[str], None]) -> None:
        """Add each. Raises where none could be kept, and click.Abort where nobody waits any more."""
        case = steps(self._case)
        for number, name in enumerate(self.names, start=1):
            if self.session.caller.gone():
                raise click.Abort
            tell(f"Adding {number} of {len(self.names)}")
            try:
                self._add(steps, case, name)
            except FileRefused as refusal:
                self.refused.append(refusal)
            except DeskError as error:  # what would meet the next one too
                self.refused.append(error)
                self.not_added = self.names[number - 1 :]
                return

    def say(self) -> None:
        """What was kept; and what was not, in the place of that with exit code 1."""
        items = [item_shape(item, case) for item, case in self.kept]
        lines = [_line(item, case) for item, case in self.kept]
        if not self.refused:
            self.session.answer(items, *lines)
            return
        refused = [error_shape(error)["error"] for error in self.refused]
        value = error_shape(self.refused[0], items=items, refused=refused, not_added=list(self.not_added))
        self.session.answer(value, *lines)
        if not self.session.as_json:
            self._warn()
        raise click.exceptions.Exit(1)

    def _warn(self) -> None:
        for error in self.refused:
            self.session.caller.warn(sentence(error))
        if self.not_added:
            self.session.caller.warn(f"Not added: {', '.join(map(shown, self.not_added))}.")

    def _case(self, vault: Vault) -> Case:
        case = case_to_write_in(vault, self.case_name)
        refuse_files(vault, case)
        return case

    def _add(self, steps: Steps, case: Case, name: str) -> None:
        found = find_file(self.session.caller.absolute(name), self.session.vault_path)

        def keep(vault: Vault) -> Item:
            return keep_file(vault, case, found, surroundings(), note=self.note, tags=self.tags, trigger=_TRIGGER)

        self.kept.append((steps(keep), case))


def _line(item: Item, case: Case) -> str:
    name = shown(item.record.original_name or "")
    not_seen = " It could not be read as a picture here." if item.record.warnings else ""
    return f"Added {item.exhibit} in {shown(case.title)}: {name}.{not_seen}"
