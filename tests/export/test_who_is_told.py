"""Which proofs go to a platform by themselves: those of reports to platforms, and of nobody else."""

import pytest

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.reports import Report
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.sharing import NO_PLATFORM, takes_items_of, wanted_items
from evidence_desk.guidance.content import load_content
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.write_down import write_down
from tests.export.conftest import GUIDANCE

CONTENT = load_content(GUIDANCE)


@pytest.mark.parametrize(
    ("step", "is_wanted"),
    [
        ("report.instagram.account", True),
        ("suspend.instagram.switch-off", True),
        ("report.own.0197f3c2", False),
        ("suspend.own.0197f3c2", False),
        ("report.own-example.note", False),
        ("report.skype.name-for-police", False),
        ("report.report-remove.watch", False),
        ("report.nobody-knows.account", False),
        ("more.police.tell", False),
        ("report", False),
        ("", False),
    ],
)
def test_only_a_report_to_a_service_that_is_known(giver, step, is_wanted):
    """A proof of having told the police must not be in a platform's folder."""
    item = giver.items[0]
    with giver.desk.open() as vault:
        write_down(vault, giver.case, Report(to="the police", step=StepId(step), exhibits=(item.id,)))
    with open_reader(giver.desk.path) as reader:
        entries = reader.entries.of_case(giver.case.id)

    wanted = wanted_items(Recipient.PLATFORM, [item.id], entries, CONTENT.services)
    assert wanted == (frozenset({item.id}) if is_wanted else frozenset())


def test_what_no_platform_is_stands_as_the_guidance_has_it():
    """A watch list or a closed service that is added to the guidance has to be told apart here too."""
    none = {each.id for each in CONTENT.services.values() if each.kind in {"watch list", "closed"}}

    assert NO_PLATFORM - {"own"} == none
    for step in (step for each in CONTENT.lists for step in each.steps):
        owner = step.id.split(".")[1]
        assert takes_items_of(Recipient.PLATFORM, EntryKind.REPORT, step.id) == (
            step.id.startswith(("suspend.", "report.")) and owner not in NO_PLATFORM
        )
