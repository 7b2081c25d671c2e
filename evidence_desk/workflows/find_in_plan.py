"""Find the step that somebody means: of the plan as it is, or any that is shipped."""

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Step
from evidence_desk.domain.errors import NoSuchStep
from evidence_desk.guidance.applying import as_record
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.plan import Plan
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.see_plan import see_plan


def find_in_plan(vault: Vault, case: Case, content: Content, untrusted_id: str) -> Step:
    """The step with that id, which may be of a payment ("@2") or the person's own. Raises NoSuchStep."""
    return step_of(see_plan(vault, case, content), content, untrusted_id)


def step_of(plan: Plan, content: Content, untrusted_id: str) -> Step:
    """The same, in a plan that was made. Of what under-18 care keeps back there is no more than a record."""
    if (found := plan.step(untrusted_id)) is not None:
        return found
    shipped = next((step for step in content.steps() if step.id == untrusted_id), None)
    if shipped is None:
        raise NoSuchStep(untrusted_id)
    return as_record(shipped, plan.situation.under18)
