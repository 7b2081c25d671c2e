"""`export` and `verify`."""

import click

from evidence_desk.commands.check import answer_report
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.sealing.verify import verify_folder

RECIPIENTS = ("police", "solicitor", "bank", "platform", "helpline")


@click.command()
@click.argument("path", metavar="PATH")
@pass_session
def verify(session: Session, path: str) -> None:
    """Check a folder that was handed over, whoever made it."""
    report = verify_folder(session.caller.absolute(path), cancelled=session.caller.gone)
    answer_report(session, report, "This folder matches its seal.", "does not match the seal")
