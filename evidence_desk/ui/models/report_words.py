"""How a report, its dates and its answers are said."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evidence_desk.domain.checklists import ListId, Phase, Step
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline, zone_of
from evidence_desk.domain.facts import Since, Unit
from evidence_desk.domain.payments import at_ns
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import local_zone_name, near_time, short_day_words
from evidence_desk.ui.models.safe_text import isolated, left_to_right, safe_line
from evidence_desk.ui.models.step_known import StepKnown

translate = QCoreApplication.translate

_DEADLINES = "deadlines"
_REPORTING = frozenset({Phase.REPORT, Phase.WATCH_LIST, Phase.POLICE})
_REPORT = ListId("report")
_SOON = timedelta(days=7)
_FOLLOW_UPS = (1, 2, 7, 14)


def is_report(step: Step) -> bool:
    """Whether somebody is asked or told something, and may answer."""
    asks = step.asks_number is not None or (step.deadline is not None and step.deadline.since is Since.ASKED)
    return asks or (step.list_id == _REPORT and step.phase in _REPORTING)


def subject_of(step: Step, known: StepKnown) -> str:
    """What is typed about the report that is shown goes by its id; while there is none, by the step's."""
    return known.report.id if known.report is not None else step.id


def has_times(step: Step, known: StepKnown) -> bool:
    """Whether it matters, or was said, when somebody was asked."""
    asked = known.report is not None and bool(known.report.what.asked_ns)
    return asked or (step.deadline is not None and step.deadline.since is Since.ASKED)


def number_label(step: Step) -> str:
    """Report number from X."""
    return step.asks_number or translate("report_words", "Report number")


def outcomes() -> Iterator[tuple[str, str]]:
    """Each answer so far, and how it is said; the first stands for no report at all."""
    yield "", outcome_none()
    yield Outcome.WAITING.value, translate("report_words", "Waiting")
    yield Outcome.REMOVED.value, translate("report_words", "It was taken down")
    yield Outcome.ANSWERED.value, translate("report_words", "They answered")
    yield Outcome.REFUSED.value, translate("report_words", "They said no")
    yield Outcome.NO_ANSWER.value, translate("report_words", "No answer came")


def outcome_none() -> str:
    """What is said where nobody was asked."""
    return translate("report_words", "Not asked yet")


def nothing_noted() -> str:
    """What is said instead where the step was ticked: somebody was asked, and no more is known of it."""
    return translate("report_words", "Marked done, nothing noted")


def outcome_words(report: Report) -> str:
    """Waiting; what a newer program wrote is said as it is."""
    return dict(outcomes()).get(report.outcome, safe_line(report.outcome)) if report.outcome else ""


def follow_ups(today: date, chosen: str) -> Iterator[tuple[str, str]]:
    """Days to ask again (ISO 8601) with their words; the first is no day, and one that was chosen is always there."""
    yield "", translate("report_words", "No day chosen")
    offered = {(today + timedelta(days=ahead)).isoformat(): ahead for ahead in _FOLLOW_UPS}
    if chosen and chosen not in offered:
        yield chosen, _day_text(chosen)
    for day, ahead in offered.items():
        yield day, _ahead(ahead).format(day=_day_text(day))


def _ahead(days: int) -> str:
    return {
        1: translate("report_words", "Tomorrow, {day}"),
        2: translate("report_words", "In 2 days, {day}"),
        7: translate("report_words", "In a week, {day}"),
        14: translate("report_words", "In 2 weeks, {day}"),
    }[days]


def _day_text(day: str) -> str:
    try:
        return short_day_words(date.fromisoformat(day))
    except ValueError:
        return safe_line(day)


def date_and_zone(at: datetime, zone: str, now: Moment | None = None) -> str:
    """Sun 22 Nov, 21:40 GMT: an aware moment on the wall of a zone (IANA), with its year unless that is this one."""
    local_at = at.astimezone(zone_of(zone))
    day = _day(local_at.date(), now)
    return translate("report_words", "{day}, {time} {zone}").format(
        day=day, time=f"{local_at:%H:%M}", zone=local_zone_name(local_at)
    )


def asked_at(report: Report | None) -> datetime | None:
    """When it was asked, in UTC."""
    return at_ns(report.asked_ns) if report is not None and report.asked_ns else None


def asked_words(report: Report, now: Moment) -> str:
    """Asked today, 21:40; nothing where nobody knows when."""
    at = asked_at(report)
    return translate("report_words", "Asked {when}").format(when=near_time(at, now)) if at else ""


def report_line(step: Step, report: Report, now: Moment) -> str:
    """Asked Sun 22 Nov, 21:40 GMT. To X. Number 8841-02. They said no. Ask again: 24 Nov 2026: one of several."""
    at = asked_at(report)
    when = date_and_zone(at, report.zone or now.zone, now) if at else ""
    asked = translate("report_words", "Asked {when}").format(when=when) if when else outcome_none()
    elsewhere = report.to.strip() and report.to != step.service
    to = translate("report_words", "To {where}").format(where=isolated(safe_line(report.to))) if elsewhere else ""
    again = translate("report_words", "Ask again: {day}").format(day=_day_text(report.follow_up))
    said = (asked, to, number_words(report) if report.reference else "", outcome_words(report) if at else "")
    return " ".join(f"{each}." for each in (*said, again if report.follow_up else "") if each)


