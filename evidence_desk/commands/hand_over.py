"""`export`: a folder for somebody else."""

import click

import evidence_desk
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import GuidanceDamaged, VaultError
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.export.hand_over import HandOver, HandOverProgress, HandOverRequest, Stage
from evidence_desk.export.recipients import Recipient, recipient_of
from evidence_desk.export.under_18_words import first_words
from evidence_desk.guidance.content import Content
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from evidence_desk.workflows.open_case import find_case


@click.command()
@click.option(
    "--for",
    "recipient",
    type=click.Choice([recipient.value for recipient in Recipient]),
    required=True,
    help="Who gets it.",
)
@click.option("--to", "destination", metavar="DIR", required=True, help="The folder to put it into.")
@click.option(
    "--leave-out-flagged",
    is_flag=True,
    help="Go on without the items that are flagged as under 18; the folder says so.",
)
@click.option(
    "--item",
    "exhibits",
    metavar="EXHIBIT",
    multiple=True,
    help="For a bank or a platform: put in this exhibit, and no others than those named so.",
)
@click.option("--no-items", is_flag=True, help="For a bank or a platform: put in no exhibits.")
@case_option
@pass_session
def export(  # noqa: PLR0913 — an option each
    session: Session,
    recipient: str,
    destination: str,
    case_name: str | None,
    exhibits: tuple[str, ...],
    *,
    leave_out_flagged: bool,
    no_items: bool,
) -> None:
    """Make a folder that others can check, and check it."""
    if not destination.strip():
        raise click.UsageError("--to names no folder.")
    if (exhibits or no_items) and not Recipient(recipient).takes_chosen:
        raise click.UsageError("--item and --no-items go with --for bank or --for platform.")
    if exhibits and no_items:
        raise click.UsageError("--item and --no-items do not go together.")
    desk, caller = session.desk, session.caller
    made_for = recipient_of(recipient)
    case, chosen = desk.work(lambda vault: _chosen(vault, case_name, exhibits))
    request = HandOverRequest(
        case,
        made_for,
        caller.absolute(destination),
        caller.umask,
        leave_out_flagged,
        chosen if exhibits or no_items else None,
    )
    with desk.reader() as reader, caller.progress() as tell:
        exporter = Exporter(reader, desk.clock, (), evidence_desk.__version__, content=_content(session))
        made = export_case(
            exporter,
            request,
            lambda hand_over: _noted(session, hand_over),
            lambda progress: tell(_words(progress)),
            caller.gone,
        )
    _warn(session, made)
    done = f"Made and checked: {shown(str(made.folder_path))}, {made.files} files."
    session.answer(_shape(made), done, f"Sealed with the key {made.signed_by}.")


def _chosen(vault: Vault, case_name: str | None, exhibits: tuple[str, ...]) -> tuple[Case, frozenset[ItemId]]:
    case = find_case(vault, case_name)
    return case, frozenset(vault.items.find(case.id, each).id for each in exhibits)


def _content(session: Session) -> Content | None:
    """Steps and names, or none: a damaged file of guidance must not keep a case from the police."""
    try:
        return session.desk.content()
    except GuidanceDamaged as damaged:
        session.caller.warn(sentence(damaged))
        return None


def _noted(session: Session, made: HandOver) -> bool:
    """Have the history say so. The folder stands already, so nothing that goes wrong now may begin it again."""
    try:
        return session.desk.work(lambda vault: note_hand_over(vault, made))
    except VaultError:
        return False


def _words(progress: HandOverProgress) -> str:
    doing = "Checking" if progress.stage is Stage.CHECKING else f"Copying {progress.exhibit or ''}"
    return f"{doing}, {progress.done} of {progress.all}"


def _warn(session: Session, made: HandOver) -> None:
    if care := first_words(made.under18):
        session.caller.warn(f"{care} The folder begins with that.")
    if made.unreadable:
        session.caller.warn(
            f"Not put in, because they can't be read: {', '.join(made.unreadable)}. The folder says so."
        )
    if made.left_out:
        count = "1 exhibit is" if made.left_out == 1 else f"{made.left_out} exhibits are"
        session.caller.warn(f"For a {made.recipient}: {count} not in the folder, nor is the history. It says so.")
    if made.flagged:
        says = " The folder says so." if made.recipient.gets_everything else " The folder does not say why."
        session.caller.warn(f"Left out, flagged as under 18: {', '.join(made.flagged)}.{says}")
    if not made.history_whole:
        session.caller.warn(
            "The case's history does not fit together. The folder says so, and so will every check of it."
        )
    for doubt in made.doubts:
        session.caller.warn(f"{doubt} The folder begins with that.")
    if not made.noted:
        session.caller.warn("The desk can't be written to, so its history does not say that this folder was made.")


def _shape(made: HandOver) -> dict[str, object]:
    return {
        "folder": str(made.folder_path),
        "files": made.files,
        "bytes": made.size_bytes,
        "items": made.items,
        "manifest_sha256": made.manifest_sha256,
        "seal": {"sha256": made.seal_sha256, "signed_by": made.signed_by},
        "unreadable": list(made.unreadable),
        "flagged": list(made.flagged),
        "recipient": made.recipient.value,
        "left_out": made.left_out,
        "under18": made.under18,
        "history_whole": made.history_whole,
        "doubts": list(made.doubts),
        "noted": made.noted,
    }
