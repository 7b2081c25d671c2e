"""`recover`: a desk whose book is damaged or missing, put back together."""

import click

from evidence_desk.commands.secret_files import SecretFile
from evidence_desk.commands.session import Session, pass_session
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.sentences import shown
from evidence_desk.workflows.recover_vault import said_of


@click.command()
@click.option("--code-file", "code_name", metavar="F", help="A file with the recovery code, for a lost passphrase.")
@pass_session
def recover(session: Session, code_name: str | None) -> None:
    """Put a damaged desk back together. Nothing is removed; what is damaged is kept aside."""
    desk = session.desk
    if code_name is not None:
        desk = desk.unlocked_with(SecretFile(session.caller, code_name).code)
    with session.caller.progress() as tell:
        made = desk.recover(lambda done, all_: tell(f"Reading saved files, {done} of {all_}"))
    lines = [words.format_map(numbers) for words, numbers in said_of(made)]
    if not made.done:
        lines.append("“check” tells whether anything in it was changed.")
    if made.aside:
        lines.append(f"Kept aside: {shown(str(session.vault_path / made.aside))}")
    session.answer(_shape(session, made), *lines)


def _shape(session: Session, made: Recovery) -> dict[str, object]:
    return {
        "recovered": made.done,
        "why": list(made.why),
        "cases": made.cases,
        "items": made.items,
        "found_anew": made.found_anew,
        "lines_carried": made.lines_carried,
        "kept_aside": str(session.vault_path / made.aside) if made.aside else None,
        "missing": made.missing.as_json(),
    }
