"""`text`: a text to paste, made of what was written down."""

import click

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.guidance.text_facts import Draft, TextKind
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.draft_text import draft_text, shipped_texts
from evidence_desk.workflows.open_case import find_case

_GAP = "____"


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in TextKind]), metavar="KIND")
@click.option("--step", "step_id", metavar="ID", help="The step it is for: its service or payment alone is told.")
@case_option
@pass_session
def text(session: Session, kind: str, step_id: str | None, case_name: str | None) -> None:
    """Print a text to paste: police-summary, ic3, report-fraud, platform-report, take-it-down-request or bank-call."""
    content, texts = session.desk.content(), shipped_texts()

    def work(vault: Vault) -> Draft:
        return draft_text(vault, find_case(vault, case_name), content, TextKind(kind), step_id, texts=texts)

    draft = session.desk.work(work)
    shape = {
        "kind": draft.kind.value,
        "title": draft.title,
        "lede": draft.lede,
        "text": draft.as_text(_GAP),
        "lines": [{"text": line.text, "source": line.source, "is_gap": line.is_gap} for line in draft.lines],
    }
    session.answer(shape, *draft.as_text(_GAP).splitlines())
    if not session.as_json:
        session.caller.warn(draft.lede)
