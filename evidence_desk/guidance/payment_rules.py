"""Which rules hold for a payment, and which of them are over."""

from collections.abc import Iterable
from typing import Final

from evidence_desk.domain.checklists import Step, StepId
from evidence_desk.domain.facts import DeadlineRule, Since, Unit
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.guidance.situation import PaidOnce, country_group

COMES_BACK: Final = "comes back by itself"
LAST_MOMENT: Final = "last moment"
_PAID: Final = frozenset({Since.PAID, Since.LAST_PAID})
_STOPPED, _TOO_LATE, _COLLECTED = Stopped.STOPPED.value, Stopped.TOO_LATE.value, Collected.YES.value
_UNTIL_COLLECTED: Final = frozenset({Unit.NONE, Unit.MINUTES})
_WHILE_IT_IS_ON_ITS_WAY: Final = frozenset({Unit.NONE, Unit.MINUTES, Unit.HOURS})


def holds_for(rule: DeadlineRule, once: PaidOnce, country: str) -> bool:
    """Whether it is a rule for that payment: for the country the money left, or for money sent out of it.

    `country` is where the person lives, for money of which nobody said where it was sent from.
    """
    if rule.since not in _PAID:
        return False
    sent_from = country_group(once.payment.sent_from) or country
    sent_to = once.payment.sent_to.strip().upper()
    if rule.abroad:
        return sent_from in rule.countries and bool(sent_to) and country_group(sent_to) != sent_from
    return not rule.countries or sent_from in rule.countries


def is_over(rule: DeadlineRule, once: PaidOnce, payments: Iterable[PaidOnce]) -> bool:
    """Whether there is nothing to wait for: it was stopped, is out of reach, or a later payment counts instead."""
    payment = once.payment
    return (
        payment.stopped == _STOPPED
        or _is_out_of_reach(rule, payment)
        or (
            rule.since is Since.LAST_PAID
            and any(
                each.payment.method == payment.method
                and (each.payment.paid_ns, each.number) > (payment.paid_ns, once.number)
                and each.payment.stopped != _STOPPED
                for each in payments
            )
        )
    )


def _is_out_of_reach(rule: DeadlineRule, payment: Payment) -> bool:
    """Whether money that was picked up, or is too late to stop, ends the rule; a claim can still be made."""
    if rule.kind == COMES_BACK:
        return payment.collected == _COLLECTED
    if rule.kind != LAST_MOMENT:
        return False
    return (payment.collected == _COLLECTED and rule.unit in _UNTIL_COLLECTED) or (
        payment.stopped == _TOO_LATE and rule.unit in _WHILE_IT_IS_ON_ITS_WAY
    )


def step_of(rule: DeadlineRule, steps: Iterable[Step]) -> StepId | None:
    """Which step of a payment the rule is about: the one that has it, one for the same countries, or the first."""
    found = sorted(
        steps,
        key=lambda step: (
            not (step.deadline is not None and step.deadline.id == rule.id),
            not (rule.countries and step.when.countries == rule.countries),
        ),
    )
    return found[0].id if found else None
