"""A plan that fits: which steps apply to somebody, in which order, and why each is there. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from evidence_desk.domain.answers import Told
from evidence_desk.domain.checklists import Checklist, Step, StepId
from evidence_desk.guidance.applying import applies, as_record, as_said_in, why_it_applies
from evidence_desk.guidance.content import ANY_METHOD, OWN, Content
from evidence_desk.guidance.next_steps import NextSteps, next_steps
from evidence_desk.guidance.ordering import grouped, in_order
from evidence_desk.guidance.own_names import own_step, plain_name, slug_of, steps_as_before, steps_named
from evidence_desk.guidance.reasons import Reason
from evidence_desk.guidance.situation import OwnStepOnce, PaidOnce, ReportedOnce, Situation, country_group

__all__ = ["OwnStepOnce", "PaidOnce", "Plan", "Reason", "ReportedOnce", "Situation", "make_plan"]


_NO_WAY: Final = "Other"
"""Stands for a way of paying of which nothing was said."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do. `lists` are the checklists with the steps that apply, those of one service side by side.

    `order` is the same steps as they are best done, across the lists. `reasons` has a sentence for every step: its own
    key in the translation context `reasons.CONTEXT`. `kept` are steps that do not apply any more and were marked: they
    stand in `lists` and are in neither `order` nor `next_steps`.
    """

    lists: tuple[Checklist, ...]
    order: tuple[Step, ...]
    reasons: Mapping[StepId, str]
    kept: frozenset[StepId]
    next_steps: NextSteps
    situation: Situation

    @property
    def has_paid(self) -> bool:
        """Whether the person paid, as far as they said or wrote down."""
        return self.situation.paid is Told.YES

    def step(self, step_id: str) -> Step | None:
        """The step of that id, where it is in a list."""
        return next((step for each in self.lists for step in each.steps if step.id == step_id), None)


def make_plan(content: Content, situation: Situation) -> Plan:
    """Decide what applies, order it, and say why. A marked step that applies no more stays in its list.

    Services not answered yet mean every service; the same goes for ways of paying as long as nobody said "not paid" or
    wrote a payment down.
    """
    making = _Making(content, situation)
    found = {step.id: (step, reason) for step, reason in making.applying()}
    kept = {step.id: step for step in making.kept() if step.id not in found}
    order = in_order((step for step, _ in found.values()), situation)
    shown = (*order, *in_order(kept.values(), situation))
    lists = tuple(
        replace(each, steps=grouped(step for step in shown if step.list_id == each.id)) for each in content.lists
    )
    reasons = {step_id: reason.value for step_id, (_, reason) in found.items()}
    reasons |= dict.fromkeys(kept, Reason.KEPT.value)
    return Plan(lists, order, reasons, frozenset(kept), next_steps(order, situation), situation)


_Found = Iterator[tuple[Step, Reason]]


class _Making:
    """One plan in the making: every step of the content by whose it is."""

    def __init__(self, content: Content, situation: Situation) -> None:
        self._content = content
        self._situation = situation
        self._country = country_group(situation.answers.country)
        self._of: dict[str, list[Step]] = {}
        for step in content.steps():
            self._of.setdefault(step.belongs_to, []).append(step)

    def applying(self) -> _Found:
        """Every step that applies, and why; of a payment once for each."""
        yield from self._fitting(self._of.get("", ()), Reason.EVERYBODY)
        yield from self._of_services()
        yield from self._of_payments()
        for once in self._situation.own_steps:
            if not once.is_removed:
                yield own_step(once), Reason.OWN

    def kept(self) -> Iterator[Step]:
        """The step of every mark, as far as anything is known of it."""
        marked = [step_id for step_id in self._situation.marks if self._situation.is_marked(step_id)]
        known = {step.id: step for step in self._content.steps()}
        for step_id in marked:
            plain_id, at, number = step_id.partition("@")
            if step := known.get(StepId(plain_id)):
                yield self._recorded(replace(step, id=step_id, about=self._payment_id(number) if at else None))
        templates = (*self._content.own_service, *self._content.own_method)
        yield from map(self._recorded, steps_as_before(templates, marked))
        for once in self._situation.own_steps:
            if (step := own_step(once)).id in marked:
                yield step

    def _recorded(self, step: Step) -> Step:
        return as_said_in(as_record(step, self._situation.under18), self._country)

    def _payment_id(self, number: str) -> str | None:
        return next((each.id for each in self._situation.payments if str(each.number) == number), None)

    def _of_services(self) -> _Found:
        answers = self._situation.answers
        picked = {*answers.services, *(self._service_named(name) for name in answers.own_services)}
        nothing_said = not answers.services and not answers.own_services
        for service in self._content.services.values():
            if service.always or service.id in picked or nothing_said:
                reason = (
                    Reason.EVERYBODY if service.always else Reason.NOT_PICKED if nothing_said else Reason.PICKED
                )  # fmt: skip
                yield from self._fitting(self._of[service.id], reason)
        known = {slug_of(name): name for name in answers.own_services if self._service_named(name) == ""}
        for name in known.values():
            if name.strip():
                yield from self._fitting(steps_named(self._content.own_service, name), Reason.NAMED)

    def _service_named(self, name: str) -> str:
        """The id of a service somebody typed the name of, or nothing."""
        plain = plain_name(name)
        services = self._content.services.values()
        return next((each.id for each in services if plain in {each.id, plain_name(each.name)}), "")

    def _of_payments(self) -> _Found:
        live = [each for each in self._situation.payments if not each.is_removed]
        if self._situation.paid is Told.NO:
            return
        reason = Reason.PAID if self._situation.paid is Told.YES else Reason.MAY_HAVE_PAID
        for method_id in (ANY_METHOD,) if live else self._content.methods:
            yield from self._fitting(self._of.get(method_id, ()), reason)
        # By the way it was written down with first, which never changes: so no tick becomes another payment's.
        plain: dict[str, int] = {}
        for each in sorted(self._situation.payments, key=lambda each: each.number):
            owner = self._way_named(each.payment.way)
            first = self._way_named(each.payment.first_way or each.payment.way)
            plain.setdefault(self._in_ids(first), each.number)
            if not each.is_removed:
                has_plain_ids = plain.get(self._in_ids(owner)) == each.number
                yield from self._of_payment(each, owner, suffix="" if has_plain_ids else f"@{each.number}")

    def _way_named(self, name: str) -> str:
        """The id of a way of paying of that id or name, or the name where nobody knows it."""
        plain = plain_name(name)
        methods = self._content.methods.values()
        return next((each.id for each in methods if plain in {each.id, plain_name(each.name)}), name or _NO_WAY)

    def _in_ids(self, owner: str) -> str:
        """How a way of paying stands in the ids of its steps; names that are the same there share them."""
        return owner if owner in self._content.methods else f"{OWN}-{slug_of(owner)}"

    def _of_payment(self, once: PaidOnce, owner: str, suffix: str) -> _Found:
        country = country_group(once.payment.sent_from) or self._country
        is_known = owner in self._content.methods
        if owner == ANY_METHOD:
            return
        steps = self._of.get(owner, ()) if is_known else steps_named(self._content.own_method, owner)
        for step, _ in self._fitting(steps, Reason.WRITTEN, country):
            yield replace(step, id=StepId(step.id + suffix), about=once.id), Reason.WRITTEN

    def _fitting(self, steps: Iterable[Step], reason: Reason, country: str | None = None) -> _Found:
        place = self._country if country is None else country
        for step in steps:
            if applies(step, self._situation, place):
                yield as_said_in(step, place), why_it_applies(step, self._situation, place, reason)
