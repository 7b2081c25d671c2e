"""`remove`: take an exhibit away."""

import click

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import removal_shape
from evidence_desk.domain.arrivals import NOT_SAID, Removal
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.open_case import find_case
from evidence_desk.workflows.remove_evidence import remove_evidence

_FILE_STAYS = "Its saved file could not be taken off the disk yet. The next start tries again."


@click.command()
@click.argument("exhibit")
@click.option("--reason", default=NOT_SAID, metavar="T", help="Why. It stays in the history, in every folder.")
@case_option
@pass_session
def remove(session: Session, exhibit: str, reason: str, case_name: str | None) -> None:
    """Remove one exhibit for good. A line stays in the history that it was here."""

    def work(vault: Vault) -> Removal:
        found = find_case(vault, case_name)
        return remove_evidence(vault, vault.items.find(found.id, exhibit), reason)

    removal = session.desk.work(work)
    if not removal.file_gone:
        session.caller.warn(_FILE_STAYS)
    session.answer(removal_shape(removal), f"Removed {removal.exhibit}. A line stays in the history that it was here.")