def number_words(report: Report | None) -> str:
    """Number 8841-02; or that none was given."""
    if report is None or not report.reference:
        return translate("report_words", "No number given")
    return translate("report_words", "Number {number}").format(number=left_to_right(safe_line(report.reference)))


def is_waiting(report: Report | None) -> bool:
    """Whether an answer is waited for."""
    return report is not None and bool(report.asked_ns) and report.outcome == Outcome.WAITING.value


def answer_due(known: StepKnown) -> Deadline | None:
    """Until when an answer to the report shown is due, where somebody has a time to answer."""
    deadline = known.deadline
    is_due = deadline is not None and deadline.report_id is not None and deadline.kind != FOLLOW_UP
    return deadline if is_due and deadline is not None and deadline.ends_at is not None else None


def end_label(step: Step) -> str:
    """48 hours end."""
    rule = step.deadline
    if rule is not None and rule.unit is Unit.HOURS:
        return translate("report_words", "{count} hours end").format(count=rule.amount)
    return translate("report_words", "Answer due")


def end_short(step: Step, deadline: Deadline, now: Moment) -> str:
    """48 hours end 24 Nov; with its year unless that is this one."""
    if deadline.ends_at is None:
        return ""
    ends = deadline.day or deadline.ends_at.astimezone(zone_of(deadline.zone)).date()
    day = QLocale().toString(QDate(ends.year, ends.month, ends.day), "d MMM") if _is_near(ends, now) else ""
    day = day or short_day_words(ends)
    is_answer = deadline.step_id is not None and deadline.kind != FOLLOW_UP
    if is_answer and step.deadline is not None and step.deadline.since is Since.ASKED:
        return translate("report_words", "{what} {day}").format(what=end_label(step), day=day)
    return {
        "last moment": translate("report_words", "Until {day}"),
        "then deleted": translate("report_words", "Deleted after {day}"),
        "comes back by itself": translate("report_words", "Comes back {day}"),
        FOLLOW_UP: translate("report_words", "Ask again {day}"),
    }.get(deadline.kind, translate("report_words", "By {day}")).format(day=day)


def end_full(deadline: Deadline, now: Moment | None = None) -> str:
    """Wed 22 Dec 2027; with the time and the zone where it is a moment; nothing where nobody knows."""
    if deadline.day is not None:
        return _day(deadline.day, now)
    return date_and_zone(deadline.ends_at, deadline.zone, now) if deadline.ends_at else ""


def _day(day: date, now: Moment | None) -> str:
    form = "ddd d MMM" if _is_near(day, now) else "ddd d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _is_near(day: date, now: Moment | None) -> bool:
    """Whether no one would take it for a day of another year."""
    return now is not None and day.year == now.local_at.year


def is_over(deadline: Deadline, now: Moment) -> bool:
    """Whether its moment has passed."""
    return deadline.has_passed(now.at)


def is_soon(deadline: Deadline | None, now: Moment) -> bool:
    """Whether something can be done for a short while only."""
    if deadline is None or deadline.kind != "last moment":
        return False
    return deadline.ends_at is None or now.at <= deadline.ends_at <= now.at + _SOON


def after_words(step: Step, deadline: Deadline, now: Moment) -> str:
    """What stands under the two times: how sure they are, or what can be done once they have passed."""
    if is_over(deadline, now):
        rule = step.deadline
        hours = rule.amount if rule is not None and rule.unit is Unit.HOURS else None
        if hours is None:
            return translate("report_words", "The time has passed. You can ask again, or ring a helpline.")
        words = translate("report_words", "{count} hours have passed. You can ask again, or ring a helpline.")
        return words.format(count=hours)
    return "" if deadline.is_sure else translate(_DEADLINES, deadline.says)


def date_words(step: Step, known: StepKnown, now: Moment) -> str:
    """Until Wed 22 Dec 2027: what is known of that date; nothing where the two times of a report say it."""
    deadline = known.deadline
    if deadline is None or (deadline.report_id is not None and deadline.kind != FOLLOW_UP and is_report(step)):
        return ""
    full, says = end_full(deadline, now), translate(_DEADLINES, deadline.says)
    if not full:
        return says
    label = {
        "last moment": translate("report_words", "Last day: {day}"),
        "then deleted": translate("report_words", "Deleted after: {day}"),
        "comes back by itself": translate("report_words", "Comes back: {day}"),
        FOLLOW_UP: translate("report_words", "Ask again: {day}"),
    }.get(deadline.kind, translate("report_words", "Answer due: {day}"))
    passed = translate("report_words", "This date has passed. You can still ask.") if is_over(deadline, now) else ""
    return " ".join(filter(None, (f"{label.format(day=full)}.", passed, says)))


def clock_jumped(at: datetime, now: Moment) -> bool:
    """Whether somebody asked in the future."""
    return at > now.at.astimezone(UTC) + timedelta(minutes=1)


def check_clock() -> str:
    """What is said of a time that lies ahead of now."""
    return translate("report_words", "This time lies ahead. Check this computer's clock.")
