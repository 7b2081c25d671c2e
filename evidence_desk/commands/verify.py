"""`verify`: a folder somebody handed over, with no vault and no screen."""

import click

from evidence_desk.commands.check import answer_report
from evidence_desk.commands.session import Session, pass_session
from evidence_desk.workflows.verify_folder import verify_folder


@click.command()
@click.argument("path", metavar="PATH")
@pass_session
def verify(session: Session, path: str) -> None:
    """Check a folder that was handed over, whoever made it."""
    report = verify_folder(session.caller.absolute(path), cancelled=session.caller.gone)
    answer_report(session, report, "This folder matches its seal.", "match the seal")
