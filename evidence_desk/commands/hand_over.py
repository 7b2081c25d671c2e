"""`export` and `verify`."""

import click

from evidence_desk.commands.check import answer_report
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.workflows.verify_folder import verify_folder

RECIPIENTS = ("police", "solicitor", "bank", "platform", "helpline")


@click.command()
@click.option("--for", "recipient", type=click.Choice(RECIPIENTS), required=True, help="Who gets it.")
@click.option("--to", "destination", metavar="DIR", required=True, help="The folder to put it into.")
@case_option
@pass_session
def export(session: Session, recipient: str, destination: str, case_name: str | None) -> None:
    """Make a folder that others can check, and check it."""
    raise NotImplementedError


@click.command()
@click.argument("path", metavar="PATH")
@pass_session
def verify(session: Session, path: str) -> None:
    """Check a folder that was handed over, whoever made it."""
    report = verify_folder(session.caller.absolute(path), cancelled=session.caller.gone)
    answer_report(session, report, "This folder matches its seal.", "does not match the seal")
