"""`check`: the vault against itself."""

import click

from evidence_desk.commands.session import Session, pass_session
from evidence_desk.commands.shapes import problem_line, report_shape
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.verification import Report

_FITS = "Everything that is here fits together. Something was lost before."


@click.command()
@pass_session
def check(session: Session) -> None:
    """Read everything back: every item, every line of the history, every signature."""
    report = session.desk.check()
    lacks = any(remark.type == "book_rebuilt_in_part" for remark in report.remarks)
    answer_report(session, report, _FITS if lacks else "Everything here is as it was saved.", "fit")


def answer_report(session: Session, report: Report, fine: str, wrong: str) -> None:
    """Print a report; what does not fit is its own object, never an error, and the exit code is 1.

    What the seal says is named for people too: that it fits says nothing until somebody knows whose key it is, and
    without its history a folder can only be held against another one by the head.
    """
    if report.ok:
        remarks = map(problem_line, report.remarks)
        session.answer(report_shape(report), f"{fine} {report.files} files read.", *_of_the_seal(report), *remarks)
        return
    lines = map(problem_line, (*report.problems, *report.remarks))
    count = len(report.problems)
    things = "1 thing does" if count == 1 else f"{count} things do"
    session.answer(report_shape(report), f"{things} not {wrong}.", *lines)
    raise click.exceptions.Exit(1)


def _of_the_seal(report: Report) -> tuple[str, ...]:
    if not report.signed_by:
        return ()
    made = (f"Made for: {shown(report.recipient)}.",) if report.recipient else ()
    head = (f"Head of the history: {report.head}",) if report.head else ()
    return (*made, f"Sealed with the key {report.signed_by}.", *head)
