"""A made-up timeline: a night, an evening, and dates ahead."""

from datetime import timedelta

from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.deadlines import Deadline, end_of_day, zone_of
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.timeline import Timeline, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.guidance.content import load_content
from evidence_desk.resources import resource_path
from evidence_desk.ui.models.timeline_words import TimelineWords
from tests.ui.room_samples import NOW, listed, moment

HOURS_NS = 3_600 * 10**9
STEP = StepId("report.x.ask")
PAID = EntryId("paid")


def words() -> TimelineWords:
    """As of the present of these tests, in London."""
    content = load_content(resource_path("guidance"))
    return TimelineWords(NOW, {str(name): each for name, each in content.methods.items()})


def deadline(name: str, days: int, *, is_sure: bool = True) -> Deadline:
    """A whole day so many days from now."""
    end = end_of_day((NOW.at + timedelta(days=days)).date(), zone_of("Europe/London"))
    return Deadline(
        id=name, step_id=STEP, payment_id=None, says="Ask again.", calendar_title="Ask", kind="due", ends_at=end.at,
        zone="Europe/London", is_day=True, is_sure=is_sure, day=end.day,
    )  # fmt: skip


def told() -> Told:
    """Four items of last night and ten of this evening, three payments, a report, a tick, two dates."""
    night = [listed(number, captured=moment(number - 22 * 60)) for number in range(1, 5)]
    evening = [listed(number, captured=moment(number - 30)) for number in range(5, 15)]
    paid = Payment(method="western-union", amount_minor=25_000, currency="GBP", paid_ns=NOW.utc_ns - 2 * HOURS_NS,
                   zone="Europe/Berlin", exhibits=("item-3", "item-4"))  # fmt: skip
    return Told(
        zone=NOW.zone,
        items=[*night, *evening],
        payments={PAID: paid, EntryId("other"): Payment(own_method="Cash", zone="Europe/London")},
        reports={EntryId("r"): Report(to="X", asked_ns=NOW.utc_ns - HOURS_NS, zone="Europe/London")},
        marks={STEP: StepMark(STEP, StepState.DONE, NOW.at - timedelta(minutes=5))},
        deadlines=[deadline("soon", 2), deadline("later", 395, is_sure=False)],
        titles={STEP: "Ask X to take it down"},
        numbers={ItemId("item-3"): "EX-003", ItemId("item-4"): "EX-004"},
        shut=frozenset({ItemId("item-2")}),
    )


def timeline() -> Timeline:
    """All of it in order."""
    return timeline_of(events_of(told()), NOW.utc_ns, NOW.zone)


def many(count: int) -> Timeline:
    """As many items as that, one each minute."""
    items = [listed(number, captured=moment(-number)) for number in range(1, count + 1)]
    return timeline_of(events_of(Told(zone=NOW.zone, items=items)), NOW.utc_ns, NOW.zone)
